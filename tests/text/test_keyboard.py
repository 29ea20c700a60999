from itertools import cycle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsarchive.text.keyboard import decode
from newsarchive.text.syllables import TONES, bases, is_syllable, with_tone
from typings import encode_telex, encode_vni, telex_typings, vni_typings

TELEX = {
    "daan": "dân",
    "vaanj": "vận",
    "vajna": "vận",
    "vietej": "việt",
    "Nguwowif": "người",
    "ngwoif": "người",
    "nguoiwf": "người",
    "quoocs": "quốc",
    "quowr": "quở",
    "thuowr": "thuở",
    "tw": "tư",
    "nhwng": "nhưng",
    "muaw": "mưa",
    "luuw": "lưu",
    "hoawcj": "hoặc",
    "dda": "đa",
    "dangdr": "đảng",
    "xooong": "xoong",
    "khoeor": "khoẻo",
    "ngoaos": "ngoáo",
    "cayas": "cấy",
    "gif": "gì",
    "xax": "xã",
    "taxi": "tãi",
}
VNI = {
    "dan6": "dân",
    "da6n": "dân",
    "van65": "vận",
    "d9ang3": "đảng",
    "dang39": "đảng",
    "nguoi72": "người",
    "ngu7o7i2": "người",
    "a8n": "ăn",
    "xa4": "xã",
    "A4": "ã",
}
NEITHER = {
    "": "empty",
    "dan": "no marks",
    "dânj": "not ASCII",
    "web": "no such syllable",
    "news": "a w that no letter takes",
    "as-is": "more than letters",
    "cass": "two tones",
    "vieet": "a stop without tone",
    "two": "ư is no u",
    "ddd": "too many strokes",
    "muwww": "too many horns",
    "h5n1": "two tones in VNI",
    "h1a": "a tone before its vowel",
    "a0": "no VNI key",
    "9a": "a stroke without d",
    "6": "a digit",
    "4g": "a digit first",
    "nghieengsnghieengs": "too long",
}


@pytest.mark.parametrize(("keys", "word"), [*TELEX.items(), *VNI.items()])
def test_keys_of_both_methods_are_understood(keys: str, word: str) -> None:
    assert decode(keys) == word


@pytest.mark.parametrize("keys", [pytest.param(keys, id=reason) for keys, reason in NEITHER.items()])
def test_what_was_not_typed_so_has_no_meaning(keys: str) -> None:
    assert decode(keys) == ""


def test_every_syllable_is_read_from_its_keys() -> None:
    tones = cycle(("", *TONES))
    words = [word for base in sorted(bases()) if is_syllable(word := with_tone(base, next(tones)))]

    wrong = [word for word in words for keys in {encode_telex(word), encode_vni(word)} - {word} if decode(keys) != word]

    assert wrong == []


@given(st.sampled_from(sorted(bases())), st.sampled_from(("", *TONES)))
def test_the_order_of_keys_does_not_matter(base: str, tone: str) -> None:
    word = with_tone(base, tone)
    assume(is_syllable(word))

    for keys in {*telex_typings(word), *vni_typings(word)} - {word}:
        assert decode(keys) == word


@given(st.text() | st.text("aeiouyngtdwsfrxj0123456789", max_size=14))
def test_any_word_is_a_new_syllable_or_nothing(word: str) -> None:
    meant = decode(word)

    assert meant == "" or (is_syllable(meant) and meant != word.lower())
