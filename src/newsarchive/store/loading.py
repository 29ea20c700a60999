"""Rows of the archive as articles."""

from collections.abc import Iterable, Iterator
from typing import Any

from newsarchive.model.article import Article, ArticleId
from newsarchive.store.connection import Connection
from newsarchive.store.contents import COLUMNS
from newsarchive.store.revisions import Revisions
from newsarchive.store.rows import from_instant, from_instant_or_null, marks

_CONTENT = ", ".join(f"revision.{name}" for name in COLUMNS)
_SELECT = f"""
SELECT article.id, revision.id, article.uuid, article.url, article.archived_at, revision.revised_at, revision.number,
    coalesce(capture.digest, revision.source_digest), coalesce(capture.captured_at, revision.captured_at),
    (SELECT visits FROM observation WHERE article_id = article.id AND visits IS NOT NULL
        ORDER BY observed_at DESC, id DESC LIMIT 1),
    {_CONTENT}
FROM article JOIN revision ON revision.id = article.revision_id LEFT JOIN capture ON capture.id = capture_id
WHERE article.deleted_at IS NULL AND article.id IN ("""  # noqa: S608 - our own words
_AT_A_TIME = 100


class Loading:
    """What one archive holds of articles that are not deleted."""

    def __init__(self, connection: Connection, revisions: Revisions) -> None:
        self._connection = connection
        self._revisions = revisions

    def iter_ids(self, ids: Iterable[ArticleId]) -> Iterator[Article]:
        """Yield the articles of ids, in their order, a hundred in memory at a time; unknown ids yield nothing."""
        batch: list[ArticleId] = []
        for article_id in ids:
            batch.append(article_id)
            if len(batch) == _AT_A_TIME:
                yield from self._load(batch)
                batch = []
        yield from self._load(batch)

    def _load(self, ids: list[ArticleId]) -> Iterator[Article]:
        rows = {row[0]: row for row in self._connection.rows(f"{_SELECT}{marks(ids)})", ids)}
        for article_id in ids:
            if article_id in rows:
                yield self._to_article(*rows[article_id])

    def _to_article(self, article_id: int, revision_id: int, *row: Any) -> Article:
        uuid, url, archived_at, revised_at, number, source_digest, captured_at, visits, *content = row
        return Article(
            id=ArticleId(article_id),
            uuid=uuid,
            url=url or "",
            archived_at=from_instant(archived_at),
            revised_at=from_instant(revised_at),
            revision=number,
            tags=self._tags(article_id),
            source_digest=source_digest,
            captured_at=from_instant_or_null(captured_at),
            visits=visits,
            **self._revisions.content(revision_id, tuple(content)),
        )

    def _tags(self, article_id: int) -> tuple[str, ...]:
        rows = self._connection.rows(
            "SELECT tag.name FROM article_tag JOIN tag ON tag.id = tag_id WHERE article_id = ? ORDER BY tag.slug",
            (article_id,),
        )
        return tuple(row[0] for row in rows)
