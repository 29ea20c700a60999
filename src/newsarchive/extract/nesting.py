"""Where a walk through a page stands: in which list, table, quotation, heading, and between which inline elements."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsarchive.extract.parts import BlockKind, Container, Mark, Path

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
CELLS = ("td", "th")
_LISTS = ("ul", "ol")
_SECTIONS = {"thead": "thead", "tbody": "tbody", "tfoot": "tbody"}
_FRAMES = (*_LISTS, "table", "thead", "tbody", "tr")  # hold no words themselves
_MARKS = {
    "a": "a",
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "u": "u",
    "ins": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
}
INLINE = frozenset({*_MARKS, "font", "span"})
_BOLD = re.compile(r"font-weight\s?:\s?(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s?:\s?italic", re.IGNORECASE)
_DEEPEST = 12  # lists in lists, tables in tables; what is deeper is read as if it were not
_SPAN = re.compile("[0-9]{1,3}")
_KINDS = {
    "li": BlockKind.ITEM,
    "td": BlockKind.ROW,
    "th": BlockKind.ROW,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.PRE,
}

_State = tuple[Path, int, bool]


@dataclass(slots=True)
class Nesting:
    """The open elements around a place; each element that is opened must be closed."""

    base_url: str
    path: Path = ()
    level: int = 0  # of the open heading
    is_bare: bool = False  # nothing stands between the words and the innermost container
    marks: tuple[Mark, ...] = ()
    _states: list[_State] = field(default_factory=list)
    _marks: list[tuple[Mark, ...]] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)  # cells so far, of each open row
    _count: int = 0

    def open(self, element: "HtmlElement") -> None:
        """Enter an element."""
        tag = str(element.tag)
        if tag in INLINE:
            self._marks.append(self.marks)
            self._mark(element, tag)
        elif tag in BLOCKS or tag in CELLS:
            self._states.append((self.path, self.level, self.is_bare))
            if tag == "tr":
                self._columns.append(0)
            inside = self._inside(element, tag)
            self.is_bare = inside is not self.path
            self.path = inside
            self.level = int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else self.level

    def close(self, element: "HtmlElement") -> None:
        """Leave an element."""
        tag = str(element.tag)
        if tag in INLINE:
            self.marks = self._marks.pop()
        elif tag in BLOCKS or tag in CELLS:
            self.path, self.level, self.is_bare = self._states.pop()
            if tag == "tr":
                self._columns.pop()

    def kind(self, inside: Path) -> BlockKind:
        """Tell what words are that stand here, in these containers."""
        if self.level:
            return BlockKind.HEADING
        tag = inside[-1].tag if inside else ""
        return BlockKind.PARAGRAPH if tag in CELLS and not self.is_bare else _KINDS.get(tag, BlockKind.PARAGRAPH)

    def _mark(self, element: "HtmlElement", tag: str) -> None:
        style = element.get("style", "") if tag in ("font", "span") else ""
        names = [_MARKS.get(tag, ""), "strong" if _BOLD.search(style) else "", "em" if _ITALIC.search(style) else ""]
        for name in names:
            if name and all(mark.tag != name for mark in self.marks):
                self.marks += (Mark(name, element.get("href", ""), self.base_url) if name == "a" else Mark(name),)

    def _inside(self, element: "HtmlElement", tag: str) -> Path:
        """Return the path into an element: the same one where it is no container, or stands where none may."""
        top = self.path[-1].tag if self.path else ""
        if top == "pre" or len(self.path) >= _DEEPEST:
            return self.path
        if tag in ("table", "blockquote", "pre", *_LISTS):
            return (*self.path, self._container(tag))
        if tag == "li":
            around = self.path if top in _LISTS else (*self.path, Container("ul"))
            return (*around, self._container(tag))
        return self._inside_table(element, tag, top)

    def _inside_table(self, element: "HtmlElement", tag: str, top: str) -> Path:
        if tag in _SECTIONS and top == "table":
            name = "thead" if tag == "thead" and element.getprevious() is None else "tbody"
            return (*self.path, self._container(name))
        if tag == "tr" and top in ("table", "thead", "tbody"):
            around = (*self.path, Container("tbody")) if top == "table" else self.path
            return (*around, self._container(tag))
        if tag in CELLS and top == "tr":
            self._count += 1
            self._columns[-1] += 1
            return (*self.path, Container(tag, self._count, self._columns[-1] - 1, _read_spans(element)))
        return self.path

    def _container(self, tag: str) -> Container:
        self._count += 1
        return Container(tag, self._count)


def stem(path: Path) -> Path:
    """Return the innermost part of a path that can hold words: never a list or a row itself."""
    while path and path[-1].tag in _FRAMES:
        path = path[:-1]
    return path


def _read_spans(cell: "HtmlElement") -> tuple[tuple[str, int], ...]:
    said = ((name, cell.get(name, "").strip()) for name in ("colspan", "rowspan"))
    spans = ((name, int(size)) for name, size in said if _SPAN.fullmatch(size))
    return tuple((name, size) for name, size in spans if size > 1)
