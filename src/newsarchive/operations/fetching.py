"""What the workers of a sync do: ask for one thing, and read it. Nothing of it raises; no archive in sight.

A fault of one feed's is an error in what comes back. So is a bug of ours that only this feed brings to light: it is
logged with its traceback, and all other feeds go on.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from newsarchive.errors import NewsArchiveError, SourceError, StoreError
from newsarchive.extract.decode import charset_of
from newsarchive.fetch.http import to_capture
from newsarchive.fetch.robots import read_rules
from newsarchive.model.article import Capture
from newsarchive.model.extraction import Extraction, SiteKnowledge
from newsarchive.model.feed import Check, Feed, FeedDocument
from newsarchive.model.web import Answer, Request
from newsarchive.operations.web import Web
from newsarchive.text.digest import bytes_digest

LARGEST_FEED = 32 * 1024 * 1024  # bytes, unpacked
LARGEST_PAGE = 10_000_000
LARGEST_RULES = 1_000_000  # RFC 9309 asks for half of it
FEED_TYPES = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
PAGE_TYPES = "text/html, application/xhtml+xml, */*;q=0.5"
_OK, _NOT_MODIFIED, _GONE = 200, 304, 410
_REFUSED, _BUSY = 429, 503  # a server that wants to be left alone
_CLIENT_ERRORS = range(400, 500)
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of asking for a feed."""

    feed: Feed
    check: Check
    answer: Answer | None = None  # None if no whole answer came
    document: FeedDocument | None = None  # if there is something to read
    digest: str = ""
    error: str = ""  # why there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """What came of asking for the page of an entry."""

    url: str
    capture: Capture | None = None
    extraction: Extraction | None = None
    error: str = ""
    requests: int = 1
    bytes: int = 0
    is_refused: bool = False  # the server wants to be left alone for now
    is_postponed: bool = False  # not asked for: what robots.txt allows is not known now
    is_settled: bool = False  # not asked for, and never to be: robots.txt forbids it, or the archive has it meanwhile

    @property
    def key(self) -> str:
        """Return what waits for it is known by."""
        return self.url


@dataclass(frozen=True, slots=True)
class FetchedRules:
    """What came of asking for the robots.txt of a site; None: nothing may be fetched now."""

    site: str
    rules: str | None
    requests: int = 1

    @property
    def key(self) -> str:
        """Return what waits for it is known by."""
        return self.site


def fetch_feed(web: Web, feed: Feed, now: datetime) -> Fetched:
    """Return what a feed is now, read if it is not what was read last."""
    request = Request(
        url=feed.url,
        accept=FEED_TYPES,
        etag=feed.etag,
        last_modified=feed.last_modified,
        largest=LARGEST_FEED,
        is_legacy_tls=feed.settings.is_legacy_tls,
    )
    failed = Fetched(feed=feed, check=Check.FAILED)
    answer, error = attempt(lambda: web.get(request, now), feed.url)
    return replace(failed, error=error) if answer is None else read_answer(feed, answer)


def read_answer(feed: Feed, answer: Answer) -> Fetched:
    """Return what an answer says of a feed."""
    fetched = Fetched(feed=feed, check=Check.FAILED, answer=answer)
    if answer.status == _GONE:
        return replace(fetched, check=Check.GONE, error="gone for good, says its server (HTTP 410)")
    if answer.status == _NOT_MODIFIED and (feed.etag or feed.last_modified):
        return replace(fetched, check=Check.UNCHANGED)
    if answer.status != _OK:
        return replace(fetched, error=_refusal(answer))
    if bytes_digest(answer.body) == feed.body_digest:
        return replace(fetched, check=Check.UNCHANGED)
    document, error = attempt(lambda: read_document(answer), feed.url)
    return replace(fetched, error=error) if document is None else as_read(feed, answer, document)


def as_read(feed: Feed, answer: Answer, document: FeedDocument) -> Fetched:
    """Return a document as what a feed brought."""
    return Fetched(feed=feed, check=Check.READ, answer=answer, document=document, digest=bytes_digest(answer.body))


def read_document(answer: Answer) -> FeedDocument:
    """Return the feed in an answer. Raises ParseError."""
    from newsarchive.feeds.read import read_feed

    return read_feed(answer.body, declared_charset(answer))


def declared_charset(answer: Answer) -> str:
    """Return the encoding that the server declares; "" if it does not."""
    return charset_of(answer.headers.get("content-type", ""))


def fetch_page(  # noqa: PLR0913 - what is asked for, how, and what is known of it
    web: Web, url: str, now: datetime, *, found_at: str, is_legacy_tls: bool, knowledge: SiteKnowledge
) -> FetchedPage:
    """Return the article on a page that the feed at found_at names."""
    from newsarchive.extract.capture import read_in_time

    request = Request(url=url, found_at=found_at, accept=PAGE_TYPES, largest=LARGEST_PAGE, is_legacy_tls=is_legacy_tls)
    answer, error = attempt(lambda: web.get(request, now), url)
    if answer is None:
        return FetchedPage(url=url, error=error)
    page = FetchedPage(
        url=url,
        requests=answer.requests,
        bytes=len(answer.body),
        is_refused=answer.status in (_REFUSED, _BUSY),
    )
    capture, error = attempt(lambda: to_capture(answer), url)
    if capture is None:
        return replace(page, error=error)
    extraction, error = attempt(lambda: read_in_time(capture, knowledge), url)
    return replace(page, error=error) if extraction is None else replace(page, capture=capture, extraction=extraction)


def fetch_rules(web: Web, site: str, now: datetime, *, found_at: str, is_legacy_tls: bool) -> FetchedRules:
    """Return what a site asks of robots: all is allowed where it says nothing, nothing where it cannot be asked."""
    url, accept = f"{site}/robots.txt", "text/plain, */*;q=0.5"
    request = Request(url=url, found_at=found_at, accept=accept, largest=LARGEST_RULES, is_legacy_tls=is_legacy_tls)
    answer, _ = attempt(lambda: web.get(request, now), request.url)
    if answer is None:
        return FetchedRules(site, None)
    if answer.status == _OK:
        return FetchedRules(site, read_rules(answer.body), answer.requests)
    return FetchedRules(site, "" if answer.status in _CLIENT_ERRORS else None, answer.requests)


def attempt(work: Callable[[], _T], name: str) -> tuple[_T | None, str]:
    """Return what work returns, or None and what went wrong.

    Raises:
        StoreError: what no feed is to blame for, and all others would suffer as well.
    """
    try:
        return work(), ""
    except SourceError as error:
        return None, error.reason
    except StoreError:
        raise
    except NewsArchiveError as error:
        return None, error.message
    except Exception as error:  # noqa: BLE001 - one feed of many: the others must not suffer from it
        _LOG.exception("%s: a bug in newsarchive", name)
        return None, f"a bug in newsarchive: {type(error).__name__}: {error}"


def _refusal(answer: Answer) -> str:
    _, reason = attempt(lambda: to_capture(answer), answer.url)
    return reason
