"""`history`, `diff`, `show` of earlier states, `cite`, and searching in earlier revisions."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Capture, Hop, Moment
from newsarchive.model.history import Observation, Sighting, Watch
from newsarchive.operations.add import keep_capture
from newsarchive.store.store import Store
from newsarchive.version import __version__
from pages import Cli

HOUR = timedelta(hours=1)
URL = "https://xa.example/1"
FIRST = make_draft(
    "Xã Bình Lạc gặt lúa mùa",
    "Sáng nay bà con ra đồng.\n\nĐoạn giữa.\n\nĐoạn sau.\n\nĐoạn sau nữa.\n\nĐoạn cuối.",
    url=URL,
    published=Moment("2018-10-04"),
    byline=("Thu Hà",),
    subtitle="Sớm hơn mọi năm",
    credit="Báo Bình Lạc",
)
SECOND = replace(FIRST, text=FIRST.text.replace("Sáng nay", "Chiều nay"), section="Mùa vụ")
BODY = "<html><title>Gặt lúa</title>\x00\x1b[31m".encode()
PAGE = """<html lang="vi"><head><title>Xã Bình Lạc gặt lúa mùa</title></head><body><p>Số lượt truy cập: 1.204</p>
<article><h1>Xã Bình Lạc gặt lúa mùa</h1>
<p>Hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa mùa trước khi bão số 4 đổ bộ vào đất liền.</p>
<p>Ủy ban nhân dân xã huy động ba máy gặt, cùng đoàn thanh niên giúp các gia đình neo người trong hai ngày.</p>
</article></body></html>"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open_writing(tmp_path / "archive.db")


@pytest.fixture
def versions(cli: Cli, store: Store) -> Cli:
    """One article of two revisions, of which the first one has its bytes."""
    capture = Capture(
        f"{URL}?trang=1",
        BODY,
        "text/html; charset=utf-8",
        NOW,
        requested_url="http://xa.example/1",
        status=200,
        hops=(Hop("http://xa.example/1", 301),),
    )
    put(store, FIRST, capture=capture)
    put(store, SECOND, now=NOW + 24 * HOUR)
    return cli


def observe(store: Store, sighting: Sighting, hours: int, **more: object) -> None:
    at = NOW + hours * HOUR
    with store.transaction():
        one = Observation(observed_at=at, sighting=sighting, revision=0, **more)  # type: ignore[arg-type] # fields by name
        store.history.observe(ArticleId(1), one)


def test_history_is_a_line_an_event_in_a_pipe(versions: Cli, store: Store) -> None:
    observe(store, Sighting.SAME, 30)
    observe(store, Sighting.GONE, 48, note="HTTP 404 Not Found")

    ended = versions("history", "1")

    digest = hashlib.sha256(BODY).hexdigest()
    assert (ended.code, ended.err) == (0, "")
    assert [line.split("\t") for line in ended.out.splitlines()] == [
        ["1", "2018-10-05T02:00:00Z", "first", "Xã Bình Lạc gặt lúa mùa", digest, "0", "", ""],
        ["2", "2018-10-06T02:00:00Z", "text", "section: +Mùa vụ", "", "2", "2018-10-06T08:00:00Z", "current"],
        ["2", "2018-10-07T02:00:00Z", "gone", "HTTP 404 Not Found", "", "1", "2018-10-07T02:00:00Z", ""],
    ]


def test_history_at_a_terminal_is_by_the_clock_of_hanoi(versions: Cli, store: Store) -> None:
    observe(store, Sighting.GONE, 48, note="HTTP 404 Not Found")

    out = " ".join(versions("history", "1", at_terminal=True).out.split())

    digest = hashlib.sha256(BODY).hexdigest()
    assert f"1 2018-10-05 09:00 first Xã Bình Lạc gặt lúa mùa source {digest[:12]} " in out
    assert "2 (now) 2018-10-06 09:00 text section: +Mùa vụ last seen 2018-10-06 09:00, 1 look " in out
    assert "2018-10-07 09:00 gone HTTP 404 Not Found" in out


