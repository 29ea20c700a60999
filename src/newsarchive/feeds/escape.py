"""Text that XML can carry: the one escape function of the writer, and what the reader must mend before it parses."""

import html
import re

# XML 1.0, production 2: all but these may stand in a document.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}  # readers turn a bare CR into LF
_TABLE = str.maketrans(_SPECIAL)
# Longer numbers and names are never characters; html.unescape fails on thousands of digits.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NUMBER = re.compile(r"&#(?:[xX]0*([0-9A-Fa-f]+)|0*([0-9]+));?")
_NAME = re.compile("&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_LAST_CODE = 0x10FFFF
_LONGEST_NUMBER = 7


def replace_illegal(text: str) -> str:
    """Return text with every character that XML forbids replaced by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    r"""Return text as it can stand in an element or a quoted attribute, for every reader to get it back as it is.

    >>> escape('<b>đậm</b> & "x"\r\x00')
    '&lt;b&gt;đậm&lt;/b&gt; &amp; &quot;x&quot;&#13;\ufffd'
    """
    return replace_illegal(text).translate(_TABLE)


def unescape(text: str) -> str:
    """Return text with its whole references resolved; an ampersand without a semicolon is left alone.

    >>> unescape("Hỏi &amp; đáp: Q&A&copy")
    'Hỏi & đáp: Q&A&copy'
    """
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text)


def mend_references(text: str) -> str:
    """Return a document with impossible references as U+FFFD, and HTML's names, unknown to XML, as characters.

    >>> mend_references("&#xD800; A&nbsp;B &amp;nbsp; &#99999999999;") == "� A\u00a0B &amp;nbsp; �"
    True
    """
    return _NAME.sub(_to_character, _NUMBER.sub(_to_legal, text))


def _to_legal(match: re.Match[str]) -> str:
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    code = int(digits, base) if len(digits) <= _LONGEST_NUMBER else _LAST_CODE + 1
    return "\ufffd" if code > _LAST_CODE or _ILLEGAL.match(chr(code)) else match[0]


def _to_character(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    return match[0] if any(special in character for special in "&<>\"'") else character
