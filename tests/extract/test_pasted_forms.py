"""The form in which a text is pasted does not matter: neither its encoding nor the column it was wrapped at."""

import textwrap
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.extract.capture import read_capture
from newsarchive.extract.lines import to_rows, where
from newsarchive.extract.pasted import read_pasted, read_text
from newsarchive.model.article import Capture
from newsarchive.text.legacy import NAMES
from typings import encode

TEXTS = sorted((Path(__file__).parent.parent / "corpus" / "text").glob("*.txt"))
SAMPLES = {text.stem: "\n".join(to_rows(text.read_bytes().decode())) for text in TEXTS}
# Without a line between its paragraphs a wrapped text leaves it to chance where they end.
SPACED = {name: "\n\n".join(filter(None, text.split("\n"))) for name, text in SAMPLES.items() if "\n-" not in text}
FORMS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "U+2028": lambda text: text.replace("\n", "\u2028"),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "zero width": lambda text: text.replace("n", "n\u200b"),
    "soft hyphens": lambda text: text.replace("h", "\u00adh"),
    "margins": lambda text: "\ufeff\n" + text.replace("\n", " \n\t") + "\n\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_one_text_in_any_form_is_one_draft(name: str, form: str) -> None:
    text = SAMPLES[name]

    assert read_text(FORMS[form](text)) == read_text(text)


@settings(max_examples=150)
@given(st.sampled_from(sorted(SPACED)), st.integers(45, 200))
def test_a_text_wrapped_at_any_column_is_one_draft(name: str, width: int) -> None:
    text = SPACED[name]
    wrapped = "\n\n".join(
        textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in text.split("\n\n")
    )

    assert read_text(wrapped) == read_text(text)


def test_a_date_and_a_label_under_a_full_line_are_lines_of_their_own() -> None:
    rows = [
        "Hội Nông dân xã Bình Lạc mở lớp học nuôi ong",
        "13/06/2018 08:30",
        "Hội vừa mở lớp cho bà con hai thôn ven sông, từ ngày 13/06/2018 đã có trên bốn mươi người theo học nuôi ong",
        "Tác giả: Thu Hà",
    ]
    wrapped = "\n".join(textwrap.fill(row, 47) for row in rows)

    assert to_rows(wrapped) == rows


def test_a_date_as_wide_as_the_text_stands_alone() -> None:
    rows = [
        "Ngày đăng 05/10/2018 | 02:15 | Lượt xem: 237",
        "Hội vừa mở lớp cho bà con hai thôn ven sông, từ ngày 13/06/2018 đã có trên bốn mươi người theo học nuôi ong",
    ]
    wrapped = "\n".join(textwrap.fill(row, 47) for row in rows)

    assert to_rows(wrapped) == rows


def test_a_year_at_the_start_of_a_wrapped_line_is_no_date_of_its_own() -> None:
    rows = ["Hội Nông dân xã Bình Lạc mở lớp học nuôi ong cho bà con hai thôn ven sông vào ngày 13/06/2018"]

    assert to_rows("\n".join(textwrap.wrap(rows[0], 83))) == rows


def test_places_of_lines_are_short() -> None:
    assert where(1, 2, 4, 5, 9) == "lines 1 to 9"


@given(st.text() | st.lists(st.sampled_from("\n".join(SAMPLES.values()).split("\n"))).map("\n".join))
@example("Xã Bình Lạc gặt lúa\n\nChuyên mục: Nông nghiệp\n\nChuyên mục: Nông thôn")
def test_any_text_is_read_with_evidence_or_none(text: str) -> None:
    try:
        found = read_pasted(text)
    except ParseError:
        return
    fields = [one.field for one in found.evidence]
    assert len(fields) == len(set(fields))
    assert {"title"} <= set(fields)
    assert bool(found.draft.subtitle) == ("subtitle" in fields)
    assert bool(found.draft.byline) == ("byline" in fields)
    assert bool(found.draft.credit) == ("credit" in fields)
    assert bool(found.draft.section) == ("section" in fields)
    assert bool(found.draft.published) == ("published" in fields)
    assert bool(found.draft.event) == ("event" in fields)
    assert (found.visits is not None) == ("visits" in fields)


@pytest.mark.parametrize("name", NAMES)
def test_a_paste_in_a_legacy_font_is_converted_and_kept_as_it_was(name: str) -> None:
    text = SAMPLES["plain"]
    capture = Capture("", encode(text, name).encode(), "text/plain", datetime(2026, 1, 1, tzinfo=UTC))

    assert read_capture(capture).draft == read_text(text)
    assert capture.body.decode() == encode(text, name)
