"""One capture to its draft: HTML or text, told apart by content first and media type second."""

import re
from dataclasses import replace

from newsarchive.child import call
from newsarchive.errors import ParseError
from newsarchive.extract.decode import charset_of, decode, is_html
from newsarchive.extract.page import read_page
from newsarchive.extract.pasted import read_text
from newsarchive.model.article import Capture, Draft
from newsarchive.text.urls import canonical

STANDARD_INPUT = "standard input"
CROWDED = 8_000  # tags: a page of a portal has some hundreds; what reads pages takes the square of their number
LONGEST = 30  # seconds
_FEED = re.compile(r"(?:<\?xml[^>]{0,200}>|<!--.{0,1000}?-->|\s)*<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL)
_FEED_REACH = 4000
_SAMPLE = 10_000
_MOST_UNREADABLE = 0.02  # of the characters


def draft_of(capture: Capture) -> Draft:
    """Return the article in a capture.

    Raises:
        ParseError: neither an article nor text is in it.
    """
    source = capture.url or STANDARD_INPUT
    declared = charset_of(capture.media_type)
    text = decode(capture.body, declared)
    if _FEED.match(text[:_FEED_REACH]):
        raise ParseError(source, "a feed, not an article", "archive what it holds: newsarchive import FILE")
    if is_html(text) or (capture.media_type.startswith(("text/html", "application/xhtml")) and "<" in text):
        return read_page(capture.body, capture.url, declared)
    if _is_binary(text):
        raise ParseError(source, "not text", "newsarchive reads web pages and plain text")
    try:
        return replace(read_text(text), url=canonical(capture.url))
    except ParseError as error:
        raise ParseError(source, error.reason, error.hint) from error


def draft_in_time(capture: Capture) -> Draft:
    """Return the article in a capture, as `draft_of`, in half a minute at most.

    Raises:
        ParseError: there is none in it, or it is not found in time.
    """
    if capture.body.count(b"<") <= CROWDED:
        return draft_of(capture)
    try:
        return call(draft_of, replace(capture, headers={}), LONGEST)  # a view of headers cannot be handed over
    except TimeoutError as error:
        raise ParseError(capture.url, "too crowded to be read") from error


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    unreadable = sum(character == "\ufffd" or (character < " " and not character.isspace()) for character in sample)
    return unreadable > len(sample) * _MOST_UNREADABLE
