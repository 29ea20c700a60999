from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.snippet import snippet

LONG = (
    "Mở đầu của bài viết nói chuyện khác. " * 12
    + "Rồi dân vận khéo đến từng nhà. "
    + "Phần cuối lại chuyện khác. " * 12
)


def test_window_holds_the_match_and_says_where_it_was_cut() -> None:
    found = snippet(LONG, frozenset({"dân", "vân."}), frozenset())

    assert [found.text[start:end] for start, end in found.spans] == ["dân", "vận"]
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")


def test_beginning_is_shown_where_nothing_matches() -> None:
    found = snippet(LONG, frozenset({"bao~"}), frozenset())

    assert found.text.startswith("Mở đầu")
    assert found.spans == ()


def test_more_different_words_win() -> None:
    text = "vận " * 20 + "x " * 100 + "dân vận"

    found = snippet(text, frozenset({"dân", "vân."}), frozenset())

    assert "dân" in {found.text[start:end] for start, end in found.spans}


def test_word_without_spaces_is_cut() -> None:
    found = snippet("a" * 500 + " vận " + "b" * 500, frozenset({"vân."}), frozenset())

    assert found.text.endswith(" …")


@given(st.text(alphabet="dânvậ nx\n", max_size=600))
def test_spans_mark_words_that_were_asked_for(text: str) -> None:
    found = snippet(text, frozenset(), frozenset({"van", "dan"}))

    assert len(found.text) <= 190
    assert all(found.text[start:end].lower() for start, end in found.spans)
