"""Adding an article: from the web, a file, or standard input."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from newsarchive.errors import UsageError
from newsarchive.extract.capture import read_in_time
from newsarchive.fetch.http import to_capture
from newsarchive.fetch.local import read_file, read_stream
from newsarchive.model.article import Article, ArticleId, Capture, Outcome, Overrides, Result
from newsarchive.model.history import Observation, Sighting
from newsarchive.model.web import Request
from newsarchive.operations.editing import apply, given
from newsarchive.operations.identity import is_same_host
from newsarchive.operations.keep import keep
from newsarchive.operations.media import MediaReport, keep_media_of
from newsarchive.operations.reprints import note
from newsarchive.operations.rules import apply_rules
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.operations.web import Web
from newsarchive.store.store import Store
from newsarchive.text.urls import is_web, without_password

_LOG = logging.getLogger(__name__)
_SCHEME_MARK = "://"
NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one source, and of the pictures and files of its article."""

    result: Result
    media: MediaReport


def add(  # noqa: PLR0913 - a source, what is said of it by hand, and the world it is read in
    store: Store,
    source: str,
    *,
    web: Web,
    now: datetime,
    stdin: BinaryIO,
    overrides: Overrides = NO_OVERRIDES,
    tags: tuple[str, ...] = (),
    with_images: bool = True,
    with_files: bool = False,
) -> Added:
    """Archive one source: an http(s) URL, the name of a file, or "-" for standard input.

    With the page of a URL come its pictures and files, as far as they are wanted; one that cannot be had is counted.

    Raises:
        UsageError: the address is of another kind.
        FetchError: the source cannot be read.
        ParseError: there is no article in it.
    """
    capture = read_source(source, now, web=web, stdin=stdin)
    _LOG.info("%s: %d bytes, %s", source, len(capture.body), capture.media_type or "of unknown kind")
    result = keep_capture(store, capture, now, overrides=overrides, tags=tags, source=source)
    if not capture.status or result.outcome is Outcome.DELETED:
        return Added(result=result, media=MediaReport())
    media = keep_media_of(store, web, (result.id,), lambda: now, with_images=with_images, with_files=with_files)
    return Added(result=result, media=media)


def keep_capture(  # noqa: PLR0913 - as above
    store: Store,
    capture: Capture,
    now: datetime,
    *,
    overrides: Overrides = NO_OVERRIDES,
    tags: tuple[str, ...] = (),
    source: str = "",
) -> Result:
    """Archive the article in a capture that the user has chosen, whenever it was received.

    What is older than the last look at its article becomes one of its revisions, and leaves the current one: only a
    whole text takes the place of a summary.
    Raises ParseError: there is no article in it.
    """
    extraction = read_in_time(capture, knowledge_of(store, capture.url))
    draft = apply(extraction.draft, overrides)
    _LOG.debug("%s: %d characters of text by %s", source, len(draft.text), ", ".join(draft.byline) or "nobody named")
    with store.transaction():
        known = store.articles.find_known(draft)
        before = store.articles.get(known.id) if known and not known.is_deleted else None
        seen_at = store.history.last_seen(before.id) if before else now
        result = keep(
            store,
            draft,
            now,
            known=known,
            capture=capture,
            extraction=extraction,
            tags=tags,
            hand_fields=frozenset(given(overrides)) - {"url"},
            source=source,
        )
        if before and now < seen_at:
            _leave_current(store, before, seen_at, result.outcome)
        _disown(store, result.id, draft.url)
        apply_rules(store, (result,))
    return result


def _leave_current(store: Store, before: Article, seen_at: datetime, outcome: Outcome) -> None:
    """Let an article be as it was seen after what has just been kept of it."""
    if outcome is Outcome.COMPLETED:
        store.history.observe(before.id, Observation(observed_at=seen_at, sighting=Sighting.EDITED, revision=0))
    elif store.articles.get(before.id).revision != before.revision:
        store.articles.set_current(before.id, before.revision)
        note(store, before.id, before)


def _disown(store: Store, article_id: ArticleId, url: str) -> None:
    """Let feeds of other sites have no say any more in what the user has added from its own."""
    feeds = store.feeds.addresses_of(article_id)
    store.feeds.disown(article_id, [feed_id for feed_id, at in feeds.items() if not is_same_host(url, at)])


def read_source(source: str, now: datetime, *, web: Web, stdin: BinaryIO) -> Capture:
    """Return the bytes of a source. Raises UsageError, FetchError."""
    if source == "-":
        return read_stream(stdin, now)
    if is_web(source):
        return to_capture(web.get(Request(url=source), now))
    if _SCHEME_MARK in source:
        raise UsageError(
            f"{without_password(source)}: not an address of the web",
            "give an http or https address without a password, or a file",
        )
    return read_file(source, now)
