"""What is not well-formed, or of a form of its own: read by feedparser, which knows them all.

It is called with its safe flags, on bytes that are clean: it opens a bare string that looks like a path or address.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from newsarchive.child import call
from newsarchive.errors import ParseError
from newsarchive.feeds.head import is_nukeviet
from newsarchive.feeds.media import Medium, to_attachments, to_figures, to_medium
from newsarchive.feeds.moments import read_feed_date
from newsarchive.feeds.names import SECTION
from newsarchive.feeds.opened import HINT
from newsarchive.feeds.parts import to_language, to_person, to_web
from newsarchive.feeds.texts import Words, to_line, to_title
from newsarchive.feeds.timing import to_timing
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.model.feed import Entry, FeedDocument

SMALL = 8_000  # characters: a start of Python costs more than feedparser could take for these
LONGEST = 30  # seconds
# What feedparser lets through on documents that are broken in the right places; found by fuzzing.
_FAILURES = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
# feedparser takes the words of a picture for the summary, and subjects of pictures and podcasts for the article's.
_MEDIA = re.compile("(</?(?:media|itunes):)(description|category|keywords|title)\\b")
# What costs it time that grows with the square of the length: no author writes so.
_COMMENT = re.compile(r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|<!--.*?(?P<end>-->|\Z)", re.DOTALL)
_MANY_ATTRIBUTES = re.compile(
    r"""(<[^\s<>"'!?/]{1,100}+)[^<>"']{0,1000}+(?:(?:"[^"]{0,5000}+"|'[^']{0,5000}+')[^<>"']{0,1000}+){256,}+(>?)"""
)
_LONG_AUTHOR = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|name|webMaster|managingEditor)\b[^<>]*+>)(?:<!\[CDATA\[)?[^<]{1000,}+",
    re.IGNORECASE,
)


def read_in_time(document: str) -> FeedDocument:
    """Return what feedparser reads in a mended document, in half a minute at most.

    Raises:
        ParseError: nothing of a feed, or not in time.
    """
    if len(document) <= SMALL:
        return read_foreign(document)
    try:
        return call(read_foreign, document, LONGEST)
    except TimeoutError as error:
        raise ParseError("feed", "damaged beyond reading", HINT) from error


def read_foreign(document: str) -> FeedDocument:
    """Return what feedparser reads in a mended document.

    Raises:
        ParseError: nothing of a feed.
    """
    parsed = _parse(document)
    if not parsed.version and not parsed.entries:
        raise ParseError("feed", "neither RSS nor Atom", HINT)
    feed = parsed.feed
    language = to_language(_text(feed, "language"))
    site = _find_link(feed, "alternate", "")
    generator = to_line(_text(feed, "generator"))
    return FeedDocument(
        title=_read_title(feed),
        url=site,
        self_url=_find_link(feed, "self", ""),
        language=language,
        generator=generator,
        hub=_find_link(feed, "hub", ""),
        timing=to_timing(_text(feed, "ttl"), _text(feed, "sy_updateperiod"), _text(feed, "sy_updatefrequency")),
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
        contents = list(filter(None, map(_to_words, _objects(entry, "content"))))
        summary = _to_words(_object(entry, "summary_detail"))  # `summary` may be feedparser's copy of the content
        best = max(contents, key=lambda words: words.rank, default=None)
        html = (best or summary or Words("")).to_html()
        terms = list(_iter_terms(entry))
        others = [term for scheme, term in terms if scheme != SECTION]
        section = next((term for scheme, term in terms if scheme == SECTION), others[0] if others else "")
        media = list(self._iter_media())
        updated = self._read_date("updated")
        return Entry(
            guid=to_line(_text(entry, "id")),
            url=self._find_url(),
            title=_read_title(entry),
            summary=summary.to_text() if best and summary else "",
            html=html,
            has_content=best is not None,
            authors=_read_authors(entry),
            section=section,
            categories=tuple(dict.fromkeys(term for term in others if term != section)),
            published=self._read_published(updated),
            updated=updated,
            language=to_language(_text(entry, "language")) or self._language,
            figures=to_figures(media, html),
            attachments=to_attachments(media),
        )

    def _find_url(self) -> str:
        """Feedparser takes any guid for a link: only one that is meant as one counts, if there is no other."""
        entry = self._entry
        original = to_web(_text(entry, "feedburner_origlink"), self._site)
        permanent = to_web(_text(entry, "id"), "") if entry.get("guidislink") is True else ""
        return original or _find_link(entry, "alternate", self._site) or permanent

    def _read_published(self, updated: Moment) -> Moment:
        found = [self._read_date("published"), self._read_date("created"), updated]
        return next(filter(None, found), None) or next((one for one in found if one.words), UNKNOWN)

    def _read_date(self, name: str) -> Moment:
        words = to_line(_text(self._entry, name))
        return read_feed_date(words, is_nukeviet=self._is_nukeviet) if words else UNKNOWN

    def _iter_media(self) -> Iterator[Medium]:
        for link in _objects(self._entry, "links"):
            if _text(link, "rel") == "enclosure":
                url = to_web(_text(link, "href"), self._site)
                yield to_medium(url, to_line(_text(link, "title")), _text(link, "type"), _text(link, "length"))
        for content in _objects(self._entry, "media_content"):
            url = to_web(_text(content, "url"), self._site)
            yield to_medium(url, "", _text(content, "type"), _text(content, "filesize"), _text(content, "medium"))
        for thumbnail in _objects(self._entry, "media_thumbnail"):
            yield Medium(to_web(_text(thumbnail, "url"), self._site), is_picture=True, is_thumbnail=True)


def _text(parent: Any, name: str) -> str:
    """Return a value that is text: elements that feedparser does not know become any value, under any name.

    Asking it for a missing "updated" makes it warn, and answer with "published".
    """
    is_text = name in parent and isinstance(parent[name], str)
    return parent[name] if is_text else ""


def _object(parent: Any, name: str) -> Any:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _objects(parent: Any, name: str) -> Iterator[Any]:
    value = parent.get(name)
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _to_words(content: Any) -> Words | None:
    """Feedparser calls plain what it does not take for HTML; what looks like it is."""
    if not (value := _text(content, "value")):
        return None
    words = Words(value)
    words.is_html = words.is_html and content.get("type") != "text/plain"
    return words


def _read_title(parent: Any) -> str:
    is_plain = _object(parent, "title_detail").get("type") == "text/plain"
    return to_title(_text(parent, "title"), "text" if is_plain else "")


def _find_link(parent: Any, relation: str, base: str) -> str:
    links = (link for link in _objects(parent, "links") if _text(link, "rel") == relation)
    return next(filter(None, (to_web(_text(link, "href"), base) for link in links)), "")


def _read_authors(entry: Any) -> tuple[str, ...]:
    names = (to_person(_text(author, "name")) for author in _objects(entry, "authors"))
    return tuple(dict.fromkeys(filter(None, names)))


def _iter_terms(entry: Any) -> Iterator[tuple[str, str]]:
    for tag in _objects(entry, "tags"):
        if term := to_title(_text(tag, "label") or _text(tag, "term")):
            yield _text(tag, "scheme"), term
