"""What the elements of a feed say, as clean text and as HTML."""

import html
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from unicodedata import is_normalized

from newsarchive.feeds.escape import unescape
from newsarchive.feeds.html import is_markup, to_plain
from newsarchive.feeds.tree import Element
from newsarchive.text.body_html import paragraphs_html
from newsarchive.text.normalize import clean_line, clean_text

_HTML_TYPES = ("html", "xhtml", "text/html", "application/xhtml+xml")
# Codes of windows-1252, by references that mean those of Unicode: quotes and dashes, where Unicode has controls.
_CONTROLS = re.compile("[\x80-\x9f]")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def to_line(text: str) -> str:
    """Return text as one clean line; most of it is clean already."""
    text = text.strip()
    is_clean = text.isprintable() and "  " not in text and is_normalized("NFC", text)
    return text if is_clean else clean_line(text)


def to_title(text: str, media_type: str = "") -> str:
    """Return a headline as plain text; headlines are often escaped once more than their format asks.

    >>> to_title("Hỏi &amp; đáp: <b>lúa</b>"), to_title("A &lt; B", "text")
    ('Hỏi & đáp: lúa', 'A < B')
    """
    title = _without_controls(unescape(text) if "&" in text else text)
    is_plain = media_type == "text" or "<" not in title or not is_markup(title)
    return to_line(title if is_plain else to_plain(title))


class Words:
    """The words of an element, and whether they are HTML."""

    __slots__ = ("is_html", "text")

    def __init__(self, text: str, media_type: str = "") -> None:
        if _CDATA in text:
            text = _without_section(text)
        self.text = text = _without_controls(text)
        self.is_html = media_type in _HTML_TYPES or (not media_type and is_markup(text))

    @property
    def rank(self) -> tuple[bool, int]:
        """Tell how rich they are."""
        return self.is_html, len(self.text)

    def to_html(self) -> str:
        """Return them as HTML, as hostile as they came."""
        return self.text if self.is_html else paragraphs_html(clean_text(self.text))

    def to_text(self) -> str:
        """Return them as plain text."""
        return to_plain(self.text) if self.is_html else clean_text(self.text)


def _without_section(text: str) -> str:
    """Return what stands in a section of CDATA that was escaped as if it were text."""
    stripped = text.strip()
    is_section = stripped.startswith(_CDATA) and stripped.endswith(_CDATA_END)
    return stripped[len(_CDATA) : -len(_CDATA_END)] if is_section else text


def _without_controls(text: str) -> str:
    r"""Return text with what its codes mean in windows-1252.

    >>> _without_controls("don\x92t")
    'don’t'
    """
    if text.isascii() or text.isprintable():
        return text
    return _CONTROLS.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "replace"), text)


def read_words(element: Element) -> Words | None:
    """Return the words of an element as its format means them; None if there are none, or they are data."""
    text = element.text
    if not text or text.isspace():
        return None
    media_type = element.attributes.get("type", "").strip().lower()
    if element.name.startswith("atom:"):
        return _read_atom(text, media_type or "text", element.attributes)
    return Words(text, "xhtml" if media_type == "xhtml" else "")


def _read_atom(text: str, media_type: str, attributes: Mapping[str, str]) -> Words | None:
    if attributes.get("mode") == "base64" or not _is_readable(media_type):
        text = _from_base64(text)
        return Words(text, media_type) if text and _is_readable(media_type) else None
    if media_type in ("text", "text/plain") and attributes.get("mode") == "escaped":
        return Words(text)  # Atom 0.3: the type is often left out
    return Words(text, media_type)


def _is_readable(media_type: str) -> bool:
    return media_type == "text" or media_type in _HTML_TYPES or media_type.startswith("text/")


def _from_base64(text: str) -> str:
    try:
        return b64decode(text).decode()
    except (Base64Error, ValueError):
        return ""


def to_literal(element: Element) -> str:
    """Return the words of an element that newsarchive wrote: plain text escaped as HTML, in paragraphs if several."""
    return to_plain(element.text) if "<" in element.text else clean_text(html.unescape(element.text))
