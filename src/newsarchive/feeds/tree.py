"""Well-formed feeds as small trees, one item at a time, by the parser that Python brings.

Names are those of the formats, whatever prefix a document uses for them: "title", "dc:creator", "atom:link". What a
tree cannot be made of is declined, for others to read.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

from newsarchive.errors import ParseError
from newsarchive.feeds.opened import LARGEST
from newsarchive.feeds.spaces import ShortNames

if TYPE_CHECKING:
    from pyexpat import XMLParserType

_ROOTS = ("rss", "rdf:rdf", "atom:feed")
_ITEMS = ("item", "atom:entry", "atom:item")
_PARENTS = ("channel", "items", *_ROOTS)
# Where authors put mark-up, sometimes without escaping it.
_WORDS = frozenset(
    "title description summary content content:encoded body fullitem xhtml:body xhtml:div "
    "atom:title atom:subtitle atom:summary atom:content atom:tagline dc:description".split()
)
_OF_WORDS = ("", "text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PIECE = "piece"  # the root that a piece of a document is read in
_WIDE = (b"\0", b"\xfe\xff", b"\xff\xfe")  # what only UTF-16 and UTF-32 begin with
LARGEST_PIECE = LARGEST  # bytes, of the head or of an item
_MOST = 256  # attributes of a tag; depth
_TOP = 5  # what stands no deeper than an item: the root, its channel, a list in it, and the document above them
_MOST_ELEMENTS = 1_000_000  # at once; each takes four bytes to write and some two hundred to hold
_BUFFER = 1 << 20


class DeclinedError(Exception):
    """The document is well-formed so far, but for others to read."""


class Element:
    """An element with what stands in it: its words, or its children."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.text = ""
        self.children: list[Element] = []


