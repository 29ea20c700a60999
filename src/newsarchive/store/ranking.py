"""Which of a few candidates was meant: their words are compared with those of the query, one by one.

For title and text: how often each word occurs, more if with the marks that were typed, and how often two words of
the query follow each other, each measured against the length (as BM25 does: Robertson and Zaragoza, 2009). Where only
some of the words need be there, the rare ones weigh more.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from newsarchive.model.search import Match
from newsarchive.text.fold import is_marked, iter_words, keys, streams

_TITLE_WEIGHT = 4.0
_TITLE_WORDS, _TEXT_WORDS = 13.0, 400.0  # usual lengths
_SATURATION = 1.2
_PAIR_WEIGHT = 2.5
_RARE_PAIR_WEIGHT = 0.5  # where each word and pair has a weight of its own: a rare pair weighs more by itself
_OTHER_MARKS = 0.35  # of an occurrence, where marks differ from those typed
_EXACT_PAIR = 1.5


class Weights:
    """What each word, and each pair of words that follow each other, counts: the rarer, the more."""

    def __init__(self, counts: Mapping[tuple[str, ...], int], total: int) -> None:
        """Take how many of all articles hold each of them."""
        self._weights = {
            tuple(keys(word)[1] for word in words): log(1 + max(0, total - count) / (count + 0.5))
            for words, count in counts.items()
        }

    def of(self, *folded: str) -> float:
        """Return the weight of a word, or of a pair."""
        return self._weights[folded]


class Asked:
    """The words of a query, ready to be compared."""

    def __init__(self, text: str, weights: Weights | None = None) -> None:
        words = [(*keys(word), is_marked(word)) for _, _, word in iter_words(text)]
        self._exact = {folded: f"={exact}" for exact, folded, has_marks in words if has_marks}
        self._words = {folded: weights.of(folded) if weights else 1.0 for _, folded, _ in words}
        pairs = pairwise(folded for _, folded, _ in words)
        self._pairs = {pair: weights.of(*pair) if weights else 1.0 for pair in pairs}
        self._pair_weight = _RARE_PAIR_WEIGHT if weights else _PAIR_WEIGHT

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
        exact, folded = (stream.split() for stream in streams(text))
        words, pairs = self._count(exact, folded)
        bound = _SATURATION * (0.5 + 0.5 * len(folded) / usual)
        score = sum(self._words[word] * count / (count + bound) for word, count in words.items())
        return score + self._pair_weight * sum(
            self._pairs[pair] * count / (count + bound) for pair, count in pairs.items()
        )

    def _count(
        self, exact: Sequence[str], folded: Sequence[str]
    ) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
        """Return how often each word occurs, and each pair."""
        words: dict[str, float] = {}
        pairs: dict[tuple[str, str], float] = {}
        before, before_at, before_is_exact = "", -2, False
        for place, word in enumerate(folded):
            if word not in self._words:
                continue
            is_exact = self._exact.get(word, exact[place]) == exact[place]
            words[word] = words.get(word, 0.0) + (1.0 if is_exact else _OTHER_MARKS)
            if before_at == place - 1 and (before, word) in self._pairs:
                pair = (before, word)
                pairs[pair] = pairs.get(pair, 0.0) + (_EXACT_PAIR if is_exact and before_is_exact else 1.0)
            before, before_at, before_is_exact = word, place, is_exact
        return words, pairs
