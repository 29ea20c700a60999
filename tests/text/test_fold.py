import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.fold import fold, is_marked, iter_words, keys


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hòa", "HOÀ"),
        ("thúy", "thuý"),
        ("kỹ", "kĩ"),
        ("quý", "quí"),
        ("quỳnh", "quình"),
        ("được", "đựơc"),
        ("người", "ngừoi"),
        ("Đảng", "Ðảng"),
        ("04", "4"),
        ("vận", unicodedata.normalize("NFD", "VẬN")),
    ],
)
def test_spellings_of_one_word_share_their_keys(left: str, right: str) -> None:
    assert keys(left) == keys(right)


@pytest.mark.parametrize(("left", "right"), [("bão", "báo"), ("tuy", "tui"), ("y", "i"), ("á", "a1"), ("2018", "18")])
def test_different_words_keep_different_keys(left: str, right: str) -> None:
    assert keys(left)[0] != keys(right)[0]


@given(st.text())
def test_fold_is_idempotent_and_blind_to_normal_form(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_keys_are_ready_for_the_index(text: str) -> None:
    for start, end, word in iter_words(text):
        exact, folded = keys(word)

        assert text[start:end] == word
        assert not set(' "^=!') & set(exact + folded)
        assert exact
        assert folded


def test_foreign_marks_are_dropped() -> None:
    assert keys("Citroën") == ("citroen", "citroen")
    assert not is_marked("Citroën")
