"""Where the rows that a library takes for the text stand on the page: found by their letters and digits alone."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from newsarchive.extract.folded import fold_line
from newsarchive.extract.parts import Block, BlockKind, Part

_SIGNS = re.compile(r"[\W_]+")
_LONGEST_LINE = 1000
_SHORT = 20  # letters: what is shorter stands inside other words by chance
_END = 40  # letters by which a row is known whose middle is written otherwise
_NEAR = 60  # lines
_MOST_MISSES = 200  # rows that are looked for through the whole page in vain
_HALF = 0.5
_LONGEST_LIST = 60  # parts
_LISTS = frozenset({BlockKind.ITEM, BlockKind.ROW})


def key_of(text: str) -> str:
    """Return what is equal for one text in two renderings: its letters and digits, folded."""
    return _key_of_line(text) if len(text) <= _LONGEST_LINE else _SIGNS.sub("", fold_line(text))


@lru_cache(maxsize=2048)  # title, lead and rows are lines of the page
def _key_of_line(line: str) -> str:
    return _SIGNS.sub("", fold_line(line))


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the page shows, and the place of its block among the parts."""

    text: str
    key: str
    place: int


@dataclass(frozen=True, slots=True)
class Located:
    """The places of the blocks that rows consist of, and the share of the rows' letters that was found."""

    places: tuple[int, ...]
    share: float


def lines_of(parts: Sequence[Part]) -> tuple[Line, ...]:
    """Return the lines of a page in their order."""
    return tuple(
        Line(line, key_of(line), place)
        for place, part in enumerate(parts)
        if isinstance(part, Block)
        for line in part.text.split("\n")
    )


def locate(rows: Iterable[str], lines: Sequence[Line]) -> Located:
    """Find the blocks that rows were read from."""
    keys = [key for row in rows if (key := key_of(row))]
    page = _Page(lines)
    spans = _settle(page.text, keys, [page.find(key) for key in keys])
    found = sum(len(key) for key, span in zip(keys, spans, strict=True) if span)
    return Located(page.covered(span for span in spans if span), found / max(1, sum(map(len, keys))))


def locate_runs(runs: Iterable[Sequence[str]], lines: Sequence[Line]) -> tuple[int, ...]:
    """Find the blocks of lines that were read from single elements of the page, as they stand there."""
    page = "\n".join(["", *(line.key for line in lines), ""])
    places: list[int] = []
    cursor = 0
    for run in runs:
        start = page.find("\n".join(["", *map(key_of, run), ""]), cursor)
        if start >= 0:
            first = page.count("\n", 0, start)
            places += [line.place for line in lines[first : first + len(run)]]
            cursor = start + 1
    return tuple(sorted(set(places)))


def with_lists(parts: Sequence[Part], places: Sequence[int]) -> tuple[int, ...]:
    """Return the places of a text with those of lists and tables between its paragraphs, which libraries leave out.

    Lists of links are boxes with other articles.
    """
    filled = list(places)
    for above, below in pairwise(places):
        gap = range(above + 1, below)
        blocks = [place for place in gap if isinstance(parts[place], Block)]
        if len(gap) <= _LONGEST_LIST and all(_is_listed(parts[place]) for place in blocks):
            filled += blocks
    return tuple(sorted(filled))


def _is_listed(part: Part) -> bool:
    if not isinstance(part, Block) or part.kind not in _LISTS:
        return False
    linked = sum(len(words) for run in part.runs for words, marks in run.segments if any(one.href for one in marks))
    return linked <= _HALF * len(part.text)


class _Page:
    """The letters of a page in one string, and where each line begins in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.text = "".join(line.key for line in lines)
        self._lines = lines
        self._starts = [0, *accumulate(len(line.key) for line in lines)]
        self._whole: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            if len(line.key) < _SHORT:
                self._whole.setdefault(line.key, []).append(number)
        self._cursor = 0
        self._misses = 0

    def find(self, key: str) -> tuple[int, int] | None:
        """Return where a row stands, the next place after the one before if there are several."""
        span = self._find_short(key) if len(key) < _SHORT else self._find_long(key)
        if span:
            self._cursor = span[1]
        return span

    def _find_short(self, key: str) -> tuple[int, int] | None:
        here = bisect_right(self._starts, self._cursor) - 1
        numbers = self._whole.get(key, [])
        number = next((one for one in numbers[bisect_right(numbers, here - 1) :]), None)
        if number is None or number > here + _NEAR:
            return None
        return self._starts[number], self._starts[number + 1]

    def _find_long(self, key: str) -> tuple[int, int] | None:
        start = self.text.find(key, self._cursor)
        if start >= 0:
            return start, start + len(key)
        if self._misses >= _MOST_MISSES:
            return None
        self._misses += 1
        start = self.text.find(key)
        if start >= 0:
            return start, start + len(key)
        start = self.text.find(key[:_END])
        end = self.text.find(key[-_END:], start + 1, start + 2 * len(key)) if start >= 0 else -1
        return (start, end + len(key[-_END:])) if end >= 0 else None

    def covered(self, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
        """Return the places of the parts whose letters are for the most part inside spans."""
        inside: dict[int, int] = {}
        for start, end in _merged(spans):
            for number in range(bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)):
                share = min(end, self._starts[number + 1]) - max(start, self._starts[number])
                place = self._lines[number].place
                inside[place] = inside.get(place, 0) + share
        whole: dict[int, int] = {}
        for line in self._lines:
            whole[line.place] = whole.get(line.place, 0) + len(line.key)
        return tuple(place for place, length in sorted(inside.items()) if length > _HALF * whole[place])


def _settle(page: str, keys: Sequence[str], spans: Sequence[tuple[int, int] | None]) -> list[tuple[int, int] | None]:
    """Move each row of which there are copies next to the row below it: a teaser above is not the text."""
    settled = list(spans)
    below = None
    for number in reversed(range(len(settled))):
        span = settled[number]
        if span is None:
            continue
        if below is not None and span[1] <= below and len(keys[number]) >= _SHORT:
            nearest = page.rfind(keys[number], span[0] + 1, below)
            if nearest >= 0:
                settled[number] = (nearest, nearest + len(keys[number]))
                span = settled[number]
        below = span[0] if span else below
    return settled


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans without what they have in common."""
    reached = 0
    for start, end in sorted(spans):
        if end > reached:
            yield max(start, reached), end
            reached = end
