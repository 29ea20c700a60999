"""Pictures and files in a sync: asked for once their feed is archived, within bounds, and never in its way."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from fake_web import HTML, DirectPool, FakeWeb, feed, item, page, whole
from fakes import NOW
from newsarchive.errors import StoreError
from newsarchive.model.article import ArticleId
from newsarchive.model.feed import Check, Feed, FeedReport, FeedSettings
from newsarchive.operations.editing import delete
from newsarchive.operations.gathering import MOST_TRIES
from newsarchive.operations.stopwatch import MOST_SECONDS
from newsarchive.operations.subscribing import remove_feed, subscribe
from newsarchive.operations.syncing import SyncOptions, plan_sync, sync
from newsarchive.store.store import Store

URL, OTHER = "https://xa.example/rss", "https://xb.example/rss"
ROBOTS = "https://xa.example/robots.txt"
JPEG, PDF = b"\xff\xd8\xff\xe0", b"%PDF-1.4"
HOUR = timedelta(hours=1)


@pytest.fixture
def web() -> FakeWeb:
    web = FakeWeb()
    web.put(ROBOTS, "")
    return web


def follow(store: Store, url: str = URL, **settings: Any) -> Feed:
    with store.transaction():
        return store.feeds.subscribe(url, "Xã Bình Lạc", "https://xa.example/", FeedSettings(**settings), NOW)


def run(store: Store, web: FakeWeb, *, after: timedelta = timedelta(), **options: Any) -> tuple[FeedReport, ...]:
    chosen, now = SyncOptions(**options), NOW + after
    plan = plan_sync(store, (), chosen, now)
    pool = DirectPool()
    return tuple(sync(store, plan, chosen, web=web, pool=lambda jobs: pool, now=now, jitter=lambda: 0, clock=web.clock))


def picture(number: int | str) -> str:
    return f"https://xa.example/anh/{number}.jpg"


def illustrated(
    number: int | str, *pictures: str, files: Sequence[str] = (), host: str = "xa.example", guid: str = ""
) -> str:
    """Return an entry with its whole text, pictures and files."""
    images = "".join(f'&lt;p&gt;&lt;img src="{url}"/&gt;&lt;/p&gt;' for url in pictures)
    links = "".join(f'&lt;p&gt;&lt;a href="{url}"&gt;Kế hoạch&lt;/a&gt;&lt;/p&gt;' for url in files)
    return item(
        number,
        host=host,
        guid=guid or f"tin-{number}",
        **{"content:encoded": f"&lt;p&gt;{whole(number)}&lt;/p&gt;{images}{links}"},
    )


def held(store: Store) -> list[str]:
    return [one.url for one in store.files.iter_resources()]


def test_pictures_of_new_articles_are_fetched_after_their_feed_is_archived(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1), picture(2))))
    web.put(picture(1), JPEG)
    web.put(picture(2), JPEG)

    (report,) = run(store, web)

    assert web.asked == [URL, ROBOTS, picture(1), picture(2)]
    assert (report.added, report.images, report.media_failed, report.media_missing) == (1, 2, 0, 0)
    assert (report.requests, held(store)) == (3, [picture(1), picture(2)])
    assert all(one.found_at == URL and one.is_part for one in web.requests[2:])


def test_pictures_of_a_page_were_found_on_that_page(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(item(1)))
    body = page(1).replace("<p>", f'<figure><img src="{picture(1)}"></figure><p>', 1)
    web.put("https://xa.example/1", body, content_type=HTML)
    web.put(picture(1), JPEG)

    (report,) = run(store, web)

    assert (report.pages, report.images) == (1, 1)
    assert web.requests[-1].found_at == "https://xa.example/1"


def test_pictures_that_the_archive_has_are_not_fetched_again(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1))))
    web.put(picture(1), JPEG)
    run(store, web)
    web.put(URL, feed(illustrated("1-moi", picture(1), guid="tin-1"), illustrated(2, picture(1))))
    web.requests.clear()

    (report,) = run(store, web, after=HOUR)

    assert (report.added, report.revised, report.images, web.asked) == (1, 1, 0, [URL])


def test_a_picture_that_two_articles_share_is_asked_for_once(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(illustrated(1, picture("mất")), illustrated(2, picture("mất"))))

    (report,) = run(store, web)

    assert (web.asked.count(picture("mất")), report.media_failed, report.media_missing) == (1, 1, 0)


def test_files_are_fetched_where_the_user_wants_them(store: Store, web: FakeWeb) -> None:
    file = "https://xa.example/ke-hoach.pdf"
    for url, wants_files in ((URL, False), (OTHER, True)):
        follow(store, url, wants_files=wants_files, wants_images=False)
    web.put(URL, feed(illustrated(1, picture(1), files=["https://xa.example/khac.pdf"])))
    web.put(OTHER, feed(illustrated(2, picture(2), files=[file], host="xb.example"), host="xb.example"))
    web.put(file, PDF)

    first, second = run(store, web)

    assert (first.images, first.files, second.images, second.files) == (0, 0, 0, 1)
    assert held(store) == [file]


def test_a_sync_without_pictures_leaves_them_to_the_next(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1))))
    web.put(picture(1), JPEG)

    (first,) = run(store, web, wants_media=False)
    nothing = run(store, web, after=HOUR / 4, wants_media=False)
    (second,) = run(store, web, after=HOUR / 2)

    assert (first.images, first.media_missing, nothing) == (0, 1, ())
    assert (second.check, second.images, second.media_missing) == (Check.UNCHANGED, 1, 0)
    assert web.asked.count(URL) == 1


def test_what_a_subscription_brings_has_its_pictures_from_the_next_sync(store: Store, web: FakeWeb) -> None:
    web.put(URL, feed(illustrated(1, picture(1))))
    web.put(picture(1), JPEG)

    report = subscribe(store, URL, FeedSettings(), web=web, now=NOW, jitter=lambda: 0)
    (synced,) = run(store, web, after=HOUR / 4)

    assert (report.images, report.media_missing) == (0, 1)
    assert (synced.images, synced.media_missing) == (1, 0)


@pytest.mark.parametrize("answer", ["404", "SVG"])
def test_what_is_no_picture_is_asked_for_once(store: Store, web: FakeWeb, answer: str) -> None:
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1))))
    if answer == "SVG":
        web.put(picture(1), "<svg/>", content_type="image/svg+xml")

    (first,) = run(store, web)
    (second,) = run(store, web, after=HOUR)

    assert (first.media_failed, first.media_missing, second.media_failed) == (1, 0, 0)
    assert web.asked.count(picture(1)) == 1


def test_a_picture_that_may_come_later_is_asked_for_with_later_fetches_of_its_feed(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1))))
    web.put(picture(1), status=502)

    missing = [run(store, web, after=hours * HOUR)[0].media_missing for hours in range(2)]
    nothing = run(store, web, after=1.5 * HOUR)
    missing += [run(store, web, after=hours * HOUR)[0].media_missing for hours in (2, 3)]

    assert (missing, nothing) == ([1, 1, 0, 0], ())
    assert web.asked.count(picture(1)) == MOST_TRIES


def test_robots_txt_counts_for_pictures_too(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(ROBOTS, "User-agent: *\nDisallow: /anh/rieng/")
    web.put(URL, feed(illustrated(1, picture("rieng/1"), picture(2))))
    web.put(picture(2), JPEG)

    (report,) = run(store, web)

    assert web.asked == [URL, ROBOTS, picture(2)]
    assert (report.images, report.media_failed, report.media_missing) == (1, 0, 0)


def test_pictures_wait_while_a_robots_txt_cannot_be_learnt(store: Store, web: FakeWeb) -> None:
    elsewhere = "https://anh.example/2.jpg"
    follow(store)
    web.fail("https://anh.example/robots.txt")
    web.put(URL, feed(illustrated(1, picture(1), elsewhere), illustrated(2, elsewhere)))
    web.put(picture(1), JPEG)
    web.put(elsewhere, JPEG)

    (first,) = run(store, web)
    web.put("https://anh.example/robots.txt", "")
    (second,) = run(store, web, after=HOUR)

    assert (first.images, first.media_missing) == (1, 2)
    assert (second.images, second.media_missing, held(store)) == (1, 0, [elsewhere, picture(1)])


def test_when_the_time_is_up_pictures_are_left_to_the_next_sync(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.seconds = MOST_SECONDS / 4
    web.put(URL, feed(illustrated(2, picture(3)), illustrated(1, picture(1), picture(2))))
    for number in range(1, 4):
        web.put(picture(number), JPEG)

    (first,) = run(store, web)
    web.seconds = 0
    (second,) = run(store, web, after=HOUR / 2)

    assert (first.added, first.images, first.media_missing) == (2, 2, 1)
    assert (second.images, second.media_missing) == (1, 0)


def test_pictures_cut_short_by_the_time_count_as_no_failure(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.seconds = MOST_SECONDS / 3
    web.put(URL, feed(illustrated(1, picture(1), picture(2))))
    for number in range(1, 3):
        web.put(picture(number), JPEG)

    (first,) = run(store, web)
    web.seconds = 0
    (second,) = run(store, web, after=HOUR / 2)

    assert [(one.images, one.media_missing) for one in (first, second)] == [(1, 1), (1, 0)]


def test_a_sync_brings_only_so_many_bytes_of_pictures(
    store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.operations.run.MOST_MEDIA_BYTES", 2 * len(JPEG))
    follow(store)
    web.put(URL, feed(*(illustrated(number, picture(number)) for number in range(5))))
    for number in range(5):
        web.put(picture(number), JPEG)

    images = [run(store, web, after=quarter * HOUR / 4)[0].images for quarter in range(3)]

    assert images == [2, 2, 1]


def test_an_article_deleted_meanwhile_does_not_stop_the_others(store: Store, web: FakeWeb) -> None:
    follow(store)
    web.put(URL, feed(illustrated(2, picture(2)), illustrated(1, picture(1))))
    web.put(picture(2), JPEG)
    run(store, web, wants_media=False)
    delete(store, [ArticleId(1)], NOW)

    (report,) = run(store, web, after=HOUR / 2)

    assert (report.images, web.asked[-1]) == (1, picture(2))


def test_a_feed_that_is_removed_waits_for_nothing(store: Store, web: FakeWeb) -> None:
    feed_id = follow(store).id
    web.put(URL, feed(illustrated(1, picture(1))))
    run(store, web, wants_media=False)

    remove_feed(store, URL)

    assert store.wanted_media.of_feed(feed_id) == {}


def test_a_bug_that_a_picture_brings_to_light_costs_only_the_picture(
    store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: Any) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("newsarchive.extract.media_types.picture_type", break_down)
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1))))
    web.put(picture(1), JPEG)

    (report,) = run(store, web)

    assert (report.check, report.added, report.images, report.media_missing) == (Check.READ, 1, 0, 1)


def test_an_archive_that_cannot_be_written_ends_the_sync(
    store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> str:
        raise StoreError("tin.db: database or disk is full")

    monkeypatch.setattr(store.files, "add", fail)
    follow(store)
    web.put(URL, feed(illustrated(1, picture(1))))
    web.put(picture(1), JPEG)

    with pytest.raises(StoreError):
        run(store, web)

    assert list(store.wanted_media.of_feed(store.feeds.get(URL).id)) == [1]
