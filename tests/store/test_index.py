"""The full-text index is what a rebuild would give, whoever writes and whatever fails."""

import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import NOW, index_terms, make_draft, put
from newsarchive.errors import StoreTooNewError
from newsarchive.model.article import ArticleId, Figure, Moment
from newsarchive.model.search import Match, Order
from newsarchive.store.index import SLOTS, first_docid
from newsarchive.store.store import Store
from newsarchive.text import fold
from newsarchive.text.query import parse

SCHEMAS = Path(__file__).parents[1] / "schemas"
REVISION = """
    INSERT OR REPLACE INTO revision (id, article_id, number, revised_at, origin, capture_id, title, summary, text,
        section, byline, published, published_words, language, digest)
    VALUES (?, 1, ?, '2018-10-05T02:00:00Z', 'source', NULL, 'Thay thế', '', 'Bài khác', 'Tin', '[]', '2019-01-02', '',
        'vi', ?)"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return an archive of three articles."""
    path = tmp_path / "archive.db"
    with Store.open_writing(path) as store:
        for number in (1, 2, 3):
            draft = make_draft(
                f"Bài số {number}",
                f"Dân vận khéo {number}",
                url=f"https://binhlac.example/{number}",
                published=Moment(f"2018-10-0{number}"),
                byline=("Thu Hà", "Văn Lợi"),
                figures=(Figure("https://binhlac.example/a.jpg", "Gặt lúa"),),
            )
            put(store, draft)
    return path


def found(path: Path, query: str, order: Order = Order.RELEVANCE) -> list[int]:
    with Store.open_reading(path) as store:
        return [hit.id for hit in store.search.find(parse(query), order=order).hits]


def assert_is_as_rebuilt(path: Path) -> None:
    with Store.open_writing(path) as store:
        before = index_terms(store._connection)
        store._connection.execute("INSERT INTO article_index (article_index) VALUES ('integrity-check')")
        store.reindex()
        assert index_terms(store._connection) == before


@pytest.mark.parametrize(
    ("sql", "query", "expected"),
    [
        pytest.param("UPDATE revision SET title = 'Bão số 3' WHERE id = 2", "bão", [2], id="title"),
        pytest.param("UPDATE revision SET text = 'Lũ về' WHERE id = 1", '"dân vận"', [2, 3], id="text"),
        pytest.param("UPDATE revision SET subtitle = 'Lũ về' WHERE id = 3", '"lũ về"', [3], id="subtitle"),
        pytest.param("UPDATE revision SET credit = 'Báo Hà Tĩnh' WHERE id = 1", '"hà tĩnh"', [1], id="credit"),
        pytest.param("UPDATE revision SET published = '2019-01-01' WHERE id = 1", "date:2019", [1], id="date"),
        pytest.param("UPDATE revision SET section = 'Thể thao' WHERE id = 3", "section:thể-thao", [3], id="section"),
        pytest.param("DELETE FROM article WHERE id = 2", "khéo", [1, 3], id="delete"),
        pytest.param("DELETE FROM revision WHERE article_id = 2", "khéo", [1, 3], id="delete revision"),
        pytest.param("UPDATE article SET deleted_at = '2020-01-01' WHERE id = 1", "khéo", [2, 3], id="hide"),
        pytest.param("UPDATE article SET id = 9 WHERE id = 1", "khéo", [2, 3], id="another id, its revisions not"),
        pytest.param("UPDATE article SET site = 'https://xa.example' WHERE id = 1", "site:xa", [1], id="site"),
        pytest.param("UPDATE article SET revision_id = NULL", "khéo", [], id="no revision"),
        pytest.param("UPDATE figure SET caption = 'Bầu cử' WHERE revision_id = 2", '"bầu cử"', [2], id="caption"),
        pytest.param("DELETE FROM figure WHERE revision_id = 2", "lúa", [1, 3], id="delete figure"),
        pytest.param("INSERT INTO figure VALUES (1, 1, '', 'Bầu cử', 0)", '"bầu cử"', [1], id="another figure"),
        pytest.param(
            "INSERT OR REPLACE INTO figure VALUES (1, 0, '', 'Bầu cử', 0)", "lúa", [2, 3], id="replace figure"
        ),
        pytest.param(
            "INSERT OR REPLACE INTO article (uuid, url, site, archived_at) VALUES"
            " ('urn:x', 'https://binhlac.example/2', '', '2018-01-01T00:00:00Z')",
            "khéo",
            [1, 3],
            id="replace by address",
        ),
        pytest.param(
            "UPDATE OR REPLACE article SET url = 'https://binhlac.example/2' WHERE id = 1",
            "khéo",
            [1, 3],
            id="update that replaces",
        ),
        pytest.param(REVISION.replace("?", "1"), '"thay thế"', [1], id="replace revision by id"),
        pytest.param(
            "INSERT INTO article (uuid, site, archived_at) VALUES ('urn:y', '', '2018-01-01T00:00:00Z')",
            "khéo",
            [1, 2, 3],
            id="article without a text",
        ),
    ],
)
def test_what_another_tool_writes_is_found(file: Path, sql: str, query: str, expected: list[int]) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(sql)
        other.commit()

    assert sorted(found(file, query)) == expected
    assert_is_as_rebuilt(file)


