"""Each page of the corpus yields the article that stands beside it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsarchive.extract.page import read_page
from newsarchive.model.extraction import Extraction

PAGES = sorted((Path(__file__).parent.parent / "corpus" / "html").glob("*.html"))
NOTHING: dict[str, Any] = {
    "url": "",
    "subtitle": "",
    "summary": "",
    "section": "",
    "byline": [],
    "credit": "",
    "published": ["", ""],
    "event": "",
    "language": "vi",
    "figures": [],
    "attachments": [],
    "visits": None,
}


def fields_of(found: Extraction) -> dict[str, Any]:
    draft = found.draft
    return {
        "url": draft.url,
        "title": draft.title,
        "subtitle": draft.subtitle,
        "summary": draft.summary,
        "section": draft.section,
        "byline": list(draft.byline),
        "credit": draft.credit,
        "published": [draft.published.value, draft.published.words],
        "event": draft.event.value,
        "language": draft.language,
        "figures": [[figure.url, figure.caption, figure.position] for figure in draft.figures],
        "attachments": [[file.url, file.label] for file in draft.attachments],
        "visits": found.visits,
        "paragraphs": draft.text.split("\n\n"),
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_web_pages_yield_their_articles(page: Path) -> None:
    truth = NOTHING | json.loads(page.with_suffix(".json").read_text("utf-8"))
    source = truth.pop("source")

    found = read_page(page.read_bytes(), source)

    assert fields_of(found) == truth
    assert found.doubts == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_html_says_what_the_text_says(page: Path) -> None:
    draft = read_page(page.read_bytes()).draft

    without_pictures = re.sub("<figure>.*?</figure>", "", draft.html)
    paragraphs = re.findall("<(?:p|li|h[2-4])>(.*?)</(?:p|li|h[2-4])>", without_pictures)

    assert [re.sub("<[^>]+>", "", one) for one in paragraphs] == [
        line.removeprefix("- ") for line in re.split("\n+", draft.text)
    ]
