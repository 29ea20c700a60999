"""Text pasted from a page: rules on its lines tell title, section, date and names from the text."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from newsarchive.errors import ParseError
from newsarchive.extract.body import Body, read_body
from newsarchive.extract.chrome import is_end, is_frame
from newsarchive.extract.counters import read_visits
from newsarchive.extract.fields import Kind, read_date_line
from newsarchive.extract.lines import Line, article_lines, to_rows, where
from newsarchive.extract.sections import is_known_section, read_section
from newsarchive.extract.sentences import guess_language
from newsarchive.extract.titles import Headline, find_headline, shorten
from newsarchive.model.article import UNKNOWN, Draft, Moment
from newsarchive.model.extraction import Evidence, Extraction
from newsarchive.text.events import event_of, lead_date

HINT = "newsarchive reads web pages, and text copied from them: a headline and the text below it"
NO_TITLE = "no title found: the first sentence stands for it"
ONE_LINE = "nothing but one line"
_FEWEST_WORDS = 4
_SOON = timedelta(days=10)  # portals publish what happened some days ago


def read_text(text: str) -> Draft:
    """Return the article in a pasted text.

    Raises:
        ParseError: neither a title nor a paragraph is in it.
    """
    return read_pasted(text).draft


def read_pasted(text: str) -> Extraction:
    """Return the article in a pasted text, and by which lines each of its fields is known.

    Raises:
        ParseError: neither a title nor a paragraph is in it.
    """
    rows = to_rows(text)
    lines = [line for line in article_lines(rows) if line.kind is not Kind.SHORT or not is_frame(line.text)]
    head = find_headline(lines)
    body = read_body(head.below)
    if len(" ".join([head.title, *body.paragraphs]).split()) < _FEWEST_WORDS:
        raise ParseError("text", "no article in it", HINT)
    full = "\n\n".join(body.paragraphs) or head.title
    section = body.section or _find_section(head.above, head.title)
    above, place = _date_above(head.above, full) if not body.published else (UNKNOWN, 0)
    published = body.published or above or lead_date(full)
    visits = next(_iter_visits(rows, body.lines.get("text", [0])[-1]), None)
    draft = Draft(
        title=head.title or shorten(body.paragraphs[0]),
        subtitle=head.subtitle,
        text=full,
        section=section,
        byline=body.byline,
        credit=body.credit,
        published=published,
        event=event_of(full, published),
        language=guess_language(full),
        figures=tuple(body.figures),
        attachments=body.attachments,
    )
    return Extraction(
        draft=draft,
        evidence=(
            *_evidence_above(head, draft, body, place),
            *body.evidence,
            *_evidence_of_text(body, draft),
            *((Evidence("visits", "a counter of readers", where(visits[0])),) if visits else ()),
        ),
        doubts=(NO_TITLE,) if not head.title else (ONE_LINE,) if not body.paragraphs else (),
        visits=visits[1] if visits else None,
        lines=tuple(row for row in rows if row),
    )


def _find_section(lines: Sequence[Line], title: str) -> str:
    heads = [line.text for line in reversed(lines) if line.kind is Kind.SHORT]
    known = [head for head in heads if is_known_section(head)]
    return next((section for head in [*known, *heads[:1]] if (section := read_section(head, title))), "")


def _date_above(lines: Sequence[Line], text: str) -> tuple[Moment, int]:
    """Return the date directly above the title, or over the letter that a text is, and the number of its line.

    The clock of the page may stand there as well: then the news is older.
    """
    found = [(date, line.number) for line in lines if (date := read_date_line(line.text))]
    letter = next(((date.moment, number) for date, number in found if date.has_place), None)
    if letter or not found or found[-1][1] != lines[-1].number:
        return letter or (UNKNOWN, 0)
    moment = found[-1][0].moment
    event = event_of(text, moment).day
    is_clock = moment.day and event and moment.day - event > _SOON
    return (UNKNOWN, 0) if is_clock or (lead_date(text) and not event) else (moment, found[-1][1])


def _iter_visits(rows: Iterable[str], last: int) -> Iterator[tuple[int, int]]:
    """Yield the counters of readers, with the numbers of their lines, up to the end below the last line of the text."""
    for number, row in enumerate(filter(None, rows), 1):
        if number > last and is_end(row):
            return
        visits = read_visits(row)
        if visits is not None:
            yield number, visits


def _evidence_above(head: Headline, draft: Draft, body: Body, date_line: int) -> Iterator[Evidence]:
    yield (
        Evidence("title", _title_rule(head), where(*_numbers(head.lines)))
        if head.lines
        else Evidence("title", "the first sentence of the text")
    )
    if head.subtitles:
        yield Evidence("subtitle", "the second headline", where(*_numbers(head.subtitles)))
    if draft.section and not body.section:
        line = next(line for line in reversed(head.above) if read_section(line.text, head.title) == draft.section)
        yield Evidence("section", "the name of a section above the title", where(line.number))
    if date_line:
        yield Evidence("published", "the date above the title", where(date_line))
    elif draft.published and not body.published:
        yield Evidence("published", "the day that the opening names", f"“{draft.published.words}”")


def _title_rule(head: Headline) -> str:
    below = head.subtitles or head.below
    if below and below[0].kind is Kind.DATE:
        return "the headline above the date"
    if head.above and is_known_section(head.above[-1].text):
        return "the headline under the name of a section"
    return "the line above the text that looks most like a headline"


def _evidence_of_text(body: Body, draft: Draft) -> Iterator[Evidence]:
    if body.paragraphs:
        yield Evidence("text", "what is left between title and end", where(*body.lines["text"]))
    if body.figures:
        yield Evidence("figures", "short lines between paragraphs, as under pictures", where(*body.lines["figures"]))
    if body.files:
        place = where(*body.lines["attachments"])
        yield Evidence("attachments", "lines with the addresses of files", place)
    if draft.event:
        yield Evidence("event", "the day that the opening names", f"“{draft.event.words}”")
    if draft.language:
        yield Evidence("language", "the share of Vietnamese letters")


def _numbers(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(line.number for line in lines)
