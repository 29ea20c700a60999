"""Each host is asked by one thread at a time, and rests between two questions."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """Whose turn it is, host by host."""

    def __init__(self, spacing: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._free_at: dict[str, float] = {}

    @contextmanager
    def take(self, host: str, *, rests: bool = True) -> Iterator[None]:
        """Wait until host is free and, if it rests before, has rested; hold it."""
        with self._lock:
            turn = self._hosts.setdefault(host, threading.Lock())
        with turn:
            rest = self._free_at.get(host, 0.0) - self._clock()
            if rests and rest > 0:
                self._sleep(rest)
            try:
                yield
            finally:
                self._free_at[host] = self._clock() + self._spacing
