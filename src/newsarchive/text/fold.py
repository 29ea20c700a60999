r"""Search keys: one key for every spelling of a syllable, with and without its marks.

A syllable has an exact key, where its tone stands as a sign at the end, so that it no longer matters on which
vowel it was put (hoà, hòa) or whether y or i was written (kỹ, kĩ), and a folded key without any mark, for text
typed in a hurry. The signs are those of VIQR (RFC 1456) but for the grave and the acute: \ / ? ~ and a full stop.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# A combining mark belongs to its word: text may come decomposed (NFD).
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_TONES = {"\u0301": "/", "\u0300": "\\", "\u0309": "?", "\u0303": "~", "\u0323": "."}
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they make another letter, not a tone
_MARKS = re.compile("[\u0300-\u036f]")
_STROKES = str.maketrans({"\u00d0": "đ", "\u00f0": "đ", "\u0189": "đ", "\u0256": "đ", "\u0110": "đ"})
_HORNED = re.compile("(?:ưo|uơ)(?=[cimnptu])")  # đuợc, đựơc: one horn forgotten
_FINAL_Y = re.compile("(?<=[hklmstv])y$|(?<=qu)y(?=(?:nh?|t)?$)")
_SHORT_NUMBER = re.compile(r"0\d")


def fold(text: str) -> str:
    """Return text in lower case without marks; characters that are no letters stay as they are.

    >>> fold("Ủy ban MTTQ xã, Đảng ủy")
    'uy ban mttq xa, dang uy'
    """
    plain = unicodedata.normalize("NFD", text.lower()).translate(_STROKES)
    return unicodedata.normalize("NFC", _MARKS.sub("", plain).replace("đ", "d"))


def iter_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) for each word of text, as spelled.

    >>> list(iter_words("Tin tức – 4/10"))
    [(0, 3, 'Tin'), (4, 7, 'tức'), (10, 11, '4'), (12, 14, '10')]
    """
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), match.group()


@lru_cache(maxsize=200_000)
def keys(word: str) -> tuple[str, str]:
    r"""Return the exact and the folded key of one word.

    >>> keys("Hoà") == keys("hòa")
    True
    >>> keys("vận"), keys("kỹ"), keys("được")
    (('vân.', 'van'), ('ki~', 'ki'), ('đươc.', 'duoc'))
    >>> keys("04")
    ('4', '4')
    """
    tone = ""
    letters = []
    for character in unicodedata.normalize("NFD", word.lower().translate(_STROKES)):
        if character in _TONES:
            tone = _TONES[character]
        elif character in _SHAPES or not _MARKS.match(character):
            letters.append(character)
    base = unicodedata.normalize("NFC", "".join(letters))
    base = _FINAL_Y.sub("i", _HORNED.sub("ươ", base))
    if _SHORT_NUMBER.fullmatch(base):
        base = base[1:]
    return base + tone, fold(base)


def is_marked(word: str) -> bool:
    """Tell whether word carries a mark or a stroke: then its marks are meant.

    >>> is_marked("đang"), is_marked("dang")
    (True, False)
    """
    exact, folded = keys(word)
    return exact != folded
