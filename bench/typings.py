"""The ways in which people type Vietnamese, as functions from text with accents in NFC."""

import random
import re
import unicodedata
from collections.abc import Callable

from typings import TELEX, encode_telex, encode_vni

_TONES = "".join(TELEX)
_END = f"(?![\\w{_TONES}])"
_NEW_PLACE = re.compile(f"(?<!q)(o[ae]|uy)([{_TONES}]){_END}", re.IGNORECASE)
_OLD_PLACE = re.compile(f"(?<!q)(o(?=.[ae])|u(?=.y))([{_TONES}])([aey]){_END}", re.IGNORECASE)
_LONE_VOWEL = re.compile(f"(?<!\\w)([hklmstv]|qu)([iy])(?=[{_TONES}]?{_END})", re.IGNORECASE)
_OTHER = {"i": "y", "y": "i", "I": "Y", "Y": "I"}
_STROKES = str.maketrans("đĐ", "dD")
_WORD = re.compile(r"\S+")
_HALF = 0.5


def plain(text: str) -> str:
    """Return text without accents.

    >>> plain("Đường về làng")
    'Duong ve lang'
    """
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_STROKES)


def half(text: str, seed: int = 0) -> str:
    """Return text where each word has lost its accents with a chance of one half; the same for the same text."""
    chance = random.Random(f"{seed} {text}")
    return _WORD.sub(lambda word: plain(word[0]) if chance.random() < _HALF else word[0], text)


def nfd(text: str) -> str:
    """Return text in decomposed form."""
    return unicodedata.normalize("NFD", text)


def swapped(text: str) -> str:
    """Return text with its tones on the other vowel, where both are in use, and i for y, y for i.

    >>> swapped("hoà, thúy, kỹ, lí; hình, tìm, của, quý, Hoàn")
    'hòa, thuý, kĩ, lý; hình, tìm, của, quí, Hoàn'
    """
    return " ".join(_swapped_word(word) for word in unicodedata.normalize("NFD", text).split(" "))


def _swapped_word(word: str) -> str:
    word, count = _NEW_PLACE.subn(lambda at: f"{at[1][0]}{at[2]}{at[1][1]}", word)
    if not count:
        word = _OLD_PLACE.sub(r"\1\3\2", word)
    return unicodedata.normalize("NFC", _LONE_VOWEL.sub(lambda at: at[1] + _OTHER[at[2]], word))


TYPINGS: dict[str, Callable[[str], str]] = {
    "accented": str,
    "unaccented": plain,
    "half": half,
    "Telex": encode_telex,
    "VNI": encode_vni,
    "NFD": nfd,
    "hoà/hòa, i/y": swapped,
}
