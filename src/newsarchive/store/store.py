"""An archive file: opening it, one transaction at a time, and the tables that share its connection."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from newsarchive.errors import NotFoundError, StoreError, StoreTooNewError
from newsarchive.store.articles import Articles
from newsarchive.store.captures import Captures
from newsarchive.store.connection import Connection, connect
from newsarchive.store.earlier import Earlier
from newsarchive.store.feeds import Feeds
from newsarchive.store.files import Files
from newsarchive.store.history import History
from newsarchive.store.index import Index, Progress
from newsarchive.store.robots import Robots
from newsarchive.store.saved import SavedSearches, TagRules
from newsarchive.store.schema import APPLICATION_ID, PAGE_BYTES, VERSION, migrate
from newsarchive.store.search import Search
from newsarchive.store.sites import Sites
from newsarchive.store.sketches import Sketches
from newsarchive.store.tags import Tags
from newsarchive.store.wanted import WantedMedia
from newsarchive.store.watches import Watches

_LOG = logging.getLogger(__name__)
_MAGIC = b"SQLite format 3\x00"
_PATIENCE = 1.0  # seconds that a reader waits for a writer, to bring the index up to date
_HEADER_BYTES = 100
_CACHE_KIB = 32_000  # while writing: the sketches of reprints are all over their table; four times the usual
_APPLICATION_ID_AT = 68  # offset of a big-endian 32-bit number in the header (sqlite.org/fileformat2.html)
_OTHER_FILE = "choose another file with --archive"


class Store:
    """One open archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.articles = Articles(connection)
        self.captures = Captures(connection)
        self.earlier = Earlier(connection)
        self.feeds = Feeds(connection)
        self.files = Files(connection)
        self.history = History(connection)
        self.robots = Robots(connection)
        self.saved = SavedSearches(connection)
        self.rules = TagRules(connection)
        self.sketches = Sketches(connection)
        self.sites = Sites(connection)
        self.tags = Tags(connection)
        self.wanted_media = WantedMedia(connection)
        self.watches = Watches(connection)
        self._index = Index(connection)
        self.search = Search(connection, self._refresh)

    @classmethod
    def open_reading(cls, path: Path, progress: Progress | None = None) -> Self:
        """Open an archive that exists, without the power to change it.

        Where it is of an older release, or another tool has changed it, it is first brought up to date; progress
        hears of the articles indexed meanwhile.

        Raises:
            NotFoundError: there is none yet.
            StoreError: it is not an archive, or cannot be used.
        """
        if not _is_archive(path):
            raise NotFoundError(f"no archive at {path}", "start one with: newsarchive add URL")
        connection = _connect_reading(path)
        if _version(connection) < VERSION:
            connection.close()
            cls.open_writing(path, progress).close()
            connection = _connect_reading(path)
        elif _is_stale(connection):
            connection.close()  # before the file is looked at again: that would drop the locks of this process
            try:
                cls.open_writing(path, progress, patience=_PATIENCE).close()
            except StoreError as error:  # what the index knows can still be searched
                _LOG.warning("the search index is not up to date: %s", error)
            connection = _connect_reading(path)
        return cls(connection)

    @classmethod
    def open_writing(cls, path: Path, progress: Progress | None = None, *, patience: float | None = None) -> Self:
        """Open an archive to change it; create it, or bring it to this release's schema and index, where needed.

        Raises:
            StoreError: it is not an archive, is of a newer release, or cannot be written.
        """
        if not _is_archive(path):
            _create_file(path)
        connection = connect(str(path), str(path), patience=patience)
        return cls(_prepared(connection, lambda one: _prepare(one, progress)))

    @classmethod
    def in_memory(cls) -> Self:
        """Open a new archive that ends with this process."""
        return cls(_prepared(connect(":memory:", ":memory:"), _prepare))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes inside durable together, found by searches from then on, or none. Raises StoreError."""
        with _transaction(self._connection):
            yield
            self._index.update()

    def reindex(self, progress: Progress | None = None) -> int:
        """Write the search index anew; return how many articles it holds. Raises StoreError."""
        with _transaction(self._connection):
            return self._index.rebuild(progress)

    def _refresh(self) -> None:
        """Let a search inside a transaction find what was changed before it."""
        if self._connection.in_transaction:
            self._index.update()

    def close(self) -> None:
        """Close the archive; it is one file again."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    # IMMEDIATE: a read that becomes a write fails at once where another writer stands, without waiting.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_archive(path: Path) -> bool:
    """Tell whether an archive is at path; False if nothing or an empty file is there.

    The header is read before SQLite opens the file: closing it later would drop SQLite's locks.
    """
    try:
        if path.is_dir():
            raise StoreError(f"{path}: a folder, not an archive", _OTHER_FILE)
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"{path}: {(error.strerror or '').lower()}", "check its rights, or " + _OTHER_FILE) from error
    if not header:
        return False
    if not header.startswith(_MAGIC):
        raise StoreError(f"{path}: not a newsarchive file", _OTHER_FILE)
    if int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big") != APPLICATION_ID:
        raise StoreError(f"{path}: a SQLite file of another program", _OTHER_FILE)
    return True


def _create_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"{path}: {(error.strerror or '').lower()}", "choose another place with --archive") from error


def _connect_reading(path: Path) -> Connection:
    uri = path.absolute().as_uri()
    try:
        return _prepared(connect(f"{uri}?mode=ro", str(path), uri=True), _version)
    except StoreTooNewError:
        raise
    except StoreError:
        # WAL needs to write beside the file. Where the folder is read-only nobody else writes either, so the file
        # can be read as it lies, if no log waits beside it.
        log = path.with_name(path.name + "-wal")
        if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size):
            raise
        return _prepared(connect(f"{uri}?immutable=1", str(path), uri=True), _version)


def _is_stale(connection: Connection) -> bool:
    try:
        return Index(connection).is_stale()
    except StoreError:
        connection.close()
        raise


def _prepared(connection: Connection, prepare: Callable[[Connection], object]) -> Connection:
    """Return connection when prepare is through with it; close it if that fails."""
    try:
        prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, progress: Progress | None = None) -> None:
    # The size of pages counts only while the file is empty.
    for pragma in (
        f"page_size = {PAGE_BYTES}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "cell_size_check = ON",
        "recursive_triggers = ON",
        f"cache_size = -{_CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if _version(connection) < VERSION:
        with _transaction(connection):
            version = _version(connection)  # another process may have been faster
            if version < VERSION:
                migrate(connection, version)
    index = Index(connection)
    if index.is_stale():
        with _transaction(connection):
            index.update(progress)
    connection.execute("PRAGMA journal_mode = WAL")


def _version(connection: Connection) -> int:
    version = int(connection.row("PRAGMA user_version")[0])
    if version > VERSION:
        raise StoreTooNewError(
            f"{connection.path}: written by a newer newsarchive (schema {version}, this one knows {VERSION})",
            "install the newer release",
        )
    return version
