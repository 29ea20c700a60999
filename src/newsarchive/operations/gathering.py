"""Pictures and files in a sync: those of one article at a time, once all else that its feed brought is kept.

Which articles wait is kept in the archive: what a sync has no time for, or what ends it, is left to the next one.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsarchive.model.article import ArticleId
from newsarchive.model.feed import Feed, FeedReport
from newsarchive.operations.fetching import attempt
from newsarchive.operations.media import Media, Wanted, find_missing, iter_media, keep_media, page_of
from newsarchive.operations.web import Web
from newsarchive.store.store import Store
from newsarchive.text.urls import site

MOST_MEDIA_BYTES = 300_000_000  # in one sync, however many feeds: so much an archive may grow while nobody watches
MOST_TRIES = 3  # of the pictures and files of one article, each in another sync


@dataclass(slots=True)
class Gathering:
    """What a feed that is kept still waits for."""

    feed: Feed
    report: FeedReport
    ids: deque[ArticleId] = field(default_factory=deque)


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked for in one piece of work: the pictures and files that an article lacks."""

    article_id: ArticleId
    found_at: str
    wanted: tuple[Wanted, ...]
    is_cut: bool = False  # there are more, which cannot be asked for now

    @property
    def homes(self) -> tuple[str, ...]:
        """Return the sites that are asked."""
        return tuple(dict.fromkeys(site(one.url) for one in self.wanted))


@dataclass(frozen=True, slots=True)
class FetchedMedia:
    """What came of a round."""

    key: str  # of who waits for it
    round: Round
    media: tuple[Media, ...] = ()
    is_late: bool = False  # the time was up


def begin_gathering(store: Store, feed: Feed, report: FeedReport) -> Gathering:
    """Return what is to be asked for, now that a feed is kept."""
    return Gathering(feed, report, deque(store.wanted_media.of_feed(feed.id)))


def plan_round(store: Store, feed: Feed, article_id: ArticleId, asked: set[str]) -> Round:
    """Return what an article lacks of what its feed wants, without what was asked for before in this sync."""
    settings = feed.settings
    missing = find_missing(
        store, store.articles.get(article_id), with_images=settings.wants_images, with_files=settings.wants_files
    )
    wanted = tuple(one for one in missing if one.url not in asked)
    return Round(article_id, (page_of(store, article_id) if wanted else "") or feed.url, wanted)


def permitted(planned: Round, may_ask: Callable[[str], bool | None]) -> Round:
    """Return a round without what may not be asked for; None says that nobody knows now."""
    answers = {one: may_ask(one.url) for one in planned.wanted}
    wanted = tuple(one for one, answer in answers.items() if answer)
    return replace(planned, wanted=wanted, is_cut=None in answers.values())


def fetch_round(  # noqa: PLR0913 - what is asked for, how, and until when
    web: Web,
    planned: Round,
    clock: Callable[[], datetime],
    *,
    key: str,
    is_late: Callable[[], bool],
    is_legacy_tls: Callable[[str], bool],
) -> FetchedMedia:
    """Return the pictures and files of an article."""
    found_at = planned.found_at
    media, _ = attempt(
        lambda: tuple(
            iter_media(web, planned.wanted, clock, found_at=found_at, is_late=is_late, is_legacy_tls=is_legacy_tls)
        ),
        found_at,
    )
    return FetchedMedia(key, planned, media or (), is_late=is_late())


def keep_round(store: Store, report: FeedReport, fetched: FetchedMedia, now: datetime) -> FeedReport:
    """Keep what came, and whether to ask for the rest again; return the report of the feed with it."""
    with store.transaction():
        kept = keep_media(store, fetched.media, now)
        _settle(store, report, fetched)
    return replace(
        report,
        images=report.images + kept.images,
        files=report.files + kept.files,
        media_failed=report.media_failed + kept.failed,
        requests=report.requests + len(fetched.media),
        bytes=report.bytes + fetched_bytes(fetched),
    )


def fetched_bytes(fetched: FetchedMedia) -> int:
    """Return how much came."""
    return sum(len(one.body) for one in fetched.media)


def _settle(store: Store, report: FeedReport, fetched: FetchedMedia) -> None:
    article_id = fetched.round.article_id
    tries = store.wanted_media.of_feed(report.id).get(article_id, 0) + (not fetched.is_late)
    settled = {one.url for one in fetched.media if not one.may_come}
    is_whole = not fetched.round.is_cut and all(one.url in settled for one in fetched.round.wanted)
    if is_whole or tries >= MOST_TRIES:
        store.wanted_media.remove(article_id)
    else:
        store.wanted_media.set_tries(article_id, tries)
