from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fake_web import HTML, DirectPool, FakeWeb, feed, item, page, whole
from fakes import NOW, make_draft, put
from newsarchive.errors import ConfigError, NotFoundError, StoreError
from newsarchive.model.article import ArticleId
from newsarchive.model.feed import Check, Feed, FeedReport, FeedSettings, FeedState, Timing
from newsarchive.operations.editing import delete, restore
from newsarchive.operations.issue import MOST_PAGES
from newsarchive.operations.rules import add_rule
from newsarchive.operations.stopwatch import MOST_SECONDS
from newsarchive.operations.syncing import SyncOptions, plan_sync, sync
from newsarchive.store.store import Store

URL = "https://xa.example/rss"
OTHER = "https://xb.example/rss"
ROBOTS = "https://xa.example/robots.txt"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()


def subscribe(store: Store, url: str = URL, **settings: Any) -> Feed:
    with store.transaction():
        return store.feeds.subscribe(url, "Xã Bình Lạc", "https://xa.example/", FeedSettings(**settings), NOW)


def run(
    store: Store,
    web: FakeWeb,
    *names: str,
    after: timedelta = timedelta(),
    pool: DirectPool | None = None,
    **options: Any,
) -> tuple[FeedReport, ...]:
    """Sync so much later than NOW."""
    chosen, now = SyncOptions(**options), NOW + after
    plan, pool = plan_sync(store, names, chosen, now), pool or DirectPool()
    reports = tuple(
        sync(store, plan, chosen, web=web, pool=lambda jobs: pool, now=now, jitter=lambda: 0, clock=web.clock)
    )
    assert len(reports) == len(plan)
    assert all(report.pages_missing == store.feeds.get(str(report.id)).pages_missing for report in reports)
    return reports


def texts(store: Store) -> list[str]:
    return [article.text for article in store.articles.iter_ids(map(ArticleId, range(1, 100)))]


def test_new_entries_are_archived_and_the_feed_is_asked_again_after_an_hour(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(2, whole(2)), item(1, whole(1))), etag='"a"')

    (report,) = run(store, web)

    assert (report.check, report.status, report.added, report.requests) == (Check.READ, 200, 2, 1)
    assert report.next_check_at == NOW + HOUR
    assert [article.title for article in store.articles.iter_ids([ArticleId(1), ArticleId(2)])] == [
        "Tin số 1",
        "Tin số 2",
    ]
    assert run(store, web, after=HOUR - timedelta(seconds=1)) == ()
    assert web.asked == [URL]


def test_what_is_not_modified_costs_one_question(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole(1))), etag='"a"', last_modified="Fri, 05 Oct 2018 01:00:00 GMT")
    run(store, web)

    (report,) = run(store, web, after=HOUR)

    assert (report.check, report.status, report.added, report.bytes) == (Check.UNCHANGED, 304, 0, 0)
    assert (web.requests[1].etag, web.requests[1].last_modified) == ('"a"', "Fri, 05 Oct 2018 01:00:00 GMT")
    assert report.next_check_at == NOW + 2 * HOUR


def test_the_same_bytes_again_are_not_read_again(store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole(1))), last_modified="Fri, 05 Oct 2018 01:00:00 GMT")
    run(store, web)
    web.put(URL, feed(item(1, whole(1))), etag='W/"b"')
    monkeypatch.setattr("newsarchive.feeds.read.read_feed", None)

    (report,) = run(store, web, after=HOUR)

    assert (report.check, report.status) == (Check.UNCHANGED, 200)
    saved = store.feeds.get(URL)
    assert (saved.etag, saved.last_modified) == ('W/"b"', "")


def test_validators_that_a_304_does_not_repeat_stay(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole(1))), etag='"a"', last_modified="Fri, 05 Oct 2018 01:00:00 GMT")
    run(store, web)
    web.put(URL, status=304, etag='"b"')

    run(store, web, after=HOUR)

    saved = store.feeds.get(URL)
    assert (saved.etag, saved.last_modified) == ('"b"', "Fri, 05 Oct 2018 01:00:00 GMT")


def test_what_a_feed_asks_for_holds_also_when_it_is_not_modified(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole(1)), more="<ttl>180</ttl>"), etag='"a"')
    run(store, web)

    (report,) = run(store, web, after=3 * HOUR)

    assert (report.check, report.next_check_at) == (Check.UNCHANGED, NOW + 6 * HOUR)


def test_an_edited_entry_is_a_revision(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(2, whole(2)), item(1, whole(1))))
    run(store, web)
    web.put(URL, feed(item(2, whole("2, có sửa")), item(1, whole(1))))

    (report,) = run(store, web, after=HOUR)

    assert (report.added, report.revised, report.unchanged) == (0, 1, 1)
    assert store.articles.get(ArticleId(2)).revision == 2


