"""What the full-text index does not hold, as conditions in SQL on the docid of an article."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from newsarchive.model.search import All, Either, Field, Filter, Node, Not, Period, Phrase, Property
from newsarchive.store.connection import Connection
from newsarchive.store.expression import is_text, to_match
from newsarchive.store.index import SLOTS, day_docid
from newsarchive.store.rows import marks, to_instant
from newsarchive.store.terms import UNDATED
from newsarchive.text.dates import HANOI
from newsarchive.text.fold import fold, iter_words

_MATCHING = "{docid} IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"
_IS = {
    "tagged": "FROM article_tag JOIN listing USING (article_id)",
    "revised": "FROM revision JOIN listing USING (article_id) WHERE revision.change = 'text'",
    "gone": "FROM watch JOIN listing USING (article_id) WHERE watch.gone_since IS NOT NULL",
    "doubtful": """FROM revision CROSS JOIN article ON article.id = revision.article_id
        AND article.revision_id = revision.id JOIN listing ON listing.article_id = article.id
        WHERE revision.doubts <> '[]'""",
    "reprinted": """FROM story JOIN listing USING (article_id) WHERE EXISTS (
        SELECT 1 FROM story AS other JOIN article ON article.id = other.article_id
        WHERE other.story_id = story.story_id AND other.article_id <> story.article_id AND deleted_at IS NULL)""",
}
_TAGGED_SO = """{docid} IN (SELECT listing.docid FROM article_tag JOIN listing USING (article_id)
    JOIN tag ON tag.id = tag_id WHERE tag.slug = ?)"""
_ADDED = """{docid} IN (SELECT listing.docid FROM article JOIN listing ON listing.article_id = article.id
    WHERE article.archived_at >= ? AND article.archived_at < ?)"""
_PUBLISHED = f"({{docid}} >= ? AND {{docid}} < ? AND NOT {_MATCHING})"
# Where a day was full, some of its articles have a docid of another.
_IS_OTHER = "{docid} IN (SELECT docid FROM listing WHERE day IS NOT NULL AND day NOT BETWEEN ? AND ?)"
_IS_OURS = "{docid} IN (SELECT docid FROM listing WHERE day BETWEEN ? AND ?)"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to stand after WHERE, and its values.

    {docid} stands for the number of each article found, {row} for the number that SQLite may look it up by.
    """

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Docids from first up to, but without, end."""

    first: int
    end: int

    def __and__(self, other: "Span") -> "Span":
        """Return what both hold."""
        return Span(max(self.first, other.first), min(self.end, other.end))


EVER = Span(-(2**62), 2**62)


def to_span(period: Period) -> Span:
    """Return the docids of the days of a period.

    >>> to_span(Period(date(2018, 1, 1), date(2018, 1, 1))).end - day_docid(date(2018, 1, 1)) == SLOTS
    True
    """
    first = EVER.first if period.since is None else day_docid(period.since)
    end = EVER.end if period.until is None else day_docid(period.until) + SLOTS
    return Span(first, end)


class Conditions:
    """Conditions for one archive: names are looked up in it."""

    def __init__(self, connection: Connection, *, matching: str = _MATCHING) -> None:
        """Take what finds the articles that an expression of the full-text index matches, if it is not the usual."""
        self._connection = connection
        self._matching = matching

    def of(self, node: Node, *, loose: bool = False) -> Condition:
        """Return the condition that holds where node does."""
        if is_text(node):
            return Condition(self._matching, (to_match(node, loose=loose),))
        match node:
            case All(parts):
                return _combined(" AND ", [self.of(part, loose=loose) for part in parts], "1")
            case Either(parts):
                return _combined(" OR ", [self.of(part, loose=loose) for part in parts], "0")
            case Not(part):
                condition = self.of(part)
                return Condition(f"NOT ({condition.sql})", condition.values)
            case Period():
                return _added(node) if node.is_added else self._published(node)
            case Filter():
                return self._filter(node, loose=loose)
        raise TypeError(node)

    def has_misplaced(self) -> bool:
        """Tell whether the docid of some article is of another day than its date."""
        return self._connection.row("SELECT 1 FROM listing WHERE day >= '0' LIMIT 1") is not None

    def _published(self, period: Period) -> Condition:
        span = to_span(period)
        condition = Condition(_PUBLISHED, (span.first, span.end, UNDATED))
        if not self.has_misplaced():
            return condition
        days = ((period.since or date.min).isoformat(), (period.until or date.max).isoformat())
        sql = f"({condition.sql} AND NOT {_IS_OTHER} OR {_IS_OURS})"
        return Condition(sql, (*condition.values, *days, *days))

    def _filter(self, node: Filter, *, loose: bool) -> Condition:
        match node.property:
            case Property.TAG:
                from newsarchive.text.slug import slug

                return Condition(_TAGGED_SO, (slug(node.value),))
            case Property.SOURCE:
                return self.of(Either((Phrase(node.value, Field.SITE), Filter(Property.FEED, node.value))), loose=loose)
            case Property.FEED:
                return self._of_feeds(node.value)
            case Property.ID:
                first, _, last = node.value.partition("..")
                sql = "{docid} IN (SELECT docid FROM listing WHERE article_id BETWEEN ? AND ?)"
                return Condition(sql, (int(first), int(last or first)))
        return Condition(f"{{docid}} IN (SELECT listing.docid {_IS[node.value]})")

    def _of_feeds(self, words: str) -> Condition:
        asked = f" {_folded_words(words)} "
        feeds = self._connection.rows("SELECT id, title, url FROM feed")
        ids = [row[0] for row in feeds if any(asked in f" {_folded_words(text)} " for text in row[1:])]
        sql = f"SELECT listing.docid FROM entry JOIN listing USING (article_id) WHERE feed_id IN ({marks(ids)})"  # noqa: S608 - marks only
        return Condition(f"{{docid}} IN ({sql})", tuple(ids))


def _added(period: Period) -> Condition:
    since, until = period.since or date(1, 1, 2), period.until or date(9999, 12, 30)
    first, end = (datetime.combine(day, time(), HANOI) for day in (since, until + timedelta(days=1)))
    return Condition(_ADDED, (to_instant(first), to_instant(end)))


def _combined(operator: str, conditions: list[Condition], nothing: str) -> Condition:
    sql = operator.join(condition.sql for condition in conditions) or nothing
    return Condition(f"({sql})", tuple(value for condition in conditions for value in condition.values))


def _folded_words(text: str) -> str:
    return " ".join(fold(word) for _, _, word in iter_words(text))
