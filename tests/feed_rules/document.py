"""A document as the rules see it: elements, and what is found in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
MODULES = {ATOM, CONTENT, DC, TERMS, MEDIA, HISTORY, XHTML, "http://purl.org/rss/1.0/modules/syndication/"}

REQUIRED, ONCE, MANY = "!", "?", "*"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a document breaks, and where."""

    kind: str
    place: str
    is_error: bool = True


def error(kind: str, element: Element) -> Finding:
    return Finding(kind, name_of(element))


def warning(kind: str, element: Element) -> Finding:
    return Finding(kind, name_of(element), is_error=False)


def name_of(element: Element) -> str:
    return etree.QName(element).localname


def space_of(element: Element) -> str:
    return etree.QName(element).namespace or ""


def children(element: Element, space: str, name: str | None = None) -> list[Element]:
    tag = f"{{{space}}}{name or '*'}" if space else (name or "{}*")
    return [one for one in element.iterchildren(tag) if isinstance(one.tag, str)]


def words_of(element: Element) -> str:
    return element.text or ""


def check_children(element: Element, space: str, table: dict[str, dict[str, str]]) -> Iterator[Finding]:
    """Each element stands where it may, as often as it may."""
    name = name_of(element)
    rules = table.get(name)
    if rules is None:
        return
    counts = Counter(name_of(one) for one in children(element, space))
    for child, count in counts.items():
        if child not in rules:
            yield Finding("UndefinedElement", child)
        elif count > 1 and rules[child] != MANY:
            yield Finding("DuplicateElement", child)
    for child, rule in rules.items():
        if rule == REQUIRED and not counts[child]:
            simple = {"title": "MissingTitle", "link": "MissingLink", "description": "MissingDescription"}
            yield Finding(simple.get(child, "MissingElement") if name == "channel" else "MissingElement", child)
    has_text = any(part and part.strip() for part in (element.text, *(one.tail for one in element)))
    if has_text:
        yield Finding("UnexpectedText", name)
