"""Keeping the full-text index equal to what a rebuild would give.

The index stores no text: what is taken out must be exactly what was put in. Triggers note what that was (see
store/triggers.py); `drain` takes it out and puts in what is there now. It runs before each commit of ours, and
before a search where another tool has written meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from newsarchive.errors import StoreTooNewError
from newsarchive.model.article import Moment
from newsarchive.store.connection import Connection
from newsarchive.store.rows import marks
from newsarchive.store.terms import to_terms
from newsarchive.store.triggers import COLUMNS, INDEX, iter_triggers
from newsarchive.text.dates import to_hanoi
from newsarchive.text.fold import ANALYZER

Progress = Callable[[int, int], None]  # articles done, and of how many

SLOTS = 1_024  # of a day: 84 seconds each
_DAY_SECONDS = 86_400
_AT_A_TIME = 500  # articles in memory
_HASH_BYTES = 64 * 2**20  # of FTS5, while everything is written anew: a fifth less work than with its usual 1 MiB
_USUAL_HASH_BYTES = 2**20
_INSERT = "INSERT INTO article_index (rowid, terms) VALUES (?, ?)"
_DELETE = "INSERT INTO article_index (article_index, rowid, terms) VALUES ('delete', ?, ?)"
_READABLE = (
    ("article_index_config", "INSERT OR REPLACE INTO article_index_config VALUES ('version', 4)"),
    ("article_index_data", "DELETE FROM article_index_data"),
    ("article_index_data", "INSERT INTO article_index_data VALUES (1, x''), (10, x'00000000000000')"),
)
_COMMAND = "INSERT INTO article_index (article_index, rank) VALUES (?, ?)"


class Index:
    """The upkeep of one archive's full-text index. Everything that changes it belongs into a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._free: dict[int, int] = {}  # for a docid asked for: the first that may be free, as far as is known

    def is_stale(self) -> bool:
        """Tell whether articles changed that the index does not know, or its rules did. Raises StoreTooNewError."""
        return self._is_of_other_rules() or not self._has_triggers() or self._has_queue()

    def update(self, progress: Progress | None = None) -> None:
        """Make the index what a rebuild would give: by a rebuild if its rules have changed."""
        if self._is_of_other_rules() or not self._has_triggers():
            self.rebuild(progress)
        else:
            self.drain(progress)

    def drain(self, progress: Progress | None = None) -> None:
        """Take out what the index holds of the articles that changed, and put in what is there now."""
        if not self._has_queue():
            return
        sql = f"SELECT docid, {COLUMNS} FROM index_queue WHERE docid IS NOT NULL ORDER BY docid"  # noqa: S608 - our own words
        rows = self._connection.execute(sql)
        self._connection.executemany(_DELETE, ((row[0], to_terms(row[1:])) for row in rows))
        self._forget_moved()
        self._place_all("SELECT article_id FROM index_queue")
        total = int(self._connection.row("SELECT count(*) FROM index_queue")[0])
        # Without the sign, SQLite would go through all articles in the order of docids.
        changed = "article_id IN (SELECT article_id FROM index_queue)"
        sql = f"SELECT docid, {COLUMNS} FROM indexed_text WHERE {changed} ORDER BY +docid"  # noqa: S608 - as above
        self._insert(self._connection.execute(sql), progress, total)
        self._connection.execute("DELETE FROM index_queue")

    def rebuild(self, progress: Progress | None = None) -> int:
        """Write the whole index anew, by the rules of this release; return how many articles it holds."""
        # SQLite drops an index only if it can read it: damaged parts are made readable, and empty.
        there = {row[0] for row in self._connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        readable = [statement for table, statement in _READABLE if table in there]
        for statement in (*readable, "DROP TABLE IF EXISTS article_index", INDEX, *self._iter_trigger_changes()):
            self._connection.execute(statement)
        self._connection.execute(_COMMAND, ("hashsize", _HASH_BYTES))
        self._connection.execute("DELETE FROM index_queue")
        self._forget_misplaced()
        self._place_all("SELECT article_id FROM indexed_text WHERE docid IS NULL")
        total = int(self._connection.row("SELECT count(*) FROM listing")[0])
        sql = f"SELECT listing.docid, {COLUMNS} FROM listing CROSS JOIN indexed_text USING (article_id) ORDER BY 1"  # noqa: S608 - as above
        self._insert(self._connection.execute(sql), progress, total)
        self._connection.execute(_COMMAND, ("hashsize", _USUAL_HASH_BYTES))
        self._connection.execute("INSERT OR REPLACE INTO setting VALUES ('analyzer', ?)", (ANALYZER,))
        return total

    def _insert(self, rows: Iterable[Any], progress: Progress | None = None, total: int = 0) -> None:
        # In the order of docids: FTS5 writes what it holds in memory to the disk where one is less than the last.
        done = 0
        iterator = iter(rows)
        while batch := list(islice(iterator, _AT_A_TIME)):
            self._connection.executemany(_INSERT, [(row[0], to_terms(row[1:])) for row in batch])
            done += len(batch)
            if progress:
                progress(done, total)

    def _has_queue(self) -> bool:
        return self._connection.row("SELECT 1 FROM index_queue LIMIT 1") is not None

    def _has_triggers(self) -> bool:
        """Tell whether all triggers are there: a tool that makes a table anew takes them away."""
        rows = self._connection.rows("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
        return {row[0] for row in rows} >= set(iter_triggers())

    def _iter_trigger_changes(self) -> Iterator[str]:
        """Yield what brings back the triggers, as this release has them."""
        for statement in iter_triggers():
            yield f"DROP TRIGGER IF EXISTS {statement.split()[2]}"
            yield statement

    def _is_of_other_rules(self) -> bool:
        row = self._connection.row("SELECT value FROM setting WHERE name = 'analyzer'")
        rules = row[0] if row else ""
        number = rules.partition("/")[0]
        if number.isdecimal() and int(number) > int(ANALYZER.partition("/")[0]):
            raise StoreTooNewError(
                f"{self._connection.path}: indexed by a newer newsarchive", "install the newer release"
            )
        return rules != ANALYZER

    def _forget_moved(self) -> None:
        """Give up the docids of queued articles that are gone, or are of another day or time now."""
        rows = self._connection.rows("""
            SELECT docid FROM index_queue WHERE docid IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM indexed_text WHERE indexed_text.article_id = index_queue.article_id
                AND indexed_text.published IS index_queue.published
                AND indexed_text.archived_at IS index_queue.archived_at)""")
        self._give_up(rows)

    def _forget_misplaced(self) -> None:
        """Give up the docids of articles that are gone, or of another day than theirs."""
        gone = self._connection.rows("""
            SELECT docid FROM listing
            WHERE NOT EXISTS (SELECT 1 FROM indexed_text WHERE indexed_text.article_id = listing.article_id)""")
        rows = self._connection.execute("""
            SELECT docid, published, archived_at FROM indexed_text
            WHERE docid IS NOT NULL AND docid NOT IN (SELECT docid FROM listing WHERE day IS NOT NULL)""")
        moved = [(row[0],) for row in rows if first_docid(row[1], row[2]) // SLOTS != row[0] // SLOTS]
        self._give_up([*gone, *moved])

    def _give_up(self, docids: Sequence[tuple[int]]) -> None:
        if docids:
            self._connection.executemany("DELETE FROM listing WHERE docid = ?", docids)
            self._free.clear()

    def _place_all(self, sql: str) -> None:
        ids = [row[0] for row in self._connection.rows(sql)]
        for start in range(0, len(ids), _AT_A_TIME):
            self._place(ids[start : start + _AT_A_TIME])

    def _place(self, ids: Sequence[int]) -> None:
        """Give a docid to each article of ids that has none."""
        rows = self._connection.rows(
            "SELECT article_id, published, archived_at FROM indexed_text"  # noqa: S608 - marks only
            f" WHERE article_id IN ({marks(ids)}) AND docid IS NULL ORDER BY article_id",
            ids,
        )
        for article_id, published, archived_at in rows:
            wanted = first_docid(published, archived_at)
            docid = self._find_free(wanted)
            day = date.fromordinal(wanted // SLOTS).isoformat() if published[:1].isdigit() else "--"
            self._connection.execute(
                "INSERT INTO listing (docid, article_id, day) VALUES (?, ?, ?)",
                (docid, article_id, day if docid // SLOTS != wanted // SLOTS else None),
            )

    def _find_free(self, wanted: int) -> int:
        """Return the first free docid from wanted on; where its day is full, the last free one before that."""
        start = self._free.get(wanted, wanted)
        docid = self._gap(start, 1 if start >= wanted else -1)
        if docid // SLOTS > wanted // SLOTS:
            docid = self._gap(wanted, -1)
        self._free[wanted] = docid + 1 if docid >= wanted else docid - 1
        return docid

    def _gap(self, docid: int, step: int) -> int:
        """Return the nearest docid that no article has, from docid on: upwards with step 1, downwards with -1."""
        if self._connection.row("SELECT 1 FROM listing WHERE docid = ?", (docid,)) is None:
            return docid
        beyond, order = (">=", "ASC") if step > 0 else ("<=", "DESC")
        sql = f"""
            SELECT docid + :step FROM listing AS taken
            WHERE docid {beyond} :docid AND NOT EXISTS (SELECT 1 FROM listing WHERE docid = taken.docid + :step)
            ORDER BY docid {order} LIMIT 1"""  # noqa: S608 - our own words
        return int(self._connection.row(sql, {"docid": docid, "step": step})[0])


def first_docid(published: str, archived_at: str) -> int:
    """Return the least docid that an article may have: by when it was published, else by when it was archived.

    >>> first_docid("2018-10-04", "") == date(2018, 10, 4).toordinal() * SLOTS
    True
    >>> first_docid("--10-04", "2018-10-05T17:00:00Z") == date(2018, 10, 6).toordinal() * SLOTS
    True
    >>> first_docid("", "some day")  # as another tool may have written
    0
    """
    moment = to_hanoi(Moment(published)) or to_hanoi(Moment(archived_at.replace("Z", "+00:00")))
    if moment is None:
        return 0
    seconds = moment.hour * 3_600 + moment.minute * 60 + moment.second
    return moment.toordinal() * SLOTS + seconds * SLOTS // _DAY_SECONDS


def day_docid(day: date) -> int:
    """Return the least docid of a day."""
    return day.toordinal() * SLOTS
