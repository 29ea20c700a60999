"""Each page of the corpus yields the draft that stands beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsarchive.extract.page import read_page
from newsarchive.extract.pasted import read_text
from newsarchive.model.article import Attachment, Draft, Figure, Moment

CORPUS = Path(__file__).parent.parent / "corpus"
TEXTS = sorted((CORPUS / "text").glob("*.txt"))
PAGES = sorted((CORPUS / "html").glob("*.html"))


def load_truth(page: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return truth


def to_draft(truth: dict[str, Any]) -> Draft:
    return Draft(
        title=truth["title"],
        text="\n\n".join(truth["paragraphs"]),
        url=truth.get("url", ""),
        summary=truth.get("summary", ""),
        section=truth.get("section", ""),
        byline=tuple(truth.get("byline", ())),
        published=Moment(*truth.get("published", ())),
        language=truth.get("language", ""),
        figures=tuple(Figure(*figure) for figure in truth.get("figures", ())),
        attachments=tuple(Attachment(*one) for one in truth.get("attachments", ())),
    )


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.stem)
def test_pasted_texts_yield_their_drafts(page: Path) -> None:
    assert read_text(page.read_text("utf-8")) == to_draft(load_truth(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_web_pages_yield_their_drafts(page: Path) -> None:
    truth = load_truth(page)

    assert read_page(page.read_bytes(), truth["source"]) == to_draft(truth)
