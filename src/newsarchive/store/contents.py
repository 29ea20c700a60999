"""How the content of a revision, and how it was read, are written into columns, and read from them."""

import json
from collections.abc import Iterator
from typing import Any

from newsarchive.model.article import Draft, Moment
from newsarchive.model.extraction import EXTRACTOR, Evidence, Extraction
from newsarchive.store.rows import from_json, to_json

COLUMNS = (
    "title", "subtitle", "summary", "text", "html", "section", "byline", "credit", "published", "published_words",
    "updated", "updated_words", "event", "event_words", "language", "categories",
)  # fmt: skip
EXTRACTION_COLUMNS = ("evidence", "doubts", "learned", "confidence", "extractor")


def to_columns(draft: Draft) -> tuple[Any, ...]:
    """Return the values of COLUMNS for a draft."""
    return (
        draft.title, draft.subtitle, draft.summary, draft.text, draft.html, draft.section, to_json(draft.byline),
        draft.credit, draft.published.value, draft.published.words, draft.updated.value, draft.updated.words,
        draft.event.value, draft.event.words, draft.language, to_json(draft.categories),
    )  # fmt: skip


def from_columns(values: tuple[Any, ...]) -> dict[str, Any]:
    """Return the fields of Draft that the values of COLUMNS hold."""
    row = dict(zip(COLUMNS, values, strict=True))
    for name in ("published", "updated", "event"):
        row[name] = Moment(row[name], row.pop(f"{name}_words"))
    for name in ("byline", "categories"):
        row[name] = from_json(row[name])
    return row


def to_extraction_columns(extraction: Extraction | None) -> tuple[Any, ...]:
    """Return the values of EXTRACTION_COLUMNS for what this release has read."""
    if extraction is None:
        return ("[]", "[]", "[]", None, EXTRACTOR)
    evidence = [(one.field, one.rule, one.place) for one in extraction.evidence]
    return (
        json.dumps(evidence, ensure_ascii=False), to_json(extraction.doubts), to_json(extraction.learned),
        extraction.confidence, EXTRACTOR,
    )  # fmt: skip


def from_extraction_columns(draft: Draft, values: tuple[Any, ...]) -> Extraction:
    """Return how draft was read, by the values of EXTRACTION_COLUMNS."""
    evidence, doubts, learned, confidence, _ = values
    return Extraction(
        draft=draft,
        evidence=tuple(_iter_evidence(evidence)),
        confidence=confidence,
        doubts=from_json(doubts),
        learned=from_json(learned),
    )


def _iter_evidence(text: str) -> Iterator[Evidence]:
    """Yield what is known of fields; what another tool wrote and is none is left out."""
    try:
        known: Any = json.loads(text)
    except ValueError:
        known = ()
    for one in known if isinstance(known, list) else ():
        match one:
            case [str() as field, str() as rule, str() as place]:
                yield Evidence(field, rule, place)
