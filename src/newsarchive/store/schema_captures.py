"""What schema 4 adds: more of each page, its history, its pictures and files, and its reprints."""

from collections.abc import Iterator

from newsarchive.store.triggers import INDEXED_TEXT, without_triggers

_COLUMNS = (
    ("revision", "subtitle TEXT NOT NULL DEFAULT ''"),
    ("revision", "credit TEXT NOT NULL DEFAULT ''"),  # whom it is taken from, as it says itself
    ("revision", "event TEXT NOT NULL DEFAULT ''"),  # ISO 8601 as exact as known, when it happened
    ("revision", "event_words TEXT NOT NULL DEFAULT ''"),
    ("revision", "html TEXT NOT NULL DEFAULT ''"),  # of text, in typed blocks, sanitised
    ("revision", "change TEXT NOT NULL DEFAULT 'first'"),  # how it differs from the one before; model.history.Change
    ("revision", "extractor INTEGER NOT NULL DEFAULT 0"),  # the version of the rules that it was read by
    ("revision", "captured_at TEXT"),  # when the bytes were received that only another archive has
    ("revision", "confidence REAL"),  # 0 to 1, how far two extractors agree; null if it is no page
    ("revision", "evidence TEXT NOT NULL DEFAULT '[]'"),  # JSON array of [field, rule, place]
    ("revision", "doubts TEXT NOT NULL DEFAULT '[]'"),  # JSON array of why a person should look at it
    ("revision", "learned TEXT NOT NULL DEFAULT '[]'"),  # JSON array of lines left out, as they repeat on the site
    ("capture", "hops TEXT NOT NULL DEFAULT '[]'"),  # JSON array of [url, status]: the redirects on the way
    ("capture", "size INTEGER"),  # bytes, unpacked; null if older than schema 4
    ("capture", "key_id INTEGER REFERENCES capture (id)"),  # whose bytes are the prefix dictionary of 'zstd'
    ("subscription", "wants_images INTEGER NOT NULL DEFAULT 1"),  # 1: fetch the pictures of its articles
    ("subscription", "wants_files INTEGER NOT NULL DEFAULT 0"),  # 1: fetch the files that they link to
)
_KEY_PAGE = """
CREATE TABLE key_page (                 -- the captures that those of their site are packed against, the newest last
    site       TEXT NOT NULL,
    capture_id INTEGER NOT NULL REFERENCES capture (id),
    PRIMARY KEY (site, capture_id)
) STRICT, WITHOUT ROWID"""
_OBSERVATION = """
CREATE TABLE observation (              -- each look at the source of an article, and each change of its content
    id          INTEGER PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    observed_at TEXT NOT NULL,
    sighting    TEXT NOT NULL,          -- model.history.Sighting
    revision_id INTEGER REFERENCES revision (id) ON DELETE CASCADE,  -- what the archive held afterwards
    capture_id  INTEGER REFERENCES capture (id),
    status      INTEGER NOT NULL,       -- of HTTP; 0 if there was none
    url         TEXT NOT NULL,          -- that answered, where it is not the article's
    visits      INTEGER,                -- as the portal counts them; null if it does not
    note        TEXT NOT NULL
) STRICT"""
_WATCH = """
CREATE TABLE watch (                    -- the sources that were looked at again; of others nothing is known yet
    article_id    INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    checked_at    TEXT,
    next_check_at TEXT,                 -- null: as soon as possible
    gone_since    TEXT,                 -- null, or since when the source has it no more
    failures      INTEGER NOT NULL,     -- in a row
    etag          TEXT NOT NULL,        -- as received
    last_modified TEXT NOT NULL
) STRICT"""
_ALIAS = """
CREATE TABLE alias (                    -- further addresses of articles: those they had, and those they moved to
    url        TEXT PRIMARY KEY,        -- canonical
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID"""
_SITE_PAGE = """
CREATE TABLE site_page (                -- the last pages of each site, by which its chrome is learned
    site    TEXT NOT NULL,
    url     TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    lines   BLOB NOT NULL,              -- keys of its lines (text.digest.line_key), 8 bytes each, big-endian, signed
    PRIMARY KEY (site, url)
) STRICT, WITHOUT ROWID"""
_FILE = """
CREATE TABLE file (                     -- pictures and attachments, each once
    digest TEXT PRIMARY KEY,            -- SHA-256 of the bytes
    size   INTEGER NOT NULL,
    body   BLOB NOT NULL
) STRICT"""
_RESOURCE = """
CREATE TABLE resource (                 -- what addresses in articles led to
    url        TEXT NOT NULL,
    digest     TEXT NOT NULL REFERENCES file (digest),
    media_type TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    PRIMARY KEY (url, digest)
) STRICT, WITHOUT ROWID"""
_SKETCH = """
CREATE TABLE sketch (                   -- what the texts of articles have in common (text/sketch.py)
    hash       INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, article_id)
) STRICT, WITHOUT ROWID"""
_REPRINT = """
CREATE TABLE reprint (                  -- pairs of articles with much the same text; both ways
    article_id  INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    other_id    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    containment REAL NOT NULL,          -- share of the smaller text that the larger one holds
    is_story    INTEGER NOT NULL,       -- 1: the whole of them is the same, not the one a part of the other
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID"""
_STORY = """
CREATE TABLE story (                    -- articles that are reprints of each other
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    story_id   INTEGER NOT NULL         -- the least number among them
) STRICT"""
_MEDIA_WANTED = """
CREATE TABLE media_wanted (             -- articles of feeds whose pictures and files are still to be asked for
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    feed_id    INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    tries      INTEGER NOT NULL         -- how often they were asked for in vain, each time in another sync
) STRICT"""
_TABLES = (
    _MEDIA_WANTED,
    *(_KEY_PAGE, _OBSERVATION, _WATCH, _ALIAS, _SITE_PAGE, _FILE, _RESOURCE, _SKETCH, _REPRINT, _STORY),
    "CREATE INDEX capture_by_url ON capture (url)",
    "CREATE INDEX capture_by_key ON capture (key_id) WHERE key_id IS NOT NULL",
    "CREATE INDEX revision_by_capture ON revision (capture_id) WHERE capture_id IS NOT NULL",
    "CREATE INDEX observation_by_article ON observation (article_id, observed_at)",
    "CREATE INDEX observation_by_capture ON observation (capture_id) WHERE capture_id IS NOT NULL",
    "CREATE INDEX revision_doubtful ON revision (id) WHERE doubts <> '[]'",
    "CREATE INDEX revision_of_text ON revision (article_id) WHERE change = 'text'",
    "CREATE INDEX watch_gone ON watch (gone_since) WHERE gone_since IS NOT NULL",
    "CREATE INDEX watch_due ON watch (next_check_at)",
    "CREATE INDEX alias_by_article ON alias (article_id)",
    "CREATE INDEX media_wanted_by_feed ON media_wanted (feed_id)",
    "CREATE INDEX sketch_by_article ON sketch (article_id)",
    "CREATE INDEX reprint_by_other ON reprint (other_id)",
    "CREATE INDEX story_articles ON story (story_id)",
)

