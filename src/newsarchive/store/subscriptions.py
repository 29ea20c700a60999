"""How a subscription is written into columns, and read from them."""

import json
from typing import Any

from newsarchive.model.feed import Feed, FeedId, FeedSettings, FeedState, Timing
from newsarchive.store.rows import (
    from_instant,
    from_instant_or_null,
    from_json,
    to_instant,
    to_instant_or_null,
    to_json,
)

COLUMNS = (
    "url", "section", "tags", "interval", "wants_pages", "wants_images", "wants_files", "is_legacy_tls",
    "state", "subscribed_at", "checked_at",
    "succeeded_at", "next_check_at", "failures", "failing_since", "told_at", "error", "etag", "last_modified",
    "body_digest", "former_urls", "repairs", "hub", "timing",
)  # fmt: skip


def to_columns(feed: Feed) -> tuple[Any, ...]:
    """Return the values of COLUMNS for a feed."""
    kept = feed.settings
    return (
        feed.url, kept.section, to_json(kept.tags), kept.interval, kept.wants_pages, kept.wants_images,
        kept.wants_files, kept.is_legacy_tls,
        feed.state.value, to_instant(feed.subscribed_at), to_instant_or_null(feed.checked_at),
        to_instant_or_null(feed.succeeded_at), to_instant_or_null(feed.next_check_at), feed.failures,
        to_instant_or_null(feed.failing_since), to_instant_or_null(feed.told_at), feed.error, feed.etag,
        feed.last_modified,
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
            wants_images=bool(row["wants_images"]),
            wants_files=bool(row["wants_files"]),
            is_legacy_tls=bool(row["is_legacy_tls"]),
        ),
        state=FeedState(row["state"]),
        subscribed_at=from_instant(row["subscribed_at"]),
        checked_at=from_instant_or_null(row["checked_at"]),
        succeeded_at=from_instant_or_null(row["succeeded_at"]),
        next_check_at=from_instant_or_null(row["next_check_at"]),
        failures=row["failures"],
        failing_since=from_instant_or_null(row["failing_since"]),
        told_at=from_instant_or_null(row["told_at"]),
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
