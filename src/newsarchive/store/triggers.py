"""How the search index learns of every change, whoever makes it.

Triggers in plain SQL note each article before it changes, with all that the index holds of it, and what is noted is
carried into the index before the next commit or search of ours (see store/index.py). Any SQLite tool may write:
these triggers call nothing that only newsarchive has. The first note counts, for it is what the index holds.
"""

from collections.abc import Iterator

# One contentless index; its rowid is listing.docid. See store/terms.py.
INDEX = r"""
CREATE VIRTUAL TABLE article_index USING fts5 (terms, content='', tokenize="ascii tokenchars '=:!/\?~.'")"""
# What the index is made of, one row for each article that is not deleted. docid is null until the index has it.
SUMMARY = """CASE revision.subtitle WHEN '' THEN revision.summary
        ELSE revision.subtitle || char(10) || revision.summary END"""
CAPTIONS = """(SELECT group_concat(caption, char(10)) FROM (
        SELECT caption, number FROM figure WHERE figure.revision_id = revision.id
        UNION ALL SELECT revision.credit, -1 WHERE revision.credit <> '' ORDER BY number))"""
INDEXED_TEXT = f"""
SELECT article.id AS article_id, listing.docid, revision.title,
    {SUMMARY} AS summary,
    revision.text,
    {CAPTIONS} AS captions,
    revision.byline, revision.section, article.site, revision.language, revision.published, article.archived_at
FROM article
JOIN revision ON revision.id = article.revision_id AND revision.article_id = article.id
LEFT JOIN listing ON listing.article_id = article.id
WHERE article.deleted_at IS NULL"""  # noqa: S608 - our own words
# The same as of schema 2.
FIRST_INDEXED_TEXT = """
SELECT article.id AS article_id, listing.docid, revision.title, revision.summary, revision.text,
    (SELECT group_concat(caption, char(10)) FROM (
        SELECT caption FROM figure WHERE figure.revision_id = revision.id ORDER BY figure.number)) AS captions,
    revision.byline, revision.section, article.site, revision.language, revision.published, article.archived_at
FROM article
JOIN revision ON revision.id = article.revision_id AND revision.article_id = article.id
LEFT JOIN listing ON listing.article_id = article.id
WHERE article.deleted_at IS NULL"""
COLUMNS = "title, summary, text, captions, byline, section, site, language, published"
QUEUE = """
CREATE TABLE index_queue (              -- articles changed since the index last looked, and what it holds of them
    article_id INTEGER PRIMARY KEY,
    docid      INTEGER,                 -- null: the index holds nothing
    title      TEXT, summary TEXT, text TEXT, captions TEXT, byline TEXT, section TEXT, site TEXT, language TEXT,
    published  TEXT, archived_at TEXT
) STRICT"""

_NOTED = "SELECT article_id FROM index_queue"
_BEFORE = """
    INSERT INTO index_queue (article_id, docid, {columns}, archived_at)
    SELECT article_id, docid, {columns}, archived_at FROM indexed_text
    WHERE docid IS NOT NULL AND article_id IN ({articles}) AND article_id NOT IN ({noted});"""
_AFTER = """
    INSERT INTO index_queue (article_id)
    SELECT id FROM article WHERE id IN ({articles}) AND id NOT IN ({noted});"""
# REPLACE takes rows away without a word: whatever shares a unique value with the new row may go.
_REPLACED_ARTICLE = (
    "SELECT id FROM article WHERE id = new.id OR uuid = new.uuid OR url = new.url OR text_digest = new.text_digest"
)
_REPLACED_REVISION = "SELECT new.article_id UNION ALL SELECT article_id FROM revision WHERE id = new.id"
_OF_REVISION = "SELECT article_id FROM revision WHERE id = {}.revision_id"
_CHANGES = (
    ("article", "INSERT", "", _REPLACED_ARTICLE, "SELECT new.id"),
    (
        "article",
        "UPDATE",
        " OF id, uuid, url, text_digest, site, revision_id, archived_at, deleted_at",
        f"SELECT old.id UNION ALL {_REPLACED_ARTICLE}",
        "SELECT new.id",
    ),
    ("article", "DELETE", "", "SELECT old.id", ""),
    ("revision", "INSERT", "", _REPLACED_REVISION, "SELECT new.article_id"),
    ("revision", "UPDATE", "", f"SELECT old.article_id UNION ALL {_REPLACED_REVISION}", "SELECT new.article_id"),
    ("revision", "DELETE", "", "SELECT old.article_id", ""),
    ("figure", "INSERT", "", _OF_REVISION.format("new"), _OF_REVISION.format("new")),
    (
        "figure",
        "UPDATE",
        "",
        f"{_OF_REVISION.format('old')} UNION ALL {_OF_REVISION.format('new')}",
        _OF_REVISION.format("new"),
    ),
    ("figure", "DELETE", "", _OF_REVISION.format("old"), _OF_REVISION.format("old")),
)


def iter_triggers() -> Iterator[str]:
    """Yield the statements that create the triggers."""
    for table, verb, columns, before, after in _CHANGES:
        yield _trigger(table, verb, columns, "before", _BEFORE.format(articles=before, columns=COLUMNS, noted=_NOTED))
        if after:
            yield _trigger(table, verb, columns, "after", _AFTER.format(articles=after, noted=_NOTED))


def _trigger(table: str, verb: str, columns: str, when: str, body: str) -> str:
    name = f"{table}_{when}_{verb.lower()}"
    return f"CREATE TRIGGER {name} {when.upper()} {verb}{columns} ON {table} BEGIN{body}\nEND"


def without_triggers(table: str, statement: str) -> Iterator[str]:
    """Yield a statement that changes nothing of what the index holds, while the triggers of its table are away."""
    triggers = [trigger for trigger in iter_triggers() if trigger.split()[2].startswith(f"{table}_")]
    yield from (f"DROP TRIGGER {trigger.split()[2]}" for trigger in triggers)
    yield statement
    yield from triggers
