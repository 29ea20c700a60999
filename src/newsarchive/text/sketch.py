"""Sketches: a few numbers for a text, most of which another text shares if much of it stands there too.

A sketch finds what may be a reprint (FracMinHash on runs of four words); `compare` then says by the whole texts
what it is. Both are blind to case, punctuation, and where a tone mark is put; marks and digits count.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from zlib import crc32

from newsarchive.text.fold import chunk_terms

FEWEST_WORDS = 40  # of shorter texts, equal runs say little
_MOST_WORDS = 20_000  # of longer ones, the beginning counts
_LONGEST_KEPT = 12_000  # characters
_FEWEST, _MOST = 24, 400  # numbers of a sketch
_MASK = 2**64 - 1
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)  # odd, bits well mixed
_SHIFT = 17  # what is left are 47 bits: SQLite keeps them in six bytes
_KEPT = 2**47 // 16
_FEW_NUMBERS = 3  # below which other numbers make no other letter
_SAME_NUMBERS = 0.5

Run = tuple[str, str, str, str]


class _Shares(dict[str, tuple[int, int, int, int]]):
    """What a word adds to the number of a run, in each of its places; the words of texts come again and again."""

    _MOST = 50_000

    def __missing__(self, word: str) -> tuple[int, int, int, int]:
        code = crc32(word.encode("utf-8", "replace"))
        first, second, third, fourth = _FACTORS
        if len(self) >= self._MOST:
            self.clear()
        value = self[word] = (first * code & _MASK, second * code & _MASK, third * code & _MASK, fourth * code & _MASK)
        return value


_shares = _Shares()


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts is the same."""

    containment: float  # share of the smaller one that the larger one holds
    coverage: float  # share of the larger one that the smaller one holds
    is_form: bool = False  # they would be, but give other numbers in the same places: two letters of one form

    def is_reprint(self) -> bool:
        """Tell whether the one text was made from the other."""
        return self.containment >= 0.5 and not self.is_form  # noqa: PLR2004 - half of it

    def is_same_story(self) -> bool:
        """Tell whether they tell the same, and not the one the same as a part of the other, as a digest does."""
        return self.is_reprint() and self.coverage >= 0.4  # noqa: PLR2004 - a digest of three has less of each


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text made ready for comparing."""

    words: tuple[str, ...]
    runs: frozenset[Run]

    @classmethod
    def of(cls, text: str) -> "Shingles":
        """Return those of a text; of the last ones, which a series of reprints is compared with, they are kept."""
        return _shingles_of(text) if len(text) <= _LONGEST_KEPT else cls.of_words(to_words(text))

    @classmethod
    def of_words(cls, words: tuple[str, ...]) -> "Shingles":
        """Return those of the words of a text."""
        return cls(words, frozenset(_runs(words)))


@lru_cache(maxsize=128)
def _shingles_of(text: str) -> Shingles:
    return Shingles.of_words(to_words(text))


def to_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared.

    >>> to_words("Hoà giải 05/10") == to_words("HÒA GIẢI: 5-10")
    True
    """
    exact = " ".join([chunk_terms[chunk].exact for chunk in text.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]])
    return tuple(islice(exact.replace("=", "").split(), _MOST_WORDS))


def sketch(words: tuple[str, ...]) -> tuple[int, ...]:
    """Return the sketch of a text, the least number first; () of one that is too short.

    >>> sketch(to_words("Bà con ra đồng từ sáng sớm."))
    ()
    """
    if len(words) < FEWEST_WORDS:
        return ()
    shares = [_shares[word] for word in words]
    numbers = [
        ((a[0] + b[1] + c[2] + d[3]) & _MASK) >> _SHIFT
        for a, b, c, d in zip(shares, shares[1:], shares[2:], shares[3:], strict=False)
    ]
    kept = sorted({number for number in numbers if number < _KEPT})[:_MOST]
    return tuple(kept) if len(kept) >= _FEWEST else tuple(sorted(set(numbers))[:_FEWEST])


def compare(one: Shingles, other: Shingles) -> Overlap:
    """Return how much of two texts is the same, word by word.

    >>> compare(Shingles.of("Xã gặt lúa mùa sớm"), Shingles.of("Xã gặt lúa mùa")).containment
    1.0
    """
    smaller, larger = sorted((len(one.runs), len(other.runs)))
    if not smaller:
        return Overlap(0.0, 0.0)
    shared = len(one.runs & other.runs)
    found = Overlap(shared / smaller, shared / larger)
    return replace(found, is_form=found.is_reprint() and _is_form(one.words, other.words))


def _is_form(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether of the numbers that stand between the same words most are others."""
    ours, theirs = _numbers(one), _numbers(other)
    places, same = 0, 0
    for place in ours.keys() & theirs.keys():
        places += min(ours[place].total(), theirs[place].total())
        same += (ours[place] & theirs[place]).total()
    return places >= _FEW_NUMBERS and same < _SAME_NUMBERS * places


@lru_cache(maxsize=32)
def _numbers(words: tuple[str, ...]) -> dict[tuple[str, str, str], Counter[str]]:
    """Return the numbers of a text by the two words before and the one after them; a number there is any number."""
    found: dict[tuple[str, str, str], Counter[str]] = {}
    framed = ("", "", *words, "")
    for position, word in enumerate(words):
        if word.isdecimal():
            around = (framed[position], framed[position + 1], framed[position + 3])
            first, second, last = ("#" if one.isdecimal() else one for one in around)
            found.setdefault((first, second, last), Counter())[word] += 1
    return found


def _runs(words: tuple[str, ...]) -> Iterable[Run]:
    return zip(words, words[1:], words[2:], words[3:], strict=False)
