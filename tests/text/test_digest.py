from dataclasses import replace

import pytest

from fakes import make_draft
from newsarchive.model.article import Attachment, Figure, Moment
from newsarchive.text.digest import content_digest, text_digest

DRAFT = make_draft(published=Moment("2018-10-04", "4/10/2018"))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"title": "Khác"}, id="title"),
        pytest.param({"text": DRAFT.text.replace(".", "!")}, id="one sign"),
        pytest.param({"byline": ("Thu Hà",)}, id="byline"),
        pytest.param({"published": Moment("2018-10-05", "4/10/2018")}, id="date"),
        pytest.param({"figures": (Figure(caption="Ruộng"),)}, id="caption"),
        pytest.param({"attachments": (Attachment("https://binhlac.example/a.pdf"),)}, id="attachment"),
    ],
)
def test_every_change_of_content_is_seen(changed: dict[str, object]) -> None:
    assert content_digest(replace(DRAFT, **changed)) != content_digest(DRAFT)  # type: ignore[arg-type]


def test_words_of_a_date_and_address_are_no_content() -> None:
    same = replace(DRAFT, published=Moment("2018-10-04", "ngày 4 tháng 10"), url="https://binhlac.example/1")

    assert content_digest(same) == content_digest(DRAFT)


def test_texts_without_words_are_told_apart() -> None:
    assert text_digest("***") != text_digest("— — —")
