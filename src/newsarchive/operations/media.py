"""Pictures and files of articles: which are missing, asking for them, and keeping them.

None of them is worth an article: what does not come is logged and counted, and the article stays as it is. Pictures
inside of a page (`data:`) are kept with the page.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from newsarchive.errors import FetchError, NotFoundError
from newsarchive.fetch.http import to_capture
from newsarchive.model.article import ArticleId, Draft
from newsarchive.model.web import Answer, Request
from newsarchive.operations.web import Web
from newsarchive.store.store import Store
from newsarchive.text.urls import is_web

LARGEST_IMAGE = 5_000_000  # bytes: portals put the photograph as it left the camera beside a page, rarely into it
LARGEST_FILE = 50_000_000
MOST_IMAGES = 30  # of one article: a report of a festival has as many, what has more is an album
MOST_FILES = 20
MOST_BYTES = 60_000_000  # of one article at a time: they are in memory until they are kept
MOST_FAILURES = 3  # in a row; then the rest is left
IMAGE_TYPES = "image/avif, image/webp, image/*;q=0.9, */*;q=0.5"
_REFUSED = frozenset({429, 503})  # a server that wants to be left alone
_SERVER_ERRORS = 500
_PLAYED = (".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".m4v", ".mov", ".avi", ".webm", ".flv", ".wmv")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture or file that an article has and the archive has not."""

    url: str
    is_image: bool


@dataclass(frozen=True, slots=True)
class Media:
    """What came of asking for one."""

    url: str
    is_image: bool
    media_type: str = ""
    body: bytes = b""
    error: str = ""  # why there is none
    may_come: bool = False  # another try may bring it
    is_refused: bool = False  # the server wants to be left alone for now


@dataclass(frozen=True, slots=True)
class MediaReport:
    """How many pictures and files of articles were kept, and how many were asked for in vain."""

    images: int = 0
    files: int = 0
    failed: int = 0


def find_missing(store: Store, draft: Draft, *, with_images: bool, with_files: bool) -> tuple[Wanted, ...]:
    """Return the pictures and files of an article that are on the web and not in the archive, each address once."""
    images = [figure.url for figure in draft.figures if is_web(figure.url)] if with_images else []
    files = [one.url for one in draft.attachments if _is_file(one.url, one.media_type)] if with_files else []
    wanted = {url: Wanted(url, is_image=False) for url in list(dict.fromkeys(files))[:MOST_FILES]}
    wanted |= {url: Wanted(url, is_image=True) for url in list(dict.fromkeys(images))[:MOST_IMAGES]}
    known = store.files.find_all(wanted)
    return tuple(one for url, one in wanted.items() if url not in known)


def iter_media(  # noqa: PLR0913 - what is asked for, and how
    web: Web,
    wanted: Iterable[Wanted],
    clock: Callable[[], datetime],
    *,
    found_at: str,
    is_late: Callable[[], bool] = bool,
    is_legacy_tls: Callable[[str], bool] = bool,
) -> Iterator[Media]:
    """Yield what comes of asking for pictures and files, until the time is up, or too much came, or nothing.

    found_at is the page or feed that named them: from outside nothing leads into the house. Without it nothing does.
    """
    size = failures = 0
    for one in wanted:
        if size >= MOST_BYTES or failures >= MOST_FAILURES or is_late():
            return
        request = Request(
            url=one.url,
            found_at=found_at,
            is_public_only=not found_at,
            accept=IMAGE_TYPES if one.is_image else "",
            largest=LARGEST_IMAGE if one.is_image else LARGEST_FILE,
            is_legacy_tls=is_legacy_tls(one.url),
            is_part=True,
        )
        media = _fetch(web, request, one, clock())
        size += len(media.body)
        failures = failures + 1 if media.may_come else 0
        yield media
        if media.is_refused:
            return


def keep_media(store: Store, media: Iterable[Media], now: datetime) -> MediaReport:
    """Keep what came, each once. Call inside a transaction."""
    images = files = failed = 0
    for one in media:
        if one.error:
            failed += 1
            continue
        store.files.add(one.url, one.body, one.media_type, now)
        images += one.is_image
        files += not one.is_image
    return MediaReport(images, files, failed)


def keep_media_of(  # noqa: PLR0913 - whose, which, and the world they are in
    store: Store,
    web: Web,
    ids: Iterable[ArticleId],
    clock: Callable[[], datetime],
    *,
    with_images: bool = True,
    with_files: bool = False,
) -> MediaReport:
    """Fetch what is missing of the pictures and files of articles; each is kept as soon as it is here."""
    reports: list[MediaReport] = []
    for article_id in ids:
        wanted = find_missing(store, store.articles.get(article_id), with_images=with_images, with_files=with_files)
        for media in iter_media(web, wanted, clock, found_at=page_of(store, article_id) if wanted else ""):
            with store.transaction():
                reports.append(keep_media(store, (media,), clock()))
    return MediaReport(*(sum(getattr(one, name) for one in reports) for name in ("images", "files", "failed")))


def page_of(store: Store, article_id: ArticleId) -> str:
    """Return the address that the page of an article was fetched from; "" if it came otherwise."""
    try:
        capture = store.captures.get(article_id)
    except NotFoundError:
        return ""
    return capture.url if capture.status else ""


def _is_file(url: str, media_type: str) -> bool:
    """Tell whether an attachment can be a document or a packed file: sound and film are not kept."""
    is_played = media_type.startswith(("audio/", "video/")) or url.partition("?")[0].lower().endswith(_PLAYED)
    return is_web(url) and not is_played


def _fetch(web: Web, request: Request, wanted: Wanted, now: datetime) -> Media:
    from newsarchive.extract.media_types import file_type, picture_type

    answer: Answer | None = None
    try:
        answer = web.get(request, now)
        body = to_capture(answer).body
    except FetchError as error:
        _LOG.info("%s: %s", wanted.url, error.reason)
        status = answer.status if answer else 0
        may_come = not status or status >= _SERVER_ERRORS or status in _REFUSED
        refused = status in _REFUSED
        return Media(wanted.url, wanted.is_image, error=error.reason, may_come=may_come, is_refused=refused)
    media_type = picture_type(body) if wanted.is_image else file_type(body, wanted.url)
    if not media_type:
        reason = "not a picture that is kept" if wanted.is_image else "not a document or packed file"
        _LOG.info("%s: %s", wanted.url, reason)
        return Media(wanted.url, wanted.is_image, error=reason)
    return Media(wanted.url, wanted.is_image, media_type, body)
