"""Changes of an article, field by field."""

from dataclasses import replace
from typing import Any

import pytest

from fakes import make_draft
from newsarchive.model.article import Attachment, Figure, Moment
from newsarchive.text.changes import changes_of, first_words

DRAFT = make_draft(
    section="Nông nghiệp",
    summary="Vụ mùa năm nay sớm.",
    byline=("Thu Hà",),
    published=Moment("2018-10-04"),
    figures=(Figure("https://xa.example/1.jpg", "Gặt lúa ở thôn Đông"),),
    attachments=(Attachment("https://xa.example/kh.pdf", "Kế hoạch"),),
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", "Xã Bình Lạc gặt xong lúa mùa", id="title"),
        pytest.param("subtitle", "Sớm hơn mọi năm", id="subtitle"),
        pytest.param("section", "Tin tức", id="section"),
        pytest.param("categories", ("Mùa vụ",), id="categories"),
        pytest.param("published", Moment("--10-05", "Chiều 5/10"), id="date"),
        pytest.param("summary", "Vụ mùa năm nay muộn.", id="summary"),
        pytest.param("text", "Bà con ra đồng từ chiều.", id="text"),
        pytest.param("figures", (Figure("https://xa.example/1.jpg", "Gặt lúa"),), id="caption"),
        pytest.param("byline", ("Thu Hà", "Văn Lợi"), id="byline"),
        pytest.param("credit", "Báo Bình Lạc", id="credit"),
        pytest.param("attachments", (), id="attachments"),
        pytest.param("language", "en", id="language"),
    ],
)
def test_each_field_that_a_reader_sees_is_told_apart(field: str, value: Any) -> None:
    changes = changes_of(DRAFT, replace(DRAFT, **{field: value}))

    assert [change.field for change in changes] == [field]


def test_what_no_reader_sees_is_no_change() -> None:
    other = replace(
        DRAFT,
        html="<p>Bà con</p>",
        url="https://xa.example/7",
        event=Moment("--10-04"),
        summary="Vụ  mùa năm nay sớm.",
        figures=(Figure("https://xa.example/1.jpg?v=2", "Gặt lúa ở thôn Đông", 1),),
    )

    assert changes_of(DRAFT, other) == ()


def test_first_words_are_cut_short() -> None:
    changes = changes_of(DRAFT, replace(DRAFT, text="Hơn hai trăm hộ dân các thôn đồng loạt xuống đồng thu hoạch lúa."))

    assert first_words(()) == ""
    assert first_words(changes, 30) == "text: -Bà con ra đồng từ sáng…"
