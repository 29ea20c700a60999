"""Keeping the entries of feeds: what is new in an entry, and what it may change.

What only joins an article of another site changes nothing in it, and a summary never takes the place of a whole text.
"""

import re
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from newsarchive.model.article import Article, ArticleId, Capture, Draft, Known, Outcome, Result
from newsarchive.model.extraction import Extraction
from newsarchive.model.feed import Entry, EntryState, FeedId, FeedSettings
from newsarchive.model.history import Observation, Sighting
from newsarchive.operations.drafts import Page, completed, filed_as, is_page_of, is_summary, to_draft, with_page
from newsarchive.operations.identity import find_by_url, find_known, guid_of, is_same_host, permanent_id_of
from newsarchive.operations.keep import annotate, keep
from newsarchive.operations.reprints import note
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest
from newsarchive.text.urls import canonical, is_web

_DIGEST_BYTES = 16
_NOISE = re.compile(
    r"""(\ssrc\s*=\s*["']?[^"'\s>?]{1,999})\?[^"'\s>]*|((?:lượt xem|lượt đọc|số lần xem)\s*:?\s*)[\d.,]+""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that holds no article, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What an entry and its page hold."""

    guid: str
    draft: Draft
    exact: Article | None  # draft is this article of another archive
    capture: Capture | None  # what draft was read from
    extraction: Extraction | None  # how, if that is a page
    is_summary: bool
    tags: tuple[str, ...]
    is_own: bool


def entry_digest(entry: Entry) -> str:
    """Return a digest of what a feed says of an article.

    When it says that it changed does not count, nor do counts of visits, nor what keeps caches from serving a picture.
    """
    html = _NOISE.sub(r"\1", entry.html)
    said = (
        entry.url, entry.title, _NOISE.sub(r"\1", entry.summary), html, entry.has_content, entry.authors, entry.section,
        entry.categories, entry.tags, entry.published.value, entry.language, entry.figures, entry.attachments,
        entry.exact,
    )  # fmt: skip
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def is_news(state: EntryState | None, entry: Entry) -> bool:
    """Tell whether an entry is not what its feed showed before."""
    return state is None or state.digest != entry_digest(entry)


def wants_page(entry: Entry) -> bool:
    """Tell whether the page of an entry is worth fetching: it has one, and the entry is only a summary of it."""
    return not entry.exact and is_web(entry.url) and is_summary(entry)


def is_held_whole(store: Store, entry: Entry) -> bool:
    """Tell whether the archive has more than a summary of the article at an entry's address, from wherever."""
    known = find_by_url(store, canonical(entry.url))
    return known is not None and not known.is_summary


def keep_entry(  # noqa: PLR0913 - an entry, where it is from, and what is known beside it
    store: Store,
    feed_id: FeedId,
    site_url: str,
    entry: Entry,
    now: datetime,
    *,
    settings: FeedSettings,
    page: Page | None = None,
    page_tries: int | None = None,
    is_own: bool = False,
) -> Result | Skipped:
    """Store what an entry of a feed says, with its page if that was fetched. Call inside a transaction.

    page_tries is how often a page that is missing was asked for. is_own: newsarchive wrote the feed, and the user
    trusts it: its ids are permanent ids, and what it says counts whatever the site.
    """
    reading = _read(entry, site_url, now, page=page, is_own=is_own)
    if not reading.draft.text:
        return Skipped(reading.draft.title or entry.url or entry.guid, "neither title nor text")
    if settings.section:
        reading = replace(reading, draft=replace(reading.draft, section=settings.section))
    url, permanent_id = canonical(entry.url), permanent_id_of(entry) if is_own else ""
    found = find_known(store, feed_id, reading.guid, (reading.draft.url, url), permanent_id)
    known, is_joined = found.known, found.is_joined
    if known is None:
        reading = replace(reading, tags=(*reading.tags, *settings.tags))
        result = _add(store, reading, now, permanent_id or uuid.uuid4().urn)
    elif _may_change(store, feed_id, known, reading, is_joined=is_joined, site_url=site_url):
        reading = _retitled(reading, entry.title, known, found.state)
        result = _change(store, known, reading, now, is_joined=is_joined)
        _move(store, known, url, reading.draft.url)
    else:
        result = _left(known, reading)
    if is_joined and found.state is None and result.outcome is not Outcome.DELETED:
        annotate(store, result.id, settings.tags)
    is_missing = reading.is_summary and result.outcome is not Outcome.DELETED and (known is None or known.is_summary)
    store.feeds.add_entry(
        feed_id,
        reading.guid,
        result.id,
        now,
        url=_other_url(store, result.id, url, reading.draft.url if known is None else "" if page else known.url),
        title=entry.title,
        digest=entry_digest(entry),
        page_tries=page_tries if is_missing else None,
        is_joined=is_joined,
    )
    return result


def keep_page(  # noqa: PLR0913 - as above
    store: Store,
    feed_id: FeedId,
    state: EntryState,
    now: datetime,
    *,
    settings: FeedSettings,
    page: Page | None = None,
    page_tries: int | None = None,
) -> Result | None:
    """Complete the article of an entry that was kept as a summary, now that its page was asked for.

    Return None where nothing came of it: there is no page, or it is not that of the article. Call inside a
    transaction. page_tries is how often the page was asked for so far; None if it is not missing any more.
    """
    known, result = store.articles.get_known(state.article_id), None
    if page and known.is_summary and not known.is_deleted:
        before = store.articles.get(known.id)
        capture, extraction = page
        if is_page_of(before, extraction.draft):
            draft = with_page(before, extraction.draft)
            draft = replace(draft, section=settings.section or draft.section)
            result = keep(store, draft, now, known=known, capture=capture, extraction=extraction, source=state.guid)
            _move(store, known, state.url, draft.url)
    store.feeds.add_entry(
        feed_id,
        state.guid,
        known.id,
        now,
        url=_other_url(store, known.id, state.url, ""),
        title=state.title,
        digest=state.digest,
        page_tries=page_tries,
        is_joined=state.is_joined,
    )
    return result


def _read(entry: Entry, site_url: str, now: datetime, *, page: Page | None, is_own: bool) -> _Reading:
    draft = entry.exact or to_draft(entry, site_url, is_own=is_own)
    body = entry.html.encode("utf-8", "replace")
    reading = _Reading(
        guid=guid_of(entry, is_own=is_own),
        draft=draft,
        exact=entry.exact,
        capture=Capture(draft.url, body, "text/html", now) if body and not entry.exact else None,
        extraction=None,
        is_summary=not entry.exact and (not entry.has_content if is_own else is_summary(entry)),
        tags=entry.exact.tags if entry.exact else tuple(filter(None, entry.tags)),
        is_own=is_own,
    )
    if not page or entry.exact or not is_page_of(draft, page[1].draft):
        return reading
    capture, extraction = page
    draft = with_page(draft, extraction.draft)
    return replace(reading, draft=draft, capture=capture, extraction=extraction, is_summary=False)


def _may_change(  # noqa: PLR0913 - an article, what wants to change it, and where that is from
    store: Store, feed_id: FeedId, known: Known, reading: _Reading, *, is_joined: bool, site_url: str
) -> bool:
    if reading.is_summary and not known.is_summary:
        return False
    if reading.is_own or is_same_host(known.url, site_url):
        return True
    if is_joined and (reading.is_summary or not known.is_summary):
        return False
    # What a feed brought of another site is its own, and a summary anybody's to complete, until a feed of that site
    # shows it as well.
    others = store.feeds.addresses_of(known.id)
    return not any(is_same_host(known.url, url) for one, url in others.items() if one != feed_id)


def _retitled(reading: _Reading, title: str, known: Known, state: EntryState | None) -> _Reading:
    """Return what is read with the title that a feed has corrected, where its page still has the old one."""
    is_corrected = state is not None and state.title not in ("", title) and reading.draft.title == known.title
    if not title or not (is_corrected or title == known.title):
        return reading
    return replace(reading, draft=replace(reading.draft, title=title))


def _add(store: Store, reading: _Reading, now: datetime, permanent_id: str) -> Result:
    if reading.exact is None:
        return keep(
            store,
            reading.draft,
            now,
            known=None,
            capture=reading.capture,
            extraction=reading.extraction,
            origin=Origin(is_summary=reading.is_summary),
            tags=reading.tags,
            permanent_id=permanent_id,
            source=reading.guid,
        )
    article_id = store.articles.add_exact(replace(reading.exact, uuid=permanent_id))
    annotate(store, article_id, reading.tags)
    note(store, article_id, reading.exact)
    _remember_visits(store, article_id, reading.exact)
    return Result(Outcome.ADDED, article_id, reading.exact.title, reading.guid)


def _change(store: Store, known: Known, reading: _Reading, now: datetime, *, is_joined: bool) -> Result:
    """Make what is read the content of a known article, unless it is that already."""
    draft, origin = reading.draft, Origin(is_summary=reading.is_summary)
    if not known.is_deleted and (is_joined or reading.is_own):
        article = store.articles.get(known.id)
        if _is_held(store, article, reading):
            annotate(store, known.id, reading.tags, url="" if known.url else draft.url)
            if known.is_summary and not reading.is_summary:
                store.articles.set_whole(known.id)
            return _left(known, reading)
        if not reading.exact:
            draft = completed(draft, article) if reading.is_own else filed_as(draft, article)
    if reading.exact:
        now = reading.exact.revised_at
        origin = Origin(
            source_digest=reading.exact.source_digest,
            captured_at=reading.exact.captured_at,
            number=reading.exact.revision,
        )
    result = keep(
        store,
        draft,
        now,
        known=known,
        capture=reading.capture,
        extraction=reading.extraction,
        origin=origin,
        tags=reading.tags,
        source=reading.guid,
    )
    if reading.exact and result.outcome is not Outcome.DELETED:
        _remember_visits(store, known.id, reading.exact)
    return result


def _remember_visits(store: Store, article_id: ArticleId, article: Article) -> None:
    if article.visits is not None:
        seen_at = article.captured_at or article.revised_at
        seen = Observation(observed_at=seen_at, sighting=Sighting.SAME, revision=0, visits=article.visits)
        store.history.observe(article_id, seen)


def _is_held(store: Store, article: Article, reading: _Reading) -> bool:
    """Tell whether an article has the same words; of a lossless export: all of it, now or earlier."""
    if reading.exact:
        return store.articles.has_held(article.id, content_digest(reading.exact))
    draft = reading.draft
    if draft.section and not article.section:
        return False
    names = ("title", "text", "section", "byline") if reading.is_own else ("title", "text")
    return all(getattr(article, name) == getattr(draft, name) for name in names)


def _left(known: Known, reading: _Reading) -> Result:
    outcome = Outcome.DELETED if known.is_deleted else Outcome.UNCHANGED
    return Result(outcome, known.id, reading.draft.title, reading.guid)


def _move(store: Store, known: Known, entry_url: str, url: str) -> None:
    """Give an article that has the address of its entry the one that its page says, unless another article has it."""
    is_other = url and url != known.url == entry_url and not known.is_deleted
    if is_other and store.articles.find_by_url(url) is None:
        store.articles.set_url(known.id, url)


def _other_url(store: Store, article_id: ArticleId, url: str, usual: str) -> str:
    """Return an address of an entry; "" if it is that of its article, as it is usually."""
    return "" if url == usual or url == store.articles.get_known(article_id).url else url
