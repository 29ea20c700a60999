"""How many pages a second each reader reads, in runs of a process of its own: start, imports and files included."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.feeds import cost

_ROOT = Path(__file__).parent.parent.parent
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from bench.extraction.speed import main; main()"
READERS = ("newsarchive", "trafilatura", "readability-lxml")


@dataclass(frozen=True, slots=True)
class Rate:
    """What reading a set of pages costs one reader."""

    pages: int
    size: int  # bytes of a page, the median
    cpu: float  # seconds of the whole run
    start: float  # seconds of a run without a page
    memory: int  # bytes, the peak

    @property
    def per_second(self) -> float:
        """Return the pages read in a second of CPU time."""
        return self.pages / self.cpu


def measure(
    pages: Mapping[str, Iterable[tuple[bytes, str]]], folder: Path, *, repeats: int
) -> dict[str, dict[str, Rate]]:
    """Return the rates of each reader for sets of pages with their addresses, by the name of the set."""
    rates: dict[str, dict[str, Rate]] = {}
    for name, every in pages.items():
        home = folder / name.replace(" ", "-")
        sizes = _write(home, every)
        empty = folder / "empty"
        empty.mkdir(parents=True, exist_ok=True)
        rates[name] = {reader: _rate(reader, home, empty, sizes, repeats) for reader in READERS}
    return rates


def _rate(reader: str, home: Path, empty: Path, sizes: list[int], repeats: int) -> Rate:
    runs = cost.medians(_run(reader, home) for _ in range(repeats))
    return Rate(len(sizes), int(median(sizes)), runs.cpu, _run(reader, empty).cpu, runs.memory)


def _run(reader: str, home: Path) -> cost.Cost:
    return cost.run([sys.executable, "-c", _START, str(_ROOT), reader, str(home)], home)


def _write(home: Path, pages: Iterable[tuple[bytes, str]]) -> list[int]:
    home.mkdir(parents=True, exist_ok=True)
    for old in home.glob("*.page"):
        old.unlink()
    sizes = []
    for number, (page, url) in enumerate(pages):
        (home / f"{number:04}.page").write_bytes(url.encode() + b"\n" + page)
        sizes.append(len(page))
    return sizes


def main() -> None:
    """Read every page of a folder with one reader."""
    from bench.extraction import readers

    reader, folder = sys.argv[1:]
    read = {
        "newsarchive": readers.newsarchive(),
        "trafilatura": readers.trafilatura,
        "readability-lxml": readers.readability,
    }[reader]
    for path in sorted(Path(folder).glob("*.page")):
        url, _, page = path.read_bytes().partition(b"\n")
        read(page, url.decode())
