"""The headline of a text, among the lines above its paragraphs, and the second one under it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from newsarchive.extract.captions import names_photographer, tells_of_picture
from newsarchive.extract.chrome import is_frame
from newsarchive.extract.fields import Kind
from newsarchive.extract.folded import fold_line
from newsarchive.extract.lines import Line, article_lines, is_list_item
from newsarchive.extract.names import read_names, read_office
from newsarchive.extract.sections import is_breadcrumb, is_known_section, read_section, read_section_label
from newsarchive.extract.sentences import is_sentence

_FEWEST_WORDS = 4
_LENGTHS = range(18, 261)
_USUAL = 140
_LONGEST_CUT = 100
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_LETTERHEAD = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang uy|dang bo|(?:uy )?ban \S.{0,40}?)"
    r"(?: (?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh)(?: \S{1,10}){1,4})?"
)
_ADDRESS = re.compile(r"(?:kinh (?:gui|thua|moi)|thua|than (?:gui|moi)|than chao)\b")


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of a text, the lines above it, and those below, without the subtitle."""

    above: Sequence[Line]
    lines: Sequence[Line]  # of the title; none where nothing looks like one
    subtitles: Sequence[Line]
    below: Sequence[Line]

    @property
    def title(self) -> str:
        """Return the title, once where it was copied twice."""
        return _collapse(_join(self.lines))

    @property
    def subtitle(self) -> str:
        """Return the second headline; "" if there is none."""
        return _join(self.subtitles)


def find_headline(lines: Sequence[Line]) -> Headline:
    """Return where the title stands; what is below it is nothing but the article."""
    start, end = _find_title(lines)
    start, end, subtitle_end = _split_pair(lines, start, end)
    title = fold_line(_collapse(_join(lines[start:end])))
    while title and subtitle_end == end and end < len(lines) and fold_line(lines[end].text) == title:
        end = subtitle_end = end + 1
    if subtitle_end == end and title:
        subtitle_end = _end_of_subtitle(lines, end)
    return Headline(lines[:start], lines[start:end], lines[end:subtitle_end], lines[subtitle_end:])


def guess_title(rows: Iterable[str]) -> str:
    """Return the title among the lines above a text; "" if none of them looks like one.

    >>> guess_title(["Trang chủ", "Tin tức", "Xã Bình Lạc ra quân trồng cây", "05/10/2018"])
    'Xã Bình Lạc ra quân trồng cây'
    """
    lines = [line for line in article_lines(rows) if not is_frame(line.text)]
    heads = [span for span in _iter_heads(lines) if _is_title(lines, span)]
    start, end = _best(lines, heads) if heads else (0, 0)
    return _join(lines[start:end])


def shorten(text: str) -> str:
    """Return the first sentence of a text, or as many of its words as a title has."""
    line = text.partition("\n")[0]
    sentence = _SENTENCE_END.split(line, maxsplit=1)[0].rstrip(".!?…;/ ") or line
    if len(sentence) <= _LONGEST_CUT:
        return sentence
    return f"{sentence[:_LONGEST_CUT].rpartition(' ')[0] or sentence[:_LONGEST_CUT]}…"


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
        return _best(lines[:first], candidates)
    if not is_sentence(lines[first].text) and len(lines[first].text) in _LENGTHS and first + 1 < len(lines):
        return first, first + 1
    return heads[-1] if heads else (first, first)


def _split_pair(lines: Sequence[Line], start: int, end: int) -> tuple[int, int, int]:
    """Return where the title starts and ends, and where its subtitle does.

    Of two headlines in a row the first is the title if it stands under the name of a section, or at the start and is
    too long for one.
    """
    upper = next((span for span in _iter_heads(lines[:start]) if span[1] == start), None)
    if upper is None or not _is_title(lines, upper) or (upper[0] and not is_known_section(lines[upper[0] - 1].text)):
        return start, end, end
    text, below = _join(lines[slice(*upper)]), _join(lines[start:end])
    is_banner = not upper[0] and (text.isupper() or bool(read_section(text)))
    is_over = below.isupper() and not text.isupper()
    if is_banner or is_over or is_sentence(text) or read_office(text) or fold_line(text) == fold_line(below):
        return start, end, end
    return *upper, end


def _end_of_subtitle(lines: Sequence[Line], start: int) -> int:
    """Return where a subtitle ends that stands directly under the title; start if there is none."""
    head = next((span for span in _iter_heads(lines[start : start + 2])), (0, 0))
    end = start + head[1]
    text = _join(lines[start:end])
    is_one = bool(text) and head[0] == 0 and _is_title(lines, (start, end)) and not is_sentence(text)
    if not is_one or is_list_item(text) or tells_of_picture(text):
        return start
    below = next((line for line in lines[end:] if not _is_between(line)), None)
    return end if below and below.kind is Kind.PARAGRAPH else start


def _is_between(line: Line) -> bool:
    """Tell whether a line may stand between the headlines and the text."""
    return line.kind in (Kind.DATE, Kind.BYLINE, Kind.SOURCE) or (
        line.kind is Kind.SHORT and bool(read_names(line.text) or tells_of_picture(line.text))
    )


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
    text = _join(lines[slice(*span)])
    is_headline = len(text) in _LENGTHS and len(text.split()) >= _FEWEST_WORDS
    is_other = is_breadcrumb(text) or bool(read_section_label(text)) or names_photographer(text)
    return is_headline and not is_other and not text.endswith(":") and not _ADDRESS.match(fold_line(text))


def _best(lines: Sequence[Line], heads: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the span of the title among the lines above the text."""
    shorts = list(accumulate((line.kind is Kind.SHORT for line in lines), initial=0))
    return max(heads, key=lambda span: _score(lines, span) - 0.12 * (shorts[-1] - shorts[span[1]]))


def _score(lines: Sequence[Line], span: tuple[int, int]) -> float:
    """Weigh what speaks for a title among the lines above the text; the weights are measured on real pages."""
    start, end = span
    text = _join(lines[start:end])
    below = lines[end : end + 1]
    score = min(len(text), _USUAL) / _USUAL
    score += 0.25 if text.isupper() else 0
    score += 0.8 if below and below[0].kind is Kind.DATE else 0
    score -= 0.5 if tells_of_picture(text) else 0
    score -= 1 if text.isupper() and _LETTERHEAD.fullmatch(fold_line(text)) else 0
    score += 0.2 if start and is_known_section(lines[start - 1].text) else 0
    return score


def _join(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _collapse(title: str) -> str:
    """Return a title once that was copied twice in a row."""
    half = (len(title) + 1) // 2
    return title[:half].strip() if title[:half].strip() == title[half:].strip() else title
