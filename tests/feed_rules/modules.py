"""What RSS and Atom take from elsewhere: Dublin Core, Media RSS, RFC 5005; and what holds for every element."""

import re
from collections.abc import Iterator

from feed_rules.document import (
    ATOM,
    CONTENT,
    DC,
    HISTORY,
    MEDIA,
    MODULES,
    TERMS,
    XHTML,
    XML,
    Element,
    Finding,
    children,
    error,
    name_of,
    space_of,
    warning,
    words_of,
)
from feed_rules.markup import CONTROL, check_html, check_words, is_markup
from feed_rules.values import LANGUAGE, MIME, SCHEME, URI, W3CDTF, check_date, check_language

HISTORY_RELATIONS = ("current", "first", "last", "next", "previous", "prev-archive", "next-archive")
_W3CDTF_NAMES = {(TERMS, name) for name in "issued modified created available dateAccepted dateSubmitted".split()}
_W3CDTF_NAMES |= {(DC, "date")}
_WORDS_NAMES = {(DC, name) for name in ("creator", "publisher", "subject", "title")}


def check_everywhere(root: Element) -> Iterator[Finding]:
    for element in root.iter("*"):
        space = space_of(element)
        if element is root and space == ATOM and element.prefix:
            yield warning("AvoidNamespacePrefix", element)
        if space and space not in MODULES and not _is_in_markup(element):
            yield warning("UnknownNamespace", element)
        language = element.get(f"{{{XML}}}lang")
        if language and not LANGUAGE.fullmatch(language):
            yield Finding("InvalidLanguage", "lang")
        if any(CONTROL.search(text) for text in (words_of(element), *map(str, element.attrib.values()))):
            yield warning("BadCharacters", element)
        yield from _check_foreign(element, space)


def _is_in_markup(element: Element) -> bool:
    return any(space_of(one) in {ATOM, XHTML} and name_of(one) in {"content", "div"} for one in element.iterancestors())


def _check_foreign(element: Element, space: str) -> Iterator[Finding]:
    name = name_of(element)
    if (space, name) in _W3CDTF_NAMES:
        yield from check_date(element, W3CDTF, "InvalidW3CDTFDate")
    elif (space, name) == (DC, "language"):
        yield from check_language(element)
    elif (space, name) in _WORDS_NAMES:
        yield from check_words(element, words_of(element))
    elif (space, name) == (CONTENT, "encoded"):
        yield from check_html(element, words_of(element))
    elif space == MEDIA and name in {"title", "description", "text"}:
        yield from _check_media_words(element)
    elif (space, name) == (MEDIA, "content"):
        yield from _check_media_content(element)


def _check_media_words(element: Element) -> Iterator[Finding]:
    kind = element.get("type", "plain")
    if kind not in {"plain", "html"}:
        yield error("InvalidMediaTextType", element)
    elif kind == "html":
        yield from check_html(element, words_of(element))
    elif is_markup(words_of(element)):
        yield warning("ContainsUndeclaredHTML", element)


def _check_media_content(element: Element) -> Iterator[Finding]:
    """Media RSS 1.5, for the attributes that we write and a few more."""
    url = element.get("url")
    if url is not None and not (SCHEME.match(url) and URI.fullmatch(url)):
        yield Finding("InvalidFullLink", "url")
    forms = {
        "type": (MIME, "InvalidMIMEAttribute"),
        "medium": (re.compile("image|audio|video|document|executable"), "InvalidMediaMedium"),
        "expression": (re.compile("sample|full|nonstop"), "InvalidMediaExpression"),
        "lang": (LANGUAGE, "InvalidLanguage"),
    }
    forms |= {name: (re.compile(r"\d+"), "InvalidInteger") for name in ("fileSize", "width", "height", "duration")}
    for name, (form, kind) in forms.items():
        value = element.get(name)
        if value is not None and not form.fullmatch(value):
            yield Finding(kind, name)


def check_history(element: Element, links: list[Element]) -> Iterator[Finding]:
    relations = {link.get("rel", "alternate"): link.get("href", "") for link in links}
    is_archive = bool(children(element, HISTORY, "archive"))
    is_complete = bool(children(element, HISTORY, "complete"))
    if is_archive and is_complete:
        yield warning("ArchiveIncomplete", element)
    if is_archive and "current" not in relations:  # section 4: MUST
        yield warning("MissingCurrentInArchive", element)
    if is_complete:
        if relations.get("current", relations.get("self")) != relations.get("self"):
            yield warning("CurrentNotSelfInCompleteFeed", element)
        if any(relation in relations for relation in HISTORY_RELATIONS[1:]):
            yield warning("FeedRelInCompleteFeed", element)
    for step, end in (("next", "last"), ("previous", "first")):
        here = relations.get("self")
        if step in relations and end in relations and here == relations[end]:
            yield warning("LinkPastEnd", element)
