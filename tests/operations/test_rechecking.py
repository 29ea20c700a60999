"""Looking again at sources: what is archived of it, and what is not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fake_web import HTML, DirectPool, FakeWeb, feed, item, page, whole
from fakes import NOW, import_bytes, make_draft, put
from newsarchive.errors import StoreError
from newsarchive.model.article import ArticleId, Capture, Outcome, Overrides
from newsarchive.model.feed import FeedDocument, FeedSettings
from newsarchive.model.history import Observation, Sighting
from newsarchive.operations.add import keep_capture
from newsarchive.operations.editing import delete, edit
from newsarchive.operations.rechecking import plan_recheck, recheck
from newsarchive.operations.sighting import Look, Rechecked
from newsarchive.operations.stopwatch import MOST_SECONDS
from newsarchive.store.store import Store

URL = "https://xa.example/1"
ROBOTS = "https://xa.example/robots.txt"
ID = ArticleId(1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + DAY


@pytest.fixture
def web() -> FakeWeb:
    web = FakeWeb()
    web.put(URL, page(1), content_type=HTML)
    return web


@pytest.fixture
def archive(store: Store, web: FakeWeb) -> Store:
    """One article, as adding its page would keep it."""
    add(store, URL, page(1))
    return store


def add(store: Store, url: str, markup: str, **headers: str) -> None:
    capture = Capture(url, markup.encode(), HTML, NOW, status=200, headers={"content-type": HTML} | headers)
    assert keep_capture(store, capture, NOW).outcome is Outcome.ADDED


def look(
    store: Store, web: FakeWeb, now: datetime = LATER, *, is_forced: bool = True, pool: DirectPool | None = None
) -> list[Rechecked]:
    watches = plan_recheck(store, None, now, is_forced=is_forced)
    return list(recheck(store, watches, web=web, pool=lambda jobs: pool or DirectPool(jobs), now=now, clock=web.clock))


def observations(store: Store, article_id: ArticleId = ID) -> Iterator[tuple[str, int, str]]:
    return ((one.sighting.value, one.status, one.note) for one in store.history.observations(article_id))


def asked(web: FakeWeb) -> list[str]:
    return [url for url in web.asked if url != ROBOTS]


def test_a_page_that_stayed_is_seen_and_not_stored_again(archive: Store, web: FakeWeb) -> None:
    (report,) = look(archive, web)

    assert (report.look, report.status, report.note) == (Look.SAME, 200, "")
    assert list(observations(archive)) == [("same", 200, ""), ("same", 200, "")]
    assert len(list(archive.captures.iter_ids())) == 1
    assert report.next_check_at == LATER + 6 * HOUR - HOUR / 2


def test_an_edit_becomes_a_revision(archive: Store, web: FakeWeb) -> None:
    web.put(URL, page(1, whole(1).replace("từ sáng sớm", "từ chiều muộn")), content_type=HTML)

    (report,) = look(archive, web)

    assert report.look is Look.REVISED
    assert "từ chiều muộn" in archive.articles.get(ID).text
    assert [one.number for one in archive.history.revisions(ID)] == [1, 2]
    assert [sighting for sighting, *_ in observations(archive)] == ["same", "revised"]


def test_what_a_person_has_set_stays(archive: Store, web: FakeWeb) -> None:
    edit(archive, ID, Overrides(title="Gặt lúa ở Bình Lạc"), NOW + HOUR)
    web.put(URL, page(1, whole(1) + "Bà con phấn khởi."), content_type=HTML)

    look(archive, web)

    article = archive.articles.get(ID)
    assert article.title == "Gặt lúa ở Bình Lạc"
    assert article.text.endswith("Bà con phấn khởi.")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_leaves_its_article_as_it_was(archive: Store, web: FakeWeb, status: int) -> None:
    before = archive.articles.get(ID)
    web.put(URL, "<p>Không tìm thấy", status)

    (report,) = look(archive, web)

    watch = archive.watches.find(ID)
    assert report.look is Look.GONE
    assert report.note.startswith(f"HTTP {status}")
    assert watch
    assert (watch.gone_since, watch.failures) == (LATER, 0)
    assert archive.articles.get(ID) == before


def test_a_page_of_excuses_is_kept_as_evidence_and_never_as_a_revision(archive: Store, web: FakeWeb) -> None:
    excuses = page("404", "Bài viết không tồn tại hoặc đã bị xoá. " * 4)
    web.put(URL, excuses, content_type=HTML, etag='"e"')

    (report,) = look(archive, web)

    (_, seen) = archive.history.observations(ID)
    assert report.look is Look.GONE
    assert seen.capture_id is not None
    assert archive.captures.get_by_id(seen.capture_id).body == excuses.encode()
    assert len(archive.history.revisions(ID)) == 1
    look(archive, web, LATER + DAY)
    assert web.requests[-1].etag == ""


def test_a_reader_sent_to_the_first_page_finds_the_article_gone(archive: Store, web: FakeWeb) -> None:
    web.put(URL, "<html><body><ul><li>Tin tức", content_type=HTML, moved_to="https://xa.example/")

    (report,) = look(archive, web)

    assert (report.look, report.note) == (Look.GONE, "leads to the first page of its site")
    assert archive.history.observations(ID)[-1].url == "https://xa.example/"
    assert archive.articles.aliases(ID) == ()


def test_gone_counts_from_the_first_look_and_ends_with_the_page_there_again(archive: Store, web: FakeWeb) -> None:
    web.put(URL, "", 404)
    look(archive, web)
    web.fail(URL)
    look(archive, web, LATER + DAY)
    web.put(URL, "", 404)
    look(archive, web, LATER + 2 * DAY)
    gone = archive.watches.find(ID)
    web.put(URL, page(1), content_type=HTML)

    (report,) = look(archive, web, LATER + 3 * DAY)

    back = archive.watches.find(ID)
    assert gone
    assert back
    assert (gone.gone_since, back.gone_since) == (LATER, None)
    assert (report.look, report.note) == (Look.BACK, "had been gone since 2018-10-06")


def test_an_edit_after_the_page_came_back_is_a_revision(archive: Store, web: FakeWeb) -> None:
    web.put(URL, "", 404)
    look(archive, web)
    web.put(URL, page(1, whole(1) + "Bà con phấn khởi."), content_type=HTML)

    (report,) = look(archive, web, LATER + DAY)

    assert (report.look, report.note) == (Look.REVISED, "had been gone since 2018-10-06")


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_refusal_is_no_end(archive: Store, web: FakeWeb, status: int) -> None:
    web.put(URL, "", status, etag='"x"')

    first, *_ = look(archive, web)
    second, *_ = look(archive, web, LATER + DAY)

    assert first.look is second.look is Look.FAILED
    assert first.note.startswith(f"HTTP {status}")
    assert (first.failures, second.failures) == (1, 2)
    assert archive.watches.find(ID).gone_since is None  # type: ignore[union-attr] # it was looked at


def test_a_network_that_is_down_is_no_end_either(archive: Store, web: FakeWeb) -> None:
    web.put(ROBOTS, "")
    web.fail(URL)

    (report,) = look(archive, web)

    assert (report.look, report.status, report.note) == (Look.FAILED, 0, "cannot be reached")
    assert list(observations(archive))[-1] == ("failed", 0, "cannot be reached")


def test_a_page_that_cannot_be_read_is_a_failure(archive: Store, web: FakeWeb) -> None:
    web.put(URL, bytes(range(256)) * 20, content_type="application/octet-stream")

    (report,) = look(archive, web)

    assert (report.look, report.note) == (Look.FAILED, "not text")


def test_an_article_that_moved_for_good_is_known_by_both_addresses(archive: Store, web: FakeWeb) -> None:
    web.put(URL, page(1), content_type=HTML, moved_to="https://xa.example/tin/1.html")

    first, second = look(archive, web)[0], look(archive, web, LATER + DAY)[0]

    assert (first.look, first.note) == (Look.MOVED, "moved to https://xa.example/tin/1.html")
    assert (second.look, second.note) == (Look.SAME, "")
    assert archive.articles.get(ID).url == URL
    assert archive.articles.aliases(ID) == ("https://xa.example/tin/1.html",)
    assert [sighting for sighting, *_ in observations(archive)] == ["same", "same", "moved", "same"]


def test_an_article_that_moved_and_was_edited_is_revised(archive: Store, web: FakeWeb) -> None:
    markup = page(1, whole(1) + "Bà con phấn khởi.")
    web.put(URL, markup, content_type=HTML, moved_to="https://xa.example/tin/1.html")

    (report,) = look(archive, web)

    assert (report.look, report.note) == (Look.REVISED, "moved to https://xa.example/tin/1.html")


def test_the_server_is_told_what_is_known_of_its_page(store: Store, web: FakeWeb) -> None:
    add(store, URL, page(1), etag='"1"')
    web.put(URL, page(1), content_type=HTML, etag='"1"')

    first, second = look(store, web)[0], look(store, web, LATER + DAY)[0]

    assert [request.etag for request in web.requests if request.url == URL] == ['"1"', '"1"']
    assert (first.look, first.status) == (second.look, second.status) == (Look.SAME, 304)
    assert list(observations(store))[1:] == [("same", 304, ""), ("same", 304, "")]


def test_validators_of_another_address_are_not_sent(store: Store, web: FakeWeb) -> None:
    put(
        store,
        make_draft("Tin số 1", whole(1).strip(), url=URL),
        capture=Capture("https://xa.example/print/1", b"<p>", HTML, NOW, headers={"etag": '"1"'}),
    )

    look(store, web)

    assert web.requests[-1].etag == ""


def test_an_answer_that_nothing_is_new_to_who_did_not_ask_so_is_a_failure(archive: Store, web: FakeWeb) -> None:
    web.put(URL, "", 304)

    assert look(archive, web)[0].look is Look.FAILED


def test_robots_are_kept_out_where_a_site_wants_it(archive: Store, web: FakeWeb) -> None:
    web.put(ROBOTS, "User-agent: *\nDisallow: /", content_type="text/plain")

    first, second = look(archive, web)[0], look(archive, web, LATER + HOUR)[0]

    assert (first.look, first.note, first.failures) == (Look.SKIPPED, "its robots.txt forbids it", 0)
    assert second.look is Look.SKIPPED
    assert web.asked == [ROBOTS]
    assert list(observations(archive)) == [("same", 200, "")]
    assert first.next_check_at == LATER + DAY


def test_a_site_whose_rules_cannot_be_read_is_left_alone(archive: Store, web: FakeWeb) -> None:
    add(archive, "https://xa.example/2", page(2))
    web.fail(ROBOTS)

    reports = look(archive, web)

    assert [(one.look, one.note, one.failures) for one in reports] == [
        (Look.FAILED, "its robots.txt cannot be read", 1)
    ] * 2
    assert web.asked == [ROBOTS]


def test_a_site_is_given_the_rest_that_it_asks_for(archive: Store, web: FakeWeb) -> None:
    web.put(ROBOTS, "User-agent: *\nCrawl-delay: 5", content_type="text/plain")
    pool = DirectPool()

    look(archive, web, pool=pool)

    assert pool.rests == {"https://xa.example": 5.0}
    assert pool.is_closed


def test_what_is_not_due_is_left_alone(archive: Store, web: FakeWeb) -> None:
    assert look(archive, web, NOW + 5 * HOUR, is_forced=False) == []
    assert len(look(archive, web, NOW + 6 * HOUR, is_forced=False)) == 1
    assert look(archive, web, NOW + 7 * HOUR, is_forced=False) == []
    assert len(look(archive, web, NOW + 12 * HOUR, is_forced=False)) == 1


def test_a_run_can_be_about_a_few(archive: Store, web: FakeWeb) -> None:
    for number in (2, 3):
        add(archive, f"https://xa.example/{number}", page(number))

    assert len(plan_recheck(archive, None, LATER)) == 3
    assert len(plan_recheck(archive, None, LATER, limit=2)) == 2
    assert [one.article_id for one in plan_recheck(archive, (ArticleId(3),), LATER)] == [3]
    assert plan_recheck(archive, None, LATER, since=NOW + HOUR) == ()


def test_after_a_quarter_of_an_hour_the_rest_is_left_for_the_next_time(archive: Store, web: FakeWeb) -> None:
    for url in ("https://xa.example/2", "https://xa.example/3", "https://thon.example/4"):
        add(archive, url, page(url[-1]))
    with archive.transaction():
        archive.robots.save("https://xa.example", "", LATER)
    web.seconds = MOST_SECONDS / 2

    reports = look(archive, web)

    assert web.asked == [URL, "https://xa.example/2"]
    assert [one.id for one in reports] == [1, 2]
    assert [one.article_id for one in plan_recheck(archive, None, LATER)] == [3, 4]


def test_a_summary_becomes_the_whole_article(store: Store, web: FakeWeb) -> None:
    import_bytes(store, feed(item(1), more="<link>https://xa.example/</link>"))

    (report,) = look(store, web)

    article = store.articles.get(ID)
    assert report.look is Look.COMPLETED
    assert len(article.text) > 600
    assert article.summary == "Tóm tắt 1"


def test_pages_that_the_user_does_not_want_are_fetched_only_by_force(store: Store, web: FakeWeb) -> None:
    settings = FeedSettings(wants_pages=False, is_legacy_tls=True)
    with store.transaction():
        subscribed = store.feeds.subscribe("https://xa.example/rss", "Xã", "", settings, NOW)
    import_bytes(store, feed(item(1)))
    with store.transaction():
        store.feeds.add_entry(subscribed.id, "tin-1", ID, NOW)

    assert look(store, web, is_forced=False) == []
    assert look(store, web)[0].look is Look.COMPLETED
    request = web.requests[-1]
    assert request.is_legacy_tls
    assert request.found_at.endswith("/rss")
    assert len(plan_recheck(store, None, LATER + 40 * DAY)) == 1


def test_a_feed_that_is_a_file_gave_no_address_on_the_web(store: Store, web: FakeWeb) -> None:
    put(store, make_draft("Tin số 1", whole(1).strip(), url=URL))
    with store.transaction():
        feed_id = store.feeds.add(FeedDocument(title="Xã"), "tin.rss", NOW)
        store.feeds.add_entry(feed_id, "tin-1", ID, NOW)

    look(store, web)

    assert web.requests[-1].found_at == ""


def test_an_article_deleted_meanwhile_is_left_deleted(archive: Store, web: FakeWeb) -> None:
    watches = plan_recheck(archive, None, LATER)
    delete(archive, (ID,), LATER)

    for rules in ("", "User-agent: *\nDisallow: /"):
        web.put(ROBOTS, rules, content_type="text/plain")
        reports = list(recheck(archive, watches, web=web, pool=DirectPool, now=LATER, clock=web.clock))
        with archive.transaction():
            archive._connection.execute("DELETE FROM robots")

        assert [one.look for one in reports] == [Look.SKIPPED]
    assert archive.watches.find(ID) is None


def test_what_the_archive_cannot_keep_ends_the_run(
    archive: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreError("archive.db: no space left on device")

    monkeypatch.setattr(archive.watches, "set", fail)

    with pytest.raises(StoreError):
        look(archive, web)
    assert list(observations(archive)) == [("same", 200, "")]


def test_history_of_looks_is_that_of_the_article(archive: Store, web: FakeWeb) -> None:
    put(archive, replace(make_draft(), url="https://xa.example/2"))
    with archive.transaction():
        archive.history.observe(
            ArticleId(2), Observation(observed_at=NOW, sighting=Sighting.FAILED, revision=0, note="timed out")
        )

    assert list(observations(archive, ArticleId(2))) == [("failed", 0, "timed out")]
