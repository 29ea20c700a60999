"""Subscriptions: beginning, changing and ending them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from newsarchive.errors import ParseError, SourceError, UsageError
from newsarchive.fetch.http import to_capture
from newsarchive.model.feed import Feed, FeedDocument, FeedReport, FeedSettings, FeedState, Outline
from newsarchive.model.web import Answer, Request
from newsarchive.operations.fetching import FEED_TYPES, LARGEST_FEED, as_read, declared_charset, read_document
from newsarchive.operations.health import with_former
from newsarchive.operations.issue import begin, finish_inside
from newsarchive.operations.schedule import LONGEST_WISH, SHORTEST
from newsarchive.operations.web import Web
from newsarchive.store.store import Store
from newsarchive.text.normalize import clean_line
from newsarchive.text.urls import is_web, site, without_password

MOST_TRIES = 8  # addresses that a page may lead to


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedChanges:
    """What is to change in a subscription; None leaves it as it is."""

    title: str | None = None
    url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] | None = None
    interval: int | None = None  # seconds
    wants_pages: bool | None = None
    wants_images: bool | None = None
    wants_files: bool | None = None
    is_legacy_tls: bool | None = None


@dataclass(frozen=True, slots=True)
class OpmlReport:
    """What became of a list of subscriptions."""

    added: tuple[Feed, ...]
    known: tuple[str, ...]  # addresses subscribed to before
    broken: tuple[tuple[str, str], ...]  # a title or an address, and what is wrong with it


def subscribe(  # noqa: PLR0913 - what, how, and the world it happens in
    store: Store, url: str, settings: FeedSettings, *, web: Web, now: datetime, jitter: Callable[[], float]
) -> FeedReport:
    """Subscribe to the feed at url, or to the one that the page at url leads to, and archive what it holds now.

    A feed is asked for once. Pages and pictures of its entries are left to the next sync.

    Raises:
        UsageError: this is no address of the web, or is subscribed to already; or the interval cannot be.
        FetchError: nothing came from there.
        ParseError: it is neither a feed nor a page that leads to one.
    """
    url, settings = _address(url), checked(settings)
    finder = _Finder(store, web, settings, now)
    answer, document = finder.find(url)
    address = answer.moved_to or answer.requested_url
    _check_new(store, address)
    with store.transaction():
        title = clean_line(document.title) or site(address)
        feed = store.feeds.subscribe(address, title, document.url, settings, now)
        report = finish_inside(store, begin(store, as_read(feed, answer, document)), now, jitter())
    return replace(report, requests=finder.requests, others=finder.others)


def edit_feed(store: Store, name: str, changes: FeedChanges) -> Feed:
    """Change a subscription; return it as it is now.

    Raises:
        NotFoundError: there is no such feed.
        UsageError: nothing is to change, or to what cannot be.
    """
    given = {one.name: getattr(changes, one.name) for one in fields(changes)}
    given = {name: value for name, value in given.items() if value is not None}
    if not given:
        raise UsageError("nothing to change", "give for example: --section or --interval")
    with store.transaction():
        feed = _changed(store.feeds.get(name), given)
        if changes.url is not None:
            feed = _elsewhere(store, feed, _address(changes.url))
        if changes.url is not None or changes.is_legacy_tls is not None:
            feed = _afresh(feed)
        store.feeds.save(feed)
    return feed


def pause(store: Store, name: str) -> Feed:
    """Fetch a feed no more until it is resumed. Raises NotFoundError."""
    with store.transaction():
        feed = replace(store.feeds.get(name), state=FeedState.PAUSED)
        store.feeds.save(feed)
    return feed


def resume(store: Store, name: str) -> Feed:
    """Fetch a feed again, one that was gone too, from the next sync on. Raises NotFoundError."""
    with store.transaction():
        feed = _afresh(replace(store.feeds.get(name), state=FeedState.ACTIVE))
        store.feeds.save(feed)
    return feed


def remove_feed(store: Store, name: str) -> Feed:
    """End a subscription; return it. What it brought stays. Raises NotFoundError."""
    with store.transaction():
        feed = store.feeds.get(name)
        store.feeds.remove(feed.id)
        store.wanted_media.forget(feed.id)
    return feed


def import_opml(store: Store, body: bytes, name: str, now: datetime) -> OpmlReport:
    """Subscribe to the feeds of the list called name; the next sync fetches them. Raises ParseError if it is none."""
    from newsarchive.feeds.opml import read_opml

    added, known, broken = [], [], []
    with store.transaction():
        for outline in read_opml(body, name):
            try:
                url = _address(outline.url)
            except UsageError as error:
                broken.append((outline.title, error.message))
                continue
            if store.feeds.find_by_url(url):
                known.append(url)
                continue
            added.append(_take_in(store, outline, url, now))
    return OpmlReport(tuple(added), tuple(known), tuple(broken))


def _take_in(store: Store, outline: Outline, url: str, now: datetime) -> Feed:
    settings = FeedSettings(
        section=outline.section,
        tags=outline.tags,
        wants_pages=outline.wants_pages,
        wants_images=outline.wants_images,
        wants_files=outline.wants_files,
        is_legacy_tls=outline.is_legacy_tls,
    )
    with suppress(UsageError):  # a wish of the list's that cannot be is none
        settings = checked(replace(settings, interval=outline.interval))
    feed = store.feeds.subscribe(url, clean_line(outline.title) or site(url), outline.site_url, checked(settings), now)
    if outline.is_paused:
        feed = replace(feed, state=FeedState.PAUSED)
        store.feeds.save(feed)
    return feed


class _Finder:
    """Looks for the feed that an address means."""

    def __init__(self, store: Store, web: Web, settings: FeedSettings, now: datetime) -> None:
        self._store = store
        self._web = web
        self._settings = settings
        self._now = now
        self.requests = 0
        self.others: tuple[str, ...] = ()  # feeds that the page names and that were not tried

    def find(self, url: str) -> tuple[Answer, FeedDocument]:
        """Return what answers at the address of the feed, and what it holds. Raises as `subscribe`."""
        answer = self._get(url)
        try:
            return answer, read_document(answer)
        except ParseError as error:
            tried = {answer.requested_url, answer.url}
            named, places = self._candidates(answer)
            for candidate in [link for link in dict.fromkeys((*named, *places)) if link not in tried][:MOST_TRIES]:
                found = self._try(candidate, answer.url)
                tried.add(candidate)
                if found:
                    tried.add(found[0].url)
                    self.others = tuple(link for link in named if link not in tried)
                    return found
            raise ParseError(url, "neither a feed nor a page that leads to one", error.hint) from error

    def _get(self, url: str, found_at: str = "") -> Answer:
        """Return the answer of a page that is there. Raises UsageError, FetchError."""
        _check_new(self._store, url)
        request = Request(
            url=url,
            found_at=found_at,
            accept=FEED_TYPES,
            largest=LARGEST_FEED,
            is_legacy_tls=self._settings.is_legacy_tls,
        )
        answer = self._web.get(request, self._now)
        self.requests += answer.requests
        to_capture(answer)
        return answer

    def _try(self, url: str, found_at: str) -> tuple[Answer, FeedDocument] | None:
        try:
            answer = self._get(url, found_at)
            return answer, read_document(answer)
        except SourceError:
            return None

    def _candidates(self, answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return where the feed of a page may be: where it says, and where portals have theirs."""
        from newsarchive.extract.decode import decode, is_html
        from newsarchive.extract.feed_links import find_feed_links, usual_places

        charset = declared_charset(answer)
        if not is_html(decode(answer.body, charset)):
            return (), ()
        return find_feed_links(answer.body, answer.url, charset), usual_places(answer.url)


