"""The articles that an expression finds within a scope, as docids: counted, newest first, or by BM25."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsarchive.store.conditions import EVER, Condition, Conditions, Span, to_span
from newsarchive.store.connection import Connection
from newsarchive.store.expression import Parts
from newsarchive.store.rows import marks
from newsarchive.store.terms import UNDATED

MOST = 3_000  # articles of a tier that are ranked, and counted without being asked to
_FIRST = 21  # docids fetched where one would do: most often the others are asked for next
_FEW = 8  # docids for which as many look-ups cost less than one pass over what a word finds


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for every article that is looked at."""

    span: Span = EVER
    conditions: tuple[Condition, ...] = ()
    is_dated: bool = False  # only articles whose year is known


def to_scope(parts: Parts, conditions: Conditions, *, loose: bool = False) -> Scope:
    """Return the scope that a query's filters make."""
    others = tuple(conditions.of(node, loose=loose) for node in parts.others)
    if not parts.periods:
        return Scope(conditions=others)
    if conditions.has_misplaced():
        return Scope(conditions=(*others, *map(conditions.of, parts.periods)))
    span = EVER
    for period in parts.periods:
        span &= to_span(period)
    return Scope(span, others, is_dated=True)


def narrowed(scope: Scope, docids: Sequence[int]) -> Scope:
    """Return the scope of these docids alone; a few are looked up one by one."""
    span = Span(min(docids, default=0), max(docids, default=-1) + 1)
    number = "{row}" if len(docids) <= _FEW else "{docid}"
    condition = Condition(f"{number} IN ({marks(docids)})", tuple(docids))
    return replace(scope, span=scope.span & span, conditions=(*scope.conditions, condition))


class Candidates:
    """What is found within one scope. An empty expression finds every article of it."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self._connection = connection
        self._scope = scope
        self._newest: dict[str, tuple[int, list[int]]] = {}  # by expression: how many were asked for, and found

    def among(self, docids: Sequence[int]) -> "Candidates":
        """Return the candidates that these docids are."""
        return Candidates(self._connection, narrowed(self._scope, docids))

    def newest(self, expression: str, most: int) -> list[int]:
        """Return the newest docids, most of them."""
        known = self._newest.get(expression)
        if known is None or known[0] < most:
            rows = self._connection.rows(*self._select(expression, "ORDER BY {row} DESC LIMIT ?", most))
            known = self._newest[expression] = most, [row[0] for row in rows]
        return known[1][:most]

    def iter_newest(self, expression: str, *, below: int | None = None) -> Iterator[int]:
        """Yield the docids less than below, the newest first."""
        sql, values = self._select(expression, "ORDER BY {row} DESC", below=below)
        for row in self._connection.execute(sql, values):
            yield row[0]

    def ranked(self, expression: str, most: int, *, since: int) -> list[int]:
        """Return the docids from since on that answer best, most of them."""
        order = "ORDER BY bm25(article_index), rowid DESC LIMIT ?"
        return [row[0] for row in self._connection.rows(*self._select(expression, order, most, since=since))]

    def count(self, expression: str, most: int | None = None) -> int:
        """Return how many there are, most of them counted."""
        sql, values = self._select(expression, "LIMIT ?", -1 if most is None else most)
        return int(self._connection.row(f"SELECT count(*) FROM ({sql})", values)[0])  # noqa: S608 - as above

    def exists(self, expression: str) -> bool:
        """Tell whether there is any."""
        return bool(self.newest(expression, _FIRST))

    def _select(
        self, expression: str, tail: str, *bound: int, since: int | None = None, below: int | None = None
    ) -> tuple[str, Sequence[Any]]:
        scope = self._scope
        row, number = ("rowid", "+article_index.rowid") if expression else ("docid", "listing.docid")
        where: list[str] = []
        values: list[Any] = []
        if expression:
            where.append("article_index MATCH ?")
            values.append(f"({expression} NOT {UNDATED})" if scope.is_dated else expression)
        elif scope.is_dated:
            where.append("docid NOT IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)")
            values.append(UNDATED)
        span = scope.span & Span(EVER.first if since is None else since, EVER.end if below is None else below)
        if span != EVER:
            where.append(f"{row} >= ? AND {row} < ?")
            values += (span.first, span.end)
        for condition in scope.conditions:
            where.append(condition.sql.format(docid=number, row=row))
            values += condition.values
        table = "article_index" if expression else "listing"
        sql = f"SELECT {row} FROM {table} WHERE {' AND '.join(where) or '1'} {tail.format(row=row)}"  # noqa: S608 - our own words
        return sql, (*values, *bound)
