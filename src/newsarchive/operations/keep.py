"""Keeping a draft: is it new, another version, or nothing new? The one way into the archive."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from newsarchive.errors import ParseError
from newsarchive.model.article import Article, ArticleId, Capture, Draft, Known, Outcome, Result
from newsarchive.store.revisions import SOURCE, Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest


def judge(known: Known | None, digest: str, *, is_summary: bool = False) -> Outcome:
    """Return what keeping content with this digest, whole or a summary, means for what is known of its article."""
    if known is None:
        return Outcome.ADDED
    if known.is_deleted:
        return Outcome.DELETED
    if known.is_copy or known.digest == digest:
        return Outcome.UNCHANGED
    return Outcome.COMPLETED if known.is_summary and not is_summary else Outcome.REVISED


def keep(  # noqa: PLR0913 - what is kept, where it is from, and when
    store: Store,
    draft: Draft,
    now: datetime,
    *,
    known: Known | None,
    capture: Capture | None = None,
    origin: Origin = SOURCE,
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
    digest = content_digest(draft)
    outcome = judge(known, digest, is_summary=origin.is_summary)
    if known is None:
        article_id = store.articles.add(draft, permanent_id or uuid.uuid4().urn, now, _with(store, origin, capture))
    else:
        article_id = known.id
    if outcome in (Outcome.REVISED, Outcome.COMPLETED):
        store.articles.revise(article_id, draft, now, _with(store, origin, capture))
    elif known and known.is_summary and known.digest == digest and not origin.is_summary:
        store.articles.set_whole(article_id)
    if outcome is not Outcome.DELETED:
        annotate(store, article_id, tags, url=draft.url if known and not known.url else "")
    if outcome in (Outcome.ADDED, Outcome.REVISED, Outcome.COMPLETED) and hand_fields - kept:
        store.articles.set_hand_fields(article_id, kept | hand_fields)
    return Result(outcome, article_id, draft.title, source)


def annotate(store: Store, article_id: ArticleId, tags: tuple[str, ...], *, url: str = "") -> None:
    """Attach tags to an article, and its address to one that came without, unless another article has it."""
    if url and store.articles.find_by_url(url) is None:
        store.articles.set_url(article_id, url)
    for tag in tags:
        store.tags.add(tag, (article_id,))


def _keep_fields(draft: Draft, article: Article, fields: Iterable[str]) -> Draft:
    """Return draft with the fields that a person has set as they stand in article."""
    return replace(draft, **{name: getattr(article, name) for name in fields})


def _with(store: Store, origin: Origin, capture: Capture | None) -> Origin:
    return replace(origin, capture_id=store.captures.add(capture)) if capture else origin
