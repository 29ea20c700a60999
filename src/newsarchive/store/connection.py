"""Connections to SQLite whose errors are told in the archive's own words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsarchive.errors import StoreBusyError, StoreError

BUSY_SECONDS = 30
_PRIMARY = 0xFF  # extended result codes keep the primary one in their lowest byte
_REASONS = {
    sqlite3.SQLITE_FULL: ("no space left on the disk", "free some space; nothing was changed"),
    sqlite3.SQLITE_READONLY: ("the archive or its folder is read-only", "ask for the right to write there"),
    sqlite3.SQLITE_PERM: ("no right to use the archive", "ask for the right to read and write there"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check that the folder exists and that you may write there"),
    sqlite3.SQLITE_NOTADB: ("not a newsarchive file", "choose another file with --archive"),
    sqlite3.SQLITE_CORRUPT: (
        "the archive is damaged",
        "copy the file, then try: newsarchive reindex; else restore a backup",
    ),
    sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", "check the disk; nothing was changed"),
}


@contextmanager
def translated(path: str | Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a StoreError; what only a bug can cause passes through."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)  # None: raised by the module, not by SQLite
        primary = -1 if code is None else code & _PRIMARY
        if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreBusyError(f"{path}: another process is writing", "run the command again later") from error
        if primary not in _REASONS:
            raise
        reason, hint = _REASONS[primary]
        raise StoreError(f"{path}: {reason}", hint) from error


class Connection(sqlite3.Connection):
    """A connection in autocommit mode that knows its file and translates its errors."""

    path: str = ""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run one statement. Raises StoreError."""
        with translated(self.path):
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        """Run one statement for each row of parameters. Raises StoreError."""
        with translated(self.path):
            return super().executemany(sql, parameters)

    def rows(self, sql: str, parameters: Any = ()) -> list[Any]:
        """Return all rows of a statement. Raises StoreError."""
        with translated(self.path):
            return super().execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Any = ()) -> Any:
        """Return the first row of a statement, or None. Raises StoreError."""
        with translated(self.path):
            return super().execute(sql, parameters).fetchone()


def connect(database: str, path: str, *, uri: bool = False, patience: float | None = None) -> Connection:
    """Return an open connection that waits for other writers, BUSY_SECONDS unless told. Raises StoreError."""
    seconds = BUSY_SECONDS if patience is None else patience
    with translated(path):
        connection = sqlite3.connect(database, isolation_level=None, timeout=seconds, uri=uri, factory=Connection)
    connection.path = path
    connection.text_factory = _to_text
    return connection


def _to_text(value: bytes) -> str:
    """Return a text as it is stored; what another tool wrote and is not UTF-8 is replaced, not fatal."""
    return value.decode("utf-8", "replace")
