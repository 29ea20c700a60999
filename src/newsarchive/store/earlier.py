"""Finding articles by what they said before: the revisions that are not current, by the rules of the index.

Few are asked for them, and rarely: an index of them is made for each question, in memory, and forgotten after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from newsarchive.model.article import ArticleId, Moment
from newsarchive.model.search import Hit, Match, Query
from newsarchive.store.conditions import Conditions
from newsarchive.store.connection import Connection
from newsarchive.store.expression import wanted
from newsarchive.store.terms import to_names, to_terms
from newsarchive.store.triggers import CAPTIONS, INDEX, SUMMARY
from newsarchive.text.snippet import Wanted, find_spans, snippet

_MATCHING = "revision.id IN (SELECT rowid FROM temp.earlier_index WHERE earlier_index MATCH ?)"
_EARLIER = """
FROM revision JOIN article ON article.id = revision.article_id AND article.revision_id <> revision.id
JOIN listing ON listing.article_id = article.id
WHERE article.deleted_at IS NULL"""
_TERMS = f"""
SELECT revision.id, revision.title, {SUMMARY}, revision.text, {CAPTIONS}, revision.byline, revision.section,
    article.site, revision.language, revision.published{_EARLIER}"""
_HIT = f"""
SELECT article.id, revision.number, revision.title, revision.published, revision.published_words, revision.section,
    article.url, {SUMMARY}, revision.text, {CAPTIONS}, revision.byline{_EARLIER}
    AND ({{earlier}}) AND NOT ({{current}})
ORDER BY revision.revised_at DESC, revision.id DESC"""
_AT_A_TIME = 500


class Earlier:
    """The earlier revisions of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: Query, *, loose: bool = False) -> tuple[Hit, ...]:
        """Return the articles that answered query once and do no more, the latest such revision of each, newest first.

        Tags, feeds and dates are those that the article has now. What answers only without its marks is found where
        nothing answers as typed; with loose it always follows.
        """
        with self._indexed():
            hits = {hit.id: hit for hit in self._iter_hits(query, Match.TYPED)}
            if loose or not hits:
                hits |= {hit.id: hit for hit in self._iter_hits(query, Match.FOLDED) if hit.id not in hits}
        return tuple(hits.values())

    @contextmanager
    def _indexed(self) -> Iterator[None]:
        self._connection.execute(INDEX.replace("article_index", "temp.earlier_index"))
        try:
            rows = self._connection.execute(_TERMS)
            while batch := list(islice(rows, _AT_A_TIME)):
                values = [(row[0], to_terms(row[1:])) for row in batch]
                self._connection.executemany("INSERT INTO temp.earlier_index (rowid, terms) VALUES (?, ?)", values)
            yield
        finally:
            self._connection.execute("DROP TABLE temp.earlier_index")

    def _iter_hits(self, query: Query, match: Match) -> Iterator[Hit]:
        """Yield hits, of each article the latest revision."""
        loose = match is not Match.TYPED
        earlier = Conditions(self._connection, matching=_MATCHING).of(query.root, loose=loose)
        current = Conditions(self._connection).of(query.root, loose=loose)
        sql = _HIT.format(earlier=earlier.sql, current=current.sql).format(docid="listing.docid", row="listing.docid")
        words, seen = wanted(query.root, match), set()
        for row in self._connection.rows(sql, (*earlier.values, *current.values)):
            if row[0] not in seen:
                seen.add(row[0])
                yield _to_hit(row, words, match)


def _to_hit(row: tuple[Any, ...], words: Wanted, match: Match) -> Hit:
    article_id, number, title, published, published_words, section, url, summary, text, captions, byline = row
    shown = snippet(f"{summary}\n\n{text}", words) if any(words) else snippet("", words)
    if not shown.spans and any(words):
        aside = snippet(f"{captions or ''}\n{', '.join(to_names(byline))}", words)
        shown = aside if aside.spans else shown
    return Hit(
        id=ArticleId(article_id),
        title=title,
        published=Moment(published, published_words),
        section=section,
        url=url or "",
        title_spans=find_spans(title, words),
        snippet=shown,
        match=match,
        revision=number,
    )
