"""Entries of one document told apart: which ids and addresses are an entry's own, and which it shares.

Many feeds repeat a guid, or give every entry the address of the site. What several entries share names none of them.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from newsarchive.model.feed import Entry
from newsarchive.text.urls import canonical

_BUCKETS = 16


class Names:
    """Names, and whether each is one thing's or that of several; sixteen bytes a use, for a million to fit."""

    def __init__(self) -> None:
        self._names = tuple(array("q") for _ in range(_BUCKETS))
        self._owners = tuple(array("q") for _ in range(_BUCKETS))
        self._shared: frozenset[int] | None = None

    def add(self, name: str, *owner: str) -> None:
        """Count a use of a name; the empty one is none."""
        if name:
            number = hash(name)
            bucket = number % _BUCKETS
            self._names[bucket].append(number)
            self._owners[bucket].append(hash(owner))

    def __bool__(self) -> bool:
        """Tell whether any name is that of several things. No use can be added from then on."""
        return bool(self._find_shared())

    def __contains__(self, name: str) -> bool:
        """Tell whether several things bear a name; nothing bears the empty one."""
        return hash(name) in self._find_shared()

    def _find_shared(self) -> frozenset[int]:
        if self._shared is None:
            self._shared = frozenset(self._iter_shared())
            self._names = self._owners = ()
        return self._shared

    def _iter_shared(self) -> Iterator[int]:
        for names, owners in zip(self._names, self._owners, strict=True):
            first: dict[int, int] = {}
            yield from (
                name for name, owner in zip(names, owners, strict=True) if first.setdefault(name, owner) != owner
            )


@dataclass(frozen=True, slots=True)
class Shared:
    """The ids and addresses that several entries of a document share."""

    guids: Names = field(default_factory=Names)
    urls: Names = field(default_factory=Names)

    def add(self, entry: Entry) -> None:
        """Count what an entry calls itself. The same guid, address and title again are the same entry again."""
        url = canonical(entry.url)
        self.guids.add(entry.guid, url, entry.title)
        self.urls.add(url, entry.guid, entry.title)

    def tell_apart(self, entry: Entry) -> Entry:
        """Return entry with what is its own: of a shared guid it and the address; of a shared address nothing."""
        guid, url = entry.guid, entry.url
        if self.urls and canonical(url) in self.urls:
            url = ""
        if self.guids and guid in self.guids:
            guid = f"{guid}|{url}" if url else ""
        return entry if (guid, url) == (entry.guid, entry.url) else replace(entry, guid=guid, url=url)


def tell_apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a document with the guids and addresses that tell them apart.

    >>> [one.guid for one in tell_apart([Entry(guid="7", url="http://a.example"), Entry(guid="7"), Entry(guid="8")])]
    ['7|http://a.example', '', '8']
    """
    entries = tuple(entries)
    shared = Shared()
    for entry in entries:
        shared.add(entry)
    return tuple(map(shared.tell_apart, entries))
