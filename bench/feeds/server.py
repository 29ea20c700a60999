"""An HTTP server on loopback with one feed at each address, so that each feed has a host of its own.

It answers `GET /rss` at 127.0.0.N with the file 127.0.0.N.rss, as a static server does: ETag and Last-Modified from
the file's time and size, 304 where they match. A line on standard input is answered with the counts of all requests
since the last one, and feeds that have changed are read then; it ends when standard input does, or after `--seconds`.
"""

import argparse
import asyncio
import gzip
import json
import socket
import sys
from collections import Counter
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench.feeds.made import address

PATH = "/rss"
_BACKLOG = 128
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Page:
    """One state of a feed's file, ready to be sent."""

    time: int  # nanoseconds
    body: bytes
    packed: bytes
    etag: str
    modified: str


class Site:
    """What is served, and what was asked for."""

    def __init__(self, folder: Path, *, is_packing: bool) -> None:
        self.counts: Counter[str] = Counter()
        self._folder = folder
        self._is_packing = is_packing
        self._pages: dict[str, Page] = {}

    def answer(self, host: str, target: str, headers: dict[str, str]) -> bytes:
        """Return the whole answer to a GET, and count it."""
        page = self._page(host) if target == PATH else None
        self.counts["requests"] += 1
        self.counts["feed requests" if target == PATH else "other requests"] += 1
        self.counts["conditional"] += "if-none-match" in headers or "if-modified-since" in headers
        if page is None:
            return self._write(HTTPStatus.NOT_FOUND, [], b"")
        validators = [f"ETag: {page.etag}", f"Last-Modified: {page.modified}"]
        if _is_known(page, headers):
            return self._write(HTTPStatus.NOT_MODIFIED, validators, b"")
        return self._write(
            HTTPStatus.OK, [*validators, "Content-Type: application/rss+xml"], *self._body(page, headers)
        )

    def load(self) -> None:
        """Read and pack every feed that has changed, so that no client waits for it."""
        for path in self._folder.glob("*.rss"):
            self._page(path.stem)

    def take_counts(self) -> dict[str, int]:
        """Return the counts since the last call."""
        counts, self.counts = dict(self.counts), Counter()
        return counts

    def _body(self, page: Page, headers: dict[str, str]) -> tuple[bytes, str]:
        is_packed = self._is_packing and "gzip" in headers.get("accept-encoding", "")
        return (page.packed, "gzip") if is_packed else (page.body, "")

    def _write(self, status: HTTPStatus, lines: list[str], body: bytes, encoding: str = "") -> bytes:
        lines = [f"HTTP/1.1 {status} {status.phrase}", *lines]
        if status is not HTTPStatus.NOT_MODIFIED:
            lines.append(f"Content-Length: {len(body)}")
        if encoding:
            lines.append(f"Content-Encoding: {encoding}")
        answer = "\r\n".join([*lines, "", ""]).encode("latin-1") + body
        self.counts[str(int(status))] += 1
        self.counts["bytes"] += len(answer)
        return answer

    def _page(self, host: str) -> Page | None:
        path = self._folder / f"{host}.rss"
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        page = self._pages.get(host)
        if page is None or page.time != found.st_mtime_ns:
            page = self._pages[host] = self._read(path, found.st_mtime_ns)
        return page

    def _read(self, path: Path, time: int) -> Page:
        body = path.read_bytes()
        packed = gzip.compress(body, 6) if self._is_packing else b""
        seconds = time // 1_000_000_000
        return Page(time, body, packed, f'"{seconds:x}-{len(body):x}"', formatdate(seconds, usegmt=True))


class Connection(asyncio.Protocol):
    """One connection, kept open as long as the client likes."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember at which address the client called."""
        self._site.counts["connections"] += 1
        self._transport: Any = transport
        self._host: str = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            headers = {
                name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
            }
            self._transport.write(self._site.answer(self._host, first.split(" ")[1], headers))
            if headers.get("connection", "").lower() == "close" or first.endswith("HTTP/1.0"):
                self._transport.close()


def listen(feeds: int) -> list[socket.socket]:
    """Return sockets that listen at the addresses of all feeds, at one port that is free at each."""
    for _ in range(_TRIES):
        sockets = [_bound(address(0), 0)]
        port = sockets[0].getsockname()[1]
        try:
            sockets += [_bound(address(number), port) for number in range(1, feeds)]
        except OSError:
            for one in sockets:
                one.close()
        else:
            return sockets
    raise OSError(f"no port is free at {feeds} addresses")


def _bound(host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), backlog=_BACKLOG)


def _is_known(page: Page, headers: dict[str, str]) -> bool:
    """Tell whether the client has this state: its ETag alone counts if it sends one (RFC 9110, 13.2.2)."""
    if "if-none-match" in headers:
        return page.etag in (tag.strip().removeprefix("W/") for tag in headers["if-none-match"].split(","))
    try:
        since = parsedate_to_datetime(headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return parsedate_to_datetime(page.modified) <= since


async def serve(site: Site, sockets: list[socket.socket], seconds: float) -> None:
    """Serve until standard input ends, but not longer than seconds."""
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(lambda: Connection(site), sock=one) for one in sockets]
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    _say({"port": sockets[0].getsockname()[1]})
    try:
        async with asyncio.timeout(seconds):
            while await lines.readline():
                site.load()
                _say(site.take_counts())
    except TimeoutError:
        pass
    for server in servers:
        server.close()


def _say(record: dict[str, int]) -> None:
    print(json.dumps(record), flush=True)


def main() -> None:
    """Serve the feeds of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--gzip", action="store_true", help="send gzip to those who take it")
    parser.add_argument("--seconds", type=float, default=7200)
    options = parser.parse_args()
    site = Site(options.folder, is_packing=options.gzip)
    asyncio.run(serve(site, listen(options.feeds), options.seconds))


if __name__ == "__main__":
    main()
