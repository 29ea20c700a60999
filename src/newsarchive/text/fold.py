r"""Search keys: one key for every spelling of a syllable, with and without its marks.

A syllable has an exact key, where its tone stands as a sign at the end, so that it no longer matters on which
vowel it was put (hoà, hòa) or whether y or i was written (kỹ, kĩ), and a folded key without any mark, for text
typed in a hurry. The signs are those of VIQR (RFC 1456) but for the grave and the acute: \ / ? ~ and a full stop:
no word of a text can hold them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# To be raised with every change of what `streams` returns: each archive then builds its index anew. Which
# characters are letters, and how they are written small, is Unicode's decision.
ANALYZER = f"2/{unicodedata.unidata_version}"
# A combining mark belongs to its word, for text may come decomposed (NFD); so does what nobody can see: a soft
# hyphen, a zero-width space or joiner, a byte order mark.
_INVISIBLE = "\u00ad\u180e\u200b-\u200d\u2060\ufeff"
_LETTER = r"[^\W_\u02bc]"  # U+02BC looks like an apostrophe and counts as a letter
_WORD = re.compile(rf"{_LETTER}+(?:[\u0300-\u036f{_INVISIBLE}]+{_LETTER}*)*")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
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
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text.lower())))
    return plain.replace("đ", "d").replace("ð", "d").replace("ɖ", "d")


def iter_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) for each word of text, as spelled.

    >>> list(iter_words("Tin tức – 4/10"))
    [(0, 3, 'Tin'), (4, 7, 'tức'), (10, 11, '4'), (12, 14, '10')]
    """
    for match in _WORD.finditer(text):
        yield match.start(), match.end(), match.group()


@lru_cache(maxsize=50_000)
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
    for character in unicodedata.normalize("NFD", _UNSEEN.sub("", word).lower().translate(_STROKES)):
        if character in _TONES:
            tone = _TONES[character]
        elif character in _SHAPES or not _MARKS.match(character):
            letters.append(character)
    base = unicodedata.normalize("NFC", "".join(letters))
    base = _FINAL_Y.sub("i", _HORNED.sub("ươ", base))
    if _SHORT_NUMBER.fullmatch(base):
        base = base[1:]
    return base + tone, fold(base)


def exact_term(pair: tuple[str, str]) -> str:
    """Return the exact key of a pair as the index holds it: where nothing is folded away, the folded key serves.

    >>> exact_term(("đang", "dang")), exact_term(("cho", "cho"))
    ('=đang', 'cho')
    """
    exact, folded = pair
    return folded if exact == folded else f"={exact}"


def is_marked(word: str) -> bool:
    """Tell whether word carries a mark or a stroke: then its marks are meant.

    >>> is_marked("đang"), is_marked("dang")
    (True, False)
    """
    exact, folded = keys(word)
    return exact != folded


def streams(text: str) -> tuple[str, str]:
    r"""Return the exact keys of all words of text, those with a mark after "=", and their folded keys.

    >>> streams("Đảng uỷ, 04/10")
    ('=đang? =uy? 4 10', 'dang uy 4 10')
    """
    chunks = [chunk_terms[chunk] for chunk in text.split()]
    exact = " ".join([exact for exact, _, words in chunks if words])
    return exact, " ".join([folded for _, folded, words in chunks if words])


def exact_stream(text: str) -> str:
    """Return the exact keys of all words of text, those with a mark after "=".

    >>> exact_stream("Đảng uỷ, 04/10")
    '=đang? =uy? 4 10'
    """
    return " ".join(filter(None, [chunk_terms[chunk].exact for chunk in text.split()]))


class Chunk(NamedTuple):
    """The streams of what stands between two spaces, and how many words that is."""

    exact: str
    folded: str
    words: int


class _Chunks(dict[str, Chunk]):
    """Chunks as they were read: 97 of 100 of a text were seen before."""

    _MOST = 300_000
    _LONGEST = 40  # characters

    def __missing__(self, chunk: str) -> Chunk:
        pairs = [keys.__wrapped__(word) for _, _, word in iter_words(unicodedata.normalize("NFC", chunk))]
        value = Chunk(" ".join(map(exact_term, pairs)), " ".join([folded for _, folded in pairs]), len(pairs))
        if len(chunk) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[chunk] = value
        return value


chunk_terms = _Chunks()