def test_of_an_entry_that_is_there_twice_the_newer_one_counts_in_each_sync(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    for hour in range(3):
        web.put(URL, feed(item(hour + 10, whole(hour)), item(1, whole("mới")), item(1, whole("cũ"))))
        (report,) = run(store, web, after=hour * HOUR)
        assert (report.added, report.revised, report.unchanged) == ((1, 0, 1) if hour else (2, 0, 0))

    assert (texts(store)[0], store.articles.get(ArticleId(1)).revision) == (whole("mới").strip(), 1)


def test_an_entry_deleted_by_hand_stays_deleted(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1)))
    run(store, web)
    delete(store, [ArticleId(1)], NOW)
    web.put(URL, feed(item(1, description="Tóm tắt có sửa")))
    web.requests.clear()

    (report,) = run(store, web, after=HOUR)

    assert (report.added, report.revised, report.deleted, web.asked) == (0, 0, 1, [URL])
    with pytest.raises(NotFoundError):
        store.articles.get(ArticleId(1))


def test_an_entry_that_changed_while_it_was_deleted_is_a_revision_once_it_is_back(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole("cũ"))))
    run(store, web)
    delete(store, [ArticleId(1)], NOW)
    web.put(URL, feed(item(1, whole("mới"))))
    run(store, web, after=HOUR)
    restore(store, [ArticleId(1)])

    web.put(URL, feed(item(1, whole("mới")), item(2, whole(2))))
    (report,) = run(store, web, after=2 * HOUR)

    assert (report.added, report.revised) == (1, 1)
    assert texts(store)[0] == whole("mới").strip()


def test_a_feed_that_is_suddenly_empty_deletes_nothing(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole(1))))
    run(store, web)
    web.put(URL, feed())

    (report,) = run(store, web, after=HOUR)

    assert (report.check, len(texts(store))) == (Check.READ, 1)


def test_entries_without_an_article_are_reported(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, title="", description="")))

    (report,) = run(store, web)

    assert report.skipped == ("https://xa.example/1: neither title nor text",)


def test_section_and_tags_of_the_subscription_are_those_of_its_articles(store: Store, web: FakeWeb) -> None:
    subscribe(store, section="Tin xã", tags=("Bình Lạc",))
    add_rule(store, "Mùa màng", "gặt", NOW)
    web.put(URL, feed(item(1, whole(1), category="Kinh tế")))

    run(store, web)

    article = store.articles.get(ArticleId(1))
    assert (article.section, set(article.tags)) == ("Tin xã", {"Bình Lạc", "Mùa màng"})


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        pytest.param({"status": 404}, 404, "HTTP 404 Not Found", id="not found"),
        pytest.param({"status": 503}, 503, "HTTP 503 Service Unavailable", id="down"),
        pytest.param({"status": 304}, 304, "HTTP 304 Not Modified", id="304 though nothing was known"),
        pytest.param({"body": "<html><p>Đăng nhập</p></html>"}, 200, "neither RSS nor Atom", id="no feed"),
        pytest.param({"status": 204}, 204, "HTTP 204 No Content", id="nothing"),
    ],
)
def test_a_failing_feed_is_reported_and_stops_no_other(
    store: Store, web: FakeWeb, answer: dict[str, Any], status: int, error: str
) -> None:
    subscribe(store)
    subscribe(store, OTHER)
    web.put(URL, **answer, etag='"broken"')
    web.put(OTHER, feed(item(1, whole(1), host="xb.example")))

    bad, good = run(store, web)

    assert (bad.check, bad.status, bad.error, bad.failures, bad.is_news) == (Check.FAILED, status, error, 1, False)
    assert (bad.failing_since, bad.next_check_at) == (NOW, NOW + HOUR)
    assert store.feeds.get(URL).etag == ""
    assert (good.check, good.added) == (Check.READ, 1)


