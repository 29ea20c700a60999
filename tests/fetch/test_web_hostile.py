"""Answers that are broken, too large, too slow or never end."""

import gzip
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import repeat

import pytest

from fetch.conftest import Ask
from newsarchive.errors import FetchError
from newsarchive.fetch.web import Web
from newsarchive.model.web import Request
from servers import KEEP, RESET, Page, Seen, Server, Step, head, script

pytestmark = pytest.mark.loopback
FEED = "<rss><title>Xã Bình Lạc</title></rss>".encode()
CHUNKED = head(200, {"Transfer-Encoding": "chunked"})
BOMB = gzip.compress(bytes(20_000_000))


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    return head(200, {"Content-Encoding": encoding, "Content-Length": str(len(body))}) + body


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        pytest.param([], "closed the connection without an answer", id="closed before an answer"),
        pytest.param([RESET], "the connection broke", id="reset before an answer"),
        pytest.param([b"HTTP/1.1 200 OK\r\nContent-", RESET], "the connection broke", id="reset within the headers"),
        pytest.param([head(200, {"Content-Length": "99"}), FEED], "ended before it was complete", id="too short"),
        pytest.param(
            [head(200, {"Content-Length": "99"}), FEED, RESET], "ended before|connection broke", id="reset in the body"
        ),
        pytest.param([CHUNKED, b"5\r\n<rss>\r\n"], "ended before it was complete", id="last chunk missing"),
        pytest.param([CHUNKED, b"ff\r\n<rss>"], "ended before it was complete", id="chunk cut off"),
        pytest.param([CHUNKED, b"nam\r\n<rss>\r\n0\r\n\r\n"], "ended before", id="no chunk size"),
        pytest.param([CHUNKED, b"-5\r\n<rss>\r\n0\r\n\r\n"], "ended before", id="chunk size below nothing"),
        pytest.param([CHUNKED, b"f" * 70_000], "headers are too long|ended before", id="endless chunk size"),
        pytest.param([FEED], "does not speak HTTP", id="HTTP/0.9"),
        pytest.param([b"SSH-2.0-OpenSSH_9.2\r\n"], "does not speak HTTP", id="another protocol"),
        pytest.param([b"HTTP/1.1 xyz OK\r\n\r\n"], "does not speak HTTP", id="status that is no number"),
        pytest.param([b"HTTP/1.1 99 OK\r\n\r\n"], "does not speak HTTP", id="status that is none"),
        pytest.param([b"\x00" * 100_000], "headers are too long", id="no line at all"),
        pytest.param([head(200, {"X": "x" * 70_000})], "headers are too long", id="huge header"),
        pytest.param([head(200, {f"X-{n}": "x" for n in range(1000)})], "headers are too many", id="1000 headers"),
        pytest.param(
            [head(200, {}).rstrip() + b"\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"],
            "contradicts itself on its length",
            id="two lengths",
        ),
        pytest.param([head(103, {}) * 100], "answers without end", id="interim answers without end"),
        pytest.param([packed(FEED)], "damaged: cannot be unpacked", id="gzip that is none"),
        pytest.param([packed(gzip.compress(FEED)[:-9])], "ended before it was complete", id="gzip cut off"),
        pytest.param(
            [head(200, {"Content-Encoding": "gzip"}), gzip.compress(FEED)[:-9]],
            "ended before it was complete",
            id="gzip cut off, of unknown length",
        ),
        pytest.param([packed(b"\x1f")], "ended before it was complete", id="gzip of one byte"),
        pytest.param([packed(zlib.compress(FEED), "deflate")], "not asked for", id="deflate"),
        pytest.param([packed(FEED, "xz")], "not asked for", id="xz"),
        pytest.param([packed(gzip.compress(gzip.compress(FEED)), "gzip, gzip")], "not asked for", id="gzip twice"),
        pytest.param([packed(FEED, "gzip,,,")], "not asked for", id="gzip and nothing"),
        pytest.param([packed(BOMB)], "larger than 1,000,000 bytes", id="gzip bomb"),
        pytest.param([packed(gzip.compress(b"") * 60_000)], "cannot be unpacked", id="gzip without content"),
        pytest.param([head(200, {"Content-Length": "1000001"}), bytes(1_000_001)], "larger than", id="too large"),
        pytest.param([head(200, {"Content-Length": "9" * 30}), bytes(1_000_001)], "larger than", id="huge length"),
        pytest.param([head(200, {}), *repeat(bytes(100_000), 99)], "larger than 1,000,000", id="body without end"),
        pytest.param(
            [CHUNKED, *repeat(b"5000\r\n" + bytes(0x5000) + b"\r\n", 999)], "larger than", id="chunks without end"
        ),
    ],
)
def test_a_broken_answer_is_an_error_in_words(server: Server, ask: Ask, steps: list[Step], reason: str) -> None:
    server.pages["/rss"] = script(*steps)

    with pytest.raises(FetchError, match=reason) as caught:
        ask("/rss", largest=1_000_000)

    assert caught.value.source == server.url("/rss")
    assert server.paths == ["/rss"]


