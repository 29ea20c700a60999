"""feedparser at work on what is irregular, and what it is kept from."""

import pytest

from newsarchive.errors import ParseError
from newsarchive.feeds import foreign
from newsarchive.feeds.read import read_feed

LARGE = " " * foreign.SMALL


def rss(items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Tin xã</title>{items}</channel></rss>".encode()


def test_large_irregular_document_is_read_apart() -> None:
    document = read_feed(rss(f"<item><title>Gặt <br> lúa</title><description>{LARGE}</description></item>"))

    assert ([entry.title for entry in document.entries], document.repairs) == (
        ["Gặt lúa"],
        ("not well-formed: read leniently",),
    )


def test_document_that_takes_too_long_keeps_its_whole_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "LONGEST", 0)

    document = read_feed(rss(f"<item><title>Một</title></item><item><br>{LARGE}</item>"))

    assert ([entry.title for entry in document.entries], document.repairs) == (["Một"], ("damaged after 1 entry",))


def test_document_that_takes_too_long_is_a_parse_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "LONGEST", 0)

    with pytest.raises(ParseError, match="damaged beyond reading"):
        read_feed(rss(f"<item><br>{LARGE}</item>"))


def test_what_is_no_feed_is_a_parse_error_there_too() -> None:
    with pytest.raises(ParseError, match="feed: neither RSS nor Atom") as caught:
        read_feed(f"<channel>{LARGE}</channel>".encode())

    assert "newsarchive add" in caught.value.hint


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("<author>" + "a" * 1000 + "<!-- -->" * 10 + "</author>", id="author"),
        pytest.param("<author><![CDATA[" + "a" * 2000 + "]]></author>", id="section"),
        pytest.param("<x " + " ".join(f"a{number}='>'" for number in range(300)) + ">", id="attributes"),
        pytest.param("<!-- a --><![CDATA[<!-- b -->]]><!-- c", id="comments"),
    ],
)
def test_what_would_keep_feedparser_busy_is_left_out(inner: str) -> None:
    (entry,) = read_feed(rss(f"<item><title>Tin</title><br>{inner}</item>")).entries

    assert (entry.title, entry.authors) == ("Tin", ())
