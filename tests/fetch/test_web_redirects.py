"""Redirects: which are followed, which are remembered, and who is asked on the way."""

from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_network

import pytest

from fetch.conftest import Ask, Names
from newsarchive.errors import FetchError
from newsarchive.fetch import addresses
from newsarchive.fetch.web import Web
from newsarchive.model.article import Hop
from newsarchive.model.web import Request
from servers import Page, Server, head, moved, script

pytestmark = pytest.mark.loopback
FEED = b"<rss/>"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server: Server, ask: Ask, status: int) -> None:
    server.pages |= {"/old": moved(status, "/rss"), "/rss": Page(FEED)}

    answer = ask("/old")

    assert (answer.requested_url, answer.url) == (server.url("/old"), server.url("/rss"))
    assert (answer.status, answer.body, answer.requests, server.paths) == (200, FEED, 2, ["/old", "/rss"])
    assert answer.hops == (Hop(server.url("/old"), status),)


def test_each_redirect_of_a_chain_is_remembered_in_its_order(server: Server, other: Server, ask: Ask) -> None:
    server.pages |= {"/a": moved(301, "/b"), "/b": moved(302, other.url("/c"))}
    other.pages["/c"] = moved(308, "/rss")

    answer = ask("/a")

    chain = [(server.url("/a"), 301), (server.url("/b"), 302), (other.url("/c"), 308)]
    assert [(hop.url, hop.status) for hop in answer.hops] == chain
    assert (answer.url, answer.status) == (other.url("/rss"), 404)


@pytest.mark.parametrize(
    ("statuses", "remembered"),
    [
        pytest.param([301], "/1", id="301"),
        pytest.param([308, 301], "/2", id="308, 301"),
        pytest.param([301, 302], "/1", id="301, then 302"),
        pytest.param([301, 308, 307, 301], "/2", id="a temporary one among them"),
        pytest.param([302, 301], "", id="302 first"),
        pytest.param([303], "", id="303"),
        pytest.param([307], "", id="307"),
    ],
)
def test_only_the_leading_permanent_redirects_are_remembered(
    server: Server, ask: Ask, statuses: list[int], remembered: str
) -> None:
    for number, status in enumerate(statuses):
        server.pages[f"/{number}"] = moved(status, f"/{number + 1}")
    server.pages[f"/{len(statuses)}"] = Page(FEED)

    answer = ask("/0")

    assert answer.body == FEED
    assert answer.moved_to == (server.url(remembered) if remembered else "")


def test_where_a_redirect_leads_is_said_whatever_is_there(server: Server, ask: Ask) -> None:
    server.pages["/old"] = moved(301, "/rss")

    answer = ask("/old")

    assert (answer.status, answer.moved_to) == (404, server.url("/rss"))


def test_ten_redirects_are_followed_and_not_eleven(server: Server, ask: Ask) -> None:
    server.pages |= {f"/{number}": moved(302, f"/{number + 1}") for number in range(11)} | {"/11": Page(FEED)}

    assert ask("/1").requests == 11
    with pytest.raises(FetchError, match="more than 10 redirects"):
        ask("/0")
    assert server.paths[11:] == [f"/{number}" for number in range(11)]


@pytest.mark.parametrize("ring", [["/a"], ["/a", "/b", "/c"]], ids=["itself", "three"])
def test_a_circle_is_left_after_one_round(server: Server, ask: Ask, ring: list[str]) -> None:
    server.pages |= {here: moved(302, there) for here, there in zip(ring, [*ring[1:], ring[0]], strict=True)}

    with pytest.raises(FetchError, match="redirects in a circle"):
        ask("/a")

    assert server.paths == ring


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("rss?a=1", id="relative"),
        pytest.param("./x/../rss?a=1", id="dots"),
        pytest.param("//127.0.0.1:{port}/tin/rss?a=1", id="no scheme"),
        pytest.param("HTTP://127.0.0.1:{port}/tin/rss?a=1#top", id="whole, with a fragment"),
        pytest.param("  /tin/rss?a=1  ", id="spaces around it"),
    ],
)
def test_relative_redirects_are_resolved(server: Server, ask: Ask, location: str) -> None:
    server.pages |= {"/tin/old": moved(302, location.format(port=server.port)), "/tin/rss?a=1": Page(FEED)}

    assert ask("/tin/old").url == server.url("/tin/rss?a=1")


@pytest.mark.parametrize(
    ("location", "path"),
    [
        pytest.param("/tin-tức".encode(), "/tin-t%E1%BB%A9c", id="UTF-8"),
        pytest.param(b"/caf\xe9", "/caf%C3%A9", id="Latin-1"),
        pytest.param(b"/a b", "/a%20b", id="space"),
    ],
)
def test_redirects_with_letters_that_may_not_be_there_are_understood(
    server: Server, ask: Ask, location: bytes, path: str
) -> None:
    server.pages["/old"] = script(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n")
    server.pages[path] = Page(FEED)

    assert ask("/old").url == server.url(path)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://xa.example/",
        "javascript:alert(1)",
        "http://[::1",
        "http://a:b@xa.example/",
        "http://xa.example:99999/",
        "http://" + "a" * 70 + "ô.example/",
        "/" + "a" * 5000,
    ],
    ids=lambda location: location[:24],
)
def test_a_redirect_away_from_the_web_is_refused(server: Server, ask: Ask, location: str) -> None:
    server.pages["/old"] = script(head(302, {}).rstrip() + f"\r\nLocation: {location}\r\n\r\n".encode())

    with pytest.raises(FetchError, match="redirects to something that is not a web page"):
        ask("/old")


