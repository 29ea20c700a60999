"""Which article an entry of a feed is.

It is known by its feed's own id for it, else by its address; never by its words, for notices of one wording are
many, and never by an id that another feed gave. Only what newsarchive itself exported brings ids that hold anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsarchive.model.article import Known
from newsarchive.model.feed import Entry, EntryState, FeedId
from newsarchive.operations.drafts import is_alike, to_draft
from newsarchive.store.store import Store
from newsarchive.text.digest import text_digest
from newsarchive.text.urls import canonical, site

_NEVER = datetime.min.replace(tzinfo=UTC)
_PERMANENT_ID = re.compile("urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def guid_of(entry: Entry, *, is_own: bool = False) -> str:
    """Return what tells an entry from the others of its feed: its id, else its address, else its words."""
    if entry.guid or canonical(entry.url):
        return entry.guid or canonical(entry.url)
    draft = entry.exact or to_draft(entry, is_own=is_own)
    return text_digest(f"{draft.title} {draft.text}")


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a document, the oldest first: by their dates if all tell the time, else from its end."""
    turned = tuple(reversed(entries))
    times = [entry.published.instant for entry in turned]
    if not all(times):
        return turned
    return tuple(entry for _, entry in sorted(zip(times, turned, strict=True), key=lambda pair: pair[0] or _NEVER))


def find_states(
    store: Store, feed_id: FeedId, entries: Iterable[Entry], *, is_own: bool = False
) -> tuple[tuple[Entry, EntryState | None], ...]:
    """Return the entries of a feed, given from the oldest on, each with what is known of it.

    Of one that is there twice the newer counts: each would take the place of the other, time after time. Some feeds
    give every entry the same guid: one that has another address and another title than what bore its guid before is
    another entry, and its guid becomes `guid|url`.
    """
    named = {guid_of(entry, is_own=is_own): entry for entry in entries}
    states = store.feeds.find_entries(feed_id, named)
    told_apart = {guid: _told_apart(entry, states.get(guid)) for guid, entry in named.items()}
    others = [entry.guid for guid, entry in told_apart.items() if entry is not named[guid]]
    states |= store.feeds.find_entries(feed_id, others)
    return tuple(
        (entry, states.get(guid if entry is named[guid] else entry.guid)) for guid, entry in told_apart.items()
    )


def _told_apart(entry: Entry, state: EntryState | None) -> Entry:
    url = canonical(entry.url)
    if state is None or not entry.guid or not url or not state.url or url == state.url or not state.title:
        return entry
    return entry if is_alike(entry.title, state.title) else replace(entry, guid=f"{entry.guid}|{entry.url}")


def permanent_id_of(entry: Entry) -> str:
    """Return the permanent id of the article that newsarchive exported as entry; "" if that is damaged."""
    claimed = entry.exact.uuid if entry.exact else entry.guid
    return claimed if _PERMANENT_ID.fullmatch(claimed) else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an entry's article."""

    known: Known | None
    is_joined: bool = False  # it came from elsewhere than this feed
    state: EntryState | None = None  # of the entry, if it is that of the article


def find_known(store: Store, feed_id: FeedId, guid: str, urls: tuple[str, ...], permanent_id: str = "") -> Found:
    """Return what is known of an entry's article."""
    own = _find_own(store, permanent_id, urls[0])
    state = store.feeds.find_entries(feed_id, (guid,)).get(guid)
    if state and (own is None or own.id == state.article_id):
        return Found(store.articles.get_known(state.article_id), state.is_joined, state)
    known = own or find_by_url(store, *urls)
    return Found(known, known is not None and not store.feeds.has_brought(feed_id, known.id))


def find_by_url(store: Store, *urls: str) -> Known | None:
    """Return what is known of the article with one of these addresses, or that an entry with one of them became.

    No feed can claim addresses of another site for what it brings: the second way leads to the same host only.
    """
    for url in dict.fromkeys(filter(None, urls)):
        if known := store.articles.find_by_url(url):
            return known
        for article_id in store.feeds.find_articles(url):
            known = store.articles.get_known(article_id)
            if is_same_host(known.url, url):
                return known
    return None


def is_same_host(url: str, other: str) -> bool:
    """Tell whether two addresses are of one host, with "www." or without.

    >>> is_same_host("https://www.binhlac.example/1", "http://binhlac.example"), is_same_host("", "")
    (True, False)
    """
    host = _host(url)
    return host != "" and host == _host(other)


def _find_own(store: Store, permanent_id: str, url: str) -> Known | None:
    """Return what is known of the article with a permanent id, unless another one has its address."""
    known = store.articles.find_by_uuid(permanent_id) if permanent_id else None
    is_elsewhere = known and known.url and url and known.url != url
    return (store.articles.find_by_url(url) if is_elsewhere else None) or known


def _host(url: str) -> str:
    return site(url).partition("://")[2].removeprefix("www.")
