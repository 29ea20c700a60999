"""Bytes of a feed -> its text, and what had to be mended on the way.

feedparser alone decodes a whole feed anew when one byte is wrong: here only that byte is lost.
"""

import codecs
import re
from collections.abc import Iterator

from newsarchive.text.legacy import convert, is_windows_1258

_MARKS = (  # the longer first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    *((mark, "utf-32-le") for mark in (b"<\0\0\0", b"{\0\0\0")),
    *((mark, "utf-32-be") for mark in (b"\0\0\0<", b"\0\0\0{")),
    *((mark, "utf-16-le") for mark in (b"<\0", b"{\0")),
    *((mark, "utf-16-be") for mark in (b"\0<", b"\0{")),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # <?xm in EBCDIC
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_LONGEST_NAME = 40
# What authors mean by these names.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_NOT_OF_TEXTS = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
# Encodings of before Unicode that Python does not know, by the names that declare them.
_LEGACY = {
    **dict.fromkeys(("xviettcvn", "xviettcvn5712", "tcvn", "tcvn3", "tcvn5712", "tcvn57121", "abc"), "TCVN3"),
    **dict.fromkeys(("viscii", "viscii111", "csviscii", "xvietviscii"), "VISCII"),
    **dict.fromkeys(("vps", "xvietvps"), "VPS"),
    **dict.fromkeys(("vni", "xvietvni", "vniwindows"), "VNI"),
}
_MOSTLY = 8  # good characters to each bad byte
Decoded = tuple[str, tuple[str, ...]]


def decode(body: bytes, charset: str = "") -> Decoded:
    r"""Return the text of a feed, and the repairs; what is valid UTF-8 is UTF-8, whatever HTTP or the feed declares.

    >>> decode("Đất".encode(), "windows-1258")
    ('Đất', ('read as utf-8, though it says windows-1258',))
    >>> decode("Xã Bình Lạc, Hội Nông dân".encode() + b"\xff")
    ('Xã Bình Lạc, Hội Nông dân\ufffd', ('1 byte that is no UTF-8',))
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            text = body.decode(codec, "replace")
            return text, _lost(text.count("\ufffd"), codec.upper())
    body = body.removeprefix(codecs.BOM_UTF8)  # what follows is not always UTF-8: editors write it before anything
    try:
        return body.decode(), misdeclared(body, charset, is_ascii=body.isascii())
    except UnicodeDecodeError:
        return _decode_other(body, _find_declared(body, charset))


def misdeclared(start: bytes, charset: str = "", *, is_ascii: bool) -> tuple[str, ...]:
    """Return what is to be said of a feed in UTF-8 that is declared as something else, by its first bytes."""
    return () if is_ascii else _instead("utf-8", _find_declared(start, charset))


def _decode_other(body: bytes, declared: list[str]) -> Decoded:
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd") - body.count("\ufffd".encode())
    good = sum(not character.isascii() for character in text) - bad
    if good >= _MOSTLY * bad:
        return text, _lost(bad, "UTF-8")
    if found := _decode_as(body, declared):
        return found
    if good > bad:
        return text, _lost(bad, "UTF-8")
    return _decode_badly(body, declared)


def _decode_as(body: bytes, declared: list[str]) -> Decoded | None:
    """Return the text in the first declared encoding that it can be in."""
    for name in declared:
        if legacy := _LEGACY.get(re.sub("[^a-z0-9]", "", name.lower())):
            return convert(body.decode("latin-1"), legacy), ()
        for codec in _iter_codecs(name):
            try:
                text = body.decode(codec)
            except (UnicodeError, LookupError):  # LookupError: a codec, but not one of text
                continue
            return text, ()
    return None


def _decode_badly(body: bytes, declared: list[str]) -> Decoded:
    vietnamese = body.decode("cp1258", "replace")
    if is_windows_1258(vietnamese):
        return vietnamese, _instead("windows-1258", declared)
    for name in declared:
        for codec in _iter_codecs(name):
            if codec not in ("utf-8", "cp1252"):
                text = body.decode(codec, "replace")
                return text, _lost(text.count("\ufffd"), name)
    text = body.decode("cp1252", "replace")
    return text, (*_instead("windows-1252", declared), *_lost(text.count("\ufffd"), "windows-1252"))


def _find_declared(body: bytes, charset: str) -> list[str]:
    """Return the encodings that HTTP and the feed itself declare."""
    match = _DECLARED.search(body[:1000])
    return [name for name in (charset[:_LONGEST_NAME], match[1].decode("ascii") if match else "") if name]


def _iter_codecs(name: str) -> Iterator[str]:
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return
    if codec.name not in _NOT_OF_TEXTS and codec._is_text_encoding:  # noqa: SLF001 - hex and zip are codecs too
        yield _MEANT.get(codec.name, codec.name)


def _instead(name: str, declared: list[str]) -> tuple[str, ...]:
    said = next((one.lower() for one in declared if one.lower().replace("-", "") != name.replace("-", "")), "")
    return (f"read as {name}, though it says {said}",) if said else ()


def _lost(count: int, name: str) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} bytes that are no {name}" if count > 1 else f"1 byte that is no {name}",)
