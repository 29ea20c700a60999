"""Where an article stands on its page: its title, its text, and its end, as places among the parts of the page."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsarchive.extract.chrome import is_end, is_frame
from newsarchive.extract.fields import Kind, kind_of
from newsarchive.extract.markup import Block, Part, Picture
from newsarchive.extract.pasted import guess_title
from newsarchive.model.article import Attachment, Figure
from newsarchive.text.fold import fold

_SIGNS = re.compile(r"[\W_]+")
_LONGEST_CAPTION = 250
_FEWEST_TITLE_WORDS = 4
_CREDIBLE = 4.0


def key_of(text: str) -> str:
    """Return what is equal for one text in two renderings: its letters and digits, folded."""
    return _SIGNS.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Layout:
    """Places among the parts of a page; those of a title that is not seen are just above the text."""

    parts: Sequence[Part]
    title: str
    title_place: int
    first: int  # of the text
    last: int
    end: int  # the line that ends the article, or the end of the page
    places: dict[str, int]  # of each line of the page

    def above_text(self) -> tuple[str, ...]:
        """Return the lines between title and text."""
        return self._lines(self.title_place + 1, self.first)

    def below_text(self) -> tuple[str, ...]:
        """Return the lines between text and end."""
        return self._lines(self.last + 1, self.end)

    def above_title(self) -> tuple[str, ...]:
        """Return the lines above the title, the nearest first."""
        return self._lines(0, max(0, self.title_place))[::-1]

    def iter_pictures(self) -> Iterator[tuple[int, Figure]]:
        """Yield the pictures of the article and their places, with the words under them."""
        for place in range(self.title_place + 1, self.end):
            part = self.parts[place]
            if isinstance(part, Picture):
                caption = part.caption or self._caption_below(place)
                if part.url or caption:
                    yield place, Figure(part.url, caption)

    def attachments(self) -> tuple[Attachment, ...]:
        """Return the files that the article links to, each once."""
        files = (part for part in self.parts[self.title_place + 1 : self.end] if isinstance(part, Attachment))
        return tuple({file.url: file for file in files}.values())

    def _lines(self, start: int, stop: int) -> tuple[str, ...]:
        blocks = (part for part in self.parts[start:stop] if isinstance(part, Block))
        return tuple(line for block in blocks for line in block.text.split("\n"))

    def _caption_below(self, place: int) -> str:
        below = self.parts[place + 1] if place + 1 < self.end else None
        if not isinstance(below, Block) or not below.is_apart or len(below.text) > _LONGEST_CAPTION:
            return ""
        return "" if kind_of(below.text) in (Kind.DATE, Kind.BYLINE, Kind.SOURCE, Kind.CHROME) else below.text


def lay_out(parts: Sequence[Part], claims: Iterable[tuple[str, float]], rows: Iterable[str]) -> Layout:
    """Find on a page the text that an extractor read from it, and above that the title."""
    places: dict[str, int] = {}
    for place, line in iter_lines(parts):
        places.setdefault(key_of(line), place)
    found = [places[key] for row in rows if kind_of(row) is Kind.PARAGRAPH and (key := key_of(row)) in places]
    first, last = (min(found), max(found)) if found else (0, len(parts) - 1)
    title = choose_title(claims, places) or guess_title(line for _, line in iter_lines(parts[:first]))
    key = key_of(title)
    titles = [place for place, line in iter_lines(parts[:first]) if key and key_of(line) == key]
    ends = (place for place, line in iter_lines(parts) if place > last and is_end(line))
    return Layout(parts, title, titles[-1] if titles else first - 1, first, last, next(ends, len(parts)), places)


def iter_lines(parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page with the places of their blocks."""
    for place, part in enumerate(parts):
        if isinstance(part, Block):
            for line in part.text.split("\n"):
                yield place, line


def choose_title(claims: Iterable[tuple[str, float]], seen: Container[str]) -> str:
    """Return the title that the page claims in most places and also shows; "" if no claim is credible."""
    votes: dict[str, float] = {}
    spellings: dict[str, str] = {}
    for claim, weight in claims:
        if key := key_of(claim):
            votes[key] = votes.get(key, _worth(claim, is_seen=key in seen)) + weight
            spellings.setdefault(key, claim)
    best = max(votes, key=lambda key: votes[key], default="")
    return spellings[best] if votes.get(best, 0) >= _CREDIBLE else ""


def _worth(claim: str, *, is_seen: bool) -> float:
    """Weigh a claim by itself: a title is seen on its page, is longer than a section, and is not the site's name."""
    is_short = len(claim.split()) < _FEWEST_TITLE_WORDS
    return (3.0 if is_seen else -1.0) - (3.0 if is_frame(claim) else 0.0) - (2.0 if is_short else 0.0)
