"""The connections of a run: HTTP by urllib3, each on a leash, one a host, and fewer than a process may have files.

With `explain` the only module that imports urllib3 at once.
"""

import io
import socket
import ssl
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from http.client import BadStatusLine, HTTPException, HTTPResponse, parse_headers
from typing import Any
from urllib.parse import SplitResult

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from newsarchive.fetch.addresses import is_public
from newsarchive.fetch.connect import connect
from newsarchive.fetch.explain import explain
from newsarchive.fetch.leash import PRIVATE, Leash
from newsarchive.fetch.trouble import Trouble
from newsarchive.fetch.unpack import unpack

_IDLE = 32  # connections that are kept
_READ = 15.0  # seconds without a byte
_CHUNK = 65_536
_FEW = 16_384  # bytes that are faster read than a connection is opened
_OK = 200
_SWITCHING = 101
_INTERIMS = 20  # answers like 100 and 103 that may come before the one that counts
_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which has this name since Python 3.12 only


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of one server, be it a redirect."""

    status: int
    headers: Mapping[str, tuple[str, ...]]  # names in small letters
    body: bytes  # unpacked; empty unless the status is 200
    is_public: bool  # whether the address of the server is


class Wire:
    """A connection to one host, opened when it is first used and kept as long as the server keeps it."""

    def __init__(self, parts: SplitResult, context: ssl.SSLContext | None) -> None:
        host = parts.hostname or ""
        self._connection = (
            _Plain(host, parts.port or 80) if context is None else _Secure(host, parts.port or 443, ssl_context=context)
        )

    def ask(self, target: str, headers: Mapping[str, str], largest: int, leash: Leash) -> Reply:
        """Return what the server answers to a GET. Raises Trouble."""
        try:
            return self._ask_again(target, headers, largest, leash)
        except (OSError, HTTPException, HTTPError) as error:
            self.close()
            leash.seconds(_READ)  # a socket that ends with the time of the whole fetch says no more than "timed out"
            raise explain(error) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the connection, whatever it does."""
        self._connection.close()

    def _ask_again(self, target: str, headers: Mapping[str, str], largest: int, leash: Leash) -> Reply:
        if self._connection.is_connected:
            try:
                return self._ask(target, headers, largest, leash)
            except (ConnectionError, BadStatusLine, ssl.SSLEOFError):
                pass  # the server has ended what it was free to end: nobody has failed
        self.close()
        return self._ask(target, headers, largest, leash)

    def _ask(self, target: str, headers: Mapping[str, str], largest: int, leash: Leash) -> Reply:
        connection = self._connection
        connection.leash = leash
        connection.response_class = partial(_Response, leash=leash)  # type: ignore[assignment]  # anything callable
        if connection.sock is None:
            connection.connect()
        peer = str(connection.sock.getpeername()[0])
        if not leash.allows(peer):  # it was opened for somebody who may
            raise Trouble(*PRIVATE)
        connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
        with closing(connection.getresponse()) as response:
            body = _read(response, largest) if response.status == _OK else b""
            is_over = response.status == _OK or _is_over(response)
        if not is_over:
            self.close()
        return Reply(response.status, _headers(response), body, is_public(peer))


class Wires:
    """Connections by host. Two threads never hold the same host: its turn sees to that."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: OrderedDict[str, tuple[object, Wire]] = OrderedDict()  # the one used last is the last
        self._most = _IDLE
        self._context = cache(_tls_context)  # reading all certificates of the system takes longer than most answers

    @contextmanager
    def to(self, parts: SplitResult, *, is_legacy_tls: bool) -> Iterator[Wire]:
        """Hold the connection to the server of an address."""
        host = parts.hostname or ""
        origin = parts.scheme, parts.port, is_legacy_tls
        with self._lock:
            known, wire = self._idle.pop(host, (None, None))
        if wire is not None and known != origin:
            wire.close()
            wire = None
        wire = wire or Wire(parts, self._context(is_legacy_tls) if parts.scheme == "https" else None)
        try:
            yield wire
        finally:
            with self._lock:
                self._idle[host] = origin, wire
            self._close_down_to(self._most)

    def close(self) -> None:
        """End all connections that are idle, and the others when they come back."""
        self._most = 0
        self._close_down_to(0)

    def _close_down_to(self, most: int) -> None:
        with self._lock:
            old = [self._idle.popitem(last=False)[1][1] for _ in range(len(self._idle) - most)]
        for wire in old:
            wire.close()


def _tls_context(is_legacy: bool) -> ssl.SSLContext:
    """Return the settings of TLS. Certificates are verified in both kinds."""
    context = ssl.create_default_context()
    if is_legacy:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED  # TLS 1.0: SSL 3 stays off by its own option
        context.options |= _LEGACY_SERVER_CONNECT
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Python 3.13 sets it; old authorities do not live up to it
    return context


def _read(response: BaseHTTPResponse, largest: int) -> bytes:
    encoding = ",".join(response.headers.getlist("content-encoding"))
    return unpack(iter(partial(response.read1, _CHUNK), b""), encoding, largest)


def _is_over(response: BaseHTTPResponse) -> bool:
    """Tell whether the connection is free again, after the few words that stand in place of a page."""
    length = response.length_remaining
    if length is None or length > _FEW:
        return False
    with suppress(HTTPError):  # the status has been heard: what breaks now is the connection alone
        while response.read1(_CHUNK):
            pass
        return True
    return False


def _headers(response: BaseHTTPResponse) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, value in response.headers.iteritems():
        found[name.lower()] += (value,)
    return found


class _OnLeash:
    """Connects where, and as long as, its leash lets it."""

    leash: Leash
    _dns_host: str
    port: int

    def _new_conn(self) -> socket.socket:
        return connect(self._dns_host, self.port, self.leash)


class _Plain(_OnLeash, HTTPConnection):
    pass


class _Secure(_OnLeash, HTTPSConnection):
    pass


class _Response(HTTPResponse):
    """Looks at the clock before each read of the socket, also of the headers, and passes over interim answers."""

    def __init__(self, sock: socket.socket, *args: Any, leash: Leash, **more: Any) -> None:
        super().__init__(sock, *args, **more)
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock, leash))

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_INTERIMS):
            version, status, reason = super()._read_status()  # type: ignore[misc]  # not in the stubs
            if not 100 <= status < 200 or status == _SWITCHING:  # noqa: PLR2004 - 1xx
                return version, status, reason
            parse_headers(self.fp)
        raise Trouble("answers without end, but with no page")


class _Timed(io.RawIOBase):
    def __init__(self, raw: io.RawIOBase, sock: socket.socket, leash: Leash) -> None:
        self._raw = raw
        self._socket = sock
        self._leash = leash

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._leash.seconds(_READ))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
