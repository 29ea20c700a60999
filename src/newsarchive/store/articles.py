"""Articles and their revisions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import Article, ArticleId, Draft, Known
from newsarchive.model.extraction import Extraction
from newsarchive.store.connection import Connection
from newsarchive.store.contents import EXTRACTION_COLUMNS, from_extraction_columns
from newsarchive.store.loading import Loading
from newsarchive.store.revisions import SOURCE, Origin, Revisions
from newsarchive.store.rows import from_instant, from_json, marks, to_instant, to_json
from newsarchive.text.digest import text_digest
from newsarchive.text.urls import site

_KNOWN = """
SELECT article.id, revision.title, revision.digest, coalesce(article.url, ''), article.deleted_at IS NOT NULL,
    article.hand_fields, revision.is_summary, revision.extractor
FROM article JOIN revision ON revision.id = article.revision_id """
_BY_ALIAS = "article.id = (SELECT article_id FROM alias WHERE alias.url = ?)"
_EVIDENCE = f"""
SELECT {", ".join(EXTRACTION_COLUMNS)} FROM article JOIN revision ON revision.id = article.revision_id
WHERE article.id = ?"""  # noqa: S608 - our own words
_NEWEST = """
SELECT coalesce(max(revision.revised_at), '')
FROM article JOIN revision ON revision.id = article.revision_id """
_MANY = 500


class Articles:
    """The articles of one archive. Those deleted by hand are seen only where it is said."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._revisions = Revisions(connection)
        self._loading = Loading(connection, self._revisions)

    def get(self, article_id: ArticleId) -> Article:
        """Return one article. Raises NotFoundError."""
        for article in self.iter_ids((article_id,)):
            return article
        raise _no_article(article_id)

    def iter_ids(self, ids: Iterable[ArticleId]) -> Iterator[Article]:
        """Return the articles of ids, in their order, a hundred in memory at a time; unknown ids yield nothing."""
        return self._loading.iter_ids(ids)

    def last_change(self, ids: Sequence[ArticleId]) -> datetime | None:
        """Return when the newest of the current revisions of ids came; None if none of them is there."""
        newest = ""
        for start in range(0, len(ids), _MANY):
            batch = ids[start : start + _MANY]
            condition = f"WHERE article.deleted_at IS NULL AND article.id IN ({marks(batch)})"
            newest = max(newest, self._connection.row(_NEWEST + condition, batch)[0])
        return from_instant(newest) if newest else None

    def find_by_url(self, url: str) -> Known | None:
        """Return what is known of the article that has, or had, this address, be it deleted; None for "" too."""
        return self._find_known("article.url = ?", url) or self._find_known(_BY_ALIAS, url)

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
        origin = Origin(source_digest=article.source_digest, captured_at=article.captured_at, number=article.revision)
        self._revisions.add(article_id, article, article.revised_at, origin)
        return article_id

    def revise(self, article_id: ArticleId, draft: Draft, now: datetime, origin: Origin = SOURCE) -> None:
        """Make draft the current content of an article; what it held before stays as an earlier revision."""
        self._revisions.add(article_id, draft, now, origin)

    def set_current(self, article_id: ArticleId, number: int) -> None:
        """Make a revision of an article, which is there, the current one again: it had only seemed to be another."""
        numbered = "SELECT id FROM revision WHERE article_id = ?1 AND number = ?2"
        sql = f"UPDATE article SET revision_id = ({numbered}) WHERE id = ?1"  # noqa: S608 - our own words
        self._connection.execute(sql, (article_id, number))

    def set_whole(self, article_id: ArticleId) -> None:
        """Remember that what was taken for a summary is all there is of an article."""
        sql = "UPDATE revision SET is_summary = 0 WHERE id = (SELECT revision_id FROM article WHERE id = ?)"
        self._connection.execute(sql, (article_id,))

    def has_held(self, article_id: ArticleId, digest: str) -> bool:
        """Tell whether an article holds, or held before, the content with this digest."""
        return self._revisions.find(article_id, digest) is not None

    def set_url(self, article_id: ArticleId, url: str) -> None:
        """Give an article another address; it is still found by the one before.

        Raises UsageError if a different article has it.
        """
        other = self.find_by_url(url)
        if other and other.id != article_id:
            raise UsageError(f"article {other.id} has the address {url}", "each address is one article, deleted or not")
        former = self.get_known(article_id).url
        self._connection.execute("DELETE FROM alias WHERE url = ?", (url,))
        self._connection.execute(
            "UPDATE article SET url = ?, site = ? WHERE id = ?", (url or None, site(url), article_id)
        )
        self.add_alias(article_id, former)

    def add_alias(self, article_id: ArticleId, url: str) -> None:
        """Let an article be found by a further address, unless an article is found by it already."""
        if url and self.find_by_url(url) is None:
            self._connection.execute("INSERT INTO alias (url, article_id) VALUES (?, ?)", (url, article_id))

    def aliases(self, article_id: ArticleId) -> tuple[str, ...]:
        """Return the further addresses of an article: those that it had, and those that it moved to."""
        rows = self._connection.rows("SELECT url FROM alias WHERE article_id = ? ORDER BY url", (article_id,))
        return tuple(row[0] for row in rows)

    def evidence(self, article_id: ArticleId) -> Extraction:
        """Return how the current content of an article was read, as far as it is kept. Raises NotFoundError."""
        article = self.get(article_id)
        row = self._connection.row(_EVIDENCE, (article_id,))
        return from_extraction_columns(article, row)

    def refresh(self, article_id: ArticleId, draft: Draft, extraction: Extraction) -> None:
        """Write down what this release makes of the current content of an article, which it reads as it is."""
        self._revisions.refresh(article_id, draft, extraction)

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


def _no_article(article_id: ArticleId) -> NotFoundError:
    return NotFoundError(f"no article {article_id}", "list them with: newsarchive list")


def _to_known(row: tuple[Any, ...]) -> Known:
    return Known(
        ArticleId(row[0]), row[1], row[2], row[3],
        is_deleted=bool(row[4]), hand_fields=from_json(row[5]), is_summary=bool(row[6]),
        extractor=row[7],
    )  # fmt: skip
