"""Feeds: those that were imported, those that the user has subscribed to, and what became of their entries."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId
from newsarchive.model.feed import EntryState, Feed, FeedDocument, FeedId, FeedSettings
from newsarchive.store.connection import Connection
from newsarchive.store.rows import marks, to_instant
from newsarchive.store.subscriptions import COLUMNS, from_columns, to_columns
from newsarchive.text.fold import fold
from newsarchive.text.urls import canonical

_MISSING = (
    "(SELECT count(*) FROM entry JOIN article ON article.id = entry.article_id JOIN revision ON"
    " revision.id = revision_id WHERE feed_id = feed.id AND page_tries IS NOT NULL AND deleted_at IS NULL"
    " AND is_summary)"
)
_SHOWN = (
    "(SELECT count(DISTINCT article_id) FROM entry JOIN article ON article.id = article_id"
    " WHERE feed_id = feed.id AND deleted_at IS NULL)"
)
_SUBSCRIPTIONS = ", ".join(f"subscription.{column}" for column in COLUMNS)
_AT_A_TIME = 500  # guids
_LONGEST_NUMBER = 18  # digits: all such numbers fit into a column
_LIST = "list them with: newsarchive feed list"


class Feeds:
    """The feeds of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: FeedDocument, name: str, now: datetime) -> FeedId:
        """Return the id of the feed that document is an issue of, known or new; name stands in for an address."""
        url = document.self_url or document.url or f"import:{name}:{document.title}"
        row = self._connection.row("SELECT feed_id FROM subscription WHERE url = ?", (url,))
        return FeedId(row[0]) if row else self._ensure(url, document.title, document.url, now)

    def subscribe(self, url: str, title: str, site_url: str, settings: FeedSettings, now: datetime) -> Feed:
        """Return a new subscription, due at once; what was imported of the same feed counts as its own.

        Raises:
            UsageError: it is subscribed to already.
        """
        known = self._find("feed.url = ? OR subscription.url = ?", (url, url))
        if known:
            raise UsageError(
                f"{url}: subscribed already" + ("" if known.url == url else f", it moved to {known.url}"),
                f"change it with: newsarchive feed edit {known.id}",
            )
        feed_id = self._ensure(url, title, site_url, now)
        feed = Feed(id=feed_id, url=url, title=title, site_url=site_url, settings=settings, subscribed_at=now)
        sql = f"INSERT INTO subscription (feed_id, {', '.join(COLUMNS)}) VALUES (?, {marks(COLUMNS)})"  # noqa: S608 - our own words
        self._connection.execute(sql, (feed_id, *to_columns(feed)))
        return feed

    def list(self, *, is_counted: bool = False) -> tuple[Feed, ...]:
        """Return all subscriptions, by section and title; if they are counted, with the number of their articles."""
        feeds = self._select("TRUE", (), is_counted=is_counted)
        return tuple(sorted(feeds, key=lambda feed: (fold(feed.settings.section), fold(feed.title), feed.url, feed.id)))

    def find(self, name: str) -> Feed | None:
        """Return the subscription of a number, an address, or a title, also a part of one; None if no single one is."""
        found = self._matching(name)
        return found[0] if len(found) == 1 else None

    def get(self, name: str) -> Feed:
        """Return the subscription of a name, as `find`. Raises NotFoundError."""
        found = self._matching(name)
        if len(found) > 1:
            raise NotFoundError(f"{len(found)} feeds are called {name!r}", f"give the number of one; {_LIST}")
        if not found:
            raise NotFoundError(f"no feed {name!r}", _LIST)
        return found[0]

    def find_by_id(self, feed_id: FeedId) -> Feed | None:
        """Return a subscription, its articles not counted; None if it has ended."""
        return self._find("feed_id = ?", (feed_id,))

    def find_by_url(self, url: str) -> Feed | None:
        """Return the subscription that is fetched at an address, else one that was before it moved."""
        was_there = "EXISTS (SELECT 1 FROM json_each(former_urls) WHERE value = ?)"
        return self._find(f"subscription.url = ? OR {was_there} ORDER BY subscription.url <> ?", (url, url, url))

    def save(self, feed: Feed) -> None:
        """Store all that is known of a subscription; its address becomes that of the feed unless another has it."""
        changes = ", ".join(f"{column} = ?" for column in COLUMNS)
        sql = f"UPDATE subscription SET {changes} WHERE feed_id = ?"  # noqa: S608 - our own words
        self._connection.execute(sql, (*to_columns(feed), feed.id))
        self._connection.execute(
            "UPDATE feed SET title = ?, site_url = ? WHERE id = ? AND (title, site_url) <> (?, ?)",
            (feed.title, feed.site_url, feed.id, feed.title, feed.site_url),
        )
        self._connection.execute(
            "UPDATE OR IGNORE feed SET url = ? WHERE id = ? AND url <> ?", (feed.url, feed.id, feed.url)
        )

    def remove(self, feed_id: FeedId) -> None:
        """End a subscription; what the feed brought stays."""
        self._connection.execute("UPDATE entry SET page_tries = NULL WHERE feed_id = ?", (feed_id,))
        self._connection.execute("DELETE FROM subscription WHERE feed_id = ?", (feed_id,))

    def find_entries(self, feed_id: FeedId, guids: Iterable[str]) -> dict[str, EntryState]:
        """Return what is known of those entries of a feed that have been there before, by their guid."""
        rest, found = iter(guids), {}
        while batch := tuple(islice(rest, _AT_A_TIME)):
            for row in self._connection.rows(
                f"""
                SELECT guid, article_id, digest, page_tries, is_joined, deleted_at IS NOT NULL,
                    coalesce(nullif(entry.url, ''), article.url, ''), title
                FROM entry JOIN article ON article.id = article_id
                WHERE feed_id = ? AND guid IN ({marks(batch)})""",  # noqa: S608 - question marks
                (feed_id, *batch),
            ):
                found[row[0]] = _to_state(row)
        return found

    def find_articles(self, url: str) -> tuple[ArticleId, ...]:
        """Return the articles that entries with this canonical address became, where it is not the article's own."""
        sql = "SELECT DISTINCT article_id FROM entry WHERE url <> '' AND url = ? ORDER BY article_id"
        return tuple(ArticleId(row[0]) for row in self._connection.rows(sql, (url,)))

    def has_brought(self, feed_id: FeedId, article_id: ArticleId) -> bool:
        """Tell whether an article came from a feed first."""
        sql = "SELECT 1 FROM entry WHERE article_id = ? AND feed_id = ? AND NOT is_joined"
        return self._connection.row(sql, (article_id, feed_id)) is not None

    def addresses_of(self, article_id: ArticleId) -> dict[FeedId, str]:
        """Return which feeds show an article, and where they are."""
        sql = "SELECT DISTINCT feed.id, feed.url FROM entry JOIN feed ON feed.id = feed_id WHERE article_id = ?"
        return {FeedId(row[0]): row[1] for row in self._connection.rows(sql, (article_id,))}

    def count_summaries(self, feed_id: FeedId) -> int:
        """Return how many articles of a feed are only summaries, and stay so: nobody asks for their page any more."""
        sql = """
            SELECT count(DISTINCT article.id)
            FROM entry JOIN article ON article.id = entry.article_id JOIN revision ON revision.id = revision_id
            WHERE feed_id = ? AND page_tries IS NULL AND deleted_at IS NULL AND is_summary"""
        return int(self._connection.row(sql, (feed_id,))[0])

    def disown(self, article_id: ArticleId, feed_ids: Iterable[FeedId]) -> None:
        """Let feeds have an article no longer as their own, but as one that came from elsewhere."""
        sql = "UPDATE entry SET is_joined = 1 WHERE article_id = ? AND feed_id = ?"
        self._connection.executemany(sql, ((article_id, feed_id) for feed_id in feed_ids))

    def missing_pages(self, feed_id: FeedId) -> tuple[EntryState, ...]:
        """Return the entries of a feed whose page is still to be fetched, the oldest first."""
        rows = self._connection.rows(
            """
            SELECT guid, article.id, entry.digest, page_tries, is_joined, FALSE,
                coalesce(nullif(entry.url, ''), article.url, ''), entry.title
            FROM entry JOIN article ON article.id = entry.article_id JOIN revision ON revision.id = revision_id
            WHERE feed_id = ? AND page_tries IS NOT NULL AND deleted_at IS NULL AND is_summary
            ORDER BY article.id, guid""",
            (feed_id,),
        )
        return tuple(map(_to_state, rows))

    def add_entry(  # noqa: PLR0913 - one parameter a column
        self,
        feed_id: FeedId,
        guid: str,
        article_id: ArticleId,
        now: datetime,
        *,
        url: str = "",
        title: str = "",
        digest: str = "",
        page_tries: int | None = None,
        is_joined: bool = False,
    ) -> None:
        """Remember which article an entry became, and what the entry was: what was known of it before is gone."""
        self._connection.execute(
            """
            INSERT INTO entry (feed_id, guid, article_id, seen_at, url, title, digest, page_tries, is_joined)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (feed_id, guid) DO UPDATE SET article_id = excluded.article_id, url = excluded.url,
                title = excluded.title, digest = excluded.digest, page_tries = excluded.page_tries,
                is_joined = excluded.is_joined""",
            (feed_id, guid, article_id, to_instant(now), url, title, digest, page_tries, is_joined),
        )

    def _ensure(self, url: str, title: str, site_url: str, now: datetime) -> FeedId:
        row = self._connection.row(
            """
            INSERT INTO feed (url, title, site_url, added_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (url) DO UPDATE SET title = excluded.title RETURNING id""",
            (url, title, site_url, to_instant(now)),
        )
        return FeedId(row[0])

    def _matching(self, name: str) -> tuple[Feed, ...]:
        """Return the subscriptions that a name can mean, by the strongest reading that means any."""
        is_number = name.isdecimal() and name.isascii()
        if (
            is_number
            and len(name) <= _LONGEST_NUMBER
            and (found := self._select("feed_id = ?", (int(name),), is_counted=True))
        ):
            return found
        if found := self._select("subscription.url IN (?, ?)", (name, canonical(name)), is_counted=True):
            return found
        feeds, key = self.list(), fold(name)
        former = tuple(feed for feed in feeds if name in feed.former_urls)
        called = tuple(feed for feed in feeds if fold(feed.title) == key)
        # Who gives a number means that feed, and none that has a year in its title.
        is_part = bool(key) and not is_number
        meant = former or called or tuple(feed for feed in feeds if is_part and key in fold(feed.title))
        return self._select("feed_id = ?", (meant[0].id,), is_counted=True) if len(meant) == 1 else meant

    def _find(self, condition: str, values: tuple[Any, ...]) -> Feed | None:
        found = self._select(condition, values)
        return found[0] if found else None

    def _select(self, condition: str, values: tuple[Any, ...], *, is_counted: bool = False) -> tuple[Feed, ...]:
        articles = _SHOWN if is_counted else "0"  # looks at every entry
        rows = self._connection.rows(
            f"""
            SELECT {_SUBSCRIPTIONS}, feed.id, feed.title, feed.site_url, {articles}, {_MISSING}
            FROM subscription JOIN feed ON feed.id = feed_id WHERE {condition}""",  # noqa: S608 - our own words
            values,
        )
        return tuple(from_columns(row) for row in rows)


def _to_state(row: tuple[Any, ...]) -> EntryState:
    return EntryState(
        guid=row[0], article_id=ArticleId(row[1]), digest=row[2], page_tries=row[3],
        is_joined=bool(row[4]), is_deleted=bool(row[5]), url=row[6], title=row[7],
    )  # fmt: skip
