"""Finding articles: best first in the tiers of store/tiers.py, or newest first.

What a tier finds is ranked by BM25, a handful by reading it. BM25 goes through everything that a word finds: of a
large archive the newest of a tier are read, and the others follow by date. So a question costs hardly more because
the archive has grown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from newsarchive.model.article import ArticleId, Moment
from newsarchive.model.search import All, Answer, Count, Facets, Hit, Match, Node, Order, Query, Snippet, Step
from newsarchive.store.candidates import MOST, Candidates, narrowed, to_scope
from newsarchive.store.collapse import Collapsed
from newsarchive.store.conditions import Conditions
from newsarchive.store.connection import Connection
from newsarchive.store.expression import any_of, sort, wanted
from newsarchive.store.facets import to_facets
from newsarchive.store.ranking import Asked
from newsarchive.store.readings import Readings
from newsarchive.store.rows import marks
from newsarchive.store.stories import Stories
from newsarchive.store.suggestions import suggest
from newsarchive.store.terms import to_names
from newsarchive.store.tiers import Asking, Level, Tier, typed_texts
from newsarchive.store.triggers import CAPTIONS, SUMMARY
from newsarchive.text.fold import iter_words
from newsarchive.text.normalize import clean_line
from newsarchive.text.snippet import Wanted, find_spans, snippet

_HIT = """
SELECT listing.docid, article.id, revision.title, revision.published, revision.published_words, revision.section,
    article.url{more}
