"""`newsarchive sync`: what a person, a pipe and cron see."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.cli.feeds import failure
from newsarchive.model.feed import Check, FeedId, FeedReport
from newsarchive.store.lock import sync_lock
from pages import Cli, make_rss
from servers import Page, Server

NOW = datetime(2018, 10, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def portal() -> Iterator[Server]:
    with Server() as server:
        server.pages["/rss"] = Page(make_rss("Xã họp dân"), etag='"1"')
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    """Another host: on one host a second passes between two questions."""
    with Server("127.0.0.2") as server:
        server.pages["/2"] = Page(make_rss("Thôn gặt lúa", "Bão số 4", host="thon"), etag='"2"')
        yield server


@pytest.fixture
def subscribed(cli: Cli, portal: Server, other: Server) -> Cli:
    cli("feed", "add", portal.url("/rss"), other.url("/2"), "--summary-only")
    return cli


def test_without_feeds_a_sync_says_how_to_begin(archive: Cli) -> None:
    ended = archive("sync")

    assert ended.code == 3
    assert ended.err == "newsarchive: no feeds yet\nhint: subscribe to one with: newsarchive feed add URL\n"


@pytest.mark.loopback
def test_pictures_are_fetched_unless_they_are_to_wait(cli: Cli, portal: Server) -> None:
    body = f'&lt;p&gt;{"Bà con gặt lúa. " * 99}&lt;/p&gt;&lt;img src="{portal.url("/1.jpg")}"&gt;'
    rss = make_rss("Xã họp dân").decode()
    rss = rss.replace("</description></item>", f"</description><content:encoded>{body}</content:encoded></item>")
    rss = rss.replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    portal.pages |= {"/rss": Page(rss.encode()), "/1.jpg": Page(b"\xff\xd8\xff\xe0")}
    cli("feed", "add", portal.url("/rss"))

    waiting, synced = cli("sync", "--no-images"), cli("sync")

    assert waiting.out.startswith("no feed is due before ")
    assert synced.out.startswith("synced 1 of 1 feeds: 1 picture in ")
    assert portal.paths == ["/rss", "/robots.txt", "/1.jpg"]


@pytest.mark.loopback
def test_feeds_that_are_not_due_are_left_alone(subscribed: Cli, portal: Server) -> None:
    asked = len(portal.seen)

    ended = subscribed("sync")

    assert ended.code == 0
    assert ended.out.startswith("no feed is due before ")
    assert len(portal.seen) == asked
    subscribed("feed", "pause", "1", "2")
    assert subscribed("sync").out == "no feed is active\n"


@pytest.mark.loopback
def test_a_sync_says_what_it_did_in_one_line(subscribed: Cli, portal: Server) -> None:
    portal.pages["/rss"] = Page(make_rss("Xã họp dân", "Cây cầu mới"), etag='"3"')

    ended = subscribed("sync", "--force")

    assert ended.code == 0
    assert ended.out.startswith("synced 2 of 2 feeds: 1 new, 1 not modified in ")
    assert ended.err == ""


@pytest.mark.loopback
def test_a_feed_that_fails_is_told_and_makes_the_sync_partial(subscribed: Cli, other: Server) -> None:
    other.pages["/2"] = Page(b"", 503)

    ended = subscribed("sync", "--force")

    assert ended.code == 4
    assert ended.out.startswith("synced 1 of 2 feeds: 1 not modified, 1 failed in ")
    assert f"{other.url('/2')}>: HTTP 503 Service Unavailable; next try " in ended.err


@pytest.mark.loopback
def test_a_sync_of_which_all_fails_is_a_failure(subscribed: Cli, portal: Server, other: Server) -> None:
    portal.pages, other.pages = {}, {}

    assert subscribed("sync", "--force").code == 1


@pytest.mark.loopback
def test_cron_hears_of_a_failure_only_once_it_has_lasted_and_of_the_recovery(
    subscribed: Cli, other: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, heard = other.pages["/2"], []
    begin = datetime.now(UTC)
    for hours, served in ((2, Page(b"", 500)), (30, Page(b"", 500)), (60, Page(b"", 500)), (90, page), (120, page)):
        other.pages["/2"] = served
        monkeypatch.setattr("newsarchive.cli.runtime.datetime", _clock(begin + timedelta(hours=hours)))
        heard.append(subscribed("--quiet", "sync", "2", "--force"))

    assert [ended.code for ended in heard] == [1, 1, 1, 0, 0]
    assert [ended.out for ended in heard] == [""] * 5
    assert [ended.err.count("\n") for ended in heard] == [0, 1, 0, 1, 0]
    assert "HTTP 500" in heard[1].err
    assert heard[3].err.endswith(": well again\n")


@pytest.mark.loopback
def test_a_feed_that_is_gone_is_told_at_once(subscribed: Cli, other: Server) -> None:
    other.pages["/2"] = Page(b"", 410)

    ended, again = subscribed("-q", "sync", "--force"), subscribed("-q", "sync", "--force")

    assert ended.code == 4
    assert ended.err.endswith(": gone for good, no longer fetched; its articles stay\n")
    assert again == (0, "", "")


@pytest.mark.loopback
def test_a_feed_that_has_moved_is_followed(subscribed: Cli, other: Server) -> None:
    other.pages["/new"] = Page(make_rss("Thôn gặt lúa"), etag='"9"')
    other.pages["/2"] = Page(b"", 301, {"Location": "/new"})

    ended = subscribed("sync", "2", "--force")

    assert ended.err == f"Xã Bình Lạc: moved to {other.url('/new')}\n"
    assert f"moved from\t{other.url('/2')}" in subscribed("feed", "show", "2").out


@pytest.mark.loopback
def test_the_whole_report_is_json(subscribed: Cli, other: Server) -> None:
    other.pages["/2"] = Page(b"", 404)

    ended = subscribed("sync", "--force", "--json")

    report = json.loads(ended.out)
    assert ended.code == 4
    assert ended.err == ""
    assert [one["check"] for one in report["feeds"]].count("failed") == 1
    assert set(report) == {"started_at", "seconds", "feeds"}


@pytest.mark.loopback
def test_a_dry_run_asks_nothing(subscribed: Cli, portal: Server) -> None:
    asked = len(portal.seen)

    ended = subscribed("sync", "--dry-run", "--force")

    assert sorted(line.split("\t")[:2] for line in ended.out.splitlines()) == [["feed", "1"], ["feed", "2"]]
    planned = json.loads(subscribed("sync", "--dry-run", "--json").out)
    assert (planned["due"], planned["pages_only"]) == ([], [])
    assert len(portal.seen) == asked


@pytest.mark.loopback
def test_pages_still_to_be_fetched_are_planned_too(cli: Cli, portal: Server) -> None:
    cli("feed", "add", portal.url("/rss"))

    ended = cli("sync", "--dry-run")

    assert ended == (0, f"pages\t1\tXã Bình Lạc\t{portal.url('/rss')}\n", "")


@pytest.mark.loopback
def test_without_a_network_one_line_tells_so(cli: Cli) -> None:
    with ExitStack() as stack:
        for number in range(2, 6):
            server = stack.enter_context(Server(f"127.0.0.{number}"))
            server.pages["/rss"] = Page(make_rss("Xã họp dân", host=f"xa{number}"))
            cli("feed", "add", server.url("/rss"), "--summary-only")

    ended, quiet = cli("sync", "--force"), cli("-q", "sync", "--force")

    assert ended.code == 1
    assert ended.err.startswith("none of 4 feeds can be reached: is this machine connected?\n")
    assert ended.err.count("\n") == 2
    assert quiet == (1, "", "")


@pytest.mark.loopback
def test_a_sync_that_waited_for_another_begins_when_it_has_ended(
    subscribed: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.now(UTC) + timedelta(hours=2)  # when all feeds are due

    @contextmanager
    def waiting(path: Path, now: datetime, wait: float) -> Iterator[None]:
        monkeypatch.setattr("newsarchive.cli.runtime.datetime", _clock(later))
        yield

    monkeypatch.setattr("newsarchive.store.lock.sync_lock", waiting)

    ended = subscribed("sync", "--wait", "7200", "--json")

    report = json.loads(ended.out)
    assert datetime.fromisoformat(report["started_at"]) == later
    assert [one["check"] for one in report["feeds"]] == ["not modified"] * 2
    assert all(datetime.fromisoformat(one["next_check_at"]) > later for one in report["feeds"])


@pytest.mark.loopback
def test_a_second_sync_ends_at_once_and_names_the_first(subscribed: Cli, tmp_path: Path) -> None:
    with sync_lock(tmp_path / "archive.db", NOW, 0):
        ended = subscribed("sync")

    assert ended.code == 75
    assert "another sync runs: process " in ended.err


def test_a_feed_without_a_title_goes_by_its_address() -> None:
    report = FeedReport(
        id=FeedId(1), url="https://xa.example/rss", title="", check=Check.FAILED, error="no such host", failures=3,
        failing_since=NOW, next_check_at=None,
    )  # fmt: skip

    assert failure(report, NOW).startswith("https://xa.example/rss: no such host, since ")


def test_a_sync_without_anything_due_imports_nothing_heavy(cli: Cli, tmp_path: Path) -> None:
    opml = '<opml version="2.0"><body><outline type="rss" text="Xã" xmlUrl="https://xa.example/rss"/></body></opml>'
    cli("feed", "import", "-", stdin=opml)
    cli("feed", "pause", "1")
    code = (
        "import sys; from newsarchive.cli.app import run; code = run(['sync']); "
        "slow = ('urllib3', 'feedparser', 'lxml', 'rich', 'sqlite_utils'); "
        "print(code, [name for name in slow if name in sys.modules])"
    )

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.splitlines()[-1] == "0 []"


def _clock(now: datetime) -> type[datetime]:
    class Still(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # stands still
            return now

    return Still
