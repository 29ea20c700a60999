import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.fold import iter_words, keys
from newsarchive.text.snippet import Wanted, find_spans, snippet


def words(*terms: str) -> Wanted:
    return Wanted(frozenset((term,) for term in terms))


DAN_VAN = words("=dân", "=vân.")
PHRASE = Wanted(frozenset({("=dân", "=vân."), ("4", "10")}))
LONG = (
    "Mở đầu của bài viết nói chuyện khác. " * 12
    + "Rồi dân vận khéo đến từng nhà. "
    + "Phần cuối lại chuyện khác. " * 12
)


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        pytest.param("Dân vận, dan van", DAN_VAN, ["Dân", "vận"], id="marks count"),
        pytest.param("Dân, dẫn, dan", words("dan"), ["Dân", "dẫn", "dan"], id="marks do not count"),
        pytest.param("Ngành nghề, nghệ nhân", Wanted(beginnings=("ngh",)), ["nghề", "nghệ"], id="beginnings"),
        pytest.param(
            unicodedata.normalize("NFD", "Dân vận"), DAN_VAN, ["Da\u0302n", "va\u0323\u0302n"], id="decomposed"
        ),
        pytest.param("\u00d0ảng bộ", words("=đang?"), ["\u00d0ảng"], id="look-alike letter"),
        pytest.param("d\u200bân v\u00adận", DAN_VAN, ["d\u200bân", "v\u00adận"], id="invisible characters"),
        pytest.param("hoà, hòa", words("=hoa\\"), ["hoà", "hòa"], id="place of the tone"),
        pytest.param("Nghiêm, nghị", Wanted(beginnings=("=nghiê",)), ["Nghiêm"], id="beginnings with marks"),
        pytest.param("Dân ta vận động dân vận", PHRASE, ["dân", "vận"], id="phrase only as a whole"),
        pytest.param("4, 14/10, 4/10-10", PHRASE, ["4", "10"], id="phrase inside a chunk"),
        pytest.param("dân dân vận vận", PHRASE, ["dân", "vận"], id="phrase inside a run"),
        pytest.param("Dân – vận", PHRASE, ["Dân", "vận"], id="a dash is no word"),
        pytest.param("Dân vận", Wanted(), [], id="nothing asked for"),
    ],
)
def test_spans_mark_words_as_they_are_spelled(text: str, wanted: Wanted, expected: list[str]) -> None:
    assert marked(text, find_spans(text, wanted)) == expected


def test_window_holds_the_match_and_says_where_it_was_cut() -> None:
    found = snippet(LONG, DAN_VAN)

    assert marked(found.text, found.spans) == ["dân", "vận"]
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")


def test_beginning_is_shown_where_nothing_matches() -> None:
    found = snippet(LONG, words("=bao~"))

    assert found.text.startswith("Mở đầu")
    assert found.spans == ()


def test_more_different_words_win() -> None:
    text = "vận " * 20 + "x " * 100 + "dân vận"

    found = snippet(text, DAN_VAN)

    assert "dân" in marked(found.text, found.spans)


def test_words_side_by_side_win_over_words_apart() -> None:
    text = "dân thì vận. " + "Chuyện khác nữa. " * 20 + "dân vận khéo. " + "Chuyện khác nữa. " * 20

    found = snippet(text, DAN_VAN)

    assert "dân vận khéo" in found.text


def test_words_beyond_the_window_are_not_counted() -> None:
    text = "dân " + "x " * 100 + "vận " + "x " * 100

    found = snippet(text, DAN_VAN)

    assert marked(found.text, found.spans) == ["dân"]


def test_spaces_and_line_ends_become_one_space() -> None:
    assert snippet(" Dân\n\nvận\u00a0khéo ", DAN_VAN).text == "Dân vận khéo"


def test_word_without_spaces_is_cut() -> None:
    found = snippet("a" * 500 + " vận " + "b" * 500, words("=vân."))

    assert found.text.endswith(" …")


def test_window_in_a_text_without_spaces_begins_inside_it() -> None:
    found = snippet("a," * 300 + "vận", words("=vân."))

    assert marked(found.text, found.spans) == ["vận"]
    assert found.text.startswith("… ")


@given(st.text(alphabet="dânvậ nx\n\u200b\u0302\u0323", max_size=600))
def test_spans_mark_words_that_were_asked_for(text: str) -> None:
    found = snippet(text, words("van", "dan"))

    assert len(found.text) <= 190
    assert set(found.spans) <= {(start, end) for start, end, _ in iter_words(found.text)}
    assert {keys(word)[1] for word in marked(found.text, found.spans)} <= {"van", "dan"}
