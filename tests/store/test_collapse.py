"""Searches and lists that show each story once."""

import pytest

from fakes import NOW
from newsarchive.model.article import ArticleId
from newsarchive.model.search import Hit, Order, Query
from newsarchive.store.store import Store
from newsarchive.text.query import parse
from telling import FOOTBALL, HARVEST, story, told


@pytest.fixture
def archive(store: Store) -> Store:
    """Return an archive where 2 told first what 1 and 4 tell too, and 3 and 5 have other news."""
    told(
        store,
        story(site="binhlac", day="2018-10-05", title="Bình Lạc: lúa mùa thắng lợi"),
        story(site="huyen", day="2018-10-03", title="Hội nghị ở xã"),
        story(*FOOTBALL, site="hoason", day="2018-10-04", title="Bóng đá trên ruộng lúa"),
        story(*HARVEST[:5], site="tinh", day="2018-10-06", title="Lúa mùa, lúa mùa"),
        story(*FOOTBALL[:2], site="haso", day="2018-10-01", title="Gặt lúa giúp bạn"),
    )
    return store


def shown(hits: tuple[Hit, ...]) -> list[tuple[int, ...]]:
    return [(hit.id, *hit.reprints) for hit in hits]


def find(store: Store, query: Query) -> list[tuple[int, ...]]:
    return shown(store.search.find(query, is_collapsed=True).hits)


def test_list_shows_the_first_publisher_at_its_day(archive: Store) -> None:
    hits = archive.search.find(Query(), order=Order.DATE, is_collapsed=True).hits

    assert shown(hits) == [(3,), (2, 1, 4), (5,)]


def test_everything_is_shown_unless_stories_are_wanted(archive: Store) -> None:
    hits = archive.search.find(Query(), order=Order.DATE).hits

    assert shown(hits) == [(4,), (1,), (3,), (2,), (5,)]


def test_story_stands_where_its_best_hit_stands(archive: Store) -> None:
    best = archive.search.find(parse("lúa mùa")).hits

    assert best[0].id in {1, 4}
    assert find(archive, parse("lúa mùa"))[0] == (2, 1, 4)


@pytest.mark.parametrize("words", ["lúa", "lua", "xã", ""], ids=["ranked", "folded", "story alone", "all"])
@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_neither_lose_nor_repeat(archive: Store, words: str, order: Order, limit: int) -> None:
    query = parse(words) if words else Query()
    whole = archive.search.find(query, limit=None, order=order, is_collapsed=True).hits

    pages = [
        archive.search.find(query, limit=limit, offset=offset, order=order, is_collapsed=True).hits
        for offset in range(0, 6, limit)
    ]

    assert tuple(hit for page in pages for hit in page) == whole
    seen = [one for hit in whole for one in (hit.id, *hit.reprints)]
    assert sorted(seen) == sorted(archive.search.iter_ids(query))


def test_only_what_answers_stands_for_a_story(archive: Store) -> None:
    assert find(archive, parse("title:lúa date:2018-10-04..")) == [(1, 4), (3,)]
    assert find(archive, parse("site:tinh.example")) == [(4,)]


def test_deleted_first_publisher_leaves_the_place_to_the_next(archive: Store) -> None:
    with archive.transaction():
        archive.articles.delete(ArticleId(2), NOW)

    assert find(archive, parse("hội nghị")) == [(1, 4)]


def test_story_found_by_some_of_its_words_is_shown_once(archive: Store) -> None:
    found = find(archive, parse("tổng kết vụ lúa mùa thuyền buồm"))

    assert found == [(2, 1, 4)]


def test_reprints_among_hits_are_counted(archive: Store) -> None:
    assert archive.search.count_reprints(parse("xã")) == 2
    assert archive.search.count_reprints(parse("title:lúa"), loose=True) == 1
    assert archive.search.count_reprints(parse("huyện")) == 0
    assert archive.search.count_reprints(parse("zzz")) == 0


def test_many_stories_are_gone_through_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (("collapse", "_MOST_AT_A_TIME"), ("stories", "_AT_A_TIME")):
        monkeypatch.setattr(f"newsarchive.store.{module}.{name}", 2)
    told(store, *(story(site=f"s{number}", day=f"2018-10-{number:02}") for number in range(1, 8)))

    assert find(store, Query()) == [(1, 2, 3, 4, 5, 6, 7)]
    assert store.search.count_reprints(Query()) == 6