@pytest.mark.parametrize("words", ["gian nan", "kinh môn"])
def test_subtitle_and_whom_an_article_is_taken_from_are_shown_where_they_are_found(store: Store, words: str) -> None:
    figures = (Figure(caption="Gặt lúa"),)
    draft = make_draft(subtitle="Những ngày gian nan", summary="Được mùa.", credit="Báo Kinh Môn", figures=figures)
    put(store, draft)

    (hit,) = store.search.find(parse(f'"{words}"')).hits

    assert [hit.snippet.text[start:end].lower() for start, end in hit.snippet.spans] == words.split()
    assert [hit.match for hit in store.search.find(parse(words)).hits] == [Match.TYPED]


def test_writes_of_another_tool_are_undone_with_its_transaction(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("DELETE FROM article")
        other.rollback()

    assert sorted(found(file, "khéo")) == [1, 2, 3]


STATEMENTS = (
    (
        "INSERT OR REPLACE INTO article (id, uuid, url, site, archived_at, revision_id)"
        " VALUES ({a}, 'urn:{b}', 'u{c}', 's{b}', '2018-01-0{a}T00:00:00Z', {b})"
    ),
    "INSERT OR IGNORE INTO article (uuid, url, site, archived_at) VALUES ('urn:{a}', 'u{b}', '', '2018')",
    (
        "INSERT INTO article (id, uuid, site, archived_at) VALUES ({a}, 'urn:{b}', '', 'never')"
        " ON CONFLICT DO UPDATE SET revision_id = {c}"
    ),
    "UPDATE OR REPLACE article SET id = {b}, revision_id = {c} WHERE id = {a}",
    "UPDATE article SET deleted_at = CASE WHEN deleted_at IS NULL THEN '2018' END WHERE id = {a}",
    "DELETE FROM article WHERE id = {a}",
    (
        "INSERT OR REPLACE INTO revision (id, article_id, number, revised_at, origin, title, summary, text, section,"
        " byline, published, published_words, language, digest, subtitle, credit) VALUES ({a}, {b}, {c}, '2018',"
        " 'hand', 'Tin {a}', 'Dân {b}', '{c}', '', '[\"Thu Hà {a}\"]', '2018-0{a}-0{b}', '', '', '{c}',"
        " 'Lũ {a}', 'Báo {b}')"
    ),
    "UPDATE OR REPLACE revision SET article_id = {b}, number = {c}, published = '201{c}-01-01' WHERE id = {a}",
    "UPDATE revision SET title = 'Bão {b}', text = '{c}' WHERE id = {a}",
    "UPDATE revision SET subtitle = 'Lũ {b}', credit = 'Báo {c}' WHERE id = {a}",
    "UPDATE revision SET subtitle = '', summary = 'Dân {b}' WHERE id = {a}",
    "UPDATE revision SET credit = '' WHERE id = {a}",
    "DELETE FROM revision WHERE id = {a}",
    "INSERT OR REPLACE INTO figure VALUES ({a}, {b}, '', 'Ảnh {c}', 0)",
    "UPDATE OR REPLACE figure SET revision_id = {b}, caption = 'Hình {c}' WHERE revision_id = {a}",
    "DELETE FROM figure WHERE revision_id = {a}",
)
NUMBERS = st.integers(1, 4)


@given(
    statements=st.lists(st.tuples(st.sampled_from(STATEMENTS), NUMBERS, NUMBERS, NUMBERS, st.booleans()), max_size=40)
)
@settings(max_examples=60)
def test_any_writes_leave_what_a_rebuild_would_give(statements: list[tuple[str, int, int, int, bool]]) -> None:
    with Store.in_memory() as store:
        store._connection.execute("PRAGMA foreign_keys = OFF")  # as other tools have it
        store._connection.execute("PRAGMA recursive_triggers = OFF")
        for number in (1, 2, 3, 4):
            put(store, make_draft(text=f"Dân vận {number}", url=f"https://binhlac.example/{number}"))

        for statement, a, b, c, is_looked_at in statements:
            store._connection.execute(statement.format(a=a, b=b, c=c))
            if is_looked_at:
                with store.transaction():
                    pass

        with store.transaction():
            pass
        before = index_terms(store._connection)
        store.reindex()
        assert index_terms(store._connection) == before


def test_killed_writer_leaves_what_a_rebuild_would_give(file: Path) -> None:
    script = f"""
import os, sqlite3
other = sqlite3.connect({str(file)!r})
other.execute("UPDATE revision SET title = 'Bão'")
other.commit()
other.execute("DELETE FROM article")
os.kill(os.getpid(), 9)
"""

    subprocess.run([sys.executable, "-c", script], check=False)

    assert sorted(found(file, "bão")) == [1, 2, 3]
    assert_is_as_rebuilt(file)


def test_newer_rules_rebuild_the_index_with_progress(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE setting SET value = '1/9.0.0' WHERE name = 'analyzer'")
        other.execute("INSERT INTO article_index (article_index) VALUES ('delete-all')")
        other.commit()
    seen: list[tuple[int, int]] = []

    with Store.open_reading(file, lambda done, total: seen.append((done, total))) as store:
        hits = store.search.find(parse("khéo")).hits

    assert len(hits) == 3
    assert seen == [(3, 3)]


def test_index_of_a_newer_release_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE setting SET value = '999/30.0.0' WHERE name = 'analyzer'")
        other.commit()

    for opening in (Store.open_reading, Store.open_writing):
        with pytest.raises(StoreTooNewError, match="newer newsarchive"):
            opening(file)


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_archive_of_an_older_schema_is_brought_up_to_date(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as other:
        other.executescript((SCHEMAS / f"{schema}.sql").read_text(encoding="utf-8"))

    assert found(path, "dan van") == [1]
    assert found(path, "by:lợi date:2018-10") == [1]
    assert found(path, "đồng rất sớm" if schema == 1 else "đồng từ sớm") == [2]
    with Store.open_reading(path) as old, Store.in_memory() as new:
        sql = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        assert old._connection.rows(sql) == new._connection.rows(sql)
    assert_is_as_rebuilt(path)


def test_what_a_feed_brought_to_an_older_archive_counts_as_its_summary(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as other:
        other.executescript((SCHEMAS / "2.sql").read_text(encoding="utf-8"))

    with Store.open_writing(path) as store:
        known = [store.articles.get_known(ArticleId(number)) for number in range(1, 6)]
        queue = store._connection.rows("SELECT * FROM index_queue")

    assert [one.is_summary for one in known] == [False, False, False, True, True]
    assert queue == []


def test_archive_that_cannot_be_written_is_searched_as_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE revision SET title = 'Bão' WHERE id = 1")
        other.commit()
    with closing(sqlite3.connect(file)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("newsarchive.store.connection.BUSY_SECONDS", 0)

        assert sorted(found(file, "khéo")) == [1, 2, 3]


def test_articles_stand_in_the_order_of_time(store: Store) -> None:
    hour = "2018-10-04T07+07:00"
    for value in ("2018-10-04T08:00:00+07:00", "2018-10-03", "2018-10-04", "2018-10-04T07:30:00+07:00", "", hour):
        put(store, make_draft(text=f"Tin {value}", published=Moment(value)), now=NOW - timedelta(days=9))

    assert list(store.search.iter_ids(parse("tin"))) == [1, 4, 6, 3, 2, 5]
    assert sorted(store.search.iter_ids(parse("tin date:2018-10-04"))) == [1, 3, 4, 6]


def test_day_of_more_articles_than_it_has_places_is_found_whole(store: Store) -> None:
    day = first_docid("2018-10-04", "")
    taken = [(day + place, 10_000 + place) for place in range(SLOTS) if place != 17]
    store._connection.executemany("INSERT INTO listing VALUES (?, ?, NULL)", taken)

    for number in (1, 2, 3):
        put(store, make_draft(text=f"Tin {number}", published=Moment("2018-10-04T20:00:00+07:00")))

    docids = [row[0] for row in store._connection.rows("SELECT docid FROM listing WHERE article_id < 9 ORDER BY 1")]
    assert docids == [day - 2, day - 1, day + 17]
    assert [hit.id for hit in store.search.find(parse("date:4/10/2018 tin")).hits] == [1, 2, 3]
    assert [hit.id for hit in store.search.find(parse("tin (date:4/10/2018 OR bão)")).hits] == [1, 2, 3]
    assert store.search.find(parse("date:3/10/2018")).hits == ()


def test_analyzer_names_the_version_of_unicode() -> None:
    assert fold.ANALYZER.endswith(unicodedata.unidata_version)


def test_change_inside_a_transaction_is_found_in_it(store: Store) -> None:
    with store.transaction():
        store.articles.add(make_draft(text="Bão số 3"), "urn:uuid:1", NOW)

        assert list(store.search.iter_ids(parse("bão"))) == [ArticleId(1)]


def test_adding_looks_at_no_other_article(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)

    put(store, make_draft(url="https://binhlac.example/1"))

    store._connection.set_trace_callback(None)
    plans = [
        (step[3], statement)
        for statement in statements
        # A new revision looks for articles that wait for it only if some do: foreign keys are deferred.
        if statement.lstrip().startswith(("SELECT", "INSERT INTO", "UPDATE", "DELETE"))
        and "INTO revision" not in statement
        for step in store._connection.rows(f"EXPLAIN QUERY PLAN {statement}")
    ]
    scans = {plan for plan in plans if plan[0].startswith(("SCAN article", "SCAN revision", "SCAN listing"))}
    assert plans
    assert scans == set()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM article_index_data",
        "DELETE FROM article_index_data WHERE id > 10",
        "UPDATE article_index_data SET block = x'00' WHERE id = 10",
        "DELETE FROM article_index_config",
        "DROP TABLE article_index_idx",
        "DROP TABLE article_index",
    ],
)
def test_damaged_index_is_written_anew(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute(sql)
        other.commit()

    with Store.open_writing(file) as store:
        assert store.reindex() == 3

    assert sorted(found(file, "khéo")) == [1, 2, 3]
    assert_is_as_rebuilt(file)


def test_triggers_that_a_tool_took_away_come_back(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TRIGGER revision_before_update")
        other.execute("UPDATE revision SET title = 'Sóng thần' WHERE id = 1")
        other.commit()

    assert found(file, "sóng thần") == [1]
    assert_is_as_rebuilt(file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE revision SET title = 'Bão' WHERE id = 1")
        other.commit()
    assert found(file, "bão") == [1]


def test_text_that_is_no_utf_8_is_found_by_the_rest_of_it(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE revision SET title = CAST(x'ff206c' AS TEXT), byline = 'Thu Hà' WHERE id = 1")
        other.commit()

    assert found(file, "by:hà khéo id:1") == [1]
    assert_is_as_rebuilt(file)


def test_rules_that_cannot_be_read_are_other_rules(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE setting SET value = 'rác' WHERE name = 'analyzer'")
        other.commit()

    assert sorted(found(file, "khéo")) == [1, 2, 3]


def test_days_are_those_of_hanoi(store: Store) -> None:
    for value in ("2018-10-04T00:30:00+00:00", "2018-10-04T03:00:00+07:00", "2018-10-03T18:30:00+00:00"):
        put(store, make_draft(text=f"Tin {value}", published=Moment(value)))

    assert list(store.search.iter_ids(parse("date:4/10/2018"))) == [1, 2, 3]
    assert store.search.find(parse("date:3/10/2018")).hits == ()
    assert store.search.find(parse("date:4/10 tin")).hits != ()


def test_many_articles_without_a_date_stay_where_they_are(store: Store) -> None:
    for number in range(SLOTS + 3):
        store.articles.add(make_draft(text=f"Tin {number}"), f"urn:uuid:{number}", NOW)
    with store.transaction():
        pass
    before = index_terms(store._connection)

    store.reindex()

    assert index_terms(store._connection) == before
