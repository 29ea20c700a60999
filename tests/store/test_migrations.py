"""Archives of earlier releases hold in this one what they held, and know more of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.model.article import ArticleId
from newsarchive.model.history import Change
from newsarchive.store.connection import connect
from newsarchive.store.schema import VERSION, migrate
from newsarchive.store.store import Store

SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.fixture
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return an archive of schema 3, or of the one that the test asks for."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as other:
        other.executescript((SCHEMAS / f"{getattr(request, 'param', 3)}.sql").read_text(encoding="utf-8"))
    return path


def test_every_earlier_schema_is_kept() -> None:
    assert sorted(path.name for path in SCHEMAS.iterdir()) == [f"{number}.sql" for number in range(1, VERSION)]


def test_old_revisions_learn_how_they_differ(old: Path) -> None:
    with Store.open_writing(old) as store:
        changes = [[one.change for one in store.history.revisions(ArticleId(number))] for number in range(1, 5)]

    assert changes == [
        [Change.FIRST, Change.TEXT, Change.METADATA],
        [Change.FIRST, Change.EDITED],
        [Change.FIRST],
        [Change.FIRST, Change.COMPLETED],
    ]


@pytest.mark.parametrize("old", [2, 3], indirect=True)
def test_what_the_index_holds_of_an_old_archive_is_what_it_is_made_of_afterwards(old: Path) -> None:
    sql = "SELECT * FROM indexed_text ORDER BY article_id"
    connection = connect(str(old), str(old))
    with closing(connection):
        before = connection.rows(sql)

        migrate(connection, int(connection.row("PRAGMA user_version")[0]))

        assert before != []
        assert connection.rows(sql) == before
        assert connection.rows("SELECT * FROM index_queue") == []


@pytest.mark.parametrize("old", [2, 3], indirect=True)
def test_old_originals_come_back_to_the_byte(old: Path) -> None:
    with Store.open_writing(old) as store:
        captures = [store.captures.get_by_id(capture_id) for capture_id in store.captures.iter_ids()]

    assert "dân vận khéo" in captures[0].body.decode()
    assert all(capture.hops == () for capture in captures)


def test_view_for_other_tools_shows_the_new_fields_last(store: Store) -> None:
    names = [row[1] for row in store._connection.rows("PRAGMA table_info(articles)")]

    assert names == [
        *("id", "title", "published", "section", "byline", "tags", "url", "summary", "text", "revision"),
        *("archived_at", "uuid", "subtitle", "credit", "event"),
    ]
