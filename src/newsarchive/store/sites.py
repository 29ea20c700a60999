"""What repeats on the pages of a site: its chrome, learned from the last of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from struct import pack, unpack

from newsarchive.store.connection import Connection
from newsarchive.store.rows import to_instant

_PAGES = 10  # of a site that are remembered
_OFTEN = 3  # pages: what stands on as many is chrome
_MOST = 5_000  # lines of a page that are looked at
_KEY_BYTES = 8
_REMEMBER = """
INSERT INTO site_page (site, url, seen_at, lines) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET seen_at = excluded.seen_at, lines = excluded.lines WHERE excluded.seen_at >= seen_at"""
_FORGET = """
DELETE FROM site_page WHERE site = ?1 AND url NOT IN (
    SELECT url FROM site_page WHERE site = ?1 ORDER BY seen_at DESC, url LIMIT ?2)"""


class Sites:
    """The last pages of each site of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def chrome(self, site: str, *, besides: str = "") -> frozenset[int]:
        """Return the keys (text.digest.line_key) of the lines that repeat on the last pages of a site.

        The page besides does not count: what an article says is not chrome because it was read before.
        """
        rows = self._connection.rows("SELECT lines FROM site_page WHERE site = ? AND url <> ?", (site, besides))
        counts = Counter(key for row in rows for key in _to_keys(row[0]))
        return frozenset(key for key, count in counts.items() if count >= _OFTEN)

    def remember(self, site: str, url: str, now: datetime, keys: Iterable[int]) -> None:
        """Keep the keys of the lines of a page, and forget the pages of its site that came long before."""
        first = tuple(dict.fromkeys(islice(keys, _MOST)))
        lines = pack(f">{len(first)}q", *first)
        self._connection.execute(
            _REMEMBER,
            (site, url, to_instant(now), lines),
        )
        self._connection.execute(_FORGET, (site, _PAGES))


def _to_keys(lines: bytes) -> tuple[int, ...]:
    count = len(lines) // _KEY_BYTES
    return unpack(f">{count}q", lines[: count * _KEY_BYTES])
