"""Importing a feed file: every entry an article, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from newsarchive.errors import ParseError
from newsarchive.extract.fragment import read_fragment
from newsarchive.feeds.read import read_feed
from newsarchive.fetch.local import read_file, read_stream
from newsarchive.model import Capture, Draft, Entry, FeedDocument, Known, Result
from newsarchive.operations.keep import keep
from newsarchive.store.feeds import FeedId
from newsarchive.store.store import Store
from newsarchive.text.urls import canonical

BATCH = 200  # entries a transaction: one wait for the disk for all of them
LARGEST = 512_000_000  # bytes
_OWN_ID = "urn:uuid:"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that holds no article, and why."""

    title: str
    reason: str


def import_source(store: Store, source: str, *, now: datetime, stdin: BinaryIO) -> Iterator[Result | Skipped]:
    """Archive the entries of a feed file, or of standard input for "-"; as `import_feed`.

    Raises:
        FetchError: the file cannot be read.
        ParseError: it is no feed.
    """
    capture = read_stream(stdin, now, largest=LARGEST) if source == "-" else read_file(source, now, largest=LARGEST)
    try:
        yield from import_feed(store, capture.body, name=source, now=now)
    except ParseError as error:
        raise ParseError(source, error.reason, error.hint) from error


def import_feed(store: Store, body: bytes, *, name: str, now: datetime) -> Iterator[Result | Skipped]:
    """Archive the entries of an RSS or Atom document; yield what became of each, once it is on the disk.

    Raises:
        ParseError: it is no feed.
    """
    document = read_feed(body)
    entries = reversed(document.entries)  # feeds begin with the newest: ids grow with time
    with store.transaction():
        feed_id = store.feeds.add(document, name, now)
    while batch := list(islice(entries, BATCH)):
        with store.transaction():
            results = [_keep_entry(store, document, feed_id, entry, now) for entry in batch]
        yield from results


def to_draft(entry: Entry, base_url: str = "") -> Draft:
    """Return the article of an entry: its content, else its summary."""
    url = canonical(entry.url)
    text, figures = read_fragment(entry.html, url or base_url)
    is_own = entry.guid.startswith(_OWN_ID)
    summary = entry.summary if text and (is_own or not text.startswith(entry.summary)) else ""
    text = text or entry.summary or entry.title
    title = entry.title or text.split("\n", 1)[0][:100]
    return Draft(
        title=title,
        text=text,
        url=url,
        summary=summary,
        section=entry.section,
        byline=entry.authors,
        published=entry.published,
        language=entry.language,
        figures=figures,
        attachments=entry.attachments,
    )


def _keep_entry(store: Store, document: FeedDocument, feed_id: FeedId, entry: Entry, now: datetime) -> Result | Skipped:
    draft = to_draft(entry, document.url)
    if not draft.text:
        return Skipped(draft.title or entry.guid or entry.url, "neither title nor text")
    guid = entry.guid or draft.url or draft.title
    own_id = entry.guid if entry.guid.startswith(_OWN_ID) else ""
    known = _find_known(store, feed_id, draft, guid, own_id)
    capture = Capture(draft.url, entry.html.encode("utf-8", "replace"), "text/html", now) if entry.html else None
    result = keep(store, draft, now, known=known, capture=capture, tags=entry.tags, permanent_id=own_id, source=guid)
    store.feeds.add_entry(feed_id, guid, result.id, now)
    return result


def _find_known(store: Store, feed_id: FeedId, draft: Draft, guid: str, own_id: str) -> Known | None:
    known = store.articles.find_known(draft.url, draft.text, own_id)
    if known is None and (article_id := store.feeds.find_article(feed_id, guid)):
        known = store.articles.get_known(article_id)
    return known
