"""Reading stored captures again by the rules of today: what they would change, and the change itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from newsarchive.errors import NotFoundError, ParseError
from newsarchive.model.article import Article, ArticleId, Draft
from newsarchive.model.extraction import Extraction
from newsarchive.model.history import Change
from newsarchive.operations.reprints import note
from newsarchive.operations.rereading import changed_fields, has_feed, reread
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Reextraction:
    """What today's rules make of an article: the fields that change, as they were and as they are read now."""

    id: ArticleId
    title: str
    changes: tuple[tuple[str, object, object], ...] = ()
    error: str = ""  # why it cannot be read again


def reextract(store: Store, ids: Iterable[ArticleId], now: datetime, *, dry_run: bool) -> Iterator[Reextraction]:
    """Read articles again, each in a transaction of its own; yield what became of each.

    What the rules of today read differently becomes a revision of its own kind; what a person has set stays.
    Raises NotFoundError for an article that is not there.
    """
    for article_id in ids:
        article = store.articles.get(article_id)
        try:
            extraction = _read(store, article)
        except (NotFoundError, ParseError) as error:
            reason = error.reason if isinstance(error, ParseError) else "its original was not kept"
            yield Reextraction(id=article_id, title=article.title, error=reason)
            continue
        if not dry_run:
            with store.transaction():
                _keep(store, article, extraction, now)
        yield Reextraction(id=article_id, title=article.title, changes=_changes(article, extraction.draft))


def _read(store: Store, article: Article) -> Extraction:
    capture = store.captures.get(article.id)
    site = knowledge_of(store, capture.url)
    known = store.articles.get_known(article.id)
    read = reread(article, capture, site, has_feed=has_feed(store, article.id), is_summary=known.is_summary)
    kept = {name: getattr(article, name) for name in known.hand_fields}
    return replace(read, draft=replace(read.draft, **kept))


def _keep(store: Store, article: Article, extraction: Extraction, now: datetime) -> None:
    known = store.articles.get_known(article.id)
    if changed_fields(article, extraction.draft):
        origin = Origin(
            capture_id=store.captures.get_id(article.id),
            is_summary=known.is_summary,
            change=Change.EXTRACTION,
            extraction=extraction,
        )
        store.articles.revise(article.id, extraction.draft, now, origin)
        note(store, article.id, extraction.draft)
    else:
        store.articles.refresh(article.id, extraction.draft, extraction)


def _changes(before: Draft, after: Draft) -> tuple[tuple[str, object, object], ...]:
    return tuple((name, getattr(before, name), getattr(after, name)) for name in changed_fields(before, after))
