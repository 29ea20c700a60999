"""Aligning: what two sequences have in common, found in bounded work."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import alignment
from newsarchive.text.alignment import align

few_words = st.lists(st.sampled_from(["bão", "lũ", "hạn", "mặn"]), max_size=30)


def is_increasing(numbers: list[int]) -> bool:
    return numbers == sorted(set(numbers))


@given(few_words, few_words)
def test_pairs_are_equal_and_in_one_order_on_both_sides(before: list[str], after: list[str]) -> None:
    pairs = align(before, after)

    assert all(before[one] == after[other] for one, other in pairs)
    assert is_increasing([one for one, _ in pairs])
    assert is_increasing([other for _, other in pairs])


@given(few_words)
def test_what_is_the_same_is_paired_whole(words: list[str]) -> None:
    assert align(words, words) == tuple((at, at) for at in range(len(words)))


@given(few_words, st.integers(0, 30), st.lists(st.just("gió"), min_size=1, max_size=5))
def test_an_insertion_is_the_only_difference(words: list[str], at: int, new: list[str]) -> None:
    pairs = align(words, [*words[:at], *new, *words[at:]])

    assert len(pairs) == len(words)


def test_what_is_rewritten_throughout_is_held_together_by_what_occurs_once() -> None:
    before = [word for number in range(100) for word in ("một", f"mốc {number}", "hai")]
    after = [word for number in range(100) for word in ("ba", f"mốc {number}", "bốn")]

    assert len(align(before, after)) == 100


def test_what_changed_places_is_paired_as_far_as_it_keeps_an_order() -> None:
    before = [str(number) for number in range(200)]
    after = [*before[100:], *before[:100]]

    assert len(align(before, after)) == 100


@pytest.mark.parametrize("words", [2, 60_000], ids=["few words", "words of their own"])
def test_what_is_too_different_to_be_compared_is_different(monkeypatch: pytest.MonkeyPatch, words: int) -> None:
    monkeypatch.setattr(alignment, "_MOST_STEPS", 20_000)
    chance = random.Random(7)
    before, after = ([str(chance.randrange(words)) for _ in range(20_000)] for _ in range(2))

    pairs = align(before, after)

    assert len(pairs) < 5_000


def test_blocks_within_blocks_end_somewhere() -> None:
    before = [word for number in range(3_000) for word in (str(number), str(number + 1), "và", "và")]
    after = [word for number in range(3_000) for word in (str(number), "thì", "thì", str(number + 1))][::-1]

    assert len(align(before, after)) > 0
