import codecs
from collections.abc import Callable
from html.entities import codepoint2name

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.decode import decode, is_html
from newsarchive.text.legacy import NAMES
from newsarchive.text.normalize import clean_text
from typings import encode

TEXT = "<p>Lễ ký kết ở xã Bình Lạc, người dự rất đông"

LEGACY = "Đoàn xã Bình Lạc mở lớp học nghề cho bà con ở hai thôn ven sông, nhiều nhà đã có thêm việc làm ngay tại chỗ."


def to_1258(text: str) -> bytes:
    """Write Vietnamese in windows-1258: circumflex, breve and horn stay on the letter, the tone follows it."""
    tones = {"ễ": "ê\u0303", "ý": "y\u0301", "ế": "ê\u0301", "ở": "ơ\u0309", "ạ": "a\u0323", "ự": "ư\u0323"}
    tones |= {"ấ": "â\u0301", "ã": "a\u0303", "ì": "i\u0300", "ờ": "ơ\u0300"}
    return "".join(tones.get(letter, letter) for letter in text).encode("cp1258")


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode(), "windows-1258"),
        (TEXT.encode(), "utf-16"),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("utf-32"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), ""),
        (to_1258(TEXT), "windows-1258"),
        (to_1258(TEXT), ""),
        (to_1258(TEXT), "no-such-charset"),
        (to_1258(TEXT), "unicode_escape"),
        (to_1258(TEXT), "utf-8\0"),
        (to_1258(TEXT), "utf-8"),
    ],
)
def test_vietnamese_is_read_in_every_encoding(body: bytes, declared: str) -> None:
    assert clean_text(decode(body, declared)) == TEXT


def test_the_page_tells_its_encoding_where_the_server_does_not() -> None:
    body = '<meta charset="windows-1251"><p>Новости'.encode("cp1251")

    assert decode(body).endswith("Новости")


def test_a_declared_latin_page_is_read_as_browsers_do() -> None:
    assert decode("“Café” – naïve".encode("cp1252"), "iso-8859-1") == "“Café” – naïve"


@pytest.mark.parametrize("text", ["Lunedì la festa, però costò", "Café"])
def test_an_undeclared_european_page_is_no_vietnamese(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("bad", [b"\xff", "ệ".encode()[:2]])
def test_one_bad_byte_spoils_one_character_only(bad: bytes) -> None:
    assert decode(TEXT.encode() + bad, "windows-1258") == TEXT + "\ufffd"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1252", "x-user-defined"])
def test_text_in_a_legacy_font_is_converted(name: str, declared: str) -> None:
    body = encode(LEGACY, name, is_windows=False).encode("latin-1")

    assert decode(body, declared) == LEGACY


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode(),
        lambda text: text.encode("ascii", "xmlcharrefreplace"),
        lambda text: "".join(f"&{codepoint2name.get(ord(one), '')};".replace("&;", one) for one in text).encode(),
    ],
    ids=["UTF-8", "numbers", "names"],
)
def test_a_page_in_a_legacy_font_is_converted(name: str, write: Callable[[str], bytes]) -> None:
    text = encode(LEGACY, name)

    page = decode(b"<style>p { color: red }</style><p title='A &amp; B'>%b</p>" % write(text))

    assert page == f"<style>p {{ color: red }}</style><p title='A &amp; B'>{LEGACY}</p>"


@given(st.binary(), st.text() | st.sampled_from(["utf-7", "idna", "hex", "cp1258", "utf-16", "big5"]))
def test_any_bytes_are_decoded(body: bytes, declared: str) -> None:
    assert isinstance(decode(body, declared), str)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html>",
        "\ufeff <p>Xã",
        "<div class=x>",
        "<br/>Xã",
        "Xã <b>họp</b></p>",
        "<!-- x --><html lang=vi>",
    ],
)
def test_html_is_told_by_its_tags(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", ["", "Xã họp", "Giá lúa < 8 nghìn", "<3 Bình Lạc", "<abc> là gì", "<< Trang trước"])
def test_text_with_signs_is_no_html(text: str) -> None:
    assert not is_html(text)
