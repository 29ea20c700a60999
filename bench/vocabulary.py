"""Words for made-up news: syllables of Vietnamese in all their sounds, and the names and compounds made of them.

Everything is drawn from a generator that the caller seeds, so the same seed gives the same words.
"""

import random
import unicodedata
from itertools import accumulate, product
from typing import TypeVar

Item = TypeVar("Item")
_RARE = 0.15  # of the syllables of compounds

# Onsets that are spelled alike before every rhyme below.
_ONSETS = ("", *"b ch d đ h kh l m n nh p ph r s t th tr v x".split())
# A quote stands after the vowel that carries the tone.
_OPEN_RHYMES = (
    "a' a'i a'o a'u a'y â'u â'y a'm ă'm â'm a'n ă'n â'n a'ng ă'ng â'ng a'nh o' o'i o'm o'n o'ng ô' ô'i ô'm ô'n ô'ng "
    "ơ' ơ'i ơ'm ơ'n u' u'i u'm u'n u'ng ư' ư'i ư'ng ư'u e' e'm e'n e'o ê' ê'm ê'n ê'nh ê'u i'a i'm i'n i'nh i'u "
    "iê'm iê'n iê'ng iê'u oa' oa'i oa'n oa'ng oă'n uâ'n uê' uô'i uô'n uô'ng ươ'i ươ'm ươ'n ươ'ng uyê'n ư'a u'a"
).split()
_CLOSED_RHYMES = (
    "a'p a't a'c a'ch ă'p ă't ă'c â'p â't â'c o'p o't o'c ô'p ô't ô'c ơ'p ơ't u'p u't u'c ư't ư'c e'p e't ê'p ê't "
    "ê'ch i'p i't i'ch iê'p iê't iê'c oa't oă'c uâ't uô't uô'c ươ'p ươ't ươ'c uyê't"
).split()
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TONES_OF_CLOSED = ("\u0301", "\u0323")

_FAMILIES = (
    "Nông Hoàng Lèng Bàn Lường Quan Hà Lăng Lục Nguyễn Trần Lê Phạm Vi Chu Đặng Triệu Ma Tô Dương Bế Đàm La Vương Lò"
).split()
_MIDDLES = "Văn Thị Đức Minh Thanh Xuân Hữu Ngọc Quốc Kim Thu Tiến Bích Công Hải Mạnh".split()
_LANDSCAPES = (
    "Nà,Pò,Khe,Bản,Lũng,Phiêng,Đồng,Suối,Khuổi,Thâm,Cốc,Bãi,Gò,Làng,Xóm,Trại,Bến,Cầu,Đèo,Mỏ,Tân,An,Phú,Vĩnh,Bình,Đông"
).split(",")


class Zipf:
    """Draws items, the earlier ones more often: the n-th with a weight of 1 / (n + shift)."""

    def __init__(self, items: list[str], shift: float = 3.0) -> None:
        self._items = items
        self._weights = list(accumulate(1 / (rank + shift) for rank in range(len(items))))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Return count items; one may come twice."""
        return chance.choices(self._items, cum_weights=self._weights, k=count)


def syllables() -> list[str]:
    """Return some ten thousand syllables that Vietnamese spelling allows.

    >>> words = syllables()
    >>> len(words) > 8000, {"toán", "xuống", "thuyết", "đẹp"} <= set(words)
    (True, True)
    """
    rhymes = [*product(_OPEN_RHYMES, _TONES), *product(_CLOSED_RHYMES, _TONES_OF_CLOSED)]
    return [
        unicodedata.normalize("NFC", onset + rhyme.replace("'", tone))
        for onset, (rhyme, tone) in product(_ONSETS, rhymes)
    ]


def compounds(chance: random.Random, heard: list[str], count: int) -> list[str]:
    """Return words of two syllables each: most of syllables that are heard often, some of any syllable there is."""
    everyday, rare = Zipf(heard, 40), syllables()
    firsts, seconds = everyday.draw(chance, count), everyday.draw(chance, count)
    return list(
        dict.fromkeys(
            f"{chance.choice(rare) if chance.random() < _RARE else first} "
            f"{chance.choice(rare) if chance.random() < _RARE else second}"
            for first, second in zip(firsts, seconds, strict=True)
        )
    )


def people(chance: random.Random, count: int) -> list[str]:
    """Return names of people."""
    given = Zipf(_shuffled(chance, syllables()), 60).draw(chance, count)
    return [
        f"{family} {middle} {name.capitalize()}"
        for family, middle, name in zip(
            Zipf(_FAMILIES).draw(chance, count), Zipf(_MIDDLES).draw(chance, count), given, strict=True
        )
    ]


def places(chance: random.Random, count: int) -> list[str]:
    """Return names of hamlets, communes and districts."""
    names = _shuffled(chance, syllables())[:count]
    return [f"{chance.choice(_LANDSCAPES)} {name.capitalize()}" for name in names]


def _shuffled(chance: random.Random, items: list[Item]) -> list[Item]:
    chance.shuffle(items)
    return items
