"""Vietnamese of before Unicode: TCVN3 (ABC), VNI-Windows, VISCII, VPS, read as if it were Latin-1 or windows-1252.

Such text looks like "§¶ng ñy x·". It is told by its words: read with the right table nearly all of them are
syllables, and many bear marks; read with a wrong one they are not. Capitals of TCVN3 have fonts of their own, where
they stand under the codes of small letters: only a word or a line whose other letters are capitals gets them back.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import product

from newsarchive.text.charsets import codes, typography, vni_letters
from newsarchive.text.syllables import is_syllable

TCVN3, VNI = "TCVN3", "VNI"
NAMES = (TCVN3, VNI, "VISCII", "VPS")
_SAMPLE = 20_000  # characters
_FEWEST_CODES = 0.05  # of the characters: Vietnamese has 20 %, French 4 %
# At least so much, as in _shares, of what is Vietnamese as it stands, and of what was converted.
_VIETNAMESE = (0.85, 0.35, 3)
_CONVERTED = (0.9, 0.4, 3)
# What no byte of Latin-1 or windows-1252 is: letters that only Vietnamese has, and its tones.
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_CHUNK = re.compile(r"\S+")
_EDGES = "‚„…‹‘’“”•–—›.,:;!?()[]'\""  # what may stand before and after a word
_MOST_EDGES = 4
_LONE = "Ở"  # the one word of one such letter; others alone are dashes
_DIGIT = re.compile(r"\d")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưy"
_LOST_HORN = re.compile(r"(?<=[^\W\d_ưƯ])(?=[ơớờởỡợ](?:c|ng)\b)")
# Where a sentence begins: its first letter was a capital, even if TCVN3 has none.
_SENTENCE = r"(?:\A|\n\n|[.!?…] )[\"“(]?[{}]"


def is_windows_1258(text: str) -> bool:
    """Tell whether what was read as windows-1258 is: all its tones stand on vowels. Elsewhere they are letters."""
    places = [place for place, character in enumerate(text) if character in _TONES]
    bases = (unicodedata.normalize("NFC", text[place - 1])[:1].lower() for place in places if place)
    return bool(places) and all(base in _VOWELS for base in bases)


def to_unicode(text: str) -> tuple[str, str] | None:
    """Return a text of a legacy encoding in Unicode, and the name of the encoding; None if it is in none.

    >>> to_unicode("Héi N«ng d©n x· B×nh L¹c tæ chøc häp d©n")
    ('Hội Nông dân xã Bình Lạc tổ chức họp dân', 'TCVN3')
    >>> to_unicode("Hoäi Noâng daân xaõ Bình Laïc toå chöùc hoïp daân")
    ('Hội Nông dân xã Bình Lạc tổ chức họp dân', 'VNI')
    >>> to_unicode("Hà Nam có gió"), to_unicode("Où êtes-vous né ?")
    (None, None)
    """
    name = detect(text)
    return (convert(text, name), name) if name else None


def detect(text: str) -> str:
    """Return the legacy encoding that a text is in, as in NAMES; "" if it is in none."""
    if text.isascii() or is_unicode(text):
        return ""
    sample = text[:_SAMPLE]
    if _count_codes(sample) < _FEWEST_CODES * len(sample) or _is_vietnamese(_shares(sample), _VIETNAMESE):
        return ""
    shares = {name: _shares(convert(sample, name)) for name in NAMES}
    accepted = [name for name in NAMES if _is_vietnamese(shares[name], _CONVERTED)]
    return max(accepted, key=shares.__getitem__, default="")


def is_unicode(text: str) -> bool:
    """Tell whether text holds a letter of Vietnamese that no legacy text is mistaken for."""
    return _UNICODE.search(text) is not None


def convert(text: str, name: str) -> str:
    r"""Return in Unicode a text that is in the encoding of this name.

    >>> convert("§¶ng ñy x·", "TCVN3"), convert("Ñaûng uûy xaõ", "VNI"), convert("Ðäng ủy xã", "VISCII")
    ('Đảng ủy xã', 'Đảng ủy xã', 'Đảng ủy xã')
    >>> convert("B×nh L¹c\nHéI N¤NG D¢N X·", "TCVN3")
    'Bình Lạc\nHỘI NÔNG DÂN XÃ'
    """
    if name == VNI:
        return _vni_pattern().sub(lambda match: vni_letters()[match[0]], text)
    letters = text.translate(codes(name))
    if name == TCVN3:
        return _mend(letters)
    return _CHUNK.sub(lambda match: _with_typography(match[0], name), letters)


def _count_codes(text: str) -> int:
    return len(text.encode("latin-1", "ignore")) - len(text.encode("ascii", "ignore"))


def _shares(text: str) -> tuple[float, float, int]:
    """Return the share of marked words that are syllables, that of words that are both, and how many of them."""
    words = Counter(word for word in _WORD.findall(text) if len(word) > 1)  # one letter is a syllable too easily
    marked = {word: count for word, count in words.items() if not word.isascii()}
    possible = {word: count for word, count in marked.items() if is_syllable(word)}
    good = sum(possible.values())
    return good / (sum(marked.values()) or 1), good / (words.total() or 1), len(possible)


def _is_vietnamese(shares: tuple[float, float, int], least: tuple[float, float, int]) -> bool:
    return all(share >= bound for share, bound in zip(shares, least, strict=True))


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(vni_letters(), key=len, reverse=True)))


@cache
def _sentence_starts() -> re.Pattern[str]:
    small = codes(TCVN3).values()
    return re.compile(_SENTENCE.format("".join(letter for letter in small if letter.upper() not in small)))


def _with_typography(chunk: str, name: str) -> str:
    """Return a chunk with the letters that windows-1252 took for typography; real quotes and dashes stay.

    As many of them are letters as make syllables of all its words.
    """
    table = typography(name)
    letters = chunk.translate(table)
    if letters in {chunk, _LONE}:
        return letters
    core = chunk.strip(_EDGES)
    if not core or _DIGIT.search(core):
        return chunk
    first = min(len(chunk) - len(chunk.lstrip(_EDGES)), _MOST_EDGES)
    last = min(len(chunk) - len(chunk.rstrip(_EDGES)), _MOST_EDGES)
    for start, end in sorted(product(range(first + 1), range(last + 1)), key=sum):
        letters = chunk[start : len(chunk) - end].translate(table)
        if all(len(word) > 1 and is_syllable(word) for word in _WORD.findall(letters)):
            return chunk[:start] + letters + chunk[len(chunk) - end :]
    return chunk.translate({code: letter for code, letter in table.items() if chr(code) not in _EDGES})


def _mend(text: str) -> str:
    """Return converted TCVN3 with what its fonts and others' software took from it: capitals, and the ư of ươ.

    Its ư is the code of the soft hyphen, which much software drops.
    """
    text = "\n".join(map(_with_capitals, _LOST_HORN.sub("ư", text).split("\n")))
    return _sentence_starts().sub(lambda match: match[0].upper(), text)


def _with_capitals(line: str) -> str:
    """Return a line with the capitals that its other letters tell."""
    plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
    if len(plain) > 1 and all(letter.isupper() for letter in plain):
        return line.upper()
    return _WORD.sub(_with_capitals_of_word, line)


def _with_capitals_of_word(match: re.Match[str]) -> str:
    plain = [letter for letter in match[0] if letter.isascii()]
    return match[0].upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else match[0]
