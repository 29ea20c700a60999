"""What the index costs: bytes beside the text, CPU time to build, time to add one article durably."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from bench.corpus import Corpus, Document
from bench.search.engines import fresh
from bench.search.own import Archive
from bench.search.scores import percentile
from newsarchive.store.store import Store

_ADDED = 300


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes of the full-text index, and of the titles and texts in it."""

    index: int
    text: int

    @property
    def ratio(self) -> float:
        """Return the index as a part of the text."""
        return self.index / self.text


def size(path: Path) -> Size:
    """Return how big the full-text index of an archive is."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")]
        index = sum(_table_bytes(database, name) for name in names)
        text = database.execute(
            "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(summary AS BLOB)) + length(CAST(text AS BLOB)))"
            " FROM revision JOIN article ON article.revision_id = revision.id"
        ).fetchone()[0]
    return Size(index, text)


def build_rate(folder: Path, documents: Iterable[Document]) -> float:
    """Return how many articles a new archive takes in per CPU-second, tags, index and all."""
    archive = Archive.create(folder / "build.db")
    documents = list(documents)
    archive.load(documents)
    return len(documents) / archive.seconds


def reindex_rate(store: Store, articles: int) -> float:
    """Return how many articles are indexed anew per CPU-second."""
    started = process_time()
    store.reindex()
    return articles / (process_time() - started)


def add_times(path: Path, corpus: Corpus) -> tuple[float, float]:
    """Return median and p95 of the milliseconds, by the clock, that one more article takes; on a copy."""
    copy = fresh(path.with_name("add.db"))
    shutil.copyfile(path, copy)
    archive = Archive(Store.open_writing(copy))
    newer = Corpus(corpus.size + _ADDED)
    times = []
    for document in map(newer.article, range(corpus.size, newer.size)):
        started = perf_counter()
        with archive.store.transaction():
            archive.add(document)
        times.append((perf_counter() - started) * 1000)
    archive.store.close()
    fresh(copy)
    return percentile(times, 0.5), percentile(times, 0.95)


def _table_bytes(database: sqlite3.Connection, name: str) -> int:
    """Return the bytes of the tables behind an FTS5 table; that of its words is stored without a rowid."""
    columns = {
        "data": "length(block)",
        "idx": "length(segid) + length(term) + length(pgno)",
        "docsize": "length(id) + length(sz)",
    }
    return sum(
        database.execute(f'SELECT coalesce(sum({columns[part]}), 0) FROM "{name}_{part}"').fetchone()[0]  # noqa: S608 - names of SQLite's own making
        for part in columns
    )
