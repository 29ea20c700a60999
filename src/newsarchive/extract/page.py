"""Web pages: libraries find the text, what a portal shows around it tells the rest, and each field says how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsarchive.errors import ParseError
from newsarchive.extract.around import Scene, find_credit, find_names, find_section, find_shown_date, find_visits
from newsarchive.extract.body import Body
from newsarchive.extract.chrome import is_frame
from newsarchive.extract.dating import choose_date, later
from newsarchive.extract.decode import decode
from newsarchive.extract.headline import choose_title, dated_lines, find_subtitle
from newsarchive.extract.layout import Layout, lay_out, to_figures
from newsarchive.extract.lead import find_lead
from newsarchive.extract.lines import where
from newsarchive.extract.located import Line, key_of
from newsarchive.extract.markup import to_html
from newsarchive.extract.opened import OpenPage, open_page
from newsarchive.extract.opinion import agreement, read_authors, read_day, runs_of
from newsarchive.extract.parts import Block, Part, Picture
from newsarchive.extract.pasted import read_pasted
from newsarchive.extract.selection import Selection, select, select_all
from newsarchive.extract.sentences import guess_language
from newsarchive.extract.titles import guess_title, shorten
from newsarchive.extract.written import plain_block
from newsarchive.model.article import Draft, Moment
from newsarchive.model.extraction import NOTHING_KNOWN, Evidence, Extraction, SiteKnowledge
from newsarchive.text.dates import read_date
from newsarchive.text.events import event_of

_DOUBTFUL = 0.6  # below this two of five texts are bad
_LIBRARY = "trafilatura"

Pictures = tuple[tuple[int, Picture], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article that was found on a page."""

    page: OpenPage
    layout: Layout
    title: str
    section: str
    lead: str
    subtitle: str
    pictures: Pictures
    found: Selection
    evidence: tuple[Evidence, ...]
    confidence: float

    @property
    def scene(self) -> Scene:
        return Scene(self.page.metadata, self.layout, self.found.body, self.title)


def read_page(body: bytes, url: str = "", charset: str = "", site: SiteKnowledge = NOTHING_KNOWN) -> Extraction:
    """Return the article on a web page, and how each of its fields is known.

    Raises:
        ParseError: no article is on it.
        UsageError: a rule of the user's for its site cannot be followed.
    """
    return read_markup(decode(body, charset), url, site)


def read_markup(text: str, url: str = "", site: SiteKnowledge = NOTHING_KNOWN) -> Extraction:
    """Return the article on a web page that is decoded, as `read_page`.

    Raises:
        ParseError: no article is on it.
        UsageError: a rule of the user's for its site cannot be followed.
    """
    page = open_page(text, url, site.rules)
    reading = _read(page, site)
    extraction = _to_extraction(reading) if reading.found.text else _read_lines(page, url or "page")
    return _with_rules(extraction, page)


def _read(page: OpenPage, site: SiteKnowledge) -> _Reading:
    """Return where the article is on a page, and what of it is no text."""
    blocks = frozenset(key_of(part.text) for part in page.parts if isinstance(part, Block) and "\n" in part.text)
    seen = blocks | {line.key for line in page.lines}
    dated = dated_lines(page.lines)
    title, title_rule = choose_title(
        page.metadata.titles, seen, frozenset(line.key for line in dated), page.metadata.sites
    )
    layout = lay_out(page.parts, page.lines, page.body, title)
    if not title:
        title, title_rule = guess_title(line.text for line in layout.between(0, layout.first)), "its form and place"
        layout = lay_out(page.parts, page.lines, page.body, title)
    section, how = find_section(Scene(page.metadata, layout, Body(), title))
    lead, lead_rule, lead_lines = find_lead(page.metadata, layout, title)
    below = find_subtitle(page.metadata, layout, title)
    subtitle = below if below and below not in lead_lines else None
    captions = dict(page.metadata.captions)
    pictures = tuple(
        (place, picture if picture.caption else replace(picture, caption=captions.get(picture.url, "")))
        for place, picture in layout.iter_pictures()
    )
    hidden = _hidden(layout, title, section, pictures, (*lead_lines, *([subtitle] if subtitle else [])))
    found = select_all(layout, page.body, hidden) if page.ruled.text else select(layout, hidden, site.chrome)
    evidence = (
        *_said("title", title, title_rule, layout.number_of(title)),
        *_said("subtitle", subtitle, "the heading below the title", layout.number_of(subtitle.text) if subtitle else 0),
        *([how] if how else []),
        *_said("summary", lead, lead_rule, layout.number_of(lead_lines[0].text) if lead_lines else 0),
    )
    confidence = agreement(runs_of(f"{lead} {found.text}"), page.choice.other)
    below_title = subtitle.text if subtitle else ""
    return _Reading(page, layout, title, section, lead, below_title, pictures, found, evidence, confidence)


def _hidden(layout: Layout, title: str, section: str, pictures: Pictures, others: Sequence[Line]) -> frozenset[Line]:
    """Return the lines that are title or caption, the section above the text, and the names of files below it."""
    keys = {key_of(title), *(key_of(picture.caption) for _, picture in pictures)}
    head = key_of(section)
    files = {key_of(file.label) for file in layout.attachments()}
    same = (
        line
        for line in layout.body_lines()
        if line.key in keys
        or (line.place < layout.first and line.key == head)
        or (line.place > layout.last and line.key in files)
    )
    return frozenset((*others, *same))


