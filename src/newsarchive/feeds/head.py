"""What a feed of RSS or Atom says of itself."""

import re
from collections.abc import Iterable, Iterator

from newsarchive.feeds.items import Context
from newsarchive.feeds.names import GENERATOR
from newsarchive.feeds.parts import is_alternate, join, to_language, to_web
from newsarchive.feeds.spaces import XML
from newsarchive.feeds.texts import read_words, to_line, to_title
from newsarchive.feeds.timing import read_timing
from newsarchive.feeds.tree import Element
from newsarchive.model.feed import FeedDocument

_OWN = re.compile(rf"{GENERATOR}(?: [0-9].*)?")
_NUKEVIET = re.compile("nukeviet", re.IGNORECASE)
_SELF, _HUB = "self", "hub"


def read_head(head: Element, *, is_trusted: bool) -> FeedDocument:
    """Return what the elements around the items say."""
    root = head.children[0]
    parts = [*_iter_parts(root)]
    base = _find_base(root, parts)
    generator = to_line(_first(parts, ("generator", "atom:generator")))
    return FeedDocument(
        title=_read_title(parts),
        url=next(filter(None, _iter_links(parts, base)), ""),
        self_url=_find_relation(parts, _SELF, base),
        language=_read_language(root, parts),
        generator=generator,
        hub=_find_relation(parts, _HUB, base),
        timing=read_timing(parts),
        is_own=is_trusted and _OWN.fullmatch(generator) is not None,
    )


def to_context(head: Element, document: FeedDocument, *, is_trusted: bool) -> Context:
    """Return what the items of a document take from it."""
    root = head.children[0]
    base = _find_base(root, [*_iter_parts(root)])
    return Context(
        base_url=join(document.url, base),
        is_based=bool(base),
        language=document.language,
        is_own=document.is_own,
        is_trusted=is_trusted,
        is_nukeviet=is_nukeviet(document.generator),
    )


def is_nukeviet(generator: str) -> bool:
    """Tell a feed of NukeViet, which writes months where minutes belong."""
    return _NUKEVIET.search(generator) is not None


def _iter_parts(root: Element) -> Iterator[Element]:
    """Yield the elements that tell of a feed: of RSS, those of its channel."""
    for child in root.children:
        if child.name == "channel":
            yield from child.children
        else:
            yield child


def _find_base(root: Element, parts: Iterable[Element]) -> str:
    name = f"{XML} base"
    channels = [child for child in root.children if child.name == "channel"]
    base = ""
    for element in (root, *channels):
        base = join(base, to_line(element.attributes.get(name, "")))
    return base


def _first(parts: Iterable[Element], names: Iterable[str]) -> str:
    found = {part.name: part.text for part in reversed([*parts]) if part.text and not part.text.isspace()}
    return next((found[name] for name in names if name in found), "")


def _read_title(parts: Iterable[Element]) -> str:
    for name in ("title", "atom:title", "dc:title"):
        for part in parts:
            if part.name == name and (words := read_words(part)):
                return to_title(words.text, "text" if name == "atom:title" and not words.is_html else "")
    return ""


def _iter_links(parts: Iterable[Element], base: str) -> Iterator[str]:
    for part in parts:
        if part.name == "link":
            yield to_web(part.text, base)
    for part in parts:
        if part.name in ("atom:link", "link") and is_alternate(part):
            yield to_web(part.attributes.get("href", ""), base)


def _find_relation(parts: Iterable[Element], relation: str, base: str) -> str:
    links = (part.attributes for part in parts if part.name == "atom:link" and part.attributes.get("rel") == relation)
    return next(filter(None, (to_web(link.get("href", ""), base) for link in links)), "")


def _read_language(root: Element, parts: Iterable[Element]) -> str:
    said = _first(parts, ("language", "dc:language"))
    return to_language(said or root.attributes.get(f"{XML} lang", ""))
