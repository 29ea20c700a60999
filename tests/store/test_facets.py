import pytest

from fakes import make_draft, put
from newsarchive.model.article import ArticleId, Moment
from newsarchive.model.search import Count, Facets
from newsarchive.store import search
from newsarchive.store.store import Store
from newsarchive.text.query import parse


@pytest.fixture
def archive(store: Store) -> Store:
    for number, (published, section) in enumerate(
        (
            ("2018-10-04", "Tin tức"),
            ("2016-05-01", ""),
            ("2018-01-01", "Kinh tế"),
            ("--10-04", "Kinh tế"),
            ("", "Tin tức"),
        )
    ):
        url = f"https://{'ab'[number % 2]}.example/{number}"
        put(store, make_draft(text=f"Bão {number}", section=section, published=Moment(published), url=url))
    put(store, make_draft(text="Báo tường"))
    store.tags.add("Mưa", [ArticleId(1)])
    store.tags.add("Bão", [ArticleId(1), ArticleId(2)])
    return store


def test_facets_count_each_value_the_most_frequent_first(archive: Store) -> None:
    facets = archive.search.facets(parse("bão"))

    assert facets == Facets(
        count=Count(5),
        years=(("2018", 2), ("2016", 1), ("", 2)),
        sections=(("Kinh tế", 2), ("Tin tức", 2), ("", 1)),
        tags=(("Bão", 2), ("Mưa", 1)),
        sites=(("https://a.example", 3), ("https://b.example", 2)),
    )


def test_facets_of_nothing_are_empty(archive: Store) -> None:
    assert archive.search.facets(parse("lũ")) == Facets(count=Count(0))


def test_facets_of_loose_search_hold_what_matches_without_marks(archive: Store) -> None:
    assert archive.search.facets(parse("bão"), loose=True).count == Count(6)


def test_facets_of_everything(archive: Store) -> None:
    assert archive.search.facets(parse("id:1..")).count == Count(6)


def test_newest_are_counted_where_there_are_many(archive: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 2)

    facets = archive.search.facets(parse("bão date:2010..2020"))

    assert facets.count == Count(2, is_exact=False)
    assert facets.years == (("2018", 2),)
