"""Importing a feed file of any size: every entry an article, once."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from newsarchive.errors import ParseError
from newsarchive.fetch.local import opened_file, spooled
from newsarchive.model.article import Outcome, Result
from newsarchive.model.feed import Entry, EntryState, FeedDocument, FeedId, FeedSettings
from newsarchive.operations.entries import Skipped, is_news, keep_entry
from newsarchive.operations.identity import find_states
from newsarchive.operations.rules import apply_rules
from newsarchive.store.store import Store

if TYPE_CHECKING:
    from newsarchive.feeds.opened import OpenFeed

BATCH = 200  # entries a transaction: one wait for the disk for all of them
_SETTINGS = FeedSettings()
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
_START = 1000  # bytes


@contextmanager
def opened_feed(source: str, stdin: BinaryIO) -> Iterator["OpenFeed"]:
    """Yield the feed in a file, or on standard input for "-", open until the end of the block.

    Raises:
        FetchError: the file cannot be read.
        ParseError: it is no feed.
    """
    from newsarchive.feeds.read import open_feed

    with spooled(stdin) if source == "-" else opened_file(source) as stream:
        try:
            yield open_feed(stream, is_trusted=True)
        except ParseError as error:
            hint = f"subscribe to its feeds with: newsarchive feed import {source}" if _is_opml(stream) else error.hint
            reason = "OPML, a list of feeds" if _is_opml(stream) else error.reason
            raise ParseError(source, reason, hint) from error


def import_feed(store: Store, feed: "OpenFeed", *, name: str, now: datetime) -> Iterator[Result | Skipped]:
    """Archive the entries of a feed, the oldest first; yield what became of each, once it is on the disk.

    What was imported before costs one look, and changes nothing. name tells feeds apart that have no address.

    Raises:
        ParseError: the feed cannot be read to its end.
    """
    entries = feed.iter_entries()
    with store.transaction():
        feed_id = store.feeds.add(feed.document, name, now)
    while batch := list(islice(entries, BATCH)):
        with store.transaction():
            results = list(_iter_kept(store, feed.document, feed_id, batch, now))
            apply_rules(store, results)
        yield from results


def _iter_kept(
    store: Store, document: FeedDocument, feed_id: FeedId, batch: Sequence[Entry], now: datetime
) -> Iterator[Result | Skipped]:
    for entry, state in find_states(store, feed_id, batch, is_own=document.is_own):
        if state and not is_news(state, entry):
            yield _known(state, entry)
        else:
            yield keep_entry(store, feed_id, document.url, entry, now, settings=_SETTINGS, is_own=document.is_own)


def _known(state: EntryState, entry: Entry) -> Result:
    outcome = Outcome.DELETED if state.is_deleted else Outcome.UNCHANGED
    return Result(outcome, state.article_id, entry.title, state.guid)


def _is_opml(stream: BinaryIO) -> bool:
    stream.seek(0)
    return _OPML.search(stream.read(_START)) is not None
