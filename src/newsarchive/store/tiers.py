"""What a query asks of the full-text index in turn: levels, each of them in tiers.

As typed; only where nothing answers, without its marks; and only where nothing answers that, for some of its words.
Within a level what stands in the title comes first, then what stands together, then the rest. Of six words or more
hardly an article holds each: unless it holds them together, as a headline that was pasted, the rarest of them decide.
"""

from collections.abc import Iterator
from itertools import islice, pairwise, product
from typing import NamedTuple

from newsarchive.model.search import All, Either, Field, Match, Node, Phrase, Words
from newsarchive.store.candidates import Candidates
from newsarchive.store.expression import any_of, phrase_match, to_match, with_parts
from newsarchive.store.ranking import Weights
from newsarchive.store.readings import Readings
from newsarchive.text.fold import iter_words

_MOST_FORMS = 6  # of a whole query
_FEWEST_WORDS = 3  # of which some are enough
_QUESTION = 6  # words: from there on, some are better than chance
_POSTINGS = 15_000  # looked at for some of the words
_FEWEST_TERMS = 3  # of them, whatever they cost


class Tier(NamedTuple):
    """One question to the index."""

    name: str
    expression: str


class Level(NamedTuple):
    """One way to answer a query: all that it finds, and in which order to look."""

    match: Match
    whole: str
    tiers: tuple[Tier, ...]
    weights: Weights | None = None  # of words and pairs, where some of them are enough


class Asking:
    """A query that has words, made ready for one archive."""

    def __init__(self, text: All, readings: Readings, candidates: Candidates) -> None:
        self.text = text
        self.typed = to_match(text)
        self.folded = to_match(text, loose=True)
        self._readings = readings
        self._candidates = candidates
        self._words = [word for one in typed_texts(text) for _, _, word in iter_words(one)]

    def level(self) -> Level | None:
        """Return the first level that finds anything; None if none does."""
        for level in self._iter_levels():
            if self._candidates.exists(level.whole):
                return level
        return None

    def to_level(self, match: Match) -> Level:
        """Return the level at which each word must be there, as typed or without its marks."""
        loose = match is not Match.TYPED
        suffix = ", without marks" if loose else ""
        narrower = tuple(Tier(name + suffix, to_match(node, loose=loose)) for name, node in _narrower(self.text))
        whole = self.folded if loose else self.typed
        return Level(match, whole, (*narrower, Tier("words" + suffix, whole)))

    def _iter_levels(self) -> Iterator[Level]:
        """Yield levels in the order in which they are tried."""
        is_question = len(self._words) >= _QUESTION and any(isinstance(part, Words) for part in self.text.parts)
        typed, folded = self.to_level(Match.TYPED), self.to_level(Match.FOLDED)
        if not is_question or self._stands_together(typed):
            yield typed
        if self.folded != self.typed and (
            not is_question or (self._stands_together(folded) and not self._candidates.exists(self.typed))
        ):
            yield folded
        if len(self._words) >= _FEWEST_WORDS:
            yield from self._some(typed.whole if is_question else "")

    def _stands_together(self, level: Level) -> bool:
        return any(self._candidates.exists(tier.expression) for tier in level.tiers[:-1])

    def _some(self, whole: str) -> Iterator[Level]:
        """Yield the level of articles with some of the words, the rarest, and of those that whole finds."""
        pairs = {phrase_match(" ".join(pair), loose=True): pair for pair in pairwise(self._words)}
        words = {phrase_match(word): (word,) for word in self._words}
        counts = {term: self._readings.count(term, _POSTINGS) for term in {**pairs, **words}}
        chosen: list[str] = []
        postings = 0
        for term in sorted((term for term in counts if counts[term]), key=lambda term: (counts[term], term)):
            if len(chosen) < _FEWEST_TERMS or postings + counts[term] <= _POSTINGS:
                chosen.append(term)
                postings += counts[term]
        if not chosen:
            return
        rest = tuple(part for part in self.text.parts if not isinstance(part, Words))
        some = with_parts(any_of(chosen), rest)
        held = {forms: counts[term] for term, forms in {**pairs, **words}.items()}
        weights = Weights(held, self._readings.total())
        yield Level(Match.PARTIAL, any_of((some, whole)), (Tier("some words", any_of((some, whole))),), weights)


def typed_texts(node: Node) -> Iterator[str]:
    """Yield the words that must occur, as typed."""
    match node:
        case Words(units):
            yield from (forms[0] for forms in units)
        case Phrase(text, Field.TEXT | Field.TITLE):
            yield text
        case All(parts):
            for part in parts:
                yield from typed_texts(part)
        case Either(parts):
            yield from islice(typed_texts(All(parts)), 1)


def _narrower(text: All) -> Iterator[tuple[str, All]]:
    """Yield the conjunctions that ask for the same words in the title, and for the same words together."""
    for place, part in enumerate(text.parts):
        forms = _forms(part)
        if forms:
            before, after = text.parts[:place], text.parts[place + 1 :]
            in_title = tuple(Phrase(form, Field.TITLE) for form in forms)
            yield "title", All((*before, Either(in_title), *after))
            if isinstance(part, Words) and any(len(list(iter_words(form))) > 1 for form in forms):
                yield "together", All((*before, Either(tuple(map(Phrase, forms))), *after))
            return


def _forms(node: Node) -> tuple[str, ...]:
    """Return the texts that words, or a phrase, can be written as; () for anything else."""
    match node:
        case Words(units):
            return tuple(" ".join(forms) for forms in islice(product(*units), _MOST_FORMS))
        case Phrase(text, Field.TEXT, within=None, is_prefix=False):
            return (text,)
        case Either(parts):
            forms = [_forms(part) for part in parts if isinstance(part, Phrase)]
            return tuple(text for form in forms for text in form) if len(forms) == len(parts) and all(forms) else ()
    return ()
