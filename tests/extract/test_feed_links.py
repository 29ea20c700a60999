import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.feed_links import find_feed_links, usual_places
from newsarchive.text.urls import is_web

URL = "https://binhlac.example/vi/news/hop-dan-7.html"
HOME = "https://binhlac.example"


def links(head: str, url: str = URL) -> tuple[str, ...]:
    return find_feed_links(f"<html><head>{head}</head><body><p>Xã họp</body></html>".encode(), url)


def test_feeds_are_found_in_the_order_of_the_page() -> None:
    assert links(
        """
        <link rel="alternate" type="application/atom+xml" href="https://xa.example/atom.xml">
        <link rel="alternate" type="application/rss+xml" title="Tin xã" href="../rss/">
        <LINK HREF="/feed.json" TYPE="Application/Feed+JSON; charset=utf-8" REL="home Alternate">
        <link rel="alternate" type="application/rss+xml" href="/vi/rss/">
        """
    ) == ("https://xa.example/atom.xml", f"{HOME}/vi/rss/", f"{HOME}/feed.json")


def test_links_outside_the_head_count_too() -> None:
    body = b"<p>X\xe3 h\xf4m nay <link rel=alternate type=application/rss+xml href=/rss>"

    assert find_feed_links(body, URL, "windows-1252") == (f"{HOME}/rss",)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ('<base href="/tin/">', f"{HOME}/tin/rss"),
        ('<base href="https://xa.example/a/">', "https://xa.example/a/rss"),
        ('<base href="javascript:1">', f"{HOME}/vi/news/rss"),
        ("<base>", f"{HOME}/vi/news/rss"),
    ],
)
def test_addresses_are_relative_to_the_base_of_the_page(base: str, expected: str) -> None:
    assert links(f"{base}<link rel=alternate type=application/rss+xml href=rss>") == (expected,)


@pytest.mark.parametrize(
    "link",
    [
        "<link rel=stylesheet type=application/rss+xml href=/rss>",
        "<link rel=alternate type=text/html hreflang=en href=/en/>",
        "<link rel=alternate type=application/json href=/wp-json/>",
        "<link rel=alternate type=application/rss+xml>",
        "<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>",
        "<link rel=alternate type=application/rss+xml href='file:///etc/passwd'>",
        "<link rel=alternate type=application/rss+xml href='http://a:b@xa.example/rss'>",
        "<link type=application/rss+xml href=/rss>",
        "<link rel=alternate href=/rss>",
    ],
)
def test_other_links_are_no_feeds(link: str) -> None:
    assert links(link) == ()


def test_what_is_no_page_has_no_feeds() -> None:
    assert find_feed_links(b"", URL) == ()


def test_without_an_address_only_whole_links_are_known() -> None:
    head = "<link rel=alternate type=application/rss+xml href=/rss>"

    assert links(head + head.replace("/rss>", "https://xa.example/rss>"), "") == ("https://xa.example/rss",)


@pytest.mark.parametrize(
    ("url", "first"),
    [
        (URL, f"{HOME}/vi/news/rss/"),
        (f"{HOME}/tin-xa/", f"{HOME}/tin-xa/rss/"),
        (f"{HOME}/EN/about", f"{HOME}/EN/about/rss/"),
        (f"{HOME}/vi/", f"{HOME}/vi/news/rss/"),
        (f"{HOME}/index.php?language=vi&nv=news&op=lua-7", f"{HOME}/index.php?language=vi&nv=news&op=rss"),
        (f"{HOME}/index.php?nv=../x", f"{HOME}/rss"),
        (f"{HOME}/hop-dan-7.html", f"{HOME}/rss"),
        (f"{HOME}/{'hop-dan' * 20}", f"{HOME}/rss"),
        (HOME, f"{HOME}/rss"),
    ],
)
def test_the_likeliest_place_comes_first(url: str, first: str) -> None:
    assert usual_places(url)[0] == first


def test_all_usual_places_of_a_site_are_named_once() -> None:
    assert usual_places(f"{HOME}:443/news/") == tuple(
        HOME + place
        for place in ("/news/rss/", "/rss", "/feed", "/rss.xml", "/atom.xml", "/index.xml", "/vi/news/rss/")
    )


def test_the_place_that_was_tried_already_is_not_named_again() -> None:
    assert f"{HOME}/rss" not in usual_places(f"{HOME}/rss")


@pytest.mark.parametrize("url", ["", "binhlac.example", "file:///tmp/rss", "http://a:b@xa.example/"])
def test_what_is_no_address_of_the_web_has_no_places(url: str) -> None:
    assert usual_places(url) == ()


@given(st.binary() | st.text().map(str.encode), st.text())
def test_any_bytes_yield_only_addresses_of_the_web(body: bytes, url: str) -> None:
    page = body + b"<link rel=alternate type=application/rss+xml href='" + body + b"'>"

    assert all(map(is_web, find_feed_links(page, url)))
    assert all(map(is_web, find_feed_links(page, URL)))


@given(st.text("/?&=.nvi%abc-é[]@:", max_size=30))
def test_any_address_yields_few_places(path: str) -> None:
    places = usual_places(HOME + path)

    assert len(places) <= 8
    assert all(map(is_web, places))
