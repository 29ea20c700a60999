"""Finding articles: best first, or newest first."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from newsarchive.model import ArticleId, Hit, Moment, Order, Query, Snippet, Term
from newsarchive.store import index
from newsarchive.store.connection import Connection
from newsarchive.store.rows import marks
from newsarchive.text.fold import fold, is_marked, iter_words, keys
from newsarchive.text.snippet import find_spans, snippet

_HIT = """
SELECT article.id, revision.title, revision.published, revision.published_words, revision.section,
    article.url, revision.summary, revision.text
FROM article JOIN revision ON revision.id = article.revision_id WHERE article.id IN ({})"""
_TAGS = """
SELECT article_id, tag.name FROM article_tag JOIN tag ON tag.id = tag_id
WHERE article_id IN ({}) ORDER BY tag.slug"""
Wanted = tuple[frozenset[str], frozenset[str]]  # exact keys, folded keys


class Search:
    """The search of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: Query, *, limit: int | None = None, order: Order = Order.RELEVANCE) -> tuple[Hit, ...]:
        """Return the articles that answer query, at most limit, in order."""
        ids = self._iter_ranked(query, limit) if order is Order.RELEVANCE and query.terms else self.iter_ids(query)
        return self._load(query, list(islice(ids, limit)))

    def iter_ids(self, query: Query) -> Iterator[ArticleId]:
        """Yield the ids of all articles that answer query, newest first."""
        where, values = self._filters(query)
        sql = f"SELECT id FROM article WHERE deleted_at IS NULL{where}"  # noqa: S608 - only our own words and marks
        order = " ORDER BY listed_at DESC, id DESC"
        if query.terms:
            sql += " AND id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"
            values.append(self._expression(query, where, values))
        for row in self._connection.rows(sql + order, values):
            yield row[0]

    def _expression(self, query: Query, where: str, values: list[Any]) -> str:
        """Return what finds all answers: as typed, and without marks only where nothing is found as typed."""
        meant = index.match_all(query.terms)
        found = self._connection.row(
            f"SELECT 1 FROM article WHERE deleted_at IS NULL{where}"  # noqa: S608 - only our own words and marks
            " AND id IN (SELECT rowid FROM article_index WHERE article_index MATCH ?) LIMIT 1",
            [*values, meant],
        )
        loose = index.match_all(query.terms, loose=True)
        return f"({meant}) OR {_plain(loose)}" if found else loose

    def _iter_ranked(self, query: Query, limit: int | None) -> Iterator[ArticleId]:
        """Yield ids, the best first: tier after tier, until limit answers are together."""
        where, values = self._filters(query)
        given: set[ArticleId] = set()
        for expression in _plan(query.terms, given):
            for article_id in self._ranked(expression, where, values, limit):
                if article_id not in given:
                    given.add(article_id)
                    yield article_id

    def _ranked(self, expression: str, where: str, values: list[Any], limit: int | None) -> list[ArticleId]:
        condition = f" AND rowid IN (SELECT id FROM article WHERE deleted_at IS NULL{where})" if where else ""  # noqa: S608 - only our own words and marks
        rows = self._connection.rows(
            f"SELECT rowid FROM article_index WHERE article_index MATCH ?{condition}"  # noqa: S608 - as above
            " ORDER BY bm25(article_index, 1.0, 6.0), rowid DESC LIMIT ?",
            [expression, *values, -1 if limit is None else limit],
        )
        return [row[0] for row in rows]

    def _filters(self, query: Query) -> tuple[str, list[Any]]:
        where, values = "", []
        for name in query.tags:
            from newsarchive.text.slug import slug

            where += " AND id IN (SELECT article_id FROM article_tag JOIN tag ON tag.id = tag_id WHERE tag.slug = ?)"
            values.append(slug(name))
        for name in query.sections:
            sections = self._sections(name)
            where += f" AND revision_id IN (SELECT id FROM revision WHERE section IN ({marks(sections)}))"  # noqa: S608 - marks only
            values += sections
        return where, values

    def _sections(self, name: str) -> list[str]:
        """Return the sections that hold the words of name, whatever their marks."""
        wanted = f" {_folded_words(name)} "
        rows = self._connection.rows("SELECT DISTINCT section FROM revision")
        return [row[0] for row in rows if wanted in f" {_folded_words(row[0])} "]

    def _load(self, query: Query, ids: list[ArticleId]) -> tuple[Hit, ...]:
        rows = {row[0]: row for row in self._connection.rows(_HIT.format(marks(ids)), ids)}
        tags: dict[int, list[str]] = {}
        for article_id, name in self._connection.rows(_TAGS.format(marks(ids)), ids):
            tags.setdefault(article_id, []).append(name)
        typed, loose = _wanted(query.terms, loose=False), _wanted(query.terms, loose=True)
        as_typed = self._matching_as_typed(query.terms, ids)
        return tuple(_to_hit(rows[one], tuple(tags.get(one, ())), typed if one in as_typed else loose) for one in ids)

    def _matching_as_typed(self, terms: tuple[Term, ...], ids: list[ArticleId]) -> frozenset[ArticleId]:
        if not terms:
            return frozenset()
        sql = f"SELECT rowid FROM article_index WHERE article_index MATCH ? AND rowid IN ({marks(ids)})"  # noqa: S608 - marks only
        return frozenset(row[0] for row in self._connection.rows(sql, [index.match_all(terms), *ids]))


