"""The readers that are compared: newsarchive, and the two libraries that it uses, each alone with its own metadata."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsarchive.errors import ParseError
from newsarchive.extract.capture import read_capture
from newsarchive.model.article import Capture
from newsarchive.model.extraction import NOTHING_KNOWN, Extraction, SiteKnowledge
from newsarchive.text.digest import line_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SEEN_AT = datetime(2026, 3, 2, tzinfo=UTC)
_REPEATED = 3  # pages of a site that make a line chrome
_BLOCKS = "p div li tr h1 h2 h3 h4 h5 h6 td th figcaption blockquote pre ul ol table section article".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader says of a page."""

    text: str = ""
    summary: str = ""
    title: str = ""
    subtitle: str = ""
    section: str = ""
    byline: tuple[str, ...] = ()
    credit: str = ""
    published: str = ""
    event: str = ""
    captions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    visits: int | None = None

    @property
    def whole(self) -> str:
        """Return the text with its lead, which some readers keep apart from it."""
        return f"{self.summary}\n{self.text}" if self.summary and self.summary not in self.text else self.text


Reader = Callable[[bytes, str], Reading]


def capture_of(page: bytes, url: str) -> Capture:
    """Return a page as newsarchive receives it."""
    return Capture(url, page, "text/html; charset=utf-8", _SEEN_AT, status=200)


def newsarchive(site: SiteKnowledge = NOTHING_KNOWN) -> Reader:
    """Return a reader that knows a site."""

    def read(page: bytes, url: str) -> Reading:
        try:
            return _reading_of(read_capture(capture_of(page, url), site))
        except ParseError:
            return Reading()

    return read


def learned(pages: Iterable[tuple[bytes, str]]) -> SiteKnowledge:
    """Return what newsarchive learns from other pages of a site: the lines that three or more of them show."""
    counts: Counter[int] = Counter()
    for page, url in pages:
        counts.update(set(map(line_key, read_capture(capture_of(page, url)).lines)))
    return SiteKnowledge(chrome=frozenset(one for one, count in counts.items() if count >= _REPEATED))


def trafilatura(page: bytes, url: str) -> Reading:
    """Read a page with trafilatura alone, in its default mode."""
    from trafilatura import bare_extraction

    found = bare_extraction(page, url=url or None, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict):
        return Reading()
    return Reading(
        text=found.text or "",
        title=found.title or "",
        byline=tuple(found.author.split("; ")) if found.author else (),
        published=found.date or "",
        section=found.categories[0] if found.categories else "",
    )


def readability(page: bytes, url: str) -> Reading:
    """Read a page with readability-lxml alone."""
    from lxml.html import fromstring
    from readability import Document
    from readability.readability import Unparseable

    document = Document(page.decode("utf-8", "replace"))
    try:
        content = document.summary(html_partial=True)
    except Unparseable:
        return Reading()
    return Reading(text=_lines(fromstring(f"<div>{content}</div>")), title=document.short_title())


def _reading_of(extraction: Extraction) -> Reading:
    draft = extraction.draft
    return Reading(
        text=draft.text,
        summary=draft.summary,
        title=draft.title,
        subtitle=draft.subtitle,
        section=draft.section,
        byline=draft.byline,
        credit=draft.credit,
        published=draft.published.value,
        event=draft.event.value,
        captions=tuple(figure.caption for figure in draft.figures if figure.caption),
        files=tuple(file.url for file in draft.attachments),
        visits=extraction.visits,
    )


def _lines(root: "HtmlElement") -> str:
    """Return what an element shows, each block on a line of its own."""
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    for element in root.iter("br"):
        element.tail = "\n" + (element.tail or "")
    rows = (" ".join(row.split()) for row in root.text_content().split("\n"))
    return "\n".join(row for row in rows if row)
