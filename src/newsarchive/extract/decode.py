"""Bytes to text, once, before any parser guesses: what is valid UTF-8 is UTF-8, whatever the page declares."""

import codecs
import re
from html import unescape

from newsarchive.text.legacy import convert, detect, is_unicode, is_windows_1258

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s?=\s?[\"']?([\w:.-]{1,40})", re.IGNORECASE | re.ASCII)
_META = re.compile(rb"charset\s?=\s?[\"']?\s?([a-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_REACH = 4096
# Python knows more codecs than texts are written in: unicode_escape, idna, utf-7 are none of ours.
_TEXT_CODEC = re.compile(
    r"utf-8|utf-(?:16|32)(?:-[lb]e)?|cp125\d|cp874|iso8859-\d{1,2}|koi8-[ru]|gb18030|big5|euc_\w\w|shift_jis"
)
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}  # as browsers do
_MOSTLY = 8  # good characters to each bad byte
_LEGACY_REACH = 1_000_000  # characters, scripts and menus above the text included
_REFERENCE = re.compile(r"&(?:#[0-9]{2,4}|#[xX][0-9a-fA-F]{2,4}|[a-zA-Z]{2,6}[0-9]{0,2});")
_STARTS_AS_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|script|style|div|p|span|table|tr|td|ul|ol|li|h[1-6]|article"
    r"|section|main|header|nav|form|br|img|a|b|i|em|strong|figure|center|font|blockquote)(?=[\s/>]))",
    re.IGNORECASE,
)
_HOLDS_HTML = re.compile(r"<html[\s>]|</(?:html|body|head|p|div|table|h[1-6]|article|section|ul)>", re.IGNORECASE)


def decode(body: bytes, declared: str = "") -> str:
    """Return the text of body, whatever its encoding; bytes that are none in it become U+FFFD.

    >>> decode("Xã Bình Lạc".encode(), "iso-8859-1")
    'Xã Bình Lạc'
    >>> decode("Héi N«ng d©n x· B×nh L¹c tæ chøc häp d©n".encode("latin-1"))
    'Hội Nông dân xã Bình Lạc tổ chức họp dân'
    """
    text = _decode(body, declared)
    return from_legacy(text, find_legacy(text))


def find_legacy(markup: str) -> str:
    """Return the legacy encoding, as `text.legacy` names it, of the words in HTML or text; "" if they are in none."""
    if is_unicode(markup):
        return ""
    pieces = _open_references(markup[:_LEGACY_REACH]).replace("<", ">").split(">")
    return detect(" ".join(piece for piece in pieces if not piece.isascii()))


def from_legacy(markup: str, name: str) -> str:
    """Return HTML or text in Unicode that is in the legacy encoding of this name; with "", or if it is, as it is."""
    return convert(_open_references(markup), name) if name and not is_unicode(markup) else markup


def _open_references(markup: str) -> str:
    """Return HTML with its references to other than ASCII characters as these; a legacy letter may be any of them."""
    return _REFERENCE.sub(lambda match: match[0] if (one := unescape(match[0])).isascii() else one, markup)


def _decode(body: bytes, declared: str) -> str:
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body.decode(codec, "replace")
    if codec := _wide_codec(body):
        return body.decode(codec, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return _decode_narrow(body, declared)


def is_html(text: str) -> bool:
    """Tell HTML from plain text, by content.

    >>> is_html("<!DOCTYPE html><p>Xã họp"), is_html("Giá lúa < 8 nghìn, ngô > 5 nghìn")
    (True, False)
    """
    start = text[:1000].lstrip("\ufeff \t\r\n")
    return bool(_STARTS_AS_HTML.match(start) or _HOLDS_HTML.search(text))


def _wide_codec(body: bytes) -> str:
    """Name UTF-16 by the pattern of its first two characters, where a byte-order mark is missing."""
    if body[:1] == b"<" and body[1:4:2] == b"\0\0":
        return "utf-16-le"
    return "utf-16-be" if body[:3:2] == b"\0\0" and body[1:2] == b"<" else ""


def _decode_narrow(body: bytes, declared: str) -> str:
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(not character.isascii() for character in text) - bad >= _MOSTLY * bad:
        return text
    latin = body.decode("latin-1")
    if find_legacy(latin):  # windows-1252 leaves codes open that are letters here
        return latin
    meta = _META.search(body[:_META_REACH])
    for name in (declared, meta[1].decode() if meta else ""):
        if codec := _text_codec(name):
            try:
                return body.decode(codec)
            except UnicodeDecodeError:
                continue
    vietnamese = body.decode("cp1258", "replace")
    return vietnamese if is_windows_1258(vietnamese) else body.decode("cp1252", "replace")


def charset_of(media_type: str) -> str:
    """Return the encoding that a Content-Type declares; "" if it does not.

    >>> charset_of('text/xml; charset="windows-1258"')
    'windows-1258'
    """
    declared = _CHARSET.search(media_type)
    return declared[1] if declared else ""


def _text_codec(name: str) -> str:
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return ""
    codec = _MEANT.get(codec, codec)
    return codec if _TEXT_CODEC.fullmatch(codec) else ""
