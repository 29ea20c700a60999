"""The open connections of a run: one a host, and fewer than a process may have files."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import SplitResult

from newsarchive.fetch.tls import tls_context
from newsarchive.fetch.wire import Wire

_IDLE = 32


class Wires:
    """Connections by host. Two threads never hold the same host: its turn sees to that."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: OrderedDict[str, tuple[object, Wire]] = OrderedDict()  # the one used last is the last
        self._most = _IDLE
        self._context = cache(tls_context)  # reading all certificates of the system takes longer than most answers

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
