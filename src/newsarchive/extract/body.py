"""The lines below a title: text, the words under pictures, date and names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsarchive.extract.fields import (
    Kind,
    is_account_line,
    is_sentence,
    read_date_line,
    read_label,
    read_names,
    read_office,
)
from newsarchive.extract.lines import Line, is_list_item
from newsarchive.model.article import UNKNOWN, Figure, Moment
from newsarchive.text.fold import fold

_LONGEST_CAPTION = 250
_FEWEST_CAPTION_WORDS = 5
_CAPTION_WORDS = re.compile(
    r"\b(?:phat bieu|trao (?:qua|tang|giay|bang|thuong|co)|tang (?:qua|hoa|giay)|chung kien|toan canh|quang canh"
    r"|chup anh|chu tri|tham quan|kiem tra|ky ket|bieu dien|tiet muc|trong anh|anh minh hoa|hinh anh|ra quan"
    r"|tham gia|du le)\b"
)
_CREDIT = re.compile(
    r"(?:^|[.\s(])[Ảả]nh(?:\sminh\sh[ọo]a)?\s?(?::\s?[^.:]{1,60}|[^.:)]{0,40}\))\.?$|^Ảnh minh h[ọo]a\.?$"
)
_GLUED_NAMES = re.compile(r"\./\.\s?([^./]{3,80})$")


@dataclass(slots=True)
class Body:
    """An article below its title, while it is read."""

    paragraphs: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    byline: tuple[str, ...] = ()
    published: Moment = UNKNOWN

    def add_text(self, text: str, *, is_joined: bool) -> None:
        """Add a paragraph, or a further line to the last one."""
        if is_joined and self.paragraphs:
            self.paragraphs[-1] += "\n" + text
        else:
            self.paragraphs.append(text)

    def add_caption(self, caption: str) -> None:
        """Add a picture of which only the words under it are known; once, if they were copied twice."""
        if not self.figures or self.figures[-1].caption != caption:
            self.figures.append(Figure("", caption, len(self.paragraphs)))


def read_body(lines: Sequence[Line], *, has_captions: bool = True) -> Body:
    """Return what the lines below a title hold; without has_captions no line is taken for the words under a picture."""
    long = [place for place, line in enumerate(lines) if line.kind is Kind.PARAGRAPH and not _is_credit(line.text)]
    first, last = (long[0], long[-1]) if long else (0, len(lines) - 2)
    body = Body()
    for place, line in enumerate(lines):
        is_outside = not first <= place <= last
        if is_outside and _read_field(body, line, is_below=place > last):
            continue
        if has_captions and _is_caption(lines, place, is_above=place < first):
            body.add_caption(line.text)
        else:
            body.add_text(line.text, is_joined=_is_joined(lines, place))
    _split_glued_names(body)
    return body


def _read_field(body: Body, line: Line, *, is_below: bool) -> bool:
    """Keep a date, names or a source that stand above or below the text; tell whether the line is one of them."""
    names: tuple[str, ...] = ()
    if line.kind is Kind.DATE and (found := read_date_line(line.text)):
        body.published = body.published or found.moment
        names = found.names
    elif line.kind is Kind.BYLINE:
        names = read_label(line.text) or ()
    elif line.kind is Kind.SHORT:
        names = read_names(line.text) or (read_office(line.text) if is_below else ())
        if not names:
            return is_below and is_account_line(line.text)
    elif line.kind is Kind.PARAGRAPH:
        return False
    body.byline = body.byline or names
    return True


def _is_caption(lines: Sequence[Line], place: int, *, is_above: bool) -> bool:
    line = lines[place]
    if _is_credit(line.text):
        return True
    if line.kind is not Kind.SHORT or len(line.text.split()) < _FEWEST_CAPTION_WORDS or _is_heading(line.text):
        return False
    if _CAPTION_WORDS.search(fold(line.text)):
        return True
    beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
    is_run = any(other.kind is Kind.SHORT and other.text != line.text for other in beside)
    return not (is_above or is_run or is_sentence(line.text)) and any(other.kind is Kind.PARAGRAPH for other in beside)


def _is_credit(text: str) -> bool:
    return len(text) <= _LONGEST_CAPTION and bool(_CREDIT.search(text))


def _is_heading(text: str) -> bool:
    return is_list_item(text) or text.endswith(":") or text.isupper()


def _is_joined(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a short line goes on under a short line, as in a list or a poem."""
    above = lines[place - 1] if place else None
    line = lines[place]
    return line.is_glued and above is not None and above.kind is line.kind is Kind.SHORT


def _split_glued_names(body: Body) -> None:
    """Take the names from the end of the text, where they stand behind its end mark: "…./. Bích Hường"."""
    match = _GLUED_NAMES.search(body.paragraphs[-1]) if body.paragraphs else None
    names = read_names(match[1]) if match else ()
    if match and names:
        body.byline = body.byline or names
        body.paragraphs[-1] = body.paragraphs[-1][: match.start(1)].rstrip()
