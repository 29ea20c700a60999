"""`newsarchive export`: one format, its options, and where the result goes."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pages import Cli

ATOM = "{http://www.w3.org/2005/Atom}"
SELF = "https://xa.example/tin/rss.xml"


def test_feeds_are_exported_in_three_formats(archive: Cli) -> None:
    rss, atom = (ET.fromstring(archive("export", name).out) for name in ("--rss", "--atom"))
    feed = json.loads(archive("export", "--json-feed").out)

    titles = [item["title"] for item in feed["items"]]
    assert len(titles) == 3
    assert [item.findtext("title") for item in rss.iter("item")] == titles
    assert [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")] == titles


@pytest.mark.parametrize("form", ["--rss", "--atom", "--json-feed"])
def test_lossless_export_moves_an_archive(archive: Cli, form: str) -> None:
    archive("export", form, "--lossless", "-o", "tin")

    archive("--archive", "khác.db", "import", "tin")
    archive("--archive", "khác.db", "export", form, "--lossless", "-o", "lại")

    assert Path("lại").read_bytes() == Path("tin").read_bytes()


def test_feed_is_told_its_title_and_its_addresses(archive: Cli) -> None:
    out = archive("export", "--json-feed", "--title", "Tin xã", "--link", "https://xa.example/", "--self-url", SELF).out

    feed = json.loads(out)
    assert (feed["title"], feed["home_page_url"], feed["feed_url"]) == ("Tin xã", "https://xa.example/", SELF)


def test_newest_articles_of_a_query_are_exported_as_summaries(archive: Cli) -> None:
    archive("edit", "1", "--date", "1/1/2018")

    items = json.loads(archive("export", "--json-feed", "--query", "lúa", "--limit", "1", "--summary-only").out)[
        "items"
    ]

    assert [item["title"] for item in items] == ["Lúa mùa được giá ở xã Bình Lạc"]
    assert "content_html" not in items[0]


def test_feed_goes_to_a_file(archive: Cli, tmp_path: Path) -> None:
    ended = archive("export", "--rss", "2", "-o", "tin.rss")

    assert ended.out == "exported 1 article to tin.rss\n"
    assert (tmp_path / "tin.rss").read_text(encoding="utf-8") == archive("export", "--rss", "2").out


@pytest.mark.parametrize("form", ["--html", "--print"])
def test_page_goes_to_a_file(archive: Cli, tmp_path: Path, form: str) -> None:
    ended = archive("export", form, "2", "-o", "tin.html")

    assert ended.out == "exported 1 article to tin.html\n"
    assert (tmp_path / "tin.html").read_text(encoding="utf-8") == archive("export", form, "2").out


def test_archive_pages_are_written_where_they_changed(archive: Cli, tmp_path: Path) -> None:
    arguments = ("export", "--rss", "--archive-pages", "www", "--self-url", SELF)

    first, second = archive(*arguments).out, archive(*arguments).out

    documents = len(list((tmp_path / "www").iterdir()))
    assert (tmp_path / "www" / "2018-09.xml").exists()
    assert first == f"exported 3 articles to www: {documents} documents, {documents} of them changed\n"
    assert second == f"exported 3 articles to www: {documents} documents, 0 of them changed\n"


def test_pages_of_months_without_articles_are_removed(archive: Cli) -> None:
    arguments = ("export", "--rss", "--archive-pages", "www", "--self-url", SELF)
    archive(*arguments)
    archive("delete", "--yes", "1")

    assert archive(*arguments).out.endswith(" of them changed, 1 removed\n")


def test_one_document_is_counted_as_one(archive: Cli) -> None:
    out = archive("export", "--atom", "2", "--archive-pages", "www", "--self-url", SELF).out

    assert out == "exported 1 article to www: 1 document, 1 of them changed\n"


def test_subscriptions_are_exported_as_opml(archive: Cli, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><head/><body><outline type="rss" text="Tin xã" xmlUrl="https://xa.example/rss"/>'
        "</body></opml>",
        encoding="utf-8",
    )
    archive("feed", "import", "feeds.opml")

    out = archive("export", "--opml", "--title", "Của tôi").out
    ended = archive("export", "--opml", "--title", "Của tôi", "-o", "lại.opml")

    assert "<title>Của tôi</title>" in out
    assert 'xmlUrl="https://xa.example/rss"' in out
    assert ended.out == "exported 1 feed to lại.opml\n"
    assert (tmp_path / "lại.opml").read_text(encoding="utf-8") == out


def test_no_subscription_is_an_empty_list(archive: Cli) -> None:
    assert archive("export", "--opml", "-o", "feeds.opml").out == "exported 0 feeds to feeds.opml\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        pytest.param((), "one format is needed", id="no format"),
        pytest.param(("--rss", "--atom"), "one format is needed", id="two formats"),
        pytest.param(("--html", "--lossless", "1"), "--lossless does not go with --html", id="pages have no records"),
        pytest.param(("--print", "--self-url", SELF), "--self-url does not go with --print", id="paper has no address"),
        pytest.param(("--opml", "1"), "ID does not go with --opml", id="no articles in OPML"),
        pytest.param(("--opml", "--query", "lúa"), "--query does not go with --opml", id="no query in OPML"),
        pytest.param(("--rss", "--archive-pages", "www"), "archive documents link to each other", id="no address"),
        pytest.param(
            ("--rss", "--archive-pages", "www", "--self-url", SELF, "-o", "x"),
            "-o does not go with --rss",
            id="two places",
        ),
        pytest.param(
            ("--json-feed", "--archive-pages", "www", "--self-url", SELF), "no archive documents", id="JSON Feed"
        ),
        pytest.param(("--rss", "--link", "xa.example"), "not an address of the web", id="link"),
    ],
)
def test_export_that_cannot_be_is_refused(archive: Cli, arguments: tuple[str, ...], reason: str) -> None:
    ended = archive("export", *arguments)

    assert ended.code == 2
    assert reason in ended.err


def test_feed_that_fails_leaves_the_file_as_it_was(archive: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.rss").write_text("cũ")

    ended = archive("export", "--rss", "--link", "xa.example", "-o", "tin.rss")

    assert ended.code == 2
    assert (tmp_path / "tin.rss").read_text() == "cũ"
