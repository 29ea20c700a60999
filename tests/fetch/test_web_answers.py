"""What servers answer when they answer, and what they must have been asked."""

from datetime import datetime

import pytest

from fetch.conftest import Ask
from newsarchive.fetch.web import Web
from newsarchive.model.web import Request
from newsarchive.version import HOMEPAGE, __version__
from servers import KEEP, Page, Server, head, script

pytestmark = pytest.mark.loopback
FEED = "<rss><title>Xã Bình Lạc</title></rss>".encode()


def test_a_page_comes_back_as_it_was_sent(server: Server, ask: Ask, now: datetime) -> None:
    server.pages["/rss?muc=1"] = Page(FEED, headers={"Content-Type": "application/rss+xml"})

    answer = ask("/rss?muc=1")

    assert (answer.requested_url, answer.url) == (server.url("/rss?muc=1"),) * 2
    assert (answer.status, answer.body, answer.requests) == (200, FEED, 1)
    assert (answer.moved_to, answer.fetched_at) == ("", now)
    assert answer.headers["content-type"] == "application/rss+xml"


def test_a_request_says_who_asks_and_nothing_else(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED)

    ask("/rss", accept="application/rss+xml")

    [seen] = server.seen
    assert seen.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": f"newsarchive/{__version__} (+{HOMEPAGE})",
        "accept": "application/rss+xml",
        "accept-encoding": seen.headers["accept-encoding"],
    }
    assert "gzip" in seen.headers["accept-encoding"]


def test_a_cookie_never_comes_back(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED, headers={"Set-Cookie": "phien=7; Path=/"})

    answers = [ask("/rss"), ask("/rss")]

    assert not any("cookie" in seen.headers or "referer" in seen.headers for seen in server.seen)
    assert not any("set-cookie" in answer.headers for answer in answers)


def test_headers_are_kept_but_for_cookies_and_those_of_the_connection(server: Server, ask: Ask) -> None:
    kept = {
        "Content-Type": "text/html",
        "ETag": '"7"',
        "Last-Modified": "Thu, 04 Oct 2018 01:00:00 GMT",
        "Cache-Control": "max-age=60",
        "Expires": "0",
        "Retry-After": "120",
        "Date": "Thu, 04 Oct 2018 02:00:00 GMT",
        "Link": "<https://hub.example>; rel=hub",
        "Content-Location": "/rss.xml",
        "Content-Language": "vi",
        "Server": "cong-thong-tin",
        "Age": "3",
        "X-Powered-By": "PHP/5.3",
    }
    server.pages["/rss"] = Page(FEED, headers=kept | {"Keep-Alive": "timeout=5", "Set-Cookie": "a=b"})

    headers = ask("/rss").headers

    assert headers == {name.lower(): value for name, value in kept.items()} | {"content-length": str(len(FEED))}


def test_a_header_that_comes_twice_counts_once_unless_it_is_a_list(server: Server, ask: Ask) -> None:
    twice = 'ETag: "a"\r\nETag: "b"\r\nLink: <a>; rel=hub\r\nLink: <b>; rel=self\r\nVary: A\r\nVary: B\r\n'
    server.pages["/rss"] = script(f"HTTP/1.1 200 OK\r\n{twice}Content-Length: 0\r\n\r\n".encode(), KEEP)

    headers = ask("/rss").headers

    assert (headers["etag"], headers["link"], headers["vary"]) == ('"a"', "<a>; rel=hub, <b>; rel=self", "A, B")


def test_how_a_page_was_packed_is_kept_though_its_bytes_are_unpacked(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED, is_packed=True)

    answer = ask("/rss")

    assert (answer.body, answer.headers["content-encoding"]) == (FEED, "gzip")


