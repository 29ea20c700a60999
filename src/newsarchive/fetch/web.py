"""The web: asked politely, answered within bounds of time and size, whatever a server does."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsarchive.errors import FetchError
from newsarchive.fetch.addresses import is_public
from newsarchive.fetch.headers import to_kept
from newsarchive.fetch.leash import DEADLINE, Leash
from newsarchive.fetch.trip import MOVED, Trip, host_of, to_ascii
from newsarchive.fetch.trouble import Trouble
from newsarchive.fetch.turns import Turns
from newsarchive.model.web import Answer, Request
from newsarchive.text.urls import is_web
from newsarchive.version import HOMEPAGE, __version__

if TYPE_CHECKING:
    from newsarchive.fetch.wire import Reply, Wires

_LOG = logging.getLogger(__name__)
_AGENT = f"newsarchive/{__version__} (+{HOMEPAGE})"
_OK = 200


class Web:
    """One per run; safe for threads. Each host is asked by one of them at a time, and rests in between."""

    def __init__(
        self,
        *,
        spacing: float = 1.0,
        deadline: float = DEADLINE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._clock = clock
        self._deadline = deadline
        self._turns = Turns(spacing, clock, sleep)
        self._lock = threading.Lock()
        self._opened: Wires | None = None
        self._publicity: dict[str, bool] = {}  # of hosts

    def get(self, request: Request, now: datetime) -> Answer:
        """Return what a web address answers, redirects followed, whatever its status.

        Raises:
            FetchError: no whole answer came, it was too large or too late, or it led away from the web.
        """
        try:
            return self._get(request, now)
        except Trouble as trouble:
            raise FetchError(request.url, trouble.reason, trouble.hint) from trouble

    def close(self) -> None:
        """End the connections that are kept open."""
        if self._opened:
            self._opened.close()

    @property
    def _wires(self) -> "Wires":
        from newsarchive.fetch.wire import Wires  # urllib3 is slow to import

        with self._lock:
            self._opened = self._opened or Wires()
        return self._opened

    def _get(self, request: Request, now: datetime) -> Answer:
        url = to_ascii(request.url) if is_web(request.url) else ""
        if not url:
            raise Trouble("not an address of the web", "give an http or https address without a password")
        trip, leash = Trip(url), Leash(self._clock, self._deadline)
        with leash:
            leash.is_public_only = request.is_public_only or (
                bool(request.found_at) and self._is_public(host_of(to_ascii(request.found_at)), leash)
            )
        while True:
            with self._turns.take(host_of(trip.url), rests=not request.is_part), leash:
                reply = self._stay(request, trip, leash)
            if reply is not None:
                return _to_answer(request, trip, reply, now)

    def _stay(self, request: Request, trip: Trip, leash: Leash) -> "Reply | None":
        """Follow redirects within the host; None if they lead to another one, whose turn has to be waited for."""
        host = host_of(trip.url)
        while host_of(trip.url) == host:
            reply = self._ask(request, trip.url, leash)
            _LOG.info("GET %s: %d", trip.url, reply.status)
            location = reply.headers.get("location", ()) if reply.status in MOVED else ()
            if not location:
                return reply
            leash.is_public_only |= reply.is_public
            trip.move(reply.status, location[0])
        return None

    def _is_public(self, host: str, leash: Leash) -> bool:
        """Tell whether a host is out in the world: then nothing it names leads into the house."""
        from newsarchive.fetch.connect import resolve

        if host not in self._publicity:
            self._publicity[host] = any(is_public(address) for _, address in resolve(host, 0, leash))
        return self._publicity[host]

    def _ask(self, request: Request, url: str, leash: Leash) -> "Reply":
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with self._wires.to(parts, is_legacy_tls=request.is_legacy_tls) as wire:
            reply = wire.ask(target, _headers(request), request.largest, leash)
        self._publicity[host_of(url)] = reply.is_public
        return reply


def _headers(request: Request) -> Mapping[str, str]:
    from newsarchive.fetch.unpack import accepted

    wanted = {
        "User-Agent": _AGENT,
        "Accept": request.accept or "*/*",
        "Accept-Encoding": accepted(),
        "If-None-Match": request.etag,
        "If-Modified-Since": request.last_modified,
    }
    return {name: value for name, value in wanted.items() if _is_sendable(value)}


def _is_sendable(value: str) -> bool:
    """Tell whether a value can stand in a header: nothing that would begin another one, nothing but bytes."""
    return bool(value) and all(character == "\t" or " " <= character <= "\xff" for character in value)


def _to_answer(request: Request, trip: Trip, reply: "Reply", now: datetime) -> Answer:
    return Answer(
        requested_url=request.url,
        url=trip.url if trip.requests > 1 else request.url,  # as it was spelled, for it names an article
        status=reply.status,
        headers=MappingProxyType(to_kept(reply.headers)),
        body=reply.body,
        moved_to=trip.moved_to,
        hops=trip.hops,
        requests=trip.requests,
        fetched_at=now,
    )
