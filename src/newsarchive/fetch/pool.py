"""Work on many hosts at once, on each host one piece at a time and with a rest in between."""

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, Self, TypeVar

from newsarchive.fetch.trip import host_of

T = TypeVar("T")


@dataclass(slots=True)
class _Host(Generic[T]):
    name: str
    rest: float  # seconds between two pieces
    waiting: deque[Callable[[], T]] = field(default_factory=deque)
    rested_at: float = 0.0
    is_taken: bool = False  # in work, or in the queue of hosts


class HostPool(Generic[T]):
    """Threads that take whatever host is free: one that rests keeps none of them waiting.

    The threads are daemons: who ends the program need not wait for the slowest server.
    """

    def __init__(self, jobs: int, *, spacing: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs = jobs
        self._spacing = spacing
        self._clock = clock
        self._changed = threading.Condition()
        self._hosts: dict[str, _Host[T]] = {}
        self._queue: list[tuple[float, int, _Host[T]]] = []  # a heap: when it is free, in which order, which one
        self._order = count()
        self._done: deque[Future[T]] = deque()
        self._left = 0  # pieces whose result has not been read
        self._threads = 0
        self._is_closed = False

    def __enter__(self) -> Self:
        """Leave it to the end of the block to close."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def submit(self, host_url: str, work: Callable[[], T]) -> None:
        """Have a piece of work done when its host is free. May be called while results are read."""
        with self._changed:
            host = self._host(host_url)
            host.waiting.append(work)
            self._left += 1
            self._enqueue(host)
            if self._threads < min(self._jobs, self._left):
                self._threads += 1
                threading.Thread(target=self._run, daemon=True).start()
            self._changed.notify_all()

    def slow_down(self, host_url: str, seconds: float) -> None:
        """Leave at least so many seconds between two pieces on a host, from its next one on."""
        with self._changed:
            host = self._host(host_url)
            host.rest = max(seconds, self._spacing)

    def results(self) -> Iterator[T]:
        """Yield what the work returns, in the order it ends, until none is left. What it raises is raised here."""
        while (done := self._next()) is not None:
            yield done.result()

    def close(self) -> None:
        """Begin nothing any more, and forget what is still at work."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _next(self) -> Future[T] | None:
        with self._changed:
            while self._left and not self._done and not self._is_closed:
                self._changed.wait()
            if self._is_closed or not self._left:
                return None
            self._left -= 1
            self._changed.notify_all()  # there is room for one more result
            return self._done.popleft()

    def _run(self) -> None:
        while (taken := self._take()) is not None:
            host, work = taken
            done: Future[T] = Future()
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001 - who reads the result has to know, not this thread
                done.set_exception(error)
            with self._changed:
                host.is_taken = False
                host.rested_at = self._clock() + host.rest
                self._enqueue(host)
                self._done.append(done)
                self._changed.notify_all()

    def _take(self) -> tuple[_Host[T], Callable[[], T]] | None:
        with self._changed:
            while not self._is_closed:
                seconds = self._seconds_until_free()
                if seconds is not None and seconds <= 0:
                    host = heapq.heappop(self._queue)[2]
                    return host, host.waiting.popleft()
                self._changed.wait(seconds)
            return None

    def _seconds_until_free(self) -> float | None:
        """Return when the next host is; None if there is none, or the reader has to catch up first."""
        if not self._queue or len(self._done) >= self._jobs:
            return None
        return self._queue[0][0] - self._clock()

    def _host(self, url: str) -> _Host[T]:
        name = host_of(url)
        return self._hosts.setdefault(name, _Host(name, self._spacing))

    def _enqueue(self, host: _Host[T]) -> None:
        if host.waiting and not host.is_taken:
            host.is_taken = True
            heapq.heappush(self._queue, (host.rested_at, next(self._order), host))
