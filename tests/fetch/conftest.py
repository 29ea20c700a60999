import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from newsarchive.fetch.web import Web
from newsarchive.model.web import Answer, Request
from servers import Server

Ask = Callable[..., Answer]
Names = dict[str, list[str]]


@pytest.fixture
def server(_loopback: None) -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def other(_loopback: None) -> Iterator[Server]:
    with Server("127.0.0.2") as server:
        yield server


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web(spacing=0.0)
    yield web
    web.close()


@pytest.fixture
def ask(server: Server, web: Web, now: datetime) -> Ask:
    """Fetch a path of the server, or any other address."""

    def ask(path: str, **more: Any) -> Answer:
        return web.get(Request(url=server.url(path) if path.startswith("/") else path, **more), now)

    return ask


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What the resolver knows."""
    names: Names = {}

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return names
