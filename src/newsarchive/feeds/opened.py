"""A feed of any size, opened: what it says of itself, and its entries one after another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsarchive.model.feed import Entry, FeedDocument

LARGEST = 32 << 20  # bytes of anything that is read into memory
HINT = "a page is added with: newsarchive add SOURCE"  # for who takes it for a feed


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """A feed whose entries are read when they are asked for."""

    document: FeedDocument  # without its entries
    count: int
    read_entries: Callable[[], Iterator[Entry]]

    def iter_entries(self) -> Iterator[Entry]:
        """Yield the entries, told apart, the last of the document first: feeds begin with the newest."""
        return self.read_entries()
