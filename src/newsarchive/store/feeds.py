"""Feeds, and which article each of their entries became."""

from datetime import datetime

from newsarchive.model.article import ArticleId
from newsarchive.model.feed import FeedDocument, FeedId
from newsarchive.store.connection import Connection
from newsarchive.store.rows import to_instant


class Feeds:
    """The feeds of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: FeedDocument, name: str, now: datetime) -> FeedId:
        """Return the id of the feed that document is an issue of, known or new; name stands in for an address."""
        url = document.self_url or document.url or f"import:{name}:{document.title}"
        row = self._connection.row(
            """
            INSERT INTO feed (url, title, site_url, added_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET title = excluded.title RETURNING id""",
            (url, document.title, document.url, to_instant(now)),
        )
        return FeedId(row[0])

    def find_article(self, feed_id: FeedId, guid: str) -> ArticleId | None:
        """Return the article that an entry became, or None."""
        row = self._connection.row("SELECT article_id FROM entry WHERE feed_id = ? AND guid = ?", (feed_id, guid))
        return ArticleId(row[0]) if row else None

    def add_entry(self, feed_id: FeedId, guid: str, article_id: ArticleId, now: datetime) -> None:
        """Remember which article an entry became."""
        self._connection.execute(
            "INSERT INTO entry (feed_id, guid, article_id, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (feed_id, guid, article_id, to_instant(now)),
        )
