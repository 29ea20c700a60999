import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.spelling import edits
from newsarchive.text.syllables import is_folded_syllable, is_syllable


@pytest.mark.parametrize(
    ("word", "meant", "among"),
    [
        ("thnah", "thanh", 1),
        ("nogn", "nong", 3),
        ("đảgn", "đảng", 1),
        ("bsn", "ban", 3),
        ("hôịi", "hội", 1),
        ("nghành", "ngành", 1),
        ("ngiệp", "nghiệp", 2),
        ("viêt", "việt", 2),
        ("xả", "xã", 4),
        ("đan", "đàn", 10),
        ("công", "cống", 60),
        ("trương", "chương", 60),
        ("fuong", "phuong", 10),
        ("nôngg", "nông", 1),
        ("nôg", "nông", 10),
        ("viểt", "việt", 60),
        ("NGƯỜII", "người", 1),
        (unicodedata.normalize("NFD", "ngưới"), "người", 10),
    ],
)
def test_what_was_meant_is_among_the_first(word: str, meant: str, among: int) -> None:
    assert meant in edits(word)[:among]


@pytest.mark.parametrize("word", ["", "a", "4/10", "newsarchive", "陳", "陳慶", "xyzzy"])
def test_what_is_no_syllable_with_one_error_has_no_suggestions(word: str) -> None:
    assert edits(word) == ()


@given(st.text(max_size=12) | st.text("aeiounghtcđưâ", min_size=1, max_size=8))
def test_suggestions_are_few_and_possible(word: str) -> None:
    found = edits(word)

    assert len(found) == len(set(found)) <= 60
    assert word not in found
    assert all(is_syllable(one) or is_folded_syllable(one) for one in found)