def _plan(terms: tuple[Term, ...], given: set[ArticleId]) -> Iterator[str]:
    """Yield what to ask in turn, seeing what the earlier ones gave: as typed, and else without marks."""
    typed, loose = index.match_all(terms), index.match_all(terms, loose=True)
    yield from _tiers(terms, loose=False, given=given)
    if typed != loose and given:
        yield _plain(loose)
    elif typed != loose:
        yield from _tiers(terms, loose=True, given=given)


def _tiers(terms: tuple[Term, ...], *, loose: bool, given: set[ArticleId]) -> Iterator[str]:
    """Yield expressions from the narrowest to the widest: in the title, as one phrase, anywhere.

    Articles that were typed wholly without marks stand after those of their tier.
    """
    whole = Term(" ".join(term.text for term in terms))
    anywhere = index.match_all(terms, loose=loose)
    phrase = index.match_term(whole, loose=loose)
    yield _accented(index.match_term(whole, loose=loose, sign="^"))
    yield _accented(f"({phrase}) AND {anywhere}")
    if given:
        yield _plain(f"{index.match_term(whole, loose=True)} AND {index.match_all(terms, loose=True)}")
    yield _accented(anywhere)
    yield anywhere


def _accented(expression: str) -> str:
    return f"({expression}) NOT {index.PLAIN}"


def _plain(expression: str) -> str:
    """Return expression for articles typed wholly without marks: there, no mark can be missed."""
    return f"({index.PLAIN} AND {expression})"


def _folded_words(text: str) -> str:
    return " ".join(fold(word) for _, _, word in iter_words(text))


def _wanted(terms: tuple[Term, ...], *, loose: bool) -> Wanted:
    words = [word for term in terms for _, _, word in iter_words(term.text)]
    meant = [word for word in words if is_marked(word) and not loose]
    exact = frozenset(keys(word)[0] for word in meant)
    return exact, frozenset(keys(word)[1] for word in words if word not in meant)


def _to_hit(row: tuple[Any, ...], tags: tuple[str, ...], wanted: Wanted) -> Hit:
    article_id, title, published, words, section, url, summary, text = row
    return Hit(
        id=article_id,
        title=title,
        published=Moment(published, words),
        section=section,
        tags=tags,
        url=url or "",
        title_spans=find_spans(title, *wanted),
        snippet=snippet(f"{summary}\n\n{text}", *wanted) if any(wanted) else Snippet(),
    )
