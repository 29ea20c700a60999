"""A feed as received -> its entries; never fetches, never resolves, never trusts.

feedparser reads what others wrote; `own` reads what newsarchive wrote, to the character.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from newsarchive.errors import ParseError
from newsarchive.feeds.decode import to_document
from newsarchive.feeds.escape import unescape
from newsarchive.feeds.html import is_markup, to_html, to_plain
from newsarchive.feeds.names import SECTION, TAG
from newsarchive.feeds.own import read_own
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.model.feed import Entry, FeedDocument
from newsarchive.text.dates import read_date
from newsarchive.text.normalize import clean_line, clean_text
from newsarchive.text.urls import is_web

_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)[\s/>]", re.IGNORECASE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HINT = "a page is added with: newsarchive add SOURCE"
# What feedparser lets through on documents that are broken in the right places; found by fuzzing.
_FAILURES = (LookupError, TypeError, ValueError)


def read_feed(body: bytes) -> FeedDocument:
    """Return what an RSS or Atom document holds, its entries in their order.

    Raises:
        ParseError: it is neither.
    """
    document = to_document(body)
    if not _ROOT.match(document):
        raise ParseError("feed", "neither RSS nor Atom", _HINT)
    return read_own(document) or _read_foreign(document)


def _read_foreign(document: str) -> FeedDocument:
    parsed = _parse(document)
    if not parsed.version and not parsed.entries:
        raise ParseError("feed", "neither RSS nor Atom", _HINT)
    feed = parsed.feed
    language = _to_language(feed.get("language"))
    return FeedDocument(
        title=_read_title(feed),
        url=_find_link(feed, "alternate"),
        self_url=_find_link(feed, "self"),
        language=language,
        entries=tuple(_to_entry(entry, language) for entry in parsed.entries),
    )


def _parse(document: str) -> Any:
    import feedparser

    stream = io.BytesIO(document.encode())  # feedparser opens a bare string that looks like a path or an address
    try:
        return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except _FAILURES as error:
        raise ParseError("feed", "damaged beyond reading", _HINT) from error


def _to_entry(entry: Any, language: str) -> Entry:
    contents = [content for content in entry.get("content", ()) if content.value]
    description = entry.get("summary_detail")  # without it, `summary` is feedparser's copy of the content
    terms = list(_iter_terms(entry))
    sections = [term for scheme, term in terms if scheme == SECTION] or [
        term for scheme, term in terms if scheme != TAG
    ]
    return Entry(
        guid=clean_line(entry.get("id", "")),
        url=_find_link(entry, "alternate"),
        title=_read_title(entry),
        summary=_to_text(description) if contents and description else "",
        html=_richest(contents or ([description] if description else [])),
        authors=tuple(filter(None, (clean_line(author.get("name") or "") for author in entry.get("authors", ())))),
        section=sections[0] if sections else "",
        tags=tuple(term for scheme, term in terms if scheme == TAG),
        published=_read_published(entry),
        language=_to_language(entry.get("language")) or language,
    )


def _read_title(parent: Any) -> str:
    """Titles are often escaped once more than the format asks."""
    title = unescape(parent.get("title", ""))
    is_html = parent.get("title_detail", {}).get("type") in _HTML_TYPES
    return clean_line(to_plain(title) if is_html else title)


def _find_link(parent: Any, relation: str) -> str:
    """Feedparser takes a guid for a link: only what stands in a link element counts."""
    links = (clean_line(link.get("href", "")) for link in parent.get("links", ()) if link.get("rel") == relation)
    return next(filter(is_web, links), "")


def _iter_terms(entry: Any) -> Iterator[tuple[str, str]]:
    for tag in entry.get("tags", ()):
        term = clean_line(unescape(tag.label or tag.term or ""))
        if term:
            yield tag.scheme or "", term


def _richest(contents: list[Any]) -> str:
    if not contents:
        return ""
    best = max(contents, key=lambda content: (content.get("type") in _HTML_TYPES, len(content.value)))
    if best.get("type") in _HTML_TYPES and is_markup(best.value):
        return str(best.value)
    return to_html(clean_text(best.value))


def _to_text(content: Any) -> str:
    is_html = content.get("type") in _HTML_TYPES and is_markup(content.value)
    return to_plain(content.value) if is_html else clean_text(content.value)


def _read_published(entry: Any) -> Moment:
    # Asking for a missing "updated" makes feedparser warn and answer with "published".
    words = entry.get("published") or ("updated" in entry and entry.updated) or entry.get("created")
    return read_date(clean_line(words)) if words else UNKNOWN


def _to_language(words: str | None) -> str:
    return clean_line(words or "").replace("_", "-").lower()
