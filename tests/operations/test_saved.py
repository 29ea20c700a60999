import unicodedata
from datetime import datetime

import pytest

from newsarchive.errors import NotFoundError, QueryError, UsageError
from newsarchive.model.search import SavedSearch
from newsarchive.operations.saved import MOST, get, list_saved, remove_saved, resolve, save
from newsarchive.store.store import Store


@pytest.fixture
def archive(store: Store, now: datetime) -> Store:
    save(store, "dân-vận", '"dân vận" OR "vận động"', now)
    save(store, "lúa", "lúa mùa", now)
    return store


def test_saved_search_is_found_listed_and_forgotten(archive: Store) -> None:
    assert get(archive, "@Dan-van") == SavedSearch("dân-vận", '"dân vận" OR "vận động"')
    assert [one.name for one in list_saved(archive)] == ["dân-vận", "lúa"]
    assert remove_saved(archive, "lua") == SavedSearch("lúa", "lúa mùa")
    assert [one.name for one in list_saved(archive)] == ["dân-vận"]


def test_saving_tells_what_was_there_before(archive: Store, now: datetime) -> None:
    assert save(archive, "mới", "tin", now) is None
    assert save(archive, "@LÚA", "lúa chiêm", now) == SavedSearch("lúa", "lúa mùa")
    assert get(archive, "lúa") == SavedSearch("LÚA", "lúa chiêm")


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("@dân-vận", '("dân vận" OR "vận động")'),
        ("@dan-van 2018", '("dân vận" OR "vận động") 2018'),
        ("bão -@lúa", "bão -(lúa mùa)"),
        ("(@lúa OR @LUA)", "((lúa mùa) OR (lúa mùa))"),
        ("bão|@lúa|lũ", "bão|(lúa mùa)|lũ"),
        (unicodedata.normalize("NFD", "@lúa"), "(lúa mùa)"),
    ],
)
def test_name_stands_for_its_query(archive: Store, text: str, resolved: str) -> None:
    assert resolve(archive, text) == resolved


@pytest.mark.parametrize(
    "text",
    ['"@lúa"', "“tin @lúa”", "« @lúa »", '"chưa đóng @lúa', "thu.ha@lúa", "a@ b", "@", "@lúa,", "@@lúa", "bão số 4"],
)
def test_other_text_stays(archive: Store, text: str) -> None:
    assert resolve(archive, text) == text


def test_saved_search_may_mention_another(archive: Store, now: datetime) -> None:
    save(archive, "xã", "@lúa -@dân-vận", now)

    assert resolve(archive, "@xã 2018") == '((lúa mùa) -("dân vận" OR "vận động")) 2018'


@pytest.mark.parametrize(
    ("name", "hint"),
    [("dan-vn", "did you mean @dân-vận?"), ("xyz", "save one with: newsarchive search --save NAME QUERY")],
)
def test_unknown_name_is_told_with_those_like_it(archive: Store, now: datetime, name: str, hint: str) -> None:
    for asking in (
        lambda: resolve(archive, f"bão @{name}"),
        lambda: save(archive, "mới", f"@{name}", now),
        lambda: remove_saved(archive, name),
    ):
        with pytest.raises(NotFoundError, match=f"no saved search @{name}") as caught:
            asking()
        assert caught.value.hint == hint


def test_search_that_leads_back_to_itself_is_refused(archive: Store, now: datetime) -> None:
    save(archive, "xã", "@lúa OR xã", now)

    for query in ("@LÚA bão", "@xã"):
        with pytest.raises(QueryError, match="@lúa leads back to itself"):
            save(archive, "lua", query, now)
    with pytest.raises(NotFoundError, match="no saved search @mới"):
        save(archive, "mới", "@mới", now)
    assert get(archive, "lúa").query == "lúa mùa"


def test_search_that_leads_back_by_another_hand_is_refused(archive: Store, now: datetime) -> None:
    archive.saved.set("a", "@b", now)
    archive.saved.set("b", "@a", now)

    with pytest.raises(QueryError, match="@a leads back to itself"):
        resolve(archive, "@a")


def test_searches_that_multiply_are_refused(archive: Store, now: datetime) -> None:
    archive.saved.set("n0", "tin", now)
    for number in range(1, 20):
        archive.saved.set(f"n{number}", f"@n{number - 1} " * 9, now)

    with pytest.raises(QueryError, match="too many saved searches") as caught:
        resolve(archive, "@n19")

    assert str(MOST) in caught.value.hint


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "not a name"),
        ("dân vận", "not a name"),
        ("-a", "not a name"),
        ("a.b", "not a name"),
        ("a" * 101, "too long"),
    ],
)
def test_other_names_are_refused(archive: Store, now: datetime, name: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        save(archive, name, "bão", now)


@pytest.mark.parametrize("query", ['bão "lũ', "(bão OR lũ", "bão) OR (lũ", "NÓI KHÔNG VỚI RÁC THẢI"])
def test_query_that_would_run_into_another_is_refused(archive: Store, now: datetime, query: str) -> None:
    with pytest.raises(QueryError, match="means something else inside another query"):
        save(archive, "bão", query, now)


@pytest.mark.parametrize("query", ["", "(", "OR", "date:31/2/2018"])
def test_query_that_is_not_understood_is_refused(archive: Store, now: datetime, query: str) -> None:
    with pytest.raises(QueryError):
        save(archive, "bão", query, now)

    assert archive.saved.find("bão") is None
