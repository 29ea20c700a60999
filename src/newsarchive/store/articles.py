"""Articles and their revisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import Article, ArticleId, Draft, Known, Moment
from newsarchive.store.connection import Connection
from newsarchive.store.revisions import SOURCE, Origin, Revisions
from newsarchive.store.rows import from_instant, from_json, marks, to_instant, to_json
from newsarchive.text.digest import text_digest
from newsarchive.text.urls import site

_SELECT = """
SELECT article.id, article.uuid, article.url, article.archived_at, revision.revised_at, revision.number,
    revision.title, revision.summary, revision.text, revision.section, revision.byline,
    revision.published, revision.published_words, revision.language, revision.id, revision.categories,
    revision.updated, revision.updated_words, coalesce(capture.digest, revision.source_digest)
FROM article JOIN revision ON revision.id = article.revision_id LEFT JOIN capture ON capture.id = capture_id """
_KNOWN = """
SELECT article.id, revision.title, revision.digest, coalesce(article.url, ''), article.deleted_at IS NOT NULL,
    article.hand_fields, revision.is_summary
FROM article JOIN revision ON revision.id = article.revision_id """
_NEWEST = """
SELECT coalesce(max(revision.revised_at), '')
FROM article JOIN revision ON revision.id = article.revision_id """
_AT_A_TIME = 100
_MANY = 500


class Articles:
    """The articles of one archive. Those deleted by hand are seen only where it is said."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._revisions = Revisions(connection)

    def get(self, article_id: ArticleId) -> Article:
        """Return one article. Raises NotFoundError."""
        for article in self.iter_ids((article_id,)):
            return article
        raise _no_article(article_id)

    def iter_ids(self, ids: Iterable[ArticleId]) -> Iterator[Article]:
        """Yield the articles of ids, in their order, a hundred in memory at a time; unknown ids yield nothing."""
        batch: list[ArticleId] = []
        for article_id in ids:
            batch.append(article_id)
            if len(batch) == _AT_A_TIME:
                yield from self._load(batch)
                batch = []
        yield from self._load(batch)

    def last_change(self, ids: Sequence[ArticleId]) -> datetime | None:
        """Return when the newest of the current revisions of ids came; None if none of them is there."""
        newest = ""
        for start in range(0, len(ids), _MANY):
            batch = ids[start : start + _MANY]
            condition = f"WHERE article.deleted_at IS NULL AND article.id IN ({marks(batch)})"
            newest = max(newest, self._connection.row(_NEWEST + condition, batch)[0])
        return from_instant(newest) if newest else None

    def find_by_url(self, url: str) -> Known | None:
        """Return what is known of the article with this address, be it deleted; None for "" too."""
        return self._find_known("article.url = ?", url)

    def find_by_uuid(self, uuid: str) -> Known | None:
        """Return what is known of the article with this permanent id, be it deleted."""
        return self._find_known("article.uuid = ?", uuid)

    def find_by_text(self, text: str) -> Known | None:
        """Return what is known of the article that first came with these words, be it deleted."""
        return self._find_known("article.text_digest = ?", text_digest(text))

    def find_known(self, draft: Draft) -> Known | None:
        """Return what is known of the article that draft is: the one of its address, else of its words."""
        if draft.url:
            return self.find_by_url(draft.url)
        known = self.find_by_text(draft.text)
        return replace(known, is_copy=True) if known and known.url else known

    def get_known(self, article_id: ArticleId) -> Known:
        """Return what is known of one article, be it deleted. Raises NotFoundError."""
        known = self._find_known("article.id = ?", article_id)
        if known is None:
            raise _no_article(article_id)
        return known

    def add(self, draft: Draft, uuid: str, now: datetime, origin: Origin = SOURCE) -> ArticleId:
        """Store a new article with its first revision and return its id."""
        article_id = self._insert(draft, uuid, now)
        self._revisions.add(article_id, draft, now, origin)
        return article_id

    def add_exact(self, article: Article) -> ArticleId:
        """Store an article of another archive as it is there, but for its number and tags; return its number here.

        Neither its permanent id nor its address may be taken.
        """
        article_id = self._insert(article, article.uuid, article.archived_at)
        origin = Origin(source_digest=article.source_digest, number=article.revision)
        self._revisions.add(article_id, article, article.revised_at, origin)
        return article_id

    def revise(self, article_id: ArticleId, draft: Draft, now: datetime, origin: Origin = SOURCE) -> None:
        """Make draft the current content of an article; what it held before stays as an earlier revision."""
        self._revisions.add(article_id, draft, now, origin)

    def set_whole(self, article_id: ArticleId) -> None:
        """Remember that what was taken for a summary is all there is of an article."""
        sql = "UPDATE revision SET is_summary = 0 WHERE id = (SELECT revision_id FROM article WHERE id = ?)"
        self._connection.execute(sql, (article_id,))

    def has_held(self, article_id: ArticleId, digest: str) -> bool:
        """Tell whether an article holds, or held before, the content with this digest."""
        return self._revisions.find(article_id, digest) is not None

    def set_url(self, article_id: ArticleId, url: str) -> None:
        """Give an article another address. Raises UsageError if a different article has it."""
        other = self.find_by_url(url)
        if other and other.id != article_id:
            raise UsageError(f"article {other.id} has the address {url}", "each address is one article, deleted or not")
        self._connection.execute(
            "UPDATE article SET url = ?, site = ? WHERE id = ?", (url or None, site(url), article_id)
        )

    def set_hand_fields(self, article_id: ArticleId, fields: Iterable[str]) -> None:
        """Remember which fields a person has set."""
        self._connection.execute(
            "UPDATE article SET hand_fields = ? WHERE id = ?", (to_json(tuple(sorted(fields))), article_id)
        )

    def delete(self, article_id: ArticleId, now: datetime) -> Article:
        """Hide an article from every list and search; return what it held. Raises NotFoundError."""
        article = self.get(article_id)
        self._connection.execute("UPDATE article SET deleted_at = ? WHERE id = ?", (to_instant(now), article_id))
        return article

    def restore(self, article_id: ArticleId) -> Article:
        """Bring back an article that was deleted; one that was not stays as it is. Raises NotFoundError."""
        if self.get_known(article_id).is_deleted:
            self._connection.execute("UPDATE article SET deleted_at = NULL WHERE id = ?", (article_id,))
            # What feeds said of it meanwhile was not taken in: the next time they say it, it is news.
            self._connection.execute("UPDATE entry SET digest = '' WHERE article_id = ?", (article_id,))
        return self.get(article_id)

    def _insert(self, draft: Draft, uuid: str, now: datetime) -> ArticleId:
        words = text_digest(draft.text)
        is_first = self._connection.row("SELECT 1 FROM article WHERE text_digest = ?", (words,)) is None
        cursor = self._connection.execute(
            "INSERT INTO article (uuid, url, text_digest, site, archived_at) VALUES (?, ?, ?, ?, ?)",
            (uuid, draft.url or None, words if is_first else None, site(draft.url), to_instant(now)),
        )
        return ArticleId(cursor.lastrowid or 0)

    def _find_known(self, condition: str, value: str | int) -> Known | None:
        row = self._connection.row(f"{_KNOWN} WHERE {condition}", (value,))
        return _to_known(row) if row else None

    def _load(self, ids: list[ArticleId]) -> Iterator[Article]:
        condition = f"WHERE article.deleted_at IS NULL AND article.id IN ({marks(ids)})"
        rows = {row[0]: row for row in self._connection.rows(_SELECT + condition, ids)}
        for article_id in ids:
            if article_id in rows:
                yield self._to_article(rows[article_id])

    def _to_article(self, row: tuple[Any, ...]) -> Article:
        return Article(
            id=row[0],
            uuid=row[1],
            url=row[2] or "",
            archived_at=from_instant(row[3]),
            revised_at=from_instant(row[4]),
            revision=row[5],
            title=row[6],
            summary=row[7],
            text=row[8],
            section=row[9],
            byline=from_json(row[10]),
            published=Moment(row[11], row[12]),
            language=row[13],
            figures=self._revisions.figures(row[14]),
            attachments=self._revisions.attachments(row[14]),
            categories=from_json(row[15]),
            updated=Moment(row[16], row[17]),
            source_digest=row[18],
            tags=self._tags(row[0]),
        )

    def _tags(self, article_id: ArticleId) -> tuple[str, ...]:
        rows = self._connection.rows(
            "SELECT tag.name FROM article_tag JOIN tag ON tag.id = tag_id WHERE article_id = ? ORDER BY tag.slug",
            (article_id,),
        )
        return tuple(row[0] for row in rows)


def _no_article(article_id: ArticleId) -> NotFoundError:
    return NotFoundError(f"no article {article_id}", "list them with: newsarchive list")


def _to_known(row: tuple[Any, ...]) -> Known:
    return Known(
        ArticleId(row[0]), row[1], row[2], row[3],
        is_deleted=bool(row[4]), hand_fields=from_json(row[5]), is_summary=bool(row[6]),
    )  # fmt: skip
