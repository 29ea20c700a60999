"""What reading a page brings to light beside the article: how each field is known, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsarchive.model.article import Draft

EXTRACTOR = 1  # the version of the rules that read captures; revisions of before have 0. Each change of rules raises it


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a field is known."""

    field: str  # of Draft
    rule: str  # "og:title, h1 and the visible line", in plain English
    place: str = ""  # "line 12 of the page", "meta[property='og:title']"


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that a page shows and its article does not hold."""

    text: str
    reason: str  # "a counter", "on 5 of the last 10 pages of this site", "after the end of the article"


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What the user says of the pages of one site: a CSS selector a field."""

    selectors: Mapping[str, str] = field(
        default_factory=dict
    )  # by field of Draft: title, subtitle, summary, text, byline, …
    remove: tuple[str, ...] = ()  # selectors of what is no part of any article


@dataclass(frozen=True, slots=True)
class SiteKnowledge:
    """What is known of the other pages of a site while one of them is read."""

    chrome: frozenset[int] = frozenset()  # keys (text.digest.line_key) of the lines that repeat on its pages
    rules: SiteRules = SiteRules()


NOTHING_KNOWN = SiteKnowledge()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """An article as it was read, and how."""

    draft: Draft
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None  # 0 to 1: how far two extractors agree on the text; None for what is no page
    doubts: tuple[str, ...] = ()  # why a person should look at it: "no title found", "two extractors disagree"
    visits: int | None = None  # as the page counts them
    lines: tuple[str, ...] = ()  # all that the page shows, in its order
    learned: tuple[str, ...] = ()  # lines taken from the article because they repeat on the site
