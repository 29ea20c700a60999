import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text import fold as module
from newsarchive.text.fold import exact_term, fold, is_marked, iter_words, keys, streams

TONES = "\u0300\u0301\u0309\u0303\u0323"
SIGNS = "\\/?~."  # of the tones, in the same order


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hòa", "HOÀ"),
        ("thúy", "thuý"),
        ("kỹ", "kĩ"),
        ("Mỹ", "mĩ"),
        ("lý", "lí"),
        ("quý", "quí"),
        ("quỳnh", "quình"),
        ("quýt", "quít"),
        ("được", "đựơc"),
        ("được", "đuợc"),
        ("người", "ngừoi"),
        ("Đảng", "\u00d0ảng"),
        ("Đảng", "\u00f0ảng"),
        ("Đảng", "\u0189ảng"),
        ("Đảng", "\u0256ảng"),
        ("04", "4"),
        ("vận", unicodedata.normalize("NFD", "VẬN")),
        ("vận", "va\u0302\u0323n"),
        ("vận", "va\u0323\u0302n"),
        ("vận", "v\u200bậ\u00adn\ufeff"),
        ("vận", "vâ\u200d\u0323n"),
    ],
)
def test_spellings_of_one_word_share_their_keys(left: str, right: str) -> None:
    assert keys(left) == keys(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("bão", "báo"),
        ("tuy", "tui"),
        ("thúy", "thúi"),
        ("y", "i"),
        ("á", "a1"),
        ("h5n1", "h5n2"),
        ("2018", "18"),
        ("007", "7"),
        ("quyên", "quiên"),
    ],
)
def test_different_words_keep_different_keys(left: str, right: str) -> None:
    assert keys(left)[0] != keys(right)[0]


@pytest.mark.parametrize(("tone", "sign"), list(zip(TONES, SIGNS, strict=True)))
def test_tone_stands_as_a_sign_at_the_end_wherever_it_was_put(tone: str, sign: str) -> None:
    assert keys(f"ho{tone}a") == keys(f"hoa{tone}") == (f"hoa{sign}", "hoa")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("15/2018/QĐ-UBND", ["15", "2018", "QĐ", "UBND"], id="signs part words"),
        pytest.param("thư_viện", ["thư", "viện"], id="underscore"),
        pytest.param("H\u02bcMông", ["H", "Mông"], id="letter that looks like an apostrophe"),
        pytest.param("H’Mông", ["H", "Mông"], id="apostrophe"),
        pytest.param("va\u0302\u0323n", ["va\u0302\u0323n"], id="combining marks stay inside"),
        pytest.param("\u0301vận", ["vận"], id="mark without a letter"),
        pytest.param("v\u200bận \u200bđộng\u200b", ["v\u200bận", "động\u200b"], id="invisible characters"),
        pytest.param("dân\u00a0vận\u3000xã", ["dân", "vận", "xã"], id="odd spaces"),
        pytest.param("m²", ["m²"], id="raised digit"),
        pytest.param("– … !", [], id="no word"),
    ],
)
def test_text_is_parted_into_words(text: str, words: list[str]) -> None:
    assert [word for _, _, word in iter_words(text)] == words


def test_streams_hold_the_keys_of_all_words() -> None:
    exact, folded = streams("Ban dân\u200b vận – H\u02bcMông\n15/2018 ! 04")

    assert exact == "ban =dân =vân. h =mông 15 2018 4"
    assert folded == "ban dan van h mong 15 2018 4"


@given(st.text())
def test_streams_are_the_keys_of_words(text: str) -> None:
    pairs = [keys(word) for chunk in text.split() for _, _, word in iter_words(chunk)]

    expected = " ".join(map(exact_term, pairs)), " ".join(folded for _, folded in pairs)

    assert streams(text) == expected
    assert streams(text) == expected  # from memory


def test_memory_of_chunks_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = module._Chunks()
    monkeypatch.setattr(module._Chunks, "_MOST", 3)

    for number in range(8):
        assert chunks[f"a{number}"] == module.Chunk(f"a{number}", f"a{number}", 1)
        assert len(chunks) <= 3


def test_long_chunks_are_not_remembered() -> None:
    chunks = module._Chunks()

    assert chunks["a" * 41] == module.Chunk("a" * 41, "a" * 41, 1)
    assert not chunks


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
        assert not set(' "^=!:') & set(exact + folded)
        assert exact
        assert folded


@given(st.text())
def test_words_are_blind_to_normal_form(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert streams(composed) == streams(decomposed)


def test_foreign_marks_are_dropped() -> None:
    assert keys("Citroën") == ("citroen", "citroen")
    assert not is_marked("Citroën")
    assert is_marked("\u00d0ang")
