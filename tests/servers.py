"""Servers on loopback that behave as they are told, and remember what they were asked.

    with Server() as server:
        server.pages["/rss"] = Page(b"<rss>...", etag='"1"')
        server.pages["/old"] = moved(301, "/rss")
        ...
        assert [seen.path for seen in server.seen] == ["/old", "/rss"]

A behaviour is called with what was asked and yields what goes over the wire: bytes to send, seconds to wait, RESET to
break the connection. When it ends the connection is closed, unless its last word is KEEP. `Page` makes an ordinary
answer of it, and gives 304 to whoever sends its validators back. A list of behaviours is played one a request; the
last of them stays. What has no page is a 404.
"""

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self

RESET = object()
KEEP = object()


@dataclass(frozen=True, slots=True)
class Seen:
    """One request, as the server saw it."""

    at: float  # time.monotonic
    path: str  # with its query
    headers: Mapping[str, str]  # names in small letters
    connection: int  # 1 is the first that was accepted
    lines: tuple[bytes, ...] = ()  # as they came


Step = bytes | float | object
Behaviour = Callable[[Seen], Iterable[Step]]


@dataclass(frozen=True, slots=True)
class Page:
    """An ordinary answer: a body with its length, and 304 for those who know it."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)  # "" takes one away that would be there
    etag: str = ""
    last_modified: str = ""
    is_packed: bool = False
    is_kept_alive: bool = True

    def __call__(self, seen: Seen) -> Iterator[Step]:
        status, body = self.status, gzip.compress(self.body) if self.is_packed else self.body
        if self._is_known(seen):
            status, body = 304, b""
        headers = {"Content-Length": str(len(body)), "ETag": self.etag, "Last-Modified": self.last_modified}
        headers |= {"Content-Encoding": "gzip"} if self.is_packed else {}
        headers |= {} if self.is_kept_alive else {"Connection": "close"}
        yield head(status, headers | dict(self.headers)) + body
        if self.is_kept_alive:
            yield KEEP

    def _is_known(self, seen: Seen) -> bool:
        etag, date = seen.headers.get("if-none-match", ""), seen.headers.get("if-modified-since", "")
        return etag == self.etag if etag and self.etag else bool(date) and date == self.last_modified


def moved(status: int, location: str) -> Page:
    return Page(b"<p>moved", status, {"Location": location})


def script(*steps: Step) -> Behaviour:
    """Return a behaviour that always does the same, word for word."""
    return lambda seen: steps


def head(status: int, headers: Mapping[str, str]) -> bytes:
    phrase = next((known.phrase for known in HTTPStatus if known == status), "")
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers.items() if value)]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("latin-1")


class Server:
    """A server of its own on an address of loopback; every host of 127.0.0.0/8 is another one to the client."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        *,
        tls: ssl.SSLContext | None = None,
        greeting: Callable[[socket.socket], None] | None = None,
    ) -> None:
        self.pages: dict[str, Behaviour | list[Behaviour]] = {}
        self.seen: list[Seen] = []
        self.connections = 0
        self.most_at_once = 0
        self.host = host
        self._tls = tls
        self._greeting = greeting  # in place of TLS and HTTP
        self._open: set[socket.socket] = set()
        self._live: set[int] = set()  # connections that this side has not ended
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._socket = socket.create_server((host, 0), backlog=256)
        self.port: int = self._socket.getsockname()[1]

    def url(self, path: str = "/") -> str:
        return f"{'https' if self._tls else 'http'}://{self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._ended.is_set():
                connection, _ = self._socket.accept()
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self.connections += 1
            number = self.connections
            self._open.add(connection)
            self._live.add(number)
            self.most_at_once = max(self.most_at_once, len(self._live))
        spoken = connection
        try:
            with suppress(OSError):
                if self._greeting:
                    self._greeting(connection)
                    return
                if self._tls:
                    spoken = self._tls.wrap_socket(connection, server_side=True)
                    self._swap(connection, spoken)
                self._talk(spoken, number)
        finally:
            with self._lock:
                self._open.discard(spoken)
                self._live.discard(number)
            spoken.close()

    def _swap(self, plain: socket.socket, wrapped: socket.socket) -> None:
        with self._lock:
            self._open.remove(plain)
            self._open.add(wrapped)

    def _talk(self, connection: socket.socket, number: int) -> None:
        with connection.makefile("rb") as lines:
            while (seen := _read(lines, number)) is not None:
                with self._lock:
                    self.seen.append(seen)
                if not self._play(connection, self._behaviour(seen.path)(seen)):
                    self._end(connection, number)
                    return

    def _behaviour(self, path: str) -> Behaviour:
        with self._lock:
            page = self.pages.get(path, Page(b"<p>no such page", 404))
            if not isinstance(page, list):
                return page
            return page.pop(0) if len(page) > 1 else page[0]

    def _play(self, connection: socket.socket, steps: Iterable[Step]) -> bool:
        """Tell whether the connection is kept."""
        for step in steps:
            if step is KEEP:
                return True
            if step is RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                raise ConnectionResetError
            if isinstance(step, float):
                self._ended.wait(step)
            elif isinstance(step, bytes):
                connection.sendall(step)
            if self._ended.is_set():
                return False
        return False

    def _end(self, connection: socket.socket, number: int) -> None:
        with self._lock:  # before the client learns of it, and opens another
            self._live.discard(number)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)  # or what the client has not read yet would be lost


def _read(lines: Iterable[bytes], number: int) -> Seen | None:
    came = []
    for line in lines:
        if not line.strip():
            break
        came.append(line)
    if not came:
        return None
    fields = (line.decode("latin-1").rstrip("\r\n").partition(": ") for line in came[1:])
    headers = {name.lower(): value for name, _, value in fields}
    path = came[0].decode("latin-1").partition(" ")[2].rpartition(" ")[0]
    return Seen(time.monotonic(), path, headers, number, tuple(came))
