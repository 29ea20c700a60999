"""What is measured: newsarchive's own search, and those it is compared with, behind one small interface."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from bench.corpus import Document

AT_A_TIME = 2_000  # articles of one transaction


class Engine(Protocol):
    """A search engine with an index of its own."""

    @property
    def name(self) -> str:
        """Return what it is called in the tables."""

    def load(self, documents: Iterable[Document]) -> None:
        """Put documents into the index."""

    def find(self, words: str) -> list[int]:
        """Return the numbers of the best ten documents for words, the best first."""


Maker = Callable[[], Engine]


def in_batches(documents: Iterable[Document], size: int = AT_A_TIME) -> Iterator[list[Document]]:
    """Yield documents in lists of at most size."""
    iterator = iter(documents)
    while batch := list(islice(iterator, size)):
        yield batch


def fresh(path: Path) -> Path:
    """Return path after removing what an earlier run has left there of an SQLite file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path