@pytest.mark.parametrize(
    "etag",
    [
        pytest.param('"7-5f"', id="strong"),
        pytest.param('W/"7-5f"', id="weak"),
        pytest.param("7-5f", id="without quotation marks"),
        pytest.param('"a, b"; W/ x', id="like a list"),
        pytest.param('"tin-tức"'.encode().decode("latin-1"), id="bytes that are no ASCII"),
        pytest.param('"\x80\xff"', id="bytes that are no text"),
        pytest.param('W/"--gzip"', id="changed by a server that packs"),
        pytest.param('""', id="empty"),
        pytest.param("*", id="star"),
        pytest.param('"' + "x" * 4000 + '"', id="long"),
        pytest.param('"a\tb"', id="tab"),
    ],
)
def test_validators_go_back_as_they_came(server: Server, ask: Ask, etag: str) -> None:
    date = "Thu, 4-Oct-18 08:00:00 GMT+7"
    server.pages["/rss"] = Page(FEED, etag=etag, last_modified=date)
    first = ask("/rss")

    second = ask("/rss", etag=first.headers["etag"], last_modified=first.headers["last-modified"])

    assert (second.status, second.body) == (304, b"")
    assert (server.seen[1].headers["if-none-match"], server.seen[1].headers["if-modified-since"]) == (etag, date)


def test_no_validator_is_invented(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED, headers={"Date": "Thu, 04 Oct 2018 02:00:00 GMT"})

    ask("/rss", etag='"7"')
    ask("/rss", last_modified="hôm qua".encode().decode("latin-1"))
    ask("/rss")

    asked = [{name for name in seen.headers if name.startswith("if-")} for seen in server.seen]
    assert asked == [{"if-none-match"}, {"if-modified-since"}, set()]


@pytest.mark.parametrize("etag", ['"a"\r\nX-Injected: 1', '"a"\nX: 1', "a\x00b", '"tức"'.replace("ứ", "\u1ee9")])
def test_what_no_server_can_have_sent_is_not_sent_to_it(server: Server, ask: Ask, etag: str) -> None:
    server.pages["/rss"] = Page(FEED)

    answer = ask("/rss", etag=etag)

    assert answer.body == FEED
    assert not {"if-none-match", "x-injected", "x"} & set(server.seen[0].headers)


@pytest.mark.parametrize(
    "status", [201, 203, 204, 206, 300, 400, 401, 403, 404, 405, 410, 418, 429, 500, 502, 503, 599]
)
def test_any_status_is_an_answer_without_body(server: Server, ask: Ask, status: int) -> None:
    server.pages["/rss"] = Page(b"" if status == 204 else b"<p>khong co", status, {"Content-Type": "text/html"})

    answer = ask("/rss")

    assert (answer.status, answer.body, answer.headers["content-type"]) == (status, b"", "text/html")
    assert server.paths == ["/rss"]


