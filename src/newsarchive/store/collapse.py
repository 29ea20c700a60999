"""One hit a story: the first publisher of those that answer, and who else told it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from newsarchive.model.article import ArticleId
from newsarchive.store.stories import Stories, Teller

_MOST_AT_A_TIME = 500
Answering = Callable[[Sequence[int]], Collection[int]]


class Collapsed:
    """Docids in the order of a search, each story once. Works through no more of them than are asked for."""

    def __init__(self, stories: Stories, answering: Answering, *, is_by_date: bool) -> None:
        self._stories = stories
        self._answering = answering
        self._is_by_date = is_by_date
        self._tellers: dict[int, tuple[Teller, ...]] = {}  # by story: of those that answer
        self._shown: set[int] = set()
        self.reprints: dict[ArticleId, tuple[ArticleId, ...]] = {}  # by the one whose docid was yielded

    def iter_first(self, docids: Iterable[int], at_a_time: int) -> Iterator[int]:
        """Yield docids, and of each story the first publisher: by date at its day, else where its best hit stands."""
        docids = iter(docids)
        while batch := list(islice(docids, max(1, min(at_a_time, _MOST_AT_A_TIME)))):
            at_a_time *= 2  # most of what answers may stand behind others
            found = self._stories.of_docids(batch)
            self._read(set(found.values()), batch)
            for docid in batch:
                story = found.get(docid)
                if story is None:
                    yield docid
                elif self._is_turn(docid, story):
                    yield self._show(story)

    def _is_turn(self, docid: int, story: int) -> bool:
        return story not in self._shown and (not self._is_by_date or docid == self._tellers[story][0].docid)

    def _show(self, story: int) -> int:
        self._shown.add(story)
        first, *others = self._tellers[story]
        self.reprints[first.id] = tuple(one.id for one in others)
        return first.docid

    def _read(self, stories: set[int], batch: Sequence[int]) -> None:
        new = {story: self._stories.tellers(story) for story in stories - self._tellers.keys()}
        docids = [one.docid for tellers in new.values() for one in tellers]
        answering = {*self._answering(docids), *batch} if docids else ()
        for story, tellers in new.items():
            self._tellers[story] = tuple(one for one in tellers if one.docid in answering)
