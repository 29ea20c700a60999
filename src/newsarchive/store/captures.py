"""Bytes as they were received, packed."""

import json
import zlib
from types import MappingProxyType

from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Capture
from newsarchive.store.connection import Connection
from newsarchive.store.rows import from_instant, to_instant
from newsarchive.text.digest import bytes_digest

_SMALL = 4096  # bytes: they fit into a window of 12 bits


class Captures:
    """The captures of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, capture: Capture) -> int:
        """Store capture unless these very bytes of this address are there; return its id."""
        key = (bytes_digest(capture.body), capture.url)
        row = self._connection.row("SELECT id FROM capture WHERE digest = ? AND url = ?", key) or self._connection.row(
            """
            INSERT INTO capture (digest, url, requested_url, captured_at, status, media_type, headers, encoding, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'zlib', ?) RETURNING id""",
            (
                *key, capture.requested_url, to_instant(capture.captured_at), capture.status, capture.media_type,
                json.dumps(dict(capture.headers), ensure_ascii=False), _pack(capture.body),
            ),
        )  # fmt: skip
        return int(row[0])

    def get(self, article_id: ArticleId) -> Capture:
        """Return what the current revision of an article was read from. Raises NotFoundError."""
        row = self._connection.row(
            """
            SELECT capture.url, body, media_type, captured_at, requested_url, status, headers
            FROM article JOIN revision ON revision.id = article.revision_id
            JOIN capture ON capture.id = revision.capture_id WHERE article.id = ?""",
            (article_id,),
        )
        if row is None:
            raise NotFoundError(f"no original of article {article_id}")
        return Capture(
            row[0], zlib.decompress(row[1]), row[2], from_instant(row[3]), row[4], row[5],
            MappingProxyType(json.loads(row[6])),
        )  # fmt: skip


def _pack(body: bytes) -> bytes:
    """Return body in the zlib format; the usual window is so large that making it takes longer than filling it."""
    if len(body) > _SMALL:
        return zlib.compress(body)
    packer = zlib.compressobj(wbits=12, memLevel=5)
    return packer.compress(body) + packer.flush()
