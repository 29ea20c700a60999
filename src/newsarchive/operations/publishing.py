"""Publishing articles as a feed: one document, or a document and its archive by month (RFC 5005)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from newsarchive.errors import UsageError
from newsarchive.model.article import Article, ArticleId
from newsarchive.model.feed import Channel
from newsarchive.operations.files import TITLE, Write, make_folder, written_whole
from newsarchive.store.store import Store
from newsarchive.text.dates import HANOI
from newsarchive.text.urls import is_web, site

_DESCRIPTION = "Tin bài đã lưu trữ"
_NO_SITE = "urn:newsarchive:archive"
_MONTH_FILE = re.compile(r"[0-9]{4}-[0-9]{2}\.xml")
_FILE = re.compile(r"[\w-][\w.-]*\.\w+")
_HEAD = 10_000  # characters that hold what a document says of itself
_CURRENT = 50  # articles in the current document, at least


class FeedFormat(StrEnum):
    """A format that articles are published in."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json-feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """How articles are published, and what the feed says of itself."""

    format: FeedFormat = FeedFormat.RSS
    title: str = ""
    link: str = ""  # the site; "" is that of the newest article that has one
    self_url: str = ""  # where the feed will be found
    is_lossless: bool = False
    is_summary_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What became of the documents of an archived feed."""

    articles: int
    written: tuple[str, ...]  # names of files
    unchanged: tuple[str, ...]
    removed: tuple[str, ...] = ()  # of months that have no article any more


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article belongs, and when it changed."""

    id: ArticleId
    month: str
    revised_at: datetime


def export_feed(store: Store, ids: Sequence[ArticleId], write: Write, publication: Publication | None = None) -> int:
    """Write the articles as one feed document; return how many.

    Raises:
        UsageError: an address of the feed is none.
    """
    publication = publication or Publication()
    channel = replace(_to_channel(store, ids, publication), built_at=store.articles.last_change(ids))
    for chunk in _chunks(store, ids, channel, publication):
        write(chunk)
    return len(ids)


def export_archive(
    store: Store, ids: Sequence[ArticleId], folder: Path, publication: Publication, *, limit: int | None = None
) -> Pages:
    """Write the newest articles into the current document, and those of each month before into one of their own.

    What has changed lately is in the current document too, however old it is: that is all that readers ask for
    again. Documents that would not change are not touched; those that no article is left for are removed.

    Raises:
        UsageError: the format has no archives, or the feed no address.
        NewsArchiveError: the folder cannot be made or written.
    """
    if publication.format is FeedFormat.JSON:
        raise UsageError("a JSON Feed has no archive documents", "give --rss or --atom")
    channel = _to_channel(store, ids, publication)
    current = _current_name(publication.self_url)
    make_folder(folder)
    places = [_Place(one.id, _month(one), one.revised_at) for one in store.articles.iter_ids(ids)]
    written: list[str] = []
    unchanged: list[str] = []
    for name, found, links in _documents(places, current, limit or _CURRENT):
        addresses = {relation: urljoin(publication.self_url, to) for relation, to in links.items()}
        document = replace(channel, links=addresses, built_at=max(one.revised_at for one in found))
        if name != current:
            here = urljoin(publication.self_url, name)
            links_home = addresses | {"current": publication.self_url}
            document = replace(document, self_url=here, links=links_home, is_archive=True)
        chunks = partial(_chunks, store, tuple(one.id for one in found), document, publication)
        (written if _write_changed(folder / name, chunks) else unchanged).append(name)
    removed = _remove_others(folder, {*written, *unchanged}, publication.self_url)
    return Pages(articles=len(places), written=tuple(written), unchanged=tuple(unchanged), removed=removed)


def export_opml(store: Store, write: Write, title: str = "") -> int:
    """Write the subscriptions as OPML 2.0; return how many."""
    from newsarchive.feeds.opml import write_opml

    feeds = store.feeds.list()
    for chunk in write_opml(feeds, title.strip() or TITLE):
        write(chunk)
    return len(feeds)


def _to_channel(store: Store, ids: Sequence[ArticleId], publication: Publication) -> Channel:
    for name, address in (("--link", publication.link), ("--self-url", publication.self_url)):
        if address and not is_web(address):
            raise UsageError(f"{name} {address}: not an address of the web", "give an http or https address")
    sites = (site(article.url) for article in store.articles.iter_ids(ids[:_CURRENT]))
    home = publication.link or next(filter(None, sites), _NO_SITE)
    title = publication.title.strip() or TITLE
    return Channel(title=title, url=home, description=_DESCRIPTION, self_url=publication.self_url)


def _chunks(store: Store, ids: Sequence[ArticleId], channel: Channel, publication: Publication) -> Iterator[str]:
    from newsarchive.feeds.atom import write_atom
    from newsarchive.feeds.json_write import write_json_feed
    from newsarchive.feeds.rss import write_rss

    writers = {FeedFormat.RSS: write_rss, FeedFormat.ATOM: write_atom, FeedFormat.JSON: write_json_feed}
    return writers[publication.format](
        store.articles.iter_ids(ids),
        channel,
        is_lossless=publication.is_lossless,
        is_summary_only=publication.is_summary_only,
    )


def _documents(
    places: Sequence[_Place], current: str, limit: int
) -> Iterator[tuple[str, Sequence[_Place], dict[str, str]]]:
    """Yield the documents of a feed: file name, articles in their order, and the names of its neighbours."""
    months: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        months[place.month].append(place)
    newest = max(months)
    files = [f"{month}.xml" for month in sorted(months) if month != newest]
    links: dict[str, dict[str, str]] = defaultdict(dict)
    for before, after in pairwise(files):
        links[after]["prev-archive"] = before
        links[before]["next-archive"] = after
    for name in files:
        yield name, months[name.removesuffix(".xml")], links[name]
    yield current, _current(places, newest, limit), {"prev-archive": files[-1]} if files else {}


def _current(places: Sequence[_Place], newest: str, limit: int) -> Sequence[_Place]:
    latest = sorted(places, key=lambda place: place.revised_at, reverse=True)[:limit]
    chosen = {place.id for place in (*places[:limit], *latest)}
    return [place for place in places if place.month == newest or place.id in chosen]


def _month(article: Article) -> str:
    """Return the month, in Hanoi, in which an article was published; if nobody knows, that it was archived in."""
    if article.published.instant:
        day = article.published.instant.astimezone(HANOI).date()
    else:
        day = article.published.day or article.archived_at.astimezone(HANOI).date()
    return f"{day.year:04}-{day.month:02}"


def _current_name(self_url: str) -> str:
    if not self_url:
        raise UsageError("archive documents link to each other", "say where they will be found with --self-url")
    name = urlsplit(self_url).path.rpartition("/")[2]
    if _MONTH_FILE.fullmatch(name):
        raise UsageError(f"{name} is the name of an archive document", "give the feed another one with --self-url")
    return name if _FILE.fullmatch(name) else "index.xml"


def _write_changed(path: Path, chunks: Callable[[], Iterator[str]]) -> bool:
    """Write a document unless the file holds it already; tell whether it was written."""
    if _holds(path, chunks()):
        return False
    with written_whole(path) as write:
        for chunk in chunks():
            write(chunk)
    return True


def _remove_others(folder: Path, names: set[str], self_url: str) -> tuple[str, ...]:
    """Remove the documents of this feed whose articles are all gone: what was deleted is to be seen no more."""
    removed = []
    for path in sorted(folder.iterdir()):
        is_other = path.name not in names and _MONTH_FILE.fullmatch(path.name) and path.is_file()
        if is_other and _is_archive_of(path, self_url):
            path.unlink()
            removed.append(path.name)
    return tuple(removed)


def _is_archive_of(path: Path, self_url: str) -> bool:
    from newsarchive.feeds.write import is_archive_head

    with path.open(encoding="utf-8", errors="replace") as file:
        return is_archive_head(file.read(_HEAD), self_url)


def _holds(path: Path, chunks: Iterator[str]) -> bool:
    try:
        with path.open("rb") as file:
            return all(file.read(len(data)) == data for data in map(str.encode, chunks)) and not file.read(1)
    except OSError:
        return False
