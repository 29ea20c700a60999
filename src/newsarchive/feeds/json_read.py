"""JSON Feed 1.0 and 1.1 -> entries.

What newsarchive writes has one item a line, and is read line by line, whatever its size; all else is loaded whole.
"""

import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from newsarchive.errors import ParseError
from newsarchive.feeds.apart import Shared, tell_apart
from newsarchive.feeds.decode import decode
from newsarchive.feeds.json_items import (
    Item,
    JsonContext,
    objects,
    read_address,
    read_authors,
    read_identity,
    read_json_entry,
    read_title,
    text,
)
from newsarchive.feeds.names import GENERATOR
from newsarchive.feeds.opened import HINT, LARGEST, OpenFeed
from newsarchive.feeds.parts import to_language
from newsarchive.feeds.texts import to_line
from newsarchive.model.feed import Entry, FeedDocument

_MOST_VALUES = 1_000_000  # lists and objects; each takes two bytes to write and sixty to hold
_LONGEST_HEAD = 100_000
_HEAD_END = b'"items":['
_END = b"]}"
_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/", re.IGNORECASE)
_COMMENT = re.compile(rf"Written by ({GENERATOR}(?: [0-9].*)?)")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_FAILURES = (ValueError, RecursionError)  # what json ends in: also numbers of thousands of digits, lists in lists


def read_json(words: str, *, is_trusted: bool = False) -> FeedDocument:
    """Return what a JSON Feed holds, its entries in their order and told apart.

    Raises:
        ParseError: it is none.
    """
    feed, repairs = _load(words.removeprefix("\ufeff"))
    document = _read_head(feed, is_trusted=is_trusted)
    context = _to_context(feed, document)
    entries = tell_apart(read_json_entry(item, context) for item in objects(feed["items"]))
    if strangers := len(feed["items"]) - len(entries):
        repairs = (*repairs, "1 item that is none" if strangers == 1 else f"{strangers} items that are none")
    return replace(document, entries=entries, repairs=(*document.repairs, *repairs))


def open_json(stream: BinaryIO, *, is_trusted: bool = False) -> OpenFeed:
    """Return a JSON Feed from a stream that can be sought; of one item a line, it is never held in memory.

    Raises:
        ParseError: it is none, or too large to be read at once.
    """
    stream.seek(0)
    head = stream.readline(_LONGEST_HEAD)
    if head.rstrip().endswith(_HEAD_END) and (lines := _Lines.of(stream, head, is_trusted=is_trusted)):
        return OpenFeed(lines.document, len(lines.places), lines.iter_entries)
    stream.seek(0)
    body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ParseError("feed", f"a JSON document of more than {LARGEST >> 20} MiB", "split it")
    words, repairs = decode(body)
    document = read_json(words, is_trusted=is_trusted)
    entries = document.entries
    document = replace(document, entries=(), repairs=(*repairs, *document.repairs))
    return OpenFeed(document, len(entries), lambda: reversed(entries))


@dataclass(frozen=True, slots=True)
class _Lines:
    """A document of one item a line."""

    stream: BinaryIO
    document: FeedDocument
    context: JsonContext
    shared: Shared
    places: "array[int]"  # where the lines of items begin

    @classmethod
    def of(cls, stream: BinaryIO, head: bytes, *, is_trusted: bool) -> "_Lines | None":
        """Go through all lines after the head; None if the document is of another form."""
        try:
            feed = _to_feed(json.loads(head.rstrip() + _END))
        except _FAILURES:
            return None
        document = _read_head(feed, is_trusted=is_trusted)
        lines = cls(stream, document, _to_context(feed, document), Shared(), array("Q"))
        broken, is_whole = lines._survey()
        if not lines.places and broken:
            return None
        repairs = [f"{broken} line{'s' * (broken > 1)} without an item"] if broken else []
        repairs += [] if is_whole else [f"cut off after {len(lines.places)} entries"]
        return replace(lines, document=replace(document, repairs=tuple(repairs)))

    def _survey(self) -> tuple[int, bool]:
        """Note where items are and what they share; return how many lines hold none, and whether the end is there."""
        broken = 0
        while True:
            place = self.stream.tell()
            line = self.stream.readline(LARGEST + 1)
            if len(line) > LARGEST:
                raise ParseError("feed", f"an item of more than {LARGEST >> 20} MiB")
            if not line or line.strip() == _END:
                return broken, bool(line)
            item = _to_item(line)
            if item is None:
                broken += 1
            else:
                self.places.append(place)
                self.shared.add(read_identity(item, self.context))

    def iter_entries(self) -> Iterator[Entry]:
        for place in reversed(self.places):
            self.stream.seek(place)
            item = _to_item(self.stream.readline(LARGEST))
            if item is None:
                raise ParseError("feed", "it was changed while it was read", "import it again")
            yield self.shared.tell_apart(read_json_entry(item, self.context))


def _to_item(line: bytes) -> Item | None:
    try:
        item = json.loads(line.strip().removesuffix(b","), strict=False)
    except _FAILURES:
        return None
    return item if isinstance(item, dict) else None


def _load(words: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a document with a list of items, and what was mended."""
    if words.count("{") + words.count("[") > _MOST_VALUES:
        raise ParseError("feed", f"more than {_MOST_VALUES} values in it", HINT)
    try:
        return _to_feed(json.loads(words, strict=False)), ()
    except _FAILURES:
        return _load_damaged(words)


def _load_damaged(words: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a document that is cut off, with the items that are whole."""
    begin = _ITEMS.search(words)
    decoder = json.JSONDecoder(strict=False)
    items: list[object] = []
    try:
        feed = _to_feed(decoder.decode(words[: begin.end()] + "]}")) if begin else None
    except _FAILURES:
        feed = None
    if begin is None or feed is None:
        raise ParseError("feed", "damaged JSON", HINT)
    place = begin.end()
    while True:
        try:
            item, place = decoder.raw_decode(words, _BETWEEN.match(words, place).end())  # type: ignore[union-attr] # it matches nothing too
        except _FAILURES:
            break
        items.append(item)
    return feed | {"items": items}, (f"cut off after {len(items)} entries",)


def _to_feed(value: object) -> dict[str, Any]:
    """Return a value that is a JSON Feed; without a version, one that has items and tells whose they are."""
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        is_told = any(text(value.get(name)).strip() for name in ("title", "home_page_url", "feed_url"))
        if _VERSION.match(text(value.get("version"))) or is_told:
            return value
    raise ParseError("feed", "JSON, but no JSON Feed", HINT)


def _read_head(feed: Item, *, is_trusted: bool) -> FeedDocument:
    self_url = read_address(feed, "feed_url", "")
    comment = _COMMENT.fullmatch(to_line(text(feed.get("user_comment"))))
    is_own = comment is not None and is_trusted
    return FeedDocument(
        title=read_title(feed, is_own=is_own),
        url=read_address(feed, "home_page_url", self_url),
        self_url=self_url,
        language=to_language(text(feed.get("language"))),
        generator=comment[1] if comment else "",
        hub=_find_hub(feed),
        is_own=is_own,
        repairs=() if _VERSION.match(text(feed.get("version"))) else ("no version of JSON Feed in it",),
    )


def _find_hub(feed: Item) -> str:
    hubs = sorted(objects(feed.get("hubs")), key=lambda hub: text(hub.get("type")).lower() != "websub")
    return next(filter(None, (read_address(hub, "url", "") for hub in hubs)), "")


def _to_context(feed: Item, document: FeedDocument) -> JsonContext:
    return JsonContext(document.url or document.self_url, document.language, read_authors(feed), document.is_own)
