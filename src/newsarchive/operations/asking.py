"""What a user asks: a query text with its saved searches put in their places and its abbreviations written out."""

from newsarchive.model.search import Query
from newsarchive.operations.abbreviations import load
from newsarchive.operations.saved import resolve
from newsarchive.store.store import Store
from newsarchive.text.abbreviations import Abbreviations, expand
from newsarchive.text.query import parse


def to_query(store: Store, text: str, abbreviations: Abbreviations | None = None) -> Query:
    """Return what text asks for; where many are asked, abbreviations need not be read for each.

    Raises:
        QueryError: it cannot be understood.
        NotFoundError: it mentions a saved search that is not there.
    """
    abbreviations = abbreviations or load()
    query = expand(parse(resolve(store, text)), abbreviations)  # TW is no Telex for tư
    read = store.search.read(query)
    return query if read == query else expand(read, abbreviations)
