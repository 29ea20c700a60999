"""The syllables that Vietnamese can have: an onset, a rhyme, and a tone that the rhyme can bear.

The table tells what a typed word can mean, what a typing error was, and whether a decoded text is Vietnamese. It
never judges what is archived: names and foreign words are words too.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

# Tone marks in the order of VNI's digits 1 to 5: sắc, huyền, hỏi, ngã, nặng.
TONES = "\u0301\u0300\u0309\u0303\u0323"
LONGEST = 7  # letters: "nghiêng"
_ONSETS = "b c d đ g h k l m n p r s t v x ch gh gi kh ng ngh nh ph th tr"
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong "
    "ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
# What follows a written qu, and sounds with a w: quốc, quắt, but no rhyme of its own.
_AFTER_QU = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eng eo et ê êch ên ênh êt êu "
    "i in inh it iu ôc ơ ơi ơn ơt y ych yên yêt yn ynh yt yu"
)
_LIGHT = "eêi"
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")
_VOWELS = frozenset("aeiouy")
_TAKES_Y = frozenset(("", "h", "k", "l", "m", "n", "s", "t", "th", "v"))
_STOPS = ("c", "ch", "p", "t", "k")
_STOP_TONES = ("\u0301", "\u0323")
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")
_MOST_PARTS = 4
_MOST_READINGS = 6
_LONGEST_JOINED = 24


def is_syllable(word: str) -> bool:
    """Tell whether word, with all its marks, can be a syllable; wherever its tone stands, in any normal form.

    >>> is_syllable("vận"), is_syllable("HOÀ"), is_syllable("hòa"), is_syllable("Lắk"), is_syllable("vậng")
    (True, True, True, True, True)
    >>> is_syllable("nghành"), is_syllable("cac"), is_syllable("càc"), is_syllable("web")
    (False, False, False, False)
    """
    base, tone = take_tone(word)
    return base in bases() and _allows(base, tone) and _stands_on_vowel(word, tone)


def is_folded_syllable(word: str) -> bool:
    """Tell whether word, without any mark, can be a syllable typed in a hurry.

    >>> is_folded_syllable("dang"), is_folded_syllable("cac"), is_folded_syllable("đang"), is_folded_syllable("web")
    (True, True, False, False)
    """
    return word.lower() in folded_bases()


def take_tone(word: str) -> tuple[str, str]:
    r"""Return word in lower case without its tone, and the tone mark; a word with two tones keeps them.

    >>> take_tone("Thuỷ") == ("thuy", "\u0309"), take_tone("được") == ("đươc", "\u0323"), take_tone("xa")
    (True, True, ('xa', ''))
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in TONES]
    if len(tones) != 1:
        return unicodedata.normalize("NFC", letters), ""
    return unicodedata.normalize("NFC", letters.replace(tones[0], "")), tones[0]


def with_tone(base: str, tone: str) -> str:
    r"""Return a syllable with its tone where most newspapers put it.

    >>> [with_tone(base, "\u0301") for base in ("hoa", "hoan", "thuy", "quy", "ươc", "gia", "giêt", "khuyu", "i")]
    ['hóa', 'hoán', 'thúy', 'quý', 'ước', 'giá', 'giết', 'khuýu', 'í']
    """
    if not tone:
        return base
    place = _tone_place(base)
    return unicodedata.normalize("NFC", base[: place + 1] + tone + base[place + 1 :])


@lru_cache(maxsize=2000)
def split(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a word as syllables written together, the likeliest first.

    >>> split("phanxipang"), split("ĐắkLắk")
    ((('phan', 'xi', 'pang'), ('phan', 'xip', 'ang')), (('đắk', 'lắk'),))
    >>> split("baria")
    (('ba', 'ria'), ('ba', 'ri', 'a'))
    """
    word = unicodedata.normalize("NFC", word.lower())
    if len(word) > _LONGEST_JOINED or not word.isalpha():
        return ()
    return tuple(sorted(_readings(word, _MOST_PARTS), key=_awkwardness)[:_MOST_READINGS])


@cache
def bases() -> frozenset[str]:
    """Return all syllables without their tones."""
    rhymes = _RHYMES.split()
    known = {onset + rhyme for onset in ("", *_ONSETS.split()) for rhyme in rhymes if _fits(onset, rhyme)}
    known |= {"qu" + rhyme for rhyme in _AFTER_QU.split()} | {"g" + rhyme for rhyme in rhymes if rhyme[0] == "i"}
    return frozenset(known | {base[:-1] + "k" for base in known if base.endswith("c")})


@cache
def folded_bases() -> dict[str, tuple[str, ...]]:
    """Return the syllables without their tones, by their letters without any mark."""
    found: dict[str, list[str]] = {}
    for base in sorted(bases()):
        found.setdefault(base.translate(_PLAIN), []).append(base)
    return {letters: tuple(group) for letters, group in found.items()}


def _fits(onset: str, rhyme: str) -> bool:
    """Tell whether an onset is written before a rhyme: c g ng before dark vowels, k gh ngh before light ones.

    k stands before dark ones too: Kon Tum.
    """
    if rhyme[0] == "y":
        return onset in _TAKES_Y if rhyme == "y" else not onset
    if onset == "gi":
        return rhyme[0] != "i"
    if rhyme[0] in _LIGHT:
        return onset not in {"c", "g", "ng"} and (bool(onset) or not rhyme.startswith("iê"))
    return onset not in {"gh", "ngh"}


def _allows(base: str, tone: str) -> bool:
    """Tell whether a syllable can have a tone; names with a k, like Đăk Lăk, are written without theirs too."""
    return not base.endswith(_STOPS) or tone in _STOP_TONES or (not tone and base.endswith("k"))


def _stands_on_vowel(word: str, tone: str) -> bool:
    """Tell whether the tone, if there is one, stands on a vowel."""
    if not tone:
        return True
    bearer = unicodedata.normalize("NFD", word.lower()).partition(tone)[0].rstrip("\u0302\u0306\u031b")
    return bearer[-1:] in _VOWELS


def _tone_place(base: str) -> int:
    shaped = [place for place, letter in enumerate(base) if letter in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    start = next((place for place, letter in enumerate(base) if letter in _VOWELS), 0)
    if base.startswith("qu") or (base.startswith("gi") and base[2:3] in _VOWELS):
        start = 2
    end = start
    while base[end : end + 1] in _VOWELS:
        end += 1
    if end < len(base):
        return max(end - 1, start)
    return start + (end - start) // 3


def _readings(word: str, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read word as up to so many syllables, at least two."""
    for end in range(1, min(LONGEST, len(word) - 1) + 1):
        first, rest = word[:end], word[end:]
        if not _is_part(first):
            continue
        if _is_part(rest):
            yield first, rest
        if most > 2:  # noqa: PLR2004 - a reading has two parts at least
            yield from ((first, *others) for others in _readings(rest, most - 1))


def _is_part(word: str) -> bool:
    return is_folded_syllable(word) if word.isascii() else is_syllable(word)


def _awkwardness(reading: tuple[str, ...]) -> tuple[int, ...]:
    """Weigh a reading: few syllables, that begin with a consonant, are the likeliest."""
    vowels = sum(part[0] not in _CONSONANTS for part in reading)
    return len(reading), vowels, *map(len, reading)