def test_history_in_json_keeps_every_field(versions: Cli, store: Store) -> None:
    observe(store, Sighting.SAME, 30)

    events = json.loads(versions("history", "1", "--json").out)

    assert [event["what"] for event in events] == ["first", "text"]
    assert (events[1]["looks"], events[1]["last_seen_at"]) == (2, "2018-10-06T08:00:00Z")


def test_difference_in_a_pipe_marks_what_is_gone_and_what_is_new(versions: Cli) -> None:
    ended = versions("diff", "1")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "--- article 1, revision 1, 2018-10-05 09:00 +07:00\n"
        "+++ article 1, revision 2, 2018-10-06 09:00 +07:00\n"
        "\nsection:\n{+Mùa vụ+}\n"
        "\ntext:\n[-Sáng-]{+Chiều+} nay bà con ra đồng.\nĐoạn giữa.\n…\n"
    )


def test_difference_can_be_between_any_two_revisions(versions: Cli, store: Store) -> None:
    put(store, replace(SECOND, section="Tin tức"), now=NOW + 48 * HOUR)

    assert versions("diff", "1", "1", "2").out == versions("diff", "1", "1").out.replace(
        "revision 3, 2018-10-07", "revision 2, 2018-10-06"
    ).replace("Tin tức", "Mùa vụ")
    assert "[-Tin tức-]\n{+Mùa vụ+}" in versions("diff", "1", "3", "2").out


def test_no_difference_is_said_beside_the_result(versions: Cli) -> None:
    ended = versions("diff", "1", "2")

    assert ended == (0, "", "no difference\n")
    assert versions("--quiet", "diff", "1", "2") == (0, "", "")


