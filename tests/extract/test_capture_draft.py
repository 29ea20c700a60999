from datetime import UTC, datetime

import pytest

from newsarchive.errors import ParseError, UsageError
from newsarchive.extract.capture import CROWDED, read_capture, read_in_time
from newsarchive.model.article import Capture
from newsarchive.model.extraction import SiteKnowledge, SiteRules

URL = "https://binhlac.example/tin/7.html"
TITLE = "Thôn Đông Hạ có đường hoa"
TEXT = "Bà con thôn Đông Hạ trồng hoa dọc đường trục thôn, mỗi nhà một đoạn, tự chăm sóc quanh năm."
HTML = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><p>{TEXT}</p><p>{TEXT[::-1]}</p></body></html>"


def capture_of(body: bytes, url: str = "", media_type: str = "") -> Capture:
    return Capture(url, body, media_type, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("media_type", ["text/html; charset=utf-8", "text/plain", ""])
def test_html_is_told_by_its_content(media_type: str) -> None:
    draft = read_capture(capture_of(HTML.encode(), URL, media_type)).draft

    assert (draft.title, draft.url) == (TITLE, URL)
    assert draft.text.startswith(TEXT)


@pytest.mark.parametrize(
    ("url", "canonical"), [(URL, URL), ("", ""), ("file:///home/lan/tin.txt", "")], ids=["web", "input", "file"]
)
def test_text_is_told_by_its_content(url: str, canonical: str) -> None:
    draft = read_capture(capture_of(f"{TITLE}\n\n{TEXT}".encode(), url, "text/html")).draft

    assert (draft.title, draft.text, draft.url) == (TITLE, TEXT, canonical)


def test_a_fragment_that_is_declared_to_be_html_is() -> None:
    assert read_capture(capture_of(f"{TEXT}<hr>{TEXT[::-1]}".encode(), URL, "text/html")).draft.text.startswith(TEXT)


def test_the_declared_charset_is_heard() -> None:
    text = "Новости села\n\nСегодня в клубе собрались жители, чтобы обсудить ремонт дороги и посадку деревьев у школы."
    body = text.encode("cp1251")

    assert read_capture(capture_of(body, URL, 'text/plain; charset="windows-1251"')).draft.title == "Новости села"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no article in it"),
        (b"Rss", "no article in it"),
        (b"<html></html>", "no article in it"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0"></rss>', "a feed, not an article"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a feed, not an article"),
        (b"%PDF-1.4\x00\x01\x02\xff\xfe\xfa\x80" * 20, "not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
    ],
    ids=["empty", "chrome", "page", "rss", "atom", "pdf", "png"],
)
@pytest.mark.parametrize(("url", "source"), [(URL, URL), ("", "standard input")])
def test_what_is_no_article_is_refused_by_its_source(body: bytes, reason: str, url: str, source: str) -> None:
    if body == b"<html></html>" and not url:
        source = "page"
    with pytest.raises(ParseError) as caught:
        read_capture(capture_of(body, url))

    assert caught.value.message == f"{source}: {reason}"


def test_hostile_beginnings_are_judged_in_time() -> None:
    with pytest.raises(ParseError):
        read_capture(capture_of(b"<!--" * 100_000))


def test_a_capture_is_read_with_what_is_known_of_its_site() -> None:
    site = SiteKnowledge(rules=SiteRules({"title": "p"}))

    found = read_in_time(capture_of(HTML.encode(), URL, "text/html"), site)

    assert found.draft.title.startswith(TEXT)
    assert found.lines[0] == TITLE


def test_a_text_says_how_its_fields_are_known() -> None:
    found = read_capture(capture_of(f"{TITLE}\n\n{TEXT}".encode(), URL))

    assert {one.field for one in found.evidence} >= {"title", "text"}
    assert found.confidence is None


def test_a_rule_that_cannot_be_followed_is_told_of_crowded_pages_as_well() -> None:
    crowded = capture_of(HTML.encode() + b"<i></i>" * CROWDED, URL, "text/html")

    with pytest.raises(UsageError, match="the rule for title is no CSS selector"):
        read_in_time(crowded, SiteKnowledge(rules=SiteRules({"title": "h1["})))
