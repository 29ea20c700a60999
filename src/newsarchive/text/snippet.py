"""Where a query's words stand in a text, and the words around the best of those places."""

from collections.abc import Sequence
from itertools import pairwise

from newsarchive.model import Snippet
from newsarchive.text.fold import iter_words, keys
from newsarchive.text.normalize import clean_line

_WIDTH = 180  # characters
_LEAD = 40  # characters shown before the first match


def find_spans(text: str, exact: frozenset[str], folded: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return the [start, end) places of the words whose exact or folded key is asked for.

    >>> find_spans("Công tác dân vận", frozenset({"vân."}), frozenset({"dan"}))
    ((9, 12), (13, 16))
    """
    found = []
    for start, end, word in iter_words(text):
        exact_key, folded_key = keys(word)
        if exact_key in exact or folded_key in folded:
            found.append((start, end))
    return tuple(found)


def snippet(text: str, exact: frozenset[str], folded: frozenset[str]) -> Snippet:
    """Return the window of text with the most different words of the query; its beginning if there is none.

    >>> snippet("Dân vận khéo", frozenset({"vân."}), frozenset())
    Snippet(text='Dân vận khéo', spans=((4, 7),))
    """
    text = clean_line(text)
    spans = find_spans(text, exact, folded)
    start = _best_start(text, spans)
    end = len(text) if start + _WIDTH >= len(text) else _word_end(text, start + _WIDTH)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    inside = tuple((s + shift, e + shift) for s, e in spans if s >= start and e <= end)
    return Snippet(before + text[start:end] + after, inside)


def _best_start(text: str, spans: Sequence[tuple[int, int]]) -> int:
    best, best_score = 0, (0, 0)
    for index, (start, _) in enumerate(spans):
        inside = [span for span in spans[index : index + 40] if span[1] <= start + _WIDTH - _LEAD]
        different = {keys(text[s:e])[1] for s, e in inside}
        adjacent = sum(1 for left, right in pairwise(inside) if right[0] - left[1] == 1)
        if (len(different), adjacent) > best_score:
            best, best_score = start, (len(different), adjacent)
    if best <= _LEAD or len(text) <= _WIDTH:
        return 0
    best = min(best - _LEAD, max(0, len(text) - _WIDTH))
    return text.index(" ", best) + 1 if " " in text[best : best + _LEAD] else best


def _word_end(text: str, limit: int) -> int:
    space = text.rfind(" ", limit - _LEAD, limit)
    return space if space > 0 else limit
