"""Digests: equal means that nothing changed."""

import hashlib
import json
import re

from newsarchive.model.article import Draft
from newsarchive.model.history import Change
from newsarchive.text.fold import exact_stream, fold
from newsarchive.text.normalize import with_one_tone_place

_NUMBERS = re.compile(r"[\d.,:/]+")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


def bytes_digest(body: bytes) -> str:
    """Return the SHA-256 of body, in hexadecimal (FIPS 180-4)."""
    return hashlib.sha256(body).hexdigest()


def text_digest(text: str) -> str:
    """Return a digest of the words alone: blind to case, spaces, punctuation, and where a tone mark is put.

    >>> text_digest("Hoà giải ở cơ sở.") == text_digest("hòa giải  ở cơ sở")
    True
    """
    words = exact_stream(text).replace("=", "")
    return bytes_digest((words or text).encode())


def content_digest(draft: Draft) -> str:
    """Return a digest of everything that a revision holds.

    It is blind to what no reader sees: line breaks, where a tone mark is put, the place of a picture, what keeps
    caches from serving it. The words of a date, the time of a change and the size of a file are not content.
    """
    content = [
        *(_seen(words) for words in (draft.title, draft.subtitle, draft.summary, draft.text)),
        draft.section,
        draft.byline,
        draft.credit,
        draft.published.value,
        draft.language,
        [(_without_query(figure.url), _seen(figure.caption)) for figure in draft.figures],
        [(attachment.url, attachment.label) for attachment in draft.attachments],
        draft.categories,
    ]
    return bytes_digest(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def change_of(before: Draft, after: Draft) -> Change:
    """Return how much of what a reader sees of an article has changed."""
    words, others = (_words_of(one) for one in (before, after))
    if words == others:
        return Change.METADATA
    return Change.TYPOGRAPHY if text_digest(words) == text_digest(others) else Change.TEXT


def line_key(line: str) -> int:
    """Return a key of a line of a page, equal for one that says the same with other numbers; signed, of 64 bits.

    >>> line_key("Hôm nay: 1.204 lượt") == line_key("HÔM NAY: 87 lượt")
    True
    """
    words = _NUMBERS.sub("", fold(line))
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


def _seen(words: str) -> str:
    return " ".join(with_one_tone_place(words).split())


def _words_of(draft: Draft) -> str:
    return _seen(f"{draft.title}\n{draft.subtitle}\n{draft.summary}\n{draft.text}")


def _without_query(url: str) -> str:
    path = url.partition("?")[0]
    return path if path.lower().endswith(_PICTURES) else url
