"""Which parts of two sequences belong together. Work is bounded: what is too different to be compared, is different."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

_FEW = 64  # differences: for so many the shortest way is looked for
_DEEPEST = 12
_MOST_STEPS = 1_500_000  # about a second

Pair = tuple[int, int]
_Block = tuple[int, int, int, int, int]  # [start, end) in the one and in the other, and how deep it lies


def align(before: Sequence[str], after: Sequence[str]) -> tuple[Pair, ...]:
    """Return the places in both that hold the same, in ascending order in the one and in the other.

    >>> align("abcde", "axce")
    ((0, 0), (2, 2), (4, 3))
    """
    return tuple(sorted(_Alignment(before, after).iter_pairs()))


class _Alignment:
    """Blocks are taken apart: at both ends, by the shortest way, else at what each side holds once (patience diff)."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self._before = before
        self._after = after
        self._steps = 0

    def iter_pairs(self) -> Iterator[Pair]:
        blocks: list[_Block] = [(0, len(self._before), 0, len(self._after), 0)]
        while blocks:
            pairs, block = self._trimmed(blocks.pop())
            yield from pairs
            start, end, other_start, other_end, depth = block
            if start == end or other_start == other_end:
                continue
            shortest = self._shortest(block)
            if shortest is not None:
                yield from shortest
            elif depth < _DEEPEST and self._steps < _MOST_STEPS:
                anchors = self._anchors(block)
                yield from anchors
                blocks += _between(anchors, block)

    def _trimmed(self, block: _Block) -> tuple[list[Pair], _Block]:
        """Return the pairs at both ends of a block, and what is left between them."""
        start, end, other_start, other_end, depth = block
        pairs = []
        while start < end and other_start < other_end and self._before[start] == self._after[other_start]:
            pairs.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        while start < end and other_start < other_end and self._before[end - 1] == self._after[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            pairs.append((end, other_end))
        self._steps += len(pairs)
        return pairs, (start, end, other_start, other_end, depth)

    def _shortest(self, block: _Block) -> list[Pair] | None:
        """Return the pairs on the shortest way through a block (Myers, 1986); None if it is a long one."""
        start, end, other_start, other_end, _ = block
        width, height = end - start, other_end - other_start
        furthest = {1: 0}  # by diagonal
        trail: list[dict[int, int]] = []
        for differences in range(min(_FEW, width + height) + 1):
            trail.append(dict(furthest))
            for diagonal in range(-differences, differences + 1, 2):
                origin = _before(furthest, diagonal, differences)
                x = self._run(block, furthest[origin] + (origin < diagonal), diagonal)
                furthest[diagonal] = x
                if x >= width and x - diagonal >= height:
                    return [(start + one, other_start + other) for one, other in _back(trail, width, height)]
            if self._steps > _MOST_STEPS:
                return None
        return None

    def _run(self, block: _Block, x: int, diagonal: int) -> int:
        """Return how far both sides are equal from x on."""
        start, end, other_start, other_end, _ = block
        first, shift = x, other_start - start - diagonal
        at, last = start + x, min(end, other_end - shift)
        while at < last and self._before[at] == self._after[at + shift]:
            at += 1
        self._steps += 1 + at - start - first
        return at - start

    def _anchors(self, block: _Block) -> list[Pair]:
        """Return the pairs of what a block holds once on each side, as many of them as stand in one order."""
        start, end, other_start, other_end, _ = block
        self._steps += end - start + other_end - other_start
        others = _once(self._after, other_start, other_end)
        places = [
            (at, others[one]) for one, at in _once(self._before, start, end).items() if one in others
        ]  # ascending in the one
        return _ascending(places)


def _before(furthest: dict[int, int], diagonal: int, differences: int) -> int:
    """Return the diagonal from which a step, down or to the right, leads furthest on this one."""
    is_down = diagonal == -differences or (
        diagonal != differences and furthest.get(diagonal - 1, -1) < furthest.get(diagonal + 1, -1)
    )
    return diagonal + 1 if is_down else diagonal - 1


def _back(trail: list[dict[int, int]], x: int, y: int) -> Iterator[Pair]:
    """Yield the pairs on the way back from the end, the last one first."""
    for differences in range(len(trail) - 1, -1, -1):
        before = _before(trail[differences], x - y, differences)
        from_x = trail[differences][before]
        while x > from_x and y > from_x - before:
            x, y = x - 1, y - 1
            yield x, y
        x, y = from_x, from_x - before


def _once(parts: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(parts[start:end])
    return {parts[at]: at for at in range(start, end) if counts[parts[at]] == 1}


def _ascending(pairs: list[Pair]) -> list[Pair]:
    """Return the longest choice of pairs, ascending in the first, that ascends in the second as well."""
    ends: list[int] = []  # of the best choice of each length, its last place in the other
    lasts: list[int] = []
    befores: list[int] = []
    for number, (_, other) in enumerate(pairs):
        at = bisect_left(ends, other)
        befores.append(lasts[at - 1] if at else -1)
        ends[at : at + 1] = [other]
        lasts[at : at + 1] = [number]
    chosen, number = [], lasts[-1] if lasts else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = befores[number]
    return chosen[::-1]


def _between(anchors: list[Pair], block: _Block) -> Iterator[_Block]:
    start, end, other_start, other_end, depth = block
    if anchors:
        for one, other in [*anchors, (end, other_end)]:
            yield start, one, other_start, other, depth + 1
            start, other_start = one + 1, other + 1