# How the revisions of before differ from the one before each; the first of an article has the default.
_CHANGES = """
UPDATE revision SET change = (
    SELECT CASE
        WHEN revision.origin = 'hand' THEN 'edited'
        WHEN former.is_summary AND NOT revision.is_summary THEN 'completed'
        WHEN (former.title, former.summary, former.text) <> (revision.title, revision.summary, revision.text)
            THEN 'text'
        ELSE 'metadata' END
    FROM revision AS former WHERE former.article_id = revision.article_id AND former.number < revision.number
    ORDER BY former.number DESC LIMIT 1)
WHERE number > (SELECT min(number) FROM revision AS first WHERE first.article_id = revision.article_id)"""
_VIEW = """
CREATE VIEW "articles" AS
SELECT article.id, revision.title, revision.published, revision.section, revision.byline,
    (SELECT group_concat(name, ', ') FROM (
        SELECT tag.name FROM article_tag JOIN tag ON tag.id = article_tag.tag_id
        WHERE article_tag.article_id = article.id ORDER BY tag.slug)) AS tags,
    article.url, revision.summary, revision.text, revision.number AS revision, article.archived_at, article.uuid,
    revision.subtitle, revision.credit, revision.event
FROM article JOIN revision ON revision.id = article.revision_id
WHERE article.deleted_at IS NULL"""


def iter_capturing() -> Iterator[str]:
    """Yield the statements that lead from schema 3 to schema 4."""
    for table, column in _COLUMNS:
        yield f"ALTER TABLE {table} ADD COLUMN {column}"
    yield from _TABLES
    yield "DROP VIEW indexed_text"
    yield f"CREATE VIEW indexed_text AS {INDEXED_TEXT}"
    yield 'DROP VIEW "articles"'
    yield _VIEW
    yield from without_triggers("revision", _CHANGES)
