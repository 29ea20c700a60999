"""Changing articles by hand: their fields, and whether they are shown at all."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from newsarchive.errors import UsageError
from newsarchive.model.article import Article, ArticleId, Draft, Outcome, Overrides, Result
from newsarchive.operations.keep import judge
from newsarchive.operations.reprints import note
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest
from newsarchive.text.normalize import clean_line
from newsarchive.text.urls import canonical


def apply(draft: Draft, overrides: Overrides) -> Draft:
    """Return draft with the fields that a person has set. Raises UsageError for an empty title or a bad address."""
    values = given(overrides)
    if "title" in values and not values["title"]:
        raise UsageError("an article needs a title", 'write for example: --title "Ngày hội đại đoàn kết"')
    if overrides.url and not values["url"]:
        raise UsageError(f"{overrides.url}: not an address of the web", "give an http or https address")
    return replace(draft, **values)


def given(overrides: Overrides) -> dict[str, Any]:
    """Return the fields that are set, cleaned, under the names of the model."""
    values = {one.name: getattr(overrides, one.name) for one in fields(overrides)}
    values = {name: value for name, value in values.items() if value is not None}
    cleaners: dict[str, Callable[[Any], Any]] = {
        "title": clean_line,
        "section": clean_line,
        "language": lambda text: clean_line(text).lower(),
        "url": canonical,
        "byline": lambda names: tuple(name for name in map(clean_line, names) if name),
    }
    return {name: cleaners.get(name, lambda same: same)(value) for name, value in values.items()}


def edit(store: Store, article_id: ArticleId, overrides: Overrides, now: datetime) -> Result:
    """Set fields of an article; what it held before stays as an earlier revision.

    Raises:
        NotFoundError: there is no such article.
        UsageError: nothing is set, or to something that cannot be.
    """
    names = given(overrides).keys()
    if not names:
        raise UsageError("nothing to change", "give for example: --title or --section")
    with store.transaction():
        known = store.articles.get_known(article_id)
        before = store.articles.get(article_id)
        draft = apply(before, overrides)
        outcome = judge(known, content_digest(draft), is_summary=known.is_summary)
        if outcome is Outcome.REVISED:
            store.articles.revise(article_id, draft, now, Origin(is_by_hand=True, is_summary=known.is_summary))
            note(store, article_id, draft)
        if "url" in names and draft.url != before.url:
            store.articles.set_url(article_id, draft.url)
            outcome = Outcome.REVISED
        store.articles.set_hand_fields(article_id, {*known.hand_fields, *names} - {"url"})
    return Result(outcome, article_id, draft.title)


def delete(store: Store, ids: Iterable[ArticleId], now: datetime) -> tuple[Article, ...]:
    """Hide articles, all or none; they do not come back with the next import. Raises NotFoundError."""
    with store.transaction():
        return tuple(store.articles.delete(article_id, now) for article_id in dict.fromkeys(ids))


def restore(store: Store, ids: Iterable[ArticleId]) -> tuple[Article, ...]:
    """Bring deleted articles back, all or none. Raises NotFoundError."""
    with store.transaction():
        return tuple(store.articles.restore(article_id) for article_id in dict.fromkeys(ids))
