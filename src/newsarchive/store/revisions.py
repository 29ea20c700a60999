"""The revisions of articles: each state of their content, with its pictures and files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from newsarchive.model.article import ArticleId, Attachment, Draft, Figure
from newsarchive.model.extraction import EXTRACTOR, Extraction
from newsarchive.model.history import Change, Sighting
from newsarchive.store.connection import Connection
from newsarchive.store.contents import COLUMNS, EXTRACTION_COLUMNS, from_columns, to_columns, to_extraction_columns
from newsarchive.store.rows import marks, to_instant, to_instant_or_null
from newsarchive.text.digest import change_of, content_digest

_CONTENT = ", ".join(f"revision.{name}" for name in COLUMNS)
_READ = ", ".join(EXTRACTION_COLUMNS)
_OWN = ("revised_at", "origin", "change", "capture_id", "source_digest", "captured_at", "is_summary", "digest")
_INSERT = f"""
INSERT INTO revision (article_id, number, {", ".join(_OWN)}, {", ".join(COLUMNS)}, {_READ})
VALUES (?, max(?, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE article_id = ?)),
    {marks(_OWN + COLUMNS + EXTRACTION_COLUMNS)}) RETURNING id"""  # noqa: S608 - our own words
_CURRENT = f"""
SELECT revision.id, revision.is_summary, {_CONTENT}, {_READ}
FROM article JOIN revision ON revision.id = article.revision_id WHERE article.id = ?"""  # noqa: S608 - as above
_OBSERVE = """
INSERT INTO observation (article_id, observed_at, sighting, revision_id, capture_id, status, url, visits, note)
SELECT ?, ?, ?, ?, ?, coalesce((SELECT status FROM capture WHERE id = ?), 0), '', ?, ''"""
_REFRESH = f"""
UPDATE revision SET html = ?, event = ?, event_words = ?, {" = ?, ".join(EXTRACTION_COLUMNS)} = ?
WHERE id = (SELECT revision_id FROM article WHERE id = ?)"""  # noqa: S608 - as above
_OLDER = f"""
SELECT id, digest, {_CONTENT} FROM revision WHERE article_id = ?1 AND extractor < ?2
ORDER BY id = (SELECT revision_id FROM article WHERE id = ?1) DESC, number DESC"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a revision comes from."""

    capture_id: int | None = None
    is_by_hand: bool = False
    is_summary: bool = False  # it is only what a feed gave of a longer text
    source_digest: str = ""  # of the bytes it was read from, where another archive has them
    captured_at: datetime | None = None  # when they were received there
    number: int = 0  # that it should have, unless a later one is there
    change: Change | None = None  # how it differs from the one before; None: to be worked out
    extraction: Extraction | None = None  # how it was read


SOURCE = Origin()


class Current(NamedTuple):
    """The current revision of an article."""

    id: int
    is_summary: bool
    draft: Draft
    extraction: tuple[Any, ...]  # values of EXTRACTION_COLUMNS


