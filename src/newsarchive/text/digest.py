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
    """Return a digest of everything that a revision holds.

    The words of a date, the time of a change and the size of a file are not content.
    """
    content: list[object] = [
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
    if draft.categories:  # older revisions have none, and keep their digest
        content.append(draft.categories)
    return bytes_digest(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
