"""Words whose keys were typed for an input method that was off: Telex ("daan vaanj") and VNI ("dan6 van65").

Both write a syllable as its plain letters plus keys for its marks, in almost any order. So a word is parted into
letters and marks, and the table of syllables tells which syllable bears just these. Whether the word was not meant
as it stands ("taxi" is "tãi" in Telex) is for others to weigh.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsarchive.text.syllables import TONES, folded_bases, is_syllable, with_tone

_LONGEST = 12  # keys: "nguwowngx" has nine
_TELEX_TONES = dict(zip("sfrxj", TONES, strict=True))
_VNI_TONES = dict(zip("12345", TONES, strict=True))
_VOWELS = "aeiouy"
_TELEX_HINT = re.compile("[sfrxjw]|([aeod]).*\\1")
_HAT, _STROKE = "6", "9"  # marks are named by their VNI keys, 6789; Telex' w is a horn (7) or a breve (8)
_MARKS = {"â": "6", "ê": "6", "ô": "6", "ơ": "7", "ư": "7", "ă": "8", "đ": "9"}
_HOOKS = str.maketrans("78", "ww")


@dataclass(frozen=True, slots=True)
class _Typed:
    """The letters of a word, and the keys that were typed for its marks."""

    letters: str
    marks: str = ""
    tone: str = ""


def decode(word: str) -> str:
    """Return the syllable that an ASCII word means in Telex or in VNI; "" if it is not typed so.

    >>> decode("daan"), decode("vaanj"), decode("vietej"), decode("Nguwowif"), decode("tw")
    ('dân', 'vận', 'việt', 'người', 'tư')
    >>> decode("dan6"), decode("van65"), decode("d9ang3"), decode("ngu7o7i2"), decode("nguoi72")
    ('dân', 'vận', 'đảng', 'người', 'người')
    >>> decode("dan"), decode("web"), decode("cass"), decode("h5n1"), decode("dâns")
    ('', '', '', '', '')
    """
    if not word.isascii() or not word.isalnum() or len(word) > _LONGEST:
        return ""
    keys = word.lower()
    if keys.isalpha() and not _TELEX_HINT.search(keys):
        return ""
    return next(
        (meant for typed in (_telex if keys.isalpha() else _vni)(keys) if (meant := _find(typed)) not in {"", keys}), ""
    )


def _find(typed: _Typed) -> str:
    """Return the syllable that has just these letters and marks; "" if there is none."""
    for base in folded_bases().get(typed.letters.replace("ư", "u"), ()):
        if _is_typed(base, typed):
            syllable = with_tone(base, typed.tone)
            return syllable if is_syllable(syllable) else ""
    return ""


def _is_typed(base: str, typed: _Typed) -> bool:
    """Tell whether each mark of base was typed: once for each letter that bears it, or once for all of them."""
    needed = "".join(_MARKS.get(letter, "") for letter in base)
    if "w" in typed.marks:
        needed = needed.translate(_HOOKS)
    if set(needed) != set(typed.marks) or any(typed.marks.count(mark) > needed.count(mark) for mark in needed):
        return False
    return all(meant == "ư" for letter, meant in zip(typed.letters, base, strict=True) if letter == "ư")


def _telex(keys: str) -> Iterable[_Typed]:
    """Return what the keys can be: a repeated a, e or o is a hat, else a letter of its own ("khoeos")."""
    letters = marks = tone = ""
    has_vowel = False
    for key in keys:
        if key == "w":
            letters += "" if has_vowel else "ư"
            marks += key
        elif has_vowel and key in _TELEX_TONES:
            if tone:
                return ()
            tone = _TELEX_TONES[key]
        elif key == "d" and letters.startswith("d"):
            marks += _STROKE
        else:
            letters += key
        has_vowel = has_vowel or key in _VOWELS or key == "w"
    hats = [
        _Typed(before + after, marks + _HAT, tone)
        for before, vowel, after in (letters.rpartition(vowel) for vowel in "aeo")
        if vowel and vowel in before
    ]
    return *hats, _Typed(letters.replace("ooo", "oo"), marks, tone)


def _vni(keys: str) -> Iterable[_Typed]:
    letters = marks = tone = ""
    for key in keys:
        if key.isalpha():
            letters += key
        elif letters.startswith("d") if key == _STROKE else key in "678" and _has_vowel(letters):
            marks += key
        elif key in _VNI_TONES and not tone and _has_vowel(letters):
            tone = _VNI_TONES[key]
        else:
            return ()
    return (_Typed(letters, marks, tone),)


def _has_vowel(letters: str) -> bool:
    return any(letter in _VOWELS for letter in letters)
