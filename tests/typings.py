"""How Vietnamese comes without its marks: keys of Telex and VNI, and text of legacy encodings read as Latin-1."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from newsarchive.text.charsets import codes, vni_letters

TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_LETTER = re.compile("oo|.", re.DOTALL)  # oo is typed ooo in Telex, where oo is ô
VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TELEX_LETTERS = {"oo": "ooo", "â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI_LETTERS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}


def encode_telex(text: str) -> str:
    """Return text as typed in Telex: marks after their letters, each tone at the end of its word.

    >>> encode_telex("Người dân vận động")
    'Nguwowif daan vaanj ddoongj'
    """
    return _encode(text, _TELEX_LETTERS, TELEX)


def encode_vni(text: str) -> str:
    """Return text as typed in VNI: marks after their letters, each tone at the end of its word.

    >>> encode_vni("Người dân vận động")
    'Ngu7o7i2 da6n va6n5 d9o6ng5'
    """
    return _encode(text, _VNI_LETTERS, VNI)


def telex_typings(syllable: str) -> tuple[str, ...]:
    """Return ways to type one syllable in Telex.

    >>> telex_typings("đường")
    ('dduwowngf', 'dduwowfng', 'dduwongf', 'dduwofng', 'dduowngf', 'dduowfng', 'duongwdf', 'duongfdw')
    """
    return tuple(dict.fromkeys(_typings(syllable, _TELEX_LETTERS, TELEX)))


def vni_typings(syllable: str) -> tuple[str, ...]:
    """Return ways to type one syllable in VNI.

    >>> vni_typings("đường")
    ('d9u7o7ng2', 'd9u7o72ng', 'd9u7ong2', 'd9u7o2ng', 'd9uo7ng2', 'd9uo72ng', 'duong792', 'duong297')
    """
    return tuple(dict.fromkeys(_typings(syllable, _VNI_LETTERS, VNI)))


def _encode(text: str, letters: dict[str, str], tones: dict[str, str]) -> str:
    words = unicodedata.normalize("NFC", text).split(" ")
    return " ".join(_encode_word(word, letters, tones) for word in words)


def _encode_word(word: str, letters: dict[str, str], tones: dict[str, str]) -> str:
    core = word.rstrip(".,;:!?)]”\"'…")
    base, tone = _take_tone(core)
    keys = "".join(_keys(letter, letters) for letter in _LETTER.findall(base))
    return keys + tones.get(tone, "") + word[len(core) :]


def _take_tone(word: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in marks if mark in TELEX), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "", 1)), tone


def _keys(letter: str, letters: dict[str, str]) -> str:
    keys = letters.get(letter.lower(), letter)
    return keys.capitalize() if letter.isupper() else keys


def _typings(syllable: str, letters: dict[str, str], tones: dict[str, str]) -> Iterator[str]:
    base, tone = _take_tone(syllable.lower())
    key = tones.get(tone, "")
    pairs = (letters["ư"] + letters["ơ"], letters["ư"] + "o", "u" + letters["ơ"])
    vowels = max(place for place, letter in enumerate(base) if letter in "aăâeêioôơuưy") + 1
    starts, end = [base[:vowels]], base[vowels:]
    if "ươ" in base:
        starts = [base[:vowels].replace("ươ", pair) for pair in pairs]
    for start in starts:
        head = "".join(letters.get(letter, letter) for letter in _LETTER.findall(start))
        yield head + end + key
        yield head + key + end
    if "oo" in base:
        return
    plain = "".join(letters.get(letter, letter)[0] for letter in base)
    marks = "".join(dict.fromkeys(letters[letter][1] for letter in base if letter in letters))
    for order in ((marks[::-1], key), (key, marks)) if marks and key else ((marks, key),):
        yield plain + "".join(order)


def encode(text: str, name: str, *, is_windows: bool = True) -> str:
    """Return text as it looks in a legacy encoding that is read as windows-1252, or as Latin-1.

    TCVN3 has small letters alone for vowels with a tone.

    >>> encode("Đảng ủy xã", "TCVN3"), encode("Đảng ủy xã", "VNI"), encode("Đảng ủy xã", "VISCII")
    ('§¶ng ñy x·', 'Ñaûng uûy xaõ', 'Ðäng üy xã')
    """
    text = unicodedata.normalize("NFC", text)
    return "".join(_legacy(letter, name, is_windows=is_windows) for letter in text)


def _legacy(letter: str, name: str, *, is_windows: bool) -> str:
    if name == "VNI":
        return _inverse(name).get(letter, letter)
    known = _inverse(name)
    code = known.get(letter) or known.get(letter.lower(), letter)
    try:
        return code.encode("latin-1").decode("cp1252") if is_windows else code
    except UnicodeError:  # five codes that windows-1252 leaves open, and what is no letter
        return code


@cache
def _inverse(name: str) -> dict[str, str]:
    if name == "VNI":
        return {letter: code for code, letter in vni_letters().items()}
    return {letter: chr(code) for code, letter in codes(name).items()}
