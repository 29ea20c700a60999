"""Where an article stands on its page: its title, its text, and its end, as places among the parts of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsarchive.extract.chrome import is_end, is_frame
from newsarchive.extract.fields import Kind, kind_of
from newsarchive.extract.located import Line, key_of
from newsarchive.extract.parts import Block, Part, Picture
from newsarchive.model.article import Attachment, Figure
from newsarchive.text.fold import fold

_LONGEST_CAPTION = 250
_MOST = 0.6  # of the letters below the first place of a title
_LITTLE = 0.25  # of the letters of a text
_TEASER = re.compile(r"(?:xem|doc) (?:tiep|them|chi tiet)[\s.…»>\])-]*$|chi tiet[\s.…»>\])-]+$")
_TEASER_END = 20
_FAR = 12  # parts: pictures further below the text are those of other articles


@dataclass(frozen=True, slots=True)
class Layout:
    """Places among the parts of a page; those of a title that is not seen are just above the text."""

    parts: Sequence[Part]
    lines: Sequence[Line]
    body: tuple[int, ...]  # the places of the text
    title_place: int
    first: int  # of the text
    last: int
    end: int  # the line that ends the article, or the end of the page

    def body_lines(self) -> tuple[Line, ...]:
        """Return the lines of the text, with whatever stands among them."""
        chosen = frozenset(self.body)
        return tuple(line for line in self.lines if line.place in chosen)

    def above_text(self) -> tuple[Line, ...]:
        """Return the lines between title and text."""
        return self.between(self.title_place + 1, self.first)

    def below_text(self) -> tuple[Line, ...]:
        """Return the lines between text and end."""
        return self.between(self.last + 1, self.end)

    def above_title(self) -> tuple[Line, ...]:
        """Return the lines above the title, the nearest first."""
        return self.between(0, max(0, self.title_place))[::-1]

    def between(self, start: int, stop: int) -> tuple[Line, ...]:
        """Return the lines of the parts from start to before stop."""
        return tuple(line for line in self.lines if start <= line.place < stop)

    def number_of(self, text: str) -> int:
        """Return the number, from 1, of the line with a text that is nearest to the title; 0 if there is none."""
        key = key_of(text)
        numbers = [number for number, line in enumerate(self.lines, 1) if line.key == key]
        return min(numbers, key=lambda number: abs(self.lines[number - 1].place - self.title_place), default=0)

    def iter_pictures(self) -> Iterator[tuple[int, Picture]]:
        """Yield the pictures of the article and their places, with the words under them."""
        for place in range(self.title_place + 1, min(self.end, self.last + _FAR)):
            part = self.parts[place]
            if isinstance(part, Picture):
                caption = part.caption or self._caption_below(place)
                if part.url or caption:
                    yield place, Picture(part.url, caption, part.alt, part.width, part.height, part.inside)

    def attachments(self) -> tuple[Attachment, ...]:
        """Return the files that the article links to, each once."""
        files = (part for part in self.parts[self.title_place + 1 : self.end] if isinstance(part, Attachment))
        return tuple({file.url: file for file in files}.values())

    def _caption_below(self, place: int) -> str:
        below = self.parts[place + 1] if place + 1 < self.end else None
        if not isinstance(below, Block) or not below.is_apart or len(below.text) > _LONGEST_CAPTION:
            return ""
        return "" if kind_of(below.text) in {Kind.DATE, Kind.BYLINE, Kind.SOURCE, Kind.CHROME} else below.text


def lay_out(parts: Sequence[Part], lines: Sequence[Line], body: tuple[int, ...], title: str) -> Layout:
    """Find the title and the end of the article around the places of its text; what is outside is of other boxes."""
    key = key_of(title)
    long = [
        (line.place, len(line.key))
        for line in _lines_at(lines, body)
        if line.key != key and kind_of(line.text) is Kind.PARAGRAPH and not is_teaser(line.text)
    ]
    title_place = _find_start(list(_iter_titles(parts, lines, key)), long)
    long = [(place, length) for place, length in long if place > title_place]
    end = _find_end(lines, long, len(parts))
    inside = tuple(place for place in body if title_place < place < end)
    places = [place for place, _ in long if place < end] or list(inside)
    first, last = (min(places), max(places)) if places else (0, end - 1)
    return Layout(parts, lines, inside, title_place if title_place >= 0 else first - 1, first, last, end)


def is_teaser(text: str) -> bool:
    """Tell whether a line ends in the link to the rest of another article.

    >>> is_teaser("Chiều ngày 22/8, xã họp. Xem tiếp"), is_teaser("Mời bà con xem tiếp hội diễn vào tối mai.")
    (True, False)
    """
    return bool(_TEASER.search(fold(text[-_TEASER_END:])))


def _find_start(titles: Sequence[int], long: Sequence[tuple[int, int]]) -> int:
    """Return the last place of the title that has most of the text below it; -1 if it has none."""
    below = [sum(length for place, length in long if place > title) for title in titles]
    enough = _MOST * max(below, default=0)
    found = [title for title, length in zip(titles, below, strict=True) if length >= enough and length]
    return found[-1] if found else next(iter(titles), -1) if not long else -1


def _find_end(lines: Sequence[Line], long: Sequence[tuple[int, int]], end: int) -> int:
    """Return the place of the line that ends the article: behind it is little text, or it is a box inside."""
    if not long:
        return end
    whole = sum(length for _, length in long)
    for line in lines:
        if line.place > long[0][0] and is_end(line.text):
            behind = sum(length for place, length in long if place > line.place)
            if behind <= (0 if is_frame(line.text) else _LITTLE * whole):
                return line.place
    return end


def _iter_titles(parts: Sequence[Part], lines: Sequence[Line], key: str) -> Iterator[int]:
    """Yield the places where a title is seen: in one line, or in all lines of a block."""
    if key:
        for line in lines:
            part = parts[line.place]
            if line.key == key or ("\n" in getattr(part, "text", "") and key_of(getattr(part, "text", "")) == key):
                yield line.place


def to_figures(pictures: Sequence[tuple[int, Picture]], shown: Sequence[int]) -> Iterator[Figure]:
    """Yield pictures with their position among the paragraphs, whose places are shown."""
    for place, picture in pictures:
        yield Figure(picture.url, picture.caption, sum(1 for other in shown if other < place))


def _lines_at(lines: Sequence[Line], places: Sequence[int]) -> Iterator[Line]:
    chosen = frozenset(places)
    return (line for line in lines if line.place in chosen)
