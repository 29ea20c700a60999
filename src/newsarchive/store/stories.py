"""Stories: articles of several sites that are one text, in the order in which they were published."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any, NamedTuple

from newsarchive.model.article import ArticleId, Moment
from newsarchive.store.connection import Connection
from newsarchive.store.rows import from_instant, marks
from newsarchive.text.dates import HANOI, to_hanoi

_AT_A_TIME = 500
_STORIES = """
SELECT listing.docid, story.story_id FROM listing JOIN story USING (article_id) WHERE listing.docid IN ({})"""
_TELLERS = """
SELECT article.id, ifnull(listing.docid, 0), revision.title, article.site, revision.published, article.archived_at,
    revision.credit
FROM {source} JOIN article ON article.id = {number} JOIN revision ON revision.id = article.revision_id
LEFT JOIN listing ON listing.article_id = article.id
WHERE article.deleted_at IS NULL AND {condition}"""
_MEMBERS = _TELLERS.format(source="story", number="story.article_id", condition="story.story_id = ?")
_THESE = _TELLERS.format(source="json_each(?)", number="value", condition="1")


class Teller(NamedTuple):
    """One article of a story."""

    id: ArticleId
    docid: int  # 0 until the index knows it
    title: str
    site: str
    published: str
    archived_at: str
    credit: str


class Stories:
    """The stories of one archive. Deleted articles have no part in them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_docids(self, docids: Sequence[int]) -> dict[int, int]:
        """Return the stories of docids; those that tell one alone are left out."""
        found: dict[int, int] = {}
        for start in range(0, len(docids), _AT_A_TIME):
            batch = docids[start : start + _AT_A_TIME]
            found |= dict(self._connection.rows(_STORIES.format(marks(batch)), batch))
        return found

    def find(self, article_id: ArticleId) -> int | None:
        """Return the story of an article, or None if it has one to itself."""
        row = self._connection.row("SELECT story_id FROM story WHERE article_id = ?", (article_id,))
        return int(row[0]) if row else None

    def tellers(self, story_id: int) -> tuple[Teller, ...]:
        """Return the articles of a story, the first publisher first."""
        return _in_order(self._connection.rows(_MEMBERS, (story_id,)))

    def tellers_of(self, ids: Iterable[ArticleId]) -> tuple[Teller, ...]:
        """Return articles in the order in which they were published."""
        return _in_order(self._connection.rows(_THESE, (str(sorted(ids)),)))


def _in_order(rows: Iterable[Any]) -> tuple[Teller, ...]:
    return tuple(sorted(map(Teller._make, rows), key=_place))


def _place(teller: Teller) -> tuple[object, ...]:
    """Return what puts articles in order: the day in Hanoi, then the time where it is known, then who names a source.

    Where the day of publication is not known, it is taken to be the one on which the article was archived.
    """
    published = to_hanoi(Moment(teller.published))
    if published is None:
        archived = from_instant(teller.archived_at).astimezone(HANOI)
        return (archived.date(), True, time.max, bool(teller.credit), teller.archived_at, teller.id)
    exact = published.time() if "T" in teller.published else time.max
    return (published.date(), False, exact, bool(teller.credit), teller.archived_at, teller.id)
