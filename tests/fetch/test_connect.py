import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from fetch.conftest import Ask, Names
from newsarchive.errors import FetchError
from newsarchive.fetch.web import Web
from newsarchive.model.web import Request
from servers import Page, Server

pytestmark = pytest.mark.loopback


def test_a_host_is_asked_by_its_name(server: Server, names: Names, ask: Ask) -> None:
    names["xa.example"] = ["127.0.0.1"]
    server.pages["/rss"] = Page(b"<rss/>")

    answer = ask(f"http://XA.example:{server.port}/rss")

    assert answer.body == b"<rss/>"
    assert server.seen[0].headers["host"] == f"xa.example:{server.port}"


def test_a_name_with_vietnamese_letters_is_asked_in_its_other_form(server: Server, names: Names, ask: Ask) -> None:
    names["xn--bnhlc-tsa2534c.example"] = ["127.0.0.1"]
    server.pages["/rss"] = Page(b"<rss/>")

    assert ask(f"http://bìnhlạc.example:{server.port}/rss").body == b"<rss/>"


def test_the_next_address_is_tried_where_nobody_listens(server: Server, names: Names, ask: Ask) -> None:
    names["xa.example"] = ["127.0.0.9", "127.0.0.1"]
    server.pages["/rss"] = Page(b"<rss/>")

    assert ask(f"http://xa.example:{server.port}/rss").body == b"<rss/>"


@pytest.mark.parametrize("host", ["khong-co.example", "a" * 64 + ".example", "a..example"])
def test_a_name_that_nobody_knows_is_an_error_in_words(names: Names, ask: Ask, host: str) -> None:
    with pytest.raises(FetchError, match=f"http://{host}/: no such host"):
        ask(f"http://{host}/")


def test_a_name_that_is_no_name_at_all_is_an_error_in_words(ask: Ask) -> None:
    with pytest.raises(FetchError, match="not an address of the web"):
        ask("http://" + "ạ" * 70 + ".example/")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """A resolver that hears nothing from its server."""
    answered = threading.Event()

    def look_up(*_: Any, **__: Any) -> list[Any]:
        answered.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield look_up
    answered.set()


def test_a_slow_resolver_is_not_waited_for(slow: object, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.fetch.connect._CONNECT", 0.05)  # 10 s are long for a test

    with pytest.raises(FetchError, match="no answer where it is"):
        Web(spacing=0.0).get(Request(url="http://xa.example/"), now)


def test_a_slow_resolver_ends_at_the_deadline(slow: object, now: datetime) -> None:
    with pytest.raises(FetchError, match="no complete answer within 0.05 seconds"):
        Web(spacing=0.0, deadline=0.05).get(Request(url="http://xa.example/"), now)


@pytest.fixture
def full(_loopback: None) -> Iterator[str]:
    """A port that lets nobody in any more."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for guest in waiting:
            guest.setblocking(False)
            guest.connect_ex(listening.getsockname())
        yield "http://127.0.0.1:{1}/".format(*listening.getsockname())
        for guest in waiting:
            guest.close()


def test_a_host_that_does_not_answer_is_an_error_in_words(
    full: str, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.fetch.connect._CONNECT", 0.05)

    with pytest.raises(FetchError, match="no answer$"):
        Web(spacing=0.0).get(Request(url=full), now)


def test_a_host_that_does_not_answer_ends_at_the_deadline(full: str, now: datetime) -> None:
    with pytest.raises(FetchError, match="no complete answer within 0.05 seconds"):
        Web(spacing=0.0, deadline=0.05).get(Request(url=full), now)
