"""Pictures and attachments of articles, as they were received, each stored once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from newsarchive.errors import NotFoundError
from newsarchive.model.history import Resource
from newsarchive.store.connection import Connection
from newsarchive.store.packing import damaged
from newsarchive.store.rows import from_instant, marks, to_instant
from newsarchive.text.digest import bytes_digest

_SELECT = "SELECT url, digest, media_type, size, fetched_at FROM resource JOIN file USING (digest)"
_NEXT = f"{_SELECT} WHERE (url, digest) > (?, ?) ORDER BY url, digest LIMIT ?"
_AT_A_TIME = 500


class Files:
    """The pictures and attachments of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, url: str, body: bytes, media_type: str, now: datetime) -> str:
        """Store what an address has led to, and return its digest."""
        digest = bytes_digest(body)
        self._connection.execute(
            "INSERT OR IGNORE INTO file (digest, size, body) VALUES (?, ?, ?)", (digest, len(body), body)
        )
        self._connection.execute(
            "INSERT OR REPLACE INTO resource (url, digest, media_type, fetched_at) VALUES (?, ?, ?, ?)",
            (url, digest, media_type, to_instant(now)),
        )
        return digest

    def find(self, url: str) -> Resource | None:
        """Return what an address led to the last time; None if nothing was stored."""
        return self.find_all((url,)).get(url)

    def find_all(self, urls: Iterable[str]) -> dict[str, Resource]:
        """Return what addresses led to the last time; those of which nothing was stored are left out."""
        found: dict[str, Resource] = {}
        rest = iter(urls)
        while batch := tuple(islice(rest, _AT_A_TIME)):
            sql = f"{_SELECT} WHERE url IN ({marks(batch)}) ORDER BY fetched_at, digest"
            found |= {row[0]: _to_resource(row) for row in self._connection.rows(sql, batch)}
        return found

    def get(self, digest: str) -> bytes:
        """Return the bytes with a digest.

        Raises:
            NotFoundError: there are none.
            StoreError: they are damaged.
        """
        row = self._connection.row("SELECT body FROM file WHERE digest = ?", (digest,))
        if row is None:
            raise NotFoundError(f"no file {digest}")
        if bytes_digest(row[0]) != digest:
            raise damaged(f"file {digest}")
        return bytes(row[0])

    def iter_resources(self) -> Iterator[Resource]:
        """Yield all that addresses have led to, by address."""
        last = ("", "")
        while rows := self._connection.rows(_NEXT, (*last, _AT_A_TIME)):
            yield from map(_to_resource, rows)
            last = rows[-1][:2]


def _to_resource(row: tuple[Any, ...]) -> Resource:
    url, digest, media_type, size, fetched_at = row
    return Resource(url=url, digest=digest, media_type=media_type, size=size, fetched_at=from_instant(fetched_at))
