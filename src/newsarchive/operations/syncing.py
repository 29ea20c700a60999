"""Syncing: every feed that is due is fetched once, and what is new in it is archived.

Workers ask and read; this thread alone knows the archive. A feed is committed whole: its articles, its validators and
its next time, or nothing of it. One that fails is written down, and the others go on.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from newsarchive.errors import NotFoundError
from newsarchive.fetch.robots import crawl_delay, is_allowed
from newsarchive.model.feed import Feed, FeedReport, FeedState
from newsarchive.operations.fetching import (
    Fetched,
    FetchedPage,
    FetchedRules,
    attempt,
    fetch_feed,
    fetch_page,
    fetch_rules,
)
from newsarchive.operations.identity import is_same_host
from newsarchive.operations.issue import Issue, begin, begin_pages, finish, give_up
from newsarchive.operations.web import Pool, Web
from newsarchive.store.store import Store
from newsarchive.text.urls import site

MOST_SECONDS = 15 * 60  # so long a sync asks for pages; cron begins the next one soon


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOptions:
    """How to sync."""

    jobs: int = 16  # hosts at once
    is_forced: bool = False  # also what is not due; of feeds that are named, also what is paused or gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which feeds a sync is about."""

    due: tuple[Feed, ...]  # to be fetched
    pages_only: tuple[Feed, ...] = ()  # not due, but pages of their entries were left for later
    next_at: datetime | None = None  # when the first of the others is due

    def __len__(self) -> int:
        """Return how many feeds will be reported."""
        return len(self.due) + len(self.pages_only)


def plan_sync(store: Store, names: Sequence[str], options: SyncOptions, now: datetime) -> Plan:
    """Return which of the named feeds, or of all, there is something to do for.

    Raises:
        NotFoundError: there is no such feed, or none at all.
    """
    feeds = tuple({feed.id: feed for feed in map(store.feeds.get, names)}.values()) or store.feeds.list()
    if not feeds:
        raise NotFoundError("no feeds yet", "subscribe to one with: newsarchive feed add URL")
    active = tuple(feed for feed in feeds if feed.state is FeedState.ACTIVE)
    if options.is_forced:
        return Plan(due=feeds if names else active)
    due = sorted((feed for feed in active if _due_at(feed) <= now), key=_due_at)
    others = tuple(feed for feed in active if _due_at(feed) > now)
    return Plan(
        due=tuple(due),
        pages_only=tuple(feed for feed in others if not feed.failures and begin_pages(store, feed).wanted),
        next_at=min(map(_due_at, others), default=None),
    )


def _due_at(feed: Feed) -> datetime:
    return feed.next_check_at or datetime.min.replace(tzinfo=UTC)


def sync(  # noqa: PLR0913 - what is synced, how, and the world it happens in
    store: Store,
    plan: Plan,
    options: SyncOptions,
    *,
    web: Web,
    pool: Callable[[int], Pool],
    now: datetime,
    jitter: Callable[[], float],
    clock: Callable[[], float] = time.monotonic,
) -> Generator[FeedReport, None, None]:
    """Fetch what is planned, from now on; yield what became of each feed once it is on the disk.

    Close it, or let it run out: its workers end with it. After MOST_SECONDS by the clock no more pages are asked for.

    Raises:
        StoreError: the archive cannot be written; what was reported is there.
    """
    workers = pool(options.jobs)
    try:
        yield from _Run(store, web, workers, _Watch(now, clock), jitter).iter_reports(plan)
    finally:
        workers.close()


class _Watch:
    """The time of a sync that began at an instant; also for workers."""

    def __init__(self, began_at: datetime, clock: Callable[[], float]) -> None:
        self._began_at = began_at
        self._clock = clock
        self._start = clock()

    @property
    def now(self) -> datetime:
        return self._began_at + timedelta(seconds=self._elapsed)

    @property
    def is_late(self) -> bool:
        return self._elapsed >= MOST_SECONDS

    @property
    def _elapsed(self) -> float:
        return self._clock() - self._start


@dataclass(frozen=True, slots=True)
class _Late:
    """What was not asked for: it got its turn too late."""

    url: str


