import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.legacy import NAMES, convert, detect, is_unicode, to_unicode
from typings import encode

TEXT = (
    "Sáng nay, Hội Nông dân xã Bình Lạc tổ chức lớp học nghề trồng nấm cho ba mươi bà con ở hai thôn ven sông. "
    "Đồng chí chủ tịch “Hội” nhấn mạnh: mỗi gia đình một luống rau sạch – một nguồn thu mới, quý như vàng… "
    "Ở thôn Đông Hạ, đường hoa đã dài hơn hai cây số."
)
TITLE = "Hai xã họp"
UNICODE = {
    "Vietnamese": TEXT,
    "decomposed": unicodedata.normalize("NFD", TEXT),
    "unaccented": "Hoi Nong dan xa Binh Lac to chuc lop hoc nghe trong nam cho ba con",
    "Latin-1 letters only": "Bà con xã Trà Lý và bà con hai xã ven sông có chè, có lúa và có cà phê",
    "French": "Où êtes-vous né ? À la fête, les élèves ont mangé des crêpes près de la forêt, où l'été s'achève déjà.",
    "Spanish": "El niño comió piña y después salió con su mamá a ver qué había pasado allí aquel año tan difícil.",
    "Portuguese": "A população não está à espera de soluções fáceis, porém já há indicações de que haverá eleições.",
    "Icelandic": "Það er gott að búa á Íslandi þótt veðrið sé stundum óþægilegt og dagarnir mjög stuttir á veturna.",
    "boxes": "â\u0094\u0080â\u0094\u0080 " * 40 + "one two",
    "spaces": "\u00a0 \u00a0 " * 40 + "Õ",
    "empty": "",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_windows", [True, False], ids=["windows-1252", "Latin-1"])
def test_legacy_text_is_recognised_and_comes_back(name: str, is_windows: bool) -> None:
    text = encode(TEXT, name, is_windows=is_windows)

    assert to_unicode(text) == (TEXT, name)
    assert not is_unicode(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in UNICODE.items()])
def test_what_is_in_unicode_is_left_alone(text: str) -> None:
    assert to_unicode(text) is None


@pytest.mark.parametrize("name", ["VNI", "VISCII", "VPS"])
def test_every_letter_of_a_whole_alphabet_comes_back(name: str) -> None:
    letters = "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "ăâđêôơưĂÂĐÊÔƠƯ"

    for letter in letters:
        assert convert(encode(letter, name, is_windows=False), name) == letter


@pytest.mark.parametrize(
    ("text", "name", "converted"),
    [
        pytest.param("§¶NG ñY X·\nhäp x· X· UBND", "TCVN3", "ĐẢNG ỦY XÃ\nhọp xã Xã UBND", id="capital lines"),
        pytest.param("HéI häp", "TCVN3", "HỘI họp", id="capital words"),
        pytest.param("ñy ban. ë x· ë th«n", "TCVN3", "Ủy ban. Ở xã ở thôn", id="sentences begin with capitals"),
        pytest.param("®îc trêng míi n­íc", "TCVN3", "được trường mới nước", id="soft hyphens that were dropped"),
        pytest.param("Ñöùc ÑÖÙC", "VNI", "Đức ĐỨC", id="two marks"),
        pytest.param("“xã” – —", "VISCII", "“xã” – Ở", id="real quotes and dashes"),
        pytest.param("2010–2015 rock’n’roll ‘œy’", "VISCII", "2010–2015 rock’n’roll ‘Ủy’", id="numbers and names"),
        pytest.param("“Ý", "VISCII", "“Ý", id="one letter"),
        pytest.param("xyŠz", "VISCII", "xyẾz", id="foreign words"),
    ],
)
def test_what_tables_alone_cannot_tell_is_mended(text: str, name: str, converted: str) -> None:
    assert convert(text, name) == converted


def test_a_few_words_are_no_evidence() -> None:
    assert detect(encode(TITLE, "VNI")) == ""


@given(st.text() | st.text([chr(code) for code in range(256)]), st.sampled_from(NAMES))
def test_any_text_is_converted_or_left(text: str, name: str) -> None:
    assert isinstance(convert(text, name), str)
    assert detect(text) in {"", *NAMES}


@pytest.mark.parametrize("unit", ["\u0093", "a\u2019", "á ", "öù", "é.", "“x”"])
def test_long_hostile_texts_are_read_in_time(unit: str) -> None:
    text = unit * 20_000

    assert all(convert(text, name) for name in NAMES)
