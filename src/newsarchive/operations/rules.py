"""Tag rules: a tag that every new article gets that answers a query.

A rule looks at an article once, when it is new; what a user untags by hand stays untagged until `run_rules`.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId, Outcome, Result
from newsarchive.model.search import Filter, Property, Query, TagRule
from newsarchive.operations.abbreviations import load
from newsarchive.operations.asking import to_query
from newsarchive.store.store import Store
from newsarchive.text.abbreviations import Abbreviations
from newsarchive.text.normalize import clean_line

_LOG = logging.getLogger(__name__)
_NEW = (Outcome.ADDED, Outcome.COMPLETED)
_LIST = "list them with: newsarchive tag rule list"


def add_rule(store: Store, tag: str, query_text: str, now: datetime) -> bool:
    """Add a rule; tell whether it was not there before.

    Raises:
        UsageError: the tag has no name.
        QueryError: the query cannot be understood.
        NotFoundError: it mentions a saved search that is not there.
    """
    rule, _ = _checked(store, tag, query_text)
    with store.transaction():
        return store.rules.add(rule.tag, rule.query, now)


def preview_rule(store: Store, tag: str, query_text: str) -> int:
    """Return how many articles a rule would tag now. Raises as `add_rule`."""
    return len(_untagged(store, *_checked(store, tag, query_text)))


def list_rules(store: Store) -> tuple[TagRule, ...]:
    """Return all rules, in the order in which they were added."""
    return store.rules.list()


def remove_rule(store: Store, tag: str, query_text: str | None = None) -> int:
    """Remove a rule, or without a query all rules of a tag; return how many there were. Raises NotFoundError."""
    query_text = None if query_text is None else clean_line(query_text)
    with store.transaction():
        count = store.rules.remove(clean_line(tag), query_text)
    if not count:
        raise NotFoundError(f"no rule for the tag {tag!r}" + ("" if query_text is None else " with this query"), _LIST)
    return count


def apply_rules(store: Store, results: Iterable[object]) -> int:
    """Tag those of results that are new articles, or whole for the first time; return how many tags were attached.

    Call inside a transaction. A rule that is not understood any more, such as one whose saved search is gone, is
    logged and passed over.
    """
    ids = [one.id for one in results if isinstance(one, Result) and one.outcome in _NEW]
    rules = store.rules.list() if ids else ()
    count = 0
    for rule, query in _iter_understood(store, rules):
        found = tuple(store.search.iter_ids(query, among=ids))
        count += store.tags.add(rule.tag, found) if found else 0
    return count


def run_rules(store: Store, tag: str | None = None, *, dry_run: bool = False) -> tuple[tuple[TagRule, int], ...]:
    """Apply all rules, or those of a tag, to all articles; return how many each tagged, or with dry_run would tag.

    Raises:
        NotFoundError: there is no such rule.
    """
    rules = store.rules.list(tag)
    if not rules:
        raise NotFoundError("no rules yet" if tag is None else f"no rule for the tag {tag!r}", _LIST)
    if dry_run:
        return tuple((rule, len(_untagged(store, rule, query))) for rule, query in _iter_understood(store, rules))
    with store.transaction():
        return tuple((rule, _attach(store, rule, query)) for rule, query in _iter_understood(store, rules))


def _attach(store: Store, rule: TagRule, query: Query) -> int:
    found = tuple(store.search.iter_ids(query))
    return store.tags.add(rule.tag, found) if found else 0


def _untagged(store: Store, rule: TagRule, query: Query) -> set[ArticleId]:
    """Return the articles that answer query and do not carry the tag of rule."""
    tagged = Query(Filter(Property.TAG, rule.tag))
    return {*store.search.iter_ids(query)} - {*store.search.iter_ids(tagged)}


def _checked(
    store: Store, tag: str, query_text: str, abbreviations: Abbreviations | None = None
) -> tuple[TagRule, Query]:
    """Return a rule, and what it asks. Raises UsageError, QueryError, NotFoundError."""
    rule = TagRule(clean_line(tag), clean_line(query_text))
    if not rule.tag:
        raise UsageError("a rule needs a tag", 'write for example: newsarchive tag rule add "Bão lũ" "bão OR lũ"')
    return rule, to_query(store, rule.query, abbreviations)


def _iter_understood(store: Store, rules: Sequence[TagRule]) -> Iterator[tuple[TagRule, Query]]:
    """Yield rules and what they ask; log those that are not understood any more."""
    abbreviations = load() if rules else None
    for given in rules:
        try:
            rule, query = _checked(store, given.tag, given.query, abbreviations)
        except (UsageError, NotFoundError) as error:
            _LOG.warning("the rule for the tag %r is passed over: %s: %s", given.tag, given.query, error.message)
        else:
            yield rule, query
