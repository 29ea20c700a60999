"""RSS 2.0: its specification, and the best practices of the RSS Board."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from feed_rules.atom import check_link
from feed_rules.document import (
    ATOM,
    CONTENT,
    DC,
    MANY,
    ONCE,
    REQUIRED,
    TERMS,
    Element,
    Finding,
    check_children,
    children,
    error,
    warning,
    words_of,
)
from feed_rules.markup import check_html, check_words
from feed_rules.modules import check_history
from feed_rules.values import EMAIL, MIME, SCHEME, WEB, check_language, check_rfc822, check_uri

_CHANNEL = {"title": REQUIRED, "link": REQUIRED, "description": REQUIRED, "category": MANY, "item": MANY}
_CHANNEL |= dict.fromkeys("language copyright managingEditor webMaster pubDate lastBuildDate generator".split(), ONCE)
_CHANNEL |= dict.fromkeys("docs cloud ttl image rating textInput skipHours skipDays".split(), ONCE)
_ITEM = dict.fromkeys("title link description author comments enclosure guid pubDate source".split(), ONCE)
_RSS = {  # the RSS 2.0 specification
    "rss": {"channel": REQUIRED},
    "channel": _CHANNEL,
    "item": _ITEM | {"category": MANY},
    "image": {"url": REQUIRED, "title": REQUIRED, "link": REQUIRED}
    | dict.fromkeys("width height description".split(), ONCE),
    "textInput": dict.fromkeys("title description name link".split(), REQUIRED),
    "skipHours": {"hour": MANY},
    "skipDays": {"day": MANY},
}
_SAME = (  # best practices: what RSS itself has a name for is not said twice under another
    ("author", DC, "creator"),
    ("category", DC, "subject"),
    ("guid", ATOM, "id"),
    ("pubDate", ATOM, "published"),
    ("pubDate", DC, "date"),
    ("source", DC, "source"),
)
_SAME_IN_CHANNEL = (
    ("copyright", DC, "rights"),
    ("language", DC, "language"),
    ("lastBuildDate", TERMS, "modified"),
    ("managingEditor", DC, "creator"),
    ("pubDate", DC, "date"),
    ("webMaster", DC, "publisher"),
)


def check_rss(rss: Element) -> Iterator[Finding]:
    if rss.get("version") is None:
        yield Finding("MissingAttribute", "rss")
    for element in rss.iter("rss", "channel", "item", "image", "textInput", "skipHours", "skipDays"):
        yield from check_children(element, "", _RSS)
    for channel in children(rss, "", "channel"):
        yield from _check_channel(channel)
        yield from _check_same(channel, _SAME_IN_CHANNEL, "DuplicateSemantics")
        links = children(channel, ATOM, "link")
        if not any(link.get("rel") == "self" for link in links):  # best practices
            yield warning("MissingAtomSelfLink", channel)
        yield from check_history(channel, links)
        for link in links:
            yield from check_link(link)
        items = children(channel, "", "item")
        for item in items:
            yield from _check_item(item)
        guids = Counter(words_of(guid).strip() for item in items for guid in children(item, "", "guid"))
        if any(count > 1 for guid, count in guids.items() if guid):
            yield Finding("DuplicateValue", "guid")


def _check_channel(channel: Element) -> Iterator[Finding]:
    checks: dict[str, Callable[[Element], Iterator[Finding]]] = {
        "title": _check_rss_title,
        "link": lambda one: check_uri(one, words_of(one)),
        "docs": lambda one: check_uri(one, words_of(one)),
        "description": lambda one: check_html(one, words_of(one)),
        "category": lambda one: check_words(one, words_of(one)),
        "language": check_language,
        "pubDate": check_rfc822,
        "lastBuildDate": check_rfc822,
        "ttl": _check_ttl,
        "managingEditor": _check_rss_contact,
        "webMaster": _check_rss_contact,
        "image": _check_box,
        "textInput": _check_box,
    }
    for name, test in checks.items():
        for one in children(channel, "", name):
            yield from test(one)


def _check_item(item: Element) -> Iterator[Finding]:
    checks: dict[str, Callable[[Element], Iterator[Finding]]] = {
        "title": _check_rss_title,
        "link": lambda one: check_uri(one, words_of(one)),
        "comments": lambda one: check_uri(one, words_of(one)),
        "description": lambda one: check_html(one, words_of(one)),
        "category": lambda one: check_words(one, words_of(one)),
        "author": _check_rss_contact,
        "pubDate": check_rfc822,
        "guid": _check_guid,
        "enclosure": _check_enclosure,
        "source": lambda one: check_uri(one, one.get("url")),
    }
    for name, test in checks.items():
        for one in children(item, "", name):
            yield from test(one)
    if not children(item, "", "title") and not children(item, "", "description"):
        yield error("ItemMustContainTitleOrDescription", item)
    if not children(item, "", "guid"):
        yield warning("MissingGuid", item)
    contents = children(item, CONTENT, "encoded")
    descriptions = children(item, "", "description")
    if contents and not (descriptions and item.index(descriptions[0]) < item.index(contents[0])):
        yield warning("NeedDescriptionBeforeContent", item)
    yield from _check_same(item, _SAME, "DuplicateItemSemantics")


def _check_same(element: Element, pairs: tuple[tuple[str, str, str], ...], kind: str) -> Iterator[Finding]:
    for core, space, name in pairs:
        if children(element, "", core) and children(element, space, name):
            yield Finding(kind, core, is_error=False)


def _check_box(box: Element) -> Iterator[Finding]:
    """A picture or a text box of a channel."""
    for name in ("title", "description"):
        for one in children(box, "", name):
            yield from check_words(one, words_of(one))
    for name in ("url", "link"):
        for one in children(box, "", name):
            yield from check_uri(one, words_of(one))


def _check_rss_title(title: Element) -> Iterator[Finding]:
    yield from check_words(title, words_of(title))
    if re.search("<[A-Za-z/]", words_of(title)):  # best practices: such a title is not the same to all readers
        yield warning("CharacterData", title)


def _check_ttl(ttl: Element) -> Iterator[Finding]:
    if not words_of(ttl).strip():
        yield error("NotBlank", ttl)
    elif not words_of(ttl).strip().isdecimal() or not int(words_of(ttl)):
        yield error("InvalidPositiveInteger", ttl)


def _check_rss_contact(contact: Element) -> Iterator[Finding]:
    if not EMAIL.search(words_of(contact)):
        yield error("InvalidContact", contact)


def _check_guid(guid: Element) -> Iterator[Finding]:
    words, permalink = words_of(guid).strip(), guid.get("isPermaLink", "true")
    if permalink.lower() not in {"true", "false"}:
        yield error("InvalidBooleanAttribute", guid)
    elif permalink.lower() == "true" and not WEB.fullmatch(words):
        is_other = bool(SCHEME.match(words))
        yield error("InvalidPermalink" if is_other else "InvalidHttpGUID", guid)


def _check_enclosure(enclosure: Element) -> Iterator[Finding]:
    """The RSS 2.0 specification: three attributes; best practices: 0 where nobody knows the length."""
    for name in ("url", "length", "type"):
        if enclosure.get(name) is None:
            yield Finding("MissingAttribute", name)
    if enclosure.get("url") is not None:
        yield from check_uri(enclosure, enclosure.get("url"), kind="InvalidURLAttribute")
    length = enclosure.get("length")
    if length is not None and not re.fullmatch(r"\d+", length):
        yield Finding("InvalidIntegerAttribute", "length")
    mime = enclosure.get("type")
    if mime is not None and not MIME.fullmatch(mime):
        yield Finding("InvalidMIMEAttribute", "type")
