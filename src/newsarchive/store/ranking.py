"""Which of a few candidates was meant: their words are compared with those of the query, one by one.

For title and text: how often each word occurs, more if with the marks that were typed, and how often two words of
the query follow each other, each measured against the length (as BM25 does: Robertson and Zaragoza, 2009). Where only
some of the words need be there, the rare ones weigh more.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from newsarchive.model.search import Match
from newsarchive.text.fold import chunk_terms, is_marked, keys, streams

_TITLE_WEIGHT = 4.0
_TITLE_WORDS, _TEXT_WORDS = 13.0, 400.0  # usual lengths
_SATURATION = 1.2
_PAIR_WEIGHT = 2.5
_RARE_PAIR_SHARE = 0.5  # where each word and pair has a weight of its own: a rare pair weighs more by itself
_OTHER_MARKS = 0.35  # of an occurrence, where marks differ from those typed
_EXACT_PAIR = 1.5


class Weights:
    """What each word, and each pair of words that follow each other, counts: the rarer, the more."""

    def __init__(self, counts: Mapping[tuple[str, ...], int], total: int) -> None:
        """Take how many of all articles hold each of them."""
        self._weights = {
            _folded(words): _shares(words) * log(1 + max(0, total - count) / (count + 0.5))
            for words, count in counts.items()
        }

    def of(self, words: Sequence[str]) -> float:
        """Return the weight of a word, or of a pair."""
        return self._weights[_folded(words)]


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(keys(word)[1] for word in words)


def _shares(words: Sequence[str]) -> float:
    return 1.0 if len(words) == 1 else _RARE_PAIR_SHARE


class Asked:
    """The words of a query, ready to be compared."""

    def __init__(self, words: Sequence[str], weights: Weights | None = None) -> None:
        pairs = [(keys(word), word) for word in words]
        self._exact = {folded: f"={exact}" for (exact, folded), word in pairs if is_marked(word)}
        self._words = {folded: weights.of((word,)) if weights else 1.0 for (_, folded), word in pairs}
        self._pairs = {_folded(pair): weights.of(pair) if weights else _PAIR_WEIGHT for pair in pairwise(words)}

    def score(self, title: str, text: str) -> float:
        """Return how well an article answers: the more, the better."""
        return _TITLE_WEIGHT * self._weigh(title, _TITLE_WORDS) + self._weigh(text, _TEXT_WORDS)

    def match(self, text: str) -> Match:
        """Return whether an article holds every word as typed, or without its marks, or only some of them."""
        exact, folded = (frozenset(stream.split()) for stream in streams(text))
        if not self._words.keys() <= folded:
            return Match.PARTIAL
        return Match.TYPED if exact.issuperset(self._exact.values()) else Match.FOLDED

    def _weigh(self, text: str, usual: float) -> float:
        words, pairs, length = self._count(text)
        bound = _SATURATION * (0.5 + 0.5 * length / usual)
        score = sum(self._words[word] * count / (count + bound) for word, count in words.items())
        return score + sum(self._pairs[pair] * count / (count + bound) for pair, count in pairs.items())

    def _count(self, text: str) -> tuple[dict[str, float], dict[tuple[str, str], float], int]:
        """Return how often each word occurs, and each pair, and how many words text has."""
        words: dict[str, float] = {}
        pairs: dict[tuple[str, str], float] = {}
        before, before_at, before_is_exact = "", -2, False
        place = -1
        for term, word in _iter_terms(text):
            place += 1
            if word not in self._words:
                continue
            is_exact = self._exact.get(word, term) == term
            words[word] = words.get(word, 0.0) + (1.0 if is_exact else _OTHER_MARKS)
            if before_at == place - 1 and (before, word) in self._pairs:
                pair = (before, word)
                pairs[pair] = pairs.get(pair, 0.0) + (_EXACT_PAIR if is_exact and before_is_exact else 1.0)
            before, before_at, before_is_exact = word, place, is_exact
        return words, pairs, place + 1


def _iter_terms(text: str) -> Iterator[tuple[str, str]]:
    """Yield the exact term and the folded key of each word."""
    for chunk in text.split():
        exact, folded, words = chunk_terms[chunk]
        if words == 1:
            yield exact, folded
        elif words:
            yield from zip(exact.split(), folded.split(), strict=True)
