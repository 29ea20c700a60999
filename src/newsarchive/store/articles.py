"""Articles and their revisions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import Article, ArticleId, Attachment, Draft, Figure, Known, Moment
from newsarchive.store.connection import Connection
from newsarchive.store.rows import from_instant, from_json, marks, to_instant, to_json
from newsarchive.text.digest import content_digest, text_digest
from newsarchive.text.urls import site

_SELECT = """
SELECT article.id, article.uuid, article.url, article.archived_at, revision.revised_at, revision.number,
    revision.title, revision.summary, revision.text, revision.section, revision.byline,
    revision.published, revision.published_words, revision.language, revision.id
FROM article JOIN revision ON revision.id = article.revision_id """
_KNOWN = """
SELECT article.id, revision.title, revision.digest, coalesce(article.url, ''), article.deleted_at IS NOT NULL,
    article.hand_fields
FROM article JOIN revision ON revision.id = article.revision_id """
_AT_A_TIME = 100


class Articles:
    """The articles of one archive. Those deleted by hand are seen only where it is said."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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

    def last_change(self) -> datetime | None:
        """Return when the newest revision came, or None if there is none."""
        row = self._connection.row("SELECT revised_at FROM revision ORDER BY id DESC LIMIT 1")
        return from_instant(row[0]) if row else None

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

    def add(self, draft: Draft, uuid: str, now: datetime, capture_id: int | None) -> ArticleId:
        """Store a new article with its first revision and return its id."""
        words = text_digest(draft.text)
        is_first = self._find_known("article.text_digest = ?", words) is None
        cursor = self._connection.execute(
            "INSERT INTO article (uuid, url, text_digest, site, archived_at) VALUES (?, ?, ?, ?, ?)",
            (uuid, draft.url or None, words if is_first else None, site(draft.url), to_instant(now)),
        )
        article_id = ArticleId(cursor.lastrowid or 0)
        self._add_revision(article_id, draft, now, capture_id, "source")
        return article_id

    def revise(
        self,
        article_id: ArticleId,
        draft: Draft,
        now: datetime,
        *,
        capture_id: int | None = None,
        by_hand: bool = False,
    ) -> None:
        """Make draft the current content of an article; what it held before stays as an earlier revision."""
        self._add_revision(article_id, draft, now, capture_id, "hand" if by_hand else "source")

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
        return self.get(article_id)

    def _find_known(self, condition: str, value: str | int) -> Known | None:
        row = self._connection.row(f"{_KNOWN} WHERE {condition}", (value,))
        return _to_known(row) if row else None

    def _add_revision(
        self, article_id: ArticleId, draft: Draft, now: datetime, capture_id: int | None, origin: str
    ) -> None:
        digest = content_digest(draft)
        row = self._connection.row("SELECT id FROM revision WHERE article_id = ? AND digest = ?", (article_id, digest))
        if row is None:  # else the article is again what it was before: nothing is stored twice
            row = self._connection.row(
                """
                INSERT INTO revision (article_id, number, revised_at, origin, capture_id, title, summary, text, section,
                    byline, published, published_words, language, digest)
                VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article_id = ?),
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
                (
                    article_id, article_id, to_instant(now), origin, capture_id, draft.title, draft.summary, draft.text,
                    draft.section, to_json(draft.byline), draft.published.value, draft.published.words,
                    draft.language, digest,
                ),
            )  # fmt: skip
            self._add_parts(row[0], draft)
        self._connection.execute("UPDATE article SET revision_id = ? WHERE id = ?", (row[0], article_id))

    def _add_parts(self, revision_id: int, draft: Draft) -> None:
        self._connection.executemany(
            "INSERT INTO figure (revision_id, number, url, caption, position) VALUES (?, ?, ?, ?, ?)",
            ((revision_id, n, one.url, one.caption, one.position) for n, one in enumerate(draft.figures)),
        )
        self._connection.executemany(
            "INSERT INTO attachment (revision_id, number, url, label) VALUES (?, ?, ?, ?)",
            ((revision_id, n, one.url, one.label) for n, one in enumerate(draft.attachments)),
        )

    def _load(self, ids: list[ArticleId]) -> Iterator[Article]:
        condition = f"WHERE article.deleted_at IS NULL AND article.id IN ({marks(ids)})"
        rows = {row[0]: row for row in self._connection.rows(_SELECT + condition, ids)}
        for article_id in ids:
            if article_id in rows:
                yield self._to_article(rows[article_id])

    def _to_article(self, row: tuple[Any, ...]) -> Article:
        revision_id = row[14]
        figures = self._connection.rows(
            "SELECT url, caption, position FROM figure WHERE revision_id = ? ORDER BY number", (revision_id,)
        )
        attachments = self._connection.rows(
            "SELECT url, label FROM attachment WHERE revision_id = ? ORDER BY number", (revision_id,)
        )
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
            figures=tuple(Figure(*figure) for figure in figures),
            attachments=tuple(Attachment(*attachment) for attachment in attachments),
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
    return Known(ArticleId(row[0]), row[1], row[2], row[3], is_deleted=bool(row[4]), hand_fields=from_json(row[5]))
