"""Articles that tests put into an archive, in as few words as they need."""

import io
from datetime import UTC, datetime
from typing import Any

from newsarchive.model.article import Article, ArticleId, Draft, Moment, Result
from newsarchive.operations.entries import Skipped
from newsarchive.operations.importing import import_feed, opened_feed
from newsarchive.operations.keep import keep
from newsarchive.store.connection import Connection
from newsarchive.store.store import Store

NOW = datetime(2018, 10, 5, 2, 0, tzinfo=UTC)


def make_draft(title: str = "Xã Bình Lạc gặt lúa mùa", text: str = "Bà con ra đồng từ sáng sớm.", **more: Any) -> Draft:
    more.setdefault("language", "vi")
    return Draft(title=title, text=text, **more)


def make_article(**more: Any) -> Article:
    values: dict[str, Any] = {
        "id": ArticleId(7),
        "uuid": "urn:uuid:1b4e28ba-2fa1-41d2-883f-0016d3cca427",
        "title": "Xã Bình Lạc gặt lúa mùa",
        "text": "Bà con ra đồng từ sáng sớm.",
        "published": Moment("2018-10-04"),
        "archived_at": NOW,
        "revised_at": NOW,
    }
    return Article(**(values | more))


def put(store: Store, draft: Draft | None = None, *, now: datetime = NOW, **more: Any) -> Result:
    """Keep a draft as adding it would."""
    draft = draft or make_draft()
    with store.transaction():
        return keep(store, draft, now, known=store.articles.find_known(draft), **more)


def import_bytes(
    store: Store, body: bytes | str, *, name: str = "tin.rss", now: datetime = NOW
) -> list[Result | Skipped]:
    """Import a feed file as the command does."""
    body = body.encode() if isinstance(body, str) else body
    with opened_feed("-", io.BytesIO(body)) as feed:
        return list(import_feed(store, feed, name=name, now=now))


def index_terms(connection: Connection) -> list[Any]:
    """Return each place of each term that the full-text index holds, and the article it belongs to."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, article_index, 'instance')")
    rows = connection.rows("SELECT term, col, offset, doc FROM temp.words ORDER BY 1, 2, 3, 4")
    connection.execute("DROP TABLE temp.words")
    return rows
