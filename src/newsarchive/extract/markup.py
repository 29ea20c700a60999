"""HTML to lines of text and pictures, in their order; the tree is walked once, whatever its depth.

libxml2 reads hostile pages in linear time; the standard library's html.parser does not (python/cpython#135462).
"""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsarchive.model.article import Attachment
from newsarchive.text.normalize import clean_line, clean_text, split_paragraphs
from newsarchive.text.urls import is_web

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_DROPPED = frozenset(
    {"applet", "audio", "button", "canvas", "embed", "head", "iframe", "input", "map", "math", "noscript", "object"}
    | {"option", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|rtf)(?:[?#].*)?$", re.IGNORECASE)
_RANGES = frozenset({"figure", "figcaption", "table"})
_CELL = "\x1f"  # parts the cells of a row until it is whole
_SIGNS = {"br": "\n", "td": _CELL, "th": _CELL}
_SPACES = re.compile(r"\s+")
_CENTRED = re.compile(r"text-align\s?:\s?center|font-style\s?:\s?italic", re.IGNORECASE)
_HIDDEN = frozenset({"hidden", "hide", "d-none", "sr-only", "visually-hidden"})
_NO_DISPLAY = re.compile(r"display\s?:\s?none", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|chu-?thich|imgdesc|image-?desc|img-?note", re.IGNORECASE)
_LONGEST_LABEL = 250
_SMALLEST_PICTURE = 60  # pixels; a figure of the text is wider
_PICTURE_TABLE = 3  # a picture, its caption, and a stray line
_SOURCES = ("data-src", "data-original", "src")
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]*)[^<>]{4000,}")
_MOST_ATTRIBUTES = 1000
_LONGEST_DATA_CELL = 300  # characters: what is longer is running text


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and whether it is set apart as captions are: centred, in italics, or in the table of a picture."""

    text: str
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, with the words that its markup ties to it."""

    url: str
    caption: str = ""


Part = Block | Picture | Attachment


def parse_html(text: str) -> "HtmlElement | None":
    """Return the tree of a page; None if it holds no element."""
    from lxml import etree, html

    # huge_tree: without it libxml2 drops what is nested 250 deep or longer than 10 MB, in silence.
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    text = _LONG_TAG.sub(_spare, text)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def open_layout_tables(root: "HtmlElement") -> None:
    """Make blocks of the cells of tables that lay out a page: those around another table, or around paragraphs."""
    for table in list(root.iter("table")):
        is_layout = table.find(".//table") is not None or any(
            len(cell.text_content()) > _LONGEST_DATA_CELL for cell in table.iter("td", "th")
        )
        if is_layout:
            # Its own rows only: those of tables inside would be walked again for each table around them.
            rows = [*table.findall("tr"), *table.iterfind("*/tr")]
            for element in (table, *table.findall("tbody"), *rows, *(cell for row in rows for cell in row)):
                element.tag = "div"


def _spare(tag: re.Match[str]) -> str:
    """Return a tag without its attributes if they are too many: their number costs time by its square."""
    return tag.group() if max(tag.group().count("="), len(tag.group().split())) <= _MOST_ATTRIBUTES else tag[1]


def web_address(address: str, base_url: str = "") -> str:
    """Return the absolute http(s) address that a page at base_url means; "" if there is none.

    >>> web_address("../anh/le ky.jpg", "https://binhlac.example/tin/7.html")
    'https://binhlac.example/anh/le%20ky.jpg'
    >>> web_address("javascript:alert(1)", "https://binhlac.example/"), web_address("/a.jpg")
    ('', '')
    """
    address = _SPACES.sub("%20", address.strip())
    if is_web(address):
        return address
    try:
        joined = urljoin(base_url, address) if address and is_web(base_url) else ""
    except ValueError:
        return ""
    return joined if is_web(joined) else ""


def read_parts(root: "HtmlElement", base_url: str = "") -> tuple[Part, ...]:
    """Return the paragraphs, pictures and linked files below an element, in their order."""
    from lxml import etree

    reader = _Reader(base_url)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element.tag not in _DROPPED and not _is_hidden(element):
                reader.close(element)
            reader.add(element.tail or "")
        elif element.tag in _DROPPED or _is_hidden(element):
            walk.skip_subtree()
        else:
            reader.open(element)
            reader.add(element.text or "")
    return tuple(reader.parts)


@dataclass(slots=True)
class _Reader:
    base_url: str
    parts: list[Part] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of the paragraph that is being read
    bullet: str = ""
    is_apart: bool = True
    depth_apart: int = 0
    depth_pre: int = 0
    starts: list[int] = field(default_factory=list)  # where the open figures, captions and tables began
    captions: list[str] = field(default_factory=list)  # of the open figures

    def add(self, text: str) -> None:
        if text and not text.isspace():
            self.is_apart = self.is_apart and self.depth_apart > 0
        text = text.replace(_CELL, "")
        self.pieces.append(text if self.depth_pre else _SPACES.sub(" ", text))

    def open(self, element: "HtmlElement") -> None:
        tag = element.tag
        self.depth_apart += _is_apart(element)
        self.depth_pre += tag == "pre"
        if tag in _BLOCKS:
            self.flush()
        if tag in _RANGES:
            self.starts.append(len(self.parts))
        if tag == "figure":
            self.captions.append("")
        elif tag == "li":
            self.bullet = "- "
        elif tag == "img":
            self.parts.extend(_read_picture(element, self.base_url))
        else:
            self.pieces.append(_SIGNS.get(str(tag), ""))

    def close(self, element: "HtmlElement") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
        if tag == "figcaption":
            self.close_caption(self.starts.pop())
        elif tag == "figure":
            self.close_figure(self.starts.pop(), self.captions.pop())
        elif tag == "table":
            self.close_table(self.starts.pop())
        elif tag == "li":
            self.bullet = ""
        elif tag == "a":
            self.parts.extend(_read_file(element, self.base_url))
        self.depth_apart -= _is_apart(element)
        self.depth_pre -= tag == "pre"

    def flush(self) -> None:
        """End the paragraph; an empty line parts one from the next."""
        cells = [clean_text(cell) for cell in "".join(self.pieces).split(_CELL)]
        for text in split_paragraphs(" | ".join(cell for cell in cells if cell)):
            self.parts.append(Block(self.bullet + text, self.is_apart))
            self.bullet = ""
        self.pieces.clear()
        self.is_apart = True

    def close_caption(self, start: int) -> None:
        texts = [part.text for part in self.parts[start:] if isinstance(part, Block)]
        self.parts[start:] = [part for part in self.parts[start:] if not isinstance(part, Block)]
        caption = clean_line(" ".join(texts))
        if self.captions:
            self.captions[-1] = clean_line(f"{self.captions[-1]} {caption}")
        elif caption:  # outside a figure
            self.parts.append(Block(caption, is_apart=True))

    def close_figure(self, start: int, caption: str) -> None:
        """Give the words of a figure to its last picture; without an image they are a picture of their own."""
        if not caption:
            return
        for place in reversed(range(start, len(self.parts))):
            part = self.parts[place]
            if isinstance(part, Picture):
                self.parts[place] = replace(part, caption=caption)
                return
        self.parts.append(Picture("", caption))

    def close_table(self, start: int) -> None:
        """Set the words apart that share a table with nothing but a picture."""
        parts = self.parts[start:]
        if len(parts) <= _PICTURE_TABLE and any(isinstance(part, Picture) for part in parts):
            self.parts[start:] = [replace(part, is_apart=True) if isinstance(part, Block) else part for part in parts]


def _is_hidden(element: "HtmlElement") -> bool:
    return not _HIDDEN.isdisjoint(element.get("class", "").split()) or bool(
        _NO_DISPLAY.search(element.get("style", ""))
    )


def _is_apart(element: "HtmlElement") -> bool:
    return (
        element.tag in ("center", "em", "i")
        or element.get("align", "").lower() == "center"
        or bool(_CENTRED.search(element.get("style", "")))
        or bool(_CAPTION_CLASS.search(element.get("class", "")))
    )


def _read_picture(element: "HtmlElement", base_url: str) -> tuple[Picture, ...]:
    """Return the picture of an image element; none for an icon or a counter."""
    sizes = (element.get("width", "").removesuffix("px"), element.get("height", "").removesuffix("px"))
    if any(size.isdecimal() and int(size) < _SMALLEST_PICTURE for size in sizes if len(size) < len("10000")):
        return ()
    addresses = (web_address(element.get(name, ""), base_url) for name in _SOURCES)
    return (Picture(next(filter(None, addresses), "")),)


def _read_file(element: "HtmlElement", base_url: str) -> tuple[Attachment, ...]:
    address = element.get("href", "").strip()
    url = web_address(address, base_url) if _FILES.search(address) else ""
    return (Attachment(url, clean_line(element.text_content())[:_LONGEST_LABEL]),) if url else ()