class Revisions:
    """The revisions of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, article_id: ArticleId, digest: str) -> int | None:
        """Return the revision of an article that holds the content with this digest, or None."""
        sql = "SELECT id FROM revision WHERE article_id = ? AND digest = ?"
        row = self._connection.row(sql, (article_id, digest))
        return int(row[0]) if row else None

    def find_current(self, article_id: ArticleId) -> Current | None:
        """Return what an article holds, be it deleted; None if there is nothing."""
        row = self._connection.row(_CURRENT, (article_id,))
        if row is None:
            return None
        revision_id, is_summary, *values = row
        content = self.content(revision_id, tuple(values[: len(COLUMNS)]))
        return Current(revision_id, bool(is_summary), Draft(**content), tuple(values[len(COLUMNS) :]))

    def content(self, revision_id: int, values: tuple[Any, ...]) -> dict[str, Any]:
        """Return the fields of Draft that a revision holds: all but the address; values are those of COLUMNS."""
        return {
            **from_columns(values),
            "figures": self._figures(revision_id),
            "attachments": self._attachments(revision_id),
        }

    def add(self, article_id: ArticleId, draft: Draft, now: datetime, origin: Origin) -> None:
        """Make draft the current content of an article. Content that it had before is not stored twice."""
        digest, before = content_digest(draft), self.find_current(article_id)
        revision_id = self.find(article_id, digest)
        if revision_id is None and before:
            self._renew_digests(article_id)
            revision_id = self.find(article_id, digest)
        if revision_id is None:
            revision_id = self._insert(article_id, draft, digest, now, origin, before)
        elif not origin.is_summary:
            self._connection.execute("UPDATE revision SET is_summary = 0 WHERE id = ? AND is_summary", (revision_id,))
        self._connection.execute("UPDATE article SET revision_id = ? WHERE id = ?", (revision_id, article_id))
        if before and before.id != revision_id:
            self._observe(article_id, revision_id, now, origin)

    def refresh(self, article_id: ArticleId, draft: Draft, extraction: Extraction) -> None:
        """Write down what the rules of this release make of the content of an article, which they read as it is."""
        self._renew_digests(article_id)
        derived = (draft.html, draft.event.value, draft.event.words)
        self._connection.execute(_REFRESH, (*derived, *to_extraction_columns(extraction), article_id))

    def _renew_digests(self, article_id: ArticleId) -> None:
        """Give the revisions of older releases digests as this one makes them, unless another revision has the same."""
        for revision_id, former, *values in self._connection.rows(_OLDER, (article_id, EXTRACTOR)):
            digest = content_digest(Draft(**self.content(revision_id, tuple(values))))
            if digest != former and self.find(article_id, digest) is None:
                self._connection.execute("UPDATE revision SET digest = ? WHERE id = ?", (digest, revision_id))

    def _figures(self, revision_id: int) -> tuple[Figure, ...]:
        sql = "SELECT url, caption, position FROM figure WHERE revision_id = ? ORDER BY number"
        return tuple(Figure(*row) for row in self._connection.rows(sql, (revision_id,)))

    def _attachments(self, revision_id: int) -> tuple[Attachment, ...]:
        sql = "SELECT url, label, media_type, size FROM attachment WHERE revision_id = ? ORDER BY number"
        return tuple(Attachment(*row) for row in self._connection.rows(sql, (revision_id,)))

    def _insert(  # noqa: PLR0913, PLR0917 - a revision, where it comes from, and what it follows
        self, article_id: ArticleId, draft: Draft, digest: str, now: datetime, origin: Origin, before: Current | None
    ) -> int:
        change = origin.change or _change(draft, origin, before)
        is_edit = before is not None and origin.is_by_hand and origin.extraction is None
        row = self._connection.row(
            _INSERT,
            (
                article_id, origin.number, article_id, to_instant(now), "hand" if origin.is_by_hand else "source",
                change.value, origin.capture_id, origin.source_digest,
                to_instant_or_null(origin.captured_at), origin.is_summary, digest, *to_columns(draft),
                *(_edited(before.extraction) if before and is_edit else to_extraction_columns(origin.extraction)),
            ),
        )  # fmt: skip
        self._add_parts(row[0], draft)
        return int(row[0])

    def _add_parts(self, revision_id: int, draft: Draft) -> None:
        self._insert_all(
            "INSERT INTO figure (revision_id, number, url, caption, position) VALUES (?, ?, ?, ?, ?)",
            [(revision_id, n, one.url, one.caption, one.position) for n, one in enumerate(draft.figures)],
        )
        self._insert_all(
            "INSERT INTO attachment (revision_id, number, url, label, media_type, size) VALUES (?, ?, ?, ?, ?, ?)",
            [(revision_id, n, one.url, one.label, one.media_type, one.size) for n, one in enumerate(draft.attachments)],
        )

    def _insert_all(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.executemany(sql, rows)

    def _observe(self, article_id: ArticleId, revision_id: int, now: datetime, origin: Origin) -> None:
        is_ours = origin.is_by_hand or origin.change is Change.EXTRACTION
        sighting = Sighting.EDITED if is_ours else Sighting.REVISED
        visits = origin.extraction.visits if origin.extraction else None
        values = (
            article_id,
            to_instant(now),
            sighting.value,
            revision_id,
            origin.capture_id,
            origin.capture_id,
            visits,
        )
        self._connection.execute(_OBSERVE, values)


def _change(draft: Draft, origin: Origin, before: Current | None) -> Change:
    if before is None:
        return Change.FIRST
    if origin.is_by_hand:
        return Change.EDITED
    if before.is_summary and not origin.is_summary:
        return Change.COMPLETED
    return change_of(before.draft, draft)


def _edited(extraction: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return how an article was read that a person has looked at since: nothing of it is doubtful any more."""
    evidence, _, learned, confidence, extractor = extraction
    return (evidence, "[]", learned, confidence, extractor)