@pytest.mark.parametrize(
    ("steps", "body"),
    [
        pytest.param([packed(gzip.compress(FEED), "GZip")], FEED, id="GZip"),
        pytest.param([packed(gzip.compress(FEED), "x-gzip")], FEED, id="x-gzip"),
        pytest.param([packed(FEED, "identity")], FEED, id="identity"),
        pytest.param([packed(b"")], b"", id="nothing, packed"),
        pytest.param([packed(gzip.compress(FEED) * 3)], FEED * 3, id="three members"),
        pytest.param([packed(gzip.compress(FEED) + b"\x00" * 99)], FEED, id="padding"),
        pytest.param([packed(gzip.compress(bytes(999_999)))], bytes(999_999), id="well packed"),
        pytest.param([packed(gzip.compress(gzip.compress(FEED)))], gzip.compress(FEED), id="a packed file"),
        pytest.param([CHUNKED, b"3;x=y\r\n<rs\r\n3\r\ns/>\r\n0\r\nX: y\r\n\r\n"], b"<rss/>", id="chunks with extras"),
        pytest.param([head(200, {"Content-Length": "4"}), FEED], FEED[:4], id="more than was said"),
        pytest.param(
            [head(200, {"Content-Length": "4", "Transfer-Encoding": "chunked"}), b"6\r\n<rss/>\r\n0\r\n\r\n"],
            b"<rss/>",
            id="chunks win over a length",
        ),
        pytest.param([head(200, {"Content-Length": "6, 6"}), b"<rss/>"], b"<rss/>", id="the same length twice"),
    ],
)
def test_a_whole_answer_is_taken_however_it_comes(server: Server, ask: Ask, steps: list[Step], body: bytes) -> None:
    server.pages["/rss"] = script(*steps, KEEP)
    server.pages["/next"] = Page(b"next")

    assert ask("/rss", largest=1_000_000).body == body
    assert ask("/next").body == b"next"


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_packed_pieces_of_any_size_fit_together(server: Server, ask: Ask, cut: int) -> None:
    sent = gzip.compress(FEED) * 2
    pieces = [sent[start : start + cut] for start in range(0, len(sent), cut)]
    chunks = [b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces]
    answer = head(200, {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"})
    server.pages["/rss"] = script(answer, *chunks, b"0\r\n\r\n")

    assert ask("/rss").body == FEED * 2


def drips(start: bytes, drop: bytes) -> list[Step]:
    return [start, *(step for _ in range(500) for step in (0.01, drop))]


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([60.0], id="silence"),
        pytest.param(drips(b"", b"H"), id="status"),
        pytest.param(drips(b"HTTP/1.1 200 OK\r\nX: ", b"x"), id="header"),
        pytest.param(drips(b"HTTP/1.1 200 OK\r\n", b"X: x\r\n"), id="headers"),
        pytest.param([0.1, head(100, {})] * 9, id="interim answers"),
        pytest.param(drips(head(200, {}), b"x"), id="body"),
        pytest.param(drips(head(200, {"Content-Length": "9999"}), b"x"), id="body of known length"),
        pytest.param(drips(CHUNKED, b"1\r\nx\r\n"), id="chunks"),
        pytest.param(drips(CHUNKED, b"0"), id="chunk size"),
        pytest.param(drips(CHUNKED + b"0\r\n", b"X: x\r\n"), id="trailers"),
        pytest.param(drips(head(200, {"Content-Encoding": "gzip"}), gzip.compress(b"")), id="gzip without content"),
        pytest.param([head(200, {"Content-Length": "9"}), 60.0], id="silence in the body"),
    ],
)
def test_a_slow_answer_ends_at_the_deadline(server: Server, now: datetime, steps: list[Step]) -> None:
    web = Web(spacing=0.0, deadline=0.25)
    server.pages["/rss"] = script(*steps)

    with pytest.raises(FetchError, match="no complete answer within 0.25 seconds"):
        web.get(Request(url=server.url("/rss")), now)
    web.close()


