"""Originals out of the archive into a WARC file, and into it from one."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import BinaryIO

from newsarchive.errors import ParseError
from newsarchive.fetch.headers import to_kept
from newsarchive.fetch.local import opened_file, spooled
from newsarchive.model.article import Article, ArticleId, Capture, Outcome, Result
from newsarchive.operations.add import keep_capture
from newsarchive.operations.entries import Skipped
from newsarchive.operations.media import Media, MediaReport, Wanted, find_missing, keep_media
from newsarchive.store.store import Store
from newsarchive.warc.read import Passed, Received, read_warc
from newsarchive.warc.records import is_warc
from newsarchive.warc.write import iter_capture, resource, warcinfo

_PAGES = ("text/html", "application/xhtml", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """How much of articles a WARC file holds."""

    captures: int
    files: int  # pictures among them
    without: int  # articles of which the archive has no original


def export_warc(store: Store, ids: Sequence[ArticleId], write: Callable[[bytes], object], now: datetime) -> Originals:
    """Write all that was received of articles, at any time, with their pictures and files as far as they are kept."""
    write(warcinfo(now))
    captures, files, without = set[int](), set[str](), 0
    for article in store.articles.iter_ids(ids):
        of_it = store.captures.ids_of(article.id)
        without += not of_it
        for capture_id in of_it:
            if capture_id not in captures:
                captures.add(capture_id)
                for record in iter_capture(store.captures.get_by_id(capture_id), article.uuid):
                    write(record)
        for url, found in store.files.find_all(_parts(article) - files).items():
            files.add(url)
            write(resource(url, store.files.get(found.digest), found.media_type, found.fetched_at))
    return Originals(captures=len(captures), files=len(files), without=without)


@contextmanager
def opened_warc(source: str, stdin: BinaryIO) -> Iterator[BinaryIO]:
    """Yield a file, or standard input for "-", so that it can be read twice. Raises FetchError."""
    with spooled(stdin) if source == "-" else opened_file(source) as stream:
        yield stream


def is_warc_file(source: str) -> bool:
    """Tell whether a file is a WARC file, by how it begins. Raises FetchError."""
    with opened_file(source) as stream:
        return is_warc(stream)


def import_warc(
    store: Store, stream: BinaryIO, name: str, now: datetime
) -> Iterator[Result | Skipped | Passed | MediaReport]:
    """Archive the pages of a WARC file, as of when each was received; then what they show and link to.

    Yields what became of each record, a page as soon as it is on the disk, and where the file is damaged.
    Raises ParseError: it is no WARC file.
    """
    wanted: dict[str, Wanted] = {}
    for one in read_warc(stream, name):
        if isinstance(one, Passed):
            yield one if one.is_damage else Skipped(one.url, one.reason)
        elif _is_page(one):
            yield _keep(store, one, now, wanted)
    for one in read_warc(stream, name):
        if isinstance(one, Received) and not _is_page(one):
            yield _keep_part(store, one, now, wanted.pop(one.url, None))


def _parts(article: Article) -> set[str]:
    urls = (*(one.url for one in article.figures), *(one.url for one in article.attachments))
    return {url for url in urls if url}


def _is_page(received: Received) -> bool:
    return received.media_type.strip().lower().startswith(_PAGES) or not received.media_type


def _keep(store: Store, received: Received, now: datetime, wanted: dict[str, Wanted]) -> Result | Skipped:
    capture = _to_capture(received, now)
    try:
        result = keep_capture(store, capture, capture.captured_at, source=received.url)
    except ParseError as error:
        return Skipped(received.url, error.reason)
    if result.outcome is not Outcome.DELETED:
        article = store.articles.get(result.id)
        wanted |= {one.url: one for one in find_missing(store, article, with_images=True, with_files=True)}
    return result


def _to_capture(received: Received, now: datetime) -> Capture:
    return Capture(
        url="" if received.url.startswith("urn:") else received.url,
        body=received.body,
        media_type=received.media_type,
        captured_at=min(now, received.received_at),  # nothing comes from the future
        requested_url=received.hops[0].url if received.hops else "",
        status=received.status,
        headers=MappingProxyType(to_kept(received.headers)),
        hops=received.hops,
    )


def _keep_part(store: Store, received: Received, now: datetime, wanted: Wanted | None) -> MediaReport | Skipped:
    from newsarchive.extract.media_types import file_type, picture_type

    if wanted is None:
        return Skipped(received.url, f"neither a page nor a part of one: {received.media_type}")
    body = received.body
    media_type = picture_type(body) if wanted.is_image else file_type(body, wanted.url)
    if not media_type:
        return Skipped(received.url, "neither a picture nor a file that is kept")
    with store.transaction():
        return keep_media(store, [Media(wanted.url, wanted.is_image, media_type, body)], min(now, received.received_at))
