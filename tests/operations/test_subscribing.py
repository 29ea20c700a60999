from collections.abc import Callable
from typing import Any

import pytest

from fake_web import HTML, FakeWeb, feed, item, whole
from fakes import NOW
from newsarchive.errors import FetchError, NotFoundError, ParseError, StoreError, UsageError
from newsarchive.model.article import ArticleId
from newsarchive.model.feed import Check, Feed, FeedDocument, FeedReport, FeedSettings, FeedState
from newsarchive.operations.publishing import export_opml
from newsarchive.operations.subscribing import (
    MOST_TRIES,
    FeedChanges,
    edit_feed,
    import_opml,
    pause,
    remove_feed,
    resume,
    subscribe,
)
from newsarchive.store.store import Store

URL = "https://xa.example/rss"
NO_SETTINGS = FeedSettings()


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()


def add(store: Store, web: FakeWeb, url: str = URL, settings: FeedSettings = NO_SETTINGS) -> FeedReport:
    return subscribe(store, url, settings, web=web, now=NOW, jitter=lambda: 0)


def add_feed(store: Store, url: str = URL) -> Feed:
    with store.transaction():
        return store.feeds.subscribe(url, "Xã Bình Lạc", "https://xa.example/", FeedSettings(tags=("Xã",)), NOW)


def front_page(*links: str) -> str:
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}">' for link in links)
    return f"<!doctype html><html><head><title>Xã Bình Lạc</title>{heads}</head><body><p>Trang chủ</body></html>"


