"""`newsarchive recheck`: what a person, a pipe and cron see."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fake_web import page, whole
from newsarchive.model.article import Capture
from newsarchive.operations.add import keep_capture
from newsarchive.store.lock import sync_lock
from newsarchive.store.store import Store
from pages import Cli
from servers import Page, Server

HTML = {"Content-Type": "text/html; charset=utf-8"}
NOW = datetime.now(UTC)
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17)


@pytest.fixture
def portal() -> Iterator[Server]:
    with Server() as server:
        server.pages["/1"] = Page(page(1).encode(), headers=HTML)
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    """Another host: on one host a second passes between two questions."""
    with Server("127.0.0.2") as server:
        server.pages["/2"] = Page(page(2).encode(), headers=HTML)
        yield server


@pytest.fixture
def archived(cli: Cli, portal: Server, other: Server, tmp_path: Path) -> Cli:
    """Two articles that were archived a day ago; what robots may do is known."""
    with Store.open_writing(tmp_path / "archive.db") as store:
        at = NOW - timedelta(days=1)
        for server, number in ((portal, 1), (other, 2)):
            url = server.url(f"/{number}")
            keep_capture(store, Capture(url, page(number).encode(), HTML["Content-Type"], at, status=200), at)
            with store.transaction():
                store.robots.save(url.rpartition("/")[0], "", NOW)
    return cli


@pytest.mark.loopback
def test_what_stayed_is_told_in_one_line(archived: Cli) -> None:
    ended = archived("recheck")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("rechecked 2 articles: 2 same in ")
    assert archived("recheck") == (0, "no source is due\n", "")
    assert archived("--quiet", "recheck", "--force") == (0, "", "")


@pytest.mark.loopback
def test_what_was_revised_or_is_gone_is_told_one_by_one(archived: Cli, portal: Server, other: Server) -> None:
    portal.pages["/1"] = Page(page(1, whole(1) + "Bà con phấn khởi.").encode(), headers=HTML)
    other.pages["/2"] = Page(b"", 404)

    ended = archived("recheck")

    assert ended.code == 0
    assert {*ended.out.splitlines()[:2]} == {"revised\t1\tTin số 1", "gone\t2\tTin số 2"}
    assert ended.err == f"{other.url('/2')}: HTTP 404 Not Found\n"
    assert archived("list", "is:gone").out.startswith("2\t")
    assert archived("list", "is:revised").out.startswith("1\t")


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("option", "asked"), [pytest.param((), 1, id="usual"), pytest.param(("--no-images",), 0, id="not")]
)
def test_pictures_of_what_was_revised_are_kept(
    archived: Cli, portal: Server, tmp_path: Path, option: tuple[str, ...], asked: int
) -> None:
    figure = '<figure><img src="/anh.png" width="600" height="400"><figcaption>Gặt lúa</figcaption></figure></article>'
    markup = page(1, whole(1) + "Bà con phấn khởi.").replace("</article>", figure)
    portal.pages["/1"] = Page(markup.encode(), headers=HTML)
    portal.pages["/anh.png"] = Page(PICTURE, headers={"Content-Type": "image/png"})

    archived("recheck", *option)

    with Store.open_reading(tmp_path / "archive.db") as store:
        assert len(list(store.files.iter_resources())) == asked


@pytest.mark.loopback
def test_failures_decide_the_exit_code(archived: Cli, portal: Server, other: Server) -> None:
    portal.pages["/1"] = Page(b"", 503)

    some = archived("recheck")
    other.pages["/2"] = Page(b"", 503)
    both = archived("--quiet", "recheck", "--force")

    assert some.code == 4
    assert some.err == f"{portal.url('/1')}: HTTP 503 Service Unavailable\n"
    assert both == (1, "", "")


@pytest.mark.loopback
def test_a_recheck_in_json_is_a_line_an_article(archived: Cli, portal: Server) -> None:
    told = [json.loads(line) for line in archived("recheck", "--json").out.splitlines()]

    assert sorted((one["id"], one["look"], one["status"]) for one in told) == [(1, "same", 200), (2, "same", 200)]


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        pytest.param(("1",), [1], id="ids"),
        pytest.param(("--query", "id:2"), [2], id="query"),
        pytest.param(("--limit", "1"), [1], id="limit"),
        pytest.param(("--since", f"{NOW + timedelta(days=2):%Y-%m-%d}"), [], id="since"),
    ],
)
def test_a_recheck_can_be_about_a_few(archived: Cli, arguments: tuple[str, ...], asked: list[int]) -> None:
    told = archived("recheck", "--json", *arguments)

    assert [json.loads(line)["id"] for line in told.out.splitlines()] == asked


@pytest.mark.loopback
def test_one_sync_or_recheck_runs_at_a_time(archived: Cli, tmp_path: Path) -> None:
    with sync_lock(tmp_path / "archive.db", NOW):
        ended = archived("recheck")

    assert ended.code == 75
    assert "another sync runs" in ended.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("9",), 3, "no article 9", id="no article"),
        pytest.param(("--since", "x"), 2, "cannot read the date 'x'", id="no date"),
        pytest.param(("--since", "4/10"), 2, "cannot read the date '4/10'", id="no year"),
        pytest.param(("--query", "title:"), 2, "title: needs a value", id="no query"),
    ],
)
def test_what_cannot_be_rechecked_is_said(archive: Cli, arguments: tuple[str, ...], code: int, said: str) -> None:
    ended = archive("recheck", *arguments)

    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
