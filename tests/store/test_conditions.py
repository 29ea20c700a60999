"""What the full-text index does not hold: tags, feeds, numbers, days."""

from datetime import UTC, date, datetime

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Moment
from newsarchive.model.feed import FeedDocument
from newsarchive.model.search import All, Either, Field, Filter, Node, Not, Period, Phrase, Property, Query, Words
from newsarchive.store.conditions import Conditions, Span, to_span
from newsarchive.store.store import Store

BAO = Words((("bão",),))


@pytest.fixture
def archive(store: Store) -> Store:
    for number, (text, published, url) in enumerate(
        (
            ("Bão số 3", "2018-10-03", "https://binhlac.example/1"),
            ("Lũ ống", "2018-10-04T23:30:00+07:00", "https://binhlac.example/2"),
            ("Hạn mặn", "--10-04", "https://songcauda.example/3"),
            ("Bão số 4", "", ""),
        ),
        start=1,
    ):
        draft = make_draft(f"Tin {number}", text, published=Moment(published), url=url)
        put(store, draft, now=datetime(2018, 10, 10 + number, 17, tzinfo=UTC))  # midnight in Hanoi
    store.tags.add("Bão lũ", [ArticleId(1), ArticleId(2)])
    feed = store.feeds.add(FeedDocument(title="Thời tiết", entries=(), self_url="https://tin.example/rss"), "", NOW)
    store.feeds.add_entry(feed, "a", ArticleId(2), NOW)
    store.feeds.add_entry(feed, "b", ArticleId(4), NOW)
    return store


def find(archive: Store, node: Node) -> list[ArticleId]:
    return sorted(archive.search.iter_ids(Query(node)))


@pytest.mark.parametrize(
    ("node", "found"),
    [
        pytest.param(Filter(Property.TAG, "Bão lũ"), [1, 2], id="tag"),
        pytest.param(Filter(Property.TAG, "bao-lu"), [1, 2], id="tag by its slug"),
        pytest.param(Filter(Property.TAG, "Bão"), [], id="part of a tag"),
        pytest.param(Filter(Property.TAG, "!"), [], id="tag without a word"),
        pytest.param(Filter(Property.IS, "tagged"), [1, 2], id="any tag"),
        pytest.param(Filter(Property.FEED, "thoi tiet"), [2, 4], id="words of a feed"),
        pytest.param(Filter(Property.FEED, "tin.example"), [2, 4], id="address of a feed"),
        pytest.param(Filter(Property.FEED, "thời"), [2, 4], id="word of a feed"),
        pytest.param(Filter(Property.FEED, "thờ"), [], id="part of a word of a feed"),
        pytest.param(Filter(Property.SOURCE, "thời tiết"), [2, 4], id="source is a feed"),
        pytest.param(Filter(Property.SOURCE, "songcauda"), [3], id="source is a site"),
        pytest.param(Filter(Property.ID, "3"), [3], id="number"),
        pytest.param(Filter(Property.ID, "2..3"), [2, 3], id="numbers"),
        pytest.param(Period(date(2018, 10, 4), date(2018, 10, 4)), [2], id="day"),
        pytest.param(Period(since=date(2018, 10, 4)), [2], id="from a day on"),
        pytest.param(Period(until=date(2018, 10, 3)), [1], id="up to a day"),
        pytest.param(Period(), [1, 2], id="any known day"),
        pytest.param(Period(date(2018, 10, 5), date(2018, 10, 4)), [], id="no day"),
        pytest.param(All((Period(since=date(2018, 10, 3)), Period(until=date(2018, 10, 3)))), [1], id="two periods"),
        pytest.param(Period(date(2018, 10, 12), date(2018, 10, 12), is_added=True), [1], id="added on a day, in Hanoi"),
        pytest.param(Period(since=date(2018, 10, 14), is_added=True), [3, 4], id="added from a day on"),
        pytest.param(Period(until=date(2018, 10, 13), is_added=True), [1, 2], id="added up to a day"),
        pytest.param(Period(is_added=True), [1, 2, 3, 4], id="added whenever"),
        pytest.param(Phrase("04/10", Field.DAY), [2, 3], id="day of any year"),
        pytest.param(Not(Filter(Property.TAG, "Bão lũ")), [3, 4], id="not"),
        pytest.param(Not(Period(since=date(2018, 10, 4))), [1, 3, 4], id="not of a period"),
        pytest.param(Not(BAO), [2, 3], id="only excluded words"),
        pytest.param(Not(Not(BAO)), [1, 4], id="twice excluded"),
        pytest.param(All((BAO, Period())), [1], id="words and a period"),
        pytest.param(All((BAO, Not(Filter(Property.IS, "tagged")))), [4], id="words without a property"),
        pytest.param(Either((BAO, Period(since=date(2018, 10, 4)))), [1, 2, 4], id="words or a period"),
        pytest.param(Either((All((BAO, Period())), Filter(Property.ID, "3"))), [1, 3], id="groups"),
        pytest.param(Not(All(())), [], id="not everything"),
        pytest.param(All(()), [1, 2, 3, 4], id="everything"),
    ],
)
def test_property_narrows_what_is_found(archive: Store, node: Node, found: list[int]) -> None:
    assert find(archive, node) == found
    assert find(archive, Not(node)) == sorted({1, 2, 3, 4} - set(found))
    assert find(archive, All((BAO, node))) == sorted({1, 4} & set(found))
    assert find(archive, Either((BAO, node))) == sorted({1, 4} | set(found))


def test_span_is_what_both_hold() -> None:
    first, second = Span(1, 9), Span(4, 12)

    assert first & second == second & first == Span(4, 9)
    assert to_span(Period()) & first == first


def test_what_is_no_node_is_refused(archive: Store) -> None:
    with pytest.raises(TypeError):
        Conditions(archive._connection).of("bão")  # type: ignore[arg-type] # what a caller may get wrong


@pytest.mark.parametrize("name", ["gone", "revised", "doubtful"])
def test_what_few_articles_are_is_found_without_a_look_at_all_of_them(archive: Store, name: str) -> None:
    condition = Conditions(archive._connection).of(Filter(Property.IS, name))

    plan = archive._connection.rows(
        f"EXPLAIN QUERY PLAN SELECT docid FROM listing WHERE {condition.sql.format(docid='docid', row='docid')}"
    )

    assert not [row[3] for row in plan if row[3].startswith("SCAN") and "USING" not in row[3]]
