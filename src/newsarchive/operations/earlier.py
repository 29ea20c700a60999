"""Answers that go on with what articles said before."""

from dataclasses import replace

from newsarchive.model.search import Answer, Query
from newsarchive.store.store import Store


def with_earlier(  # noqa: PLR0913 - what was asked, and how the answer is wanted
    store: Store,
    query: Query,
    answer: Answer,
    *,
    limit: int,
    offset: int,
    loose: bool = False,
    is_collapsed: bool = False,
) -> Answer:
    """Return one page of an answer, filled up with articles that answered in an earlier revision and do no more.

    answer is the same page without them: offset hits stand before it.
    """
    room = limit - len(answer.hits)
    if room <= 0:
        return answer
    first = 0
    if not answer.hits and offset:
        whole = store.search.find(query, limit=None, loose=loose, with_snippets=False, is_collapsed=is_collapsed)
        first = offset - len(whole.hits)
    earlier = store.earlier.find(query, loose=loose)[first : first + room]
    return replace(answer, hits=(*answer.hits, *earlier))
