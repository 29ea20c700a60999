"""The lines below a title: text, the words under pictures, date, names, source and files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsarchive.extract.captions import is_caption, names_photographer
from newsarchive.extract.credit import read_credit, read_reprinted_names
from newsarchive.extract.fields import Kind, read_date_line
from newsarchive.extract.files import read_file
from newsarchive.extract.lines import Line, where
from newsarchive.extract.names import is_account_line, read_label, read_names, read_office
from newsarchive.extract.sections import read_section_label
from newsarchive.model.article import UNKNOWN, Attachment, Figure, Moment
from newsarchive.model.extraction import Evidence

_END_MARK = "./."
_LONGEST_GLUED = 80
_CREDIT_AT_END = re.compile(r"\s?\((?:theo|nguồn|dẫn|trích|tổng hợp)[^()]{2,80}\)[.\s]{0,3}$", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """An article below its title, while it is read."""

    paragraphs: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    byline: tuple[str, ...] = ()
    credit: str = ""
    section: str = ""
    published: Moment = UNKNOWN
    files: dict[str, Attachment] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)  # numbers of those of text, figures and attachments

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Return the files, each once."""
        return tuple(self.files.values())

    def add_text(self, line: Line, *, is_joined: bool) -> None:
        """Add a paragraph, or a further line to the last one."""
        if is_joined and self.paragraphs:
            self.paragraphs[-1] += "\n" + line.text
        else:
            self.paragraphs.append(line.text)
        self.lines.setdefault("text", []).append(line.number)

    def add_caption(self, line: Line) -> None:
        """Add a picture of which only the words under it are known; once, if they were copied twice."""
        if not self.figures or self.figures[-1].caption != line.text:
            self.figures.append(Figure("", line.text, len(self.paragraphs)))
            self.lines.setdefault("figures", []).append(line.number)

    def add_file(self, file: Attachment, line: Line) -> None:
        """Add a file, unless its address was seen before."""
        self.files.setdefault(file.url, file)
        self.lines.setdefault("attachments", []).append(line.number)

    def keep_names(self, names: tuple[str, ...], rule: str, number: int) -> None:
        """Keep names, unless others were found before."""
        if names and not self.byline:
            self.byline = names
            self.evidence.append(Evidence("byline", rule, where(number)))

    def keep_date(self, moment: Moment, number: int) -> None:
        """Keep a date, unless another was found before."""
        if not self.published:
            self.published = moment
            self.evidence.append(Evidence("published", "a line with a date", where(number)))

    def keep_section(self, section: str, number: int) -> None:
        """Keep a section, unless another was found before."""
        if not self.section:
            self.section = section
            self.evidence.append(Evidence("section", "a line that names the section", where(number)))

    def keep_credit(self, credit: str, rule: str, number: int) -> None:
        """Keep a source, unless another was found before."""
        if credit and not self.credit:
            self.credit = credit
            self.evidence.append(Evidence("credit", rule, where(number)))


def read_body(lines: Sequence[Line], *, has_captions: bool = True) -> Body:
    """Return what the lines below a title hold; without has_captions no line is taken for the words under a picture."""
    long = [n for n, line in enumerate(lines) if line.kind is Kind.PARAGRAPH and not names_photographer(line.text)]
    first, last = (long[0], long[-1]) if long else (0, len(lines) - 2)
    # Where one picture has a photographer all have: the other short lines are headings.
    has_credits = any(names_photographer(line.text) for line in lines)
    body = Body()
    for place, line in enumerate(lines):
        is_outside = not first <= place <= last
        if _read_file(body, line) or (is_outside and _read_field(body, line, is_below=place > last)):
            continue
        if has_captions and is_caption(lines, place, needs_words=place < first or has_credits):
            body.add_caption(line)
        else:
            body.add_text(line, is_joined=_is_joined(lines, place))
    _split_ending(body)
    return body


def _read_file(body: Body, line: Line) -> bool:
    file = read_file(line.text) if line.kind is Kind.REFERENCE else None
    if file:
        body.add_file(file, line)
    return file is not None


def _read_field(body: Body, line: Line, *, is_below: bool) -> bool:
    """Keep a date, names or a source that stand above or below the text; tell whether the line is one of them."""
    if line.kind is Kind.PARAGRAPH:
        return False
    if line.kind is Kind.SHORT:
        return _read_short(body, line, is_below=is_below)
    if line.kind is Kind.DATE and (date := read_date_line(line.text)):
        body.keep_date(date.moment, line.number)
        body.keep_names(date.names, "the names beside the date", line.number)
    if line.kind is Kind.BYLINE:
        body.keep_names(read_label(line.text) or (), "the names behind a label", line.number)
    if line.kind in (Kind.BYLINE, Kind.SOURCE):
        body.keep_names(read_reprinted_names(line.text), "the names beside the source", line.number)
        body.keep_credit(read_credit(line.text), "a line that names the source", line.number)
    return True


def _read_short(body: Body, line: Line, *, is_below: bool) -> bool:
    """Keep names, an office below the text, or a section; tell whether the line is that or an account."""
    if section := read_section_label(line.text):
        body.keep_section(section, line.number)
        return True
    names = read_names(line.text)
    offices = read_office(line.text) if is_below and not names else ()
    body.keep_names(names, "names alone on a line", line.number)
    body.keep_names(offices, "an office alone on a line", line.number)
    body.keep_credit(read_credit(line.text) if names else "", "the source beside the names", line.number)
    return bool(names or offices) or (is_below and is_account_line(line.text))


def _is_joined(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a short line goes on under a short line, as in a list or a poem."""
    above = lines[place - 1] if place else None
    line = lines[place]
    return line.is_glued and above is not None and above.kind is line.kind is Kind.SHORT


def _split_ending(body: Body) -> None:
    """Take names and source from the end of the text: "…./. Bích Hường", "… (Theo Báo Bình Lạc)"."""
    if not body.paragraphs:
        return
    number = body.lines["text"][-1]
    text, mark, glued = body.paragraphs[-1].rpartition(_END_MARK)
    names = read_names(glued.strip()) if mark and len(glued) <= _LONGEST_GLUED else ()
    body.keep_names(names, "names behind the end mark", number)
    credit = read_credit(glued.strip()) if names else ""
    if names:
        body.paragraphs[-1] = text + mark
    elif (match := _CREDIT_AT_END.search(body.paragraphs[-1], len(body.paragraphs[-1]) - _LONGEST_GLUED)) and (
        credit := read_credit(match.group().strip())
    ):
        body.paragraphs[-1] = body.paragraphs[-1][: match.start()]
    body.keep_credit(credit, "the source at the end of the text", number)
