"""Many threads, many hosts: what the servers see of it."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import partial

import pytest

from newsarchive.fetch.pool import HostPool
from newsarchive.fetch.web import Web
from newsarchive.model.web import Answer, Request
from servers import Page, Seen, Server, Step, head, moved

pytestmark = pytest.mark.loopback
FEED = b"<rss/>"


def slowly(seen: Seen) -> Iterator[Step]:
    yield 0.005
    yield head(200, {"Content-Length": "6"}) + FEED


def test_threads_that_want_the_same_host_wait_for_each_other(server: Server, now: datetime) -> None:
    server.pages |= {f"/{number}": slowly for number in range(12)}
    web = Web(spacing=0.0)
    threads = [
        threading.Thread(target=web.get, args=(Request(url=server.url(f"/{number}")), now)) for number in range(12)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    web.close()

    assert sorted(server.paths) == sorted(f"/{number}" for number in range(12))
    assert server.most_at_once == 1


def test_one_question_a_host_leaves_the_rest_that_is_due(server: Server, now: datetime) -> None:
    server.pages |= {"/1": Page(FEED), "/2": moved(302, "/3"), "/3": Page(FEED), "/4": Page(b"", 404)}
    web = Web(spacing=0.05)

    for path in ("/1", "/2", "/4"):
        web.get(Request(url=server.url(path)), now)
    web.close()

    at = {seen.path: seen.at for seen in server.seen}
    assert at["/2"] - at["/1"] >= 0.05
    assert at["/4"] - at["/3"] >= 0.05


def test_what_belongs_to_a_page_need_not_wait_for_its_host_to_rest(server: Server, now: datetime) -> None:
    server.pages |= {"/1": Page(FEED), "/2": Page(FEED), "/3": Page(FEED)}
    rests: list[float] = []
    web = Web(spacing=1.0, clock=lambda: 7.0, sleep=rests.append)

    for path, is_part in (("/1", False), ("/2", True), ("/3", False)):
        web.get(Request(url=server.url(path), is_part=is_part), now)
    web.close()

    assert (server.paths, rests) == (["/1", "/2", "/3"], [1.0])


def test_many_hosts_are_asked_at_once_and_each_by_one(now: datetime) -> None:
    hosts = [f"127.0.1.{number}" for number in range(1, 9)]
    web = Web(spacing=0.0)
    with ExitStack() as stack, HostPool[Answer](8, spacing=0.0) as pool:
        servers = [stack.enter_context(Server(host)) for host in hosts]
        everybody_asks = threading.Barrier(len(hosts))

        def together(seen: Seen) -> Iterator[Step]:
            everybody_asks.wait(60)  # until all hosts have been asked
            yield head(200, {"Content-Length": "6"}) + FEED

        for server in servers:
            server.pages |= {"/1": together, "/2": Page(FEED)}
            for path in ("/1", "/2"):
                request = Request(url=server.url(path))
                pool.submit(request.url, partial(web.get, request, now))
        bodies = [answer.body for answer in pool.results()]
        web.close()

    assert bodies == [FEED] * 16
    assert all((server.paths, server.most_at_once) == (["/1", "/2"], 1) for server in servers)


def test_hosts_that_lead_to_each_other_do_not_wait_for_ever(server: Server, other: Server, now: datetime) -> None:
    server.pages |= {"/a": moved(302, other.url("/b")), "/c": Page(FEED)}
    other.pages |= {"/a": moved(302, server.url("/c")), "/b": Page(FEED)}
    web = Web(spacing=0.0)
    with HostPool[Answer](2, spacing=0.0) as pool:
        for _ in range(20):
            for url in (server.url("/a"), other.url("/a")):
                pool.submit(url, partial(web.get, Request(url=url), now))

        assert [answer.body for answer in pool.results()] == [FEED] * 40
    web.close()

    assert (server.most_at_once, other.most_at_once) == (1, 1)


def test_two_schemes_of_a_host_never_hold_two_connections(server: Server, now: datetime) -> None:
    with Server(server.host) as second:
        server.pages["/rss"] = second.pages["/rss"] = Page(FEED)
        web = Web(spacing=0.0)

        for each in (server, second, server):
            web.get(Request(url=each.url("/rss")), now)
        web.close()

    assert (server.connections, second.connections) == (2, 1)


def test_connections_that_are_kept_are_few(now: datetime) -> None:
    web = Web(spacing=0.0)
    with ExitStack() as stack:
        servers = [stack.enter_context(Server(f"127.0.2.{number}")) for number in range(1, 41)]
        for _ in range(2):
            for server in servers[-32:] + servers[:8]:
                web.get(Request(url=server.url("/")), now)
            for server in servers[:8]:
                web.get(Request(url=server.url("/")), now)
        web.close()

    assert [server.connections for server in servers[:8]] == [2] * 8
    assert all(server.connections == 2 for server in servers[8:])


def test_a_closed_web_keeps_no_connection(server: Server, now: datetime) -> None:
    server.pages["/rss"] = Page(FEED)
    web = Web(spacing=0.0)

    web.get(Request(url=server.url("/rss")), now)
    web.close()
    web.get(Request(url=server.url("/rss")), now)

    assert server.connections == 2


def test_a_web_that_was_never_asked_can_be_closed_and_is_still_of_use(server: Server, now: datetime) -> None:
    web = Web(spacing=0.0)
    server.pages["/rss"] = Page(FEED)

    web.close()

    assert web.get(Request(url=server.url("/rss")), now).body == FEED
    web.close()


def test_the_usual_rest_is_a_second(server: Server, now: datetime) -> None:
    slept: list[float] = []
    web = Web(clock=lambda: 7.0, sleep=slept.append)

    for _ in range(2):
        web.get(Request(url=server.url("/")), now)
    web.close()

    assert slept == [1.0]
