"""The records of a WARC file, packed or not: their headers, and their bytes as they are asked for.

Whatever a file claims, no more than a record of `LARGEST` bytes is ever in memory.
"""

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from newsarchive.errors import ParseError

LARGEST = 20_000_000  # bytes of a body
MOST_HEAD = 100_000  # bytes of headers
GZIP = b"\x1f\x8b"
_MOST_BLANK = 1000  # lines between records: there should be two
_MOST_PASSED = 4_000_000_000  # bytes of a record that are read only to come to the next one
_AT_A_TIME = 1 << 20
_VERSION = re.compile(rb"WARC/\d")
_DAMAGE = (EOFError, OSError, zlib.error)  # of gzip.GzipFile


class DamagedError(Exception):
    """The file cannot be read on from here."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def readline(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Record:
    """One record; its bytes must be read before the next one is asked for."""

    headers: Mapping[str, str]  # names in small letters
    length: int
    _stream: _Readable
    _left: int

    def read(self) -> bytes | None:
        """Return all its bytes; None if they are too many."""
        if self.length > LARGEST + MOST_HEAD:
            return None
        parts = []
        while self._left:
            parts.append(self._take())
        return b"".join(parts)

    def skip(self) -> None:
        """Go on to its end. Raises DamagedError."""
        if self._left > _MOST_PASSED:
            raise DamagedError(f"a record of {self.length:,} bytes")
        while self._left:
            self._take()

    def _take(self) -> bytes:
        part = _read(self._stream, min(self._left, _AT_A_TIME))
        if not part:
            raise DamagedError("it ends in the middle of a record")
        self._left -= len(part)
        return part


def is_warc(stream: BinaryIO) -> bool:
    """Tell whether a file is a WARC file by how it begins; it is read from its beginning again."""
    stream.seek(0)
    try:
        return _VERSION.match(_unpacked(stream).read(8)) is not None
    except _DAMAGE:
        return False
    finally:
        stream.seek(0)


def iter_records(stream: BinaryIO, name: str) -> Iterator[Record]:
    """Yield the records of a file.

    Raises:
        ParseError: it is no WARC file.
        DamagedError: it cannot be read to its end.
    """
    if not is_warc(stream):
        raise ParseError(name, "not a WARC file")
    unpacked = _unpacked(stream)
    while version := _next_line(unpacked):
        if not _VERSION.match(version):
            raise DamagedError("something else stands between its records")
        headers = _read_headers(unpacked)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and len(length) <= len(str(_MOST_PASSED)) + 3):
            raise DamagedError("a record without a length")
        record = Record(headers, int(length), unpacked, int(length))
        yield record
        record.skip()


def parse_headers(block: bytes) -> Iterator[tuple[str, str]]:
    r"""Yield the names, in small letters, and values of lines of headers.

    >>> list(parse_headers(b"Server: nginx\r\nX-A: b\r\n  c\r\n"))
    [('server', 'nginx'), ('x-a', 'b c')]
    """
    name, value = "", ""
    for line in _text(block).split("\n"):
        if line[:1] in {" ", "\t"}:
            value += f" {line.strip()}"
            continue
        if name:
            yield name, value
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
    if name:
        yield name, value


def _unpacked(stream: BinaryIO) -> _Readable:
    start = stream.read(2)
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream, mode="rb") if start == GZIP else stream


def _next_line(stream: _Readable) -> bytes:
    """Return the next line that is not blank; b"" at the end."""
    for _ in range(_MOST_BLANK):
        line = _readline(stream)
        if not line or line.strip():
            return line
    raise DamagedError("nothing but blank lines between its records")


def _read_headers(stream: _Readable) -> Mapping[str, str]:
    lines: list[bytes] = []
    left = MOST_HEAD
    while (line := _readline(stream)).strip():
        lines.append(line)
        left -= len(line)
        if left < 0:
            raise DamagedError("headers without end")
    headers: dict[str, str] = {}
    for name, value in parse_headers(b"".join(lines)):
        headers.setdefault(name, value)
    return headers


def _readline(stream: _Readable) -> bytes:
    try:
        return stream.readline(MOST_HEAD)
    except _DAMAGE as error:
        raise _damaged(error) from error


def _read(stream: _Readable, size: int) -> bytes:
    try:
        return stream.read(size)
    except _DAMAGE as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> DamagedError:
    return DamagedError(
        "it ends in the middle of a record" if isinstance(error, EOFError) else "its packing is damaged"
    )


def _text(block: bytes) -> str:
    try:
        return block.decode().replace("\r", "")
    except UnicodeDecodeError:
        return block.decode("latin-1").replace("\r", "")
