"""Web pages: trafilatura finds the text; what a portal shows around it tells title, date, names and pictures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsarchive.errors import ParseError
from newsarchive.extract.body import Body, read_body
from newsarchive.extract.chrome import is_chrome
from newsarchive.extract.decode import decode
from newsarchive.extract.fields import (
    Kind,
    guess_language,
    is_account,
    is_known_section,
    kind_of,
    read_date_line,
    read_label,
    read_names,
    read_section,
)
from newsarchive.extract.layout import Layout, iter_lines, key_of, lay_out
from newsarchive.extract.lines import article_lines, is_list_item
from newsarchive.extract.markup import Part, open_layout_tables, parse_html, read_parts
from newsarchive.extract.metadata import Metadata, read_metadata
from newsarchive.extract.pasted import HINT, read_text, shorten
from newsarchive.model.article import UNKNOWN, Draft, Figure, Moment
from newsarchive.text.dates import read_date
from newsarchive.text.fold import fold
from newsarchive.text.normalize import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_WEIGHT = 1.0  # it is often the heading of a box
_BETWEEN_AUTHORS = re.compile(r"\s?[;,]\s?|\svà\s|\sand\s")
_LONGEST_NAME = 60
_LEAD_LENGTHS = range(40, 601)
_LEAD_START = 40
_NEAR = 4  # lines
_FILES = re.compile("(?:cac )?(?:tai lieu|tep|tep tin|file|van ban) (?:dinh )?kem(?: theo)?:?")  # above attachments


@dataclass(frozen=True, slots=True)
class _Extraction:
    """What trafilatura reads."""

    rows: tuple[str, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""


def read_page(body: bytes, url: str = "", charset: str = "") -> Draft:
    """Return the article on a web page.

    Raises:
        ParseError: no article is on it.
    """
    tree = parse_html(decode(body, charset))
    if tree is None:
        raise ParseError(url or "page", "no article in it", HINT)
    metadata = read_metadata(tree, url)
    parts = read_parts(tree, metadata.base_url)
    open_layout_tables(tree)
    found = _extract(tree, metadata.url)
    claims = (*metadata.titles, (found.title, _TITLE_WEIGHT))
    layout = lay_out(parts, claims, found.rows)
    title = layout.title
    pictures = tuple(layout.iter_pictures())
    section = _find_section(metadata, layout, title)
    hidden = {key_of(title), key_of(section), *(key_of(figure.caption) for _, figure in pictures)}
    rows = [row for row in found.rows if key_of(row) not in hidden and not _is_frame_row(row)]
    lines = article_lines(_space(rows))
    article = read_body(lines, has_captions=False)
    if not article.paragraphs:
        return _read_lines(parts, metadata, url or "page")
    text = "\n\n".join(article.paragraphs)
    return Draft(
        title=title or shorten(text),
        text=text,
        url=metadata.url,
        summary=_find_lead(metadata, layout, text),
        section=section,
        byline=_find_byline(metadata, layout, article, found.authors, is_vietnamese=bool(guess_language(text))),
        published=_find_date(metadata, layout, article) or read_date(found.day),
        language=metadata.language or guess_language(text),
        figures=tuple(_place(pictures, layout, article)),
        attachments=layout.attachments(),
    )


def _read_lines(parts: Iterable[Part], metadata: Metadata, source: str) -> Draft:
    """Read a page in which no extractor finds an article by its lines alone."""
    try:
        draft = read_text("\n\n".join(line for _, line in iter_lines(tuple(parts))))
    except ParseError as error:
        raise ParseError(source, error.reason, error.hint) from error
    published = draft.published if draft.published.day else metadata.published or draft.published
    language = metadata.language or draft.language
    return replace(
        draft, url=metadata.url, published=published, language=language, byline=draft.byline or metadata.authors
    )


def _extract(tree: "HtmlElement", url: str) -> _Extraction:
    from trafilatura import bare_extraction

    # Without the extensive search: that finds a date on every page, if need be in its copyright line.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2200-12-31"}
    try:
        found = bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params=dates,
        )
    except RecursionError:  # lists in quotations in lists, hundreds deep
        found = None
    if found is None or isinstance(found, dict):
        return _Extraction()
    rows = (clean_line(row) for row in (found.text or "").split("\n"))
    return _Extraction(
        rows=tuple(row for row in rows if row),
        title=clean_line(found.title or ""),
        authors=tuple(dict.fromkeys(_iter_names(clean_line(found.author or "")))),
        day=found.date or "",
    )


def _is_frame_row(row: str) -> bool:
    """Tell whether a row is the label of attachments, or a row of a table with little but chrome in it."""
    cells = [cell.strip() for cell in row.split("|") if cell.strip()] if row.startswith("|") else []
    is_menu = bool(cells) and 2 * sum(is_chrome(cell) for cell in cells if not cell.isdecimal()) >= len(cells)
    return is_menu or bool(_FILES.fullmatch(fold(row)))


def _space(rows: list[str]) -> Iterator[str]:
    """Yield rows with an empty one after each, but within a list."""
    for row, below in zip(rows, [*rows[1:], ""], strict=False):
        yield row
        if not (row.startswith("- ") and below.startswith("- ")):
            yield ""


def _iter_names(authors: str) -> Iterator[str]:
    for name in _BETWEEN_AUTHORS.split(authors):
        if name and len(name) <= _LONGEST_NAME and not is_account(name):
            yield name


def _find_lead(metadata: Metadata, layout: Layout, text: str) -> str:
    """Return the lead that the extractor left out of the text; "" if it is in it."""
    starts = [key_of(one)[:_LEAD_START] for one in metadata.descriptions if len(one) in _LEAD_LENGTHS]
    inside = key_of(text)
    for line in layout.above_text():
        key = key_of(line)
        is_lead = kind_of(line) is Kind.PARAGRAPH or any(key.startswith(start) for start in starts)
        if is_lead and not is_list_item(line) and len(line) in _LEAD_LENGTHS and key not in inside:
            return line
    return ""


def _find_section(metadata: Metadata, layout: Layout, title: str) -> str:
    steps = [step for step in metadata.breadcrumb if key_of(step) != key_of(title)]
    near = [line for line in layout.above_title()[:_NEAR] if is_known_section(line) or line in metadata.headings]
    candidates = (*steps[1:][-1:], *near[:1], metadata.section)
    return next((section for line in candidates if (section := read_section(line, title))), "")


def _find_date(metadata: Metadata, layout: Layout, article: Body) -> Moment:
    """Return the date that the page structures, or the one that it shows: NukeViet structures the last edit."""
    lines = (*layout.above_text(), *layout.below_text(), *layout.above_title()[:1])
    shown = next((found.moment for line in lines if (found := read_date_line(line))), UNKNOWN) or article.published
    claimed = metadata.published
    if metadata.is_edit_date or not claimed or (shown.day == claimed.day and not claimed.instant):
        return shown or claimed
    return claimed


def _find_byline(
    metadata: Metadata, layout: Layout, article: Body, authors: tuple[str, ...], *, is_vietnamese: bool
) -> tuple[str, ...]:
    """Return the names that the page shows beside its text, else those that it structures."""
    lines = (*layout.below_text(), *layout.above_text())
    for line in lines:
        if kind_of(line) is Kind.BYLINE and (names := read_label(line)):
            return names
    dated = (found.names for line in lines if (found := read_date_line(line)))
    signed = (read_names(line) for line in layout.below_text()[:_NEAR])
    shown = article.byline or next(filter(None, (*signed, *dated)), ())
    # In other languages "Most Popular" looks like a name.
    return shown if shown and is_vietnamese else metadata.authors or authors


def _place(pictures: Iterable[tuple[int, Figure]], layout: Layout, article: Body) -> Iterator[Figure]:
    """Yield the pictures with their position in the text."""
    places = [layout.places.get(key_of(paragraph), -1) for paragraph in article.paragraphs]
    for place, figure in pictures:
        above = [number for number, other in enumerate(places, 1) if 0 <= other < place]
        yield replace(figure, position=max(above, default=0))
