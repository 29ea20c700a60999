"""What it takes to keep pages as they were received: bytes in the archive for each, and time to pack and unpack."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.extraction.portals import STYLES, Page, page
from bench.extraction.readers import capture_of
from newsarchive.store.store import Store

_PER_STYLE = 40


@dataclass(frozen=True, slots=True)
class Kept:
    """Captures of one kind: how large the pages are, what the archive grows by, and the time, a page each."""

    pages: int
    size: float  # bytes
    stored: float  # bytes
    added: float  # ms of CPU time
    read: float  # ms of CPU time


def measure(seed: str) -> dict[str, Kept]:
    """Return the cost of new pages, of the same pages soon after and long after, and of bytes that are kept already."""
    visits = {
        "new pages": _pages(seed),
        "seen again, other counters and clock": _pages(seed, visit=1, is_soon=True),
        "seen again, all boxes others too": _pages(seed, visit=2),
        "the very same bytes": _pages(seed, visit=2),
    }
    with tempfile.TemporaryDirectory() as folder:
        return {name: _keep(Path(folder) / "archive.db", pages) for name, pages in visits.items()}


def _pages(seed: str, *, visit: int = 0, is_soon: bool = False) -> list[Page]:
    return [page(style, seed, place, visit=visit, is_soon=is_soon) for style in STYLES for place in range(_PER_STYLE)]


def _keep(path: Path, pages: Sequence[Page]) -> Kept:
    captures = [capture_of(one.html.encode(), one.url) for one in pages]
    with Store.open_writing(path) as store:
        before = path.stat().st_size
        started = time.process_time()
        with store.transaction():
            ids = [store.captures.add(one) for one in captures]
        added = time.process_time() - started
        started = time.process_time()
        if any(store.captures.get_by_id(one).body != capture.body for one, capture in zip(ids, captures, strict=True)):
            raise AssertionError("a capture that is kept is not what was received")
        read = time.process_time() - started
    grown = path.stat().st_size - before
    count = len(pages)
    return Kept(
        pages=count,
        size=mean(len(one.body) for one in captures),
        stored=grown / count,
        added=added / count * 1000,
        read=read / count * 1000,
    )
