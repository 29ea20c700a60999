"""An evidence record: what proves that the archive holds an article as its source gave it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Hop, Moment
from newsarchive.model.history import Change, Sighting
from newsarchive.store.store import Store
from newsarchive.text.digest import bytes_digest
from newsarchive.version import __version__

_THERE = frozenset({Sighting.SAME, Sighting.REVISED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRevision:
    """One link of the chain of revisions."""

    number: int
    revised_at: datetime
    change: Change
    content_digest: str
    source_digest: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCapture:
    """The bytes that the current revision was read from, as they were received."""

    captured_at: datetime
    requested_url: str
    url: str
    status: int
    hops: tuple[Hop, ...]
    media_type: str
    size: int
    digest: str  # SHA-256, made anew from the bytes that are stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What proves an article."""

    uuid: str
    id: ArticleId
    title: str
    byline: tuple[str, ...]
    credit: str
    section: str
    published: Moment
    url: str
    aliases: tuple[str, ...]
    archived_at: datetime
    revision: int
    content_digest: str
    source_digest: str
    capture: CitedCapture | None  # None if no bytes were kept
    revisions: tuple[CitedRevision, ...]
    looks: int  # at the source, that found the article
    last_seen_at: datetime | None
    gone_since: datetime | None
    version: str = __version__  # of newsarchive


def cite(store: Store, article_id: ArticleId) -> Citation:
    """Return the evidence record of an article; its bytes are unpacked and their digest made anew.

    Raises:
        NotFoundError: there is no such article.
        StoreError: its bytes are damaged.
    """
    article = store.articles.get(article_id)
    revisions = store.history.revisions(article_id)
    seen = [one.observed_at for one in store.history.observations(article_id) if one.sighting in _THERE]
    watch = store.watches.find(article_id)
    return Citation(
        uuid=article.uuid,
        id=article.id,
        title=article.title,
        byline=article.byline,
        credit=article.credit,
        section=article.section,
        published=article.published,
        url=article.url,
        aliases=store.articles.aliases(article_id),
        archived_at=article.archived_at,
        revision=article.revision,
        content_digest=next((one.digest for one in revisions if one.is_current), ""),
        source_digest=article.source_digest,
        capture=_find_capture(store, article_id),
        revisions=tuple(
            CitedRevision(
                number=one.number,
                revised_at=one.revised_at,
                change=one.change,
                content_digest=one.digest,
                source_digest=one.source_digest,
                is_current=one.is_current,
            )
            for one in revisions
        ),
        looks=len(seen),
        last_seen_at=max(seen, default=None),
        gone_since=watch.gone_since if watch else None,
    )


def _find_capture(store: Store, article_id: ArticleId) -> CitedCapture | None:
    with suppress(NotFoundError):
        capture = store.captures.get(article_id)
        return CitedCapture(
            captured_at=capture.captured_at,
            requested_url=capture.requested_url,
            url=capture.url,
            status=capture.status,
            hops=capture.hops,
            media_type=capture.media_type,
            size=len(capture.body),
            digest=bytes_digest(capture.body),
        )
    return None
