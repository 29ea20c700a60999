"""The tables of an archive, and the steps from each release to the next.

Text is stored once: `revision` holds it, `article` points to its current revision, and the search index keeps
words only. sqlite-utils carries these steps; it is imported here and on no path that a reader waits for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsarchive.store.connection import Connection
from newsarchive.store.schema_captures import iter_capturing
from newsarchive.store.schema_feeds import iter_subscribing
from newsarchive.store.triggers import FIRST_INDEXED_TEXT, INDEX, QUEUE, iter_triggers

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4E577341  # "NWsA"
PAGE_BYTES = 16_384  # 11 % less disk and 20 % faster cold reads than 4,096

_ARTICLE = """
CREATE TABLE article (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,   -- permanent id, as exports name it: "urn:uuid:…" (RFC 9562)
    url         TEXT UNIQUE,            -- canonical address; null if the article came without one
    text_digest TEXT UNIQUE,            -- SHA-256 of the words it first came with; null if an earlier one has the same
    site        TEXT NOT NULL,          -- scheme and host of url, or ''
    revision_id INTEGER REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,  -- the current one
    archived_at TEXT NOT NULL,          -- instants are ISO 8601 in UTC: "2018-10-04T01:30:00Z"
    listed_at   TEXT NOT NULL,          -- what lists are ordered by: when published, or archived if that is unknown
    deleted_at  TEXT,                   -- null, or when somebody deleted it by hand
    hand_fields TEXT NOT NULL DEFAULT '[]'  -- JSON array of the fields that a person set: captures leave them alone
) STRICT"""
_REVISION = """
CREATE TABLE revision (
    id              INTEGER PRIMARY KEY,
    article_id      INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,   -- 1 is the first seen
    revised_at      TEXT NOT NULL,
    origin          TEXT NOT NULL CHECK (origin IN ('source', 'hand')),
    capture_id      INTEGER REFERENCES capture (id),  -- what it was read from
    title           TEXT NOT NULL,
    summary         TEXT NOT NULL,      -- the lead, where it stands apart
    text            TEXT NOT NULL,      -- paragraphs parted by a blank line
    section         TEXT NOT NULL,
    byline          TEXT NOT NULL,      -- JSON array of names
    published       TEXT NOT NULL,      -- ISO 8601 as exact as known: instant, day, "--10-04" without a year, or ''
    published_words TEXT NOT NULL,      -- the words it was read from: "Chiều ngày 4/10"
    language        TEXT NOT NULL,      -- BCP 47
    digest          TEXT NOT NULL,      -- SHA-256 of all the content above, figures and attachments
    UNIQUE (article_id, number),
    UNIQUE (article_id, digest)
) STRICT"""
_CAPTURE = """
CREATE TABLE capture (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL,        -- the final address; '' for standard input
    requested_url TEXT NOT NULL,        -- what was asked for, where it differs
    captured_at   TEXT NOT NULL,
    status        INTEGER NOT NULL,     -- of HTTP; 0 if there was none
    media_type    TEXT NOT NULL,
    headers       TEXT NOT NULL,        -- JSON object
    digest        TEXT NOT NULL,        -- SHA-256 of the bytes
    encoding      TEXT NOT NULL,        -- how body is packed: 'zlib' (RFC 1950)
    body          BLOB NOT NULL,
    UNIQUE (digest, url)
) STRICT"""
_FIGURE = """
CREATE TABLE figure (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    caption     TEXT NOT NULL,
    position    INTEGER NOT NULL,       -- how many paragraphs stand before it
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID"""
_ATTACHMENT = """
CREATE TABLE attachment (
    revision_id INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    url         TEXT NOT NULL,
    label       TEXT NOT NULL,
    PRIMARY KEY (revision_id, number)
) STRICT, WITHOUT ROWID"""
_TAG = """
CREATE TABLE tag (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                 -- as first typed: "Dân vận"
    slug TEXT NOT NULL UNIQUE           -- makes "Dân vận" and "dân vận" one: "dan-van"
) STRICT"""
_ARTICLE_TAG = """
CREATE TABLE article_tag (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    tag_id     INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID"""
_FEED = """
CREATE TABLE feed (
    id       INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,      -- its own address, else its site's, else "import:NAME:TITLE"
    title    TEXT NOT NULL,
    site_url TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT"""
_ENTRY = """
CREATE TABLE entry (
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    guid       TEXT NOT NULL,           -- the entry's own id within its feed
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    seen_at    TEXT NOT NULL,
    PRIMARY KEY (feed_id, guid)
) STRICT, WITHOUT ROWID"""
_FIRST_INDEX = r"""
CREATE VIRTUAL TABLE article_index USING fts5 (body, heading, content='', tokenize="ascii tokenchars '=^!/\?~.'")"""
_VIEW = """
SELECT article.id, revision.title, revision.published, revision.section, revision.byline,
    (SELECT group_concat(name, ', ') FROM (
        SELECT tag.name FROM article_tag JOIN tag ON tag.id = article_tag.tag_id
        WHERE article_tag.article_id = article.id ORDER BY tag.slug)) AS tags,
    article.url, revision.summary, revision.text, revision.number AS revision, article.archived_at, article.uuid
FROM article JOIN revision ON revision.id = article.revision_id
WHERE article.deleted_at IS NULL"""
_TABLES = (_CAPTURE, _ARTICLE, _REVISION, _FIGURE, _ATTACHMENT, _TAG, _ARTICLE_TAG, _FEED, _ENTRY, _FIRST_INDEX)

_LISTING = """
CREATE TABLE listing (                  -- the articles that the index holds, in the order of time
    docid      INTEGER PRIMARY KEY,     -- day * 1024 + time of day in 84 seconds; the day counted from 0001-01-01
    article_id INTEGER NOT NULL UNIQUE,
    day        TEXT                     -- null, or the day it is of ("--": unknown), where its day was full
) STRICT"""
_SETTING = """
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,             -- "analyzer": the rules that the index was made by
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
_SAVED_SEARCH = """
CREATE TABLE saved_search (
    name     TEXT PRIMARY KEY,          -- as typed: "Dân-vận"
    key      TEXT NOT NULL UNIQUE,      -- the same in small letters
    query    TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
_TAG_RULE = """
CREATE TABLE tag_rule (
    id       INTEGER PRIMARY KEY,
    tag      TEXT NOT NULL,             -- what new articles get …
    query    TEXT NOT NULL,             -- … that answer this
    added_at TEXT NOT NULL,
    UNIQUE (tag, query)
) STRICT"""


def _create(database: "Database") -> None:
    for statement in _TABLES:
        database.execute(statement)
    database.execute("CREATE INDEX article_listed ON article (listed_at DESC, id DESC) WHERE deleted_at IS NULL")
    database.table("revision").create_index(["section"], "revision_section")
    database.table("article_tag").create_index(["tag_id"], "article_tag_by_tag")
    database.table("entry").create_index(["article_id"], "entry_by_article")
    database.create_view("articles", _VIEW)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _index_by_triggers(database: "Database") -> None:
    for statement in (
        "DROP TABLE article_index",
        "DROP INDEX article_listed",
        "ALTER TABLE article DROP COLUMN listed_at",
        *(INDEX, _LISTING, _SETTING, QUEUE, _SAVED_SEARCH, _TAG_RULE),
        f"CREATE VIEW indexed_text AS {FIRST_INDEXED_TEXT}",
        "CREATE INDEX listing_misplaced ON listing (day) WHERE day IS NOT NULL",
        "CREATE INDEX article_archived ON article (archived_at)",
        *iter_triggers(),
    ):
        database.execute(statement)


def _subscribe(database: "Database") -> None:
    for statement in iter_subscribing():
        database.execute(statement)


def _capture(database: "Database") -> None:
    for statement in iter_capturing():
        database.execute(statement)


MIGRATIONS: tuple[Callable[["Database"], None], ...] = (
    _create,
    _index_by_triggers,
    _subscribe,
    _capture,
)  # append only
VERSION = len(MIGRATIONS)


def migrate(connection: Connection, version: int) -> None:
    """Bring an archive from schema version up to VERSION, inside the caller's transaction."""
    from sqlite_utils import Database

    database = Database(connection)
    for step in MIGRATIONS[version:]:
        step(database)
    connection.execute(f"PRAGMA user_version = {VERSION}")
