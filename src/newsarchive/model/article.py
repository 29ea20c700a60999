"""What the archive holds of an article.

Empty text means that the source has none; UNKNOWN stands for a date that nobody told us.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

ArticleId = NewType("ArticleId", int)


class Outcome(StrEnum):
    """What keeping a draft did to the archive."""

    ADDED = "added"
    REVISED = "revised"
    COMPLETED = "completed"  # what was only a summary is now the whole text
    UNCHANGED = "unchanged"
    DELETED = "deleted"  # somebody deleted this article by hand: it does not come back by itself


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as exactly as its source gives it, and the words it was read from.

    `value` is ISO 8601: an instant "2018-10-04T08:30:00+07:00", an hour "2018-10-04T08+07:00", a day "2018-10-04",
    a day of an unknown year "--10-04", or "" if nothing is known.

    >>> Moment("2018-10-04T08:30:00+07:00").day
    datetime.date(2018, 10, 4)
    >>> Moment("--10-04", "Chiều ngày 4/10").day is None
    True
    """

    value: str = ""
    words: str = ""

    @property
    def day(self) -> date | None:
        """Return the calendar day where it was published; None if the year is not known."""
        return date.fromisoformat(self.value[:10]) if self.value[:1].isdigit() else None

    @property
    def instant(self) -> datetime | None:
        """Return the instant, aware of its zone, or that an hour begins with; None if no time of day is known."""
        return datetime.fromisoformat(self.value) if "T" in self.value else None

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.value)


UNKNOWN = Moment()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of an article, with the words under it."""

    url: str = ""
    caption: str = ""
    position: int = 0  # how many paragraphs of the text stand before it


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article links to, with the words of the link."""

    url: str
    label: str = ""
    media_type: str = ""  # as a feed declares it
    size: int = 0  # bytes, as a feed declares them; 0 if it does not


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect: the address that was asked, and the status of HTTP that sent on from there."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were received, and where from."""

    url: str  # the final URL, or a file: URL; "" for standard input
    body: bytes
    media_type: str
    captured_at: datetime  # aware
    requested_url: str = ""  # what was asked for, where redirects led elsewhere
    status: int = 0  # of HTTP; 0 if there was none
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hops: tuple[Hop, ...] = ()  # the redirects on the way, the first one first


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as read from one capture, before the archive has seen it.

    All texts are clean (`text.normalize`); in `text` and `summary` a blank line parts paragraphs and a single
    line feed is a line break. `text` holds no chrome, caption or byline. `html` is the same text in typed blocks:
    p, h2 to h4, ul, ol, table, blockquote, pre and figure, sanitised, with absolute addresses.
    """

    title: str
    text: str
    url: str = ""  # canonical
    summary: str = ""
    section: str = ""
    byline: tuple[str, ...] = ()
    published: Moment = UNKNOWN
    language: str = ""  # BCP 47, lower case: "vi"
    figures: tuple[Figure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    categories: tuple[str, ...] = ()  # what else its source files it under, beside the section
    updated: Moment = UNKNOWN  # when its source says that it changed it last
    subtitle: str = ""
    credit: str = ""  # whom it is taken from, as it says itself: "Báo Hà Tĩnh"
    event: Moment = UNKNOWN  # when that happened which it tells of: "--10-04" or, by the year of publication, a day
    html: str = ""  # of the text; "" where only the text is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Draft):
    """One article of the archive: the content of its current revision, and what the archive knows about it."""

    id: ArticleId
    uuid: str  # "urn:uuid:…", permanent
    archived_at: datetime  # UTC
    revised_at: datetime  # UTC
    revision: int = 1
    tags: tuple[str, ...] = ()
    source_digest: str = ""  # SHA-256 of the bytes that its current revision was read from; "" if there were none
    captured_at: datetime | None = None  # UTC, when those bytes were received; None if there were none
    visits: int | None = None  # how often its portal says that it was read, when it was last looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Fields that a person sets by hand; None leaves what was read."""

    title: str | None = None
    section: str | None = None
    byline: tuple[str, ...] | None = None
    published: Moment | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive already knows of an article that comes again."""

    id: ArticleId
    title: str
    digest: str  # of its current revision
    url: str = ""
    is_deleted: bool = False
    hand_fields: tuple[str, ...] = ()  # fields of Overrides that a person has set
    is_summary: bool = False  # its current revision is only what a feed gave of a longer text
    is_copy: bool = False  # found by its words alone, while it has an address: the newcomer is a copy of its text
    extractor: int = 0  # the version of the rules that its current revision was read by


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source or entry."""

    outcome: Outcome
    id: ArticleId
    title: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag in its Vietnamese spelling, its slug, and how many articles carry it."""

    name: str
    slug: str
    articles: int
