"""Differences between texts, as a person reads them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.difference import Kind, Paragraph, differ, is_changed
from newsarchive.text.normalize import clean_text, with_one_tone_place

SIGNS = {Kind.EQUAL: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
texts = st.lists(st.text("abà ./\n", max_size=30), max_size=6).map(lambda parts: clean_text("\n\n".join(parts)))


def marked(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return ["".join(SIGNS[span.kind].format(span.text) for span in one) for one in paragraphs]


def held(paragraphs: tuple[Paragraph, ...], kind: Kind) -> str:
    words = "".join(span.text + "\n" for one in paragraphs for span in one if span.kind in (Kind.EQUAL, kind))
    return re.sub(r"\s", "", with_one_tone_place(words))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        pytest.param("Xã họp dân.", "Xã họp dân.", ["Xã họp dân."], id="nothing"),
        pytest.param("", "", [], id="nothing at all"),
        pytest.param("Xã họp dân.", "Xã họp toàn dân.", ["Xã họp{+ toàn+} dân."], id="a word more"),
        pytest.param("Xã họp toàn dân.", "Xã họp dân.", ["Xã họp[- toàn-] dân."], id="a word less"),
        pytest.param("Có 200 hộ dự", "Có 1.204 hộ dự", ["Có [-200-]{+1.204+} hộ dự"], id="a number"),
        pytest.param("Họp dân.", "Họp dân!", ["Họp dân[-.-]{+!+}"], id="a sign apart from its word"),
        pytest.param("Dân họp", "Toàn dân họp", ["[-Dân-]{+Toàn dân+} họp"], id="at the beginning"),
        pytest.param("Hoà giải ở xã", "Hòa giải  ở xã", ["Hòa giải  ở xã"], id="where a tone stands is nothing"),
        pytest.param("Thôn Đông\nThôn Đoài", "Thôn Đông Thôn Đoài", ["Thôn Đông Thôn Đoài"], id="line breaks"),
        pytest.param("Một hai.\n\nBa.", "Một hai. Ba.", ["Một hai. Ba."], id="only parted otherwise"),
        pytest.param("A b c", "D e f", ["[-A b c-]", "{+D e f+}"], id="another paragraph"),
        pytest.param("Một.\n\nHai.", "Một.\n\nMới.\n\nHai.", ["Một.", "{+Mới.+}", "Hai."], id="a paragraph more"),
        pytest.param("Một.\n\nCũ.\n\nHai.", "Một.\n\nHai.", ["Một.", "[-Cũ.-]", "Hai."], id="a paragraph less"),
        pytest.param(
            "Xã họp bàn việc gặt lúa.",
            "Tin mới.\n\nXã họp bàn việc gặt ngô.",
            ["{+Tin mới.+}", "Xã họp bàn việc gặt [-lúa-]{+ngô+}."],
            id="a paragraph more before one that changed",
        ),
        pytest.param(
            "Hội Nông dân xã Bình Lạc đã họp để bàn vào sáng nay về vụ mùa ở các thôn",
            "Hội Nông dân xã Bình Lạc sẽ gặp mặt để chia tay vào sáng nay về vụ mùa ở các thôn",
            ["Hội Nông dân xã Bình Lạc [-đã họp để bàn-]{+sẽ gặp mặt để chia tay+} vào sáng nay về vụ mùa ở các thôn"],
            id="a crumb between changes is part of them",
        ),
    ],
)
def test_difference_is_told_word_by_word(before: str, after: str, shown: list[str]) -> None:
    paragraphs = differ(before, after)

    assert marked(paragraphs) == shown
    assert is_changed(paragraphs) is any("-]" in one or "+}" in one for one in shown)


@given(texts, texts)
def test_both_texts_can_be_read_from_their_difference(before: str, after: str) -> None:
    paragraphs = differ(before, after)

    assert held(paragraphs, Kind.REMOVED) == re.sub(r"\s", "", with_one_tone_place(before))
    assert held(paragraphs, Kind.ADDED) == re.sub(r"\s", "", with_one_tone_place(after))
    assert is_changed(paragraphs) is (" ".join(before.split()) != " ".join(after.split()))


@given(texts)
def test_a_text_is_no_different_from_itself(text: str) -> None:
    assert not is_changed(differ(text, text))


def test_text_that_another_tool_has_written_is_compared_as_well() -> None:
    before, after = (unicodedata.normalize("NFD", text) for text in ("\ud800 Họp\x00", "\ud800 Họp dân\x00"))

    assert is_changed(differ(before, after))
