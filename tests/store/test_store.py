import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError, StoreBusyError, StoreError, StoreTooNewError
from newsarchive.model.article import ArticleId
from newsarchive.store import connection as connection_module
from newsarchive.store.connection import connect, translated
from newsarchive.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from newsarchive.store.store import Store

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "thư mục" / "archive.db"


def filled(path: Path) -> Path:
    with Store.open_writing(path) as store:
        put(store)
    return path


def test_writing_creates_a_private_archive(path: Path) -> None:
    filled(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["archive.db"]
    with sqlite3.connect(path) as plain:
        for pragma, value in (("application_id", APPLICATION_ID), ("user_version", VERSION), ("page_size", 16_384)):
            assert plain.execute(f"PRAGMA {pragma}").fetchone() == (value,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("SELECT title FROM articles").fetchone() == ("Xã Bình Lạc gặt lúa mùa",)
    plain.close()


def test_writers_are_durable_and_keep_references(path: Path) -> None:
    with Store.open_writing(path) as store:
        assert store._connection.row("PRAGMA synchronous") == (2,)  # FULL
        assert store._connection.row("PRAGMA foreign_keys") == (1,)


def test_reading_starts_nothing(path: Path) -> None:
    with pytest.raises(NotFoundError, match="no archive at"):
        Store.open_reading(path)

    assert not path.exists()


def test_reader_cannot_write(path: Path) -> None:
    with Store.open_reading(filled(path)) as store:
        with pytest.raises(StoreError, match="read-only"), store.transaction():
            store.tags.add("Bão", [ArticleId(1)])


def test_failed_transaction_leaves_no_trace(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.articles.add(make_draft(), "urn:uuid:1", NOW)
        raise ZeroDivisionError

    assert store.articles.last_change([ArticleId(1)]) is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"Xin ch\xc3\xa0o", "not a newsarchive file", id="text"),
        pytest.param(b"SQLite format 3\x00" + bytes(84), "of another program", id="another program"),
    ],
)
def test_foreign_file_is_refused_and_untouched(path: Path, content: bytes, reason: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    for opening in (Store.open_reading, Store.open_writing):
        with pytest.raises(StoreError, match=reason):
            opening(path)

    assert path.read_bytes() == content
    assert os.listdir(path.parent) == ["archive.db"]


def test_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a folder, not an archive"):
        Store.open_writing(tmp_path)


def test_file_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")

    with pytest.raises(StoreError, match="not a directory"):
        Store.open_writing(tmp_path / "tệp" / "archive.db")


def test_place_that_cannot_be_made_is_named() -> None:
    with pytest.raises(StoreError, match="/proc/archive.db"):
        Store.open_writing(Path("/proc/archive.db"))


def test_empty_file_becomes_an_archive(path: Path) -> None:
    path.parent.mkdir()
    path.touch()

    with Store.open_reading(filled(path)) as store:
        assert store.articles.get(ArticleId(1)).id == 1


@pytest.mark.parametrize("opening", [Store.open_reading, Store.open_writing], ids=["reading", "writing"])
def test_newer_archive_is_refused_and_untouched(path: Path, opening) -> None:  # type: ignore[no-untyped-def]
    with sqlite3.connect(filled(path)) as plain:
        plain.execute(f"PRAGMA user_version = {VERSION + 1}")
    plain.close()
    before = path.read_bytes()

    with pytest.raises(StoreTooNewError, match="newer newsarchive"):
        opening(path)

    assert path.read_bytes() == before


def test_reading_brings_an_older_archive_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    steps = (*MIGRATIONS, lambda database: database.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"))
    for module in ("newsarchive.store.schema", "newsarchive.store.store"):
        monkeypatch.setattr(f"{module}.VERSION", VERSION + 1)
    monkeypatch.setattr("newsarchive.store.schema.MIGRATIONS", steps)

    with Store.open_reading(path) as store:
        assert store._connection.row("PRAGMA user_version") == (VERSION + 1,)
        assert store._connection.row("SELECT count(*) FROM later") == (0,)
        assert store.articles.get(ArticleId(1)).id == 1


def test_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(database) -> None:  # type: ignore[no-untyped-def]
        database.execute("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT")
        raise ZeroDivisionError

    filled(path)
    for module in ("newsarchive.store.schema", "newsarchive.store.store"):
        monkeypatch.setattr(f"{module}.VERSION", VERSION + 1)
    monkeypatch.setattr("newsarchive.store.schema.MIGRATIONS", (*MIGRATIONS, fail))

    with pytest.raises(ZeroDivisionError):
        Store.open_writing(path)

    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert plain.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)
    plain.close()


def test_archive_that_another_process_has_just_made_is_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    answers = iter([0, VERSION])
    monkeypatch.setattr("newsarchive.store.store._version", lambda connection: next(answers))

    with Store.open_writing(path) as store:
        assert store.articles.get(ArticleId(1)).id == 1


def test_second_writer_is_told_to_come_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0)
    with Store.open_writing(path) as first, Store.open_writing(path) as second:
        with first.transaction():
            with pytest.raises(StoreBusyError, match="another process is writing"), second.transaction():
                pass


