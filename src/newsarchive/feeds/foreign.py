"""What is not well-formed, or of a form of its own: read by feedparser, which knows them all.

It is called with its safe flags, on bytes that are clean: it opens a bare string that looks like a path or address.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from newsarchive.errors import ParseError
from newsarchive.feeds.head import is_nukeviet
from newsarchive.feeds.media import Medium, to_attachments, to_figures, to_medium
from newsarchive.feeds.moments import read_feed_date
from newsarchive.feeds.names import SECTION
from newsarchive.feeds.parts import to_language, to_person, to_web
from newsarchive.feeds.texts import Words, to_line, to_title
from newsarchive.feeds.timing import to_timing
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.model.feed import Entry, FeedDocument

HINT = "a page is added with: newsarchive add SOURCE"
# What feedparser lets through on documents that are broken in the right places; found by fuzzing.
_FAILURES = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
# feedparser takes the words of a picture for the summary, and the picture's subjects for the article's.
_MEDIA = re.compile("(</?media:)(description|category|keywords|title)\\b")
# What costs it time that grows with the square of the length: no author writes so.
_COMMENT = re.compile(r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|<!--.*?(?P<end>-->|\Z)", re.DOTALL)
_MANY_ATTRIBUTES = re.compile(
    r"""(<[^\s<>"'!?/]{1,100}+)[^<>"']{0,1000}+(?:(?:"[^"]{0,5000}+"|'[^']{0,5000}+')[^<>"']{0,1000}+){256,}+(>?)"""
)
_LONG_AUTHOR = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|name|webMaster|managingEditor)\b[^<>]*+>)(?:<!\[CDATA\[)?[^<]{1000,}+",
    re.IGNORECASE,
)


def read_foreign(document: str) -> FeedDocument:
    """Return what feedparser reads in a mended document.

    Raises:
        ParseError: nothing of a feed.
    """
    parsed = _parse(document)
    if not parsed.version and not parsed.entries:
        raise ParseError("feed", "neither RSS nor Atom", HINT)
    feed = parsed.feed
    language = to_language(feed.get("language") or "")
    site = _find_link(feed, "alternate", "")
    generator = to_line(feed.get("generator") or "")
    return FeedDocument(
        title=_read_title(feed),
        url=site,
        self_url=_find_link(feed, "self", ""),
        language=language,
        generator=generator,
        hub=_find_link(feed, "hub", ""),
        timing=to_timing(
            feed.get("ttl") or "", feed.get("sy_updateperiod") or "", feed.get("sy_updatefrequency") or ""
        ),
        repairs=(f"{'not well-formed' if parsed.bozo else 'of an unusual form'}: read leniently",),
        entries=tuple(_Foreign(entry, language, site, generator).to_entry() for entry in parsed.entries),
    )


def _parse(document: str) -> Any:
    import feedparser

    document = _COMMENT.sub(lambda match: "" if match["end"] else match[0], _MEDIA.sub(r"\1x-\2", document))
    document = _LONG_AUTHOR.sub(r"\1", _MANY_ATTRIBUTES.sub(r"\1\2", document))
    stream = io.BytesIO(document.encode())
    try:
        return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except _FAILURES as error:
        raise ParseError("feed", "damaged beyond reading", HINT) from error


class _Foreign:
    """An entry as feedparser gives it."""

    def __init__(self, entry: Any, language: str, site: str, generator: str) -> None:
        self._entry = entry
        self._language = language
        self._site = site
        self._is_nukeviet = is_nukeviet(generator)

    def to_entry(self) -> Entry:
        entry = self._entry
        contents = [_to_words(content) for content in entry.get("content", ()) if content.get("value")]
        description = entry.get("summary_detail")  # without it, `summary` is feedparser's copy of the content
        summary = _to_words(description) if description and description.get("value") else None
        best = max(contents, key=lambda words: words.rank, default=None)
        html = (best or summary or Words("")).to_html()
        terms = list(_iter_terms(entry))
        others = [term for scheme, term in terms if scheme != SECTION]
        section = next((term for scheme, term in terms if scheme == SECTION), others[0] if others else "")
        media = list(self._iter_media())
        updated = self._read_date("updated")
        return Entry(
            guid=to_line(entry.get("id") or ""),
            url=_find_link(entry, "alternate", self._site),
            title=_read_title(entry),
            summary=summary.to_text() if best and summary else "",
            html=html,
            has_content=best is not None,
            authors=_read_authors(entry),
            section=section,
            categories=tuple(dict.fromkeys(term for term in others if term != section)),
            published=self._read_published(updated),
            updated=updated,
            language=to_language(entry.get("language") or "") or self._language,
            figures=to_figures(media, html),
            attachments=to_attachments(media),
        )

    def _read_published(self, updated: Moment) -> Moment:
        found = [self._read_date("published"), self._read_date("created"), updated]
        return next(filter(None, found), None) or next((one for one in found if one.words), UNKNOWN)

    def _read_date(self, name: str) -> Moment:
        # Asking for a missing "updated" makes feedparser warn and answer with "published".
        words = to_line(self._entry[name] or "") if name in self._entry else ""
        return read_feed_date(words, is_nukeviet=self._is_nukeviet) if words else UNKNOWN

    def _iter_media(self) -> Iterator[Medium]:
        for link in self._entry.get("enclosures", ()):
            url = to_web(link.get("href") or "", self._site)
            yield to_medium(url, to_line(link.get("title") or ""), link.get("type") or "", link.get("length") or "")
        for content in self._entry.get("media_content", ()):
            url = to_web(content.get("url") or "", self._site)
            yield to_medium(
                url, "", content.get("type") or "", content.get("filesize") or "", content.get("medium", "")
            )
        for thumbnail in self._entry.get("media_thumbnail", ()):
            yield Medium(to_web(thumbnail.get("url") or "", self._site), is_picture=True, is_thumbnail=True)


def _to_words(content: Any) -> Words:
    """Feedparser calls plain what it does not take for HTML; what looks like it is."""
    words = Words(content.get("value") or "")
    words.is_html = words.is_html and content.get("type") != "text/plain"
    return words


def _read_title(parent: Any) -> str:
    is_plain = parent.get("title_detail", {}).get("type") == "text/plain"
    return to_title(parent.get("title") or "", "text" if is_plain else "")


def _find_link(parent: Any, relation: str, base: str) -> str:
    """Feedparser takes a guid for a link: only what stands in a link element counts."""
    links = [to_web(link.get("href") or "", base) for link in parent.get("links", ()) if link.get("rel") == relation]
    return next(filter(None, links), "")


def _read_authors(entry: Any) -> tuple[str, ...]:
    names = (to_person(author.get("name") or "") for author in entry.get("authors", ()))
    return tuple(dict.fromkeys(filter(None, names)))


def _iter_terms(entry: Any) -> Iterator[tuple[str, str]]:
    for tag in entry.get("tags", ()):
        if term := to_title(tag.get("label") or tag.get("term") or ""):
            yield tag.get("scheme") or "", term
