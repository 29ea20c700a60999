"""One sync at work: which feeds wait for which answer, and who is asked next."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from newsarchive.model.extraction import SiteKnowledge
from newsarchive.model.feed import Feed, FeedReport
from newsarchive.operations.fetching import (
    Fetched,
    FetchedPage,
    FetchedRules,
    attempt,
    fetch_feed,
    fetch_page,
    fetch_rules,
)
from newsarchive.operations.gathering import (
    MOST_MEDIA_BYTES,
    FetchedMedia,
    Gathering,
    Round,
    begin_gathering,
    fetch_round,
    fetched_bytes,
    keep_round,
    permitted,
    plan_round,
)
from newsarchive.operations.identity import is_same_host
from newsarchive.operations.issue import Issue, begin, begin_pages, finish, give_up
from newsarchive.operations.permissions import Permissions
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.operations.stopwatch import Stopwatch
from newsarchive.operations.web import Pool, Web
from newsarchive.store.store import Store
from newsarchive.text.digest import line_key
from newsarchive.text.urls import site

_OFTEN = 3  # pages of a site that show the same line


@dataclass(frozen=True, slots=True)
class _Late:
    """What was not asked for: it got its turn too late."""

    key: str


_Awaited = FetchedPage | FetchedRules | FetchedMedia | _Late


class _GoOn(Protocol):
    def __call__(self, result: _Awaited, *, is_first: bool) -> Iterator[FeedReport]: ...


class Run:
    """One sync. What it keeps, it keeps feed by feed."""

    def __init__(  # noqa: PLR0913 - the world that it happens in
        self,
        store: Store,
        web: Web,
        pool: Pool,
        watch: Stopwatch,
        jitter: Callable[[], float],
        *,
        wants_media: bool,
    ) -> None:
        self._store = store
        self._web = web
        self._pool = pool
        self._watch = watch
        self._jitter = jitter
        self._wants_media = wants_media
        self._permissions = Permissions(store, pool, watch)
        self._pages: dict[str, FetchedPage] = {}  # of feeds that are not archived yet, for others that show them too
        self._lines: defaultdict[str, Counter[int]] = defaultdict(Counter)  # of sites: on how many pages of this run
        self._asked: set[str] = set()  # pictures and files
        self._media_bytes = 0
        self._waiting: defaultdict[str, list[_GoOn]] = defaultdict(list)  # for a page, rules, or pictures

    def iter_reports(self, due: Iterable[Feed], pages_only: Iterable[Feed]) -> Iterator[FeedReport]:
        """Fetch feeds that are due, and what is missing of others; yield what became of each."""
        for feed in due:
            self._pool.submit(feed.url, partial(self._fetch, feed))
        for feed in pages_only:
            yield from self._start(Issue(feed=feed), partial(begin_pages, self._store, feed))
        for result in self._pool.results():
            yield from self._take(result)

    def _fetch(self, feed: Feed) -> Fetched:
        return fetch_feed(self._web, feed, self._watch.now)

    def _take(self, result: Fetched | _Awaited) -> Iterator[FeedReport]:
        """Go on with the feeds that waited for this."""
        if isinstance(result, Fetched):
            yield from self._start(Issue(feed=result.feed, fetched=result), partial(begin, self._store, result))
            return
        attempt(partial(self._learn, result), result.key)
        for number, go_on in enumerate(self._waiting.pop(result.key)):
            yield from go_on(result, is_first=number == 0)

    def _learn(self, result: _Awaited) -> None:
        """Take in what is of use to others than the feed that asked for it."""
        if isinstance(result, FetchedPage):
            self._pages[result.url] = result
            if result.extraction:
                self._lines[site(result.url)].update(set(map(line_key, result.extraction.lines)))
        elif isinstance(result, FetchedRules):
            self._permissions.learn(result.site, result.rules)
        elif isinstance(result, FetchedMedia):
            self._media_bytes += fetched_bytes(result)

    def _go_on_with(self, issue: Issue, result: _Awaited, *, is_first: bool) -> Iterator[FeedReport]:
        if isinstance(result, FetchedPage):
            issue.add(result if is_first else _shared(result))
        elif isinstance(result, FetchedRules) and is_first:
            issue.requests += result.requests
        yield from self._go_on(issue)

    def _gather_with(self, one: Gathering, result: _Awaited, *, is_first: bool) -> Iterator[FeedReport]:
        if isinstance(result, FetchedMedia):
            keep = partial(keep_round, self._store, one.report, result, self._watch.now)
            one.report = attempt(keep, one.feed.url)[0] or one.report
        yield from self._gather(one)

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
        if report is None:
            yield give_up(self._store, issue, error, self._watch.now, self._jitter())
        elif self._wants_media:
            yield from self._gather(begin_gathering(self._store, issue.feed, report))
        else:
            yield report

    def _gather(self, one: Gathering) -> Iterator[FeedReport]:
        """Ask for the next pictures of a feed that is archived, else report it."""
        if not attempt(lambda: self._ask_media(one), one.feed.url)[0]:
            left = len(self._store.wanted_media.of_feed(one.feed.id))
            yield replace(one.report, media_missing=left)

    def _ask(self, issue: Issue) -> bool:
        """Ask for the next page that a feed needs, if there is one; tell whether the feed has to wait."""
        while url := issue.next_page():
            home = site(url)
            if url in self._pages:
                issue.add(_shared(self._pages[url]))
            elif self._watch.is_late:
                return False
            elif not self._permissions.knows(home):
                return self._ask_rules(issue.feed, home, partial(self._go_on_with, issue))
            elif self._permissions.may_ask(url):
                return self._ask_page(issue, url)
            else:
                is_unknown = self._permissions.may_ask(url) is None
                issue.add(FetchedPage(url=url, requests=0, is_postponed=is_unknown, is_settled=not is_unknown))
        return False

    def _ask_media(self, one: Gathering) -> bool:
        """Ask for the pictures and files of the next article that lacks some; tell whether the feed has to wait."""
        while one.ids and not self._watch.is_late and self._media_bytes < MOST_MEDIA_BYTES:
            planned = plan_round(self._store, one.feed, one.ids[0], self._asked)
            for home in planned.homes:
                if not self._permissions.knows(home):
                    return self._ask_rules(one.feed, home, partial(self._gather_with, one))
            one.ids.popleft()
            planned = permitted(planned, self._permissions.may_ask)
            if planned.wanted:
                return self._ask_round(one, planned)
            one.report = keep_round(self._store, one.report, FetchedMedia("", planned), self._watch.now)
        return False

    def _ask_page(self, issue: Issue, url: str) -> bool:
        knowledge = self._knowledge(url)

        def work() -> FetchedPage:
            return fetch_page(
                self._web,
                url,
                self._watch.now,
                found_at=issue.feed.url,
                is_legacy_tls=_is_legacy(issue.feed, url),
                knowledge=knowledge,
            )

        return self._wait(url, url, work, partial(self._go_on_with, issue))

    def _ask_rules(self, feed: Feed, home: str, go_on: "_GoOn") -> bool:
        def work() -> FetchedRules:
            now, is_legacy_tls = self._watch.now, _is_legacy(feed, home)
            return fetch_rules(self._web, home, now, found_at=feed.url, is_legacy_tls=is_legacy_tls)

        return self._wait(home, home, work, go_on)

    def _ask_round(self, one: Gathering, planned: Round) -> bool:
        key = f"pictures of feed {one.feed.id}"  # no address is like that

        def work() -> FetchedMedia:
            watch, is_legacy_tls = self._watch, partial(_is_legacy, one.feed)
            return fetch_round(
                self._web,
                planned,
                lambda: watch.now,
                key=key,
                is_late=lambda: watch.is_late,
                is_legacy_tls=is_legacy_tls,
            )

        self._asked.update(wanted.url for wanted in planned.wanted)
        return self._wait(key, planned.wanted[0].url, work, partial(self._gather_with, one))

    def _wait(self, key: str, url: str, work: Callable[[], _Awaited], go_on: "_GoOn") -> bool:
        """Let a feed wait for what is asked at url; ask for it, unless another feed does."""

        def work_in_time() -> _Awaited:
            return _Late(key) if self._watch.is_late else work()

        if key not in self._waiting:
            self._pool.submit(url, work_in_time)
        self._waiting[key].append(go_on)
        return True

    def _knowledge(self, url: str) -> SiteKnowledge:
        """Return what is known of the site of a page, also from the pages that this sync has read of it."""
        known = knowledge_of(self._store, url)
        lines = self._lines.get(site(url), Counter())
        often = frozenset(key for key, count in lines.items() if count >= _OFTEN)
        return replace(known, chrome=known.chrome | often)


def _shared(page: FetchedPage) -> FetchedPage:
    """Return a page as what another feed was already charged for."""
    return replace(page, requests=0, bytes=0)


def _is_legacy(feed: Feed, url: str) -> bool:
    return feed.settings.is_legacy_tls and is_same_host(url, feed.url)
