"""JSON-LD on a page: what it says of the article, as plain values."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsarchive.text.normalize import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

JsonObject = dict[str, object]

_MOST_DATA = 1_000_000  # characters
_MOST_SCRIPTS = 20
_DEEPEST = 20


def read_articles(tree: "HtmlElement") -> list[JsonObject]:
    """Return the articles that the JSON-LD of a page describes."""
    return [item for item in _iter_all(tree) if _is_article(item)]


def strings(data: list[JsonObject], key: str) -> list[str]:
    """Return the texts under a key, cleaned.

    >>> strings([{"articleSection": ["Tin tức", "Dân vận"]}, {"articleSection": 4}], "articleSection")
    ['Tin tức', 'Dân vận']
    """
    values = (value for item in data for value in _listed(item.get(key)))
    return [text for value in values if isinstance(value, str) and (text := clean_line(value))]


def names(data: list[JsonObject], key: str) -> list[str]:
    """Return the names under a key: those of one or more texts or objects.

    >>> names([{"author": [{"name": "Thu Hà"}, "Văn Lợi"]}], "author")
    ['Thu Hà', 'Văn Lợi']
    """
    values = (value for item in data for value in _listed(item.get(key)))
    found = (value.get("name") if isinstance(value, dict) else value for value in values)
    return [clean_line(name) for name in found if isinstance(name, str) and name.strip()]


def pictures(data: list[JsonObject]) -> dict[str, str]:
    """Return the captions of the pictures that are described, by their addresses.

    >>> pictures([{"image": {"url": "/1.jpg", "caption": "Đường hoa"}}])
    {'/1.jpg': 'Đường hoa'}
    """
    images = (value for item in data for value in _listed(item.get("image")) if isinstance(value, dict))
    pairs = ((image.get("url") or image.get("contentUrl"), image.get("caption")) for image in images)
    return {url: clean_line(words) for url, words in pairs if isinstance(url, str) and isinstance(words, str)}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_article(item: JsonObject) -> bool:
    return any("Article" in str(kind) or "Posting" in str(kind) for kind in _listed(item.get("@type")))


def _iter_all(tree: "HtmlElement") -> Iterator[JsonObject]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:_MOST_SCRIPTS]:
        if len(script) <= _MOST_DATA:
            try:
                yield from _iter_objects(json.loads(script, strict=False), _DEEPEST)
            except (ValueError, RecursionError):
                continue


def _iter_objects(value: object, depth: int) -> Iterator[JsonObject]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _iter_objects(item, depth - 1)
    elif isinstance(value, dict) and depth:
        yield value
        yield from _iter_objects(value.get("@graph"), depth - 1)
