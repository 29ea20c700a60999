"""Packed bodies, unpacked piece by piece: a bomb never gets larger than the piece that gives it away."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any, Protocol

from newsarchive.fetch.trouble import Trouble

_PIECE = 65_536  # bytes
_WINDOW = 23  # 8 MiB, the most that RFC 9659 lets zstd ask of a reader on the web
_MEMBERS = 10_000  # of one body: empty ones take time, and never make it too large
_GZIP_WINDOW = 31  # gzip alone, no zlib
_GZIP = b"\x1f\x8b"
_DAMAGED = "damaged: cannot be unpacked"


class _Unpacker(Protocol):
    @property
    def is_complete(self) -> bool: ...  # nothing is missing at the end

    def unpack(self, data: bytes) -> Iterator[bytes]: ...


def unpack(parts: Iterable[bytes], encoding: str, largest: int) -> bytes:
    """Return a whole body. Raises Trouble if it is too large, damaged, cut off, or packed in a way not asked for."""
    unpacker = _unpacker(encoding)
    whole, received = bytearray(), 0
    for part in parts:
        received += len(part)
        for piece in unpacker.unpack(part):
            whole += piece
            _check_size(len(whole), largest)
        _check_size(received - _PIECE, largest)  # packed to nothing, without end
    if received and not unpacker.is_complete:
        raise Trouble("ended before it was complete")
    return bytes(whole)


def accepted() -> str:
    """Return the packings that can be undone here, as the header Accept-Encoding wants them."""
    return ", ".join(_unpackers())


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise Trouble(f"larger than {largest:,} bytes")


def _unpacker(encoding: str) -> _Unpacker:
    name = encoding.strip().lower().removeprefix("x-")
    if name in ("", "identity"):
        return _Plain()
    found = _unpackers().get(name)
    if found is None:
        raise Trouble("packed in a way that was not asked for")
    return found()


@cache
def _unpackers() -> Mapping[str, Callable[[], _Unpacker]]:
    from urllib3.util.request import ACCEPT_ENCODING  # names what is installed, and safe

    found: dict[str, Callable[[], _Unpacker]] = {"gzip": _Gzip}
    for name, kind, modules in _OPTIONAL:
        if name in ACCEPT_ENCODING.split(","):
            found[name] = partial(kind, next(filter(None, map(_library, modules))))
    return found


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        return None


def _one_less(members: int) -> int:
    if not members:
        raise Trouble(_DAMAGED)
    return members - 1


class _Plain:
    is_complete = True

    def unpack(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Gzip:
    """One member after the other; what follows the last one is padding."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP_WINDOW)
        self._is_over = False
        self._left = _MEMBERS

    @property
    def is_complete(self) -> bool:
        return self._member.eof

    def unpack(self, data: bytes) -> Iterator[bytes]:
        piece = b""
        while data or (len(piece) == _PIECE and not self._member.eof):
            if self._member.eof:
                if self._is_over or not _GZIP.startswith(data[:2]):
                    self._is_over = True
                    return
                self._member = zlib.decompressobj(_GZIP_WINDOW)
                self._left = _one_less(self._left)
            try:
                piece = self._member.decompress(data, _PIECE)
            except zlib.error as error:
                raise Trouble(_DAMAGED) from error
            yield piece
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail


class _Brotli:
    def __init__(self, library: Any) -> None:
        self._library = library
        self._stream = library.Decompressor()

    @property
    def is_complete(self) -> bool:
        return bool(self._stream.is_finished())

    def unpack(self, data: bytes) -> Iterator[bytes]:
        piece = data
        while not self.is_complete and (piece or not self._stream.can_accept_more_data()):
            try:
                piece = self._stream.process(data, output_buffer_limit=_PIECE)
            except self._library.error as error:
                raise Trouble(_DAMAGED) from error
            yield piece
            data = b""


class _Zstandard:
    """One frame after the other."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self._options = {library.DecompressionParameter.window_log_max: _WINDOW}
        self._frame = library.ZstdDecompressor(options=self._options)
        self._left = _MEMBERS

    @property
    def is_complete(self) -> bool:
        return bool(self._frame.eof)

    def unpack(self, data: bytes) -> Iterator[bytes]:
        while data or not (self._frame.needs_input or self._frame.eof):
            if self._frame.eof:
                self._frame = self._library.ZstdDecompressor(options=self._options)
                self._left = _one_less(self._left)
            try:
                piece = self._frame.decompress(data, _PIECE)
            except self._library.ZstdError as error:
                raise Trouble(_DAMAGED) from error
            yield piece
            data = self._frame.unused_data if self._frame.eof else b""


_OPTIONAL: tuple[tuple[str, Callable[[Any], _Unpacker], tuple[str, ...]], ...] = (
    ("br", _Brotli, ("brotlicffi", "brotli")),
    ("zstd", _Zstandard, ("compression.zstd", "backports.zstd")),
)
