"""One large feed file: importing it, importing it again, and exporting what it has brought in every format.

Beside it feedparser, which reads the same file into memory and keeps nothing. A file of a tenth of the size shows what
memory depends on.
"""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from bench.corpus import Corpus
from bench.feeds.cost import CommandError, Cost, medians, run
from bench.feeds.made import FIRST_PUBLISHED, rss
from bench.feeds.tools import NEWSARCHIVE
from bench.search.engines import fresh

Figures = dict[str, Any]
_PARSE = "import feedparser, sys; print(len(feedparser.parse(sys.argv[1]).entries))"
_FORMS = ("rss", "atom", "json-feed")


def measure(home: Path, sizes: Iterable[int], *, repeats: int) -> Figures:
    """Return the figures of one file for each number of entries."""
    home.mkdir(parents=True, exist_ok=True)
    return {str(size): _measure(home, size, repeats) for size in sizes}


def _measure(home: Path, entries: int, repeats: int) -> Figures:
    source = home / "source.rss"
    source.write_text("".join(rss(reversed(list(Corpus(entries))), 0, FIRST_PUBLISHED)), encoding="utf-8")
    runs: dict[str, list[Cost]] = {}
    sizes: dict[str, int] = {}
    for _ in range(repeats):
        fresh(home / "archive.db")
        for name, command in _commands(home, source).items():
            _note(runs, name, command, home)
            sizes[name] = _size(home, name)
    return {
        "entries": entries,
        "bytes": source.stat().st_size,
        "repeats": repeats,
        "commands": {name: _figures(costs, entries, sizes[name]) for name, costs in runs.items()},
    }


def _commands(home: Path, source: Path) -> dict[str, list[str]]:
    """Return what is measured, in its order."""
    start = [NEWSARCHIVE, "--archive", str(home / "archive.db")]
    exports = {
        " ".join(["export", f"--{form}", *extra]): [*start, "export", f"--{form}", *extra, "-o", str(home / "exported")]
        for form in _FORMS
        for extra in ([], ["--lossless"])
    }
    return {
        "feedparser.parse": [sys.executable, "-c", _PARSE, str(source)],
        "import": [*start, "import", str(source)],
        "import again": [*start, "import", str(source)],
        **exports,
    }


def _note(runs: dict[str, list[Cost]], name: str, command: list[str], home: Path) -> None:
    """Run one command; what this release cannot do is left out."""
    costs = runs.setdefault(name, [])
    try:
        costs.append(run(command, home))
    except CommandError as error:
        if error.code != 2:
            raise


def _size(home: Path, name: str) -> int:
    """Return the bytes that a command leaves: an export its document, an import the archive."""
    if name.startswith("export"):
        exported = home / "exported"
        size = exported.stat().st_size if exported.exists() else 0
        exported.unlink(missing_ok=True)
        return size
    return sum(path.stat().st_size for path in home.glob("archive.db*"))


def _figures(costs: Iterable[Cost], entries: int, size: int) -> Figures | None:
    every = list(costs)
    if not every:
        return None
    cpu = median(one.cpu for one in every)
    return {**asdict(medians(every)), "cpu": cpu, "rate": entries / cpu, "bytes": size}
