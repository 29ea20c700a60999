"""What a feed says."""

from dataclasses import dataclass
from datetime import datetime

from newsarchive.model.article import UNKNOWN, Attachment, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, as the feed gives it."""

    guid: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""  # plain text
    html: str = ""  # the content as received: hostile until read by `extract`
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()  # only those that newsarchive itself exported
    published: Moment = UNKNOWN
    language: str = ""
    attachments: tuple[Attachment, ...] = ()  # as tags: only of our own exports


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A feed as read: what it says of itself, and its entries in their order."""

    title: str = ""
    url: str = ""  # the site it belongs to
    self_url: str = ""  # its own address
    language: str = ""
    entries: tuple[Entry, ...] = ()
    is_own: bool = False  # newsarchive wrote it: its ids are permanent ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What an exported feed says of itself."""

    title: str
    url: str
    description: str = ""
    language: str = "vi"
    built_at: datetime | None = None  # the newest change among its articles; None if it has none
