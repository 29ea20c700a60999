"""Atom 1.0: RFC 4287; its sections are named where a rule comes from one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from feed_rules.document import (
    ATOM,
    MANY,
    ONCE,
    REQUIRED,
    XHTML,
    Element,
    Finding,
    check_children,
    children,
    error,
    warning,
    words_of,
)
from feed_rules.markup import check_html, check_words, is_markup
from feed_rules.modules import HISTORY_RELATIONS, check_history
from feed_rules.values import EMAIL, FILLED, IRI, LANGUAGE, MIME, RFC3339, SCHEME, check_address, check_date

_PERSON = {"name": REQUIRED, "uri": ONCE, "email": ONCE}
_SOURCE = {"author": MANY, "category": MANY, "contributor": MANY, "generator": ONCE, "icon": ONCE, "id": ONCE}
_SOURCE |= {"link": MANY, "logo": ONCE, "rights": ONCE, "subtitle": ONCE, "title": ONCE, "updated": ONCE}
_ENTRY = {"author": MANY, "category": MANY, "content": ONCE, "contributor": MANY, "id": REQUIRED, "link": MANY}
_ENTRY |= {"published": ONCE, "rights": ONCE, "source": ONCE, "summary": ONCE, "title": REQUIRED}
_ENTRY |= {"updated": REQUIRED}
_ATOM = {  # RFC 4287, section 4
    "feed": _SOURCE | {"id": REQUIRED, "title": REQUIRED, "updated": REQUIRED, "entry": MANY},
    "entry": _ENTRY,
    "source": _SOURCE,
    "author": _PERSON,
    "contributor": _PERSON,
}


def check_feed(feed: Element) -> Iterator[Finding]:
    yield from check_children(feed, ATOM, _ATOM)
    yield from _check_source(feed)
    links = children(feed, ATOM, "link")
    if not any(link.get("rel") == "self" for link in links):  # RFC 4287, 4.1.1: SHOULD
        yield warning("MissingSelf", feed)
    yield from check_history(feed, links)
    entries = children(feed, ATOM, "entry")
    has_author = bool(children(feed, ATOM, "author"))
    for entry in entries:
        yield from check_entry(entry, has_author=has_author)
    ids = Counter((_child_words(entry, "id"), _child_words(entry, "updated")) for entry in entries)
    if any(count > 1 for (found, _), count in ids.items() if found):  # 4.1.1: SHOULD NOT with the same atom:updated
        yield warning("DuplicateEntries", feed)


def _child_words(element: Element, name: str) -> str:
    return "".join(words_of(one).strip() for one in children(element, ATOM, name)[:1])


def _check_source(element: Element) -> Iterator[Finding]:
    """What feeds, entries and sources have in common."""
    checks: dict[str, Callable[[Element], Iterator[Finding]]] = {
        "id": lambda one: check_address(one, words_of(one), is_full=True),
        "icon": lambda one: check_address(one, words_of(one), is_full=False),
        "logo": lambda one: check_address(one, words_of(one), is_full=False),
        "updated": lambda one: check_date(one, RFC3339, "InvalidRFC3339Date"),
        "published": lambda one: check_date(one, RFC3339, "InvalidRFC3339Date"),
        "title": _check_text,
        "subtitle": _check_text,
        "rights": _check_text,
        "summary": lambda one: _check_text(one, may_be_blank=True),
        "author": _check_person,
        "contributor": _check_person,
        "generator": lambda one: check_words(one, words_of(one)),
        "category": _check_category,
        "link": check_link,
    }
    for name, test in checks.items():
        for one in children(element, ATOM, name):
            yield from test(one)
    yield from _check_alternates(element)


def check_entry(entry: Element, *, has_author: bool) -> Iterator[Finding]:
    yield from check_children(entry, ATOM, _ATOM)
    yield from _check_source(entry)
    sources = children(entry, ATOM, "source")
    for source in sources:
        yield from check_children(source, ATOM, _ATOM)
        yield from _check_source(source)
    if not (has_author or children(entry, ATOM, "author") or any(children(one, ATOM, "author") for one in sources)):
        yield Finding("MissingElement", "author")  # 4.1.2
    contents = children(entry, ATOM, "content")
    links = children(entry, ATOM, "link")
    if not contents and not any(link.get("rel", "alternate") == "alternate" for link in links):
        yield Finding("MissingContentOrAlternate", "entry")  # 4.1.2
    for content in contents:
        yield from _check_content(content, entry)
    if any(link.get("rel") in HISTORY_RELATIONS for link in links):  # RFC 5005: relations of documents
        yield Finding("FeedHistoryRelInEntry", "link", is_error=False)


def _check_person(person: Element) -> Iterator[Finding]:
    yield from check_children(person, ATOM, _ATOM)
    for name in children(person, ATOM, "name"):
        yield from check_words(name, words_of(name))
    for address in children(person, ATOM, "uri"):
        yield from check_address(address, words_of(address), is_full=False)
    for email in children(person, ATOM, "email"):
        if not EMAIL.fullmatch(words_of(email)):
            yield error("InvalidContact", email)


def _check_category(category: Element) -> Iterator[Finding]:
    term, scheme, label = category.get("term"), category.get("scheme"), category.get("label")
    if term is None:
        yield Finding("MissingAttribute", "category")
    elif not term.strip():
        yield Finding("NotBlank", "category")
    if scheme is not None and not (SCHEME.match(scheme) and IRI.fullmatch(scheme)):
        yield Finding("InvalidFullLink" if IRI.fullmatch(scheme) else "InvalidUriChar", "category")
    if label is not None and is_markup(label):
        yield Finding("ContainsHTML", "category", is_error=False)


def _check_alternates(element: Element) -> Iterator[Finding]:
    links = children(element, ATOM, "link")
    alternates = Counter(
        (link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"
    )
    if any(count > 1 for count in alternates.values()):  # 4.1.1, 4.1.2: MUST NOT
        yield Finding("DuplicateAtomLink", "link")


def check_link(link: Element) -> Iterator[Finding]:
    href = link.get("href")
    if href is None:
        yield Finding("MissingHref", "link")
    else:
        yield from check_address(link, href, is_full=False)
    forms = {"type": (MIME, "InvalidMIMEType"), "hreflang": (LANGUAGE, "InvalidLanguage")}
    forms |= {"length": (re.compile(r"\d+"), "InvalidNonNegativeInteger"), "rel": (FILLED, "AttrNotBlank")}
    forms |= {"title": (FILLED, "AttrNotBlank")}
    for name, (form, kind) in forms.items():
        value = link.get(name)
        if value is not None and not form.fullmatch(value):
            yield Finding(kind, "link")
    if is_markup(link.get("title", "")):
        yield Finding("ContainsHTML", "link", is_error=False)
    if words_of(link).strip() or len(link):
        yield warning("AtomLinkNotEmpty", link)


def _check_text(element: Element, *, may_be_blank: bool = False) -> Iterator[Finding]:
    """A text construct, RFC 4287, 3.1."""
    kind = element.get("type", "text")
    if kind == "xhtml":
        if [one.tag for one in element] != [f"{{{XHTML}}}div"]:
            yield error("MissingXhtmlDiv", element)
        return
    yield from (Finding("UndefinedElement", str(one.tag)) for one in element)
    if kind not in {"text", "html"}:
        names = {True: "InvalidTextType", False: "InvalidMIMEType" if kind.strip() else "AttrNotBlank"}
        yield error(names[bool(MIME.fullmatch(kind))], element)
    if not (words_of(element).strip() or may_be_blank or len(element)):
        yield warning("NotBlank", element)
    if kind == "html":
        yield from check_html(element, words_of(element))
    elif is_markup(words_of(element)):
        yield warning("ContainsUndeclaredHTML", element)


def _check_content(content: Element, entry: Element) -> Iterator[Finding]:
    kind, source = content.get("type", "text"), content.get("src")
    if source is not None:
        yield from check_address(content, source, is_full=False)
        if not children(entry, ATOM, "summary"):  # 4.1.2: MUST
            yield Finding("MissingSummary", "entry")
        if content.get("type") in {"text", "html", "xhtml"}:  # 4.1.3.2: a media type
            yield error("InvalidMIMEType", content)
    elif kind in {"text", "html", "xhtml"}:
        yield from _check_text(content)
    elif not kind.strip():
        yield error("AttrNotBlank", content)
    elif not MIME.fullmatch(kind) or kind.startswith("multipart/"):
        yield error("InvalidMIMEType", content)