FROM listing JOIN article ON article.id = listing.article_id JOIN revision ON revision.id = article.revision_id
WHERE listing.docid IN ({marks})"""
_TEXTS = f""", revision.title, {SUMMARY}, revision.text, coalesce({CAPTIONS}, ''), revision.byline"""
_TAGS = """
SELECT listing.docid, tag.name FROM listing JOIN article_tag USING (article_id) JOIN tag ON tag.id = tag_id
WHERE listing.docid IN ({}) ORDER BY tag.slug"""
_FOUND_BY = slice(7, None)  # of these columns: the texts
_READ = 20  # articles that are ranked by reading them
_SMALL = 50_000  # articles: among fewer, everything that is found is ranked, up to MOST
_AT_A_TIME = 500


class _Plan(NamedTuple):
    """A query made ready for one archive."""

    root: Node  # the whole
    text: All  # what the full-text index is asked; without parts, nothing
    asking: Asking | None
    candidates: Candidates
    match: Match = Match.TYPED  # of all that is found where the index is not asked


class _Whole(NamedTuple):
    """All that answers a query, as an expression, or one by one."""

    candidates: Candidates
    expression: str
    docids: tuple[int, ...] | None = None

    def iter_newest(self) -> Iterator[int]:
        """Yield the docids, the newest first."""
        if self.docids is None:
            return self.candidates.iter_newest(self.expression)
        return iter(sorted(self.docids, reverse=True))

    def count(self, most: int | None) -> int:
        """Return how many there are, most of them counted."""
        return self.candidates.count(self.expression, most) if self.docids is None else len(self.docids)

    def among(self, docids: Sequence[int]) -> frozenset[int]:
        """Return those of docids that answer."""
        if self.docids is None:
            return frozenset(self.candidates.among(docids).iter_newest(self.expression))
        return frozenset(self.docids).intersection(docids)


class Search:
    """The search of one archive."""

    def __init__(self, connection: Connection, refresh: Callable[[], None]) -> None:
        self._connection = connection
        self._refresh = refresh
        self._readings = Readings(connection)
        self._stories = Stories(connection)

    def find(  # noqa: PLR0913 - what is asked, and how the answer is wanted
        self,
        query: Query,
        *,
        limit: int | None = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        loose: bool = False,
        with_snippets: bool = True,
        is_collapsed: bool = False,
    ) -> Answer:
        """Return the articles that answer query, limit of them after the first offset, in order.

        With loose, articles that hold some of the words only without their marks follow those that hold them as typed.
        With is_collapsed, of each story the first publisher stands for all that answer.
        """
        plan = self._plan(query)
        level = plan.asking.level() if plan.asking else None
        if plan.asking and level is None:
            return Answer()
        steps: list[Step] = []
        if order is Order.RELEVANCE and plan.asking and level:
            found = self._iter_ranked(plan, self._tiers(plan.asking, level, loose=loose), level, steps)
        else:
            whole = self._whole(plan, level, loose=loose)
            steps.append(Step("newest first", whole.expression))
            found = whole.iter_newest()
        end = None if limit is None else offset + limit
        reprints: dict[ArticleId, tuple[ArticleId, ...]] = {}
        if is_collapsed:
            answering = self._whole(plan, level, loose=loose).among
            collapsed = Collapsed(self._stories, answering, is_by_date=order is Order.DATE)
            found, reprints = collapsed.iter_first(found, end or _AT_A_TIME), collapsed.reprints
        docids = list(islice(found, offset, end))
        hits = self._load(plan, level, docids, loose=loose, with_snippets=with_snippets)
        return Answer(hits=tuple(_with(hit, reprints) for hit in hits), steps=tuple(steps))

    def iter_ids(self, query: Query, *, among: Sequence[ArticleId] | None = None) -> Iterator[ArticleId]:
        """Yield the ids of the articles that answer query as typed, newest first; of those among ids, if given."""
        plan = self._plan(query, among, is_strict=True)
        expression = plan.asking.as_typed() if plan.asking else ""
        found = iter(list(plan.candidates.iter_newest(expression)))  # whole, for the caller may write meanwhile
        while docids := list(islice(found, _AT_A_TIME)):
            rows = self._connection.rows(
                f"SELECT docid, article_id FROM listing WHERE docid IN ({marks(docids)})",  # noqa: S608 - marks only
                docids,
            )
            ids = dict(rows)
            yield from (ArticleId(ids[docid]) for docid in docids if docid in ids)

    def count(self, query: Query, *, loose: bool = False, is_exact: bool = False) -> Count:
        """Return how many articles answer query, exactly or up to `MOST`."""
        plan = self._plan(query)
        level = plan.asking.level() if plan.asking else None
        articles = self._whole(plan, level, loose=loose).count(None if is_exact else MOST + 1)
        match = level.match if level else plan.match
        has_all = is_exact or articles <= MOST
        return Count(articles if has_all else MOST, is_exact=has_all, match=match)

    def count_reprints(self, query: Query, *, loose: bool = False) -> int:
        """Return how many of the articles that answer, the newest `MOST` of them, stand behind another one of them."""
        plan = self._plan(query)
        level = plan.asking.level() if plan.asking else None
        stories = self._stories.of_docids(list(islice(self._whole(plan, level, loose=loose).iter_newest(), MOST)))
        return len(stories) - len(set(stories.values()))

    def facets(self, query: Query, *, loose: bool = False) -> Facets:
        """Return how the articles that answer, the newest `MOST` of them, fall on years, sections, tags and sites."""
        plan = self._plan(query)
        level = plan.asking.level() if plan.asking else None
        docids = list(islice(self._whole(plan, level, loose=loose).iter_newest(), MOST + 1))
        match = level.match if level else plan.match
        count = Count(min(len(docids), MOST), is_exact=len(docids) <= MOST, match=match)
        return to_facets(self._connection, docids[:MOST], count)

    def read(self, query: Query) -> Query:
        """Return query with words typed in Telex or VNI, or written together, as what they must mean here."""
        return replace(query, root=self._readings.resolve(query.root))

    def suggest(self, query: Query, most: int = 3) -> tuple[str, ...]:
        """Return likely spellings of a query that finds nothing, the most frequent in the archive first."""
        texts = typed_texts(sort(query.root).text)
        words = [word for text in texts for _, _, word in iter_words(text)]
        likely = suggest(self._readings, clean_line(query.text), words, 3 * most)
        return tuple(islice(filter(self._answers, likely), most))

    def _answers(self, text: str) -> bool:
        """Tell whether a spelling finds something, with all that is asked besides."""
        from newsarchive.text.query import parse

        plan = self._plan(parse(text))
        return plan.asking is not None and plan.asking.level() is not None

    def _plan(self, query: Query, among: Sequence[ArticleId] | None = None, *, is_strict: bool = False) -> _Plan:
        self._refresh()
        root = self._readings.resolve(query.root)
        parts = sort(root)
        conditions = Conditions(self._connection)
        scope = to_scope(parts, conditions)
        if among is not None:
            scope = narrowed(scope, self._docids(among))
        candidates = Candidates(self._connection, scope)
        match = Match.TYPED
        if parts.others and not (parts.text.parts or is_strict or candidates.exists("")):
            # Words in "bạo OR tag:x" are conditions: these, too, are loosened where nothing is found.
            candidates = Candidates(self._connection, to_scope(parts, conditions, loose=True))
            match = Match.FOLDED
        asking = Asking(parts.text, query.text, self._readings, candidates) if parts.text.parts else None
        return _Plan(root, parts.text, asking, candidates, match)

    def _docids(self, ids: Sequence[ArticleId]) -> list[int]:
        sql = f"SELECT docid FROM listing WHERE article_id IN ({marks(ids)})"  # noqa: S608 - marks only
        return [row[0] for row in self._connection.rows(sql, ids)]

    def _whole(self, plan: _Plan, level: Level | None, *, loose: bool) -> "_Whole":
        """Return every article that answers."""
        if plan.asking is None:
            return _Whole(plan.candidates, "")
        if level is None:
            return _Whole(plan.candidates, "", ())
        if level.match is Match.PARTIAL:
            return _Whole(plan.candidates, "some words", level.docids)
        is_widened = loose and level.match is Match.TYPED
        wholes = (level.whole, plan.asking.to_level(Match.FOLDED).whole) if is_widened else (level.whole,)
        return _Whole(plan.candidates, any_of(dict.fromkeys(wholes)))

    def _tiers(self, asking: Asking, level: Level, *, loose: bool) -> tuple[Tier, ...]:
        if loose and level.match is Match.TYPED and asking.folded != asking.typed:
            return (*level.tiers, *asking.to_level(Match.FOLDED).tiers)
        return level.tiers

    def _iter_ranked(self, plan: _Plan, tiers: Sequence[Tier], level: Level, steps: list[Step]) -> Iterator[int]:
        """Yield docids, the best first, tier after tier."""
        if level.match is Match.PARTIAL:
            steps.append(Step("some words", " ".join(typed_texts(plan.text)), len(level.docids)))
            yield from self._read(list(level.docids[:_READ]), level.asked)
            yield from level.docids[_READ:]
            return
        most = MOST if self._readings.total() <= _SMALL else _READ
        given: set[int] = set()
        for tier in tiers:
            newest = plan.candidates.newest(tier.expression, most + 1)
            steps.append(Step(tier.name, tier.expression, len(newest)))
            for docid in self._iter_tier(plan.candidates, tier.expression, newest, most, level.asked):
                if docid not in given:
                    given.add(docid)
                    yield docid

    def _iter_tier(
        self, candidates: Candidates, expression: str, newest: list[int], most: int, asked: Asked
    ) -> Iterator[int]:
        """Yield the docids of a tier, the best of the newest first, then the others; newest are one more than most."""
        if len(newest) <= 1:
            yield from newest
        elif min(len(newest), most) <= _READ:
            yield from self._read(newest[:most], asked)
        else:
            yield from candidates.ranked(expression, most, since=newest[:most][-1])
        if len(newest) > most:
            yield from candidates.iter_newest(expression, below=newest[most - 1])

    def _read(self, docids: list[int], asked: Asked) -> list[int]:
        """Return docids in the order of how well their articles answer, having read them."""
        rows = self._connection.rows(_HIT.format(more=_TEXTS, marks=marks(docids)), docids)
        scores = {row[0]: asked.score(row[2], f"{row[8]}\n\n{row[9]}") for row in rows}
        return sorted(scores, key=lambda docid: (-scores[docid], -docid))

    def _holding(self, expression: str, docids: list[int]) -> frozenset[int]:
        """Return those of docids that an expression finds, in one pass: of a beginning, each look-up is as dear."""
        sql = f"""
            SELECT rowid FROM article_index WHERE article_index MATCH ? AND rowid BETWEEN ? AND ?
            AND +article_index.rowid IN ({marks(docids)})"""  # noqa: S608 - marks only
        values = (expression, min(docids, default=0), max(docids, default=0), *docids)
        return frozenset(row[0] for row in self._connection.rows(sql, values))

    def _load(
        self, plan: _Plan, level: Level | None, docids: list[int], *, loose: bool, with_snippets: bool
    ) -> tuple[Hit, ...]:
        if len(docids) > _AT_A_TIME:
            parts = (docids[start : start + _AT_A_TIME] for start in range(0, len(docids), _AT_A_TIME))
            return tuple(
                hit for part in parts for hit in self._load(plan, level, part, loose=loose, with_snippets=with_snippets)
            )
        has_texts = with_snippets or (level is not None and level.may_hold_all)
        sql = _HIT.format(more=_TEXTS if has_texts else "", marks=marks(docids))
        rows = {row[0]: row for row in self._connection.rows(sql, docids)}
        tags: dict[int, list[str]] = {}
        for docid, name in self._connection.rows(_TAGS.format(marks(docids)), docids):
            tags.setdefault(docid, []).append(name)
        matches = self._matches(plan, level, rows, loose=loose)
        shown = {match: wanted(plan.root, match) for match in set(matches.values())}
        return tuple(
            _to_hit(
                rows[docid],
                tuple(tags.get(docid, ())),
                matches[docid],
                shown[matches[docid]],
                with_snippet=with_snippets,
            )
            for docid in docids
            if docid in rows
        )

    def _matches(self, plan: _Plan, level: Level | None, rows: dict[int, Any], *, loose: bool) -> dict[int, Match]:
        """Return how each of these articles answers."""
        if plan.asking is None or level is None:
            return dict.fromkeys(rows, plan.match)
        if level.may_hold_all:
            return {docid: level.asked.match("\n".join(row[_FOUND_BY])) for docid, row in rows.items()}
        if level.match is Match.TYPED and loose:
            typed = self._holding(plan.asking.typed, list(rows))
            return {docid: Match.TYPED if docid in typed else Match.FOLDED for docid in rows}
        return dict.fromkeys(rows, level.match)


def _with(hit: Hit, reprints: Mapping[ArticleId, tuple[ArticleId, ...]]) -> Hit:
    return replace(hit, reprints=reprints[hit.id]) if reprints.get(hit.id) else hit


def _to_hit(row: tuple[Any, ...], tags: tuple[str, ...], match: Match, words: Wanted, *, with_snippet: bool) -> Hit:
    _, article_id, title, published, published_words, section, url, *texts = row
    title_spans = find_spans(title, words)
    return Hit(
        id=article_id,
        title=title,
        published=Moment(published, published_words),
        section=section,
        tags=tags,
        url=url or "",
        title_spans=title_spans,
        snippet=_to_snippet(texts, words, is_in_title=bool(title_spans)) if with_snippet and any(words) else Snippet(),
        match=match,
    )


def _to_snippet(texts: list[str], words: Wanted, *, is_in_title: bool) -> Snippet:
    _, summary, text, captions, byline = texts
    shown = snippet(f"{summary}\n\n{text}", words)
    if shown.spans or is_in_title:
        return shown
    return snippet(f"{captions}\n{', '.join(to_names(byline))}", words)  # found by a caption or a name
