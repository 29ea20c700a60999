"""Digests: equal means that nothing changed."""

import hashlib
import json

from newsarchive.model.article import Draft
from newsarchive.text.fold import streams


def bytes_digest(body: bytes) -> str:
    """Return the SHA-256 of body, in hexadecimal (FIPS 180-4)."""
    return hashlib.sha256(body).hexdigest()


def text_digest(text: str) -> str:
    """Return a digest of the words alone: blind to case, spaces, punctuation, and where a tone mark is put.

    >>> text_digest("Hoà giải ở cơ sở.") == text_digest("hòa giải  ở cơ sở")
    True
    """
    words = streams(text)[0].replace("=", "")
    return bytes_digest((words or text).encode())


def content_digest(draft: Draft) -> str:
    """Return a digest of everything that a revision holds; the words of a date are not content."""
    content = [
        draft.title,
        draft.summary,
        draft.text,
        draft.section,
        draft.byline,
        draft.published.value,
        draft.language,
        [(figure.url, figure.caption, figure.position) for figure in draft.figures],
        [(attachment.url, attachment.label) for attachment in draft.attachments],
    ]
    return bytes_digest(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
