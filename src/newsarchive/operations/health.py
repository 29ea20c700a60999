"""How well a feed is: what a fetch changes in what is known of it, and when that is news. Pure.

A failure is news once, when it has lasted a day; and so is the recovery that follows. Cron's mail of one bad night
is worth nobody's time.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from newsarchive.model.feed import Check, Feed, FeedState
from newsarchive.model.web import Answer
from newsarchive.operations.fetching import Fetched
from newsarchive.operations.schedule import after_failure, after_success

_OK = 200
PATIENCE = timedelta(days=1)  # so long nobody hears of a failure


def after_check(fetched: Fetched, now: datetime, jitter: float) -> Feed:
    """Return a feed as it is known after a fetch."""
    if fetched.check is Check.GONE:
        return _gone(fetched, now)
    if fetched.check is Check.FAILED or fetched.answer is None:
        return failed(fetched.feed, fetched.error, fetched.answer, now, jitter)
    return _succeeded(fetched, fetched.answer, now, jitter)


def failed(feed: Feed, error: str, answer: Answer | None, now: datetime, jitter: float) -> Feed:
    """Return a feed as it is known after a failure; what it was told of validators still holds."""
    since = feed.failing_since or now
    return replace(
        feed,
        checked_at=now,
        next_check_at=after_failure(feed, answer, now, jitter),
        failures=feed.failures + 1,
        failing_since=since,
        told_at=feed.told_at or (now if now - since >= PATIENCE else None),
        error=error,
    )


def is_worth_telling(before: Feed, after: Feed) -> bool:
    """Tell whether the user wants to hear what became of a feed."""
    if after.state is FeedState.GONE:
        return before.state is not FeedState.GONE
    return (before.told_at is None) is not (after.told_at is None)


def with_former(feed: Feed) -> tuple[str, ...]:
    """Return where a feed that moves was fetched up to now, each address once: some move to and fro."""
    return (*(url for url in feed.former_urls if url != feed.url), feed.url)


def _gone(fetched: Fetched, now: datetime) -> Feed:
    feed = fetched.feed
    return replace(
        feed,
        state=FeedState.GONE,
        checked_at=now,
        next_check_at=None,
        failures=feed.failures + 1,
        failing_since=feed.failing_since or now,
        told_at=now,
        error=fetched.error,
    )


def _succeeded(fetched: Fetched, answer: Answer, now: datetime, jitter: float) -> Feed:
    feed, document = fetched.feed, fetched.document
    timing = document.timing if document else feed.timing
    # An answer that nothing is new need not repeat what was said before; a document stands for itself.
    has_body = answer.status == _OK
    is_moved = has_body and answer.moved_to not in ("", feed.url)
    feed = replace(
        feed,
        url=answer.moved_to if is_moved else feed.url,
        former_urls=with_former(feed) if is_moved else feed.former_urls,
        state=FeedState.ACTIVE if feed.state is FeedState.GONE else feed.state,
        checked_at=now,
        succeeded_at=now,
        next_check_at=after_success(feed, timing, answer.headers, now, jitter),
        failures=0,
        failing_since=None,
        told_at=None,
        error="",
        etag=answer.headers.get("etag", "" if has_body else feed.etag),
        last_modified=answer.headers.get("last-modified", "" if has_body else feed.last_modified),
    )
    if document is None:
        return feed
    return replace(
        feed,
        title=feed.title or document.title,
        site_url=document.url or feed.site_url,
        body_digest=fetched.digest,
        repairs=document.repairs,
        hub=document.hub,
        timing=timing,
    )
