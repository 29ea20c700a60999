"""Where a query's words stand in a text, and the words around the best of those places."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from newsarchive.model.search import Snippet
from newsarchive.text.fold import chunk_terms, exact_term, iter_words, keys

_WIDTH = 180  # characters
_LEAD = 40  # characters shown before the first match
_MOST_PLACES = 200  # looked at for the best window: a text that holds more is about the query everywhere
_BEGINNING = 1_000  # characters


class Wanted(NamedTuple):
    """The words of a query, as terms of the index: "=vân.", "van"; those of a phrase count only one after the other."""

    phrases: frozenset[tuple[str, ...]] = frozenset()
    beginnings: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a word that is asked for stands, and its folded key."""

    start: int
    end: int
    folded: str


class _Word(NamedTuple):
    place: Place
    exact: str  # as the index has it

    def is_term(self, term: str) -> bool:
        return term in (self.exact, self.place.folded)


def find_spans(text: str, wanted: Wanted) -> tuple[tuple[int, int], ...]:
    """Return the [start, end) places of the words that are asked for.

    >>> find_spans("Công tác dân vận", Wanted(frozenset({("=vân.",), ("dan",)})))
    ((9, 12), (13, 16))
    >>> find_spans("Dân làm, dân vận", Wanted(frozenset({("=dân", "=vân.")})))
    ((9, 12), (13, 16))
    """
    return tuple((place.start, place.end) for place in iter_places(text, wanted))


def iter_places(text: str, wanted: Wanted) -> Iterator[Place]:
    """Yield the places of the words that are asked for."""
    run: list[_Word] = []  # of words that are asked for, one after the other
    last = -1
    for number, word in _iter_candidates(text, wanted):
        if number != last + 1:
            yield from _meant(run, wanted)
            run = []
        run.append(word)
        last = number
    yield from _meant(run, wanted)


def _iter_candidates(text: str, wanted: Wanted) -> Iterator[tuple[int, _Word]]:
    """Yield the words that are in any phrase, or begin as asked, and their numbers."""
    terms = {term for phrase in wanted.phrases for term in phrase}
    has_beginnings = bool(wanted.beginnings)
    number, end = -1, 0
    for chunk in text.split():
        start = text.index(chunk, end)
        end = start + len(chunk)
        exact, folded, words = chunk_terms[chunk]
        # Most chunks are one word that nobody asked for: they need not be taken apart.
        if words == 1 and folded not in terms and exact not in terms and not has_beginnings:
            number += 1
            continue
        for word_start, word_end, word in iter_words(chunk):
            number += 1
            pair = keys(word)
            one = _Word(Place(start + word_start, start + word_end, pair[1]), exact_term(pair))
            if one.exact in terms or pair[1] in terms or _begins(one, wanted):
                yield number, one


def _begins(word: _Word, wanted: Wanted) -> bool:
    return word.exact.startswith(wanted.beginnings) or word.place.folded.startswith(wanted.beginnings)


def _meant(run: Sequence[_Word], wanted: Wanted) -> Iterator[Place]:
    """Yield the places of those words of a run that make a whole phrase, or begin as asked."""
    found = {
        place
        for place, word in enumerate(run)
        if (word.exact,) in wanted.phrases or (word.place.folded,) in wanted.phrases or _begins(word, wanted)
    }
    for phrase in wanted.phrases if len(run) > 1 else ():
        for start in range(len(run) - len(phrase) + 1) if len(phrase) > 1 else ():
            if all(word.is_term(term) for word, term in zip(run[start:], phrase, strict=False)):
                found.update(range(start, start + len(phrase)))
    yield from (run[place].place for place in sorted(found))


def snippet(text: str, wanted: Wanted) -> Snippet:
    """Return the window of text with the most different words of the query; its beginning if there is none.

    >>> snippet("Dân vận khéo", Wanted(frozenset({("=vân.",)})))
    Snippet(text='Dân vận khéo', spans=((4, 7),))
    """
    text = " ".join(text.split())  # as written otherwise, decomposed text included
    places = _find_best_places(text, wanted)
    start = _best_start(text, places)
    end = len(text) if start + _WIDTH >= len(text) else _word_end(text, start + _WIDTH)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    inside = tuple((one.start + shift, one.end + shift) for one in places if one.start >= start and one.end <= end)
    return Snippet(before + text[start:end] + after, inside)


def _find_best_places(text: str, wanted: Wanted) -> Sequence[Place]:
    """Return the places among which the best window is; most articles say at their beginning what they are about."""
    beginning = list(iter_places(text[:_BEGINNING], wanted)) if len(text) > 3 * _BEGINNING else []
    different = {term.removeprefix("=") for phrase in wanted.phrases for term in phrase}
    for start in range(len(beginning) - len(different) + 1):
        inside = beginning[start : start + len(different)]
        if len({place.folded for place in inside}) == len(different) and _adjacent(inside) == len(inside) - 1:
            return beginning
    return list(islice(iter_places(text, wanted), _MOST_PLACES))


def _adjacent(places: Sequence[Place]) -> int:
    return sum(1 for left, right in pairwise(places) if right.start - left.end == 1)


def _best_start(text: str, places: Sequence[Place]) -> int:
    best, best_score = 0, (0, 0)
    for index, first in enumerate(places):
        inside = [one for one in places[index : index + 40] if one.end <= first.start + _WIDTH - _LEAD]
        score = (len({place.folded for place in inside}), _adjacent(inside))
        if score > best_score:
            best, best_score = first.start, score
    if best <= _LEAD or len(text) <= _WIDTH:
        return 0
    best = min(best - _LEAD, max(0, len(text) - _WIDTH))
    return text.index(" ", best) + 1 if " " in text[best : best + _LEAD] else best


def _word_end(text: str, limit: int) -> int:
    space = text.rfind(" ", limit - _LEAD, limit)
    return space if space > 0 else limit
