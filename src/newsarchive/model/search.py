"""What is asked of the archive, and what it answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from newsarchive.model.article import UNKNOWN, ArticleId, Moment


class Order(StrEnum):
    """How hits are put in order."""

    RELEVANCE = "relevance"
    DATE = "date"


class Field(StrEnum):
    """Where words are looked for."""

    TEXT = "text"  # title, summary, text, captions, byline
    TITLE = "title"
    SECTION = "section"
    BYLINE = "by"
    SITE = "site"
    LANGUAGE = "lang"
    DAY = "day"  # a day of any year: "04/10"


class Property(StrEnum):
    """What else an article can be chosen by."""

    TAG = "tag"  # a tag's name
    SOURCE = "source"  # words of its site, or of a feed that brought it
    FEED = "feed"  # words or address of a feed
    ID = "id"  # "17" or "17..20"
    IS = "is"  # "tagged", "revised", "gone", "doubtful", "reprinted"


class Match(StrEnum):
    """How a hit answers a query."""

    TYPED = "typed"  # every word as typed: marks typed count, marks not typed do not
    FOLDED = "folded"  # every word, but some only without its marks
    PARTIAL = "partial"  # some of the words


@dataclass(frozen=True, slots=True)
class Words:
    """Words typed side by side without quotes: an article must hold each of them.

    Every unit is one word in its equal forms, the first as typed: ("UBND", "ủy ban nhân dân"). What stands in the
    first form without a space, as "4/10", follows each other; so do all words of the other forms.
    """

    units: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, as typed."""

    text: str
    field: Field = Field.TEXT
    within: int | None = None  # in any order, with at most so many other words between
    is_prefix: bool = False  # text is the beginning of a word, of three letters or more


@dataclass(frozen=True, slots=True)
class Filter:
    """One property that an article must have."""

    property: Property
    value: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, on which an article was published, or was added; None is open."""

    since: date | None = None
    until: date | None = None
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What must hold together; without parts: every article."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Of what at least one must hold."""

    parts: tuple["Node", ...]


Node: TypeAlias = Words | Phrase | Filter | Period | Not | All | Either


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, and as it was typed."""

    root: Node = All()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around a match, and the places in them, as [start, end) offsets, that matched."""

    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article that answers a query."""

    id: ArticleId
    title: str
    published: Moment = UNKNOWN
    section: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    title_spans: tuple[tuple[int, int], ...] = ()  # [start, end) of what matched in the title
    snippet: Snippet = Snippet()
    match: Match = Match.TYPED
    reprints: tuple[ArticleId, ...] = ()  # others that answer and tell the same, where one stands for all
    revision: int = 0  # that answers, where the article as it is now does not; else 0


@dataclass(frozen=True, slots=True)
class Step:
    """One question that the index was asked, in its own language, and how many articles it gave; None: not counted."""

    name: str
    expression: str
    articles: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The hits of one page, and how they were found."""

    hits: tuple[Hit, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles answer; not exact, it is the least number: "3000+"."""

    articles: int
    is_exact: bool = True
    match: Match = Match.TYPED  # of the best


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of the articles that answer fall on each value, the most frequent first; years the newest first.

    Where more articles answer than are counted, the newest are.
    """

    count: Count
    years: tuple[tuple[str, int], ...] = ()  # "" if the year is not known
    sections: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    sites: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class TagRule:
    """A tag that every new article gets that answers a query."""

    tag: str
    query: str