class _Run:
    """One sync: which feeds wait for which answer."""

    def __init__(self, store: Store, web: Web, pool: Pool, watch: _Watch, jitter: Callable[[], float]) -> None:
        self._store = store
        self._web = web
        self._pool = pool
        self._watch = watch
        self._jitter = jitter
        self._rules: dict[str, str | None] = {}  # of sites; None: leave it alone for now
        self._pages: dict[str, FetchedPage] = {}  # of feeds that are not archived yet, for others that show them too
        self._waiting: defaultdict[str, list[Issue]] = defaultdict(list)  # for a page, or for the rules of a site

    def iter_reports(self, plan: Plan) -> Iterator[FeedReport]:
        for feed in plan.due:
            self._pool.submit(feed.url, partial(self._fetch, feed))
        for feed in plan.pages_only:
            yield from self._start(Issue(feed=feed), partial(begin_pages, self._store, feed))
        for result in self._pool.results():
            yield from self._take(result)

    def _fetch(self, feed: Feed) -> Fetched:
        return fetch_feed(self._web, feed, self._watch.now)

    def _take(self, result: Fetched | FetchedPage | FetchedRules | _Late) -> Iterator[FeedReport]:
        """Go on with the feeds that waited for this."""
        if isinstance(result, Fetched):
            yield from self._start(Issue(feed=result.feed, fetched=result), partial(begin, self._store, result))
        elif isinstance(result, FetchedPage):
            self._pages[result.url] = result
            for number, issue in enumerate(self._waiting.pop(result.url)):
                issue.add(result if number == 0 else _shared(result))
                yield from self._go_on(issue)
        elif isinstance(result, _Late):
            for issue in self._waiting.pop(result.url):
                yield from self._go_on(issue)
        else:
            self._rules[result.site] = None
            attempt(partial(self._learn, result), result.site)
            waiting = self._waiting.pop(result.site)
            waiting[0].requests += result.requests
            for issue in waiting:
                yield from self._go_on(issue)

    def _start(self, issue: Issue, begin_it: Callable[[], Issue]) -> Iterator[FeedReport]:
        begun, error = attempt(begin_it, issue.feed.url)
        if begun:
            yield from self._go_on(begun)
        else:
            yield give_up(self._store, issue, error, self._watch.now, self._jitter())

    def _go_on(self, issue: Issue) -> Iterator[FeedReport]:
        """Ask for what a feed still needs, else archive it."""
        is_waiting, error = attempt(lambda: self._ask(issue), issue.feed.url)
        if is_waiting:
            return
        if error:  # logged; the articles count for more than their pages
            issue.wanted.clear()
        report, error = attempt(lambda: finish(self._store, issue, self._watch.now, self._jitter()), issue.feed.url)
        for url in issue.pages:
            self._pages.pop(url, None)
        yield report or give_up(self._store, issue, error, self._watch.now, self._jitter())

    def _ask(self, issue: Issue) -> bool:
        """Ask for the next page that a feed needs, if there is one; tell whether the feed has to wait."""
        while url := issue.next_page():
            home = site(url)
            if url in self._pages:
                issue.add(_shared(self._pages[url]))
            elif self._watch.is_late:
                return False
            elif not self._knows_rules(home):
                return self._wait(issue, home, fetch_rules)
            elif self._rules[home] is None:
                issue.add(FetchedPage(url=url, requests=0, is_postponed=True))
            elif not is_allowed(self._rules[home] or "", url):
                issue.add(FetchedPage(url=url, requests=0, is_settled=True))
            else:
                return self._wait(issue, url, fetch_page)
        return False

    def _wait(self, issue: Issue, url: str, fetch: Callable[..., FetchedPage | FetchedRules]) -> bool:
        """Let a feed wait for what is at url; ask for it, unless another feed does."""
        is_legacy_tls = issue.feed.settings.is_legacy_tls and is_same_host(url, issue.feed.url)

        def work() -> FetchedPage | FetchedRules | _Late:
            watch = self._watch
            if watch.is_late:
                return _Late(url)
            return fetch(self._web, url, watch.now, found_at=issue.feed.url, is_legacy_tls=is_legacy_tls)

        if url not in self._waiting:
            self._pool.submit(url, work)
        self._waiting[url].append(issue)
        return True

    def _knows_rules(self, home: str) -> bool:
        if home not in self._rules:
            rules = self._store.robots.find(home, self._watch.now)
            if rules is None:
                return False
            self._follow(home, rules)
        return True

    def _learn(self, fetched: FetchedRules) -> None:
        if fetched.rules is not None:
            with self._store.transaction():
                self._store.robots.save(fetched.site, fetched.rules, self._watch.now)
            self._follow(fetched.site, fetched.rules)

    def _follow(self, home: str, rules: str) -> None:
        delay = crawl_delay(rules)
        if delay:
            self._pool.slow_down(home, delay)
        self._rules[home] = rules


def _shared(page: FetchedPage) -> FetchedPage:
    """Return a page as what another feed was already charged for."""
    return replace(page, requests=0, bytes=0)
