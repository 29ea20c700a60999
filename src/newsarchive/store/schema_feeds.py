"""What schema 3 adds: subscriptions, and all that feeds say of an article."""

from collections.abc import Iterator

from newsarchive.store.triggers import without_triggers

_CONTENT_COLUMNS = (
    ("revision", "categories TEXT NOT NULL DEFAULT '[]'"),  # JSON array of what else its source files it under
    ("revision", "updated TEXT NOT NULL DEFAULT ''"),  # ISO 8601, when its source says that it changed it
    ("revision", "updated_words TEXT NOT NULL DEFAULT ''"),
    (
        "revision",
        "source_digest TEXT NOT NULL DEFAULT ''",
    ),  # of the bytes it was read from, where another archive has them
    ("revision", "is_summary INTEGER NOT NULL DEFAULT 0"),  # 1: only the summary that a feed gave
    ("attachment", "media_type TEXT NOT NULL DEFAULT ''"),
    ("attachment", "size INTEGER NOT NULL DEFAULT 0"),  # bytes
    ("entry", "digest TEXT NOT NULL DEFAULT ''"),  # of the entry as the feed gave it last
    ("entry", "title TEXT NOT NULL DEFAULT ''"),  # as the feed gave it last
    ("entry", "url TEXT NOT NULL DEFAULT ''"),  # its canonical address where that is not its article's
    ("entry", "page_tries INTEGER"),  # how often its page was asked for in vain; null if none is missing
    ("entry", "is_joined INTEGER NOT NULL DEFAULT 0"),  # 1: its article was there before, from elsewhere
)
_SUBSCRIPTION = """
CREATE TABLE subscription (
    feed_id       INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
    url           TEXT NOT NULL UNIQUE, -- where it is fetched
    section       TEXT NOT NULL,        -- for its articles; '' leaves what they say
    tags          TEXT NOT NULL,        -- JSON array, for its new articles
    interval      INTEGER NOT NULL,     -- seconds between two fetches at least; 0 is the usual
    wants_pages   INTEGER NOT NULL,     -- 1: fetch the page of an entry that is only a summary
    is_legacy_tls INTEGER NOT NULL,     -- 1: its server knows only old TLS
    state         TEXT NOT NULL CHECK (state IN ('active', 'paused', 'gone')),
    subscribed_at TEXT NOT NULL,
    checked_at    TEXT,                 -- the last fetch, whatever came of it
    succeeded_at  TEXT,
    next_check_at TEXT,                 -- null: as soon as possible
    failures      INTEGER NOT NULL,     -- in a row
    failing_since TEXT,
    told_at       TEXT,                 -- when the user was told of the failure that lasts
    error         TEXT NOT NULL,        -- of the last fetch
    etag          TEXT NOT NULL,        -- as received
    last_modified TEXT NOT NULL,        -- as received
    body_digest   TEXT NOT NULL,        -- SHA-256 of the document last read
    former_urls   TEXT NOT NULL,        -- JSON array, the newest last
    repairs       TEXT NOT NULL,        -- JSON array, of the document last read
    hub           TEXT NOT NULL,        -- of WebSub
    timing        TEXT NOT NULL         -- JSON object: how often, and when, the document last read asks to be fetched
) STRICT"""
_ROBOTS = """
CREATE TABLE robots (
    site       TEXT PRIMARY KEY,        -- scheme and host
    checked_at TEXT NOT NULL,
    rules      TEXT NOT NULL            -- its robots.txt
) STRICT, WITHOUT ROWID"""
# What came from a feed has no capture, or one without a status of HTTP; whether it was a summary nobody knows any
# more, so that what the feed gives next may take its place.
_SUMMARIES = """
UPDATE revision SET is_summary = 1
WHERE origin = 'source' AND article_id IN (SELECT article_id FROM entry) AND (
    capture_id IS NULL OR capture_id IN (
        SELECT id FROM capture WHERE status = 0 AND media_type = 'text/html' AND url NOT LIKE 'file:%'))"""


def iter_subscribing() -> Iterator[str]:
    """Yield the statements that lead from schema 2 to schema 3."""
    for table, column in _CONTENT_COLUMNS:
        yield f"ALTER TABLE {table} ADD COLUMN {column}"
    yield _SUBSCRIPTION
    yield _ROBOTS
    yield "CREATE INDEX entry_by_url ON entry (url) WHERE url <> ''"
    yield "CREATE INDEX entry_without_page ON entry (feed_id) WHERE page_tries IS NOT NULL"
    yield from without_triggers("revision", _SUMMARIES)