def test_damaged_page_is_an_error_in_words(path: Path) -> None:
    filled(path)
    body = bytearray(path.read_bytes())
    body[16_384 : 16_384 * 3] = bytes(16_384 * 2)
    path.write_bytes(body)

    with pytest.raises(StoreError, match="damaged"), Store.open_reading(path) as store:
        store._connection.row("SELECT sum(length(body)) FROM capture")


def test_what_only_a_bug_can_cause_passes_through(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError):
        store._connection.execute("SELECT nothing")
    with pytest.raises(sqlite3.OperationalError):
        store._connection.executemany("SELECT nothing", [()])
    with pytest.raises(sqlite3.ProgrammingError), translated("x"):
        raise sqlite3.ProgrammingError


def test_file_that_cannot_be_opened_is_named() -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        connect("/proc/none/archive.db", "/proc/none/archive.db")


@contextmanager
def without_rights() -> Iterator[None]:
    """Give up root's right to read and write everywhere, where the tests run with it."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.mark.parametrize("opening", [Store.open_reading, Store.open_writing], ids=["reading", "writing"])
def test_archive_without_rights_is_named(path: Path, opening) -> None:  # type: ignore[no-untyped-def]
    filled(path).chmod(0)

    with without_rights(), pytest.raises(StoreError, match="archive.db: permission denied"):
        opening(path)


def test_folder_without_rights_is_named(path: Path) -> None:
    path.parent.mkdir(mode=0o555)

    with without_rights(), pytest.raises(StoreError, match="archive.db: permission denied"):
        Store.open_writing(path)


def test_transaction_that_sqlite_has_ended_keeps_its_error(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store._connection.execute("ROLLBACK")  # as SQLite does by itself where the disk is full
        raise ZeroDivisionError


def test_archive_that_cannot_be_read_where_others_may_write_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    monkeypatch.setattr(
        "newsarchive.store.store.connect", lambda *_, **__: connect("file:/proc/none", str(path), uri=True)
    )

    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open_reading(path)


READ = """
import sys; from pathlib import Path; from newsarchive.store.store import Store
with Store.open_reading(Path(sys.argv[1])) as store: print(store.articles.get(1).title)
"""


def test_archive_in_a_read_only_folder_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root writes everywhere, so the refusal is played; the fallback itself is SQLite's own.
    filled(path)
    real = connect

    def refuse(database: str, name: str, *, uri: bool = False):  # type: ignore[no-untyped-def]
        return real("file:/proc/none?mode=ro" if "mode=ro" in database else database, name, uri=uri)

    monkeypatch.setattr("newsarchive.store.store.connect", refuse)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with Store.open_reading(path) as store:
        assert store.articles.get(ArticleId(1)).id == 1


def test_two_processes_read_at_once(path: Path) -> None:
    filled(path)

    with Store.open_reading(path):
        run = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)

    assert run.stdout == "Xã Bình Lạc gặt lúa mùa\n"
