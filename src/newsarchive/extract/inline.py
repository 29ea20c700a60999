"""Words with inline elements around them: in the form of clean text, parted into paragraphs, written as HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from newsarchive.extract.elements import web_address
from newsarchive.extract.parts import Mark, Segment
from newsarchive.text.normalize import clean_text

_SIGN = re.compile(r"[^ \n]")
_OTHER_SCHEMES = ("mailto:", "tel:")


def fit(raw: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return segments whose words together are exactly what clean_text makes of those of raw."""
    filled = [segment for segment in raw if not segment[0].isspace()]
    text = clean_text("".join(words for words, _ in raw)) if filled else ""
    if not text:
        return ()
    if all(marks == filled[0][1] for _, marks in filled):
        return ((text, filled[0][1]),)
    merged = [("".join(words for words, _ in group), marks) for marks, group in groupby(raw, key=lambda one: one[1])]
    ends = [match.end() for match in _SIGN.finditer(text)]
    counts = [len(_SIGN.findall(clean_text(words))) for words, _ in merged]
    if sum(counts) != len(ends):  # an accent that stands in another element than its letter
        return ((text, ()),)
    return tuple(_cut(text, ends, [(count, marks) for count, (_, marks) in zip(counts, merged, strict=True) if count]))


def _cut(text: str, ends: Sequence[int], pieces: Sequence[tuple[int, tuple[Mark, ...]]]) -> Iterator[Segment]:
    """Cut text after so many signs each; the spaces between two pieces are in what is around both."""
    done = start = 0
    before: tuple[Mark, ...] = ()
    for count, marks in pieces:
        first = ends[done] - 1
        if first > start:
            yield text[start:first], common(before, marks)
        done += count
        start = ends[done - 1]
        yield text[first:start], marks
        before = marks


def common(marks: tuple[Mark, ...], others: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the inline elements that are around both."""
    count = 0
    for mark, other in zip(marks, others, strict=False):
        if mark != other:
            break
        count += 1
    return marks[:count]


def part(segments: Iterable[Segment]) -> list[tuple[Segment, ...]]:
    """Part segments where a blank line stands."""
    paragraphs: list[list[Segment]] = [[]]
    for words, marks in segments:
        first, *others = words.split("\n\n")
        paragraphs[-1].append((first, marks))
        paragraphs.extend([(other, marks)] for other in others)
    return [tuple(segment for segment in paragraph if segment[0]) for paragraph in paragraphs]


def to_markup(segments: Iterable[Segment], line_break: str = "<br>") -> str:
    """Return segments as HTML.

    >>> to_markup([("Xã ", ()), ("A&B", (Mark("strong"),))])
    'Xã <strong>A&amp;B</strong>'
    """
    written: list[str] = []
    around: tuple[Mark, ...] = ()
    for words, marks in segments:
        both = common(around, marks)
        written += [f"</{mark.tag}>" for mark in reversed(around[len(both) :]) if _start(mark)]
        written += [_start(mark) for mark in marks[len(both) :]]
        written.append(escape(words, quote=False).replace("\n", line_break))
        around = marks
    written += [f"</{mark.tag}>" for mark in reversed(around) if _start(mark)]
    return "".join(written)


def _start(mark: Mark) -> str:
    if mark.tag != "a":
        return f"<{mark.tag}>"
    href = mark.href.strip()
    address = href if href.lower().startswith(_OTHER_SCHEMES) else web_address(href, mark.base_url)
    return f'<a href="{escape(address)}">' if address else ""
