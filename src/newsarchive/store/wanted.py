"""The articles of feeds whose pictures and files are still to be asked for."""

from collections.abc import Iterable

from newsarchive.model.article import ArticleId
from newsarchive.model.feed import FeedId
from newsarchive.store.connection import Connection

_HAS_IMAGES = "EXISTS (SELECT 1 FROM figure WHERE figure.revision_id = article.revision_id AND url <> '')"
_HAS_FILES = "EXISTS (SELECT 1 FROM attachment WHERE attachment.revision_id = article.revision_id)"


class WantedMedia:
    """What the feeds of one archive wait for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feed_id: FeedId, ids: Iterable[ArticleId], *, with_images: bool, with_files: bool) -> None:
        """Remember articles of a feed that have pictures or files now, as far as these are wanted."""
        sql = f"""
            INSERT OR REPLACE INTO media_wanted (article_id, feed_id, tries)
            SELECT id, ?, 0 FROM article WHERE id = ? AND ((? AND {_HAS_IMAGES}) OR (? AND {_HAS_FILES}))"""  # noqa: S608 - our own words
        self._connection.executemany(sql, ((feed_id, one, with_images, with_files) for one in ids))

    def of_feed(self, feed_id: FeedId, *, is_untried: bool = False) -> dict[ArticleId, int]:
        """Return the articles that a feed waits for, the oldest first, and how often they were asked for in vain.

        Those that were deleted by hand are left out, and of the untried ones those that were asked for before.
        """
        rows = self._connection.rows(
            """
            SELECT article_id, tries FROM media_wanted JOIN article ON article.id = article_id
            WHERE feed_id = ? AND deleted_at IS NULL AND NOT (? AND tries) ORDER BY article_id""",
            (feed_id, is_untried),
        )
        return {ArticleId(row[0]): row[1] for row in rows}

    def set_tries(self, article_id: ArticleId, tries: int) -> None:
        """Remember how often an article was asked for in vain."""
        self._connection.execute("UPDATE media_wanted SET tries = ? WHERE article_id = ?", (tries, article_id))

    def remove(self, article_id: ArticleId) -> None:
        """Forget an article: all that it has was asked for."""
        self._connection.execute("DELETE FROM media_wanted WHERE article_id = ?", (article_id,))

    def forget(self, feed_id: FeedId) -> None:
        """Forget all that a feed waits for."""
        self._connection.execute("DELETE FROM media_wanted WHERE feed_id = ?", (feed_id,))
