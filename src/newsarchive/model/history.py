"""What became of an article over time: its revisions, and each look at its source."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsarchive.model.article import ArticleId, Draft


class Change(StrEnum):
    """How a revision differs from what its article held before."""

    FIRST = "first"
    TEXT = "text"  # other words in title, subtitle, summary or text
    TYPOGRAPHY = "typography"  # the same words, but for case and punctuation
    METADATA = "metadata"  # the same words throughout: another section, date, byline, caption or file
    COMPLETED = "completed"  # the whole text, where only a summary was known
    EXTRACTION = "extraction"  # the same bytes, read by other rules
    EDITED = "edited"  # by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of an article's content."""

    number: int
    revised_at: datetime  # UTC
    change: Change
    digest: str  # of the content (text.digest.content_digest)
    draft: Draft
    capture_id: int | None = None
    source_digest: str = ""  # SHA-256 of the bytes that it was read from
    captured_at: datetime | None = None
    is_current: bool = False


class Sighting(StrEnum):
    """What a look at the source of an article came to."""

    SAME = "same"
    REVISED = "revised"
    GONE = "gone"
    MOVED = "moved"
    FAILED = "failed"
    EDITED = "edited"  # no look at the source: a person changed it, or newer rules read it again


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One look at the source of an article, and what the archive held of it afterwards."""

    observed_at: datetime  # UTC
    sighting: Sighting
    revision: int  # its number
    capture_id: int | None = None
    status: int = 0  # of HTTP; 0 if there was none
    url: str = ""  # that answered, where it is not the article's
    visits: int | None = None
    note: str = ""  # why it failed, or how it is known to be gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When the source of an article is to be looked at again, and what is known of it."""

    article_id: ArticleId
    url: str  # where to look
    checked_at: datetime | None = None
    next_check_at: datetime | None = None  # None: as soon as possible
    gone_since: datetime | None = None
    failures: int = 0  # in a row
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A picture or file of an article, as it was received."""

    url: str
    digest: str  # SHA-256 of its bytes
    media_type: str
    size: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """Another article with the same text, or much of it."""

    id: ArticleId
    title: str
    site: str
    published: str  # as Moment.value
    containment: float  # share of the smaller text that the larger one holds, 0 to 1
    is_first: bool = False  # it was published first of all
