"""A feed as received -> its entries; never fetches, never resolves what is not there, never trusts.

Three readers: `regular` for the well-formed, `json_read` for JSON, `foreign` for the rest. What is not UTF-8, or not
well-formed, is mended and tried again before the last one gets it.
"""

import io
from codecs import BOM_UTF8
from dataclasses import replace
from typing import BinaryIO

from newsarchive.errors import ParseError
from newsarchive.feeds.apart import tell_apart
from newsarchive.feeds.decode import decode, misdeclared
from newsarchive.feeds.foreign import read_in_time
from newsarchive.feeds.json_read import open_json, read_json
from newsarchive.feeds.mend import is_feed, mend
from newsarchive.feeds.opened import HINT, LARGEST, OpenFeed
from newsarchive.feeds.regular import open_regular, read_regular
from newsarchive.model.feed import FeedDocument

_LARGEST_FOREIGN = 8 << 20
_START = 1000
_BLANKS = " \t\r\n\ufeff"


def read_feed(body: bytes, charset: str = "", *, is_trusted: bool = False) -> FeedDocument:
    """Return what a document of RSS, Atom or JSON Feed holds, its entries in their order and told apart.

    The charset is what HTTP declared. Only what is trusted, a file that the user imports, can be an export of ours.

    Raises:
        ParseError: it is no feed.
    """
    if not _is_json(body) and (regular := read_regular(body, is_trusted=is_trusted)):
        return replace(regular, repairs=misdeclared(body, charset, is_ascii=body.isascii()) + regular.repairs)
    if len(body) > LARGEST:
        raise _too_large()
    text, repairs = decode(body, charset)
    if text.lstrip(_BLANKS).startswith("{"):
        document = read_json(text.lstrip(_BLANKS), is_trusted=is_trusted)
    else:
        mended, more = mend(text)
        repairs += more
        document = _read_mended(mended, is_trusted=is_trusted)
    return replace(document, repairs=repairs + document.repairs)


def open_feed(stream: BinaryIO, *, is_trusted: bool) -> OpenFeed:
    """Return a feed of any size, from a stream that can be read twice.

    Raises:
        ParseError: it is no feed, or damaged and too large to be mended.
    """
    stream.seek(0)
    if _is_json(stream.read(_START)):
        stream.seek(0)
        return open_json(stream, is_trusted=is_trusted)
    is_large = stream.seek(0, io.SEEK_END) > LARGEST
    if opened := open_regular(stream, is_trusted=is_trusted, is_salvage=is_large):
        return opened
    if is_large:
        raise _too_large()
    stream.seek(0)
    document = read_feed(stream.read(), is_trusted=is_trusted)
    entries = document.entries
    return OpenFeed(replace(document, entries=()), len(entries), lambda: reversed(entries))


def _is_json(start: bytes) -> bool:
    return start[:_START].removeprefix(BOM_UTF8).lstrip().startswith(b"{")


def _read_mended(document: str, *, is_trusted: bool) -> FeedDocument:
    if not is_feed(document):
        raise ParseError("feed", "neither RSS nor Atom", HINT)
    body = document.encode()
    is_large = len(body) > _LARGEST_FOREIGN
    if regular := read_regular(body, is_trusted=is_trusted, is_salvage=is_large):
        return regular
    if is_large:
        raise _too_large()
    try:
        foreign = read_in_time(document)
    except ParseError:
        if salvage := read_regular(body, is_trusted=is_trusted, is_salvage=True):
            return salvage
        raise
    return replace(foreign, entries=tell_apart(foreign.entries))


def _too_large() -> ParseError:
    return ParseError("feed", "damaged, and too large to be mended", HINT)
