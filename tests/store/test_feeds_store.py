"""Feeds and subscriptions in the archive, and what became of their entries."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId
from newsarchive.model.feed import EntryState, Feed, FeedDocument, FeedId, FeedSettings, Timing
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store

URL = "https://binhlac.example/rss"
INSTANTS = st.none() | st.integers(0, 10**9).map(lambda seconds: NOW + timedelta(seconds=seconds))
TEXTS = st.text(max_size=10).filter(lambda text: not any("\ud800" <= one <= "\udfff" or one == "\0" for one in text))
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
NUMBERS = st.integers(0, 10**9)


def subscribe(store: Store, url: str = URL, title: str = "Xã Bình Lạc", **settings: object) -> Feed:
    kept = FeedSettings(**settings)  # type: ignore[arg-type]  # whatever a test wants to say
    return store.feeds.subscribe(url, title, "https://binhlac.example/", kept, NOW)


@given(st.data())
def test_all_that_is_known_of_a_subscription_survives_the_store(data: st.DataObject) -> None:
    settings = st.builds(FeedSettings, section=TEXTS, tags=NAMES, interval=NUMBERS)
    timing = st.builds(Timing, interval=NUMBERS, skip_hours=st.sampled_from([(), (0, 23)]))
    feeds = st.builds(
        Feed,
        id=st.just(FeedId(1)),
        url=st.just(URL),
        title=TEXTS,
        site_url=TEXTS,
        settings=settings,
        subscribed_at=st.just(NOW),
        checked_at=INSTANTS,
        succeeded_at=INSTANTS,
        next_check_at=INSTANTS,
        failures=NUMBERS,
        failing_since=INSTANTS,
        told_at=INSTANTS,
        error=TEXTS,
        etag=TEXTS,
        last_modified=TEXTS,
        body_digest=TEXTS,
        former_urls=NAMES,
        repairs=NAMES,
        hub=TEXTS,
        timing=timing,
        articles=st.just(0),
        pages_missing=st.just(0),
    )
    feed = data.draw(feeds)
    with Store.in_memory() as store:
        subscribe(store)

        store.feeds.save(feed)

        assert store.feeds.list() == (feed,)


def test_new_subscription_is_as_the_user_wants_it(store: Store) -> None:
    feed = subscribe(store, section="Tin tức", tags=("Dân vận",), interval=7200)

    assert store.feeds.list() == (feed,)
    assert feed.settings == FeedSettings(section="Tin tức", tags=("Dân vận",), interval=7200)


def test_subscribing_twice_is_refused(store: Store) -> None:
    feed = subscribe(store)

    with pytest.raises(UsageError, match="binhlac.example/rss: subscribed already$"):
        subscribe(store)
    store.feeds.save(replace(feed, url="https://binhlac.example/tin/rss", former_urls=(URL,)))
    with pytest.raises(UsageError, match="subscribed already"):
        subscribe(store, "https://binhlac.example/tin/rss")


def test_subscribing_to_where_a_feed_was_names_the_place_it_moved_to(store: Store) -> None:
    store.feeds.add(FeedDocument(self_url="https://binhlac.example/atom"), "", NOW)
    feed = subscribe(store)
    store.feeds.save(replace(feed, url="https://binhlac.example/atom"))  # the address of another feed stays its own

    with pytest.raises(UsageError, match=f"{URL}: subscribed already, it moved to https://binhlac.example/atom"):
        subscribe(store)


def test_what_was_imported_of_a_feed_counts_when_it_is_subscribed_to(store: Store) -> None:
    imported = store.feeds.add(FeedDocument(title="Tin", self_url=URL), "tin.rss", NOW)

    feed = subscribe(store)

    assert feed.id == imported
    assert store.feeds.list()[0].title == "Xã Bình Lạc"


def test_issue_of_a_subscription_is_told_by_where_that_is_fetched(store: Store) -> None:
    feed = subscribe(store)
    moved = replace(feed, url="https://binhlac.example/moi")
    store.feeds.save(moved)

    imported = store.feeds.add(FeedDocument(title="Tên khác", self_url=moved.url), "", NOW)

    assert imported == feed.id
    assert store.feeds.list()[0].title == "Xã Bình Lạc"


def test_subscriptions_are_listed_by_section_and_title(store: Store) -> None:
    for number, (section, title) in enumerate([("Xã", "B"), ("Huyện", "z"), ("Xã", "Á")]):
        subscribe(store, f"{URL}/{number}", title, section=section)

    assert [feed.title for feed in store.feeds.list()] == ["z", "Á", "B"]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param("2", 2, id="number"),
        pytest.param("https://huyen.example/rss", 2, id="address"),
        pytest.param("HTTPS://Huyen.example:443/rss", 2, id="address in another spelling"),
        pytest.param("https://huyen.example/cu", 2, id="former address"),
        pytest.param("ĐÀI xã bình lạc", 3, id="title"),
        pytest.param("bao huyen", 2, id="part of a title, without marks"),
        pytest.param("Bình Lạc", 1, id="a whole title before parts of others"),
    ],
)
def test_subscription_is_found_by_what_people_call_it(store: Store, name: str, number: int) -> None:
    subscribe(store, "https://binhlac.example/rss", "Bình Lạc")
    other = subscribe(store, "https://huyen.example/rss", "Báo huyện")
    store.feeds.save(replace(other, former_urls=("https://huyen.example/cu",)))
    subscribe(store, "https://dai.example/rss", "Đài xã Bình Lạc")

    found = store.feeds.find(name)

    assert found is not None
    assert found.id == number
    assert store.feeds.get(name) == found


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("xã", "2 feeds are called 'xã'", id="more than one"),
        pytest.param("9", "no feed '9'", id="no such number"),
        pytest.param("99999999999999999999", "no feed '9{20}'", id="number that cannot be"),
        pytest.param("9" * 5000, "no feed '9{5000}'", id="number that Python does not read"),
        pytest.param("18", "no feed '18'", id="number that is part of a title"),
        pytest.param("", "no feed ''", id="nothing"),
        pytest.param("https://la.example/", "no feed 'https://la.example/'", id="unknown address"),
    ],
)
def test_name_that_means_no_single_feed_finds_none(store: Store, name: str, reason: str) -> None:
    subscribe(store, f"{URL}/1", "Xã Bình Lạc")
    subscribe(store, f"{URL}/2", "Xã Đại Phong 2018")

    assert store.feeds.find(name) is None
    with pytest.raises(NotFoundError, match=reason) as caught:
        store.feeds.get(name)
    assert "newsarchive feed list" in caught.value.hint


def test_subscription_is_found_where_it_is_fetched_before_where_it_was(store: Store) -> None:
    moved = replace(subscribe(store), url=f"{URL}/moi", former_urls=(f"{URL}/cu", URL))
    store.feeds.save(moved)
    here = subscribe(store, f"{URL}/cu")

    assert store.feeds.find_by_url(URL) == store.feeds.find_by_url(moved.url) == store.feeds.get(str(moved.id))
    assert store.feeds.find_by_url(f"{URL}/cu") == here
    assert store.feeds.find_by_url("https://binhlac.example") is None


def test_article_knows_which_feeds_show_it(store: Store) -> None:
    feeds = [subscribe(store, f"{URL}/{number}") for number in range(3)]
    put(store)
    for feed in feeds[:2]:
        for guid in ("a", "b"):
            store.feeds.add_entry(feed.id, guid, ArticleId(1), NOW)

    assert store.feeds.addresses_of(ArticleId(1)) == {feed.id: feed.url for feed in feeds[:2]}
    store.feeds.disown(ArticleId(1), [feeds[0].id])
    assert [store.feeds.has_brought(feed.id, ArticleId(1)) for feed in feeds] == [False, True, False]


def test_feed_knows_what_it_brought(store: Store) -> None:
    feed = subscribe(store)
    for number in (1, 2, 3):
        put(store, make_draft(text=f"Tin số {number}"))
    url = "https://binhlac.example/a"
    store.feeds.add_entry(feed.id, "a", ArticleId(1), NOW, digest="x", page_tries=2, url=url, title="Tin")
    store.feeds.add_entry(feed.id, "a2", ArticleId(1), NOW)
    store.feeds.add_entry(feed.id, "b", ArticleId(2), NOW, is_joined=True)
    store.articles.delete(ArticleId(2), NOW)

    assert store.feeds.find_entries(feed.id, ["a", "b", "c"]) == {
        "a": EntryState(
            guid="a", article_id=ArticleId(1), url="https://binhlac.example/a", title="Tin", digest="x", page_tries=2
        ),
        "b": EntryState(guid="b", article_id=ArticleId(2), is_joined=True, is_deleted=True),
    }
    assert store.feeds.find_entries(FeedId(9), ["a"]) == {}
    assert store.feeds.list(is_counted=True)[0].articles == store.feeds.get("bình lạc").articles == 1
    assert store.feeds.has_brought(feed.id, ArticleId(1))
    assert not store.feeds.has_brought(feed.id, ArticleId(2))
    assert store.feeds.find_articles("https://binhlac.example/a") == (1,)
    assert store.feeds.find_articles("") == ()


def test_thousands_of_entries_are_found_at_once(store: Store) -> None:
    feed = subscribe(store)
    put(store)
    for number in range(1201):
        store.feeds.add_entry(feed.id, f"g{number}", ArticleId(1), NOW)

    assert len(store.feeds.find_entries(feed.id, (f"g{number}" for number in range(1500)))) == 1201


def test_what_is_known_of_an_entry_is_replaced(store: Store) -> None:
    feed = subscribe(store)
    put(store)
    put(store, make_draft(text="Tin khác"))
    store.feeds.add_entry(feed.id, "a", ArticleId(1), NOW, digest="x", page_tries=1, url="https://binhlac.example/a")

    store.feeds.add_entry(feed.id, "a", ArticleId(2), NOW, digest="y")

    assert store.feeds.find_entries(feed.id, ["a"])["a"] == EntryState(guid="a", article_id=ArticleId(2), digest="y")


def test_missing_pages_are_those_of_articles_that_are_still_summaries(store: Store) -> None:
    feed = subscribe(store)
    for number in (1, 2, 3, 4):
        draft = make_draft(text=f"Tin số {number}", url=f"https://binhlac.example/{number}")
        store.articles.add(draft, f"urn:{number}", NOW, Origin(is_summary=number != 3))
    store.feeds.add_entry(feed.id, "d", ArticleId(4), NOW, page_tries=1, url="https://binhlac.example/chuyen?id=4")
    for number, tries in ((1, 0), (2, 0), (3, 0)):
        store.feeds.add_entry(feed.id, str(number), ArticleId(number), NOW, page_tries=tries, digest="x")
    store.articles.delete(ArticleId(2), NOW)

    assert store.feeds.missing_pages(feed.id) == (
        EntryState(guid="1", article_id=ArticleId(1), digest="x", page_tries=0, url="https://binhlac.example/1"),
        EntryState(guid="d", article_id=ArticleId(4), page_tries=1, url="https://binhlac.example/chuyen?id=4"),
    )
    assert (store.feeds.list()[0].pages_missing, store.feeds.count_summaries(feed.id)) == (2, 0)
    store.feeds.add_entry(feed.id, "1", ArticleId(1), NOW)
    assert (store.feeds.list()[0].pages_missing, store.feeds.count_summaries(feed.id)) == (1, 1)


def test_removed_subscription_leaves_its_articles_and_asks_for_no_pages(store: Store) -> None:
    feed = subscribe(store)
    store.articles.add(make_draft(), "urn:1", NOW, Origin(is_summary=True))
    store.feeds.add_entry(feed.id, "a", ArticleId(1), NOW, page_tries=0)

    store.feeds.remove(feed.id)

    assert store.feeds.list() == ()
    assert store.articles.get(ArticleId(1)).id == 1
    again = subscribe(store)
    assert again.id == feed.id
    assert store.feeds.find_entries(feed.id, ["a"])["a"].page_tries is None


def test_robots_rules_hold_for_a_day(store: Store) -> None:
    store.robots.save("https://binhlac.example", "User-agent: *\nDisallow: /kin", NOW)
    later = NOW + timedelta(hours=23)

    assert store.robots.find("https://binhlac.example", later) == "User-agent: *\nDisallow: /kin"
    assert store.robots.find("https://huyen.example", later) is None
    assert store.robots.find("https://binhlac.example", NOW + timedelta(hours=24)) is None
    assert store.robots.find("https://binhlac.example", NOW - timedelta(days=9)) is None  # the clock was wrong


def test_robots_rules_that_are_too_old_are_forgotten(store: Store) -> None:
    store.robots.save("https://binhlac.example", "", NOW)

    store.robots.save("https://huyen.example", "", NOW + timedelta(days=2))

    assert store._connection.rows("SELECT site FROM robots") == [("https://huyen.example",)]
