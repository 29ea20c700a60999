"""Foreign HTML as plain text, and what of a text is HTML at all."""

import re

from newsarchive.feeds.escape import unescape
from newsarchive.text.normalize import clean_text

_LINE_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:article|blockquote|div|dl|dd|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|section|table|td|th|tr|ul)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![^<>]*>")
_MARKUP = re.compile(_TAG.pattern + r"|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);")


def is_markup(text: str) -> bool:
    """Tell whether text holds a tag or a character reference."""
    return _MARKUP.search(text) is not None


def to_plain(markup: str) -> str:
    r"""Return the words of a piece of HTML as clean text.

    >>> to_plain("<p>Ruộng <b>đồng</b><br/>xanh</p><p>A &lt; B</p>")
    'Ruộng đồng\nxanh\n\nA < B'
    """
    text = _BLOCK.sub("\n\n", _LINE_BREAK.sub("\n", markup.replace("\r", "").replace("\n", " ")))
    return clean_text(unescape(_TAG.sub("", text)))
