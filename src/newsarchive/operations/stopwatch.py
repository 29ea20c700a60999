"""How long a sync or recheck has been at work."""

from collections.abc import Callable
from datetime import datetime, timedelta

MOST_SECONDS = 15 * 60  # so long pages are asked for; cron begins the next run soon


class Stopwatch:
    """The time of a run that began at an instant; also for workers."""

    def __init__(self, began_at: datetime, clock: Callable[[], float]) -> None:
        self._began_at = began_at
        self._clock = clock
        self._start = clock()

    @property
    def now(self) -> datetime:
        """Return the time of day."""
        return self._began_at + timedelta(seconds=self._elapsed)

    @property
    def is_late(self) -> bool:
        """Tell whether no more is to be asked for."""
        return self._elapsed >= MOST_SECONDS

    @property
    def _elapsed(self) -> float:
        return self._clock() - self._start
