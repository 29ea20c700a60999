"""One feed in a sync: what its fetch brought, which pages are wanted with it, and how all of it is kept."""

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from newsarchive.model.article import Outcome, Result
from newsarchive.model.feed import Check, Entry, EntryState, Feed, FeedReport
from newsarchive.operations.drafts import Page
from newsarchive.operations.entries import (
    Skipped,
    is_held_whole,
    is_news,
    keep_entry,
    keep_page,
    wants_page,
)
from newsarchive.operations.fetching import Fetched, FetchedPage
from newsarchive.operations.health import after_check, failed, is_worth_telling
from newsarchive.operations.identity import find_states, guid_of, in_order, is_same_host
from newsarchive.operations.rules import apply_rules
from newsarchive.store.store import Store
from newsarchive.text.urls import canonical

_LOG = logging.getLogger(__name__)
MOST_PAGES = 30  # of one feed in one sync
MOST_BYTES = 50_000_000  # of one feed in one sync: its pages stay in memory until all of it is kept
MOST_FAILURES = 3  # pages in a row; then the rest is left for later
MOST_TRIES = 3  # of one page, each in another sync
_NEW = frozenset({Outcome.ADDED, Outcome.REVISED, Outcome.COMPLETED})


@dataclass(slots=True, kw_only=True)
class Issue:
    """What a feed is now, while it is worked on."""

    feed: Feed
    fetched: Fetched | None = None  # None: it is not due, only pages are wanted
    news: tuple[tuple[Entry, EntryState | None], ...] = ()  # what is to be kept, the oldest first, and what is known
    unchanged: int = 0
    missing: dict[str, EntryState] = field(default_factory=dict)  # of earlier syncs, by the address of their page
    wanted: deque[tuple[str, Callable[[], bool]]] = field(default_factory=deque)  # pages, and whether still missing
    pages: dict[str, FetchedPage] = field(default_factory=dict)
    requests: int = 0
    bytes: int = 0
    asked: int = 0  # for so many pages
    failures: int = 0  # of them, in a row

    def next_page(self) -> str:
        """Return the address of the page to ask for next; "" if none is in this sync."""
        while self.wanted and not self._has_enough:
            url, is_missing = self.wanted[0]
            if is_missing():
                return url
            self.add(FetchedPage(url=url, requests=0, is_settled=True))
        return ""

    def add(self, page: FetchedPage) -> None:
        """Take in what came of asking for a page."""
        self.wanted.popleft()
        self.pages[page.url] = page
        self.requests += page.requests
        self.bytes += page.bytes
        self.asked += not page.is_settled
        if page.error:
            _LOG.info("%s: %s", page.url, page.error)
        if page.is_refused:
            self.failures = MOST_FAILURES
        elif not page.is_settled:
            self.failures = 0 if page.extraction else self.failures + 1

    @property
    def _has_enough(self) -> bool:
        return self.asked >= MOST_PAGES or self.bytes >= MOST_BYTES or self.failures >= MOST_FAILURES


def begin(store: Store, fetched: Fetched) -> Issue:
    """Return what there is to do for a feed that was asked for."""
    feed, answer, document = fetched.feed, fetched.answer, fetched.document
    issue = Issue(feed=feed, fetched=fetched)
    issue.requests, issue.bytes = (answer.requests, len(answer.body)) if answer else (1, 0)
    if fetched.check in (Check.FAILED, Check.GONE):
        return issue
    known = find_states(store, feed.id, in_order(document.entries if document else ()))
    issue.news = tuple((entry, state) for entry, state in known if is_news(state, entry))
    issue.unchanged = len(known) - len(issue.news)
    if feed.settings.wants_pages:
        _want(store, issue)
    return issue


def begin_pages(store: Store, feed: Feed) -> Issue:
    """Return what there is to do for a feed that is not due: the pages that nobody has asked for yet."""
    issue = Issue(feed=feed)
    if feed.settings.wants_pages and feed.pages_missing:
        _want_missing(store, issue, lambda state: not state.page_tries)
    return issue


def finish(store: Store, issue: Issue, now: datetime, jitter: float) -> FeedReport:
    """Keep all that an issue brought, or nothing; return what became of it."""
    with store.transaction():
        return finish_inside(store, issue, now, jitter)


def finish_inside(store: Store, issue: Issue, now: datetime, jitter: float) -> FeedReport:
    """Keep what an issue brought, as `finish`, inside a transaction of the caller."""
    results = [_keep(store, issue, entry, state, now) for entry, state in issue.news]
    results += _iter_completed(store, issue, now)
    apply_rules(store, results)
    _want_media(store, issue, results)
    after = _save(store, issue.feed, after_check(issue.fetched, now, jitter)) if issue.fetched else issue.feed
    missing = len(store.feeds.missing_pages(issue.feed.id)), len(store.wanted_media.of_feed(issue.feed.id))
    return _report(issue, after, results, *missing)


def give_up(store: Store, issue: Issue, error: str, now: datetime, jitter: float) -> FeedReport:
    """Note that a feed could not be kept; return so."""
    answer = issue.fetched.answer if issue.fetched else None
    with store.transaction():
        after = _save(store, issue.feed, failed(issue.feed, error, answer, now, jitter))
    return replace(_report(issue, after, (), issue.feed.pages_missing, 0), check=Check.FAILED, unchanged=0)


