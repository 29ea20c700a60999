"""Sketches of texts, and what they led to: pairs of articles that are reprints, and the stories that they make up."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from newsarchive.model.article import ArticleId
from newsarchive.model.history import Reprint
from newsarchive.store.connection import Connection
from newsarchive.store.rows import marks
from newsarchive.store.stories import Stories

_AT_A_TIME = 100  # texts in memory
# Three numbers that two sketches share are no chance.
# Of a number that very many articles have, as one of a footer is, the first hundred are looked at.
_CANDIDATES = """
SELECT article_id, shared, (SELECT max(hash) FROM sketch WHERE sketch.article_id = found.article_id),
    (SELECT count(*) FROM sketch WHERE sketch.article_id = found.article_id AND hash <= ?)
FROM (
    SELECT sketch.article_id, count(*) AS shared FROM json_each(?) AS asked CROSS JOIN sketch
    ON sketch.hash = asked.value AND sketch.article_id < ifnull(
        (SELECT article_id FROM sketch AS one WHERE one.hash = asked.value ORDER BY article_id LIMIT 1 OFFSET 100),
        1 << 62)
    WHERE sketch.article_id <> ?
    GROUP BY sketch.article_id HAVING count(*) >= 3
    ORDER BY count(*) DESC, sketch.article_id LIMIT 50
) AS found"""
_TEXTS = """
SELECT article.id, revision.summary, revision.text
FROM article JOIN revision ON revision.id = article.revision_id WHERE article.id IN ({})"""
_PAIRS = """
SELECT reprint.article_id, reprint.other_id FROM story JOIN reprint ON reprint.article_id = story.article_id
WHERE story.story_id = ? AND reprint.is_story"""


class Sketches:
    """The sketches and the reprints of one archive. To be changed inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stories = Stories(connection)

    def set(self, article_id: ArticleId, numbers: Iterable[int]) -> None:
        """Give an article another sketch; what its text was a reprint of before, it is no longer."""
        self._unlink(article_id)
        self._connection.execute("DELETE FROM sketch WHERE article_id = ?", (article_id,))
        self._connection.executemany(
            "INSERT INTO sketch (hash, article_id) VALUES (?, ?)", [(number, article_id) for number in numbers]
        )

    def candidates(self, numbers: Sequence[int], exclude: ArticleId) -> dict[ArticleId, float]:
        """Return the articles that share most of a sketch, but exclude, and about how much the larger text holds.

        It is the share of what both sketches could have in common: above the end of one it says nothing of its text.
        """
        if not numbers:
            return {}
        rows = self._connection.rows(_CANDIDATES, (numbers[-1], json.dumps(numbers), exclude))
        return {
            ArticleId(article_id): shared / min(bisect_right(numbers, end), theirs)
            for article_id, shared, end, theirs in rows
        }

    def iter_texts(self, ids: Sequence[ArticleId]) -> Iterator[tuple[ArticleId, str]]:
        """Yield articles, be they deleted, with their summary and text, in the order of ids."""
        for start in range(0, len(ids), _AT_A_TIME):
            batch = ids[start : start + _AT_A_TIME]
            texts = {row[0]: f"{row[1]}\n{row[2]}" for row in self._connection.rows(_TEXTS.format(marks(batch)), batch)}
            yield from ((one, texts[one]) for one in batch if one in texts)

    def ids(self) -> tuple[ArticleId, ...]:
        """Return all articles, be they deleted."""
        return tuple(ArticleId(row[0]) for row in self._connection.rows("SELECT id FROM article ORDER BY id"))

    def link(self, one: ArticleId, other: ArticleId, containment: float, *, is_story: bool) -> None:
        """Remember that one of two articles is a reprint of the other, or has much of its text."""
        pairs = ((one, other), (other, one))
        self._connection.executemany(
            "INSERT OR REPLACE INTO reprint (article_id, other_id, containment, is_story) VALUES (?, ?, ?, ?)",
            [(*pair, containment, is_story) for pair in pairs],
        )
        if is_story:
            self._join(one, other)

    def reprints(self, article_id: ArticleId) -> tuple[Reprint, ...]:
        """Return the other articles with the text of one, or much of it, the first publisher first."""
        sql = "SELECT other_id, containment FROM reprint WHERE article_id = ?"
        shares = dict(self._connection.rows(sql, (article_id,)))
        story = self._stories.find(article_id)
        # A story has more members than one text is compared with: what is told through others is told too.
        members = {one.id for one in self._stories.tellers(story)} if story else set()
        ordered = self._stories.tellers_of({article_id, *shares, *members})
        return tuple(
            Reprint(
                id=one.id,
                title=one.title,
                site=one.site,
                published=one.published,
                containment=shares.get(one.id, 0.0),
                is_first=number == 0,
            )
            for number, one in enumerate(ordered)
            if one.id != article_id
        )

    def story_of(self, ids: Iterable[ArticleId]) -> dict[ArticleId, int]:
        """Return the stories of articles; those that tell one alone are left out."""
        sql = "SELECT article_id, story_id FROM story WHERE article_id IN (SELECT value FROM json_each(?))"
        return dict(self._connection.rows(sql, (json.dumps(list(ids)),)))

    def count(self) -> int:
        """Return how many articles are reprints of others, or were reprinted."""
        return int(self._connection.row("SELECT count(DISTINCT article_id) FROM reprint")[0])

    def clear(self) -> None:
        """Forget all of it."""
        for table in ("sketch", "reprint", "story"):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words

    def _join(self, one: ArticleId, other: ArticleId) -> None:
        stories = tuple(self._stories.find(article_id) or article_id for article_id in (one, other))
        self._connection.execute("UPDATE story SET story_id = ? WHERE story_id IN (?, ?)", (min(stories), *stories))
        self._add((one, other), min(stories))

    def _unlink(self, article_id: ArticleId) -> None:
        """Take an article out of all pairs; what is left of its story may fall apart."""
        story = self._stories.find(article_id)
        sql = "DELETE FROM reprint WHERE article_id = ? OR other_id = ?"
        self._connection.execute(sql, (article_id, article_id))
        if story is None:
            return
        pairs = self._connection.rows(_PAIRS, (story,))
        self._connection.execute("DELETE FROM story WHERE story_id = ?", (story,))
        for members in _connected(pairs):
            self._add(members, min(members))

    def _add(self, members: Iterable[ArticleId], story: int) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO story (article_id, story_id) VALUES (?, ?)", [(one, story) for one in members]
        )


def _connected(pairs: Iterable[tuple[ArticleId, ArticleId]]) -> Iterator[set[ArticleId]]:
    """Yield what pairs, each given both ways, hold together."""
    others: dict[ArticleId, list[ArticleId]] = {}
    for one, other in pairs:
        others.setdefault(one, []).append(other)
    seen: set[ArticleId] = set()
    for start in others:
        group, waiting = set[ArticleId](), [start]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                group.add(one)
                waiting += others[one]
        if group:
            yield group
