"""What sites want robots to leave alone, as they said it within the last day."""

from datetime import datetime, timedelta

from newsarchive.store.connection import Connection
from newsarchive.store.rows import to_instant

_FRESH = timedelta(days=1)  # RFC 9309, section 2.4


class Robots:
    """The robots.txt of sites."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, site: str, now: datetime) -> str | None:
        """Return the rules of a site, or None if they were not asked for within a day before now."""
        row = self._connection.row(
            "SELECT rules FROM robots WHERE site = ? AND checked_at > ? AND checked_at <= ?",
            (site, to_instant(now - _FRESH), to_instant(now)),
        )
        return str(row[0]) if row else None

    def save(self, site: str, rules: str, now: datetime) -> None:
        """Remember the rules of a site, and forget those that are too old to count."""
        self._connection.execute("DELETE FROM robots WHERE checked_at <= ?", (to_instant(now - _FRESH),))
        self._connection.execute(
            "INSERT OR REPLACE INTO robots (site, checked_at, rules) VALUES (?, ?, ?)", (site, to_instant(now), rules)
        )
