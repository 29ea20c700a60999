from contextlib import closing
from datetime import datetime

import pytest

from newsarchive.errors import FetchError
from newsarchive.fetch.http import to_capture
from newsarchive.fetch.web import Web
from newsarchive.model.article import Capture, Hop
from newsarchive.model.web import Request
from servers import Page, Server, moved

pytestmark = pytest.mark.loopback
PAGE = "<h1>Lúa mùa</h1>".encode()


def get(url: str, now: datetime) -> Capture:
    with closing(Web()) as web:
        return to_capture(web.get(Request(url=url), now))


def test_page_is_captured_as_it_came(server: Server, now: datetime) -> None:
    server.pages["/page"] = Page(PAGE, headers={"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "a=b"})

    capture = get(server.url("/page"), now)

    assert (capture.url, capture.requested_url, capture.status) == (server.url("/page"), "", 200)
    assert (capture.body, capture.media_type) == (PAGE, "text/html; charset=utf-8")
    assert (capture.captured_at, "set-cookie" in capture.headers) == (now, False)


def test_page_without_a_media_type_has_none(server: Server, now: datetime) -> None:
    server.pages["/page"] = Page(PAGE)

    assert get(server.url("/page"), now).media_type == ""


def test_redirect_is_followed_and_remembered(server: Server, now: datetime) -> None:
    server.pages |= {"/moved": moved(302, "/page"), "/page": Page(PAGE)}

    capture = get(server.url("/moved"), now)

    assert (capture.url, capture.requested_url) == (server.url("/page"), server.url("/moved"))
    assert capture.hops == (Hop(server.url("/moved"), 302),)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "HTTP 404 Not Found"), (304, "HTTP 304 Not Modified"), (301, "HTTP 301 Moved"), (599, "HTTP 599$")],
)
def test_answer_that_is_no_page_is_an_error_in_words(server: Server, now: datetime, status: int, reason: str) -> None:
    server.pages["/page"] = Page(b"", status)

    with pytest.raises(FetchError, match=f"{server.url('/page')}: {reason}"):
        get(server.url("/page"), now)
