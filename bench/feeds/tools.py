"""What is compared: newsarchive, and the programs that are installed, behind one small interface.

Each is set up in a folder of its own and asked to fetch every feed now, whether or not it finds that due.
"""

import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bench.feeds.cost import run
from bench.feeds.origin import version_in

NEWSARCHIVE = str(Path(sys.executable).with_name("newsarchive"))
_OPML = '<opml version="2.0"><head><title>bench</title></head><body>\n{outlines}</body></opml>\n'


class Tool(Protocol):
    """A program that syncs feeds."""

    @property
    def name(self) -> str:
        """Return what it is called in the tables."""

    def set_up(self, home: Path, urls: Sequence[str]) -> None:
        """Subscribe to urls in an empty folder."""

    def commands(self, home: Path) -> list[list[str]]:
        """Return what brings everything up to date."""

    def articles(self, home: Path) -> int:
        """Return how many articles it holds."""

    def files(self, home: Path) -> Iterator[Path]:
        """Yield the files in which it holds them."""


@dataclass(frozen=True, slots=True)
class Newsarchive:
    """This project."""

    jobs: int
    name: str = "newsarchive"

    def set_up(self, home: Path, urls: Sequence[str]) -> None:
        """Import a list of feeds."""
        outlines = "".join(f'<outline type="rss" text="{number}" xmlUrl="{url}"/>\n' for number, url in enumerate(urls))
        (home / "feeds.opml").write_text(_OPML.format(outlines=outlines), encoding="utf-8")
        run([*self._start(home), "feed", "import", "feeds.opml"], home)

    def commands(self, home: Path) -> list[list[str]]:
        """Return one sync, forced: nothing is due again within the hour."""
        return [[*self._start(home), "sync", "--force", "--jobs", str(self.jobs)]]

    def articles(self, home: Path) -> int:
        """Count articles."""
        return _count(home / "archive.db", "article")

    def files(self, home: Path) -> Iterator[Path]:
        """Yield the archive."""
        return home.glob("archive.db*")

    def _start(self, home: Path) -> list[str]:
        return [NEWSARCHIVE, "--archive", str(home / "archive.db")]


@dataclass(frozen=True, slots=True)
class Newsboat:
    """A reader for the terminal, in C++; it has no index of words."""

    jobs: int
    name: str = "newsboat"

    def set_up(self, home: Path, urls: Sequence[str]) -> None:
        """Write its list of feeds."""
        (home / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
        (home / "config").write_text(f"reload-threads {self.jobs}\n", encoding="utf-8")

    def commands(self, home: Path) -> list[list[str]]:
        """Return one reload."""
        return [["newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]]

    def articles(self, home: Path) -> int:
        """Count items."""
        return _count(home / "cache.db", "rss_item")

    def files(self, home: Path) -> Iterator[Path]:
        """Yield its cache."""
        return home.glob("cache.db*")


@dataclass(frozen=True, slots=True)
class Sfeed:
    """A script around curl and a parser in C; it keeps a line an article in one file a feed, and no index."""

    jobs: int
    name: str = "sfeed"

    def set_up(self, home: Path, urls: Sequence[str]) -> None:
        """Write its settings, a piece of shell."""
        feeds = "".join(f"feed '{number}' '{url}'\n" for number, url in enumerate(urls))
        text = f"sfeedpath='{home}/feeds'\nmaxjobs={self.jobs}\nfeeds() {{\n{feeds}}}\n"
        (home / "sfeedrc").write_text(text, encoding="utf-8")

    def commands(self, home: Path) -> list[list[str]]:
        """Return one update."""
        return [["sfeed_update", str(home / "sfeedrc")]]

    def articles(self, home: Path) -> int:
        """Count lines."""
        return sum(path.read_bytes().count(b"\n") for path in self.files(home))

    def files(self, home: Path) -> Iterator[Path]:
        """Yield its files."""
        return (home / "feeds").glob("*")


@dataclass(frozen=True, slots=True)
class Reader:
    """A library for readers in Python, by its own command; with or without its index of words."""

    jobs: int
    python: str  # of the environment that has it
    is_searchable: bool

    @property
    def name(self) -> str:
        """Return its name, and whether it indexes."""
        return "reader, search update" if self.is_searchable else "reader"

    def set_up(self, home: Path, urls: Sequence[str]) -> None:
        """Add every feed, in one process."""
        add = "import sys, reader\nmade = reader.make_reader(sys.argv[1])\nfor url in sys.argv[2:]: made.add_feed(url)"
        run([self.python, "-c", add, str(home / "reader.db"), *urls], home)
        if self.is_searchable:
            run([*self._start(home), "search", "enable"], home)

    def commands(self, home: Path) -> list[list[str]]:
        """Return one update of all feeds, and one of the index."""
        update = [*self._start(home), "update", "--no-scheduled", "--workers", str(self.jobs)]
        return [update, [*self._start(home), "search", "update"]] if self.is_searchable else [update]

    def articles(self, home: Path) -> int:
        """Count entries."""
        return _count(home / "reader.db", "entries")

    def files(self, home: Path) -> Iterator[Path]:
        """Yield its database and that of its index."""
        return home.glob("reader.db*")

    def _start(self, home: Path) -> list[str]:
        return [self.python, "-m", "reader", "--db", str(home / "reader.db")]


@dataclass(frozen=True, slots=True)
class Rss2email:
    """Sends entries by mail, one feed after the other; here it only notes which it has seen, and keeps no text."""

    command: str
    name: str = "rss2email, sends nothing"

    def set_up(self, home: Path, urls: Sequence[str]) -> None:
        """Write its settings."""
        feeds = "".join(f"[feed.f{number}]\nurl = {url}\n" for number, url in enumerate(urls))
        (home / "r2e.cfg").write_text(f"[DEFAULT]\nto = nobody@xa.example\n{feeds}", encoding="utf-8")

    def commands(self, home: Path) -> list[list[str]]:
        """Return one run."""
        return [[self.command, "-c", "r2e.cfg", "-d", "r2e.json", "run", "--no-send"]]

    def articles(self, home: Path) -> int:
        """Return none."""
        return 0

    def files(self, home: Path) -> Iterator[Path]:
        """Yield what it has noted."""
        return home.glob("r2e.json")


def installed(jobs: int, peers: Path) -> list[Tool]:
    """Return newsarchive and the peers that can be had here: on the path, or in the environment at peers."""
    tools: list[Tool] = [Newsarchive(jobs)]
    if shutil.which("newsboat"):
        tools.append(Newsboat(jobs))
    if shutil.which("sfeed_update"):
        tools.append(Sfeed(jobs))
    python = str(peers / "bin" / "python")
    if version_in(python, "reader"):
        tools += [Reader(jobs, python, is_searchable) for is_searchable in (False, True)]
    if version_in(python, "rss2email"):
        tools.append(Rss2email(str(peers / "bin" / "r2e")))
    return tools


def _count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        count: int = database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names from above
        return count
