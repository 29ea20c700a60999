"""Feeds as they are met, small and nasty, and what each must yield."""

import io
import json
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from newsarchive.errors import ParseError
from newsarchive.feeds.read import open_feed, read_feed
from newsarchive.model.feed import FeedDocument

CORPUS = Path(__file__).parent.parent / "corpus" / "feeds"
FEEDS = sorted(path for path in CORPUS.iterdir() if not path.name.endswith(".expected.json"))


def to_record(value: Any) -> Any:
    """Return a value as JSON knows it, without the fields that are as usual."""
    if is_dataclass(value) and not isinstance(value, type):
        usual = {field.name: field.default for field in fields(value)}
        found = {name: getattr(value, name) for name in usual}
        return {name: to_record(one) for name, one in found.items() if one != usual[name]}
    return [to_record(one) for one in value] if isinstance(value, tuple) else value


def read(path: Path) -> Any:
    try:
        return to_record(read_feed(path.read_bytes()))
    except ParseError as error:
        return {"error": str(error)}


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_feed_yields_what_it_must(path: Path) -> None:
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))

    assert read(path) == expected


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_file_is_read_like_a_document_in_memory(path: Path) -> None:
    def opened() -> dict[str, Any]:
        feed = open_feed(io.BytesIO(path.read_bytes()), is_trusted=False)
        entries = tuple(feed.iter_entries())
        assert feed.count == len(entries)
        return asdict(feed.document) | {"entries": tuple(asdict(entry) for entry in reversed(entries))}

    def whole() -> dict[str, Any]:
        document: FeedDocument = read_feed(path.read_bytes())
        return asdict(document)

    try:
        expected = whole()
    except ParseError:
        with pytest.raises(ParseError):
            opened()
    else:
        assert opened() == expected
