"""Which articles a command is about: those named, or those that answer a query."""

from collections.abc import Sequence

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId
from newsarchive.model.search import Query
from newsarchive.operations.asking import to_query
from newsarchive.store.store import Store


def select(store: Store, ids: Sequence[ArticleId], query: str | None, *, or_all: bool = False) -> tuple[ArticleId, ...]:
    """Return ids, else what answers query, newest first; with or_all, everything where neither is given.

    Raises:
        NotFoundError: one of ids is not there, or nothing matches.
        QueryError: the query cannot be understood.
        UsageError: both ids and a query are given, or neither.
    """
    if ids and query is not None:
        raise UsageError("both ids and a query", "give one of them")
    if ids:
        return tuple(dict.fromkeys(store.articles.get(article_id).id for article_id in ids))
    if query is None and not or_all:
        raise UsageError("neither ids nor a query", "name articles, or give --query")
    found = tuple(store.search.iter_ids(Query() if query is None else to_query(store, query)))
    if not found:
        raise NotFoundError("nothing matches", "see what is there with: newsarchive list")
    return found
