"""What became of articles over time: their revisions, and each look at their source. Deleted articles have theirs."""

from datetime import datetime
from typing import Any

from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Draft
from newsarchive.model.history import Change, Observation, Revision, Sighting
from newsarchive.store.connection import Connection
from newsarchive.store.contents import COLUMNS
from newsarchive.store.revisions import Revisions
from newsarchive.store.rows import from_instant, from_instant_or_null, to_instant

_CHANGES = {one.value: one for one in Change}
_SIGHTINGS = {one.value: one for one in Sighting}
_SELECT = f"""
SELECT revision.id, coalesce(article.url, ''), revision.number, revision.revised_at, revision.change, revision.digest,
    revision.capture_id, coalesce(capture.digest, revision.source_digest),
    coalesce(capture.captured_at, revision.captured_at),
    revision.id = article.revision_id, {", ".join(f"revision.{name}" for name in COLUMNS)}
FROM revision JOIN article ON article.id = revision.article_id LEFT JOIN capture ON capture.id = revision.capture_id
WHERE revision.article_id = ?"""  # noqa: S608 - our own words
_SEEN = "article_id = ?1 AND sighting IN ('same', 'revised', 'edited')"  # other looks did not see what it holds
# What an article held from when on. Where both are of one second, the observation is the later.
_AT = f"""
SELECT revision_id FROM (
    SELECT id AS revision_id, revised_at AS since, 0 AS look FROM revision WHERE article_id = ?1
    UNION ALL SELECT revision_id, observed_at, id FROM observation WHERE {_SEEN} AND revision_id IS NOT NULL)
WHERE since <= ?2 ORDER BY since DESC, look DESC, revision_id DESC LIMIT 1"""  # noqa: S608 - our own words
_LAST_SEEN = f"""
SELECT max(revised_at, ifnull((SELECT max(observed_at) FROM observation WHERE {_SEEN}), ''))
FROM article JOIN revision ON revision.id = article.revision_id WHERE article.id = ?1"""  # noqa: S608 - as above
_OBSERVATIONS = """
SELECT observed_at, sighting, coalesce(revision.number, 0), observation.capture_id, status, url, visits, note
FROM observation LEFT JOIN revision ON revision.id = observation.revision_id
WHERE observation.article_id = ? ORDER BY observed_at, observation.id"""


class History:
    """The history of the articles of one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._revisions = Revisions(connection)

    def revisions(self, article_id: ArticleId) -> tuple[Revision, ...]:
        """Return the revisions of an article, the oldest first."""
        rows = self._connection.rows(f"{_SELECT} ORDER BY revision.number", (article_id,))
        return tuple(map(self._to_revision, rows))

    def get(self, article_id: ArticleId, number: int) -> Revision:
        """Return one revision of an article. Raises NotFoundError."""
        row = self._connection.row(f"{_SELECT} AND revision.number = ?", (article_id, number))
        if row is None:
            raise _no_revision(article_id, number)
        return self._to_revision(row)

    def at(self, article_id: ArticleId, instant: datetime) -> Revision:
        """Return the revision that an article held at an instant. Raises NotFoundError: it came later."""
        row = self._connection.row(_AT, (article_id, to_instant(instant)))
        if row is None:
            raise NotFoundError(
                f"article {article_id} was not here on {instant:%Y-%m-%d at %H:%M}",
                f"see them with: newsarchive history {article_id}",
            )
        return self._to_revision(self._connection.row(f"{_SELECT} AND revision.id = ?", (article_id, row[0])))

    def last_seen(self, article_id: ArticleId) -> datetime:
        """Return when it was last seen what an article, which is there, holds."""
        return from_instant(self._connection.row(_LAST_SEEN, (article_id,))[0])

    def observations(self, article_id: ArticleId) -> tuple[Observation, ...]:
        """Return the looks at the source of an article, and the changes of its content, the oldest first."""
        return tuple(map(_to_observation, self._connection.rows(_OBSERVATIONS, (article_id,))))

    def observe(self, article_id: ArticleId, observation: Observation) -> None:
        """Write down a look at the source of an article, which left it at a revision; 0 stands for the current one.

        Raises NotFoundError: there is no such revision.
        """
        row = self._connection.row(
            """
            SELECT revision.id FROM article JOIN revision ON revision.article_id = article.id
            WHERE article.id = ?1 AND CASE ?2 WHEN 0 THEN revision.id = article.revision_id ELSE number = ?2 END""",
            (article_id, observation.revision),
        )
        if row is None:
            raise _no_revision(article_id, observation.revision)
        self._connection.execute(
            """
            INSERT INTO observation (article_id, observed_at, sighting, revision_id, capture_id, status, url, visits,
                note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                article_id, to_instant(observation.observed_at), observation.sighting.value, row[0],
                observation.capture_id, observation.status, observation.url, observation.visits, observation.note,
            ),
        )  # fmt: skip

    def _to_revision(self, row: tuple[Any, ...]) -> Revision:
        revision_id, url, number, revised_at, change, digest, capture_id, source_digest, captured_at, *rest = row
        is_current, *content = rest
        return Revision(
            number=number,
            revised_at=from_instant(revised_at),
            change=_CHANGES.get(change, Change.TEXT),
            digest=digest,
            draft=Draft(url=url, **self._revisions.content(revision_id, tuple(content))),
            capture_id=capture_id,
            source_digest=source_digest,
            captured_at=from_instant_or_null(captured_at),
            is_current=bool(is_current),
        )


def _to_observation(row: tuple[Any, ...]) -> Observation:
    observed_at, sighting, number, capture_id, status, url, visits, note = row
    return Observation(
        observed_at=from_instant(observed_at),
        sighting=_SIGHTINGS.get(sighting, Sighting.FAILED),
        revision=number,
        capture_id=capture_id,
        status=status,
        url=url,
        visits=visits,
        note=note,
    )


def _no_revision(article_id: ArticleId, number: int) -> NotFoundError:
    what = f"revision {number}" if number else "revision"
    return NotFoundError(f"article {article_id} has no {what}", f"see them with: newsarchive history {article_id}")
