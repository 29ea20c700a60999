"""Which sources are to be looked at again, and in which order."""

from datetime import timedelta

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId
from newsarchive.model.history import Watch
from newsarchive.store.store import Store

HOUR = timedelta(hours=1)
URL = "https://binhlac.example/"


def fill(store: Store, *ages: int) -> list[ArticleId]:
    """Archive an article for each of ages, hours ago."""
    return [
        put(store, make_draft(text=f"Tin {n}", url=f"{URL}{n}"), now=NOW - age * HOUR).id for n, age in enumerate(ages)
    ]


def ids(watches: tuple[Watch, ...]) -> list[int]:
    return [one.article_id for one in watches]


def test_source_that_was_looked_at_is_known(store: Store) -> None:
    (article,) = fill(store, 0)
    watch = Watch(
        article_id=article, url=f"{URL}0", checked_at=NOW, next_check_at=NOW + HOUR, gone_since=NOW, failures=3,
        etag='"a"', last_modified="Thu, 04 Oct 2018 01:30:00 GMT",
    )  # fmt: skip

    before = store.watches.find(article)
    store.watches.set(Watch(article_id=article, url=f"{URL}0"))
    store.watches.set(watch)

    assert before is None
    assert store.watches.find(article) == watch


def test_first_look_is_due_a_while_after_the_article_came(store: Store) -> None:
    fill(store, 5, 6, 7)

    due = store.watches.due(NOW, first_after=6 * HOUR)

    assert due == (Watch(article_id=ArticleId(3), url=f"{URL}2"), Watch(article_id=ArticleId(2), url=f"{URL}1"))


def test_those_that_have_waited_longest_come_first(store: Store) -> None:
    articles = fill(store, 9, 9, 9, 9)
    for article, hours in zip(articles, (0, -2, 1, None), strict=True):
        at = None if hours is None else NOW + hours * HOUR
        store.watches.set(Watch(article_id=article, url="", next_check_at=at))

    assert ids(store.watches.due(NOW)) == [4, 2, 1]
    assert ids(store.watches.due(NOW, is_forced=True)) == [4, 2, 1, 3]


def test_only_articles_that_are_on_the_web_and_not_deleted_have_a_source(store: Store) -> None:
    fill(store, 9, 9)
    put(store, make_draft(text="Gõ tay"))
    put(store, make_draft(text="Đã lưu", url="file:///tin.html"))
    store.articles.delete(ArticleId(2), NOW)

    assert ids(store.watches.due(NOW, is_forced=True)) == [1]


@pytest.mark.parametrize(
    ("asked", "since", "expected"),
    [
        pytest.param([3, 1, 99], None, [1, 3], id="ids"),
        pytest.param([], None, [], id="no ids"),
        pytest.param(None, 7, [2, 3], id="since"),
        pytest.param([1, 2], 7, [2], id="both"),
        pytest.param(range(1, 100_000), None, [1, 2, 3], id="very many"),
    ],
)
def test_sources_are_those_of_the_articles_asked_for(
    store: Store, asked: list[ArticleId] | None, since: int | None, expected: list[int]
) -> None:
    fill(store, 8, 7, 6)

    due = store.watches.due(NOW, asked, since=None if since is None else NOW - since * HOUR)

    assert ids(due) == expected
