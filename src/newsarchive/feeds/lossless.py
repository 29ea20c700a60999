"""An article as one JSON object that gives it back exactly: what a lossless export adds to each entry.

The number in the archive and the bytes of the source stay behind; of the bytes the digest goes along. A field that
is empty is left out. What comes back may have been made by anybody: it is an article, or it is nothing.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from newsarchive.feeds.dates import to_value
from newsarchive.model.article import Article, ArticleId, Attachment, Figure, Moment
from newsarchive.text.normalize import clean_line
from newsarchive.text.sanitize import clean_html
from newsarchive.text.urls import is_web

T = TypeVar("T")
Record = Mapping[str, Any]

_SURROGATE = re.compile("[\ud800-\udfff]")  # no archive can hold one: it is half a character
_UUID = re.compile("urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile("(?:[0-9a-f]{64})?")
# What XML forbids and what its readers, editors or terminals change; JSON itself escapes all below U+0020.
_FRAGILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LARGEST = 2**63 - 1  # what SQLite can count
_TEXTS = ("url", "subtitle", "summary", "html", "section", "credit", "language", "source_digest")
_NAMES = ("byline", "categories", "tags")
# What the reading of a damaged record can end in; the last: arrays in arrays without end.
_FAILURES = (KeyError, TypeError, ValueError, OverflowError, RecursionError)


def to_record(article: Article) -> dict[str, Any]:
    """Return all of an article but its number as JSON values, for `from_record` to give it back."""
    record: dict[str, Any] = {"uuid": article.uuid, "title": article.title, "text": article.text}
    record |= {name: getattr(article, name) for name in _TEXTS}
    record |= {name: list(getattr(article, name)) for name in _NAMES}
    record |= {
        "published": _from_moment(article.published),
        "updated": _from_moment(article.updated),
        "event": _from_moment(article.event),
        "figures": [_filled(url=one.url, caption=one.caption, position=one.position) for one in article.figures],
        "attachments": [_from_attachment(one) for one in article.attachments],
    }
    record = {name: value for name, value in record.items() if value or name in {"uuid", "title", "text"}}
    if article.captured_at:
        record["captured_at"] = article.captured_at.isoformat()
    if article.visits is not None:
        record["visits"] = article.visits
    return record | {
        "revision": article.revision,
        "archived_at": article.archived_at.isoformat(),
        "revised_at": article.revised_at.isoformat(),
    }


def to_json(value: object) -> str:
    """Return JSON in one line that passes unchanged through XML, and through what people open XML with."""
    return _FRAGILE.sub(_to_reference, _ENCODER.encode(value))


def _to_reference(match: re.Match[str]) -> str:
    return "\ufffd" if _SURROGATE.match(match[0]) else f"\\u{ord(match[0]):04x}"


def read_exact(words: str) -> Article | None:
    """Return the article whose record stands in words as JSON, its number 0; None if it is damaged."""
    try:
        return from_record(json.loads(words))
    except _FAILURES:
        return None


def from_record(record: object) -> Article | None:
    """Return the article of a record, its number 0; None if anything in it is not as an archive holds it."""
    try:
        return _to_article(record) if isinstance(record, dict) else None
    except _FAILURES:
        return None


def _to_article(record: Record) -> Article:
    return Article(
        id=ArticleId(0),
        uuid=_checked(_text(record["uuid"]), _UUID.fullmatch),
        title=_text(record["title"]),
        text=_text(record["text"]),
        url=_checked(_text(record.get("url", "")), lambda text: not text or is_web(text)),
        summary=_text(record.get("summary", "")),
        section=_text(record.get("section", "")),
        byline=_list(record.get("byline", []), _text),
        published=_to_moment(record.get("published", {})),
        language=_text(record.get("language", "")),
        figures=_list(record.get("figures", []), _to_figure),
        attachments=_list(record.get("attachments", []), _to_attachment),
        categories=_list(record.get("categories", []), _text),
        updated=_to_moment(record.get("updated", {})),
        archived_at=_instant(record["archived_at"]),
        revised_at=_instant(record["revised_at"]),
        revision=_number(record["revision"], least=1),
        tags=_list(record.get("tags", []), lambda one: _checked(_text(one), clean_line)),
        source_digest=_checked(_text(record.get("source_digest", "")), _DIGEST.fullmatch),
        subtitle=_text(record.get("subtitle", "")),
        credit=_text(record.get("credit", "")),
        event=_to_moment(record.get("event", {})),
        html=clean_html(_text(record.get("html", ""))),
        captured_at=_instant(record["captured_at"]) if "captured_at" in record else None,
        visits=_number(record["visits"], least=0) if "visits" in record else None,
    )


def _filled(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _from_moment(moment: Moment) -> dict[str, object]:
    return _filled(value=moment.value, words=moment.words)


def _to_moment(record: object) -> Moment:
    values = _object(record)
    value = _checked(_text(values.get("value", "")), lambda text: not text or to_value(text))
    return Moment(value, _text(values.get("words", "")))


def _to_figure(record: object) -> Figure:
    values = _object(record)
    position = _number(values.get("position", 0), least=-_LARGEST)
    return Figure(_text(values.get("url", "")), _text(values.get("caption", "")), position)


def _from_attachment(one: Attachment) -> dict[str, object]:
    return {"url": one.url} | _filled(label=one.label, media_type=one.media_type, size=one.size)


def _to_attachment(record: object) -> Attachment:
    values = _object(record)
    label, media_type = _text(values.get("label", "")), _text(values.get("media_type", ""))
    return Attachment(_text(values["url"]), label, media_type, _number(values.get("size", 0), least=0))


def _object(value: object) -> Record:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _list(value: object, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(read(one) for one in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return _checked(value, lambda text: not _SURROGATE.search(text))


def _checked(text: str, is_right: Callable[[str], object]) -> str:
    if not is_right(text):
        raise ValueError
    return text


def _number(value: object, *, least: int) -> int:
    if type(value) is not int or not least <= value <= _LARGEST:  # True is an int to isinstance
        raise TypeError
    return value


def _instant(value: object) -> datetime:
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError
    return instant.astimezone(UTC)