def _want_media(store: Store, issue: Issue, results: Sequence[Result | Skipped]) -> None:
    settings = issue.feed.settings
    changed = [one.id for one in results if isinstance(one, Result) and one.outcome in _NEW]
    store.wanted_media.add(issue.feed.id, changed, with_images=settings.wants_images, with_files=settings.wants_files)


def _want(store: Store, issue: Issue) -> None:
    """Want the pages of new entries, the newest first, then those left by earlier syncs."""
    for entry, state in reversed(issue.news):
        is_missing = partial(_lacks_page, store, entry, state)
        if is_missing():
            issue.wanted.append((canonical(entry.url), is_missing))
    guids = {guid_of(entry) for entry, _ in issue.news}
    _want_missing(store, issue, lambda state: state.guid not in guids)


def _want_missing(store: Store, issue: Issue, is_meant: Callable[[EntryState], bool]) -> None:
    missing = store.feeds.missing_pages(issue.feed.id)
    issue.missing = {state.url: state for state in missing if state.url and is_meant(state)}
    wanted = {url for url, _ in issue.wanted}  # an entry may have got another guid
    for url, state in reversed(issue.missing.items()):
        if url not in wanted:
            issue.wanted.append((url, partial(_is_summary, store, state)))


def _lacks_page(store: Store, entry: Entry, state: EntryState | None) -> bool:
    """Tell whether the page of an entry is needed: it changed, or is new and nothing else brought all of it."""
    if not wants_page(entry) or (state and state.is_deleted):
        return False
    has_changed = state is not None and bool(state.digest)  # an older release kept no digest
    return has_changed or not is_held_whole(store, entry)


def _is_summary(store: Store, state: EntryState) -> bool:
    return store.articles.get_known(state.article_id).is_summary


def _keep(store: Store, issue: Issue, entry: Entry, state: EntryState | None, now: datetime) -> Result | Skipped:
    feed = issue.feed
    page, tries = issue.pages.get(canonical(entry.url)), None
    if feed.settings.wants_pages and _lacks_page(store, entry, state):
        tries = _tries_after(page, 0)
    return keep_entry(
        store, feed.id, _home(feed), entry, now, settings=feed.settings, page=_content(page), page_tries=tries
    )


def _iter_completed(store: Store, issue: Issue, now: datetime) -> Iterator[Result]:
    """Yield the articles of earlier syncs that a page has completed; note the others as asked for."""
    feed = issue.feed
    for url, state in issue.missing.items():
        page = issue.pages.get(url)
        if page is None:
            continue
        content = _content(page)
        tries = None if content else _tries_after(page, state.page_tries or 0)
        result = keep_page(store, feed.id, state, now, page=content, page_tries=tries, settings=feed.settings)
        if result:
            yield result


def _content(page: FetchedPage | None) -> Page | None:
    return (page.capture, page.extraction) if page and page.capture and page.extraction else None


def _tries_after(page: FetchedPage | None, before: int) -> int | None:
    """Return how often a page was asked for in vain; None if it will not be again."""
    if page is None:
        return before
    if page.is_postponed:  # no failure of the page's, but until the feed is due nobody need look again
        return max(before, 1)
    return None if page.is_settled or before + 1 >= MOST_TRIES else before + 1


def _home(feed: Feed) -> str:
    """Return the site of a feed: a feed may claim any, and is believed where it comes from there."""
    return feed.site_url if is_same_host(feed.site_url, feed.url) else feed.url


def _save(store: Store, before: Feed, after: Feed) -> Feed:
    """Store what a fetch changed, and return it; what the user changed meanwhile stays as it is."""
    current = store.feeds.find_by_id(before.id)
    if current is None:  # unsubscribed
        return after
    if current.url != before.url:  # of its new address nothing was learnt
        return current
    other = store.feeds.find_by_url(after.url)
    if other and other.id != before.id and other.url == after.url:
        _LOG.info("%s: moved to %s, which is subscribed to as well", before.url, after.url)
        after = replace(after, url=before.url, former_urls=before.former_urls)
    after = replace(
        after,
        title=current.title or after.title,
        settings=current.settings,
        state=after.state if current.state is before.state else current.state,
    )
    store.feeds.save(after)
    return after


def _report(
    issue: Issue, after: Feed, results: Sequence[Result | Skipped], pages_missing: int, media_missing: int
) -> FeedReport:
    feed, fetched = issue.feed, issue.fetched
    answer = fetched.answer if fetched else None
    outcomes = Counter(one.outcome for one in results if isinstance(one, Result))
    return FeedReport(
        id=feed.id,
        url=after.url,
        title=after.title,
        check=fetched.check if fetched else Check.UNCHANGED,
        status=answer.status if answer else 0,
        added=outcomes[Outcome.ADDED],
        revised=outcomes[Outcome.REVISED],
        completed=outcomes[Outcome.COMPLETED],
        unchanged=issue.unchanged + outcomes[Outcome.UNCHANGED],
        deleted=outcomes[Outcome.DELETED],
        skipped=tuple(f"{one.title}: {one.reason}" for one in results if isinstance(one, Skipped)),
        pages=sum(page.extraction is not None for page in issue.pages.values()),
        pages_missing=pages_missing,
        media_missing=media_missing,
        requests=issue.requests,
        bytes=issue.bytes,
        moved_to=after.url if answer and answer.moved_to == after.url != feed.url else "",
        repairs=after.repairs,
        error=after.error,
        failures=after.failures,
        failing_since=after.failing_since,
        is_news=is_worth_telling(feed, after),
        next_check_at=after.next_check_at,
    )
