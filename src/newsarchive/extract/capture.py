"""One capture to its draft: HTML or text, told apart by content first and media type second."""

import re
from dataclasses import replace

from newsarchive.child import call
from newsarchive.errors import ParseError
from newsarchive.extract.decode import charset_of, decode, is_html
from newsarchive.extract.page import read_markup
from newsarchive.extract.pasted import read_pasted
from newsarchive.extract.site_rules import check_rules
from newsarchive.model.article import Capture
from newsarchive.model.extraction import NOTHING_KNOWN, Extraction, SiteKnowledge
from newsarchive.text.urls import canonical

STANDARD_INPUT = "standard input"
CROWDED = 8_000  # tags: a page of a portal has some hundreds; what reads pages takes the square of their number
DEEPEST = 250  # elements around an element
LONGEST = 30  # seconds
_NESTING = re.compile(
    rb"<(/?)(?:div|span|ul|ol|dl|table|section|article|aside|main|blockquote|font|center|strong|em|b|i|u)\b",
    re.IGNORECASE,
)
_FEED = re.compile(r"(?:<\?xml[^>]{0,200}>|<!--.{0,1000}?-->|\s)*<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL)
_FEED_REACH = 4000
_SAMPLE = 10_000
_MOST_UNREADABLE = 0.02  # of the characters


def read_capture(capture: Capture, site: SiteKnowledge = NOTHING_KNOWN) -> Extraction:
    """Return the article in a capture, and how it was read.

    Raises:
        ParseError: neither an article nor text is in it.
        UsageError: a rule of the user's for its site cannot be followed.
    """
    source = capture.url or STANDARD_INPUT
    text = decode(capture.body, charset_of(capture.media_type))
    if _FEED.match(text[:_FEED_REACH]):
        raise ParseError(source, "a feed, not an article", "archive what it holds: newsarchive import FILE")
    if is_html(text) or (capture.media_type.startswith(("text/html", "application/xhtml")) and "<" in text):
        return read_markup(text, capture.url, site)
    if _is_binary(text):
        raise ParseError(source, "not text", "newsarchive reads web pages and plain text")
    try:
        read = read_pasted(text)
    except ParseError as error:
        raise ParseError(source, error.reason, error.hint) from error
    return replace(read, draft=replace(read.draft, url=canonical(capture.url)))


def read_in_time(capture: Capture, site: SiteKnowledge = NOTHING_KNOWN) -> Extraction:
    """Return the article in a capture, as `read_capture`, in half a minute at most.

    Raises:
        ParseError: there is none in it, or it is not found in time.
        UsageError: a rule of the user's for its site cannot be followed.
    """
    if capture.body.count(b"<") <= CROWDED and not _is_deep(capture.body):
        return read_capture(capture, site)
    check_rules(site.rules, capture.url)  # only what is wrong with the page comes back from there
    plain = replace(capture, headers={})  # a view of headers cannot be handed over
    rules = replace(site.rules, selectors=dict(site.rules.selectors))
    try:
        return call(_read_both, (plain, replace(site, rules=rules)), LONGEST)
    except TimeoutError as error:
        raise ParseError(capture.url, "too crowded to be read") from error


def _read_both(given: tuple[Capture, SiteKnowledge]) -> Extraction:
    return read_capture(*given)


def _is_deep(body: bytes) -> bool:
    """Tell whether a page is nested as none is by its author: what reads pages takes its depth times its size."""
    depth = 0
    for tag in _NESTING.finditer(body):
        depth += -1 if tag[1] else 1
        if depth > DEEPEST:
            return True
    return False


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    unreadable = sum(character == "\ufffd" or (character < " " and not character.isspace()) for character in sample)
    return unreadable > len(sample) * _MOST_UNREADABLE
