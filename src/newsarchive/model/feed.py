"""What a feed says, and what the archive knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from newsarchive.model.article import UNKNOWN, Article, ArticleId, Attachment, Figure, Moment

FeedId = NewType("FeedId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, as the feed gives it."""

    guid: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""  # plain text
    html: str = ""  # the content as received: hostile until read by `extract`
    has_content: bool = False  # `html` stood where a format puts the whole text, not its summary
    authors: tuple[str, ...] = ()
    section: str = ""
    categories: tuple[str, ...] = ()  # what else its source files it under
    tags: tuple[str, ...] = ()  # only those that newsarchive itself exported
    published: Moment = UNKNOWN
    updated: Moment = UNKNOWN
    language: str = ""
    figures: tuple[Figure, ...] = ()  # pictures beside the content
    attachments: tuple[Attachment, ...] = ()
    exact: Article | None = None  # of our own lossless exports: the article itself, its id 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How often, and when, a feed asks to be fetched."""

    interval: int = 0  # seconds between two fetches at least; 0 if it does not say
    skip_hours: tuple[int, ...] = ()  # 0 to 23, in GMT
    skip_days: tuple[int, ...] = ()  # 0 is Monday, in GMT


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed as read: what it says of itself, and its entries in their order."""

    title: str = ""
    url: str = ""  # the site it belongs to
    self_url: str = ""  # its own address
    language: str = ""
    generator: str = ""
    hub: str = ""  # its WebSub hub; recorded, never called
    timing: Timing = Timing()
    entries: tuple[Entry, ...] = ()
    is_own: bool = False  # newsarchive wrote it: its ids are permanent ids
    repairs: tuple[str, ...] = ()  # what had to be mended before it could be read, each in a few words


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What an exported feed says of itself."""

    title: str
    url: str
    description: str = ""
    language: str = "vi"
    built_at: datetime | None = None  # the newest change among its articles; None if it has none
    self_url: str = ""
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # relation to address (RFC 5005)
    is_archive: bool = False  # an archive document of RFC 5005: nothing will change in it


class FeedState(StrEnum):
    """Whether a subscription is fetched."""

    ACTIVE = "active"
    PAUSED = "paused"  # by hand
    GONE = "gone"  # its server said that it is gone for good (410)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """How the user wants a feed to be read."""

    section: str = ""  # for its articles, whatever they say; "" leaves what they say
    tags: tuple[str, ...] = ()
    interval: int = 0  # seconds between two fetches at least; 0 is the usual hour
    wants_pages: bool = True  # fetch the page of an entry that comes with a summary only
    wants_images: bool = True  # fetch the pictures of its articles
    wants_files: bool = False  # fetch the files that they link to
    is_legacy_tls: bool = False  # for servers that know only TLS 1.0 and old ciphers


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that the user has subscribed to, and how its last fetches went."""

    id: FeedId
    url: str  # where it is fetched
    title: str = ""
    site_url: str = ""
    settings: FeedSettings = FeedSettings()
    state: FeedState = FeedState.ACTIVE
    subscribed_at: datetime
    checked_at: datetime | None = None  # the last fetch, whatever came of it
    succeeded_at: datetime | None = None
    next_check_at: datetime | None = None  # None: as soon as possible
    failures: int = 0  # in a row
    failing_since: datetime | None = None
    told_at: datetime | None = None  # when cron was told of the failure that lasts
    error: str = ""  # of the last fetch
    etag: str = ""  # as received, never looked into
    last_modified: str = ""
    body_digest: str = ""  # SHA-256 of the document last read
    former_urls: tuple[str, ...] = ()  # where it was fetched before it moved, the newest last
    repairs: tuple[str, ...] = ()  # of the document last read
    hub: str = ""
    timing: Timing = Timing()  # as the document last read asks: an answer that nothing is new does not repeat it
    articles: int = 0  # how many of its articles the archive has; 0 also where nobody counted
    pages_missing: int = 0  # entries whose page is still to be fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed in a list of feeds (OPML)."""

    url: str  # as the list gives it: not always an address of the web
    title: str = ""
    site_url: str = ""
    section: str = ""  # the folder it stands in
    tags: tuple[str, ...] = ()  # folders in that folder, and its categories
    interval: int = 0  # this and what follows as our own lists say it: `FeedSettings`
    wants_pages: bool = True
    wants_images: bool = True
    wants_files: bool = False
    is_legacy_tls: bool = False
    is_paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryState:
    """What the archive knows of an entry that a feed shows again."""

    guid: str
    article_id: ArticleId
    url: str = ""  # canonical address of the entry
    title: str = ""  # as the feed gave it last
    digest: str = ""  # of the entry as the feed gave it; "" if it was not kept by this release
    page_tries: int | None = None  # how often its page was asked for in vain; None if none is missing
    is_joined: bool = False  # its article came from elsewhere before
    is_deleted: bool = False  # somebody deleted its article by hand


class Check(StrEnum):
    """How the fetch of a feed went."""

    READ = "read"
    UNCHANGED = "not modified"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What one sync did with one feed."""

    id: FeedId
    url: str
    title: str
    check: Check
    status: int = 0  # of HTTP; 0 if no server answered
    added: int = 0
    revised: int = 0
    completed: int = 0  # articles that were only summaries
    unchanged: int = 0
    deleted: int = 0  # entries whose article somebody deleted by hand
    skipped: tuple[str, ...] = ()  # entries that hold no article, each with its reason
    pages: int = 0  # pages fetched
    pages_missing: int = 0  # pages still to be fetched
    images: int = 0  # pictures fetched
    files: int = 0  # attachments fetched
    media_failed: int = 0  # pictures and attachments that were asked for in vain
    media_missing: int = 0  # articles whose pictures or attachments are still to be fetched
    requests: int = 0
    bytes: int = 0  # received, unpacked
    moved_to: str = ""
    others: tuple[str, ...] = ()  # feeds beside this one that the page names which led to it
    repairs: tuple[str, ...] = ()
    error: str = ""
    failures: int = 0  # in a row, this one included
    failing_since: datetime | None = None
    is_news: bool = False  # the error has lasted, or has ended after it had: worth a line from cron
    next_check_at: datetime | None = None
