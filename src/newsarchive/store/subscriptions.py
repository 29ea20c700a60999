"""How a subscription is written into columns, and read from them."""

import json
from datetime import datetime
from typing import Any

from newsarchive.model.feed import Feed, FeedId, FeedSettings, FeedState, Timing
from newsarchive.store.rows import from_instant, from_json, to_instant, to_json

COLUMNS = (
    "url", "section", "tags", "interval", "wants_pages", "is_legacy_tls", "state", "subscribed_at", "checked_at",
    "succeeded_at", "next_check_at", "failures", "failing_since", "told_at", "error", "etag", "last_modified",
    "body_digest", "former_urls", "repairs", "hub", "timing",
)  # fmt: skip


def to_columns(feed: Feed) -> tuple[Any, ...]:
    """Return the values of COLUMNS for a feed."""
    kept = feed.settings
    return (
        feed.url, kept.section, to_json(kept.tags), kept.interval, kept.wants_pages, kept.is_legacy_tls,
        feed.state.value, to_instant(feed.subscribed_at), _to_instant(feed.checked_at),
        _to_instant(feed.succeeded_at), _to_instant(feed.next_check_at), feed.failures,
        _to_instant(feed.failing_since), _to_instant(feed.told_at), feed.error, feed.etag, feed.last_modified,
        feed.body_digest, to_json(feed.former_urls), to_json(feed.repairs), feed.hub, _to_timing(feed.timing),
    )  # fmt: skip


def from_columns(values: tuple[Any, ...]) -> Feed:
    """Return the feed of the values of COLUMNS, then id, title, site and counts of articles and of missing pages."""
    row = dict(zip((*COLUMNS, "id", "title", "site_url", "articles", "pages_missing"), values, strict=True))
    return Feed(
        id=FeedId(row["id"]),
        url=row["url"],
        title=row["title"],
        site_url=row["site_url"],
        settings=FeedSettings(
            section=row["section"],
            tags=from_json(row["tags"]),
            interval=row["interval"],
            wants_pages=bool(row["wants_pages"]),
            is_legacy_tls=bool(row["is_legacy_tls"]),
        ),
        state=FeedState(row["state"]),
        subscribed_at=from_instant(row["subscribed_at"]),
        checked_at=_from_instant(row["checked_at"]),
        succeeded_at=_from_instant(row["succeeded_at"]),
        next_check_at=_from_instant(row["next_check_at"]),
        failures=row["failures"],
        failing_since=_from_instant(row["failing_since"]),
        told_at=_from_instant(row["told_at"]),
        error=row["error"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_digest=row["body_digest"],
        former_urls=from_json(row["former_urls"]),
        repairs=from_json(row["repairs"]),
        hub=row["hub"],
        timing=_from_timing(row["timing"]),
        articles=row["articles"],
        pages_missing=row["pages_missing"],
    )


def _to_instant(moment: datetime | None) -> str | None:
    return to_instant(moment) if moment else None


def _from_instant(text: str | None) -> datetime | None:
    return from_instant(text) if text else None


def _to_timing(timing: Timing) -> str:
    """Return what a document asks for as JSON, only what it does ask."""
    asked = {"interval": timing.interval, "skip_hours": timing.skip_hours, "skip_days": timing.skip_days}
    return json.dumps({name: value for name, value in asked.items() if value})


def _from_timing(text: str) -> Timing:
    asked = json.loads(text)
    return Timing(
        interval=asked.get("interval", 0),
        skip_hours=tuple(asked.get("skip_hours", ())),
        skip_days=tuple(asked.get("skip_days", ())),
    )
