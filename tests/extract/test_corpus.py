"""Each pasted text of the corpus yields the fields that stand beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsarchive.extract.pasted import read_pasted
from newsarchive.model.extraction import Extraction

CORPUS = Path(__file__).parent.parent / "corpus"
TEXTS = sorted((CORPUS / "text").glob("*.txt"))
NOTHING: dict[str, Any] = {
    "subtitle": "",
    "section": "",
    "summary": "",
    "byline": [],
    "credit": "",
    "published": ["", ""],
    "event": ["", ""],
    "language": "vi",
    "figures": [],
    "attachments": [],
    "visits": None,
}


def fields_of(found: Extraction) -> dict[str, Any]:
    draft = found.draft
    return {
        "title": draft.title,
        "subtitle": draft.subtitle,
        "section": draft.section,
        "summary": draft.summary,
        "byline": list(draft.byline),
        "credit": draft.credit,
        "published": [draft.published.value, draft.published.words],
        "event": [draft.event.value, draft.event.words],
        "language": draft.language,
        "figures": [[figure.url, figure.caption, figure.position] for figure in draft.figures],
        "attachments": [[file.url, file.label] for file in draft.attachments],
        "visits": found.visits,
        "first": " ".join(draft.text.split()[:6]),
        "last": " ".join(draft.text.split()[-5:]),
        "count": len(draft.text.split("\n\n")),
    }


def truth_of(text: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(text.with_suffix(".json").read_text("utf-8"))
    return NOTHING | truth


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_pasted_texts_yield_their_fields(text: Path) -> None:
    found = read_pasted(text.read_bytes().decode())

    assert fields_of(found) == truth_of(text)