def test_a_server_that_does_not_answer_is_asked_again_at_the_usual_time(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.fail(URL)

    waits = [run(store, web, after=hours * HOUR)[0].next_check_at for hours in range(3)]

    assert waits == [NOW + hours * HOUR for hours in (1, 2, 3)]
    assert store.feeds.get(URL).error == "cannot be reached"


def test_failures_double_the_wait_and_a_success_forgets_them(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, status=500)
    waits = [run(store, web, after=hours * HOUR)[0].next_check_at for hours in (0, 1, 3)]
    web.put(URL, feed())

    (report,) = run(store, web, after=7 * HOUR)

    assert waits == [NOW + hours * HOUR for hours in (1, 3, 7)]
    assert (report.check, report.failures, report.error, report.failing_since) == (Check.READ, 0, "", None)
    assert report.next_check_at == NOW + 8 * HOUR


def test_retry_after_is_kept_for_later_runs(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, status=429, retry_after="36000")

    run(store, web)

    assert run(store, web, after=9 * HOUR) == ()
    assert store.feeds.get(URL).next_check_at == NOW + 10 * HOUR


def test_a_failure_is_news_once_it_has_lasted_a_day_and_so_is_its_end(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.fail(URL)
    told = [run(store, web, after=hours * HOUR)[0].is_news for hours in (0, 23, 24, 25)]
    web.put(URL, feed())

    told += [run(store, web, after=hours * HOUR)[0].is_news for hours in (26, 27)]

    assert told == [False, False, True, False, True, False]


def test_a_feed_that_is_gone_is_told_once_and_its_articles_stay(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, feed(item(1, whole(1))))
    run(store, web)
    web.put(URL, status=410)

    (report,) = run(store, web, after=HOUR)

    assert (report.check, report.status, report.is_news, report.next_check_at) == (Check.GONE, 410, True, None)
    assert report.error == "gone for good, says its server (HTTP 410)"
    assert (run(store, web, after=9 * DAY), len(texts(store))) == ((), 1)
    assert store.feeds.get(URL).state is FeedState.GONE


def test_a_feed_that_was_gone_can_be_forced_and_comes_back(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, status=410)
    run(store, web)
    assert run(store, web, "1", after=HOUR, is_forced=True)[0].is_news is False
    web.put(URL, feed())

    (report,) = run(store, web, "1", after=2 * HOUR, is_forced=True)

    assert (report.check, report.is_news) == (Check.READ, True)
    assert store.feeds.get(URL).state is FeedState.ACTIVE


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    new = "https://binhlac.example/feed"
    web.put(URL, feed(item(1, whole(1))), moved_to=new, etag='"a"')
    web.put(new, feed(item(1, whole(1))), etag='"a"')

    (report,) = run(store, web)
    run(store, web, after=HOUR)

    assert (report.moved_to, report.url, report.requests) == (new, new, 2)
    assert web.asked == [URL, new]
    saved = store.feeds.get("1")
    assert (saved.url, saved.former_urls) == (new, (URL,))


def test_a_feed_that_moves_to_and_fro_keeps_each_address_once(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    new = "https://xa.example/moi"
    for hour in range(5):
        here, there = (new, URL) if hour % 2 else (URL, new)
        web.put(here, feed(item(hour, whole(hour))), moved_to=there)
        run(store, web, after=hour * HOUR)

    assert (store.feeds.get("1").url, store.feeds.get("1").former_urls) == (new, (new, URL))


def test_an_address_without_a_feed_is_not_moved_to(store: Store, web: FakeWeb) -> None:
    subscribe(store)
    web.put(URL, "<html><p>Trang này đã chuyển", moved_to="https://binhlac.example/")

    (report,) = run(store, web)

    assert (report.check, report.moved_to, store.feeds.get("1").url) == (Check.FAILED, "", URL)


def test_a_feed_is_never_moved_over_another_subscription(store: Store, web: FakeWeb) -> None:
    new = "https://binhlac.example/feed"
    subscribe(store)
    subscribe(store, new)
    web.put(URL, feed(item(1, whole(1))), moved_to=new)
    web.put(new, feed(item(1, whole(1))))

    reports = run(store, web)

    assert [report.moved_to for report in reports] == ["", ""]
    assert [report.added for report in reports] == [1, 0]
    assert (store.feeds.get("1").url, store.feeds.get("1").former_urls) == (URL, ())


def test_a_bug_that_one_feed_brings_to_light_is_its_failure(
    store: Store, web: FakeWeb, caplog: pytest.LogCaptureFixture
) -> None:
    subscribe(store)
    subscribe(store, OTHER)
    web.fail(URL, ZeroDivisionError("không chia được"))
    web.put(OTHER, feed(item(1, whole(1))))

    bad, good = run(store, web)

    assert (bad.check, bad.error) == (Check.FAILED, "a bug in newsarchive: ZeroDivisionError: không chia được")
    assert "Traceback" in caplog.text
    assert good.added == 1


@pytest.mark.parametrize("place", ["keep_entry", "is_news"])
def test_a_bug_while_a_feed_is_kept_leaves_nothing_of_it(
    store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def break_down(*arguments: Any, **named: Any) -> None:
        raise ZeroDivisionError

    subscribe(store)
    web.put(URL, feed(item(1, whole(1))), etag='"a"')
    with monkeypatch.context() as patch:
        patch.setattr(f"newsarchive.operations.issue.{place}", break_down)
        (bad,) = run(store, web)

    (good,) = run(store, web, after=HOUR)

    assert (bad.check, bad.added, bad.error) == (Check.FAILED, 0, "a bug in newsarchive: ZeroDivisionError: ")
    assert (good.check, good.added) == (Check.READ, 1)


def test_an_error_while_a_feed_is_kept_is_its_failure(
    store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise NotFoundError("no article 9")

    subscribe(store)
    web.put(URL, feed(item(1, whole(1))))
    monkeypatch.setattr("newsarchive.operations.issue.keep_entry", refuse)

    (report,) = run(store, web)

    assert (report.check, report.status, report.error) == (Check.FAILED, 200, "no article 9")


def test_an_archive_that_cannot_be_written_ends_the_sync(
    store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(*arguments: Any, **named: Any) -> None:
        raise StoreError("no space left on the disk")

    subscribe(store)
    web.put(URL, feed(item(1, whole(1))))
    monkeypatch.setattr("newsarchive.operations.issue.keep_entry", fill_the_disk)

    with pytest.raises(StoreError):
        run(store, web)


def test_a_sync_that_is_ended_keeps_what_it_reported_and_ends_its_workers(store: Store, web: FakeWeb) -> None:
    for number in range(3):
        subscribe(store, f"https://xa{number}.example/rss")
        web.put(f"https://xa{number}.example/rss", feed(item(number, whole(number), host=f"xa{number}.example")))
    pool, options = DirectPool(), SyncOptions()
    plan = plan_sync(store, (), options, NOW)

    with pytest.raises(SystemExit):
        with closing(sync(store, plan, options, web=web, pool=lambda jobs: pool, now=NOW, jitter=lambda: 0)) as reports:
            for _ in reports:
                raise SystemExit(143)

    assert pool.is_closed
    assert [one.succeeded_at is not None for one in store.feeds.list()] == [True, False, False]
    assert len(texts(store)) == 1


def test_rules_for_sites_that_cannot_be_understood_end_a_sync_before_it_begins(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules.toml").write_text("['xa.example']\ntitle = 'h1 >'")
    monkeypatch.setenv("NEWSARCHIVE_RULES", str(tmp_path / "rules.toml"))
    subscribe(store)

    with pytest.raises(ConfigError, match="xa.example: title: not a CSS selector"):
        plan_sync(store, (), SyncOptions(), NOW)


class TestLearning:
    def test_lines_that_pages_of_a_site_share_are_left_out_of_those_read_after_them(
        self, store: Store, web: FakeWeb
    ) -> None:
        subscribe(store)
        web.put(URL, feed(*(item(number) for number in range(5))))
        shared = "Mời bà con đón nghe đài truyền thanh xã lúc năm giờ sáng hằng ngày"
        for number in range(5):
            body = page(number).replace("</p></article>", f"</p><p>{shared}</p></article>")
            web.put(f"https://xa.example/{number}", body, content_type=HTML)

        run(store, web)

        holders = [shared in text for text in texts(store)]
        assert holders == [False, False, True, True, True]  # the newest page is asked for first


class TestLongSync:
    """Each answer may take its time."""

    def test_what_is_written_has_the_time_of_its_moment(self, store: Store, web: FakeWeb) -> None:
        web.seconds = 100
        for url in (URL, OTHER):
            subscribe(store, url)
        web.put(URL, feed(item(1)))
        web.put("https://xa.example/1", page(1), content_type=HTML)
        web.fail(OTHER)

        run(store, web)

        first, second = store.feeds.get(URL), store.feeds.get(OTHER)
        later = [NOW + timedelta(seconds=seconds) for seconds in (200, 300, 400)]
        assert web.asked == [URL, OTHER, ROBOTS, "https://xa.example/1"]
        assert (second.checked_at, second.failing_since, second.next_check_at) == (later[0], later[0], later[0] + HOUR)
        assert store.captures.get(ArticleId(1)).captured_at == later[1]
        assert store.articles.get(ArticleId(1)).revised_at == later[2]
        assert (first.checked_at, first.next_check_at) == (later[2], later[2] + HOUR)

    def test_after_a_quarter_of_an_hour_the_pages_are_left_to_later_syncs(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.seconds = MOST_SECONDS / 4
        web.put(URL, feed(*(item(number) for number in range(5))))
        for number in range(5):
            web.put(f"https://xa.example/{number}", page(number), content_type=HTML)

        (first,) = run(store, web)
        web.seconds = 0
        (second,) = run(store, web, after=HOUR / 2)

        assert (first.check, first.added, first.pages, first.pages_missing) == (Check.READ, 5, 2, 3)
        assert (second.completed, second.pages, second.pages_missing) == (3, 3, 0)
        assert web.asked.count(URL) == 1

    @pytest.mark.parametrize("place", ["page", "robots.txt"])
    def test_what_gets_its_turn_too_late_is_not_asked_for(self, store: Store, web: FakeWeb, place: str) -> None:
        for url in (URL, OTHER):
            subscribe(store, url)
        hosts = ("xa.example", "xb.example") if place == "robots.txt" else ("xa.example", "xa.example")
        for number, (url, host) in enumerate(zip((URL, OTHER), hosts, strict=True)):
            web.put(url, feed(item(number, host=host)))
            web.put(f"https://{host}/{number}", page(number), content_type=HTML)
        web.seconds = MOST_SECONDS / (3 if place == "robots.txt" else 4)

        reports = run(store, web)

        asked = [ROBOTS] if place == "robots.txt" else [ROBOTS, "https://xa.example/0"]
        assert web.asked[2:] == asked
        assert [report.added for report in reports] == [1, 1]
        assert sum(report.pages_missing for report in reports) == 2 - sum(report.pages for report in reports)
        web.seconds = 0
        assert sum(report.completed for report in run(store, web, after=HOUR / 2)) == 3 - len(asked)


class TestPages:
    def test_the_page_of_a_summary_is_fetched_and_holds_the_article(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        web.put("https://xa.example/1", page(1), content_type=HTML)

        (report,) = run(store, web)

        assert web.asked == [URL, ROBOTS, "https://xa.example/1"]
        assert [request.found_at for request in web.requests] == ["", URL, URL]  # a feed names no hosts of this network
        assert (report.added, report.pages, report.pages_missing, report.requests) == (1, 1, 0, 3)
        assert store.articles.get(ArticleId(1)).text == whole(1).strip()
        assert store.captures.get(ArticleId(1)).url == "https://xa.example/1"

    def test_no_page_is_fetched_where_the_feed_gives_all(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1, whole(1))))

        run(store, web)

        assert web.asked == [URL]

    def test_no_page_is_fetched_where_the_user_wants_none(self, store: Store, web: FakeWeb) -> None:
        subscribe(store, wants_pages=False)
        web.put(URL, feed(item(1)))

        (report,) = run(store, web)

        assert (web.asked, report.added, report.pages_missing) == ([URL], 1, 0)

    def test_the_page_of_an_entry_seen_before_is_not_fetched_again(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        web.put("https://xa.example/1", page(1), content_type=HTML)
        run(store, web)
        web.put(URL, feed(item(2), item(1)))
        web.put("https://xa.example/2", page(2), content_type=HTML)
        web.requests.clear()

        run(store, web, after=HOUR)

        assert web.asked == [URL, "https://xa.example/2"]

    def test_the_page_of_an_edited_entry_is_fetched_again(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        web.put("https://xa.example/1", page(1), content_type=HTML)
        run(store, web)
        web.put(URL, feed(item(1, description="Tóm tắt mới")))
        web.put("https://xa.example/1", page(1, whole("1, có sửa")), content_type=HTML)

        (report,) = run(store, web, after=HOUR)

        assert (report.revised, report.pages) == (1, 1)
        assert store.articles.get(ArticleId(1)).text == whole("1, có sửa").strip()

    def test_the_page_of_an_article_that_is_there_is_not_fetched(self, store: Store, web: FakeWeb) -> None:
        put(store, make_draft("Tin số 1", whole(1), url="https://xa.example/1"))
        subscribe(store)
        web.put(URL, feed(item(1)))

        run(store, web)

        assert web.asked == [URL]

    def test_the_page_of_what_an_older_release_holds_whole_is_not_fetched(self, store: Store, web: FakeWeb) -> None:
        known = put(store, make_draft("Tin số 1", whole(1), url="https://xa.example/1"))
        one = subscribe(store)
        store.feeds.add_entry(one.id, "tin-1", known.id, NOW)
        web.put(URL, feed(item(1)))

        (report,) = run(store, web)

        assert (web.asked, report.unchanged, report.pages_missing) == ([URL], 1, 0)

    def test_a_missing_page_whose_entry_got_another_guid_is_fetched_once(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        run(store, web)
        web.put(URL, feed(item(1, guid="tin-moi-1")))
        web.put("https://xa.example/1", page(1), content_type=HTML)
        web.requests.clear()

        (report,) = run(store, web, after=HOUR)

        assert web.asked == [URL, "https://xa.example/1"]
        assert (report.added, report.pages, report.pages_missing) == (0, 1, 0)
        assert texts(store) == [whole(1).strip()]

    def test_robots_txt_is_respected_and_asked_once_a_day(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(ROBOTS, "User-agent: *\nDisallow: /noi-bo/")
        secret = item(2, link="https://xa.example/noi-bo/2")
        web.put(URL, feed(secret, item(1)))
        web.put("https://xa.example/1", page(1), content_type=HTML)

        (report,) = run(store, web)
        web.put(URL, feed(secret, item(1), item(3)))
        run(store, web, after=23 * HOUR)

        assert (report.added, report.pages, report.pages_missing) == (2, 1, 0)
        assert "https://xa.example/noi-bo/2" not in web.asked
        assert web.asked.count(ROBOTS) == 1

    def test_robots_txt_is_asked_again_after_a_day(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        run(store, web)
        web.put(URL, feed(item(2)))

        run(store, web, after=DAY + HOUR)

        assert web.asked.count(ROBOTS) == 2

    def test_a_crawl_delay_is_kept(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(ROBOTS, "User-agent: *\nCrawl-delay: 5")
        web.put(URL, feed(item(1)))
        pool = DirectPool()

        run(store, web, pool=pool)

        assert pool.rests == {"https://xa.example": 5.0}

    def test_a_page_that_cannot_be_reached_is_left_for_later(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        web.fail("https://xa.example/1")

        (report,) = run(store, web)

        assert (report.added, report.pages, report.pages_missing) == (1, 0, 1)

    @pytest.mark.parametrize("status", [500, 0], ids=["broken", "silent"])
    def test_no_page_is_fetched_while_robots_txt_cannot_be_learnt(
        self, store: Store, web: FakeWeb, status: int
    ) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)), etag='"a"')
        web.put("https://xa.example/1", page(1), content_type=HTML)
        web.put(ROBOTS, status=status) if status else web.fail(ROBOTS)

        (report,) = run(store, web)
        web.put(ROBOTS, status=404)
        (later,) = run(store, web, after=HOUR)

        assert (report.added, report.pages, report.pages_missing) == (1, 0, 1)
        assert (later.check, later.pages, later.completed, later.pages_missing) == (Check.UNCHANGED, 1, 1, 0)
        assert texts(store) == [whole(1).strip()]

    def test_a_page_is_not_given_up_while_robots_txt_cannot_be_learnt(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)), etag='"a"')
        web.put("https://xa.example/1", page(1), content_type=HTML)
        web.put(ROBOTS, status=503)

        for hour in range(5):
            run(store, web, after=hour * HOUR)
        between = run(store, web, after=4.5 * HOUR)
        web.put(ROBOTS, status=404)
        (later,) = run(store, web, after=5 * HOUR)

        assert between == ()
        assert (later.pages, later.completed, later.pages_missing) == (1, 1, 0)

    @pytest.mark.parametrize("reader", ["crawl_delay", "is_allowed"])
    def test_a_robots_txt_that_breaks_its_reader_stops_only_the_pages(
        self, store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch, reader: str
    ) -> None:
        def break_down(*arguments: Any) -> float:
            raise ZeroDivisionError

        subscribe(store)
        web.put(URL, feed(item(1)))
        web.put(ROBOTS, "User-agent: *")
        monkeypatch.setattr(f"newsarchive.operations.permissions.{reader}", break_down)

        (report,) = run(store, web)

        assert (report.check, report.added, report.pages_missing) == (Check.READ, 1, 1)

    def test_pages_that_are_too_large_together_are_left_to_later_syncs(
        self, store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        subscribe(store)
        web.put(URL, feed(item(1), item(2), item(3)))
        for number in (1, 2, 3):
            web.put(f"https://xa.example/{number}", page(number), content_type=HTML)
        monkeypatch.setattr("newsarchive.operations.issue.MOST_BYTES", len(feed(item(1), item(2), item(3))) + 1000)

        (first,) = run(store, web)
        (second,) = run(store, web, after=HOUR / 2)

        assert (first.pages, first.pages_missing) == (1, 2)
        assert (second.pages, second.pages_missing) == (2, 0)

    def test_at_most_thirty_pages_are_fetched_and_the_rest_by_later_syncs(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(*(item(number) for number in range(MOST_PAGES + 5))))
        for number in range(MOST_PAGES + 5):
            web.put(f"https://xa.example/{number}", page(number), content_type=HTML)

        (first,) = run(store, web)
        (second,) = run(store, web, after=HOUR / 4)

        assert (first.added, first.pages, first.pages_missing) == (MOST_PAGES + 5, MOST_PAGES, 5)
        assert (second.check, second.status, second.pages, second.completed) == (Check.UNCHANGED, 0, 5, 5)
        assert second.pages_missing == 0
        assert second.next_check_at == first.next_check_at
        assert web.asked.count(URL) == 1
        assert run(store, web, after=HOUR / 2) == ()

    def test_the_log_tells_why_there_is_no_page(
        self, store: Store, web: FakeWeb, caplog: pytest.LogCaptureFixture
    ) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))

        with caplog.at_level("INFO"):
            run(store, web)

        assert "https://xa.example/1: HTTP 404 Not Found" in caplog.messages

    def test_three_failures_in_a_row_leave_the_rest_for_later(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(*(item(number) for number in range(9))))
        web.put("https://xa.example/2", page(2), content_type=HTML)

        (report,) = run(store, web)

        assert web.asked[2:] == [f"https://xa.example/{number}" for number in range(6)]
        assert (report.added, report.pages, report.pages_missing) == (9, 1, 8)

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_server_that_wants_to_be_left_alone_is(self, store: Store, web: FakeWeb, status: int) -> None:
        subscribe(store)
        web.put(URL, feed(item(2), item(1)))
        web.put("https://xa.example/2", status=status)

        (report,) = run(store, web)

        assert web.asked[2:] == ["https://xa.example/2"]
        assert report.pages_missing == 2

    def test_a_page_is_tried_three_times_each_when_the_feed_is_due(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)), etag='"a"')
        address = "https://xa.example/1"

        missing = [run(store, web, after=hours * HOUR) for hours in (0, 0.5, 1, 1.5, 2, 3)]

        assert [[report.pages_missing for report in reports] for reports in missing] == [[1], [], [1], [], [0], [0]]
        assert web.asked.count(address) == 3
        assert texts(store) == ["Tóm tắt 1"]

    def test_pages_are_left_alone_while_their_feed_fails(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(*(item(number) for number in range(9))))
        run(store, web)
        web.put(URL, status=500)
        web.requests.clear()

        run(store, web, after=HOUR)
        run(store, web, after=1.5 * HOUR)

        assert web.asked == [URL]

    def test_a_page_without_an_article_leaves_the_summary(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(item(1)))
        web.put("https://xa.example/1", b"\x00\x01\x02\x03" * 100, content_type="image/png")

        (report,) = run(store, web)

        assert (report.added, report.pages, report.pages_missing) == (1, 0, 1)
        assert texts(store) == ["Tóm tắt 1"]

    def test_two_feeds_that_show_one_entry_share_its_page(self, store: Store, web: FakeWeb) -> None:
        for path in ("rss", "tin-xa/rss"):
            subscribe(store, f"https://xa.example/{path}")
            web.put(f"https://xa.example/{path}", feed(item(2, guid=f"{path}-2"), item(1, guid=f"{path}-1")))
        for number in (1, 2):
            web.put(f"https://xa.example/{number}", page(number), content_type=HTML)

        reports = run(store, web)

        assert web.asked[2:] == [ROBOTS, "https://xa.example/2", "https://xa.example/1"]
        assert sum(report.requests for report in reports) == len(web.asked)
        assert [report.added for report in reports] == [2, 0]
        assert [report.pages_missing for report in reports] == [0, 0]
        assert sorted(texts(store)) == [whole(1).strip(), whole(2).strip()]

    @pytest.mark.parametrize(
        ("first", "second", "reports"),
        [
            pytest.param((1,), (2, 3, 1), [(1, 1, 0), (2, 2, 0)], id="archived already"),
            pytest.param((1, 4, 5), (2, 1), [(2, 3, 0), (2, 2, 0)], id="not yet archived"),
        ],
    )
    def test_a_page_that_another_feed_brought_in_this_sync_is_not_fetched(
        self,
        store: Store,
        web: FakeWeb,
        first: tuple[int, ...],
        second: tuple[int, ...],
        reports: list[tuple[int, int, int]],
    ) -> None:
        for path, numbers in (("rss", first), ("tin-xa/rss", second)):
            subscribe(store, f"https://xa.example/{path}")
            items = (item(number, guid=f"{path}-{number}") for number in numbers)
            web.put(f"https://xa.example/{path}", feed(*items))
        for number in (*first, *second):
            web.put(f"https://xa.example/{number}", page(number), content_type=HTML)

        found = {report.url: (report.added, report.pages, report.pages_missing) for report in run(store, web)}

        assert web.asked.count("https://xa.example/1") == 1
        assert [found[URL], found["https://xa.example/tin-xa/rss"]] == reports

    def test_a_page_left_for_later_that_another_feed_brought_is_not_fetched(self, store: Store, web: FakeWeb) -> None:
        subscribe(store)
        web.put(URL, feed(*(item(number) for number in range(MOST_PAGES + 1))))
        run(store, web)
        left = f"https://xa.example/{MOST_PAGES}"
        subscribe(store, "https://xa.example/tin/rss")
        web.put("https://xa.example/tin/rss", feed(item(MOST_PAGES, whole(MOST_PAGES), guid="khac")))
        run(store, web, "2")
        web.requests.clear()

        run(store, web, after=HOUR)

        assert left not in web.asked


class TestPlan:
    def test_without_feeds_there_is_a_hint(self, store: Store) -> None:
        with pytest.raises(NotFoundError, match="no feeds yet"):
            plan_sync(store, (), SyncOptions(), NOW)

    def test_nothing_due_says_when_the_next_is(self, store: Store) -> None:
        for number, hours in ((1, 5), (2, 3)):
            one = subscribe(store, f"https://xa{number}.example/rss")
            store.feeds.save(replace(one, next_check_at=NOW + hours * HOUR))

        plan = plan_sync(store, (), SyncOptions(), NOW)

        assert (len(plan), plan.next_at) == (0, NOW + 3 * HOUR)

    @pytest.fixture
    def feeds(self, store: Store) -> Iterator[None]:
        for number, state, hours in ((1, FeedState.ACTIVE, 0), (2, FeedState.ACTIVE, 1), (3, FeedState.PAUSED, 0)):
            one = subscribe(store, f"https://xa{number}.example/rss")
            store.feeds.save(replace(one, state=state, next_check_at=NOW + hours * HOUR))
        return iter(())

    @pytest.mark.parametrize(
        ("names", "is_forced", "ids"),
        [
            pytest.param((), False, [1], id="what is due"),
            pytest.param((), True, [1, 2], id="all that are active"),
            pytest.param(("2",), False, [], id="named, not due"),
            pytest.param(("2", "https://xa2.example/rss"), True, [2], id="named twice, by force"),
            pytest.param(("3",), False, [], id="paused"),
            pytest.param(("3",), True, [3], id="paused, by force"),
        ],
    )
    @pytest.mark.usefixtures("feeds")
    def test_what_is_planned(self, store: Store, names: tuple[str, ...], is_forced: bool, ids: list[int]) -> None:
        plan = plan_sync(store, names, SyncOptions(is_forced=is_forced), NOW)

        assert [feed.id for feed in plan.due] == ids

    def test_the_longest_due_come_first(self, store: Store) -> None:
        for number, hours in ((1, 1), (2, 5), (3, 3)):
            one = subscribe(store, f"https://xa{number}.example/rss")
            store.feeds.save(replace(one, next_check_at=NOW - hours * HOUR))
        subscribe(store, "https://xa4.example/rss")

        assert [feed.id for feed in plan_sync(store, (), SyncOptions(), NOW).due] == [4, 2, 3, 1]

    @pytest.mark.usefixtures("feeds")
    def test_an_unknown_name_is_an_error(self, store: Store) -> None:
        with pytest.raises(NotFoundError):
            plan_sync(store, ("khong-co",), SyncOptions(), NOW)


class TestChangesMeanwhile:
    """Another process may change a subscription while a sync works on it."""

    def finish_after(self, store: Store, web: FakeWeb, change: Any) -> FeedReport:
        options = SyncOptions()
        plan = plan_sync(store, (), options, NOW)
        with store.transaction():
            change(store.feeds)
        (report,) = sync(store, plan, options, web=web, pool=DirectPool, now=NOW, jitter=lambda: 0)
        return report

    def test_settings_and_state_stay_as_the_user_set_them(self, store: Store, web: FakeWeb) -> None:
        one = subscribe(store)
        web.put(URL, feed(item(1, whole(1))), etag='"a"')
        edited = replace(
            one, title="Tin xã", state=FeedState.PAUSED, settings=FeedSettings(section="Xã", interval=7200)
        )

        self.finish_after(store, web, lambda feeds: feeds.save(edited))

        saved = store.feeds.get(URL)
        assert (saved.title, saved.state, saved.settings) == (edited.title, edited.state, edited.settings)
        assert saved.etag == '"a"'

    def test_another_address_is_not_answered_for_by_the_old_one(self, store: Store, web: FakeWeb) -> None:
        one = subscribe(store)
        web.put(URL, feed(item(1, whole(1))), etag='"a"')
        edited = replace(one, url=OTHER)

        report = self.finish_after(store, web, lambda feeds: feeds.save(edited))

        assert (report.added, report.moved_to) == (1, "")
        assert replace(store.feeds.get("1"), articles=0) == edited

    def test_what_was_unsubscribed_does_not_come_back(self, store: Store, web: FakeWeb) -> None:
        one = subscribe(store)
        web.put(URL, feed(item(1, whole(1))))

        self.finish_after(store, web, lambda feeds: feeds.remove(one.id))

        assert store.feeds.list() == ()


def test_what_the_document_says_of_itself_is_remembered(store: Store, web: FakeWeb) -> None:
    with store.transaction():
        store.feeds.subscribe(URL, "", "", FeedSettings(), NOW)
    web.put(URL, "\n" + feed(more="<ttl>120</ttl>"))

    (report,) = run(store, web)

    saved = store.feeds.get("1")
    assert (saved.title, saved.site_url, saved.timing) == ("Xã Bình Lạc", "https://xa.example/", Timing(interval=7200))
    assert (report.title, report.repairs) == (saved.title, saved.repairs)
