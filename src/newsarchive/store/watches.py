"""When the source of each article is to be looked at again."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from newsarchive.model.article import ArticleId
from newsarchive.model.history import Watch
from newsarchive.store.connection import Connection
from newsarchive.store.rows import from_instant_or_null, to_instant, to_instant_or_null

_SELECT = """
SELECT article.id, coalesce(article.url, ''), checked_at, next_check_at, gone_since, coalesce(failures, 0),
    coalesce(etag, ''), coalesce(last_modified, '')
FROM article {join} JOIN watch ON watch.article_id = article.id """
_FIND = _SELECT.format(join="") + "WHERE article.id = ?"
# An article that was never looked at again is due a while after it was archived.
_DUE = """
CASE WHEN watch.article_id IS NULL THEN article.archived_at <= ? ELSE coalesce(next_check_at, '') <= ? END"""
_ON_THE_WEB = "deleted_at IS NULL AND (article.url LIKE 'http://%' OR article.url LIKE 'https://%')"


class Watches:
    """The sources of the articles of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, article_id: ArticleId) -> Watch | None:
        """Return what is known of the source of an article; None if it was never looked at again."""
        row = self._connection.row(_FIND, (article_id,))
        return _to_watch(row) if row else None

    def due(
        self,
        now: datetime,
        ids: Iterable[ArticleId] | None = None,
        *,
        first_after: timedelta = timedelta(0),
        is_forced: bool = False,
        since: datetime | None = None,
    ) -> tuple[Watch, ...]:
        """Return the sources that are to be looked at now, those that have waited longest first.

        They are those of articles with a web address: of ids, if given, archived since then, if given. One that was
        never looked at again is due first_after it was archived. If it is forced, all of them are due.
        """
        conditions: list[str] = [_ON_THE_WEB]
        values: list[str] = []
        if not is_forced:
            conditions.append(_DUE)
            values += [to_instant(now - first_after), to_instant(now)]
        if ids is not None:
            conditions.append("article.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(ids)))
        if since:
            conditions.append("article.archived_at >= ?")
            values.append(to_instant(since))
        sql = f"""{_SELECT.format(join="LEFT")} WHERE {" AND ".join(conditions)}
            ORDER BY coalesce(next_check_at, ''), article.archived_at, article.id"""
        return tuple(map(_to_watch, self._connection.rows(sql, values)))

    def set(self, watch: Watch) -> None:
        """Write down when a source was looked at, and when that is to be done again."""
        self._connection.execute(
            """
            INSERT OR REPLACE INTO watch (article_id, checked_at, next_check_at, gone_since, failures, etag,
                last_modified)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            (
                watch.article_id, to_instant_or_null(watch.checked_at), to_instant_or_null(watch.next_check_at),
                to_instant_or_null(watch.gone_since), watch.failures, watch.etag, watch.last_modified,
            ),
        )  # fmt: skip


def _to_watch(row: tuple[Any, ...]) -> Watch:
    article_id, url, checked_at, next_check_at, gone_since, failures, etag, last_modified = row
    return Watch(
        article_id=ArticleId(article_id),
        url=url,
        checked_at=from_instant_or_null(checked_at),
        next_check_at=from_instant_or_null(next_check_at),
        gone_since=from_instant_or_null(gone_since),
        failures=failures,
        etag=etag,
        last_modified=last_modified,
    )
