"""Adding an article: from the web, a file, or standard input."""

import logging
from datetime import datetime
from typing import BinaryIO

from newsarchive.errors import UsageError
from newsarchive.extract.capture import draft_of
from newsarchive.fetch.local import read_file, read_stream
from newsarchive.model.article import ArticleId, Capture, Overrides, Result
from newsarchive.operations.editing import apply, given
from newsarchive.operations.identity import is_same_host
from newsarchive.operations.keep import keep
from newsarchive.operations.rules import apply_rules
from newsarchive.store.store import Store
from newsarchive.text.urls import is_web, without_password

_LOG = logging.getLogger(__name__)
_SCHEME_MARK = "://"


def add(  # noqa: PLR0913 - a source, what is said of it by hand, and the world it is read in
    store: Store,
    source: str,
    *,
    overrides: Overrides,
    tags: tuple[str, ...],
    now: datetime,
    stdin: BinaryIO,
) -> Result:
    """Archive one source: an http(s) URL, the name of a file, or "-" for standard input.

    Raises:
        UsageError: the address is of another kind.
        FetchError: the source cannot be read.
        ParseError: there is no article in it.
    """
    capture = read_source(source, now, stdin)
    _LOG.info("%s: %d bytes, %s", source, len(capture.body), capture.media_type or "of unknown kind")
    draft = apply(draft_of(capture), overrides)
    _LOG.debug("%s: %d characters of text by %s", source, len(draft.text), ", ".join(draft.byline) or "nobody named")
    with store.transaction():
        known = store.articles.find_known(draft)
        hand_fields = frozenset(given(overrides)) - {"url"}
        result = keep(
            store, draft, now, known=known, capture=capture, tags=tags, hand_fields=hand_fields, source=source
        )
        _disown(store, result.id, draft.url)
        apply_rules(store, (result,))
    return result


def _disown(store: Store, article_id: ArticleId, url: str) -> None:
    """Let feeds of other sites have no say any more in what the user has added from its own."""
    feeds = store.feeds.addresses_of(article_id)
    store.feeds.disown(article_id, [feed_id for feed_id, at in feeds.items() if not is_same_host(url, at)])


def read_source(source: str, now: datetime, stdin: BinaryIO) -> Capture:
    """Return the bytes of a source. Raises UsageError, FetchError."""
    if source == "-":
        return read_stream(stdin, now)
    if is_web(source):
        from newsarchive.fetch.http import get

        return get(source, now)
    if _SCHEME_MARK in source:
        raise UsageError(
            f"{without_password(source)}: not an address of the web",
            "give an http or https address without a password, or a file",
        )
    return read_file(source, now)
