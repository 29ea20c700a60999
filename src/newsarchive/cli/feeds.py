"""Feeds and what syncs did with them, in lines for a person and for cron."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from newsarchive.cli.output import is_terminal, print_tsv
from newsarchive.cli.table import print_pairs, print_table
from newsarchive.cli.times import to_iso
from newsarchive.model.feed import Check, Feed, FeedReport, FeedState

_HOUR = 3600
_DAY = 24 * _HOUR
_LIST_COLUMNS = ("id", "title", "section", "state", "articles", "next fetch")
_HEALTH_COLUMNS = ("id", "title", "state", "last success", "next fetch", "what is the matter")
_NUMBERS = ("id", "articles")
_LONGEST = 120  # characters of a cell
_LONG = ("title", "what is the matter")


def to_interval(seconds: int) -> str:
    """Return a length of time as options take it.

    >>> to_interval(3600), to_interval(36 * 3600), to_interval(2 * 86400), to_interval(5400)
    ('1h', '36h', '2d', '90m')
    """
    if seconds % _DAY == 0:
        return f"{seconds // _DAY}d"
    return f"{seconds // _HOUR}h" if seconds % _HOUR == 0 else f"{seconds // 60}m"


def to_local(instant: datetime | None, now: datetime) -> str:
    """Return an instant by the clock of this machine, without the day if that is today; "never" without one.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2018, 10, 5, 9, 30, tzinfo=UTC)
    >>> to_local(now.astimezone() - timedelta(days=30), now)[:10], to_local(None, now)
    ('2018-09-05', 'never')
    """
    if instant is None:
        return "never"
    local = instant.astimezone()
    return f"{local:%H:%M}" if local.date() == now.astimezone().date() else f"{local:%Y-%m-%d %H:%M}"


def name_of(feed: Feed | FeedReport) -> str:
    """Return the title of a feed and its address; the address alone if it has no title."""
    return f"{feed.title} <{feed.url}>" if feed.title else feed.url


def state_of(feed: Feed) -> str:
    """Return in a word or two how a feed is: paused, gone, failing, or well."""
    if feed.state is not FeedState.ACTIVE:
        return feed.state.value
    return f"failing ({feed.failures})" if feed.failures else "well" if feed.checked_at else "new"


def print_feeds(feeds: Sequence[Feed], now: datetime) -> None:
    """Print feeds: a table for a person, TSV for a program."""
    if not is_terminal():
        print_tsv(
            (one.id, one.title, one.url, one.settings.section, state_of(one), one.articles, to_iso(one.next_check_at))
            for one in feeds
        )
        return
    rows = [
        (one.id, one.title or one.url, one.settings.section, state_of(one), one.articles, _next(one, now))
        for one in feeds
    ]
    _print_table(_LIST_COLUMNS, rows)


def print_health(feeds: Iterable[tuple[Feed, int]], now: datetime) -> None:
    """Print how feeds are, each given with its count of summaries: a table for a person, TSV for a program."""
    rows = [
        (
            one.id,
            one.title or one.url,
            state_of(one),
            to_local(one.succeeded_at, now),
            _next(one, now),
            _matters(one, summaries),
        )
        for one, summaries in feeds
    ]
    if is_terminal():
        _print_table(_HEALTH_COLUMNS, rows)
    else:
        print_tsv(rows)


def print_feed(feed: Feed, now: datetime, *, summaries: int) -> None:
    """Print everything about one feed, a line each, also how many of its articles stay summaries."""
    rows = [(name, value) for name, value in _describe(feed, now, summaries) if value]
    if not is_terminal():
        print_tsv(rows)
        return
    print_pairs(rows)


def summary(reports: Iterable[FeedReport], seconds: float) -> str:
    """Return what a sync did in one line.

    >>> summary((), 0.4)
    'synced 0 of 0 feeds: nothing to do in 0.4 s'
    """
    reports = tuple(reports)
    missing = sum(one.pages_missing for one in reports)
    images, files = (sum(getattr(one, name) for one in reports) for name in ("images", "files"))
    checks = Counter(one.check for one in reports)
    failed = checks[Check.FAILED] + checks[Check.GONE]
    counts = (
        (sum(one.added for one in reports), "new"),
        (sum(one.revised for one in reports), "revised"),
        (sum(one.completed for one in reports), "completed"),
        (sum(one.check is Check.UNCHANGED and one.status > 0 for one in reports), "not modified"),
        (missing, f"{_pages(missing)} still to come"),
        (images, "picture" if images == 1 else "pictures"),
        (files, "file" if files == 1 else "files"),
        (failed, "failed"),
    )
    words = ", ".join(f"{count} {what}" for count, what in counts if count)
    words = words or ("nothing new" if reports else "nothing to do")
    return f"synced {len(reports) - failed} of {len(reports)} feeds: {words} in {seconds:.1f} s"


def failure(report: FeedReport, now: datetime) -> str:
    """Return the line about a feed that failed, or that is well again after cron was told of it."""
    if report.check is Check.GONE:
        return f"{name_of(report)}: gone for good, no longer fetched; its articles stay"
    if report.check is not Check.FAILED:
        return f"{name_of(report)}: well again"
    since = f", since {to_local(report.failing_since, now)}" if report.failures > 1 else ""
    due = f"; next try {to_local(report.next_check_at, now)}" if report.next_check_at else ""
    return f"{name_of(report)}: {report.error}{since}{due}"


def outcome(report: FeedReport) -> str:
    """Return what came of one feed in a few words: "12 new, 1 revised"."""
    counts = (
        (report.added, "new"),
        (report.revised, "revised"),
        (report.completed, "completed"),
        (report.pages_missing, f"{_pages(report.pages_missing)} to come"),
    )
    words = ", ".join(f"{count} {what}" for count, what in counts if count)
    skipped = f", {len(report.skipped)} skipped" if report.skipped else ""
    return (words or ("not modified" if report.check is Check.UNCHANGED else "nothing new")) + skipped


def _pages(count: int) -> str:
    return "page" if count == 1 else "pages"


def _describe(feed: Feed, now: datetime, summaries: int) -> list[tuple[str, Any]]:
    settings = feed.settings
    is_failing = feed.failures or feed.state is FeedState.GONE
    return [
        ("id", feed.id),
        ("title", feed.title),
        ("address", feed.url),
        ("moved from", ", ".join(feed.former_urls)),
        ("site", feed.site_url),
        ("section", settings.section),
        ("tags", ", ".join(settings.tags)),
        ("articles", str(feed.articles)),
        ("fetched every", to_interval(settings.interval or _HOUR) + " at most"),
        ("pages", "fetched for summaries" if settings.wants_pages else "never fetched: summaries only"),
        ("pages missing", feed.pages_missing),
        ("pictures", "fetched" if settings.wants_images else "never fetched"),
        ("attachments", "fetched" if settings.wants_files else ""),
        ("kept as summaries", summaries),
        ("TLS", "old ciphers allowed" if settings.is_legacy_tls else ""),
        ("state", state_of(feed)),
        ("subscribed", to_local(feed.subscribed_at, now)),
        ("last fetch", to_local(feed.checked_at, now)),
        ("last success", to_local(feed.succeeded_at, now)),
        ("failing since", to_local(feed.failing_since, now) if feed.failing_since else ""),
        ("errors in a row", feed.failures),
        ("error", feed.error if is_failing else ""),
        ("next fetch", _next(feed, now)),
        ("mended", "; ".join(feed.repairs)),
        ("hub", feed.hub),
    ]


def _next(feed: Feed, now: datetime) -> str:
    if feed.state is not FeedState.ACTIVE:
        return "never"
    return (
        to_local(feed.next_check_at, now) if feed.next_check_at and feed.next_check_at > now else "with the next sync"
    )


def _matters(feed: Feed, summaries: int) -> str:
    """Return what a person should know of a feed: its error, where it has moved from, what must be mended each time."""
    error = [feed.error] if feed.failures or feed.state is FeedState.GONE else []
    moved = [f"moved from {feed.former_urls[-1]}"] if feed.former_urls else []
    kept = [f"{summaries} kept as {'summary' if summaries == 1 else 'summaries'}"] if summaries else []
    return "; ".join([*error, *moved, *kept, *feed.repairs])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    shortened = ([_short(str(cell)) for cell in row] for row in rows)
    print_table(columns, shortened, numbers=_NUMBERS, long=_LONG)
