"""Keeping a draft: is it new, another version, or nothing new? The one way into the archive."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from newsarchive.errors import ParseError
from newsarchive.model.article import Article, ArticleId, Capture, Draft, Known, Outcome, Result
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest


def judge(known: Known | None, digest: str) -> Outcome:
    """Return what keeping content with this digest means for an article of which known is known."""
    if known is None:
        return Outcome.ADDED
    if known.is_deleted:
        return Outcome.DELETED
    return Outcome.UNCHANGED if known.is_copy or known.digest == digest else Outcome.REVISED


def keep(  # noqa: PLR0913 - what is kept, where it is from, and when
    store: Store,
    draft: Draft,
    now: datetime,
    *,
    known: Known | None,
    capture: Capture | None = None,
    tags: tuple[str, ...] = (),
    hand_fields: frozenset[str] = frozenset(),
    permanent_id: str = "",
    source: str = "",
) -> Result:
    """Store draft unless the archive already holds this very content. Call inside a transaction.

    known is what the archive holds of the same article; permanent_id is taken over by a new article. Fields that
    a person has set stay as they are, unless hand_fields says that a person sets them now.
    """
    if not draft.text:
        raise ParseError(source or draft.url, "no article in it")
    kept = frozenset(known.hand_fields if known else ())
    if known and kept - hand_fields and not known.is_deleted:
        draft = _keep_fields(draft, store.articles.get(known.id), kept - hand_fields)
    outcome = judge(known, content_digest(draft))
    if known is None:
        article_id = store.articles.add(draft, permanent_id or uuid.uuid4().urn, now, _capture_id(store, capture))
    else:
        article_id = known.id
    if outcome is Outcome.REVISED:
        store.articles.revise(article_id, draft, now, capture_id=_capture_id(store, capture))
    if outcome is not Outcome.DELETED:
        _annotate(store, article_id, tags, url=draft.url if known and not known.url else "")
    if outcome in (Outcome.ADDED, Outcome.REVISED) and hand_fields - kept:
        store.articles.set_hand_fields(article_id, kept | hand_fields)
    return Result(outcome, article_id, draft.title, source)


def _annotate(store: Store, article_id: ArticleId, tags: tuple[str, ...], *, url: str) -> None:
    """Attach tags to an article, and its address to one that came without, unless another article has it."""
    if url and store.articles.find_by_url(url) is None:
        store.articles.set_url(article_id, url)
    for tag in tags:
        store.tags.add(tag, (article_id,))


def _keep_fields(draft: Draft, article: Article, fields: Iterable[str]) -> Draft:
    """Return draft with the fields that a person has set as they stand in article."""
    return replace(draft, **{name: getattr(article, name) for name in fields})


def _capture_id(store: Store, capture: Capture | None) -> int | None:
    return store.captures.add(capture) if capture else None