@pytest.mark.parametrize(
    "wait",
    [
        pytest.param("120", id="seconds"),
        pytest.param("Thu, 04 Oct 2018 03:00:00 GMT", id="date"),
        pytest.param("-5", id="negative"),
        pytest.param("9" * 30, id="huge"),
        pytest.param("mai", id="garbage"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_handed_on_and_never_waited_for(server: Server, now: datetime, status: int, wait: str) -> None:
    slept: list[float] = []
    server.pages["/rss"] = Page(b"", status, {"Retry-After": wait})
    web = Web(sleep=slept.append)

    answer = web.get(Request(url=server.url("/rss")), now)
    web.close()

    assert (answer.status, answer.headers["retry-after"], slept, server.paths) == (status, wait, [], ["/rss"])


def test_no_password_is_offered_where_one_is_wanted(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(b"", 401, {"WWW-Authenticate": 'Basic realm="noi bo"'})

    assert ask("/rss").status == 401
    assert "authorization" not in server.seen[0].headers


def test_304_without_a_validator_is_an_answer_like_others(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(b"", 304)

    assert ask("/rss").status == 304


def test_a_storm_of_304_takes_one_connection(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED, etag='"7"')

    statuses = {ask("/rss", etag='"7"').status for _ in range(50)}

    assert (statuses, len(server.seen), server.connections) == ({304}, 50, 1)


@pytest.mark.parametrize("status", [204, 304])
def test_a_body_where_none_may_be_is_not_taken_for_the_next_answer(server: Server, ask: Ask, status: int) -> None:
    lie = head(200, {"Content-Length": "4"}) + b"lie!"
    server.pages["/rss"] = script(head(status, {"Content-Length": str(len(lie))}) + lie, KEEP)
    server.pages["/page"] = Page(FEED)

    first, second = ask("/rss"), ask("/page")

    assert (first.status, first.body, second.body) == (status, b"", FEED)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(head(100, {}), id="100"),
        pytest.param(head(103, {"Link": "</style.css>; rel=preload"}), id="103"),
        pytest.param(head(100, {}) + head(102, {}) + head(103, {"Link": "<x>"}) * 3, id="several"),
    ],
)
def test_interim_answers_are_passed_over(server: Server, ask: Ask, before: bytes) -> None:
    server.pages["/rss"] = script(before + head(200, {"Content-Length": str(len(FEED))}) + FEED, KEEP)

    answer = ask("/rss")

    assert (answer.status, answer.body) == (200, FEED)
    assert "link" not in answer.headers


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"HTTP/1.0 200 OK\r\n\r\n%s", id="HTTP/1.0, until the end"),
        pytest.param(b"HTTP/1.1 200\r\n\r\n%s", id="no phrase"),
        pytest.param(b"HTTP/1.1 200 OK\nContent-Type: a/b\n\n%s", id="line feeds alone"),
        pytest.param(b"HTTP/1.1 200 T\xe1\xbb\x91t\r\nX: \xff\r\n\r\n%s", id="bytes in phrase and headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nno colon\r\n: no name\r\n\r\n%s", id="headers that are none"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n%s", id="folded"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n%s", id="length that is no number"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n%s", id="length below nothing"),
    ],
)
def test_odd_answers_are_read(server: Server, ask: Ask, text: bytes) -> None:
    server.pages["/rss"] = script(text % FEED)

    assert ask("/rss").body == FEED


def test_zero_bytes_in_a_body_are_kept(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(b"a\x00b")

    assert ask("/rss").body == b"a\x00b"


def test_what_a_server_says_of_its_charset_is_kept_and_not_believed(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED, headers={"Content-Type": "text/xml; charset=utf-16"})

    answer = ask("/rss")

    assert (answer.body, answer.headers["content-type"]) == (FEED, "text/xml; charset=utf-16")


def test_a_connection_that_the_server_has_closed_is_opened_again(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = Page(FEED, headers={"Keep-Alive": "timeout=0"})
    server.pages["/once"] = script(head(200, {"Content-Length": str(len(FEED))}) + FEED)

    bodies = [ask("/once").body, ask("/rss").body, ask("/rss").body]

    assert bodies == [FEED] * 3
    assert [seen.connection for seen in server.seen] == [1, 2, 2]


def test_a_connection_that_breaks_when_it_is_used_again_is_tried_once_more(server: Server, ask: Ask) -> None:
    server.pages["/rss"] = [Page(FEED), script(), Page(b"new")]

    bodies = [ask("/rss").body, ask("/rss").body]

    assert bodies == [FEED, b"new"]
    assert [seen.connection for seen in server.seen] == [1, 1, 2]


def test_address_with_letters_that_need_it_is_quoted(server: Server, ask: Ask) -> None:
    server.pages["/tin%20t%E1%BB%A9c/l%C3%BAa%2f?q=%C4%91%E1%BB%93ng"] = Page(FEED)

    answer = ask("/tin%20tức/lúa%2f?q=đồng#top")

    assert (answer.body, answer.url) == (FEED, server.url("/tin%20tức/lúa%2f?q=đồng#top"))


@pytest.mark.parametrize("path", ["//tin//7", "/tin;a=1?b=2&b=3", "/?", "/a?b=c/d?e", "/tin/../7", "/%7Etin"])
def test_a_path_is_sent_as_it_is(server: Server, ask: Ask, path: str) -> None:
    ask(path)

    assert server.paths == [path.removesuffix("?")]


@pytest.mark.parametrize("url", ["ftp://xa.example/", "http://a:b@xa.example/", "tin.html", "http://xa.example/a b"])
def test_what_is_no_web_address_is_not_asked(ask: Ask, url: str) -> None:
    from newsarchive.errors import FetchError

    with pytest.raises(FetchError, match="not an address of the web"):
        ask(url)
