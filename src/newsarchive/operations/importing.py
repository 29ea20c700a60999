"""Importing a feed file: every entry an article, once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from newsarchive.errors import ParseError
from newsarchive.extract.decode import find_legacy, from_legacy
from newsarchive.extract.fragment import read_fragment
from newsarchive.feeds.read import read_feed
from newsarchive.fetch.local import read_file, read_stream
from newsarchive.model.article import Capture, Draft, Known, Outcome, Result
from newsarchive.model.feed import Entry, FeedDocument, FeedId
from newsarchive.operations.keep import keep
from newsarchive.operations.rules import apply_rules
from newsarchive.store.store import Store
from newsarchive.text.digest import text_digest
from newsarchive.text.urls import canonical

BATCH = 200  # entries a transaction: one wait for the disk for all of them
LARGEST = 512_000_000  # bytes
_PERMANENT_ID = re.compile("urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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
    entries = reversed(_told_apart(document.entries))  # feeds begin with the newest: ids grow with time
    with store.transaction():
        feed_id = store.feeds.add(document, name, now)
    while batch := list(islice(entries, BATCH)):
        with store.transaction():
            results = [_keep_entry(store, document, feed_id, entry, now) for entry in batch]
            added = [one.id for one in results if isinstance(one, Result) and one.outcome is Outcome.ADDED]
            apply_rules(store, added)
        yield from results


def to_draft(entry: Entry, base_url: str = "", *, is_own: bool = False) -> Draft:
    """Return the article of an entry: its content, else its summary; a summary that begins the content is none."""
    entry = entry if is_own else _to_unicode(entry)
    url = canonical(entry.url)
    text, figures = read_fragment(entry.html, url or base_url)
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


def _to_unicode(entry: Entry) -> Entry:
    """Return an entry in Unicode whose words are in a legacy encoding; a title is too short to be judged alone."""
    name = find_legacy(entry.html) or find_legacy(f"{entry.title}\n{entry.summary}")
    if not name:
        return entry
    return replace(
        entry,
        title=from_legacy(entry.title, name),
        summary=from_legacy(entry.summary, name),
        html=from_legacy(entry.html, name),
        section=from_legacy(entry.section, name),
        authors=tuple(from_legacy(author, name) for author in entry.authors),
    )


def _told_apart(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return entries whose addresses and guids tell them apart.

    An address that several entries share, often that of the site, is none of theirs; a guid that repeats within
    its document is joined by the address, or counts for nothing.
    """
    urls = Counter(canonical(entry.url) for entry in entries)
    guids = Counter(entry.guid for entry in entries)
    return tuple(
        replace(
            entry,
            url=entry.url if urls[canonical(entry.url)] == 1 else "",
            guid=f"{entry.guid}|{entry.url}" if entry.guid and guids[entry.guid] > 1 else entry.guid,
        )
        for entry in entries
    )


def _keep_entry(store: Store, document: FeedDocument, feed_id: FeedId, entry: Entry, now: datetime) -> Result | Skipped:
    draft = to_draft(entry, document.url, is_own=document.is_own)
    if not draft.text:
        return Skipped(draft.title or entry.guid or entry.url, "neither title nor text")
    guid = entry.guid or draft.url or text_digest(f"{draft.title} {draft.text}")
    permanent_id = entry.guid if document.is_own and _PERMANENT_ID.fullmatch(entry.guid) else ""
    known = store.articles.find_by_uuid(permanent_id) or _find_known(store, feed_id, draft, guid)
    capture = Capture(draft.url, entry.html.encode("utf-8", "replace"), "text/html", now) if entry.html else None
    result = keep(
        store,
        draft,
        now,
        known=known,
        capture=capture,
        tags=tuple(filter(None, entry.tags)),
        permanent_id=permanent_id,
        source=guid,
    )
    store.feeds.add_entry(feed_id, guid, result.id, now)
    return result


def _find_known(store: Store, feed_id: FeedId, draft: Draft, guid: str) -> Known | None:
    """Return what is known of an entry's article: by its feed's own id, else by address.

    Words tell nothing here: notices of one wording are many, and each has an id of its own.
    """
    article_id = store.feeds.find_article(feed_id, guid)
    return store.articles.get_known(article_id) if article_id else store.articles.find_by_url(draft.url)
