"""Syncing: every feed that is due is fetched once, and what is new in it is archived.

Workers ask and read; this thread alone knows the archive. A feed is committed whole: its articles, its validators and
its next time, or nothing of it. One that fails is written down, and the others go on.
"""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsarchive.errors import NotFoundError
from newsarchive.model.feed import Feed, FeedReport, FeedState
from newsarchive.operations.issue import begin_pages
from newsarchive.operations.run import Run
from newsarchive.operations.site_rules import load_rules
from newsarchive.operations.stopwatch import Stopwatch
from newsarchive.operations.web import Pool, Web
from newsarchive.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncOptions:
    """How to sync."""

    jobs: int = 16  # hosts at once
    wants_media: bool = True  # also the pictures and files of what is new
    is_forced: bool = False  # also what is not due; of feeds that are named, also what is paused or gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which feeds a sync is about."""

    due: tuple[Feed, ...]  # to be fetched
    pages_only: tuple[Feed, ...] = ()  # not due, but pages of their entries, or pictures, were left for later
    next_at: datetime | None = None  # when the first of the others is due

    def __len__(self) -> int:
        """Return how many feeds will be reported."""
        return len(self.due) + len(self.pages_only)


def plan_sync(store: Store, names: Sequence[str], options: SyncOptions, now: datetime) -> Plan:
    """Return which of the named feeds, or of all, there is something to do for.

    Raises:
        NotFoundError: there is no such feed, or none at all.
        ConfigError: the user's rules for sites cannot be understood.
    """
    load_rules()
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
        pages_only=tuple(feed for feed in others if not feed.failures and _has_left(store, feed, options)),
        next_at=min(map(_due_at, others), default=None),
    )


def _has_left(store: Store, feed: Feed, options: SyncOptions) -> bool:
    """Tell whether there are pages or pictures of a feed that nobody has asked for yet."""
    if options.wants_media and store.wanted_media.of_feed(feed.id, is_untried=True):
        return True
    return bool(begin_pages(store, feed).wanted)


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

    Close it, or let it run out: its workers end with it. After MOST_SECONDS by the clock no more pages and pictures
    are asked for.

    Raises:
        StoreError: the archive cannot be written; what was reported is there.
    """
    workers = pool(options.jobs)
    try:
        run = Run(store, web, workers, Stopwatch(now, clock), jitter, wants_media=options.wants_media)
        yield from run.iter_reports(plan.due, plan.pages_only)
    finally:
        workers.close()