class Builder:
    """A parser that hands on each item as soon as it is whole, and where it began; `head` is the rest.

    A piece of a document, from one item to another, is read `within` the names that hold for its items. If all items
    are kept, they are limited together, else each for itself.
    """

    def __init__(
        self,
        on_item: Callable[[Element, int], None],
        within: Mapping[str, str] | None = None,
        *,
        are_items_kept: bool = False,
    ) -> None:
        from xml.parsers.expat import ParserCreate

        self.head = Element("", {})
        self.names: dict[str, str] = {}  # that hold for the items: prefix to address
        self._held = 0  # elements
        self._are_items_kept = are_items_kept
        self._names = ShortNames()
        self._stack = [self.head]
        self._has_begun = False
        self._on_item = on_item
        self._item: Element | None = None
        self._item_start = 0
        self._piece_start = 0  # of the head, of an item, or of what stands between two
        self._item_parent: Element | None = None
        self._declared: list[tuple[str, str]] = []
        self._settled = 0  # how many of them the elements read so far have declared
        self._parser: XMLParserType = ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.buffer_size = _BUFFER
        self._parser.StartDoctypeDeclHandler = _decline
        self._set_handlers()
        if within is None:
            self._parser.StartNamespaceDeclHandler = self._declare
            self._parser.EndNamespaceDeclHandler = self._forget
        else:
            self._names[f"{within.get('', '')} {_PIECE}".lstrip()] = "rss"
            self.feed(_to_root(within))

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Read on. Raises ExpatError, DeclinedError, ParseError, and whatever `on_item` raises."""
        if not self._has_begun and data:
            self._has_begun = True
            if any(mark in data[:4] for mark in _WIDE):
                raise DeclinedError
        self._parser.Parse(data, is_last)
        if self._parser.CurrentByteIndex - self._piece_start > LARGEST_PIECE:
            raise ParseError(
                "feed", f"an entry of more than {LARGEST_PIECE:,} bytes", "newsarchive reads no such entries"
            )
        if is_last and not _is_feed(self.head):
            raise DeclinedError

    def _set_handlers(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add_text

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._declared.append((prefix or "", uri or ""))

    def _forget(self, _: str | None) -> None:
        self._declared.pop()
        self._settled = len(self._declared)

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        parent = stack[-1]
        if len(attributes) > _MOST or len(stack) > _MOST:
            raise DeclinedError
        self._count()
        if parent.name in _WORDS:
            self._start_markup(parent, full, attributes)
            return
        element = Element(self._names[full], attributes)
        stack.append(element)
        if len(stack) > _TOP or not self._is_item(element, parent):
            parent.children.append(element)

    def _count(self) -> None:
        self._held += 1
        if self._held > _MOST_ELEMENTS:
            raise ParseError("feed", f"more than {_MOST_ELEMENTS} elements in it", "split it")

    def _is_item(self, element: Element, parent: Element) -> bool:
        if parent is self.head and element.name not in _ROOTS:
            raise DeclinedError
        if element.name not in _ITEMS or parent.name not in _PARENTS:
            self._settled = len(self._declared)
            return False
        if self._item_parent is None:
            self._item_parent = parent
            self.names = dict(self._declared[: self._settled])
            self._parser.StartNamespaceDeclHandler = self._parser.EndNamespaceDeclHandler = None
        elif self._item_parent is not parent:
            raise DeclinedError
        self._item = element
        self._item_start = self._piece_start = self._parser.CurrentByteIndex
        return True

    def _end(self, _: str) -> None:
        element = self._stack.pop()
        if element is self._item:
            self._on_item(element, self._item_start)
            self._piece_start = self._parser.CurrentByteIndex
            self._held = self._held if self._are_items_kept else 0

    def _add_text(self, text: str) -> None:
        element = self._stack[-1]
        if not element.children:  # words between elements are none of a feed's
            element.text += text

    def _start_markup(self, parent: Element, full: str, attributes: dict[str, str]) -> None:
        markup = _Markup(parent, self._end_markup, self._count)
        markup.start(full, attributes)
        self._parser.StartElementHandler = markup.start
        self._parser.EndElementHandler = markup.end
        self._parser.CharacterDataHandler = markup.add_text

    def _end_markup(self) -> None:
        self._set_handlers()
        self._end("")


def _decline(*_: object) -> None:
    raise DeclinedError


def _is_feed(head: Element) -> bool:
    root = head.children[0]
    return root.name != "rdf:rdf" or any(child.name == "channel" for child in root.children)


class _Markup:
    """The inside of an element of words, collected as HTML; a div around it all is the format's, not the author's."""

    def __init__(self, element: Element, on_end: Callable[[], None], on_start: Callable[[], None]) -> None:
        self._element = element
        self._on_end = on_end
        self._on_start = on_start
        self._pieces = [escape(element.text, quote=False)]
        self._depth = 0

    def start(self, full: str, attributes: Mapping[str, str]) -> None:
        self._on_start()
        self._depth += 1
        if self._depth > _MOST or len(attributes) > _MOST:
            raise DeclinedError
        words = "".join(f' {_local(name)}="{escape(value)}"' for name, value in attributes.items())
        self._pieces.append(f"<{_local(full)}{words}>")

    def end(self, full: str) -> None:
        if not self._depth:
            self._close()
            return
        self._depth -= 1
        if _local(full) not in _VOID:
            self._pieces.append(f"</{_local(full)}>")

    def _close(self) -> None:
        element = self._element
        element.text = _without_div("".join(self._pieces).strip())
        if element.attributes.get("type", "").strip().lower() in _OF_WORDS:  # else a drawing, or other data
            element.attributes = {**element.attributes, "type": "xhtml"}
        self._on_end()

    def add_text(self, text: str) -> None:
        self._pieces.append(escape(text, quote=False))


def _local(full: str) -> str:
    return full.rpartition(" ")[2]


def _without_div(markup: str) -> str:
    """Return mark-up without the div that Atom asks for around it."""
    start, end = "<div", "</div>"
    if not (markup.startswith(start) and markup.endswith(end)):
        return markup
    inner = markup[markup.index(">") + 1 : -len(end)]
    depth = 0
    for piece in inner.split("<")[1:]:
        depth += piece.startswith("div") - piece.startswith("/div")
        if depth < 0:
            return markup
    return inner


def _to_root(names: Mapping[str, str]) -> bytes:
    words = "".join(f' xmlns{":" * bool(prefix)}{prefix}="{escape(uri)}"' for prefix, uri in names.items())
    return f"<{_PIECE}{words}>".encode()
