"""Lines of a pasted text: what was wrapped is joined, what the portal wrapped around is gone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsarchive.extract.chrome import is_end
from newsarchive.extract.fields import Kind, kind_of, read_date_line
from newsarchive.extract.sentences import is_paragraph, is_sentence
from newsarchive.text.normalize import clean_text

_WRAPS = range(40, 251)  # columns that editors and mail programs wrap at
_NEARLY_FULL = 0.9  # of the widest line: spaces that were cleaned away count too
_MANY_BLANKS = 8  # one blank line in so many parts paragraphs; without, a line that is not quite full may end one
_FEWEST_WRAPS = 2
_BEFORE_DATES = (" ngày", " từ", " đến", " và", " số", " tháng", " năm")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[^\W\d_]|[IVX]{1,4})[.)/]|\d{1,2}\.\d{1,2}")
_FEWEST_LISTED = 4
_OTHER_ARTICLE = re.compile(
    r"[^()\[\]]{15,300}\s?[(\[](?:\d{1,2}[h:]\d{2},?\s)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?:,?\s\d{1,2}[h:]\d{2})?[)\]]"
)
_FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line, what it is, and whether it stands directly under the one before."""

    text: str
    kind: Kind
    is_glued: bool = False
    number: int = 0  # among all lines that are not empty, from 1


def to_rows(text: str) -> list[str]:
    """Return the lines of a pasted text as they were before something wrapped them; empty ones part paragraphs."""
    return _unwrap(clean_text(text).split("\n"))


def article_lines(rows: Iterable[str]) -> tuple[Line, ...]:
    """Return clean rows as lines, without chrome and without what follows the end of the article."""
    lines = tuple(_iter_article(rows))
    return lines[: len(lines) - _length_of_tail(lines)]


def where(*numbers: int) -> str:
    """Return the place of lines in words.

    >>> where(3), where(3, 4, 5), where(3, 7)
    ('line 3', 'lines 3 to 5', 'lines 3, 7')
    """
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    if len(numbers) > _FEWEST_LISTED or numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"lines {numbers[0]} to {numbers[-1]}"
    return f"lines {', '.join(map(str, numbers))}"


def is_list_item(line: str) -> bool:
    """Tell whether a line starts with a bullet or a number.

    >>> is_list_item("- Hội Nông dân"), is_list_item("2. Nhiệm vụ"), is_list_item("xóm. Xã")
    (True, True, False)
    """
    first, _, rest = line.partition(" ")
    is_number = _NUMBER.fullmatch(first) is not None
    return first in {"-", "+", "*", "•", "–", "—", "·"} or (bool(rest) and is_number) or line[:1] in "-+*•"


def _iter_article(rows: Iterable[str]) -> Iterator[Line]:
    has_paragraph = False
    is_glued = False
    number = 0
    for row in rows:
        number += bool(row)
        kind = kind_of(row) if row else Kind.CHROME
        if has_paragraph and kind is not Kind.PARAGRAPH and is_end(row):
            return
        if kind is not Kind.CHROME and not is_end(row):
            has_paragraph = has_paragraph or kind is Kind.PARAGRAPH
            yield Line(row, kind, is_glued, number)
        is_glued = bool(row)


def _length_of_tail(lines: Sequence[Line]) -> int:
    """Return how many lines at the end are headlines of other articles with their dates; a single one may be text."""
    length = 0
    while length < len(lines) and _OTHER_ARTICLE.fullmatch(lines[-1 - length].text):
        length += 1
    return length if length >= _FEWEST_OTHERS else 0


def _unwrap(rows: list[str]) -> list[str]:
    """Join the lines of a text that an editor wrapped at a column."""
    width = max((len(row) for row in rows if " " in row), default=0)
    if width not in _WRAPS:
        return rows
    full = width * _NEARLY_FULL if _MANY_BLANKS * rows.count("") > len(rows) else width
    is_full = [
        bool(" " in row and below) and len(row) + 1 + len(below.partition(" ")[0]) > full
        for row, below in zip(rows, [*rows[1:], ""], strict=True)
    ]
    broken = [place for place, is_wide in enumerate(is_full) if is_wide and not is_sentence(rows[place])]
    # A line that goes on in lower case was broken for sure, one that goes on with a capital perhaps.
    proofs = sum(1 + _goes_on(rows[at], rows[at + 1]) for at in broken)
    if proofs < _FEWEST_WRAPS or 2 * len(broken) < sum(is_full):
        return rows
    return _join(rows, is_full)


def _join(rows: list[str], is_full: list[bool]) -> list[str]:
    joined: list[list[str]] = []
    goes_on = False
    for row, is_wide in zip(rows, is_full, strict=True):
        if goes_on and not _starts_new(joined[-1][-1], row):
            joined[-1].append(row)
        else:
            joined.append([row])
        goes_on = is_wide
    return [" ".join(parts) for parts in joined]


def _goes_on(row: str, below: str) -> bool:
    return below[:1].islower() or row.endswith(_BEFORE_DATES) or is_paragraph(row)


def _starts_new(row: str, below: str) -> bool:
    """Tell whether a line under a full one is one of its own: an item of a list, a date, a label, a tool."""
    if is_list_item(below):  # a dash or a number that a line was broken at starts no item
        return row.endswith((".", ":", ";", ",", "!", "?"))
    if row[-1].isdecimal() and read_date_line(row):
        return True
    if below[:1].isdecimal():  # nor does a date
        return read_date_line(below) is not None and not row.endswith((*_BEFORE_DATES, ","))
    return below[:1].isupper() and (kind_of(below) not in (Kind.SHORT, Kind.PARAGRAPH) or is_end(below))
