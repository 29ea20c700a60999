"""Bytes of a feed -> a document that starts with its root element, free of what breaks XML parsers.

feedparser alone decodes a whole feed anew when one byte is wrong, and loses it to one impossible reference.
"""

import codecs
import re

from newsarchive.feeds.escape import mend_references, replace_illegal

_MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}  # what authors mean by these names
_NO_CHARSETS = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
# Declarations with their quotes, comments and instructions; a DOCTYPE's inner ones follow each other like any.
# The possessive forms keep the time linear, whatever is left open.
_PROLOG = re.compile(
    r"""(?:[^<]++|<\?[^>]*+|<!--.*?-->|<!(?!--)(?:"[^"]*+"|'[^']*+'|[^<>"'])*+)*+""",
    re.DOTALL,
)
_MEDIA = re.compile("(</?media:)(description|category|keywords)\\b")


def to_document(body: bytes) -> str:
    """Return a feed as text from its root element on: no declaration, no DOCTYPE, no illegal character."""
    text = decode(body)
    text = text[_end_of_prolog(text) :]
    # feedparser takes the words of a picture for the summary, and the picture's subjects for the article's.
    return _MEDIA.sub(r"\1x-\2", mend_references(replace_illegal(text)))


def decode(body: bytes) -> str:
    """Return the text of an XML document: valid UTF-8 wins over every declaration.

    >>> decode('<?xml version="1.0" encoding="windows-1258"?><t>Đất</t>'.encode()).endswith("<t>Đất</t>")
    True
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body.decode(charset, "replace")
    body = body.removeprefix(codecs.BOM_UTF8)
    for charset in ("utf-8", _declared_charset(body)):
        try:
            return body.decode(charset)
        except (UnicodeError, LookupError):  # LookupError: a codec, but not one of text
            continue
    return body.decode("utf-8", "replace")


def _declared_charset(body: bytes) -> str:
    match = _DECLARED.search(body[:1000])
    try:
        charset = codecs.lookup(match[1].decode("ascii")).name if match else "utf-8"
    except LookupError:
        return "utf-8"
    return "utf-8" if charset in _NO_CHARSETS else _WIDER.get(charset, charset)


def _end_of_prolog(text: str) -> int:
    match = _PROLOG.match(text)
    return match.end() if match else 0
