"""Bytes as they were received, and where from."""

import json
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Capture, Hop
from newsarchive.store.bodies import Bodies
from newsarchive.store.connection import Connection
from newsarchive.store.rows import from_instant, from_json_object, to_instant
from newsarchive.text.digest import bytes_digest
from newsarchive.text.urls import site

_INSERT = """
INSERT INTO capture (digest, url, requested_url, captured_at, status, media_type, headers, hops, size, encoding, body,
    key_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
# A person edits what was read from the capture of the revision before.
_CURRENT = """
SELECT former.capture_id FROM article JOIN revision ON revision.id = article.revision_id
JOIN revision AS former ON former.article_id = article.id AND (former.id = revision.id
    OR revision.origin = 'hand' AND revision.capture_id IS NULL AND former.number < revision.number)
WHERE article.id = ? AND former.capture_id IS NOT NULL ORDER BY former.number DESC LIMIT 1"""
_ALL = """
SELECT id FROM capture WHERE id IN (
    SELECT capture_id FROM revision WHERE article_id = ?1
    UNION SELECT capture_id FROM observation WHERE article_id = ?1)
ORDER BY captured_at, id"""
_AT_A_TIME = 1_000


class Captures:
    """The captures of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bodies = Bodies(connection)

    def add(self, capture: Capture) -> int:
        """Store capture unless these very bytes of this address are there; return its id."""
        key = (bytes_digest(capture.body), capture.url)
        row = self._connection.row("SELECT id FROM capture WHERE digest = ? AND url = ?", key)
        return int(row[0]) if row else self._insert(capture, key)

    def get(self, article_id: ArticleId) -> Capture:
        """Return what the current revision of an article was read from. Raises NotFoundError."""
        return self.get_by_id(self.get_id(article_id))

    def get_id(self, article_id: ArticleId) -> int:
        """Return the id of what the current revision of an article was read from. Raises NotFoundError."""
        row = self._connection.row(_CURRENT, (article_id,))
        if row is None:
            raise NotFoundError(f"no original of article {article_id}")
        return int(row[0])

    def get_by_id(self, capture_id: int) -> Capture:
        """Return a capture.

        Raises:
            NotFoundError: there is none with this id.
            StoreError: its bytes are damaged.
        """
        row = self._connection.row(
            "SELECT url, media_type, captured_at, requested_url, status, headers, hops FROM capture WHERE id = ?",
            (capture_id,),
        )
        if row is None:
            raise NotFoundError(f"no capture {capture_id}")
        return Capture(
            url=row[0],
            body=self._bodies.read(capture_id),
            media_type=row[1],
            captured_at=from_instant(row[2]),
            requested_url=row[3],
            status=row[4],
            headers=MappingProxyType(from_json_object(row[5])),
            hops=tuple(_iter_hops(row[6])),
        )

    def ids_of(self, article_id: ArticleId) -> tuple[int, ...]:
        """Return the ids of all captures of an article, the oldest first."""
        return tuple(row[0] for row in self._connection.rows(_ALL, (article_id,)))

    def find(self, digest: str) -> tuple[int, ...]:
        """Return the ids of the captures with these bytes, by their SHA-256; several addresses may have sent them."""
        rows = self._connection.rows("SELECT id FROM capture WHERE digest = ? ORDER BY id", (digest,))
        return tuple(row[0] for row in rows)

    def iter_ids(self) -> Iterator[int]:
        """Yield the ids of all captures, in the order in which they were stored."""
        last = 0
        sql = "SELECT id FROM capture WHERE id > ? ORDER BY id LIMIT ?"
        while rows := self._connection.rows(sql, (last, _AT_A_TIME)):
            yield from (row[0] for row in rows)
            last = rows[-1][0]

    def _insert(self, capture: Capture, key: tuple[str, str]) -> int:
        packed = self._bodies.pack(capture)
        row = self._connection.row(
            _INSERT,
            (
                *key, capture.requested_url, to_instant(capture.captured_at), capture.status, capture.media_type,
                json.dumps(dict(capture.headers)), json.dumps([(hop.url, hop.status) for hop in capture.hops]),
                len(capture.body), packed.encoding, packed.body, packed.key_id,
            ),
        )  # fmt: skip
        if packed.is_key:
            self._connection.execute("INSERT INTO key_page (site, capture_id) VALUES (?, ?)", (site(key[1]), row[0]))
        return int(row[0])


def _iter_hops(text: str) -> Iterator[Hop]:
    """Yield the redirects of a column; what another tool wrote and is none is left out."""
    try:
        hops: Any = json.loads(text)
    except ValueError:
        hops = ()
    for hop in hops if isinstance(hops, list) else ():
        match hop:
            case [str() as url, int() as status]:
                yield Hop(url, status)
