"""Lists of feeds as OPML: versions 1 and 2 are read, 2.0 is written.

A folder is a section, the folders in it are tags, and so are categories. What OPML has no place for stands in
attributes of our own namespace. What is written here is read back exactly.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from newsarchive.errors import ParseError
from newsarchive.feeds.decode import decode
from newsarchive.feeds.escape import escape, to_attribute
from newsarchive.feeds.mend import mend
from newsarchive.feeds.names import NAMESPACE
from newsarchive.feeds.opened import LARGEST
from newsarchive.feeds.parts import to_web
from newsarchive.feeds.texts import to_line
from newsarchive.model.feed import Feed, FeedState, Outline
from newsarchive.text.urls import is_web

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

_ROOT = re.compile(r"<opml[\s/>]", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?", re.IGNORECASE)  # feed:https://…, feed://…
_TYPES = ("rss", "rss1", "rss2", "atom", "feed", "json")  # beside which a plain url is that of a feed
_FRAGILE = re.compile("%(?=2[5CF])|[,/]")  # in a category; only what would be taken for such a sign needs its percent
_ESCAPED = re.compile("%(2[5CF])")
_SECONDS = re.compile("[0-9]{1,9}")
_OWN = f"{{{NAMESPACE}}}"
_HINT = "a single feed is added with: newsarchive feed add URL"


def read_opml(body: bytes, name: str) -> tuple[Outline, ...]:
    """Return the feeds of the list called name, each address once, in their order; also addresses not of the web.

    Raises:
        ParseError: it is no OPML.
    """
    if len(body) > LARGEST:
        raise ParseError(name, f"OPML of more than {LARGEST >> 20} MiB", "split it")
    root = _parse(mend(decode(body)[0])[0])
    if root is None:
        raise ParseError(name, "no OPML", _HINT)
    found: dict[str, Outline] = {}
    for folders, node in _iter_nodes(root):
        outline = _to_outline(_attributes(node), folders)
        if outline.url:
            found.setdefault(outline.url, outline)
    return tuple(found.values())


def write_opml(feeds: Iterable[Feed], title: str) -> Iterator[str]:
    """Yield an OPML document in pieces: feeds without a section, then the sections in their order as folders."""
    sections: dict[str, list[Feed]] = {"": []}
    for feed in feeds:
        sections.setdefault(feed.settings.section, []).append(feed)
    has_own = any(map(_to_own, itertools.chain(*sections.values())))
    space = {"xmlns:na": NAMESPACE} if has_own else {}
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<opml{_written(version="2.0", **space)}>\n'
    yield f"<head><title>{escape(title)}</title></head>\n"
    yield "<body>\n"
    for section, members in sections.items():
        if section:
            yield f"<outline{_written(text=section, title=section)}>\n"
        for feed in members:
            yield _to_line(feed)
        if section:
            yield "</outline>\n"
    yield "</body>\n</opml>\n"


def _parse(document: str) -> "Node | None":
    from lxml import etree

    # Lists are often written by hand. Nothing is expanded: the DOCTYPE is gone, and nothing is fetched.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    root: Node | None = None
    if _ROOT.match(document):
        with suppress(etree.XMLSyntaxError):
            root = etree.fromstring(document.encode(), parser)
    return root


def _iter_nodes(root: "Node") -> Iterator[tuple[tuple[str, ...], "Node"]]:
    """Yield all outlines, each with the names of the folders it stands in; without recursion, however deep."""
    waiting: list[tuple[tuple[str, ...], Node]] = [((), root)]
    while waiting:
        folders, node = waiting.pop()
        if _name(node) == "outline":
            yield folders, node
            title = _to_title(_attributes(node))
            folders = (*folders, title) if title else folders
        waiting += ((folders, child) for child in reversed(node))


def _name(node: "Node") -> str:
    return node.tag.lower() if isinstance(node.tag, str) else ""


def _attributes(node: "Node") -> dict[str, str]:
    """Return attributes under names in small letters: lists write xmlUrl, xmlURL and xmlurl."""
    return {str(name).lower(): to_line(str(value)) for name, value in node.attrib.items()}


def _to_outline(attributes: dict[str, str], folders: tuple[str, ...]) -> Outline:
    url = attributes.get("xmlurl", "")
    if not url and attributes.get("type", "").lower() in _TYPES:
        url = attributes.get("url", "")
    paths = list(_iter_paths(attributes.get("category", "")))
    if not folders:  # /Tin xã/Thể thao is a folder and what is in it, /Tin xã alone a tag
        folders = next((path[:1] for path in paths if len(path) > 1), ())
    tags = (*folders[1:], *(name for path in paths for name in path))
    return Outline(
        url=_to_url(url),
        title=_to_title(attributes),
        site_url=to_web(attributes.get("htmlurl", ""), ""),
        section=folders[0] if folders else "",
        tags=tuple(dict.fromkeys(tag for tag in tags if tag not in folders[:1])),
        interval=_to_seconds(attributes.get(f"{_OWN}interval", "")),
        wants_pages=attributes.get(f"{_OWN}pages") != "no",
        wants_images=attributes.get(f"{_OWN}images") != "no",
        wants_files=attributes.get(f"{_OWN}files") == "yes",
        is_legacy_tls=attributes.get(f"{_OWN}tls") == "legacy",
        is_paused=attributes.get(f"{_OWN}state") == "paused",
    )


def _to_seconds(text: str) -> int:
    return int(text) if _SECONDS.fullmatch(text) else 0


def _to_url(url: str) -> str:
    rest = _FEED_SCHEME.sub("", url, count=1) if _FEED_SCHEME.match(url) else url
    return rest if rest == url or is_web(rest) else f"http://{rest}"


def _to_title(attributes: dict[str, str]) -> str:
    """Return the title; an address in the place of words, which OPML wants there, is none."""
    text = attributes.get("text", "")
    return attributes.get("title", "") or (text if text != attributes.get("xmlurl", "") else "")


def _iter_paths(category: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of each category: /Tin xã/Thể thao,/Lúa."""
    for path in category.split(","):
        names = (to_line(_ESCAPED.sub(_to_sign, name)) for name in path.split("/"))
        if parts := tuple(filter(None, names)):
            yield parts


def _to_sign(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _to_line(feed: Feed) -> str:
    tags = (_FRAGILE.sub(lambda match: f"%{ord(match[0]):02X}", tag) for tag in feed.settings.tags)
    site = {"htmlUrl": feed.site_url} if feed.site_url else {}
    category = {"category": ",".join(f"/{tag}" for tag in tags)} if feed.settings.tags else {}
    words = {"text": feed.title or feed.url, "title": feed.title}
    return f"<outline{_written(type='rss', **words, xmlUrl=feed.url, **site, **category, **_to_own(feed))}/>\n"


def _to_own(feed: Feed) -> dict[str, str]:
    """Return what OPML has no place for, if it is not the usual."""
    own = {
        "na:interval": str(feed.settings.interval or ""),
        "na:state": "paused" if feed.state is FeedState.PAUSED else "",
        "na:pages": "" if feed.settings.wants_pages else "no",
        "na:images": "" if feed.settings.wants_images else "no",
        "na:files": "yes" if feed.settings.wants_files else "",
        "na:tls": "legacy" if feed.settings.is_legacy_tls else "",
    }
    return {name: value for name, value in own.items() if value}


def _written(**attributes: str) -> str:
    return "".join(f' {name}="{to_attribute(value)}"' for name, value in attributes.items())
