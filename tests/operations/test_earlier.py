"""Searching in what articles said before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Figure, Moment
from newsarchive.model.search import Answer, Match
from newsarchive.operations.asking import to_query
from newsarchive.operations.earlier import with_earlier
from newsarchive.store.store import Store

WORDS = ("bão", "lũ", "hạn", "mặn")


def put_all(store: Store, *texts: str, number: int = 1, **more: object) -> None:
    """Put an article with each of texts in turn."""
    for hours, text in enumerate(texts):
        draft = make_draft(f"Tin số {number}", text, url=f"https://xa.example/{number}", **more)
        put(store, draft, now=NOW + timedelta(hours=hours))


def ask(store: Store, text: str, *, limit: int = 20, offset: int = 0, loose: bool = False) -> Answer:
    query = to_query(store, text)
    answer = store.search.find(query, limit=limit, offset=offset, loose=loose)
    return with_earlier(store, query, answer, limit=limit, offset=offset, loose=loose)


def found(answer: Answer) -> list[tuple[int, int]]:
    return [(hit.id, hit.revision) for hit in answer.hits]


def test_what_an_article_says_no_more_is_found_behind_what_others_say(store: Store) -> None:
    put_all(store, "Bão số 3 đổ bộ.", "Bão số 4 đổ bộ.", "Trời quang.", number=1)
    put_all(store, "Bão tan.", "Bão đã tan.", number=2)

    answer = ask(store, "bão")

    assert found(answer) == [(2, 0), (1, 2)]
    earlier = answer.hits[1]
    assert earlier.snippet.text[slice(*earlier.snippet.spans[0])] == "Bão"
    assert (earlier.title, earlier.match) == ("Tin số 1", Match.TYPED)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        pytest.param('"số 3"', [(1, 1)], id="phrase"),
        pytest.param("title:một", [(1, 1)], id="title"),
        pytest.param("by:hà", [(1, 1)], id="byline"),
        pytest.param("gặt", [(1, 1)], id="caption"),
        pytest.param("bao -quang", [(1, 1)], id="without"),
        pytest.param("bão OR hạn", [(1, 1)], id="either"),
        pytest.param("bão tag:thiên-tai", [(1, 1)], id="beside a tag that it has now"),
        pytest.param("bão date:4/10/2018", [(1, 1)], id="beside its date"),
        pytest.param("bão date:2017", [], id="beside another date"),
        pytest.param("bão -tag:thiên-tai", [], id="without its tag"),
        pytest.param("is:revised", [(1, 0)], id="no words"),
        pytest.param("bạo", [(1, 1)], id="only without its marks"),
        pytest.param("quang", [(1, 0)], id="as it is now"),
        pytest.param("mặn", [], id="never said"),
    ],
)
def test_the_whole_language_can_be_asked(store: Store, query: str, hits: list[tuple[int, int]]) -> None:
    draft = make_draft(
        "Tin một",
        "Bão số 3 đổ bộ.",
        url="https://xa.example/1",
        byline=("Thu Hà",),
        figures=(Figure("", "Gặt lúa"),),
        published=Moment("2018-10-04"),
    )
    put(store, draft, tags=("Thiên tai",))
    later = replace(draft, title="Tin hai", text="Trời quang.", byline=(), figures=())
    put(store, later, now=NOW + timedelta(hours=1))

    assert found(ask(store, query)) == hits


def test_loose_adds_what_holds_the_words_only_without_their_marks(store: Store) -> None:
    put_all(store, "Bão tan.", "Trời quang.", number=1)
    put_all(store, "Báo tin.", "Trời quang.", number=2)

    assert found(ask(store, "bão")) == [(1, 1)]
    assert found(ask(store, "bão", loose=True)) == [(1, 1), (2, 1)]
    assert [hit.match for hit in ask(store, "bão", loose=True).hits] == [Match.TYPED, Match.FOLDED]


def test_pages_go_on_from_what_is_said_now_to_what_was_said_before(store: Store) -> None:
    for number in range(1, 4):
        put_all(store, "Trời quang.", "Bão tan.", number=number)
    for number in range(4, 7):
        put_all(store, "Bão tan.", "Trời quang.", number=number)

    whole = found(ask(store, "bão"))

    assert len(whole) == 6
    assert [revision for _, revision in whole] == [0, 0, 0, 1, 1, 1]
    for limit in (1, 2, 3, 4, 5):
        pages = [found(ask(store, "bão", limit=limit, offset=offset)) for offset in range(0, 7, limit)]
        assert [hit for page in pages for hit in page] == whole


def test_deleted_articles_are_not_found(store: Store) -> None:
    put_all(store, "Bão tan.", "Trời quang.")
    with store.transaction():
        store.articles.delete(ArticleId(1), NOW)

    assert ask(store, "bão").hits == ()


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4))
def test_an_article_is_found_by_whatever_it_has_ever_said(texts: list[str]) -> None:
    with Store.in_memory() as store:
        put_all(store, *texts)

        for word in WORDS:
            is_now = word in store.articles.get(ArticleId(1)).text.split()
            was_ever = any(word in text.split() for text in texts)
            hits = [(hit.id, hit.revision > 0) for hit in ask(store, f"{word} -gió").hits]
            assert hits == ([(1, not is_now)] if was_ever else [])