def _address(text: str) -> str:
    """Return a web address as it is fetched. Raises UsageError if it is none.

    >>> _address(" feed://xa.example/rss#top ")
    'http://xa.example/rss'
    """
    url = text.strip().partition("#")[0]
    if url.startswith("feed:"):  # as browsers once wrote it
        url = url.removeprefix("feed:")
        url = f"http:{url}" if url.startswith("//") else url
    if not is_web(url):
        raise UsageError(
            f"{without_password(text)}: not an address of the web", "give an http or https address without a password"
        )
    return url


def checked(settings: FeedSettings) -> FeedSettings:
    """Return settings, cleaned. Raises UsageError for an interval that cannot be."""
    least, most = SHORTEST.total_seconds(), LONGEST_WISH.total_seconds()
    if settings.interval and not least <= settings.interval <= most:
        raise UsageError("an interval of less than an hour, or of more than a year", "give for example: --interval 6h")
    tags = tuple(dict.fromkeys(filter(None, map(clean_line, settings.tags))))
    return replace(settings, section=clean_line(settings.section), tags=tags)


def _check_new(store: Store, url: str, feed: Feed | None = None) -> None:
    """Raise UsageError if a feed other than this one is fetched at url, or was before it moved."""
    known = store.feeds.find_by_url(url)
    if known and (feed is None or known.id != feed.id):
        raise UsageError(f"{url}: subscribed to already", f"see it with: newsarchive feed show {known.id}")


def _changed(feed: Feed, values: dict[str, Any]) -> Feed:
    """Return a feed with another title and other settings. Raises UsageError."""
    title = clean_line(values.get("title", feed.title))
    if not title:
        raise UsageError("a feed needs a title", 'write for example: --title "Xã Bình Lạc"')
    values = {name: value for name, value in values.items() if name not in ("title", "url")}
    return replace(feed, title=title, settings=checked(replace(feed.settings, **values)))


def _elsewhere(store: Store, feed: Feed, url: str) -> Feed:
    """Return a feed at another address: what was learnt at the old one says nothing of it. Raises UsageError."""
    if url == feed.url:
        return feed
    _check_new(store, url, feed)
    return replace(feed, url=url, former_urls=with_former(feed), etag="", last_modified="", body_digest="")


def _afresh(feed: Feed) -> Feed:
    """Return a feed that is due at once, its failures forgotten."""
    return replace(feed, next_check_at=None, failures=0, failing_since=None, told_at=None, error="")
