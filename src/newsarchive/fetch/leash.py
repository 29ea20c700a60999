"""How far a connection may go: until when, and to which addresses."""

from collections.abc import Callable
from typing import Self

from newsarchive.fetch.addresses import is_public
from newsarchive.fetch.trouble import Trouble

PRIVATE = "leads to a private address", "if you trust it, ask for that address yourself"
DEADLINE = 60.0  # seconds, over all redirects, without the time that other hosts make us wait


class Leash:
    """The seconds that are left of one fetch, and where it may lead. The clock stands still between `on` and `off`."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._whole = self._left = seconds
        self._since = 0.0
        self.is_public_only = False

    def __enter__(self) -> Self:
        """Start the clock."""
        self._since = self._clock()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the clock."""
        self._left -= self._clock() - self._since

    def seconds(self, most: float) -> float:
        """Return how long the next step may take, at most `most`. Raises Trouble if the time is up."""
        left = self._left - (self._clock() - self._since)
        if left <= 0:
            raise Trouble(f"no complete answer within {self._whole:g} seconds", "try again later")
        return min(most, left)

    def allows(self, address: str) -> bool:
        """Tell whether a server may be asked."""
        return is_public(address) or not self.is_public_only
