import pytest

from fakes import make_draft, put
from newsarchive.store.store import Store
from newsarchive.text.query import parse


@pytest.fixture
def archive(store: Store) -> Store:
    for number in range(3):
        put(store, make_draft(f"Thôn Hạt {number}", f"Lễ cúng tổ tiên lần {number}."))
    put(store, make_draft("Dân vận khéo", "Gặt lúa mùa giúp bà con thôn Hạ."))
    return store


@pytest.mark.parametrize(
    ("query", "likely"),
    [
        pytest.param("dân vậm", "dân vận", id="last of two"),
        pytest.param("dâm vận", "dân vận", id="first of two"),
        pytest.param("gặt lúaa mùa", "gặt lúa mùa", id="between two"),
        pytest.param("vậm", "vận", id="alone"),
        pytest.param('"dân vậm"', '"dân vận"', id="phrase"),
        pytest.param("title:vậm", "title:vận", id="title"),
        pytest.param("gawtj luaaa", "", id="two"),
    ],
)
def test_spelling_that_stands_beside_its_neighbours_is_likely(archive: Store, query: str, likely: str) -> None:
    suggested = archive.search.suggest(parse(query))

    assert (suggested[:1] or ("",))[0] == likely


def test_most_frequent_comes_first(archive: Store) -> None:
    assert archive.search.suggest(parse("thôn hạv")) == ("thôn hạt", "thôn hạ")


def test_no_more_are_suggested_than_asked(archive: Store) -> None:
    assert archive.search.suggest(parse("thôn hạv"), 1) == ("thôn hạt",)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("dân vận", id="found"),
        pytest.param("dan van", id="found without marks"),
        pytest.param("tag:bão", id="no word"),
        pytest.param("vậm " * 13, id="too many words"),
        pytest.param("qwrtp", id="nothing is near"),
    ],
)
def test_nothing_is_suggested(archive: Store, query: str) -> None:
    assert archive.search.suggest(parse(query)) == ()