@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_to_nowhere_is_an_answer(server: Server, ask: Ask, status: int) -> None:
    server.pages["/old"] = Page(b"", status)

    answer = ask("/old")

    assert (answer.status, answer.moved_to) == (status, "")


def test_validators_go_along_and_nothing_of_the_way_there(server: Server, other: Server, ask: Ask) -> None:
    server.pages["/old"] = Page(b"", 302, {"Location": other.url("/rss"), "Set-Cookie": "phien=7"})
    other.pages["/rss"] = Page(FEED, etag='"7"')

    answer = ask("/old", etag='"7"')

    assert (answer.status, answer.url) == (304, other.url("/rss"))
    assert set(other.seen[0].headers) == {"host", "user-agent", "accept", "accept-encoding", "if-none-match"}
    assert other.seen[0].headers["host"] == f"127.0.0.2:{other.port}"


def test_another_host_is_asked_in_its_turn_and_the_first_one_set_free(
    server: Server, other: Server, now: datetime
) -> None:
    server.pages["/old"] = moved(302, other.url("/rss"))
    other.pages["/rss"] = Page(FEED)
    clock, slept = iter(range(10_000)), list[float]()
    web = Web(spacing=1000.0, clock=lambda: float(next(clock)) / 1000, sleep=slept.append)

    web.get(Request(url=other.url("/rss")), now)
    web.get(Request(url=server.url("/old")), now)
    web.get(Request(url=server.url("/")), now)
    web.close()

    assert [round(seconds) for seconds in slept] == [1000, 1000]


@pytest.fixture
def outside(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only 127.0.0.2 counts as private: the server is a stranger on the other side of the world."""
    monkeypatch.setattr(addresses, "_PRIVATE", (ip_network("127.0.0.2/32"),))
    addresses.is_public.cache_clear()
    yield
    addresses.is_public.cache_clear()


@pytest.mark.parametrize("status", [301, 302])
def test_no_stranger_leads_into_the_house(server: Server, other: Server, outside: None, ask: Ask, status: int) -> None:
    server.pages |= {"/a": moved(status, "/b"), "/b": moved(status, other.url("/admin"))}

    with pytest.raises(FetchError, match="leads to a private address"):
        ask("/a")

    assert (server.paths, other.connections) == (["/a", "/b"], 0)


def test_an_open_connection_into_the_house_is_no_way_in(server: Server, other: Server, outside: None, ask: Ask) -> None:
    server.pages["/a"] = moved(302, other.url("/admin"))
    other.pages["/"] = Page(FEED)

    ask(other.url("/"))
    with pytest.raises(FetchError, match="leads to a private address"):
        ask("/a")

    assert other.paths == ["/"]


def test_no_feed_of_a_stranger_names_what_is_in_the_house(
    server: Server, other: Server, outside: None, ask: Ask
) -> None:
    other.pages["/admin"] = Page(FEED)

    for _ in range(2):
        with pytest.raises(FetchError, match="leads to a private address"):
            ask(other.url("/admin"), found_at=server.url("/rss"))

    assert other.connections == 0


def test_a_feed_in_the_house_may_name_what_is_there(server: Server, other: Server, outside: None, ask: Ask) -> None:
    other.pages["/tin"] = Page(FEED)
    server.pages["/tin"] = Page(FEED)

    assert ask(other.url("/tin"), found_at=other.url("/rss")).body == FEED
    assert ask(server.url("/tin"), found_at=other.url("/rss")).body == FEED


def test_a_name_that_has_moved_into_the_house_is_not_followed_there(
    server: Server, outside: None, names: Names, ask: Ask
) -> None:
    server.pages |= {"/rss": Page(FEED, is_kept_alive=False), "/tin": Page(FEED)}
    feed = f"http://la.example:{server.port}/rss"

    names["la.example"] = ["127.0.0.1"]
    assert ask(feed).body == FEED
    names["la.example"] = ["127.0.0.2"]
    with pytest.raises(FetchError, match="leads to a private address"):
        ask(f"http://la.example:{server.port}/tin", found_at=feed)


@pytest.mark.parametrize("feed", ["http://khong-co.invalid/rss", "khong/co", "http://["])
def test_a_feed_whose_host_is_not_known_names_nothing(server: Server, names: Names, ask: Ask, feed: str) -> None:
    with pytest.raises(FetchError, match="no such host"):
        ask("/tin", found_at=feed)

    assert server.paths == []


def test_what_nobody_answers_for_is_not_asked_at_a_private_address(server: Server, ask: Ask) -> None:
    with pytest.raises(FetchError, match="leads to a private address"):
        ask("/1.jpg", is_public_only=True)

    assert server.paths == []

    assert server.paths == []


def test_what_the_user_asks_for_may_be_in_the_house(server: Server, other: Server, outside: None, ask: Ask) -> None:
    other.pages |= {"/old": moved(302, "/rss"), "/rss": Page(FEED)}

    assert ask(other.url("/old")).body == FEED
