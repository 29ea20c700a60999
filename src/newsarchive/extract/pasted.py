"""Text pasted from a page: rules on its lines tell title, section, date and names from the text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from newsarchive.errors import ParseError
from newsarchive.extract.body import read_body
from newsarchive.extract.chrome import is_frame
from newsarchive.extract.fields import (
    Kind,
    guess_language,
    is_breadcrumb,
    is_known_section,
    is_sentence,
    read_date_line,
    read_section,
)
from newsarchive.extract.lines import Line, article_lines, read_lines
from newsarchive.model.article import UNKNOWN, Draft, Moment
from newsarchive.text.dates import lead_date
from newsarchive.text.fold import fold

HINT = "newsarchive reads web pages, and text copied from them: a headline and the text below it"
_FEWEST_TITLE_WORDS = 4
_TITLE_LENGTHS = range(18, 261)
_USUAL_TITLE = 140
_CUT_TITLE = 100
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")


def read_text(text: str) -> Draft:
    """Return the article in a pasted text.

    Raises:
        ParseError: neither a title nor a paragraph is in it.
    """
    lines = [line for line in read_lines(text) if line.kind is not Kind.SHORT or not is_frame(line.text)]
    start, end = _find_title(lines)
    title = _collapse(" ".join(line.text for line in lines[start:end]))
    while title and end < len(lines) and fold(lines[end].text) == fold(title):
        end += 1
    body = read_body(lines[end:])
    if len(" ".join([title, *body.paragraphs]).split()) < _FEWEST_TITLE_WORDS:
        raise ParseError("text", "no article in it", HINT)
    full = "\n\n".join(body.paragraphs) or title
    return Draft(
        title=title or shorten(body.paragraphs[0]),
        text=full,
        section=_find_section(lines[:start], title),
        byline=body.byline,
        published=body.published or lead_date(full) or _date_above(lines[:start]),
        language=guess_language(full),
        figures=tuple(body.figures),
    )


def guess_title(rows: Iterable[str]) -> str:
    """Return the title among the lines above a text; "" if none of them looks like one.

    >>> guess_title(["Trang chủ", "Tin tức", "Xã Bình Lạc ra quân trồng cây", "05/10/2018"])
    'Xã Bình Lạc ra quân trồng cây'
    """
    lines = [line for line in article_lines(rows) if not is_frame(line.text)]
    heads = [span for span in _iter_heads(lines) if _is_title(lines, span)]
    start, end = max(heads, key=lambda span: _title_score(lines, span), default=(0, 0))
    return " ".join(line.text for line in lines[start:end])


def _find_title(lines: Sequence[Line]) -> tuple[int, int]:
    """Return where the title starts and ends; at the end nothing but the text of the article is left.

    A text without a title has an empty one, above its first paragraph.
    """
    first = next((place for place, line in enumerate(lines) if line.kind is Kind.PARAGRAPH), len(lines))
    if _is_long_title(lines[first : first + 2]):
        return first, first + 1
    heads = list(_iter_heads(lines[:first]))
    heads = [span for span in heads if not is_sentence(lines[span[1] - 1].text)] or heads  # headlines have no full stop
    if first == len(lines):  # nothing but short lines: the title is the first, as nothing tells more
        return next((span for span in heads if _is_title(lines, span)), heads[0] if heads else (first, first))
    candidates = [span for span in heads if _is_title(lines, span)]
    if candidates:
        return max(candidates, key=lambda span: _title_score(lines[:first], span))
    if not is_sentence(lines[first].text) and len(lines[first].text) in _TITLE_LENGTHS and first + 1 < len(lines):
        return first, first + 1
    return heads[-1] if heads else (first, first)


def _is_long_title(lines: Sequence[Line]) -> bool:
    """Tell whether the first of two lines is a title as long as a paragraph: its date stands below it."""
    return (
        [line.kind for line in lines] == [Kind.PARAGRAPH, Kind.DATE]
        and not is_sentence(lines[0].text)
        and not _SENTENCE_END.search(lines[0].text)
    )


def _iter_heads(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines that could be a title; a headline in two lines is one."""
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
            end += 1
        if lines[start].kind is Kind.SHORT and not is_known_section(lines[start].text):
            yield start, end
        start = end


def _goes_on(line: Line, below: Line) -> bool:
    if not below.is_glued or line.kind is not Kind.SHORT or below.kind is not Kind.SHORT:
        return False
    return below.text[:1].islower() or (
        line.text.isupper() and below.text.isupper() and not is_known_section(line.text)
    )


def _is_title(lines: Sequence[Line], span: tuple[int, int]) -> bool:
    text = " ".join(line.text for line in lines[span[0] : span[1]])
    return len(text) in _TITLE_LENGTHS and len(text.split()) >= _FEWEST_TITLE_WORDS and not is_breadcrumb(text)


def _title_score(lines: Sequence[Line], span: tuple[int, int]) -> float:
    """Weigh what speaks for a title among the lines above the text; the weights are measured on real pages."""
    start, end = span
    text = " ".join(line.text for line in lines[start:end])
    below = lines[end:]
    score = min(len(text), _USUAL_TITLE) / _USUAL_TITLE
    score += 0.25 if text.isupper() else 0
    score += 0.8 if below and below[0].kind is Kind.DATE else 0
    score += 0.2 if start and is_known_section(lines[start - 1].text) else 0
    return score - 0.12 * sum(line.kind is Kind.SHORT for line in below)


def _find_section(lines: Sequence[Line], title: str) -> str:
    heads = [line.text for line in reversed(lines) if line.kind is Kind.SHORT]
    known = [head for head in heads if is_known_section(head)]
    return next((section for head in [*known, *heads[:1]] if (section := read_section(head, title))), "")


def _date_above(lines: Sequence[Line]) -> Moment:
    """Return the date directly above the title; further up stands the clock of the page."""
    found = read_date_line(lines[-1].text) if lines else None
    return found.moment if found else UNKNOWN


def _collapse(title: str) -> str:
    """Return a title once that was copied twice in a row."""
    half = (len(title) + 1) // 2
    return title[:half].strip() if title[:half].strip() == title[half:].strip() else title


def shorten(text: str) -> str:
    """Return the first sentence of a text, or as many of its words as a title has."""
    line = text.partition("\n")[0]
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0].rstrip(".!?…;/ ") or line
    if len(sentence) <= _CUT_TITLE:
        return sentence
    return f"{sentence[:_CUT_TITLE].rpartition(' ')[0] or sentence[:_CUT_TITLE]}…"