def _to_extraction(reading: _Reading) -> Extraction:
    page, found = reading.page, reading.found
    text, scene = found.text, reading.scene
    language = guess_language(text) or page.metadata.language
    published, date_evidence = _find_date(reading, is_vietnamese=language == "vi")
    byline, byline_evidence = _find_byline(reading, is_vietnamese=language == "vi")
    credit, credit_evidence = find_credit(scene)
    visits, visits_evidence = find_visits(scene)
    attachments = tuple({file.url: file for file in (*reading.layout.attachments(), *found.body.attachments)}.values())
    draft = Draft(
        title=reading.title or shorten(text),
        subtitle=reading.subtitle,
        text=text,
        url=page.metadata.url,
        summary=reading.lead,
        section=reading.section or found.body.section,
        byline=byline,
        credit=credit,
        published=published,
        updated=later(page.metadata.updated, published),
        event=event_of(reading.lead, published) or event_of(text, published),
        language=language,
        figures=tuple(to_figures(reading.pictures, found.places)),
        attachments=attachments,
        html=_to_html(reading),
    )
    known = (date_evidence, byline_evidence, credit_evidence, visits_evidence)
    return Extraction(
        draft=draft,
        evidence=(*reading.evidence, *filter(None, known), *_evidence_of(reading, draft)),
        confidence=reading.confidence,
        doubts=tuple(_doubts(reading)),
        visits=visits,
        lines=tuple(line.text for line in page.lines),
        learned=found.learned,
    )


def _to_html(reading: _Reading) -> str:
    """Return the text in blocks, with the pictures between them."""
    parts: list[tuple[int, Part]] = [*reading.found.blocks, *reading.pictures]
    return to_html(part for _, part in sorted(parts, key=lambda pair: pair[0]))


def _find_date(reading: _Reading, *, is_vietnamese: bool) -> tuple[Moment, Evidence | None]:
    metadata = reading.page.metadata
    shown, place = find_shown_date(reading.scene)
    moment, rule = choose_date(
        metadata.published, shown, is_edit_date=metadata.is_edit_date, is_vietnamese=is_vietnamese
    )
    if moment:
        return moment, Evidence("published", rule, place if moment.words == shown.words else "")
    day = read_day(reading.page.tree, metadata.url)
    moment = read_date(day) if day else moment
    return moment, Evidence("published", _LIBRARY) if moment else None


def _find_byline(reading: _Reading, *, is_vietnamese: bool) -> tuple[tuple[str, ...], Evidence | None]:
    """Return the names that the page shows beside its text, else those that it structures."""
    shown, evidence = find_names(reading.scene)
    if shown and is_vietnamese:  # in other languages "Most Popular" looks like a name
        return shown, evidence
    if authors := reading.page.metadata.authors:
        return authors, Evidence("byline", "structured data")
    sites = reading.page.metadata.sites
    authors = tuple(name for name in read_authors(reading.page.tree) if name not in sites and not is_frame(name))
    return authors, Evidence("byline", _LIBRARY) if authors else None


def _evidence_of(reading: _Reading, draft: Draft) -> Iterator[Evidence]:
    yield Evidence("text", reading.page.choice.rule, where(*reading.found.numbers))
    metadata = reading.page.metadata
    for name, rule in (
        ("section", "a line that names it" if draft.section and not reading.section else ""),
        ("event", "the opening of the article" if draft.event else ""),
        ("updated", "structured data" if draft.updated else ""),
        ("figures", "the pictures between title and end" if draft.figures else ""),
        ("attachments", "links to files between title and end" if draft.attachments else ""),
        ("language", "the letters of the text" if guess_language(draft.text) else "lang" if metadata.language else ""),
        ("url", "the address that the page gives for itself" if draft.url else ""),
    ):
        if rule:
            yield Evidence(name, rule)


def _said(field: str, value: object, rule: str, number: int) -> Iterator[Evidence]:
    if value:
        yield Evidence(field, rule, where(number) if number else "")


def _doubts(reading: _Reading) -> Iterator[str]:
    page = reading.page
    if not reading.title:
        yield "no title found: the first sentence stands for it"
    if reading.confidence < _DOUBTFUL and page.choice.is_seconded and not page.ruled.text:
        yield f"two extractors disagree ({reading.confidence:.2f})"


def _read_lines(page: OpenPage, source: str) -> Extraction:
    """Read a page in which no extractor finds an article by its lines alone."""
    try:
        read = read_pasted("\n\n".join(line.text for line in page.lines))
    except ParseError as error:
        raise ParseError(source, error.reason, error.hint) from error
    draft, metadata = read.draft, page.metadata
    published = draft.published if draft.published.day else metadata.published or draft.published
    draft = replace(
        draft,
        url=metadata.url,
        published=published,
        event=event_of(draft.text, published),
        language=draft.language or metadata.language,
        byline=draft.byline or metadata.authors,
        html=to_html([plain_block(paragraph) for paragraph in draft.text.split("\n\n")]),
    )
    return replace(
        read, draft=draft, confidence=0.0, doubts=("no extractor found the article: its lines were read", *read.doubts)
    )


def _with_rules(extraction: Extraction, page: OpenPage) -> Extraction:
    """Return what was read, but for what the user's rules say."""
    ruled = page.ruled
    evidence = tuple(ruled.evidence())
    if not evidence:
        return extraction
    fields = {one.field for one in evidence}
    others = tuple(one for one in extraction.evidence if one.field not in fields)
    return replace(extraction, draft=ruled.apply(extraction.draft), evidence=(*evidence, *others))
