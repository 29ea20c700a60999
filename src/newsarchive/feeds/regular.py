"""Well-formed RSS and Atom, and what is whole of one that is damaged: read at once, or from a file of any size.

A file is read twice: first to learn where its items begin and what they share, then backwards in pieces.
"""

from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from newsarchive.errors import ParseError
from newsarchive.feeds.apart import Shared, tell_apart
from newsarchive.feeds.decode import misdeclared
from newsarchive.feeds.head import read_head, to_context
from newsarchive.feeds.items import Context, read_entry, read_identity
from newsarchive.feeds.opened import OpenFeed
from newsarchive.feeds.tree import Builder, DeclinedError, Element
from newsarchive.model.feed import Entry, FeedDocument
from newsarchive.text.dates import is_hour

_CHUNK = 1 << 16
_START = 1000
_BATCH, _BATCH_BYTES = 200, 1 << 20
_NUKEVIET = "dates with the month in place of the minutes (NukeViet)"
# How expat says that a document ends too early: no element found, unclosed token, partial character, open section.
_CUT_OFF = (3, 5, 6, 20)


def read_regular(body: bytes, *, is_trusted: bool, is_salvage: bool = False) -> FeedDocument | None:
    """Return a feed in UTF-8 that is well-formed, or cut off; None if it is anything else.

    A salvage keeps the items before any damage.

    Raises:
        ParseError: more in it than memory should hold.
    """
    from xml.parsers.expat import ExpatError

    items: list[Element] = []
    builder = Builder(lambda item, _: items.append(item), are_items_kept=True)
    repairs: tuple[str, ...] = ()
    try:
        builder.feed(body, is_last=True)
    except DeclinedError:
        return None
    except ExpatError as error:
        if not items or not (is_salvage or error.code in _CUT_OFF):
            return None
        repairs = (_to_damage(error.code, len(items)),)
    document = read_head(builder.head, is_trusted=is_trusted)
    context = to_context(builder.head, document, is_trusted=is_trusted)
    entries = [read_entry(item, context) for item in items]
    if context.is_nukeviet and any(map(_is_exact, entries)):
        context = replace(context, is_nukeviet=False)
        entries = [read_entry(item, context) for item in items]
    return replace(document, entries=tell_apart(entries), repairs=repairs + _find_quirks(context, len(items)))


def open_regular(stream: BinaryIO, *, is_trusted: bool, is_salvage: bool = False) -> OpenFeed | None:
    """Return a feed of any size as `read_regular` would read it; None if that would. Raises ParseError as it does."""
    scan = _Scan(stream, is_trusted=is_trusted, is_salvage=is_salvage)
    if not scan.is_regular():
        return None
    repairs = scan.repairs + _find_quirks(scan.context, len(scan.starts))
    return OpenFeed(replace(scan.document, repairs=repairs), len(scan.starts), scan.iter_entries)


class _Scan:
    """The first reading of a file."""

    def __init__(self, stream: BinaryIO, *, is_trusted: bool, is_salvage: bool) -> None:
        self.document = FeedDocument()
        self.context = Context()
        self.starts = array("q")  # of its items, in bytes
        self.repairs: tuple[str, ...] = ()
        self._has_minutes = False  # NukeViet, mended
        self._shared = Shared()
        self._stream = stream
        self._is_trusted = is_trusted
        self._is_salvage = is_salvage
        self._names: Mapping[str, str] = {}
        self._context_used: Context | None = None  # for what was counted

    def is_regular(self) -> bool:
        """Read all; again, if what stands after the first item says how the items are to be read."""
        is_regular = self._read(None)
        is_regular = is_regular and (self._context_used == self.context or self._read(self.context))
        if self._has_minutes:
            self.context = replace(self.context, is_nukeviet=False)
        return is_regular

    def _read(self, context: Context | None) -> bool:
        from xml.parsers.expat import ExpatError

        self.starts, self._shared, self.repairs = array("q"), Shared(), ()
        self._context_used = context
        builder = Builder(lambda item, start: self._count(builder.head, item, start))
        self._stream.seek(0)
        is_ascii = True
        try:
            while data := self._stream.read(_CHUNK):
                is_ascii = is_ascii and data.isascii()
                builder.feed(data)
            builder.feed(b"", is_last=True)
        except DeclinedError:
            return False
        except ExpatError as error:
            if not self.starts or not (self._is_salvage or error.code in _CUT_OFF):
                return False
            self.repairs = (_to_damage(error.code, len(self.starts)),)
        self._stream.seek(0)
        self.repairs = misdeclared(self._stream.read(_START), is_ascii=is_ascii) + self.repairs
        self._names = builder.names
        self.document, self.context = self._read_head(builder.head)
        return True

    def _read_head(self, head: Element) -> tuple[FeedDocument, Context]:
        document = read_head(head, is_trusted=self._is_trusted)
        return document, to_context(head, document, is_trusted=self._is_trusted)

    def _count(self, head: Element, item: Element, start: int) -> None:
        if self._context_used is None:
            _, self._context_used = self._read_head(head)
        self.starts.append(start)
        self._shared.add(read_identity(item, self._context_used))
        if self._context_used.is_nukeviet and not self._has_minutes:
            self._has_minutes = _is_exact(read_entry(item, self._context_used))

    def iter_entries(self) -> Iterator[Entry]:
        """Yield the entries, the last first."""
        end = len(self.starts)
        while end:
            start = self._find_start(end)
            for item in reversed(self._read_items(start, end)):
                yield self._shared.tell_apart(read_entry(item, self.context))
            end = start

    def _find_start(self, end: int) -> int:
        """Return the first item of the batch that ends before end."""
        start = end - 1
        last = self.starts[start]
        while start and end - start < _BATCH and last - self.starts[start - 1] < _BATCH_BYTES:
            start -= 1
        return start

    def _read_items(self, start: int, end: int) -> list[Element]:
        """Return some items; what follows the last of the document is not looked at again."""
        from xml.parsers.expat import ExpatError

        items: list[Element] = []
        builder = Builder(lambda item, _: items.append(item), self._names)
        self._stream.seek(self.starts[start])
        with suppress(ExpatError):
            while len(items) < end - start and (data := self._stream.read(_CHUNK)):
                builder.feed(data)
        if len(items) < end - start:
            raise ParseError("feed", "it changed while it was read", "try again")
        return items[: end - start]


def _to_damage(code: int, count: int) -> str:
    return f"{'cut off' if code in _CUT_OFF else 'damaged'} after {count} {'entry' if count == 1 else 'entries'}"


def _is_exact(entry: Entry) -> bool:
    """Tell whether an entry of NukeViet has minutes that are no month: then the site writes all of them right."""
    return entry.published.instant is not None and not is_hour(entry.published)


def _find_quirks(context: Context, count: int) -> tuple[str, ...]:
    return (_NUKEVIET,) if context.is_nukeviet and count else ()
