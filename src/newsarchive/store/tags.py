"""Tags: words that the user attaches, in their Vietnamese spelling; their slug tells which are one."""

from collections.abc import Iterable

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId, TagCount
from newsarchive.store.connection import Connection
from newsarchive.text.normalize import clean_line
from newsarchive.text.slug import slug


class Tags:
    """The tags of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self) -> tuple[TagCount, ...]:
        """Return all tags by slug, with how many articles carry each."""
        rows = self._connection.rows(
            """
            SELECT name, slug, (SELECT count(*) FROM article_tag JOIN article ON article.id = article_id
                WHERE tag_id = tag.id AND deleted_at IS NULL)
            FROM tag ORDER BY slug"""
        )
        return tuple(TagCount(*row) for row in rows)

    def add(self, name: str, ids: Iterable[ArticleId]) -> int:
        """Attach a tag to articles; return how many did not carry it before. Raises UsageError for an empty name."""
        tag_id = self._ensure(name)
        rows = ((article_id, tag_id) for article_id in ids)
        sql = "INSERT INTO article_tag (article_id, tag_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
        return self._connection.executemany(sql, rows).rowcount

    def remove(self, name: str, ids: Iterable[ArticleId]) -> int:
        """Take a tag from articles; return how many carried it. One that nobody carries ends. Raises NotFoundError."""
        tag_id = self._get(name)
        rows = ((article_id, tag_id) for article_id in ids)
        count = self._connection.executemany(
            "DELETE FROM article_tag WHERE article_id = ? AND tag_id = ?", rows
        ).rowcount
        self._connection.execute(
            "DELETE FROM tag WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article_tag WHERE tag_id = tag.id)", (tag_id,)
        )
        return count

    def rename(self, old: str, new: str) -> int:
        """Give a tag another name; where that name exists the two become one. Return how many articles carry it.

        Raises:
            NotFoundError: there is no such tag.
        """
        old_id = self._get(old)
        name, new_slug = _checked(new)
        row = self._connection.row("SELECT id FROM tag WHERE slug = ? AND id <> ?", (new_slug, old_id))
        if row is None:
            self._connection.execute("UPDATE tag SET name = ?, slug = ? WHERE id = ?", (name, new_slug, old_id))
            kept = old_id
        else:
            kept = row[0]
            self._connection.execute("UPDATE OR IGNORE article_tag SET tag_id = ? WHERE tag_id = ?", (kept, old_id))
            self._connection.execute("DELETE FROM tag WHERE id = ?", (old_id,))
            self._connection.execute("UPDATE tag SET name = ? WHERE id = ?", (name, kept))
        return int(self._connection.row("SELECT count(*) FROM article_tag WHERE tag_id = ?", (kept,))[0])

    def _ensure(self, name: str) -> int:
        name, tag_slug = _checked(name)
        self._connection.execute("INSERT INTO tag (name, slug) VALUES (?, ?) ON CONFLICT DO NOTHING", (name, tag_slug))
        return int(self._connection.row("SELECT id FROM tag WHERE slug = ?", (tag_slug,))[0])

    def _get(self, name: str) -> int:
        row = self._connection.row("SELECT id FROM tag WHERE slug = ?", (slug(name),))
        if row is None:
            raise NotFoundError(f"no tag {name!r}", "list them with: newsarchive tag list")
        return int(row[0])


def _checked(name: str) -> tuple[str, str]:
    name = clean_line(name)
    if not name:
        raise UsageError("a tag needs a name", 'write for example: newsarchive tag add "dân vận" 1')
    return name, slug(name)