def test_the_deadline_spans_all_redirects(server: Server, now: datetime) -> None:
    web = Web(spacing=0.0, deadline=0.25)

    def slowly(seen: Seen) -> Iterator[Step]:
        yield 0.1
        yield head(302, {"Location": f"{seen.path}x", "Content-Length": "0"})

    server.pages |= {"/" + "x" * number: slowly for number in range(9)}

    with pytest.raises(FetchError, match="no complete answer within 0.25 seconds"):
        web.get(Request(url=server.url("/")), now)
    web.close()


def test_to_wait_for_the_turn_of_a_host_takes_nothing_from_the_deadline(server: Server, now: datetime) -> None:
    time = [0.0]

    def sleep(seconds: float) -> None:
        time[0] += seconds

    web = Web(spacing=90.0, clock=lambda: time[0], sleep=sleep)
    server.pages["/rss"] = Page(FEED)

    bodies = [web.get(Request(url=server.url("/rss")), now).body for _ in range(2)]
    web.close()

    assert (bodies, time) == ([FEED, FEED], [90.0])


def test_silence_ends_before_the_deadline(server: Server, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.fetch.wire._READ", 0.05)  # 15 s are long for a test
    web = Web(spacing=0.0)
    server.pages["/rss"] = script(60.0)

    with pytest.raises(FetchError, match="too slow"):
        web.get(Request(url=server.url("/rss")), now)
    web.close()


def test_a_broken_answer_leaves_no_connection_behind(server: Server, ask: Ask) -> None:
    server.pages |= {"/bad": script(packed(BOMB), KEEP), "/rss": Page(FEED)}

    with pytest.raises(FetchError, match="larger"):
        ask("/bad", largest=1_000_000)

    assert ask("/rss").body == FEED
    assert [seen.connection for seen in server.seen] == [1, 2]


def test_an_answer_that_is_not_read_to_its_end_leaves_no_connection_behind(server: Server, ask: Ask) -> None:
    server.pages |= {"/bad": Page(bytes(5_000_000), 404), "/rss": Page(FEED)}

    assert (ask("/bad").body, ask("/rss").body) == (b"", FEED)
    assert [seen.connection for seen in server.seen] == [1, 2]


def test_a_port_where_nobody_listens_is_an_error_in_words(ask: Ask) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        ask("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param([b"<p>", RESET], id="reset"),
        pytest.param([b"<p>"], id="closed"),
        pytest.param([bytes(50_000), KEEP], id="more than was said"),
    ],
)
def test_what_follows_the_head_of_a_redirect_does_not_matter(server: Server, ask: Ask, ending: list[Step]) -> None:
    server.pages["/old"] = script(head(301, {"Location": "/rss", "Content-Length": "400"}), *ending)
    server.pages["/rss"] = Page(FEED)

    assert ask("/old").body == FEED


@pytest.mark.parametrize("status", [301, 404, 500])
def test_a_few_words_in_place_of_a_page_do_not_cost_the_connection(server: Server, ask: Ask, status: int) -> None:
    server.pages |= {"/bad": Page(b"<p>" * 99, status), "/rss": Page(FEED)}

    ask("/bad")
    ask("/rss")

    assert server.connections == 1
