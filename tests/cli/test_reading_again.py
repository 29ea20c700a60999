"""`add --explain` and `reextract`: how fields are known, and pages read again."""

import json
from pathlib import Path

import pytest

from newsarchive.store.store import Store
from pages import Cli
from servers import Page, Server

TITLE = "Xã Bình Lạc ra quân trồng cây đầu xuân"
HTML = f"""<html lang="vi"><head><title>{TITLE}</title></head><body>
<h1>{TITLE}</h1>
<p>Sáng ngày 12/2, hơn hai trăm đoàn viên thanh niên xã Bình Lạc đã trồng cây xanh dọc tuyến đường liên thôn mới mở.</p>
<p>Phát biểu tại lễ ra quân, lãnh đạo xã đề nghị mỗi hộ dân chăm sóc cây trước cửa nhà mình cho đến khi bén rễ.</p>
<p>Thu Hà</p></body></html>"""


@pytest.fixture
def page(cli: Cli, tmp_path: Path) -> str:
    """A saved page that was added, and whose title was misread."""
    (tmp_path / "trang.html").write_text(HTML, encoding="utf-8")
    cli("add", "trang.html")
    misread(tmp_path)
    return "trang.html"


def misread(folder: Path) -> None:
    store = Store.open_writing(folder / "archive.db")
    with store.transaction():
        store._connection.execute("UPDATE revision SET title = 'Tin tức', byline = '[]', digest = 'x'")
    store.close()


def test_explain_tells_how_each_field_is_known(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "trang.html").write_text(HTML, encoding="utf-8")

    ended = cli("add", "trang.html", "--explain")

    rows = [line.split("\t") for line in ended.out.splitlines()]
    fields = {row[1]: row[2] for row in rows[1:]}
    assert rows[0] == ["added", "1", TITLE]
    assert fields["title"] == TITLE
    assert fields["byline"] == "Thu Hà"
    assert 0 <= float(fields["confidence"]) <= 1
    assert all(row[3] for row in rows[1:] if row[1] != "doubt")


def test_explain_shortens_what_is_long_and_tells_doubts(cli: Cli) -> None:
    ended = cli(
        "add", "-", "--explain", stdin="Xã Bình Lạc họp bàn việc làm đường bê tông ở thôn 3, " * 9, at_terminal=True
    )

    assert "…" in ended.out
    assert "doubt" in ended.out
    assert "└ " in ended.out


def test_reextract_shows_what_it_would_change(cli: Cli, page: str) -> None:
    ended = cli("reextract", "1", "--dry-run")

    assert ended.out == f"1\ttitle\tTin tức\t{TITLE}\n1\tbyline\t\tThu Hà\nwould change 1 of 1 article\n"
    assert cli("show", "1").out.startswith("Tin tức")


def test_reextract_changes_and_then_finds_nothing(cli: Cli, page: str) -> None:
    changed = cli("reextract", "--all", at_terminal=True)
    again = cli("reextract", "--all")

    assert f"title\n      - Tin tức\n      + {TITLE}" in changed.out
    assert changed.out.endswith("changed 1 of 1 article\n")
    assert again.out == "changed 0 of 1 article\n"
    assert cli("show", "1").out.startswith(TITLE)


def test_reextract_says_which_articles_it_cannot_read(cli: Cli, page: str) -> None:
    store = Store.open_writing(Path("archive.db"))
    with store.transaction():
        store._connection.execute("DELETE FROM observation")
        store._connection.execute("UPDATE revision SET capture_id = NULL")
    store.close()

    ended = cli("reextract", "--query", "trồng cây")
    quiet = cli("--quiet", "reextract", "1")

    assert (ended.code, ended.out) == (0, "changed 0 of 1 article, 1 cannot be read again\n")
    assert ended.err == "article 1: its original was not kept\n"
    assert quiet == (0, "", "")


def test_reextract_in_json_has_every_change(cli: Cli, page: str) -> None:
    found = json.loads(cli("reextract", "1", "--json", "--dry-run").out)
    cli("reextract", "1")
    nothing = cli("reextract", "1", "--json")

    assert found["changes"] == [["title", "Tin tức", TITLE], ["byline", [], ["Thu Hà"]]]
    assert nothing.out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["--all", "1"], 2, "--all beside ids or a query", id="all and ids"),
        pytest.param([], 2, "neither ids nor a query", id="nothing"),
        pytest.param(["9"], 3, "no article 9", id="unknown"),
    ],
)
def test_reextract_wants_to_know_which(cli: Cli, page: str, arguments: list[str], code: int, message: str) -> None:
    ended = cli("reextract", *arguments)

    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err


def test_what_may_have_been_misread_is_listed(cli: Cli, page: str) -> None:
    nothing = cli("list", "--review")
    cli("add", "-", stdin="Xã Bình Lạc họp bàn việc làm đường bê tông ở thôn 3, " * 9)

    found = cli("list", "--review")

    assert (nothing.code, nothing.err) == (3, "newsarchive: nothing to review\n")
    assert (found.code, found.out[:2]) == (0, "2\t")


@pytest.mark.loopback
def test_pictures_and_files_that_are_not_there_cost_no_article(cli: Cli) -> None:
    words = "Bà con xã Bình Lạc gặt lúa mùa từ sáng sớm, đến chiều thì xong cả cánh đồng trước làng. "
    figure = "<figure><img src='/1.jpg' width='600' height='400'><figcaption>Bà con gặt lúa</figcaption></figure>"
    html = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{words * 3}</p>{figure}"
    html += f"<p>{words[::-1] * 3}</p><p><a href='/2.pdf'>Kế hoạch</a></p></article></body></html>"
    with Server() as server:
        server.pages["/"] = Page(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

        ended = cli("add", server.url("/"), "--attachments", "--explain")

    assert ended.code == 0
    assert f"\tfigures\tBà con gặt lúa {server.url('/1.jpg')}\t" in ended.out
    assert f"\tattachments\tKế hoạch {server.url('/2.pdf')}\t" in ended.out
    assert ended.err == "article 1: 2 pictures or files could not be kept; -v says why\n"
