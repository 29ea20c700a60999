import gzip
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsarchive.errors import FetchError
from newsarchive.fetch.http import get
from newsarchive.version import __version__

pytestmark = pytest.mark.loopback
PAGE = "<h1>Lúa mùa</h1>".encode()


class Portal(BaseHTTPRequestHandler):
    """Answers as its path asks: /200, /gzip, /moved, …"""

    seen: list[str] = []  # noqa: RUF012 - one list a test, set by the fixture

    def do_GET(self) -> None:
        self.seen.append(f"{self.path} {self.headers['User-Agent']}")
        getattr(self, "answer_" + self.path.strip("/").split("/")[0])()

    def answer_page(self) -> None:
        self.send(200, PAGE, {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "a=b"})

    def answer_gzip(self) -> None:
        self.send(200, gzip.compress(PAGE), {"Content-Encoding": "gzip"})

    def answer_broken(self) -> None:
        self.send(200, b"no gzip", {"Content-Encoding": "gzip"})

    def answer_brotli(self) -> None:
        self.send(200, b"...", {"Content-Encoding": "br"})

    def answer_moved(self) -> None:
        self.send(301, b"", {"Location": "/page"})

    def answer_loop(self) -> None:
        self.send(302, b"", {"Location": "/loop"})

    def answer_away(self) -> None:
        self.send(302, b"", {"Location": "file:///etc/passwd"})

    def answer_nowhere(self) -> None:
        self.send(302, b"", {"Location": "http://[::1"})

    def answer_missing(self) -> None:
        self.send(404, b"", {})

    def answer_odd(self) -> None:
        self.send(599, b"", {})

    def answer_large(self) -> None:
        self.send(200, gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"})

    def answer_short(self) -> None:
        self.send(200, PAGE, {"Content-Length": "9999"})

    def send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def portal(_loopback: None) -> Iterator[str]:
    Portal.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Portal) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_page_is_captured_as_it_came(portal: str, now: datetime) -> None:
    capture = get(f"{portal}/page", now)

    assert (capture.url, capture.requested_url, capture.status) == (f"{portal}/page", "", 200)
    assert (capture.body, capture.media_type) == (PAGE, "text/html; charset=utf-8")
    assert "set-cookie" not in capture.headers
    assert Portal.seen == [f"/page newsarchive/{__version__}"]


def test_packed_page_is_unpacked(portal: str, now: datetime) -> None:
    assert get(f"{portal}/gzip", now).body == PAGE


def test_redirect_is_followed_and_remembered(portal: str, now: datetime) -> None:
    capture = get(f"{portal}/moved", now)

    assert (capture.url, capture.requested_url) == (f"{portal}/page", f"{portal}/moved")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("missing", "HTTP 404 Not Found", id="404"),
        pytest.param("odd", "HTTP 599", id="599"),
        pytest.param("loop", "more than 10 redirects", id="loop"),
        pytest.param("away", "not a web page", id="file"),
        pytest.param("nowhere", "not a web page", id="no address"),
        pytest.param("large", "larger than 1,000,000 bytes", id="bomb"),
        pytest.param("short", "ended before it was complete|connection broke", id="cut"),
        pytest.param("brotli", "not asked for", id="encoding"),
        pytest.param("broken", "cannot be unpacked", id="broken gzip"),
    ],
)
def test_bad_answer_is_an_error_in_words(portal: str, now: datetime, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        get(f"{portal}/{path}", now, largest=1_000_000)

    assert str(caught.value).startswith(f"{portal}/{path}: ")


def ticking(step: float) -> Callable[[], float]:
    times = iter(range(1_000))
    return lambda: next(times) * step


def test_slow_answer_ends_at_the_deadline(portal: str, now: datetime) -> None:
    with pytest.raises(FetchError, match="no complete answer within 60 seconds"):
        get(f"{portal}/page", now, clock=ticking(40.0))


def test_host_that_refuses_is_an_error_in_words(now: datetime) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        get("http://127.0.0.1:9/", now)
