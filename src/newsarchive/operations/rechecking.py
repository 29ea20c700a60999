"""Looking again at the sources of articles: what was changed there, has moved, or is gone. Nothing is ever deleted.

Workers ask, site by site; this thread alone reads and archives, each article in a transaction of its own.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId
from newsarchive.model.history import Watch
from newsarchive.model.web import Request
from newsarchive.operations.fetching import LARGEST_PAGE, PAGE_TYPES, FetchedRules, attempt, fetch_rules
from newsarchive.operations.identity import is_same_host
from newsarchive.operations.permissions import Permissions
from newsarchive.operations.sighting import Looked, Rechecked, put_off, settle
from newsarchive.operations.stopwatch import Stopwatch
from newsarchive.operations.watching import FIRST_AFTER
from newsarchive.operations.web import Pool, Web
from newsarchive.store.store import Store
from newsarchive.text.urls import canonical, is_web, site


@dataclass(frozen=True, slots=True)
class _Errand:
    """A page to be asked for, and what its feeds have to do with it."""

    watch: Watch
    found_at: str = ""  # the feed that named it; "" if the user did
    is_legacy_tls: bool = False


def plan_recheck(  # noqa: PLR0913 - which articles, and when
    store: Store,
    ids: Sequence[ArticleId] | None,
    now: datetime,
    *,
    since: datetime | None = None,
    is_forced: bool = False,
    limit: int | None = None,
) -> tuple[Watch, ...]:
    """Return the sources to look at: of ids, or of all articles, those that are due; forced, all of them.

    Where the user has subscribed to summaries only, the page is left alone, unless it is forced.
    """
    due = store.watches.due(now, ids, is_forced=is_forced, since=since, first_after=FIRST_AFTER)
    return tuple(watch for watch in due if is_forced or not _is_summary_only(store, watch.article_id))[:limit]


def recheck(  # noqa: PLR0913 - what is looked at, and the world it happens in
    store: Store,
    watches: Sequence[Watch],
    *,
    web: Web,
    pool: Callable[[int], Pool],
    jobs: int = 16,
    now: datetime,
    clock: Callable[[], float] = time.monotonic,
) -> Generator[Rechecked, None, None]:
    """Look at sources, from now on; yield what became of each article once it is on the disk.

    Close it, or let it run out: its workers end with it. After MOST_SECONDS by the clock nothing more is asked for.

    Raises:
        StoreError: the archive cannot be written; what was reported is there.
    """
    workers = pool(jobs)
    try:
        yield from _Run(store, web, workers, Stopwatch(now, clock)).iter_rechecked(watches)
    finally:
        workers.close()


class _Run:
    """One run: which errands wait for the rules of their site."""

    def __init__(self, store: Store, web: Web, pool: Pool, watch: Stopwatch) -> None:
        self._store = store
        self._web = web
        self._pool = pool
        self._watch = watch
        self._permissions = Permissions(store, pool, watch)
        self._waiting: defaultdict[str, list[_Errand]] = defaultdict(list)  # for the rules of a site

    def iter_rechecked(self, watches: Sequence[Watch]) -> Iterator[Rechecked]:
        for watch in watches:
            yield from self._begin(_to_errand(self._store, watch))
        for result in self._pool.results():
            if isinstance(result, Looked):
                yield settle(self._store, result)
            elif isinstance(result, FetchedRules):
                yield from self._learn(result)

    def _begin(self, errand: _Errand) -> Iterator[Rechecked]:
        """Ask for a page, or first for the rules of its site."""
        url = errand.watch.url
        home = site(url)
        if not self._permissions.knows(home):
            if home not in self._waiting:
                self._pool.submit(home, lambda: self._ask_rules(home, errand))
            self._waiting[home].append(errand)
        elif (is_allowed := self._permissions.may_ask(url)) is None:
            yield put_off(self._store, errand.watch, self._watch.now, "its robots.txt cannot be read", is_failure=True)
        elif not is_allowed:
            yield put_off(self._store, errand.watch, self._watch.now, "its robots.txt forbids it", is_failure=False)
        else:
            self._pool.submit(url, lambda: self._ask(errand))

    def _ask_rules(self, home: str, errand: _Errand) -> FetchedRules | None:
        if self._watch.is_late:
            return None
        return fetch_rules(
            self._web, home, self._watch.now, found_at=errand.found_at, is_legacy_tls=errand.is_legacy_tls
        )

    def _ask(self, errand: _Errand) -> Looked | None:
        if self._watch.is_late:
            return None
        watch, now = errand.watch, self._watch.now
        request = Request(
            url=watch.url,
            accept=PAGE_TYPES,
            etag=watch.etag,
            last_modified=watch.last_modified,
            largest=LARGEST_PAGE,
            is_legacy_tls=errand.is_legacy_tls,
            found_at=errand.found_at,
        )
        answer, error = attempt(lambda: self._web.get(request, now), watch.url)
        return Looked(watch=watch, looked_at=now, answer=answer, error=error)

    def _learn(self, fetched: FetchedRules) -> Iterator[Rechecked]:
        self._permissions.learn(fetched.site, fetched.rules)
        for errand in self._waiting.pop(fetched.site):
            yield from self._begin(errand)


def _to_errand(store: Store, watch: Watch) -> _Errand:
    feeds = {feed_id: url for feed_id, url in store.feeds.addresses_of(watch.article_id).items() if is_web(url)}
    subscribed = [feed for feed in map(store.feeds.find_by_id, feeds) if feed]
    return _Errand(
        watch=_with_validators(store, watch),
        found_at=next(iter(feeds.values()), ""),
        is_legacy_tls=any(feed.settings.is_legacy_tls and is_same_host(watch.url, feed.url) for feed in subscribed),
    )


def _with_validators(store: Store, watch: Watch) -> Watch:
    """Return a watch that nobody has kept so far with what the server said when the page was archived."""
    if watch.checked_at is None:
        with suppress(NotFoundError):
            capture = store.captures.get(watch.article_id)
            if canonical(capture.requested_url or capture.url) == canonical(watch.url):
                etag, last_modified = (capture.headers.get(name, "") for name in ("etag", "last-modified"))
                return replace(watch, etag=etag, last_modified=last_modified)
    return watch


def _is_summary_only(store: Store, article_id: ArticleId) -> bool:
    """Tell whether an article is a summary of feeds whose pages the user does not want."""
    if not store.articles.get_known(article_id).is_summary:
        return False
    feeds = [feed for feed in map(store.feeds.find_by_id, store.feeds.addresses_of(article_id)) if feed]
    return bool(feeds) and not any(feed.settings.wants_pages for feed in feeds)
