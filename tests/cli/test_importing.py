"""`newsarchive import` at the command line, and what `show` tells of what came in."""

import json
import re
from pathlib import Path

import pytest

from pages import Cli

FEED = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Tin</title>
<link>https://binhlac.example/</link>{}</channel></rss>"""
ITEM = "<item><guid>g{0}</guid><title>Tin số {0}</title><description>Nội dung {1}</description></item>"
EMPTY = "<item><guid>g9</guid></item>"


def feed(*items: str) -> str:
    return FEED.format("".join(items))


def test_import_counts_what_became_of_the_entries(cli: Cli) -> None:
    cli("import", "-", stdin=feed(*(ITEM.format(number, "cũ") for number in (1, 2, 3))))
    cli("delete", "--yes", "3")

    ended = cli("import", "-", stdin=feed(ITEM.format(3, "mới"), *(ITEM.format(n, "cũ") for n in (1, 2, 4)), EMPTY))

    assert ended.code == 0
    assert ended.out == "imported -: 1 added, 1 revised, 1 unchanged, 1 left deleted, 1 skipped\n"
    assert ended.err == "skipped g9: neither title nor text\n"


def test_report_for_programs_is_whole(cli: Cli) -> None:
    ended = cli("import", "-", "--json", stdin=f"<!DOCTYPE rss>{feed(ITEM.format(1, 1), EMPTY)}")

    assert json.loads(ended.out) == {
        "source": "-",
        "added": 1,
        "revised": 0,
        "completed": 0,
        "unchanged": 0,
        "deleted": 0,
        "skipped": [{"title": "g9", "reason": "neither title nor text"}],
        "repairs": ["a DOCTYPE"],
    }
    assert ended.err == ""


def test_what_was_mended_is_said_unless_quiet_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.rss").write_text(f"<!DOCTYPE rss>{feed(ITEM.format(1, 1))}", encoding="utf-8")

    assert cli("import", "tin.rss") == (0, "imported tin.rss: 1 added\n", "mended tin.rss: a DOCTYPE\n")
    assert cli("--quiet", "import", "tin.rss") == (0, "", "")


def test_list_of_feeds_leads_to_the_right_command(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "nguon.opml").write_text("<opml version='2.0'><body/></opml>")

    ended = cli("import", "nguon.opml")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "newsarchive: nguon.opml: OPML, a list of feeds\n"
        "hint: subscribe to its feeds with: newsarchive feed import nguon.opml\n"
    )
    assert not (tmp_path / "archive.db").exists()


def test_lossless_export_is_the_same_after_an_import(archive: Cli) -> None:
    for form in ("--rss", "--atom", "--json-feed"):
        first = archive("export", form, "--lossless").out
        archive("--archive", f"{form}.db", "import", "-", stdin=first)

        assert archive("--archive", f"{form}.db", "export", form, "--lossless").out == first


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title><id>urn:x</id><updated>2018-10-05T00:00:00Z</updated>
<entry><id>urn:1</id><title>Gặt lúa</title><category term="Nông nghiệp"/><category term="Mùa vụ"/>
<content type="text">Bà con ra đồng.</content>{}</entry></feed>"""


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        pytest.param(
            "<published>2018-10-04T08:30:00+07:00</published><updated>2018-10-05T09:00:00+07:00</updated>",
            r"04/10/2018 08:30 \(cập nhật 05/10/2018 09:00\) · Nông nghiệp · Mùa vụ",
            id="changed later",
        ),
        pytest.param(
            "<published>2018-10-04T08:30:00+07:00</published><updated>2018-10-04T08:30:00+07:00</updated>",
            "04/10/2018 08:30 · Nông nghiệp · Mùa vụ",
            id="changed never",
        ),
    ],
)
def test_show_tells_when_an_article_changed_and_how_it_is_filed(cli: Cli, dates: str, expected: str) -> None:
    cli("import", "-", stdin=ATOM.format(dates))

    assert re.search(f"^{expected}$", cli("show", "1").out, re.MULTILINE)
