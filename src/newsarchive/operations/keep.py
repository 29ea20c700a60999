"""Keeping a draft: is it new, another version, or nothing new? The one way into the archive."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from newsarchive.errors import NotFoundError, ParseError
from newsarchive.model.article import Article, ArticleId, Capture, Draft, Known, Outcome, Result
from newsarchive.model.extraction import EXTRACTOR, Extraction
from newsarchive.model.history import Change, Observation, Sighting
from newsarchive.operations.reprints import note
from newsarchive.operations.rereading import has_feed, is_rule_change, reread
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.store.revisions import SOURCE, Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest, line_key
from newsarchive.text.urls import site

_NEW = frozenset({Outcome.ADDED, Outcome.REVISED, Outcome.COMPLETED})


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of a draft."""

    outcome: Outcome
    is_stored: bool
    change: Change | None = None  # None: as the store works it out


def judge(known: Known, digest: str, *, is_summary: bool = False) -> Outcome:
    """Return what keeping content with this digest, whole or a summary, means for a known article."""
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
    extraction: Extraction | None = None,
    origin: Origin = SOURCE,
    tags: tuple[str, ...] = (),
    hand_fields: frozenset[str] = frozenset(),
    permanent_id: str = "",
    source: str = "",
) -> Result:
    """Store draft unless the archive already holds this very content. Call inside a transaction.

    known is what the archive holds of the same article; permanent_id is taken over by a new article. Fields that
    a person has set stay as they are, unless hand_fields says that a person sets them now. With extraction, which
    says how draft was read, the capture is kept whatever comes of it, and the site's chrome is learned.

    What differs only because the rules of extraction do, or know more of the site, is no news of the source: it
    is stored as a revision of its own kind, and the outcome is UNCHANGED.
    """
    if not draft.text:
        raise ParseError(source or draft.url, "no article in it")
    kept = frozenset(known.hand_fields if known else ())
    before = store.articles.get(known.id) if known and not known.is_deleted and not known.is_copy else None
    if before:
        draft = _keep_fields(draft, before, kept - hand_fields)
    verdict = _judged(store, known, before, draft, None if hand_fields else extraction, is_summary=origin.is_summary)
    if capture and (verdict.is_stored or (extraction and verdict.outcome is not Outcome.DELETED)):
        origin = replace(origin, capture_id=store.captures.add(capture))
    origin = replace(origin, extraction=extraction, change=verdict.change)
    if known is None:
        article_id = store.articles.add(draft, permanent_id or uuid.uuid4().urn, now, origin)
    else:
        article_id = known.id
        _change(store, known, draft, now, origin, verdict)
    if verdict.is_stored:
        note(store, article_id, draft)
        _set_hand_fields(store, article_id, kept, hand_fields)
    if verdict.outcome is not Outcome.DELETED:
        annotate(store, article_id, tags, url=draft.url if known and not known.url else "")
        if extraction and capture:
            is_told = known is not None and verdict.is_stored  # the store notes each change by itself
            _look(store, article_id, capture, extraction, origin, is_known=known is not None, is_told=is_told)
    return Result(verdict.outcome, article_id, draft.title, source)


def annotate(store: Store, article_id: ArticleId, tags: tuple[str, ...], *, url: str = "") -> None:
    """Attach tags to an article, and its address to one that came without, unless another article has it."""
    if url and store.articles.find_by_url(url) is None:
        store.articles.set_url(article_id, url)
    for tag in tags:
        store.tags.add(tag, (article_id,))


def _judged(  # noqa: PLR0913 - what is known, and what came
    store: Store,
    known: Known | None,
    before: Article | None,
    draft: Draft,
    extraction: Extraction | None,
    *,
    is_summary: bool,
) -> _Verdict:
    if known is None:
        return _Verdict(Outcome.ADDED, is_stored=True)
    if before and known.extractor < EXTRACTOR:
        known = replace(known, digest=content_digest(before))  # the digest of that release is made otherwise
    outcome = judge(known, content_digest(draft), is_summary=is_summary)
    if before and extraction and outcome is Outcome.REVISED and _is_by_rules(store, known, before, draft):
        return _Verdict(Outcome.UNCHANGED, is_stored=True, change=Change.EXTRACTION)
    return _Verdict(outcome, is_stored=outcome in _NEW)


def _is_by_rules(store: Store, known: Known, before: Article, draft: Draft) -> bool:
    """Tell whether the rules of today read the same changes from the page that the article was read from."""
    try:
        capture = store.captures.get(known.id)
        site_rules = knowledge_of(store, capture.url)
        again = reread(before, capture, site_rules, has_feed=has_feed(store, known.id), is_summary=known.is_summary)
    except (NotFoundError, ParseError):
        return False
    return is_rule_change(before, draft, again.draft)


def _change(  # noqa: PLR0913, PLR0917 - an article, what it becomes, and why
    store: Store, known: Known, draft: Draft, now: datetime, origin: Origin, verdict: _Verdict
) -> None:
    if verdict.is_stored:
        store.articles.revise(known.id, draft, now, origin)
    elif verdict.outcome is Outcome.UNCHANGED and not known.is_copy:
        if known.is_summary and not origin.is_summary:
            store.articles.set_whole(known.id)
        if origin.extraction and known.extractor < EXTRACTOR:
            store.articles.refresh(known.id, draft, origin.extraction)


def _look(  # noqa: PLR0913 - an article, and all that was seen of it
    store: Store,
    article_id: ArticleId,
    capture: Capture,
    extraction: Extraction,
    origin: Origin,
    *,
    is_known: bool,
    is_told: bool,
) -> None:
    """Remember that the source was looked at, and how its site wraps its articles."""
    if capture.status and not is_told:
        store.history.observe(
            article_id,
            Observation(
                observed_at=capture.captured_at,
                sighting=Sighting.SAME,
                revision=0,
                capture_id=origin.capture_id,
                status=capture.status,
                visits=extraction.visits,
            ),
        )
    watch = store.watches.find(article_id) if is_known else None
    if watch and watch.gone_since and watch.gone_since <= capture.captured_at:
        store.watches.set(replace(watch, gone_since=None, failures=0))
    if extraction.confidence is not None and (home := site(capture.url)):
        store.sites.remember(home, capture.url, capture.captured_at, map(line_key, extraction.lines))


def _set_hand_fields(store: Store, article_id: ArticleId, kept: frozenset[str], added: frozenset[str]) -> None:
    if added - kept:
        store.articles.set_hand_fields(article_id, kept | added)


def _keep_fields(draft: Draft, article: Article, fields: Iterable[str]) -> Draft:
    """Return draft with the fields that a person has set as they stand in article."""
    return replace(draft, **{name: getattr(article, name) for name in fields})
