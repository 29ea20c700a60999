"""Subscriptions at the command line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.cli.feeds import outcome, print_health, state_of, summary, to_local
from newsarchive.model.feed import Check, Feed, FeedId, FeedReport
from newsarchive.store.store import Store
from pages import Cli, make_rss
from servers import Page, Server

NOW = datetime(2018, 10, 5, 2, 0, tzinfo=UTC)
OPML = """<opml version="2.0"><head><title>Theo dõi</title></head><body><outline text="Tin tức">
<outline type="rss" text="Xã Bình Lạc" xmlUrl="https://binhlac.example/rss"/></outline>
<outline type="rss" text="Hỏng" xmlUrl="javascript:alert(1)"/></body></opml>"""


@pytest.fixture
def portal() -> Iterator[Server]:
    with Server() as server:
        server.pages["/rss"] = Page(make_rss("Xã họp dân", "Thôn gặt lúa"), etag='"1"')
        home = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
        server.pages["/"] = Page(home, headers={"Content-Type": "text/html"})
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    """Another host: on one host a second passes between two questions."""
    with Server("127.0.0.2") as server:
        server.pages["/rss"] = Page(make_rss("Cầu mới", host="thon"))
        yield server


@pytest.mark.loopback
def test_a_feed_is_subscribed_to_with_one_request_and_archived(cli: Cli, portal: Server) -> None:
    url = portal.url("/rss")

    ended = cli("feed", "add", url, "--summary-only", "--section", "Tin tức", "--tag", "Xã", "--interval", "6h")

    assert ended == (0, f"subscribed to 1 Xã Bình Lạc <{url}>: 2 new\n", "")
    assert portal.paths == ["/rss"]
    assert [line.split("\t")[2:] for line in cli("list").out.splitlines()] == [
        ["Xã họp dân", "Tin tức", "Xã"],
        ["Thôn gặt lúa", "Tin tức", "Xã"],
    ]

    again = cli("feed", "add", url)

    assert (again.code, again.out) == (2, "")
    assert again.err.startswith(f"newsarchive: {url}: subscribed to already\n")


@pytest.mark.loopback
def test_a_page_leads_to_its_feed(cli: Cli, portal: Server) -> None:
    ended = cli("feed", "add", portal.url(), "--summary-only")

    assert ended.out.startswith(f"subscribed to 1 Xã Bình Lạc <{portal.url('/rss')}>")
    assert ended.err == ""
    assert portal.paths == ["/", "/rss"]


@pytest.mark.parametrize(
    ("count", "named"),
    [
        pytest.param(3, "{0}/1, {0}/2\n", id="few"),
        pytest.param(12, "{0}/1, {0}/2, {0}/3, {0}/4, {0}/5, {0}/6, {0}/7, {0}/8 and 3 more\n", id="many"),
    ],
)
@pytest.mark.loopback
def test_the_other_feeds_of_a_page_are_named(cli: Cli, portal: Server, other: Server, count: int, named: str) -> None:
    links = (f"/{number}" if number else other.url("/rss") for number in range(count))
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}">' for link in links)
    portal.pages["/"] = Page(f"<html><head>{heads}</head></html>".encode(), headers={"Content-Type": "text/html"})

    ended = cli("feed", "add", portal.url(), "--summary-only")

    assert ended.out.endswith(f"<{other.url('/rss')}>: 1 new\n")
    assert ended.err == "the page names other feeds too: " + named.format(portal.url("").rstrip("/"))
    cli("feed", "remove", "1")
    assert cli("--quiet", "feed", "add", portal.url(), "--summary-only") == (0, "", "")


def test_a_password_is_not_repeated(cli: Cli) -> None:
    for command in (("feed", "add"), ("add",), ("feed", "import")):
        ended = cli(*command, "http://vp:mat-khau@xa.example/")

        assert ended.err.startswith("newsarchive: http://…@xa.example/: not an address of the web\n")


@pytest.mark.loopback
def test_one_address_that_fails_does_not_stop_the_others(cli: Cli, portal: Server) -> None:
    ended = cli("feed", "add", portal.url("/gone"), portal.url("/rss"), "--summary-only")

    assert ended.code == 4
    assert ended.out.startswith("subscribed to 1 ")
    assert "HTTP 404 Not Found" in ended.err
    assert "subscribed to 1 of 2 feeds" in ended.err
    assert portal.connections == 1


@pytest.mark.loopback
def test_addresses_that_all_fail_are_a_failure(cli: Cli, portal: Server, other: Server) -> None:
    ended = cli("feed", "add", portal.url("/a"), other.url("/b"))

    assert ended.code == 1
    assert "subscribed to none of 2 feeds" in ended.err


@pytest.fixture
def subscribed(cli: Cli, tmp_path: Path) -> Cli:
    (tmp_path / "theo-doi.opml").write_text(OPML, encoding="utf-8")
    cli("feed", "import", "theo-doi.opml")
    return cli


def test_an_opml_file_is_imported_once(subscribed: Cli) -> None:
    ended = subscribed("feed", "import", "theo-doi.opml")

    assert ended.code == 0
    assert ended.out == "imported theo-doi.opml: 1 known already, 1 skipped\n"
    assert ended.err.startswith("skipped Hỏng: ")


def test_an_opml_file_comes_from_standard_input_too(cli: Cli) -> None:
    empty = '<opml version="2.0"><head/><body/></opml>'

    assert cli("feed", "import", "-", stdin=OPML).out == "imported -: 1 new, 1 skipped\n"
    assert cli("feed", "import", "-", stdin=empty).out == "imported -: no feeds\n"


def test_a_file_that_is_no_list_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "h.py").write_text("import this")

    assert cli("feed", "import", "h.py").err.startswith("newsarchive: h.py: no OPML\n")
    assert cli("feed", "import", "-", stdin="import this").err.startswith("newsarchive: standard input: no OPML\n")


def test_feeds_are_listed_for_people_and_programs(subscribed: Cli) -> None:
    table, tsv = subscribed("feed", "list", at_terminal=True), subscribed("feed", "list")

    assert tsv == (0, "1\tXã Bình Lạc\thttps://binhlac.example/rss\tTin tức\tnew\t0\t\n", "")
    assert "with the next sync" in table.out
    assert [one["url"] for one in json.loads(subscribed("feed", "list", "--json").out)] == [
        "https://binhlac.example/rss"
    ]


def test_a_feed_is_shown_with_everything(subscribed: Cli) -> None:
    shown = subscribed("feed", "show", "1").out
    aligned = subscribed("feed", "show", "bình lạc", at_terminal=True).out

    assert "address\thttps://binhlac.example/rss\n" in shown
    assert "fetched every\t1h at most\n" in shown
    assert "section        Tin tức\n" in aligned
    assert json.loads(subscribed("feed", "show", "1", "--json").out)["settings"]["section"] == "Tin tức"
    assert subscribed("feed", "show", "9").code == 3


def test_a_feed_is_changed(subscribed: Cli) -> None:
    options = ("--title", "Bình Lạc", "--url", "https://binhlac.example/atom", "--section", "Mùa vụ", "--tag", "Xã")

    ended = subscribed(
        "feed", "edit", "1", *options, "--interval", "2d", "--summary-only", "--legacy-tls", "--no-images"
    )

    assert ended == (0, "changed Bình Lạc <https://binhlac.example/atom>\n", "")
    shown = subscribed("feed", "show", "1").out
    for line in ("section\tMùa vụ", "tags\tXã", "fetched every\t2d at most", "TLS\told ciphers allowed"):
        assert line in shown
    assert "pages\tnever fetched: summaries only" in shown
    assert "pictures\tnever fetched" in shown


def test_files_are_fetched_for_who_wants_them(subscribed: Cli) -> None:
    before = subscribed("feed", "show", "1").out
    subscribed("feed", "edit", "1", "--attachments")

    after = subscribed("feed", "show", "1").out

    assert "attachments" not in before
    assert "pictures\tfetched\nattachments\tfetched\n" in after


def test_an_interval_that_cannot_be_read_is_an_error(subscribed: Cli) -> None:
    ended = subscribed("feed", "edit", "1", "--interval", "mỗi giờ")

    assert ended.code == 2
    assert ended.err == "newsarchive: cannot read the interval 'mỗi giờ'\nhint: write it as 90m, 6h or 2d\n"
    assert (
        subscribed("feed", "add", "https://a.example/", "https://b.example/", "--interval", "5m").err.count("\n") == 2
    )
    assert subscribed("feed", "edit", "1", "--interval", "0").code == 0


def test_a_feed_is_paused_resumed_and_removed(subscribed: Cli) -> None:
    name = "Xã Bình Lạc <https://binhlac.example/rss>"

    assert subscribed("feed", "pause", "1").out == f"paused {name}\n"
    assert "\tpaused\t" in subscribed("feed", "list").out
    assert "next fetch\tnever" in subscribed("feed", "show", "1").out
    assert subscribed("feed", "resume", "1").out == f"resumed {name}\n"
    assert subscribed("feed", "remove", "1").out == f"removed {name}\n"
    assert subscribed("feed", "list").out == ""


def test_a_check_of_new_feeds_finds_nothing_wrong(subscribed: Cli) -> None:
    ended = subscribed("feed", "check", "1")

    assert ended == (0, "1\tXã Bình Lạc\tnew\tnever\twith the next sync\t\n", "")
    assert json.loads(subscribed("feed", "check", "--json").out)[0]["failures"] == 0


@pytest.mark.loopback
def test_a_check_tells_what_fails(cli: Cli, portal: Server) -> None:
    cli("feed", "add", portal.url("/rss"), "--summary-only")
    portal.pages["/rss"] = Page(b"", 500)
    cli("sync", "--force")

    ended = cli("feed", "check")

    assert ended.code == 1
    assert "\tfailing (1)\t" in ended.out
    assert "HTTP 500" in ended.out
    assert "what is the matter" in cli("feed", "check", at_terminal=True).out


@pytest.mark.loopback
def test_a_check_of_which_some_fail_is_partial(subscribed: Cli, portal: Server) -> None:
    subscribed("feed", "add", portal.url("/rss"), "--summary-only")
    portal.pages["/rss"] = Page(b"", 410)
    subscribed("sync", "2", "--force")

    ended = subscribed("feed", "check")

    assert ended.code == 4
    assert "\tgone\t" in ended.out


def test_a_feed_says_in_a_word_how_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    feed = Feed(
        id=FeedId(1),
        url="https://xa.example/rss",
        subscribed_at=NOW,
        checked_at=NOW,
        former_urls=("http://xa.example/",),
    )

    for summaries in (0, 1, 2):
        print_health([(feed, summaries)], NOW)

    assert state_of(feed) == "well"
    moved = "moved from http://xa.example/"
    assert [line.rpartition("\t")[2] for line in capsys.readouterr().out.splitlines()] == [
        moved, f"{moved}; 1 kept as summary", f"{moved}; 2 kept as summaries",
    ]  # fmt: skip


@pytest.mark.loopback
def test_articles_whose_page_is_not_to_be_had_are_counted(cli: Cli, portal: Server, tmp_path: Path) -> None:
    cli("feed", "add", portal.url("/rss"))
    with Store.open_writing(tmp_path / "archive.db") as store, store.transaction():
        for state in store.feeds.missing_pages(FeedId(1)):
            store.feeds.add_entry(FeedId(1), state.guid, state.article_id, NOW, url=state.url, digest=state.digest)

    shown, checked = cli("feed", "show", "1").out, cli("feed", "check").out
    cli("feed", "edit", "1", "--summary-only")

    assert "kept as summaries\t2\n" in shown
    assert checked.endswith("\t2 kept as summaries\n")
    assert "kept as" not in cli("feed", "show", "1").out + cli("feed", "check").out


def test_an_instant_of_another_day_is_shown_with_its_day() -> None:
    assert to_local(NOW - timedelta(days=9), NOW)[:7] == "2018-09"


def test_the_summary_counts_what_is_worth_a_word() -> None:
    def make(check: Check, **more: int) -> FeedReport:
        return FeedReport(id=FeedId(1), url="https://xa.example/rss", title="", check=check, **more)  # type: ignore[arg-type]  # counts

    read, pages_only = make(Check.READ, added=12, revised=3), make(Check.UNCHANGED, completed=2)
    reports = (read, pages_only, make(Check.UNCHANGED, status=304), make(Check.FAILED), make(Check.GONE))

    assert (
        summary(reports, 4.1)
        == "synced 3 of 5 feeds: 12 new, 3 revised, 2 completed, 1 not modified, 2 failed in 4.1 s"
    )
    assert summary((make(Check.READ),), 0.2) == "synced 1 of 1 feeds: nothing new in 0.2 s"


@pytest.mark.parametrize(("count", "words"), [(1, "1 page"), (2, "2 pages")])
def test_pages_that_are_missing_are_counted(count: int, words: str) -> None:
    report = FeedReport(id=FeedId(1), url="https://xa.example/rss", title="", check=Check.READ, pages_missing=count)

    assert outcome(report) == f"{words} to come"
    assert f": {words} still to come in " in summary((report,), 0.2)
