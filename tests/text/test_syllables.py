import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.fold import fold
from newsarchive.text.syllables import (
    TONES,
    bases,
    folded_bases,
    is_folded_syllable,
    is_syllable,
    split,
    take_tone,
    with_tone,
)

WORDS = """an ủy xã đảng người được nghiêng nghĩa quốc quý quí quyết quỳnh giếng gì gia giữ kỹ kĩ Mỹ lý thuở khuya
    khuỷu ngoằn ngoèo xoong xoóng loắt choắt huếch tuyết yêu yến ỉa ích ý y Đắk Lắk Đăk Kon Krưng
    thuỷ thủy hoà hòa HÒA ệ ưu rượu khuấy quầy hươu"""


@pytest.mark.parametrize("word", [word for word in WORDS.split() if word != "Krưng"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_syllables_are_known_in_every_form(word: str, form: str) -> None:
    assert is_syllable(unicodedata.normalize(form, word))  # type: ignore[arg-type]  # a name of a form


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("", id="empty"),
        pytest.param("Krưng", id="no such onset"),
        pytest.param("nghành", id="ngh before a"),
        pytest.param("ngề", id="ng before ê"),
        pytest.param("ce", id="c before e"),
        pytest.param("giì", id="gi before i"),
        pytest.param("by", id="y after b"),
        pytest.param("byên", id="yê after a consonant"),
        pytest.param("iêu", id="iê alone"),
        pytest.param("càc", id="a stop with huyền"),
        pytest.param("cac", id="a stop without tone"),
        pytest.param("Đằk", id="k with huyền"),
        pytest.param("vậ\u0301n", id="two tones"),
        pytest.param("van\u0301", id="tone on a consonant"),
        pytest.param("web", id="foreign"),
        pytest.param("4/10", id="number"),
    ],
)
def test_what_no_tongue_says_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("DAN", True), ("cac", True), ("quoc", True), ("nghanh", False), ("đan", False), ("dân", False), ("", False)],
)
def test_folded_syllables_bear_no_marks(word: str, expected: bool) -> None:
    assert is_folded_syllable(word) is expected


@pytest.mark.parametrize(
    ("base", "toned"),
    [
        ("hoa", "hóa"),
        ("hoan", "hoán"),
        ("thuy", "thúy"),
        ("quy", "quý"),
        ("quyt", "quýt"),
        ("gia", "giá"),
        ("gi", "gí"),
        ("gin", "gín"),
        ("giêng", "giếng"),
        ("ngươi", "ngưới"),
        ("mua", "múa"),
        ("mưa", "mứa"),
        ("khoai", "khoái"),
        ("ngoeo", "ngoéo"),
        ("xoong", "xoóng"),
        ("bcd", "b\u0301cd"),
    ],
)
def test_a_tone_stands_where_newspapers_put_it(base: str, toned: str) -> None:
    assert with_tone(base, "\u0301") == unicodedata.normalize("NFC", toned)
    assert with_tone(base, "") == base


def test_every_syllable_keeps_its_tone_and_its_letters() -> None:
    for base in bases():
        assert is_folded_syllable(fold(base))
        assert base in folded_bases()[fold(base)]
        for tone in TONES:
            assert take_tone(with_tone(base, tone)) == (base, tone)


def test_the_table_has_the_size_of_the_language() -> None:
    assert len(bases()) == 4271
    assert all(base == unicodedata.normalize("NFC", base) and len(base) <= 7 for base in bases())


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("phanxipang", ("phan", "xi", "pang")),
        ("daklak", ("dak", "lak")),
        ("ĐắkLắk", ("đắk", "lắk")),
        ("ĐăkNông", ("đăk", "nông")),
        ("hanoi", ("ha", "noi")),
        ("danang", ("da", "nang")),
        ("vietnam", ("viet", "nam")),
        ("Nghean", ("nghe", "an")),
        ("quangngai", ("quang", "ngai")),
        (unicodedata.normalize("NFD", "HàNội"), ("hà", "nội")),
    ],
)
def test_joined_names_are_read_as_they_sound(word: str, first: tuple[str, ...]) -> None:
    assert split(word)[0] == first


@pytest.mark.parametrize("word", ["", "dan", "ubnd", "xa4", "4/10", "việtxyz", "thanhpho" * 4])
def test_what_is_not_joined_has_no_readings(word: str) -> None:
    assert split(word) == ()


@given(st.text() | st.text("aeiounghtc", max_size=30))
def test_readings_are_few_and_spell_their_word(word: str) -> None:
    readings = split(word)

    assert len(readings) <= 6
    for reading in readings:
        assert "".join(reading) == unicodedata.normalize("NFC", word.lower())
        assert 2 <= len(reading) <= 4


@given(st.text())
def test_any_word_is_a_syllable_or_none(word: str) -> None:
    base, tone = take_tone(word)

    assert isinstance(is_syllable(word), bool)
    assert isinstance(with_tone(base, tone), str)