def test_difference_is_coloured_where_there_are_colours(versions: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = versions("diff", "1", at_terminal=True).out
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = versions("diff", "1", at_terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    uncoloured = versions("diff", "1", at_terminal=True).out

    assert "[-Sáng-]{+Chiều+} nay" in plain
    assert "\x1b[9;31mSáng\x1b[0m\x1b[1;32mChiều\x1b[0m nay" in coloured
    assert "[-" not in coloured
    assert "31m" not in uncoloured
    assert "[-Sáng-]" in uncoloured


def test_difference_of_two_articles_is_that_of_reprints(versions: Cli, store: Store) -> None:
    put(store, replace(SECOND, url="https://huyen.example/9", text=f"{SECOND.text}\n\nĐoạn thêm."))

    ended = versions("diff", "1", "--with", "2")

    assert ended.out.startswith("--- article 1, revision 2")
    assert "+++ article 2, revision 1" in ended.out
    assert ended.out.endswith("Đoạn cuối.\n{+Đoạn thêm.+}\n")


def test_difference_in_json_names_both_sides(versions: Cli) -> None:
    told = json.loads(versions("diff", "1", "--json").out)

    assert (told["before"]["revision"], told["after"]["revision"]) == (1, 2)
    assert told["changes"][0] == {"field": "section", "paragraphs": [[{"kind": "added", "text": "Mùa vụ"}]]}


def test_difference_as_a_page_goes_to_a_file_or_standard_output(versions: Cli, tmp_path: Path) -> None:
    ended = versions("diff", "1", "--html", "-o", "so-sanh.html")

    page = (tmp_path / "so-sanh.html").read_text(encoding="utf-8")
    assert ended.out == "written to so-sanh.html\n"
    assert "<del>Sáng</del><ins>Chiều</ins> nay" in page
    assert versions("diff", "1", "--html").out == versions("diff", "1", "--html", "-o", "-").out == page


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("diff", "2"), 3, "no article 2", id="no article"),
        pytest.param(("diff", "1", "9"), 3, "article 1 has no revision 9", id="no revision"),
        pytest.param(("diff", "1", "1", "--with", "1"), 2, "--with compares articles as they are", id="both ways"),
        pytest.param(("diff", "1", "-o", "a.html"), 2, "-o goes with --html only", id="no page"),
        pytest.param(("diff", "1", "--html", "--json"), 2, "-o goes with --html only", id="two forms"),
        pytest.param(("history", "2"), 3, "no article 2", id="no history"),
        pytest.param(("show", "1", "--revision", "9"), 3, "article 1 has no revision 9", id="nothing to show"),
        pytest.param(("show", "1", "--at", "2017"), 2, "cannot read the date '2017'", id="no date"),
        pytest.param(("show", "1", "--at", "4/10/2018"), 3, "article 1 was not here", id="too early"),
        pytest.param(("show", "1", "-r", "1", "--at", "5/10/2018"), 2, "--revision and --at do not go", id="which"),
        pytest.param(("show", "1", "--raw", "--json"), 2, "--raw and --json do not go together", id="bytes as JSON"),
        pytest.param(("show", "1", "--raw", "--removed"), 2, "--raw and --removed do not go", id="two wishes"),
        pytest.param(("show", "1", "--raw", "-r", "2"), 3, "no original of revision 2", id="no bytes"),
        pytest.param(("cite", "2"), 3, "no article 2", id="nothing to cite"),
        pytest.param(("search", "lúa", "--all-revisions", "--count"), 2, "count articles as they are", id="count"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_a_code(
    versions: Cli, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = versions(*arguments)

    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith("newsarchive: ")
    assert said in ended.err


def test_an_article_is_shown_as_it_was(versions: Cli) -> None:
    assert "Sáng nay bà con" in versions("show", "1", "--revision", "1").out
    assert "Sáng nay bà con" in versions("show", "1", "--at", "5/10/2018").out
    assert "Chiều nay bà con" in versions("show", "1", "--at", "2018-10-06 09:00").out
    assert "Chiều nay bà con" in versions("show", "1", at_terminal=True).out
    assert json.loads(versions("show", "1", "-r", "1", "--json").out)["revision"] == 1


def test_show_tells_what_the_page_says_of_itself_and_what_became_of_it(versions: Cli, store: Store) -> None:
    observe(store, Sighting.SAME, 30, visits=237)
    with store.transaction():
        store.watches.set(Watch(article_id=ArticleId(1), url=URL, gone_since=NOW))

    shown = versions("show", "1").out

    assert shown.startswith("Xã Bình Lạc gặt lúa mùa\n\nSớm hơn mọi năm\n\n04/10/2018 · Mùa vụ · 237 lượt xem\n\n")
    assert "Thu Hà\n\nTheo Báo Bình Lạc\n\nhttps://xa.example/1\narticle 1, archived 2018-10-05 09:00 +07:00" in shown
    assert shown.endswith("revision 2\ngone from its source since 2018-10-05 09:00 +07:00\n")
    told = json.loads(versions("show", "1", "--json").out)
    assert (told["gone_since"], told["visits"], told["reprints"]) == ("2018-10-05T02:00:00Z", 237, [])


def test_show_names_the_reprints(cli: Cli, store: Store) -> None:
    text = " ".join(f"Hộ thứ {number} của thôn {number} gặt xong lúa mùa." for number in range(30))
    for number, (host, day) in enumerate((("xa", "2018-10-04"), ("huyen", "2018-10-05"), ("tinh", "")), 1):
        put(store, make_draft(f"Tin {number}", text, url=f"https://{host}.example/1", published=Moment(day)))
    put(store, make_draft("Tin 4", text, url=""), now=NOW + HOUR)

    shown, first = cli("show", "2").out, json.loads(cli("show", "2", "--json").out)["reprints"][0]

    assert "\nalso in: 1 (xa.example, 04/10/2018, the first), 3 (tinh.example)" in shown
    assert (first["id"], first["containment"], first["is_first"]) == (1, 1.0, True)


def test_the_bytes_come_back_as_they_were_received(versions: Cli) -> None:
    command = [sys.executable, "-m", "newsarchive", "show", "1", "--raw", "--revision", "1"]

    run = subprocess.run(command, capture_output=True, check=True)

    assert run.stdout == BODY


def test_bytes_are_kept_from_a_terminal(versions: Cli) -> None:
    ended = versions("show", "1", "--raw", "-r", "1", at_terminal=True)

    assert (ended.code, ended.out) == (2, "")
    assert "hint: write them to a file: newsarchive show 1 --raw > FILE" in ended.err


def test_what_was_taken_away_is_proved(cli: Cli, store: Store) -> None:
    keep_capture(store, Capture(URL, PAGE.encode(), "text/html", NOW, status=200), NOW)

    plain, at_terminal = cli("show", "1", "--removed").out, cli("show", "1", "--removed", at_terminal=True).out

    assert "\tSố lượt truy cập: 1.204\n" in plain
    assert "Số lượt truy cập: 1.204" in at_terminal
    told = json.loads(cli("show", "1", "--removed", "--json").out)
    assert "Số lượt truy cập: 1.204" in [line["text"] for line in told]


def test_a_page_of_which_nothing_was_left_out_is_told(cli: Cli, store: Store) -> None:
    body = f"<html><body><article><h1>{FIRST.title}</h1><p>{FIRST.text}</p></article></body></html>".encode()
    keep_capture(store, Capture(URL, body, "text/html", NOW, status=200), NOW)

    assert cli("show", "1", "--removed") == (0, "", "the article holds every line of its page\n")


def test_nothing_is_taken_away_from_what_a_feed_gave(cli: Cli, store: Store) -> None:
    put(store, FIRST, capture=Capture(URL, b"<p>", "text/html", NOW))

    ended = cli("show", "1", "--removed")

    assert ended.code == 3
    assert "article 1 was read from a feed" in ended.err


def test_a_citation_proves_an_article(versions: Cli, store: Store) -> None:
    put(store, FIRST, now=NOW + 72 * HOUR)
    observe(store, Sighting.SAME, 96)
    with store.transaction():
        store.articles.add_alias(ArticleId(1), "https://xa.example/tin/1.html")
        store.watches.set(Watch(article_id=ArticleId(1), url=URL, gone_since=NOW + 99 * HOUR))

    lines = dict(line.split("  ", 1) for line in versions("cite", "1").out.splitlines())
    told = json.loads(versions("cite", "1", "--json").out)

    known = {name: value.strip() for name, value in lines.items()}
    digest = hashlib.sha256(BODY).hexdigest()
    assert known["permanent id"].startswith("urn:uuid:")
    assert known["title"] == FIRST.title
    assert known["source"] == URL
    assert known["captured"] == f"2018-10-05 09:00 +07:00, {len(BODY)} bytes"
    assert known["HTTP status"] == "200"
    assert known["redirected"] == "301 http://xa.example/1"
    assert known["received from"] == f"{URL}?trang=1"
    assert known["SHA-256, bytes"] == digest == told["capture"]["digest"] == told["source_digest"]
    assert known["revision 1"].startswith("2018-10-05 09:00 +07:00, first, current, content ")
    assert known["revision 2"].startswith("2018-10-06 09:00 +07:00, text, content ")
    assert known["last seen"] == "2018-10-09 09:00 +07:00, 3 looks"
    assert known["gone since"] == "2018-10-09 12:00 +07:00"
    assert known["also at"] == "https://xa.example/tin/1.html"
    assert known["kept by"] == f"newsarchive {__version__}"
    assert [one["number"] for one in told["revisions"]] == [1, 2]
    assert told["content_digest"] == told["revisions"][0]["content_digest"]


def test_a_citation_says_where_no_bytes_were_kept(cli: Cli, store: Store) -> None:
    put(store, make_draft())

    out = cli("cite", "1").out

    assert "no bytes were kept" in out
    assert "last seen" not in out
    assert json.loads(cli("cite", "1", "--json").out)["capture"] is None


def test_search_finds_what_articles_say_no_more(versions: Cli, store: Store) -> None:
    put(store, make_draft("Sáng nay họp", "Họp dân.", url="https://xa.example/2"))

    plain = versions("search", '"sáng nay"', "--all-revisions").out.splitlines()
    at_terminal = versions("search", '"sáng nay"', "--all-revisions", at_terminal=True)

    assert [line.split("\t")[0] for line in plain] == ["2", "1"]
    assert plain[1].endswith("\trevision 1")
    assert not plain[0].endswith("revision 1")
    assert "revision 1, no more" in at_terminal.out
    assert json.loads(versions("search", '"sáng nay"', "--all-revisions", "--json").out)[1]["revision"] == 1
    assert versions("search", '"sáng nay bà con"').code == 3
    assert versions("search", '"sáng nay bà con"', "--all-revisions", "--page", "2").code == 3
