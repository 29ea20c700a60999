"""The lead of an article, which libraries leave out of the text on half of all news pages."""

from collections.abc import Iterator, Sequence

from newsarchive.extract.fields import Kind, kind_of
from newsarchive.extract.layout import Layout
from newsarchive.extract.lines import is_list_item
from newsarchive.extract.located import Line, key_of
from newsarchive.extract.metadata import Metadata

Found = tuple[str, str, tuple[Line, ...]]  # the words, the rule, the lines

_SHORTEST, _LONGEST, _LONGEST_DESCRIBED = 40, 600, 700
_START = 45  # letters: some 60 characters
_BELOW_TITLE, _FAR_BELOW_TITLE = 6, 8  # lines
_NOTHING: Found = ("", "", ())


def find_lead(metadata: Metadata, layout: Layout, title: str) -> Found:
    """Return the lead that is not in the text, and how it is known; "" if the text holds it or there is none."""
    inside = "".join(line.key for line in layout.body_lines() if line.place >= layout.first)
    hidden = key_of(title)
    near = _near(layout)
    described = [key for one in metadata.descriptions if len(one) >= _SHORTEST and (key := key_of(one)) != hidden]
    if any(key[:_START] in inside for key in described):
        return _NOTHING
    candidates = [line for line in near if line.key and line.key != hidden and line.key not in inside]
    finders = (_described(candidates, described), _marked(candidates, metadata.leads), _alone(layout, candidates))
    return next((found for finder in finders for found in finder), _NOTHING)


def _near(layout: Layout) -> Sequence[Line]:
    """Return the lines between title and text; those below the title, where the text begins above it."""
    above = layout.above_text()
    below = layout.between(layout.title_place + 1, len(layout.parts))[:_BELOW_TITLE]
    return above or [line for line in below if line.place not in layout.body]


def _described(lines: Sequence[Line], described: Sequence[str]) -> Iterator[Found]:
    """Yield the lines that the page gives for its description, as they are or as they begin."""
    for line in lines:
        is_fit = _SHORTEST <= len(line.text) < _LONGEST_DESCRIBED
        if is_fit and any(line.key.startswith(key[:_START]) or key.startswith(line.key) for key in described):
            yield line.text, "the line that the page describes itself by", (line,)


def _marked(lines: Sequence[Line], leads: Sequence[str]) -> Iterator[Found]:
    """Yield what stands in an element whose class says that it is the lead."""
    for lead in leads:
        key = key_of(lead)
        inside = [line for line in lines[:_FAR_BELOW_TITLE] if line.key in key and not _is_other(line.text)]
        words = "\n".join(line.text for line in inside)
        if _SHORTEST <= len(words) <= _LONGEST and 2 * len(key_of(words)) > len(key):
            yield words, "an element whose class says so", tuple(inside)


def _alone(layout: Layout, lines: Sequence[Line]) -> Iterator[Found]:
    """Yield the paragraph that stands between title and text."""
    for line in lines:
        is_near = layout.title_place < line.place < layout.first
        is_fit = _SHORTEST <= len(line.text) <= _LONGEST and not is_list_item(line.text)
        if is_near and is_fit and kind_of(line.text) is Kind.PARAGRAPH:
            yield line.text, "the paragraph between title and text", (line,)


def _is_other(text: str) -> bool:
    return kind_of(text) in {Kind.DATE, Kind.BYLINE, Kind.SOURCE, Kind.CHROME}
