"""Queries that the user keeps: saved searches, and the rules that tag new articles."""

from datetime import datetime

from newsarchive.model.search import SavedSearch, TagRule
from newsarchive.store.connection import Connection
from newsarchive.store.rows import to_instant
from newsarchive.text.slug import slug


class SavedSearches:
    """The saved searches of one archive; the slug of a name tells which are one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, name: str, query: str, now: datetime) -> None:
        """Save a query under a name; what was saved under it before is gone."""
        self._connection.execute(
            """
            INSERT INTO saved_search (name, slug, query, saved_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (slug) DO UPDATE SET name = excluded.name, query = excluded.query,
                saved_at = excluded.saved_at""",
            (name, slug(name), query, to_instant(now)),
        )

    def find(self, name: str) -> SavedSearch | None:
        """Return the search saved under a name, or None."""
        row = self._connection.row("SELECT name, query FROM saved_search WHERE slug = ?", (slug(name),))
        return SavedSearch(*row) if row else None

    def remove(self, name: str) -> bool:
        """Forget a saved search; tell whether there was one."""
        return self._connection.execute("DELETE FROM saved_search WHERE slug = ?", (slug(name),)).rowcount > 0

    def list(self) -> tuple[SavedSearch, ...]:
        """Return all saved searches by slug."""
        rows = self._connection.rows("SELECT name, query FROM saved_search ORDER BY slug")
        return tuple(SavedSearch(*row) for row in rows)


class TagRules:
    """The tag rules of one archive, in the order in which they were added; tags compare by slug."""

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
        wanted = None if tag is None else slug(tag)
        return tuple(row for row in rows if (wanted is None or slug(row[1]) == wanted) and query in (None, row[2]))
