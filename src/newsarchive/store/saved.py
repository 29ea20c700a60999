"""Queries that the user keeps: saved searches, and the rules that tag new articles."""

from collections.abc import Sequence
from datetime import datetime

from newsarchive.model.search import SavedSearch, TagRule
from newsarchive.store.connection import Connection
from newsarchive.store.rows import to_instant
from newsarchive.text.normalize import clean_line
from newsarchive.text.slug import slug


class SavedSearches:
    """The saved searches of one archive. Capitals make no difference in a name, and without accents one may do."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, name: str, query: str, now: datetime) -> None:
        """Save a query under a name; what was saved under it before is gone."""
        self.remove(name)
        sql = "INSERT INTO saved_search (name, key, query, saved_at) VALUES (?, ?, ?, ?)"
        self._connection.execute(sql, (name, _key(name), query, to_instant(now)))

    def find(self, name: str) -> SavedSearch | None:
        """Return the search saved under a name, or None."""
        searches = self.list()
        names = _alike(name, [one.name for one in searches])
        return next((one for one in searches if one.name in names), None)

    def remove(self, name: str) -> bool:
        """Forget a saved search; tell whether there was one."""
        found = self.find(name)
        if found:
            self._connection.execute("DELETE FROM saved_search WHERE name = ?", (found.name,))
        return found is not None

    def list(self) -> tuple[SavedSearch, ...]:
        """Return all saved searches by name."""
        rows = self._connection.rows("SELECT name, query FROM saved_search ORDER BY key")
        return tuple(SavedSearch(*row) for row in rows)


class TagRules:
    """The tag rules of one archive, in the order in which they were added. Tags are told apart as names of searches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, tag: str, query: str, now: datetime) -> bool:
        """Add a rule; tell whether it was not there before."""
        if self._find(tag, query):
            return False
        sql = "INSERT INTO tag_rule (tag, query, added_at) VALUES (?, ?, ?)"
        self._connection.execute(sql, (tag, query, to_instant(now)))
        return True

    def list(self, tag: str | None = None) -> tuple[TagRule, ...]:
        """Return all rules, or those of one tag."""
        return tuple(TagRule(*rule[1:]) for rule in self._find(tag))

    def remove(self, tag: str, query: str | None = None) -> int:
        """Remove a rule, or without a query all rules of the tag; return how many there were."""
        ids = [(rule[0],) for rule in self._find(tag, query)]
        self._connection.executemany("DELETE FROM tag_rule WHERE id = ?", ids)
        return len(ids)

    def rename(self, old: str, new: str) -> int:
        """Let the rules of one tag attach another from now on; return how many did. Rules that become one are one."""
        rules = self._find(old)
        ids = ((new, rule[0]) for rule in (*self._find(new), *rules))
        self._connection.executemany("UPDATE OR REPLACE tag_rule SET tag = ? WHERE id = ?", ids)
        return len(rules)

    def _find(self, tag: str | None, query: str | None = None) -> tuple[tuple[int, str, str], ...]:
        """Return (id, tag, query) of the rules of a tag, or of all, that ask a query, or anything."""
        rows = self._connection.rows("SELECT id, tag, query FROM tag_rule ORDER BY id")
        tags = {row[1] for row in rows} if tag is None else _alike(tag, [row[1] for row in rows])
        return tuple(row for row in rows if row[1] in tags and query in (None, row[2]))


def _key(name: str) -> str:
    return clean_line(name).casefold()


def _alike(name: str, known: Sequence[str]) -> set[str]:
    """Return which of known a name means: the same but for capitals, else the only one like it, either without accents.

    >>> _alike("BÃO", ["bão", "báo"]), _alike("bao", ["bão", "báo"]), _alike("dan van", ["Dân vận"])
    ({'bão'}, set(), {'Dân vận'})
    """
    same = {one for one in known if _key(one) == _key(name)}
    if same:
        return same
    like = {one for one in known if slug(one) == slug(name) and (name.isascii() or one.isascii())}
    return like if len({_key(one) for one in like}) == 1 else set()
