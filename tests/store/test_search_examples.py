"""The table of examples, tests/corpus/search/examples.json, holds for the search of the store."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import Figure, Moment
from newsarchive.model.search import Query
from newsarchive.operations.asking import to_query
from newsarchive.store.store import Store
from newsarchive.text import abbreviations

EXAMPLES = json.loads((Path(__file__).parents[1] / "corpus/search/examples.json").read_text(encoding="utf-8"))
FORMS = Path(abbreviations.__file__).with_suffix(".txt")


@pytest.fixture(scope="module")
def archive() -> Iterator[Store]:
    with Store.in_memory() as store:
        for article in EXAMPLES["articles"]:
            add(store, article)
        yield store


def add(store: Store, article: dict[str, Any]) -> None:
    draft = make_draft(
        article["title"],
        article["text"],
        summary=article.get("summary", ""),
        byline=tuple(article.get("byline", ())),
        figures=tuple(Figure(caption=caption) for caption in article.get("captions", ())),
        section=article.get("section", ""),
        url=article.get("url", ""),
        language=article.get("language", "vi"),
        published=Moment(article.get("published", "")),
    )
    added_at = datetime.fromisoformat(article["added"]) if "added" in article else NOW
    result = put(store, draft, now=added_at, tags=tuple(article.get("tags", ())))
    assert result.id == article["id"]


@cache
def built_in() -> abbreviations.Abbreviations:
    return abbreviations.read(FORMS.read_text(encoding="utf-8"))


def ask(archive: Store, text: str) -> Query:
    return to_query(archive, text, built_in())


@pytest.mark.parametrize("case", EXAMPLES["cases"], ids=lambda case: case["query"])
def test_search_finds_what_the_table_says(archive: Store, case: dict[str, Any]) -> None:
    answer = archive.search.find(ask(archive, case["query"]), limit=None, loose=case.get("loose", False))

    ids = [hit.id for hit in answer.hits]
    assert sorted(ids) == sorted(case.get("finds", ids)), case["why"]
    assert ids[: len(case.get("first", ()))] == case.get("first", []), case["why"]
    assert not set(ids) & set(case.get("not", ())), case["why"]
    assert {hit.match for hit in answer.hits} <= {case.get("match", hit.match) for hit in answer.hits}, case["why"]


@pytest.mark.parametrize("case", EXAMPLES["suggestions"], ids=lambda case: case["query"])
def test_likely_spelling_is_suggested_first(archive: Store, case: dict[str, Any]) -> None:
    assert archive.search.suggest(ask(archive, case["query"]))[0] == case["suggests"], case["why"]


def test_table_is_well_formed() -> None:
    cases = EXAMPLES["cases"]
    known = {"query", "finds", "first", "not", "match", "loose", "why"}

    assert len(cases) >= 130
    assert len({(case["query"], case.get("loose")) for case in cases}) == len(cases)
    assert all(case.keys() <= known and case["why"] and {"finds", "first"} & case.keys() for case in cases)
