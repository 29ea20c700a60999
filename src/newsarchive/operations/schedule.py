"""When a feed is fetched next: as often as it is worth, never more often than its server wants. Pure.

Servers are heard between an hour and two days; what the user wants longer, stays longer.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from newsarchive.model.feed import Feed, Timing
from newsarchive.model.web import Answer

SHORTEST = timedelta(hours=1)  # one conditional GET an hour is what feeds' owners call polite
LONGEST = timedelta(days=2)  # so long a server can keep us away
LONGEST_WISH = timedelta(days=365)  # so long the user can
_SLOWEST = timedelta(hours=24)  # where failures have doubled the wait again and again
_SPREAD = 0.1  # of the wait: feeds added together are not fetched together for ever
_HOUR = timedelta(hours=1)
_HOURS, _DAYS = 24, 7
_SECONDS = re.compile(r"\s*([0-9]{1,9})\s*")
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]{1,9})\"?(?=$|[,\s])", re.IGNORECASE)


def after_success(feed: Feed, timing: Timing, headers: Mapping[str, str], now: datetime, jitter: float) -> datetime:
    """Return when to fetch a feed again that was read, or is not modified.

    jitter, from 0 to 1, only lengthens the wait.
    """
    asked = max(_bounded(timing.interval, LONGEST), _fresh_for(headers, now))
    wait = max(_usual(feed), min(asked, LONGEST))
    latest = now + max(LONGEST, wait)
    return min(_next_open(_jittered(now, wait, jitter), timing), latest)


def after_failure(feed: Feed, answer: Answer | None, now: datetime, jitter: float) -> datetime:
    """Return when to try a feed again that could not be read; feed is what was known before.

    Without an answer the fault is more often ours, so the usual time has to pass. What a server says in Retry-After
    counts; else each failure in a row doubles the wait, up to a day.
    """
    usual = max(_usual(feed), _bounded(feed.timing.interval, LONGEST))
    if answer is None:
        return _jittered(now, usual, jitter)
    retry = _retry_after(answer.headers, now)
    if retry is not None:
        return _jittered(now, max(usual, min(retry, LONGEST)), jitter)
    return _jittered(now, max(usual, min(2 * _last_wait(feed), _SLOWEST)), jitter)


def _usual(feed: Feed) -> timedelta:
    return max(SHORTEST, _bounded(feed.settings.interval, LONGEST_WISH))


def _last_wait(feed: Feed) -> timedelta:
    """Return how long a failing feed had to wait before this fetch; nothing if it did well before."""
    if not feed.failures or not feed.next_check_at or not feed.checked_at:
        return timedelta()
    return feed.next_check_at - feed.checked_at


def _bounded(seconds: int, most: timedelta) -> timedelta:
    return timedelta(seconds=max(0, min(seconds, most.total_seconds())))


def _jittered(now: datetime, wait: timedelta, jitter: float) -> datetime:
    return now + wait * (1 + _SPREAD * jitter)


def _fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return how long an answer stays fresh (RFC 9111, 4.2): max-age counts before Expires."""
    age = _MAX_AGE.search(headers.get("cache-control", ""))
    if age:
        passed = _SECONDS.fullmatch(headers.get("age", ""))
        return timedelta(seconds=int(age[1]) - (int(passed[1]) if passed else 0))
    expires = _instant(headers.get("expires", ""))
    if not expires:
        return timedelta()
    # By the server's own clock: ours may differ from it.
    return expires - (_instant(headers.get("date", "")) or now)


def _retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long the server wants to be left alone; None if it does not say, or nonsense."""
    text = headers.get("retry-after", "")
    seconds = _SECONDS.fullmatch(text)
    if seconds:
        return timedelta(seconds=int(seconds[1]))
    at = _instant(text)
    wait = at - (_instant(headers.get("date", "")) or now) if at else timedelta()
    return wait if wait > timedelta() else None


def _instant(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        at = parsedate_to_datetime(text)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _next_open(at: datetime, timing: Timing) -> datetime:
    """Return the first moment from at on in which the feed wants to be fetched; at if it never does."""
    hours = frozenset(range(_HOURS)) - frozenset(timing.skip_hours) or frozenset(range(_HOURS))
    days = frozenset(range(_DAYS)) - frozenset(timing.skip_days) or frozenset(range(_DAYS))
    at = at.astimezone(UTC)  # both are in GMT
    while at.hour not in hours or at.weekday() not in days:
        at = at.replace(minute=0, second=0, microsecond=0) + _HOUR
    return at
