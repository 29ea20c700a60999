"""What subscribing and syncing need of the network: one page at a time, and many hosts at once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Protocol

from newsarchive.model.web import Answer, Request


class Web(Protocol):
    """Where pages come from."""

    def get(self, request: Request, now: datetime) -> Answer:
        """Return what a server answers, whatever its status. Raises FetchError if no whole answer comes."""
        ...


class Pool(Protocol):
    """Work on many hosts at once, and on each of them one piece after the other."""

    def submit(self, host_url: str, work: Callable[[], Any]) -> None:
        """Let work be done when it is the turn of its host; also while results are read."""
        ...

    def slow_down(self, host_url: str, seconds: float) -> None:
        """Leave at least so many seconds between two pieces on a host."""
        ...

    def results(self) -> Iterator[Any]:
        """Yield what each work returned, in the order in which they end, until nothing is left."""
        ...

    def close(self) -> None:
        """End at once, whatever is still to be done."""
        ...
