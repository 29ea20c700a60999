"""What a look at the source of an article came to, and what the archive remembers of it.

A page is only taken for the article if it still is: what says that the article is gone never becomes a revision of it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from newsarchive.fetch.http import to_capture
from newsarchive.model.article import Article, ArticleId, Capture, Known, Outcome
from newsarchive.model.extraction import Extraction
from newsarchive.model.history import Observation, Sighting, Watch
from newsarchive.model.web import Answer
from newsarchive.operations.drafts import with_page
from newsarchive.operations.fetching import attempt
from newsarchive.operations.keep import keep
from newsarchive.operations.missing import why_missing, why_unreadable
from newsarchive.operations.rereading import has_feed
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.operations.watching import next_check
from newsarchive.store.store import Store
from newsarchive.text.urls import canonical

_NOT_MODIFIED = 304
_MISSING = frozenset({404, 410})
_DAY = timedelta(days=1)


class Look(StrEnum):
    """What a look at a source came to."""

    SAME = "same"
    REVISED = "revised"
    COMPLETED = "completed"  # what was only a summary is now the whole text
    MOVED = "moved"
    GONE = "gone"
    BACK = "back"  # it was gone
    FAILED = "failed"
    SKIPPED = "skipped"  # nobody looked


_BAD = frozenset({Look.GONE, Look.FAILED})
_NEWS = frozenset({Look.REVISED, Look.COMPLETED, Look.BACK})
_LOOKS = {Outcome.REVISED: Look.REVISED, Outcome.COMPLETED: Look.COMPLETED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a server said of an article."""

    watch: Watch
    looked_at: datetime
    answer: Answer | None = None
    error: str = ""  # why there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """What became of one article."""

    id: ArticleId
    title: str
    url: str
    look: Look
    note: str = ""  # why it failed, how it is known to be gone, where it has moved to
    status: int = 0  # of HTTP; 0 if there was none
    next_check_at: datetime | None = None
    failures: int = 0  # in a row


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read from an answer."""

    capture: Capture | None = None
    extraction: Extraction | None = None
    error: str = ""  # why there is no extraction


def settle(store: Store, looked: Looked) -> Rechecked:
    """Archive what a look at an article came to, in one transaction; return what became of it."""
    page = _read(store, looked)
    article_id = looked.watch.article_id
    with store.transaction():
        known = store.articles.get_known(article_id)
        if known.is_deleted:
            return _report(known, looked.watch, Look.SKIPPED, "deleted by hand meanwhile")
        article = store.articles.get(article_id)
        look, note = _judge(article, looked, page)
        if look is Look.SAME and page.capture and page.extraction:
            look = _keep(store, known, article, page.capture, page.extraction, looked)
        else:
            store.history.observe(article_id, _to_observation(store, looked, page, look, note))
        if look not in _BAD:
            look, note = _with_news(store, article, looked, look)
        watch = _after(looked, look, article)
        store.watches.set(watch)
    return _report(known, watch, look, note, status=looked.answer.status if looked.answer else 0)


def put_off(store: Store, watch: Watch, now: datetime, note: str, *, is_failure: bool) -> Rechecked:
    """Remember that nobody looked at an article, and why; a failure is tried again later and later."""
    with store.transaction():
        known = store.articles.get_known(watch.article_id)
        if not known.is_deleted:
            failures = watch.failures + is_failure
            next_at = next_check(store.articles.get(known.id).revised_at, now, failures)
            watch = replace(watch, checked_at=now, next_check_at=max(next_at, now + _DAY), failures=failures)
            store.watches.set(watch)
    return _report(known, watch, Look.FAILED if is_failure else Look.SKIPPED, note)


def _read(store: Store, looked: Looked) -> _Page:
    answer = looked.answer
    if answer is None:
        return _Page()
    capture, error = attempt(lambda: to_capture(answer), looked.watch.url)
    if capture is None:
        return _Page(error=error)
    from newsarchive.extract.capture import read_in_time

    knowledge = knowledge_of(store, capture.url)
    extraction, error = attempt(lambda: read_in_time(capture, knowledge), looked.watch.url)
    return _Page(capture, extraction, error)


def _judge(article: Article, looked: Looked, page: _Page) -> tuple[Look, str]:
    """Return whether the article is there, is gone, or cannot be seen, and how that is known."""
    watch, answer = looked.watch, looked.answer
    if answer is None:
        return Look.FAILED, looked.error
    if answer.status == _NOT_MODIFIED and (watch.etag or watch.last_modified):
        return Look.SAME, ""
    if answer.status in _MISSING:
        return Look.GONE, page.error
    if page.extraction:
        missing = why_missing(article, watch.url, answer.url, page.extraction)
        return (Look.GONE, missing) if missing else (Look.SAME, "")
    missing = why_unreadable(watch.url, answer.url, page.capture.body) if page.capture else ""
    return (Look.GONE, missing) if missing else (Look.FAILED, page.error)


def _keep(  # noqa: PLR0913, PLR0917 - an article, and all that was seen of it
    store: Store, known: Known, article: Article, capture: Capture, extraction: Extraction, looked: Looked
) -> Look:
    """Archive a page of an article; return what that did to it."""
    draft = extraction.draft
    if has_feed(store, known.id):
        announced = article if known.is_summary else replace(article, text=article.title)  # its text is no summary
        draft = with_page(announced, draft)
    draft = replace(draft, url=article.url)
    extraction = replace(extraction, draft=draft)
    url, now = looked.watch.url, looked.looked_at
    result = keep(store, draft, now, known=known, capture=capture, extraction=extraction, source=url)
    return _LOOKS.get(result.outcome, Look.SAME)


def _to_observation(store: Store, looked: Looked, page: _Page, look: Look, note: str) -> Observation:
    """Return what is to be remembered of a look that found no page of the article; what it found instead is kept."""
    answer = looked.answer
    return Observation(
        observed_at=looked.looked_at,
        sighting=Sighting(look.value),
        revision=0,
        capture_id=store.captures.add(page.capture) if page.capture else None,
        status=answer.status if answer else 0,
        url=answer.url if answer and answer.url != looked.watch.url else "",
        note=note,
    )


def _with_news(store: Store, article: Article, looked: Looked, look: Look) -> tuple[Look, str]:
    """Return what else is new of an article that is there: that it has moved for good, or that it had been gone."""
    moved_to = canonical(looked.answer.moved_to) if looked.answer else ""
    if moved_to and moved_to not in (article.url, *store.articles.aliases(article.id)):
        store.articles.add_alias(article.id, moved_to)
        moved = Observation(
            observed_at=looked.looked_at,
            sighting=Sighting.MOVED,
            revision=0,
            status=looked.answer.status if looked.answer else 0,
            url=moved_to,
        )
        store.history.observe(article.id, moved)
        return Look.MOVED if look is Look.SAME else look, f"moved to {moved_to}"
    if looked.watch.gone_since:
        return Look.BACK if look is Look.SAME else look, f"had been gone since {looked.watch.gone_since:%Y-%m-%d}"
    return look, ""


def _after(looked: Looked, look: Look, article: Article) -> Watch:
    """Return what is known of a source after a look at it."""
    watch, now = looked.watch, looked.looked_at
    failures = watch.failures + 1 if look is Look.FAILED else 0
    gone_since = watch.gone_since
    if look is not Look.FAILED:
        gone_since = (gone_since or now) if look is Look.GONE else None
    news_at = now if look in _NEWS else max(article.archived_at, article.revised_at, gone_since or article.revised_at)
    etag, last_modified = _validators(looked, look)
    return replace(
        watch,
        checked_at=now,
        next_check_at=next_check(news_at, now, failures),
        gone_since=gone_since,
        failures=failures,
        etag=etag,
        last_modified=last_modified,
    )


def _validators(looked: Looked, look: Look) -> tuple[str, str]:
    watch, answer = looked.watch, looked.answer
    if look is Look.GONE:
        return "", ""  # what they stand for is a page of excuses
    if look is Look.FAILED or answer is None:
        return watch.etag, watch.last_modified
    # An answer that nothing is new need not repeat what was said before.
    known = (watch.etag, watch.last_modified) if answer.status == _NOT_MODIFIED else ("", "")
    return answer.headers.get("etag", known[0]), answer.headers.get("last-modified", known[1])


def _report(known: Known, watch: Watch, look: Look, note: str, *, status: int = 0) -> Rechecked:
    return Rechecked(
        id=known.id,
        title=known.title,
        url=watch.url,
        look=look,
        note=note,
        status=status,
        next_check_at=watch.next_check_at,
        failures=watch.failures,
    )
