"""What single elements of a page say: where a picture or file is, what is not shown, what is set apart."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsarchive.extract.parts import Path, Picture
from newsarchive.model.article import Attachment
from newsarchive.text.normalize import clean_line
from newsarchive.text.urls import is_web

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset(
    {"applet", "audio", "button", "canvas", "embed", "head", "iframe", "input", "map", "math", "noscript", "object"}
    | {"option", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|rtf)(?:[?#].*)?$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_CENTRED = re.compile(r"text-align\s?:\s?center|font-style\s?:\s?italic", re.IGNORECASE)
_HIDDEN = frozenset({"hidden", "hide", "d-none", "sr-only", "visually-hidden"})
_NO_DISPLAY = re.compile(r"display\s?:\s?none", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|chu-?thich|imgdesc|image-?desc|img-?note", re.IGNORECASE)
_LONGEST_LABEL = 250
_SMALLEST_PICTURE = 60  # pixels; a figure of the text is wider
_LARGEST_PICTURE = 9999
_SOURCES = ("data-src", "data-original", "src")
_LONGEST_DATA_CELL = 300  # characters: what is longer is running text


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


def is_unread(element: "HtmlElement") -> bool:
    """Tell whether what is in an element is no text, or not shown."""
    if element.tag in _DROPPED:
        return True
    names, style = element.get("class"), element.get("style")
    return bool(names and not _HIDDEN.isdisjoint(names.split())) or bool(style and _NO_DISPLAY.search(style))


def is_apart(element: "HtmlElement") -> bool:
    """Tell whether an element sets its words apart, as those under a picture are."""
    names, style = element.get("class"), element.get("style")
    return (
        element.tag in ("center", "em", "i")
        or element.get("align", "").lower() == "center"
        or bool(style and _CENTRED.search(style))
        or bool(names and _CAPTION_CLASS.search(names))
    )


def read_picture(element: "HtmlElement", base_url: str, inside: Path) -> tuple[Picture, ...]:
    """Return the picture of an image element; none for an icon or a counter."""
    width, height = (_read_size(element.get(name, "")) for name in ("width", "height"))
    if any(size is not None and size < _SMALLEST_PICTURE for size in (width, height)):
        return ()
    addresses = (web_address(element.get(name, ""), base_url) for name in _SOURCES)
    alt = clean_line(element.get("alt", ""))[:_LONGEST_LABEL]
    return (Picture(next(filter(None, addresses), ""), "", alt, width or 0, height or 0, inside),)


def _read_size(words: str) -> int | None:
    digits = words.removesuffix("px")
    is_size = digits.isascii() and digits.isdecimal() and len(digits) <= len(str(_LARGEST_PICTURE))
    return int(digits) if is_size else None


def read_file(element: "HtmlElement", base_url: str) -> tuple[Attachment, ...]:
    """Return the file that a link leads to; none if it leads to a page."""
    address = element.get("href", "").strip()
    url = web_address(address, base_url) if _FILES.search(address) else ""
    return (Attachment(url, clean_line(element.text_content())[:_LONGEST_LABEL]),) if url else ()
