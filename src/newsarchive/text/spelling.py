"""Syllables that a mistyped one could have been: one key, one mark, or one confused sound away."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from newsarchive.text.syllables import LONGEST, TONES, is_folded_syllable, is_syllable, take_tone, with_tone

_MOST = 60
_SHORTEST = 2  # letters: one can be anything
_PLAIN_LETTERS = "abcdeghiklmnopqrstuvxy"
_MARKED_LETTERS = "ăâđêôơư"
_HOOK, _TILDE = "\u0309", "\u0303"
_SHAPES = ("aăâ", "eê", "oôơ", "uư", "dđ")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Sounds that are spoken alike in some part of the country: at the beginning of a syllable, and at its end.
_ONSETS = ("ch tr", "d gi r v z j", "s x", "l n", "ng ngh", "g gh", "c k qu", "ph f")
_FINALS = ("n ng nh", "c t ch", "i y", "ai ay", "ao au", "iu iêu ieu", "ưu ươu", "uu uou", "oi ôi ơi")


def edits(word: str) -> tuple[str, ...]:
    """Return the syllables that differ from a word in one place, the likeliest first; a word without marks has such.

    Likely are, in this order, letters changed over, a neighbouring key, another tone or letter mark, a sound that is
    spoken alike, and then any other letter typed too few, too many, or wrong.

    >>> edits("thnah")[0], edits("nghành")[0], edits("nôgn")[0], edits("fuong")[0]
    ('thanh', 'ngành', 'ngôn', 'duong')
    >>> edits("vỉêt")[:2], edits("newsarchive")
    (('viết', 'việt'), ())
    """
    word = unicodedata.normalize("NFC", word.lower())
    if not _SHORTEST <= len(word) <= LONGEST + 1 or not word.isalpha():
        return ()
    is_possible = is_folded_syllable if word.isascii() else is_syllable
    base, tone = take_tone(word)
    candidates = _iter_candidates(base, tone, is_plain=word.isascii())
    return tuple(dict.fromkeys(one for one in candidates if one != word and is_possible(one)))[:_MOST]


def _iter_candidates(base: str, tone: str, *, is_plain: bool) -> Iterator[str]:
    """Yield what could have been meant, possible or not, the likeliest first."""
    for changed in (*_transposed(base), *_slipped(base)):
        yield with_tone(changed, tone)
    if not is_plain:
        for other in _likely_tones(tone):
            yield with_tone(base, other)
        for changed in _reshaped(base):
            yield with_tone(changed, tone)
    letters = _PLAIN_LETTERS if is_plain else _PLAIN_LETTERS + _MARKED_LETTERS
    for changed in (*_respoken(base), *_shortened(base), *_lengthened(base, letters), *_replaced(base, letters)):
        yield with_tone(changed, tone)


def _transposed(base: str) -> Iterator[str]:
    for place in range(len(base) - 1):
        yield base[:place] + base[place + 1] + base[place] + base[place + 2 :]


def _slipped(base: str) -> Iterator[str]:
    for place, letter in enumerate(base):
        for other in _neighbours(letter):
            yield base[:place] + other + base[place + 1 :]


@cache
def _neighbours(letter: str) -> str:
    """Return the letters on the keys around that of a letter."""
    key = "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]
    row = next((number for number, keys in enumerate(_ROWS) if key in keys), -1)
    if row < 0:
        return ""
    place = _ROWS[row].index(key)
    around = [_ROWS[row][max(place - 1, 0) : place + 2]]
    if row:
        around.append(_ROWS[row - 1][place : place + 2])
    around.extend(keys[max(place - 1, 0) : place + 1] for keys in _ROWS[row + 1 : row + 2])
    return "".join(around).replace(key, "")


def _likely_tones(tone: str) -> Iterator[str]:
    """Yield the other tones, of hỏi and ngã the other one first: half of the country speaks them alike."""
    alike = {_HOOK: _TILDE, _TILDE: _HOOK}.get(tone, "")
    yield from sorted({*TONES, ""} - {tone}, key=lambda other: (other != alike, TONES.find(other)))


def _reshaped(base: str) -> Iterator[str]:
    for place, letter in enumerate(base):
        for other in next((shapes for shapes in _SHAPES if letter in shapes), ""):
            yield base[:place] + other + base[place + 1 :]


def _respoken(base: str) -> Iterator[str]:
    for one, other in _pairs(_ONSETS):
        if base.startswith(one):
            yield other + base[len(one) :]
    for one, other in _pairs(_FINALS):
        if base.endswith(one):
            yield base[: len(base) - len(one)] + other


def _pairs(groups: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from permutations(group.split(), 2)


def _shortened(base: str) -> Iterator[str]:
    for place in range(len(base)):
        yield base[:place] + base[place + 1 :]


def _lengthened(base: str, letters: str) -> Iterator[str]:
    for place in range(len(base) + 1):
        for letter in letters:
            yield base[:place] + letter + base[place:]


def _replaced(base: str, letters: str) -> Iterator[str]:
    for place in range(len(base)):
        for letter in letters:
            yield base[:place] + letter + base[place + 1 :]
