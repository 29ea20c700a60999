"""The bytes of captures: which other capture each is packed against.

The key pages of a site are stored whole; its other pages are packed against the one that suits best, and further
captures of an address against its last one. So at most two others are unpacked for one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive.errors import StoreError
from newsarchive.model.article import Capture
from newsarchive.store.connection import Connection
from newsarchive.store.packing import damaged, packed, unpacked, zipped
from newsarchive.text.digest import bytes_digest
from newsarchive.text.urls import site

_SHORTEST = 1_024  # bytes: what is shorter is packed alone
_SMALL = 16_384  # bytes: what has no key and is no page is no larger by zlib, and no slower to pack
_LARGEST_KEY = 2**20  # bytes: a key page is unpacked for each new page of its site
_WELL = 0.6  # of the size when packed alone: a page that no key makes smaller becomes a key itself
_STEPS = 2  # from a capture to the key of its key
_PAGE = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_START = 1_024  # bytes, in which a page says that it is one
_SITE_KEYS = "SELECT capture_id FROM key_page WHERE site = ? ORDER BY capture_id DESC LIMIT 3"
# A capture whose key has a key itself is no key: nothing is packed in more than two steps.
_ADDRESS_KEY = """
SELECT id FROM capture WHERE url = ? AND coalesce(size, ?) >= ? AND NOT EXISTS (
    SELECT 1 FROM capture AS key WHERE key.id = capture.key_id AND key.key_id IS NOT NULL)
ORDER BY id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Packed:
    """A body as it is stored."""

    encoding: str
    body: bytes
    key_id: int | None = None
    is_key: bool = False  # of its site


class Bodies:
    """The bytes of the captures of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pack(self, capture: Capture) -> Packed:
        """Return the bytes of a new capture as small as the captures before it allow."""
        body = capture.body
        if len(body) < _SHORTEST:
            return Packed("zlib", zipped(body))
        is_page = bool(site(capture.url) and _PAGE.search(body, 0, _START))
        if found := self._best_key(capture, is_page=is_page):
            key_id, key = found
            return Packed("zstd", packed(body, key), key_id)
        if not is_page and len(body) < _SMALL:
            return Packed("zlib", zipped(body))
        return Packed("zstd", packed(body), is_key=is_page and len(body) <= _LARGEST_KEY)

    def read(self, capture_id: int) -> bytes:
        """Return the bytes of a capture, proved by their digest. Raises StoreError: they are damaged."""
        return self._read(capture_id, _STEPS)

    def _read(self, capture_id: int, steps: int) -> bytes:
        name = f"capture {capture_id}"
        row = self._connection.row(
            "SELECT body, encoding, size, key_id, digest FROM capture WHERE id = ?", (capture_id,)
        )
        if row is None or (row[3] is not None and not steps):
            raise damaged(name)
        prefix = b"" if row[3] is None else self._read(row[3], steps - 1)
        body = unpacked(name, row[0], row[1], row[2], prefix)
        if bytes_digest(body) != row[4]:
            raise damaged(name)
        return body

    def _best_key(self, capture: Capture, *, is_page: bool) -> tuple[int, bytes] | None:
        """Return the capture that makes a new one much smaller, if there is one."""
        keys = list(self._iter_keys(capture, is_page=is_page))
        if not keys:
            return None
        sizes = [len(packed(capture.body, key, is_quick=True)) for _, key in keys]
        best = min(sizes)
        return keys[sizes.index(best)] if best <= _WELL * len(packed(capture.body, is_quick=True)) else None

    def _iter_keys(self, capture: Capture, *, is_page: bool) -> Iterator[tuple[int, bytes]]:
        size = len(capture.body)
        rows = self._connection.rows(_ADDRESS_KEY, (capture.url, size, size // 2)) if capture.url else []
        if is_page:
            rows += [row for row in self._connection.rows(_SITE_KEYS, (site(capture.url),)) if row not in rows]
        for (key_id,) in rows:
            try:
                key = self.read(key_id)
            except StoreError:
                continue  # a page that was damaged keeps no other from being stored
            if len(key) >= _SHORTEST:
                yield key_id, key
