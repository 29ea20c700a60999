"""The revisions of articles: each state of their content, with its pictures and files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsarchive.model.article import ArticleId, Attachment, Draft, Figure
from newsarchive.store.connection import Connection
from newsarchive.store.rows import to_instant, to_json
from newsarchive.text.digest import content_digest

_INSERT = """
INSERT INTO revision (article_id, number, revised_at, origin, capture_id, title, summary, text, section, byline,
    published, published_words, language, digest, categories, updated, updated_words, source_digest, is_summary)
VALUES (?, max(?, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article_id = ?)),
    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a revision comes from."""

    capture_id: int | None = None
    is_by_hand: bool = False
    is_summary: bool = False  # it is only what a feed gave of a longer text
    source_digest: str = ""  # of the bytes it was read from, where another archive has them
    number: int = 0  # that it should have, unless a later one is there


SOURCE = Origin()


class Revisions:
    """The revisions of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, article_id: ArticleId, digest: str) -> int | None:
        """Return the revision of an article that holds the content with this digest, or None."""
        sql = "SELECT id FROM revision WHERE article_id = ? AND digest = ?"
        row = self._connection.row(sql, (article_id, digest))
        return int(row[0]) if row else None

    def add(self, article_id: ArticleId, draft: Draft, now: datetime, origin: Origin) -> None:
        """Make draft the current content of an article. Content that it had before is not stored twice."""
        digest = content_digest(draft)
        revision_id = self.find(article_id, digest)
        if revision_id is None:
            revision_id = self._insert(article_id, draft, digest, now, origin)
        elif not origin.is_summary:
            self._connection.execute("UPDATE revision SET is_summary = 0 WHERE id = ? AND is_summary", (revision_id,))
        self._connection.execute("UPDATE article SET revision_id = ? WHERE id = ?", (revision_id, article_id))

    def figures(self, revision_id: int) -> tuple[Figure, ...]:
        """Return the pictures of a revision."""
        sql = "SELECT url, caption, position FROM figure WHERE revision_id = ? ORDER BY number"
        return tuple(Figure(*row) for row in self._connection.rows(sql, (revision_id,)))

    def attachments(self, revision_id: int) -> tuple[Attachment, ...]:
        """Return the files of a revision."""
        sql = "SELECT url, label, media_type, size FROM attachment WHERE revision_id = ? ORDER BY number"
        return tuple(Attachment(*row) for row in self._connection.rows(sql, (revision_id,)))

    def _insert(self, article_id: ArticleId, draft: Draft, digest: str, now: datetime, origin: Origin) -> int:
        row = self._connection.row(
            _INSERT,
            (
                article_id, origin.number, article_id, to_instant(now), "hand" if origin.is_by_hand else "source",
                origin.capture_id, draft.title, draft.summary, draft.text, draft.section, to_json(draft.byline),
                draft.published.value, draft.published.words, draft.language, digest, to_json(draft.categories),
                draft.updated.value, draft.updated.words, origin.source_digest, origin.is_summary,
            ),
        )  # fmt: skip
        self._add_parts(row[0], draft)
        return int(row[0])

    def _add_parts(self, revision_id: int, draft: Draft) -> None:
        self._insert_all(
            "INSERT INTO figure (revision_id, number, url, caption, position) VALUES (?, ?, ?, ?, ?)",
            [(revision_id, n, one.url, one.caption, one.position) for n, one in enumerate(draft.figures)],
        )
        self._insert_all(
            "INSERT INTO attachment (revision_id, number, url, label, media_type, size) VALUES (?, ?, ?, ?, ?, ?)",
            [(revision_id, n, one.url, one.label, one.media_type, one.size) for n, one in enumerate(draft.attachments)],
        )

    def _insert_all(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.executemany(sql, rows)
