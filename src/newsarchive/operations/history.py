"""What became of an article: its revisions, each look at its source, and the state that it had at any time."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from newsarchive.errors import NotFoundError
from newsarchive.model.article import Article, ArticleId, Capture, Draft
from newsarchive.model.history import Change, Observation, Revision, Sighting
from newsarchive.store.store import Store
from newsarchive.text.changes import changes_of, first_words

_SEEN = frozenset({Sighting.SAME, Sighting.REVISED, Sighting.EDITED})
AGAIN, BACK = "again", "back"  # as it was before; there again after it was gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change of an article or of its source, and how often that was seen to be so afterwards."""

    at: datetime  # UTC
    what: str  # a Change, or "again", "back", or a Sighting: "gone", "moved", "failed"
    revision: int  # that the article held from then on
    words: str = ""  # the first of what changed; or how it is known to be gone, where it moved to, why it failed
    source_digest: str = ""  # SHA-256 of the bytes that the revision was read from
    looks: int = 0  # at the source, that found it so
    last_seen_at: datetime | None = None
    is_current: bool = False  # the article holds this revision now


def timeline(store: Store, article_id: ArticleId) -> tuple[Event, ...]:
    """Return what became of an article, the oldest first. Raises NotFoundError."""
    store.articles.get(article_id)
    revisions = store.history.revisions(article_id)
    story = _Timeline({one.number: one for one in revisions})
    items: list[tuple[datetime, Revision | Observation]] = [(one.revised_at, one) for one in revisions]
    items += [(one.observed_at, one) for one in store.history.observations(article_id)]
    for _, item in sorted(items, key=lambda pair: pair[0]):  # revisions stand before observations of the same second
        story.add(item)
    return tuple(story.events)


def number_at(store: Store, article_id: ArticleId, at: datetime) -> int:
    """Return the revision that an article held at an instant. Raises NotFoundError: there is none, or it came later."""
    store.articles.get(article_id)
    return store.history.at(article_id, at).number


def article_at(store: Store, article_id: ArticleId, *, number: int | None = None) -> Article:
    """Return an article as one of its revisions has it, else as it is now. Raises NotFoundError."""
    article = store.articles.get(article_id)
    return article if number is None else _as_of(article, store.history.get(article_id, number))


def pair_of(store: Store, article_id: ArticleId, first: int | None, second: int | None) -> tuple[Article, Article]:
    """Return the two revisions that are to be compared: first and second, first and now, or the last two.

    Raises:
        NotFoundError: there is no such article or revision, or there is only one.
    """
    if first is None:
        numbers = [one.number for one in store.history.revisions(article_id)]
        if len(numbers) < 2:  # noqa: PLR2004 - a pair
            store.articles.get(article_id)
            raise NotFoundError(f"article {article_id} has one revision: there is nothing to compare it with")
        first, second = numbers[-2:]
    return article_at(store, article_id, number=first), article_at(store, article_id, number=second)


def original_of(store: Store, article_id: ArticleId, number: int | None = None) -> Capture:
    """Return the bytes that an article, or one of its revisions, was read from. Raises NotFoundError."""
    store.articles.get(article_id)
    if number is None:
        return store.captures.get(article_id)
    capture_id = store.history.get(article_id, number).capture_id
    if capture_id is None:
        raise NotFoundError(f"no original of revision {number} of article {article_id}")
    return store.captures.get_by_id(capture_id)


def _as_of(article: Article, revision: Revision) -> Article:
    content = {one.name: getattr(revision.draft, one.name) for one in fields(Draft) if one.name != "url"}
    return replace(
        article,
        **content,
        revision=revision.number,
        revised_at=revision.revised_at,
        source_digest=revision.source_digest,
        captured_at=revision.captured_at,
    )


class _Timeline:
    """Events as they are put together: what is seen again is counted with what was seen first."""

    def __init__(self, revisions: dict[int, Revision]) -> None:
        self._revisions = revisions
        self._state = -1  # the event of the revision that was held last
        self.events: list[Event] = []

    def add(self, item: Revision | Observation) -> None:
        if isinstance(item, Revision):
            self._hold(item, item.change.value, item.revised_at, self._words(item))
        elif item.sighting in _SEEN:
            self._see(item)
        elif self.events and self.events[-1].what == item.sighting.value:
            self._count(-1, item)
        else:
            words = item.url if item.sighting is Sighting.MOVED else item.note
            self.events.append(
                Event(at=item.observed_at, what=item.sighting.value, revision=item.revision, words=words)
            )
            self._count(-1, item)

    def _see(self, item: Observation) -> None:
        """Take a look that found the article."""
        if item.revision not in self._revisions:
            return
        if self._state < 0 or self.events[self._state].revision != item.revision:
            self._hold(self._revisions[item.revision], AGAIN, item.observed_at)
        elif self._is_gone():
            self._hold(self._revisions[item.revision], BACK, item.observed_at)
        if item.sighting is not Sighting.EDITED:
            self._count(self._state, item)

    def _is_gone(self) -> bool:
        return any(one.what == Sighting.GONE.value for one in self.events[self._state + 1 :])

    def _hold(self, revision: Revision, what: str, at: datetime, words: str = "") -> None:
        self._state = len(self.events)
        self.events.append(
            Event(
                at=at,
                what=what,
                revision=revision.number,
                words=words,
                source_digest=revision.source_digest,
                is_current=revision.is_current,
            )
        )

    def _count(self, place: int, item: Observation) -> None:
        event = self.events[place]
        self.events[place] = replace(event, looks=event.looks + 1, last_seen_at=item.observed_at)

    def _words(self, revision: Revision) -> str:
        before = [number for number in self._revisions if number < revision.number]
        if revision.change is Change.FIRST or not before:
            return revision.draft.title
        return first_words(changes_of(self._revisions[max(before)].draft, revision.draft))
