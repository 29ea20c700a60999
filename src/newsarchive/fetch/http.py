"""Pages from the web: bounded in size and in the time of a body, and never from anything but http and https.

The deadline is looked at between reads: a server that drips its headers is bounded by the read time-out alone.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsarchive.errors import FetchError
from newsarchive.model.article import Capture
from newsarchive.text.urls import is_web
from newsarchive.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

_LOG = logging.getLogger(__name__)
LARGEST = 20_000_000  # bytes, decoded
DEADLINE = 60.0  # seconds, over all redirects
_CONNECT, _READ = 10.0, 15.0  # seconds
_REDIRECTS = 10
_CHUNK = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_AGENT = f"newsarchive/{__version__}"
_KEPT_HEADERS = frozenset(
    {"content-type", "content-language", "content-length", "date", "etag", "last-modified", "link", "server"}
)


def get(url: str, now: datetime, *, largest: int = LARGEST, clock: Callable[[], float] = time.monotonic) -> Capture:
    """Return what a web address answers, redirects followed.

    Raises:
        FetchError: it refused, failed, answered too much or too slowly, or led away from the web.
    """
    import urllib3

    deadline = clock() + DEADLINE
    with urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=_CONNECT, read=_READ)) as pool:
        try:
            return _follow(pool, url, now, lambda: _check(url, clock() < deadline), largest)
        except urllib3.exceptions.HTTPError as error:
            raise FetchError(url, _reason(error), "check the address and try again later") from error


def _follow(pool: "PoolManager", url: str, now: datetime, check: Callable[[], None], largest: int) -> Capture:
    address = url
    for _ in range(_REDIRECTS + 1):
        check()
        response = pool.request(
            "GET",
            address,
            preload_content=False,
            redirect=False,
            headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip"},
        )
        _LOG.info("GET %s: %d", address, response.status)
        try:
            if response.status not in _MOVED:
                body = _body(response, url, check, largest)
                return _capture(response, body, address, "" if address == url else url, now)
        finally:
            response.release_conn()
            response.close()
        address = _join(address, response.headers.get("location", ""))
        if not is_web(address):
            raise FetchError(url, "redirects to something that is not a web page")
    raise FetchError(url, f"more than {_REDIRECTS} redirects")


def _join(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:  # "http://[", says the server
        return ""


def _body(response: "BaseHTTPResponse", url: str, check: Callable[[], None], largest: int) -> bytes:
    if response.status != HTTPStatus.OK:
        phrase = next((status.phrase for status in HTTPStatus if status == response.status), "")
        raise FetchError(url, f"HTTP {response.status} {phrase}".rstrip())
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("identity", "gzip", ""):
        raise FetchError(url, "packed in a way that was not asked for")
    parts, size = [], 0
    while part := response.read1(_CHUNK, decode_content=True):
        check()
        size += len(part)
        if size > largest:
            raise FetchError(url, f"larger than {largest:,} bytes")
        parts.append(part)
    return b"".join(parts)


def _capture(response: "BaseHTTPResponse", body: bytes, address: str, requested: str, now: datetime) -> Capture:
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() in _KEPT_HEADERS}
    media_type = headers.get("content-type", "")
    return Capture(address, body, media_type, now, requested, response.status, headers)


def _check(url: str, in_time: bool) -> None:
    if not in_time:
        raise FetchError(url, f"no complete answer within {DEADLINE:.0f} seconds", "try again later")


def _reason(error: Exception) -> str:
    import urllib3

    kinds = (
        (urllib3.exceptions.NameResolutionError, "no such host"),
        (urllib3.exceptions.NewConnectionError, "cannot be reached"),
        (urllib3.exceptions.ConnectTimeoutError, "no answer"),
        (urllib3.exceptions.ReadTimeoutError, "too slow"),
        (urllib3.exceptions.SSLError, "its certificate cannot be trusted"),
        (urllib3.exceptions.IncompleteRead, "ended before it was complete"),
        (urllib3.exceptions.DecodeError, "damaged: cannot be unpacked"),
    )
    return next((words for kind, words in kinds if isinstance(error, kind)), "the connection broke")
