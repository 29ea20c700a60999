"""Saved searches: a query under a name, asked again as @NAME, alone or inside another query."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from newsarchive.errors import NotFoundError, QueryError, UsageError
from newsarchive.model.search import All, Not, SavedSearch
from newsarchive.store.store import Store
from newsarchive.text.normalize import clean_line

LONGEST_NAME = 100  # characters
MOST = 32  # saved searches in one query, those inside others counted as well
_QUOTED = '"[^"”]*["”]?|[“„][^“”"]*[“”"]?|«[^»"]*[»"]?'  # as text.query reads them
_MENTION = re.compile(rf"{_QUOTED}|(?<![^\s(|])(?P<sign>-?)@(?P<name>[\w-]+)(?=[\s)|]|$)")
_NAME = re.compile(r"\w[\w-]*")


def save(store: Store, name: str, query_text: str, now: datetime) -> SavedSearch | None:
    """Save a query under a name; return what was saved under it before.

    Raises:
        UsageError: the name is of other characters than letters, digits, - and _.
        QueryError: the query cannot be understood, or leads back to this name.
        NotFoundError: the query mentions a saved search that is not there.
    """
    name, query_text = clean_line(name).removeprefix("@"), clean_line(query_text)
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        reason = "not a name for a search" if len(name) <= LONGEST_NAME else "too long for a name"
        raise UsageError(f"{name[:LONGEST_NAME]!r}: {reason}", "use letters, digits, - and _: dân-vận")
    same = store.saved.find(name)
    _check_whole(_Resolver(store).resolve(query_text, (same.name if same else name,)))
    with store.transaction():
        before = store.saved.find(name)
        store.saved.set(name, query_text, now)
    return before


def get(store: Store, name: str) -> SavedSearch:
    """Return the search saved under a name. Raises NotFoundError."""
    name = clean_line(name).removeprefix("@")
    found = store.saved.find(name)
    if found is None:
        raise _no_search(name, (one.name for one in store.saved.list()))
    return found


def list_saved(store: Store) -> tuple[SavedSearch, ...]:
    """Return all saved searches, by name."""
    return store.saved.list()


def remove_saved(store: Store, name: str) -> SavedSearch:
    """Forget a saved search; return it. Raises NotFoundError."""
    with store.transaction():
        found = get(store, name)
        store.saved.remove(found.name)
    return found


def resolve(store: Store, text: str) -> str:
    """Return a query with each @NAME that stands in it, outside quotes, as the saved query in parentheses.

    Raises:
        NotFoundError: there is no such saved search.
        QueryError: a saved search leads back to itself, or to too many others.
    """
    return _Resolver(store).resolve(text, ()) if "@" in text else text


class _Resolver:
    """Puts saved searches in their places, those inside others as well."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._count = 0

    def resolve(self, text: str, inside: tuple[str, ...]) -> str:
        """Return text with the saved searches in it; inside are the names that led here."""
        text = unicodedata.normalize("NFC", text)  # a mark that stands apart is no letter to re

        def put(match: re.Match[str]) -> str:
            if not match["name"]:
                return match[0]
            saved = get(self._store, match["name"])
            self._count += 1
            if saved.name in inside:
                raise QueryError(f"@{saved.name} leads back to itself", text, match.start(), "save it without that")
            if self._count > MOST:
                raise QueryError("too many saved searches", text, match.start(), f"ask for at most {MOST} in all")
            return f"{match['sign']}({self.resolve(saved.query, (*inside, saved.name))})"

        return _MENTION.sub(put, text)


def _check_whole(text: str) -> None:
    """Raise QueryError if text is no query, or is another one where it stands in parentheses inside a third."""
    from newsarchive.text.query import parse

    root, beside = parse(text).root, parse("x").root
    if parse(f"-({text}) x").root != All((beside, Not(root))):
        raise QueryError(
            "means something else inside another query", text, 0, "close its quotes and parentheses, or quote all of it"
        )


def _no_search(name: str, names: Iterable[str]) -> NotFoundError:
    from difflib import get_close_matches

    from newsarchive.text.slug import slug

    spelled = {slug(one): one for one in names}
    close = [f"@{spelled[one]}" for one in get_close_matches(slug(name), spelled, n=3)]
    hint = f"did you mean {', '.join(close)}?" if close else "save one with: newsarchive search --save NAME QUERY"
    return NotFoundError(f"no saved search @{name}", hint)