class TestSubscribe:
    def test_a_feed_is_asked_for_once_and_its_entries_are_archived(self, store: Store, web: FakeWeb) -> None:
        settings = FeedSettings(section=" Tin xã ", tags=("Bình Lạc", "", "Bình Lạc"), interval=7200)
        web.put(URL, feed(item(2, whole(2)), item(1, whole(1)), title="Xã  Bình Lạc"), etag='"a"')

        report = add(store, web, settings=settings)

        assert (web.asked, report.requests, report.added, report.check) == ([URL], 1, 2, Check.READ)
        (saved,) = store.feeds.list()
        assert (saved.url, saved.title, saved.site_url, saved.etag) == (
            URL, "Xã Bình Lạc", "https://xa.example/", '"a"',
        )  # fmt: skip
        assert saved.settings == FeedSettings(section="Tin xã", tags=("Bình Lạc",), interval=7200)
        assert saved.next_check_at == report.next_check_at is not None
        assert store.articles.get(ArticleId(1)).section == "Tin xã"

    def test_the_pages_of_summaries_are_left_to_the_next_sync(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(item(1)))

        report = add(store, web)

        assert (web.asked, report.added, report.pages_missing) == ([URL], 1, 1)

    def test_a_feed_without_a_title_is_called_by_its_site(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(title=""))

        assert add(store, web).title == "https://xa.example"

    def test_a_page_leads_to_its_feed(self, store: Store, web: FakeWeb) -> None:
        web.put("https://xa.example/", front_page("/tin.rss", "/binh-luan.rss"), content_type=HTML)
        web.put("https://xa.example/tin.rss", feed(item(1, whole(1))))
        web.put("https://xa.example/binh-luan.rss", feed())

        report = add(store, web, "https://xa.example/")

        assert [request.found_at for request in web.requests] == ["", "https://xa.example/"]
        assert report.others == ("https://xa.example/binh-luan.rss",)
        assert (report.url, report.requests) == ("https://xa.example/tin.rss", 2)
        assert web.asked == ["https://xa.example/", "https://xa.example/tin.rss"]

    def test_a_link_that_leads_nowhere_is_passed_over(self, store: Store, web: FakeWeb) -> None:
        web.put("https://xa.example/", front_page("/cu.rss", "/hong.rss", "/cham.rss", "/tin.rss"), content_type=HTML)
        web.put("https://xa.example/hong.rss", "<p>Đăng nhập</p>")
        web.fail("https://xa.example/cham.rss")
        web.put("https://xa.example/tin.rss", feed())

        report = add(store, web, "https://xa.example/")

        assert (report.url, report.others) == ("https://xa.example/tin.rss", ())

    def test_a_feed_leads_to_no_others(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed())

        assert add(store, web).others == ()

    def test_a_feed_that_a_page_names_twice_is_no_other(self, store: Store, web: FakeWeb) -> None:
        web.put("https://xa.example/", front_page("/cu.rss", "/tin.rss"), content_type=HTML)
        web.put("https://xa.example/cu.rss", feed(), moved_to="https://xa.example/tin.rss")

        report = add(store, web, "https://xa.example/")

        assert (report.url, report.others) == ("https://xa.example/tin.rss", ())

    def test_a_feed_whose_entries_cannot_be_kept_is_not_subscribed_to(
        self, store: Store, web: FakeWeb, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fill_the_disk(*arguments: Any, **named: Any) -> None:
            raise StoreError("no space left on the disk, nothing was changed")

        web.put(URL, feed(item(1, whole(1))))
        monkeypatch.setattr("newsarchive.operations.issue.keep_entry", fill_the_disk)

        with pytest.raises(StoreError):
            add(store, web)

        assert store.feeds.list() == ()

    @pytest.mark.parametrize(
        ("address", "place"),
        [
            pytest.param("https://xa.example/", "https://xa.example/rss", id="usual"),
            pytest.param("https://xa.example/vi/tin-xa/", "https://xa.example/vi/tin-xa/rss/", id="NukeViet"),
        ],
    )
    def test_a_page_that_names_no_feed_is_looked_for_where_portals_have_theirs(
        self, store: Store, web: FakeWeb, address: str, place: str
    ) -> None:
        web.put(address, front_page(), content_type=HTML)
        web.put(place, feed())

        assert add(store, web, address).url == place

    def test_a_page_without_a_feed_is_an_error_after_a_few_tries(self, store: Store, web: FakeWeb) -> None:
        links = (f"/{number}.rss" for number in range(20))
        web.put("https://xa.example/", front_page(*links), content_type=HTML)

        with pytest.raises(ParseError, match="neither a feed nor a page that leads to one"):
            add(store, web, "https://xa.example/")

        assert len(web.asked) == 1 + MOST_TRIES
        assert store.feeds.list() == ()

    def test_what_is_no_page_is_not_looked_around(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, b"%PDF-1.7 \x00\x01", content_type="application/pdf")

        with pytest.raises(ParseError):
            add(store, web)

        assert web.asked == [URL]

    @pytest.mark.parametrize("status", [404, 410, 500, 304])
    def test_an_address_that_does_not_answer_is_not_subscribed_to(
        self, store: Store, web: FakeWeb, status: int
    ) -> None:
        web.put(URL, status=status)

        with pytest.raises(FetchError, match=f"HTTP {status}"):
            add(store, web)

        assert store.feeds.list() == ()

    @pytest.mark.parametrize("address", ["xa.example/rss", "ftp://xa.example/rss", "https://a:b@xa.example/", ""])
    def test_an_address_of_another_kind_is_refused(self, store: Store, web: FakeWeb, address: str) -> None:
        with pytest.raises(UsageError, match="not an address of the web"):
            add(store, web, address)

    def test_a_password_is_not_repeated(self, store: Store, web: FakeWeb) -> None:
        with pytest.raises(UsageError, match="^https://…@xa.example/rss: not an address"):
            add(store, web, "https://vp:mat-khau@xa.example/rss")

    def test_an_address_as_browsers_once_wrote_it_is_understood(self, store: Store, web: FakeWeb) -> None:
        web.put("http://xa.example/rss", feed())

        assert add(store, web, " feed://xa.example/rss#top ").url == "http://xa.example/rss"

    @pytest.mark.parametrize("interval", [60, 10**9, -1])
    def test_an_interval_that_cannot_be_is_refused(self, store: Store, web: FakeWeb, interval: int) -> None:
        with pytest.raises(UsageError, match="interval"):
            add(store, web, settings=FeedSettings(interval=interval))

    def test_a_feed_subscribed_to_already_is_refused_before_it_is_asked_for(self, store: Store, web: FakeWeb) -> None:
        add_feed(store)

        with pytest.raises(UsageError, match="subscribed to already"):
            add(store, web)

        assert web.asked == []

    def test_a_page_whose_feed_is_subscribed_to_already_is_refused(self, store: Store, web: FakeWeb) -> None:
        add_feed(store)
        web.put("https://xa.example/", front_page("/rss"), content_type=HTML)

        with pytest.raises(UsageError, match="https://xa.example/rss: subscribed to already"):
            add(store, web, "https://xa.example/")

    def test_a_feed_that_moved_for_good_is_subscribed_to_where_it_is(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(), moved_to="https://binhlac.example/rss")

        report = add(store, web)

        assert (report.url, report.moved_to, report.requests) == ("https://binhlac.example/rss", "", 2)
        assert store.feeds.get("1").former_urls == ()

    def test_a_feed_that_moved_to_one_subscribed_to_already_is_refused(self, store: Store, web: FakeWeb) -> None:
        add_feed(store, "https://binhlac.example/rss")
        web.put(URL, feed(), moved_to="https://binhlac.example/rss")

        with pytest.raises(UsageError, match="https://binhlac.example/rss: subscribed to already"):
            add(store, web)

    def test_what_was_imported_of_a_feed_before_is_its_own(self, store: Store, web: FakeWeb) -> None:
        with store.transaction():
            feed_id = store.feeds.add(FeedDocument(self_url=URL), "tin.rss", NOW)
        web.put(URL, feed())

        assert add(store, web).id == feed_id


class TestEdit:
    def test_what_is_given_changes_and_the_rest_stays(self, store: Store) -> None:
        add_feed(store)

        changed = edit_feed(store, "1", FeedChanges(section=" Tin  xã ", interval=7200, wants_pages=False))

        assert changed.settings == FeedSettings(section="Tin xã", tags=("Xã",), interval=7200, wants_pages=False)
        assert store.feeds.get("1") == changed

    def test_title_and_tags_change(self, store: Store) -> None:
        add_feed(store)

        changed = edit_feed(store, "1", FeedChanges(title="Đơn Bằng", tags=()))

        assert (changed.title, changed.settings.tags) == ("Đơn Bằng", ())

    def test_another_address_is_asked_at_once_and_afresh(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(item(1, whole(1))), etag='"a"')
        add(store, web)

        changed = edit_feed(store, "1", FeedChanges(url="https://binhlac.example/rss"))

        assert (changed.url, changed.former_urls) == ("https://binhlac.example/rss", (URL,))
        assert (changed.etag, changed.body_digest, changed.next_check_at) == ("", "", None)

    def test_old_tls_is_tried_at_once(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(), etag='"a"')
        add(store, web)

        changed = edit_feed(store, "1", FeedChanges(is_legacy_tls=True))

        assert (changed.settings.is_legacy_tls, changed.next_check_at, changed.etag) == (True, None, '"a"')

    def test_the_same_address_again_changes_nothing_that_was_learnt(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(), etag='"a"')
        add(store, web)

        changed = edit_feed(store, "1", FeedChanges(url=URL))

        assert (changed.etag, changed.former_urls) == ('"a"', ())

    def test_a_feed_can_go_back_to_where_it_was(self, store: Store) -> None:
        add_feed(store)
        edit_feed(store, "1", FeedChanges(url="https://binhlac.example/rss"))

        assert edit_feed(store, "1", FeedChanges(url=URL)).url == URL

    @pytest.mark.parametrize(
        "changes",
        [
            pytest.param(FeedChanges(), id="nothing"),
            pytest.param(FeedChanges(title=" "), id="no title"),
            pytest.param(FeedChanges(url="xa.example"), id="no address"),
            pytest.param(FeedChanges(url="https://xb.example/rss"), id="address of another"),
            pytest.param(FeedChanges(interval=59), id="interval"),
        ],
    )
    def test_what_cannot_be_is_refused(self, store: Store, changes: FeedChanges) -> None:
        before = add_feed(store)
        add_feed(store, "https://xb.example/rss")

        with pytest.raises(UsageError):
            edit_feed(store, "1", changes)

        assert store.feeds.get("1") == before


class TestStates:
    def test_a_paused_feed_is_resumed_at_once(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed())
        add(store, web)

        assert pause(store, "1").state is FeedState.PAUSED
        resumed = resume(store, "1")

        assert (resumed.state, resumed.next_check_at) == (FeedState.ACTIVE, None)
        assert store.feeds.get("1") == resumed

    def test_what_is_removed_leaves_its_articles(self, store: Store, web: FakeWeb) -> None:
        web.put(URL, feed(item(1, whole(1))))
        add(store, web)

        removed = remove_feed(store, "1")

        assert (removed.url, store.feeds.list()) == (URL, ())
        assert store.articles.get(ArticleId(1)).title == "Tin số 1"

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(pause, id="pause"),
            pytest.param(resume, id="resume"),
            pytest.param(remove_feed, id="remove"),
            pytest.param(lambda store, name: edit_feed(store, name, FeedChanges(section="Xã")), id="edit"),
        ],
    )
    def test_an_unknown_feed_is_an_error(self, store: Store, change: Callable[[Store, str], Any]) -> None:
        with pytest.raises(NotFoundError):
            change(store, "7")


