"""Whole syncs over real connections: what the servers see, and what is in the archive afterwards."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from fake_web import HTML, feed, item, page, whole
from fakes import NOW
from newsarchive.fetch.pool import HostPool
from newsarchive.fetch.web import Web
from newsarchive.model.article import ArticleId
from newsarchive.model.feed import Check, FeedReport, FeedSettings, FeedState
from newsarchive.operations.subscribing import subscribe
from newsarchive.operations.syncing import SyncOptions, plan_sync, sync
from newsarchive.store.store import Store
from servers import RESET, Behaviour, Page, Server, head, moved, script

pytestmark = pytest.mark.loopback
HOUR = timedelta(hours=1)
OPTIONS = SyncOptions(jobs=4)
JPEG = b"\xff\xd8\xff\xe0"


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    with ExitStack() as stack:
        yield [stack.enter_context(Server(f"127.0.0.{number}")) for number in range(2, 6)]


@pytest.fixture
def server(servers: list[Server]) -> Server:
    return servers[0]


def add(store: Store, *urls: str) -> None:
    with store.transaction():
        for url in urls:
            store.feeds.subscribe(url, url, url, FeedSettings(), NOW)


def reports_of(store: Store, after: timedelta = timedelta()) -> Generator[FeedReport, None, None]:
    plan = plan_sync(store, (), OPTIONS, NOW + after)
    pool = partial(HostPool, spacing=0)
    with closing(Web(spacing=0)) as web:
        reports = sync(store, plan, OPTIONS, web=web, pool=pool, now=NOW + after, jitter=lambda: 0, clock=lambda: 0.0)
        with closing(reports):
            yield from reports


def run(store: Store, after: timedelta = timedelta()) -> dict[str, FeedReport]:
    """Sync so much later than NOW; return the reports by the path of their feed."""
    return {report.url.partition("/rss/")[2]: report for report in reports_of(store, after)}


def serve(servers: list[Server], feeds: int, entries: int) -> list[str]:
    """Let each of so many feeds be served by one of servers; return their addresses."""
    urls = []
    for number in range(feeds):
        server = servers[number % len(servers)]
        items = (item(f"{number}-{entry}", whole(f"{number}-{entry}")) for entry in range(entries))
        server.pages[f"/rss/{number}"] = Page(feed(*items).encode(), etag=f'"{number}"', is_packed=True)
        urls.append(server.url(f"/rss/{number}"))
    return urls


def test_the_first_sync_archives_all_and_the_second_asks_only_whether_there_is_news(
    store: Store, servers: list[Server]
) -> None:
    add(store, *serve(servers, 12, 5))

    first, second = run(store), run(store, HOUR)

    assert [(one.check, one.status, one.added, one.error) for one in first.values()] == [(Check.READ, 200, 5, "")] * 12
    assert [(one.check, one.status, one.bytes) for one in second.values()] == [(Check.UNCHANGED, 304, 0)] * 12
    asked = [seen.headers.get("if-none-match") for server in servers for seen in server.seen]
    assert sorted(filter(None, asked)) == sorted(f'"{number}"' for number in range(12))
    assert len(asked) == 24
    assert [server.most_at_once for server in servers] == [1] * 4
    assert all("cookie" not in seen.headers for server in servers for seen in server.seen)


def test_good_feeds_are_read_beside_those_that_fail(store: Store, servers: list[Server]) -> None:
    server, other = servers[:2]
    add(store, *serve([server], 1, 2))
    body = feed(item(1, whole(1))).encode()
    pages: dict[str, Behaviour] = {
        "gone": Page(status=410),
        "missing": Page(status=404),
        "busy": Page(status=503, headers={"Retry-After": "7200"}),
        "login": Page("<html><p>Đăng nhập</p></html>".encode()),
        "cut": script(head(200, {"Content-Length": "9999"}) + body),
        "reset": script(head(200, {"Content-Length": "9999"}), RESET),
        "loop": moved(302, "/rss/loop"),
        "one-byte": Page(body.replace("Bình".encode(), b"B\xff", 1), etag='"x"'),
    }
    for name, behaviour in pages.items():
        other.pages[f"/rss/{name}"] = behaviour
    add(store, *(other.url(f"/rss/{name}") for name in pages))

    reports = run(store)

    checks = {name: report.check for name, report in reports.items()}
    assert checks == dict.fromkeys(pages, Check.FAILED) | {
        "gone": Check.GONE,
        "0": Check.READ,
        "one-byte": Check.READ,
    }
    assert (reports["0"].added, reports["one-byte"].added) == (2, 1)
    assert reports["one-byte"].repairs
    assert all(report.error for name, report in reports.items() if checks[name] is not Check.READ)
    assert reports["busy"].next_check_at == NOW + 2 * HOUR
    states = {feed.state for feed in store.feeds.list() if feed.url.endswith("/gone")}
    assert states == {FeedState.GONE}


def test_a_feed_that_moved_for_good_is_asked_there_and_one_that_did_not_is_not(
    store: Store, servers: list[Server]
) -> None:
    server, other = servers[:2]
    for name, number in (("moved", 1), ("away", 2)):
        other.pages[f"/new/{name}"] = Page(feed(item(number, whole(number))).encode(), etag=f'"{name}"')
    server.pages["/rss/moved"] = moved(301, other.url("/new/moved"))
    server.pages["/rss/away"] = moved(302, other.url("/new/away"))
    add(store, server.url("/rss/moved"), server.url("/rss/away"))

    first = {report.id: report.moved_to for report in reports_of(store)}
    second = [report.check for report in reports_of(store, HOUR)]

    assert sorted(first.values()) == ["", other.url("/new/moved")]
    assert second == [Check.UNCHANGED] * 2
    assert server.paths.count("/rss/moved") == 1
    assert server.paths.count("/rss/away") == 2


def test_the_pages_of_summaries_are_fetched_as_robots_txt_allows(store: Store, server: Server) -> None:
    home = f"127.0.0.2:{server.port}"
    items = [item(number, link=f"http://{home}/{number}") for number in ("tin-1", "noi-bo/2", "mat-3")]
    server.pages |= {
        "/rss/0": Page(feed(*items).encode(), etag='"0"'),
        "/robots.txt": Page(b"User-agent: *\nDisallow: /noi-bo/"),
        "/tin-1": Page(page("tin-1").encode(), headers={"Content-Type": HTML, "Set-Cookie": "a=b"}),
    }
    add(store, server.url("/rss/0"))

    report = run(store)["0"]

    assert server.paths == ["/rss/0", "/robots.txt", "/tin-1", "/mat-3"]
    assert (report.added, report.pages, report.pages_missing, report.requests) == (3, 1, 1, 4)
    assert whole("tin-1").strip() in {article.text for article in store.articles.iter_ids(map(ArticleId, (1, 2, 3)))}


def illustrated(number: int, *pictures: str) -> str:
    images = "".join(f'&lt;img src="{url}"/&gt;' for url in pictures)
    return item(number, **{"content:encoded": f"&lt;p&gt;{whole(number)}&lt;/p&gt;{images}"})


def test_pictures_come_from_where_they_are(store: Store, servers: list[Server]) -> None:
    server, other = servers[:2]
    pictures = [server.url("/anh/1.jpg"), other.url("/2.jpg"), other.url("/mat.jpg")]
    server.pages |= {
        "/rss/0": Page(feed(illustrated(1, *pictures)).encode(), etag='"0"'),
        "/anh/1.jpg": moved(302, "/kho/1.jpg"),
        "/kho/1.jpg": Page(JPEG, headers={"Content-Type": "text/plain"}),
    }
    other.pages["/2.jpg"] = Page(JPEG + b"2", is_packed=True)
    add(store, server.url("/rss/0"))

    report = run(store)["0"]

    assert (report.added, report.images, report.media_failed, report.media_missing) == (1, 2, 1, 0)
    assert {one.url: store.files.get(one.digest) for one in store.files.iter_resources()} == {
        pictures[0]: JPEG,
        pictures[1]: JPEG + b"2",
    }


def test_a_sync_that_is_killed_among_pictures_keeps_those_that_came_and_goes_on_later(
    tmp_path: Path, server: Server
) -> None:
    pictures = [server.url(f"/{number}.jpg") for number in range(4)]
    server.pages |= {f"/{number}.jpg": Page(JPEG + bytes([number])) for number in range(4)}
    server.pages["/rss/0"] = Page(feed(*(illustrated(number, pictures[number]) for number in range(4))).encode())
    path = tmp_path / "archive.db"

    with Store.open_writing(path) as store:
        add(store, server.url("/rss/0"))
        add_file, added = store.files.add, 0

        def add_two(url: str, body: bytes, media_type: str, now: datetime) -> str:
            nonlocal added
            added += 1
            if added > 2:
                raise SystemExit(143)
            return add_file(url, body, media_type, now)

        store.files.add = add_two  # type: ignore[method-assign]  # a kill comes whenever it likes
        with pytest.raises(SystemExit):
            run(store)

    with Store.open_writing(path) as store:
        before = [one.url for one in store.files.iter_resources()]
        rest = run(store, HOUR / 4)["0"]

        assert len(before) == 2
        assert (rest.images, rest.media_missing) == (2, 0)
        assert [one.url for one in store.files.iter_resources()] == pictures


def test_a_sync_that_is_killed_leaves_whole_feeds_and_the_next_one_does_the_rest(
    tmp_path: Path, servers: list[Server]
) -> None:
    urls = serve(servers, 6, 4)
    path = tmp_path / "archive.db"
    with Store.open_writing(path) as store:
        add(store, *urls)
        with pytest.raises(SystemExit):
            with closing(reports_of(store)) as reports:
                for _, _ in zip(range(2), reports, strict=False):
                    pass
                raise SystemExit(143)

    with Store.open_writing(path) as store:
        done = [feed.articles for feed in store.feeds.list(is_counted=True) if feed.succeeded_at]
        rest = run(store, timedelta(minutes=1))

        assert done == [4] * (6 - len(rest))
        assert len(done) >= 2
        assert [report.added for report in rest.values()] == [4] * len(rest)
        assert [feed.articles for feed in store.feeds.list(is_counted=True)] == [4] * 6


def test_subscribing_to_a_page_asks_for_it_and_then_for_its_feed(store: Store, server: Server) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss/0">'
    server.pages["/"] = Page(f"<html><head>{link}</head></html>".encode(), headers={"Content-Type": HTML})
    server.pages["/rss/0"] = Page(feed(item(1, whole(1))).encode(), etag='"0"')

    with closing(Web(spacing=0)) as web:
        report = subscribe(store, server.url("/"), FeedSettings(), web=web, now=NOW, jitter=lambda: 0)
    later = run(store, HOUR)["0"]

    assert (report.url, report.added, report.requests) == (server.url("/rss/0"), 1, 2)
    assert (later.check, later.status) == (Check.UNCHANGED, 304)
    assert server.paths == ["/", "/rss/0", "/rss/0"]
