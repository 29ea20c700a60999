"""Lines of a pasted text: what was wrapped is joined, what the portal wrapped around is gone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsarchive.extract.chrome import is_end
from newsarchive.extract.fields import Kind, is_sentence, kind_of
from newsarchive.text.normalize import clean_text

_WRAPS = range(40, 251)  # columns that editors and mail programs wrap at
_NEARLY_FULL = 0.9  # of the widest line: spaces that were cleaned away count too
_FEWEST_WRAPS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line, what it is, and whether it stands directly under the one before."""

    text: str
    kind: Kind
    is_glued: bool = False


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of an article and of what stands above it; nothing from the end of the article on."""
    return article_lines(_unwrap(clean_text(text).split("\n")))


def article_lines(rows: Iterable[str]) -> tuple[Line, ...]:
    """Return clean rows as lines, without chrome and without what follows the end of the article."""
    return tuple(_iter_article(rows))


def is_list_item(line: str) -> bool:
    """Tell whether a line starts with a bullet or a number.

    >>> is_list_item("- Hội Nông dân"), is_list_item("2. Nhiệm vụ"), is_list_item("a) Kinh phí"), is_list_item("Xã họp")
    (True, True, True, False)
    """
    first, _, rest = line.partition(" ")
    is_number = len(first) <= len("VIII.") and first.endswith((".", ")", "/")) and first[:-1].isalnum()
    return first in {"-", "+", "*", "•", "–", "—", "·"} or (bool(rest) and is_number) or line[:1] in "-+*•"


def _iter_article(rows: Iterable[str]) -> Iterator[Line]:
    has_paragraph = False
    is_glued = False
    for row in rows:
        kind = kind_of(row) if row else Kind.CHROME
        if has_paragraph and kind is not Kind.PARAGRAPH and is_end(row):
            return
        if kind is not Kind.CHROME and not is_end(row):
            has_paragraph = has_paragraph or kind is Kind.PARAGRAPH
            yield Line(row, kind, is_glued)
        is_glued = bool(row)


def _unwrap(rows: list[str]) -> list[str]:
    """Join the lines of a text that an editor wrapped at a column."""
    width = max(map(len, rows))
    if width not in _WRAPS:
        return rows
    is_full = [
        bool(row and below) and len(row) + 1 + len(below.partition(" ")[0]) > width * _NEARLY_FULL
        for row, below in zip(rows, [*rows[1:], ""], strict=True)
    ]
    full = [row for row, is_wide in zip(rows, is_full, strict=True) if is_wide]
    broken = sum(not is_sentence(row) for row in full)
    if broken < _FEWEST_WRAPS or 2 * broken < len(full):
        return rows
    return _join(rows, is_full)


def _join(rows: list[str], is_full: list[bool]) -> list[str]:
    joined: list[list[str]] = []
    goes_on = False
    for row, is_wide in zip(rows, is_full, strict=True):
        # A dash or a number that a line was broken at starts no item.
        if goes_on and not (is_list_item(row) and joined[-1][-1].endswith((".", ":", ";", ",", "!", "?"))):
            joined[-1].append(row)
        else:
            joined.append([row])
        goes_on = is_wide
    return [" ".join(parts) for parts in joined]