class TestOpml:
    def test_a_list_is_subscribed_to_without_a_question(self, store: Store) -> None:
        add_feed(store, "https://xb.example/rss")
        opml = """<opml version="2.0"><body><outline text="Tin xã"><outline text="Thôn">
            <outline type="rss" text="Xã Bình Lạc" xmlUrl="https://xa.example/rss" htmlUrl="https://xa.example/"/>
            </outline></outline>
            <outline text="" xmlUrl="https://binhlac.example/rss"/>
            <outline text="Đơn Bằng" xmlUrl="https://xb.example/rss"/>
            <outline text="Hỏng" xmlUrl="ftp://xc.example/rss"/></body></opml>"""

        report = import_opml(store, opml.encode(), "nguon.opml", NOW)

        first, second = report.added
        assert (first.url, first.title, first.site_url) == (URL, "Xã Bình Lạc", "https://xa.example/")
        assert first.settings == FeedSettings(section="Tin xã", tags=("Thôn",))
        assert second.title == "https://binhlac.example"
        assert report.known == ("https://xb.example/rss",)
        assert report.broken == (("Hỏng", "ftp://xc.example/rss: not an address of the web"),)
        assert [feed.next_check_at for feed in store.feeds.list()] == [None] * 3

    def test_what_is_no_list_is_an_error(self, store: Store) -> None:
        with pytest.raises(ParseError, match="^nguon.opml: no OPML"):
            import_opml(store, feed().encode(), "nguon.opml", NOW)

    def test_an_exported_list_gives_back_how_each_feed_is_read(self, store: Store) -> None:
        settings = FeedSettings(section="Tin xã", interval=172800, wants_pages=False, is_legacy_tls=True)
        with store.transaction():
            store.feeds.subscribe(URL, "Xã Bình Lạc", "https://xa.example/", settings, NOW)
            store.feeds.subscribe("https://xb.example/rss", "Đơn Bằng", "", FeedSettings(), NOW)
        pause(store, "1")
        before, pieces = store.feeds.list(), list[str]()
        export_opml(store, pieces.append)
        for one in before:
            remove_feed(store, str(one.id))

        import_opml(store, "".join(pieces).encode(), "nguon.opml", NOW)

        assert store.feeds.list() == before

    @pytest.mark.parametrize("interval", ["60", "999999999"])
    def test_an_interval_that_cannot_be_is_the_usual_one(self, store: Store, interval: str) -> None:
        opml = f"""<opml version="2.0" xmlns:na="urn:newsarchive:ns:1"><body>
            <outline xmlUrl="{URL}" na:interval="{interval}" na:pages="no"/></body></opml>"""

        (added,) = import_opml(store, opml.encode(), "nguon.opml", NOW).added

        assert added.settings == FeedSettings(wants_pages=False)
