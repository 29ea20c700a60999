import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.normalize import clean_line, clean_text, split_paragraphs


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("Đảng\u00a0ủy\u2003 xã", "Đảng ủy xã", id="odd spaces"),
        pytest.param("dân\u200b vận\ufeff\u00ad", "dân vận", id="zero width"),
        pytest.param(unicodedata.normalize("NFD", "khuyến khích"), "khuyến khích", id="decomposed"),
        pytest.param("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn", id="line breaks"),
        pytest.param("một\u2029hai", "một\n\nhai", id="paragraph separator"),
        pytest.param("một\n \n\t\n\nhai", "một\n\nhai", id="blank lines"),
        pytest.param("a\x00b\x1b[31m\x9b\ud800", "a\ufffdb\ufffd[31m\ufffd\ufffd", id="controls"),
        pytest.param("\u202eab\u2066", "ab", id="bidi"),
    ],
)
def test_text_is_cleaned(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_clean_line_is_one_line(text: str) -> None:
    line = clean_line(text)

    assert "\n" not in line
    assert clean_line(line) == line


def test_no_text_has_no_paragraphs() -> None:
    assert split_paragraphs("") == ()
