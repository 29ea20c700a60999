"""Answers of HTTP as WARC files hold them: with their head, in chunks, packed."""

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from newsarchive.warc.records import GZIP, LARGEST, MOST_HEAD, parse_headers
from newsarchive.warc.write import ORIGINAL

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]++(\d{3})(?!\d)[^\r\n]*+")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*+(?:;[^\r\n]{0,1000})?\r?\n")
_ZLIB = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}  # deflate comes with and without its frame
_MOST_PACKINGS = 3
_MOST_MEMBERS = 100  # of gzip: each costs a copy of what follows it


class UnreadableError(Exception):
    """Why an answer cannot be used."""


@dataclass(frozen=True, slots=True)
class Message:
    """An answer, unpacked."""

    status: int
    headers: Mapping[str, tuple[str, ...]]  # names in small letters
    payload: bytes  # as it stands in the file
    body: bytes


def parse(block: bytes) -> Message:
    """Return the answer in a block. Raises UnreadableError."""
    line = _STATUS.match(block)
    end = _HEAD_END.search(block, 0, MOST_HEAD)
    if line is None or end is None:
        raise UnreadableError("no answer of HTTP")
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in parse_headers(block[line.end() : end.start()]):
        lines[name].append(value)
    headers = {name: tuple(values) for name, values in lines.items()}
    payload = block[end.end() :]
    is_chunked = "chunked" in ",".join(headers.get("transfer-encoding", ())).lower()
    body = _unpack(_joined(payload) if is_chunked else payload, headers.get("content-encoding", ()))
    if len(body) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST:,} bytes")
    return Message(int(line[1]), _as_they_came(headers), payload, body)


def _as_they_came(headers: dict[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return headers with those that an archive has put others in the place of."""
    mark = ORIGINAL.lower()
    original = {name.removeprefix(mark): values for name, values in headers.items() if name.startswith(mark)}
    merged = {name: values for name, values in headers.items() if not name.startswith(mark)} | original
    return {name: values for name, values in merged.items() if any(values) or name not in original}


def _joined(payload: bytes) -> bytes:
    """Return what chunks hold; where they are none, as archives leave the header in, what stands there."""
    whole, position = bytearray(), 0
    while match := _CHUNK.match(payload, position):
        size = int(match[1], 16)
        if not size:
            return bytes(whole)
        whole += payload[match.end() : match.end() + size]
        position = match.end() + size
        position += 2 if payload.startswith(b"\r\n", position) else payload.startswith(b"\n", position)
    return bytes(whole) if position else payload


def _unpack(body: bytes, encodings: tuple[str, ...]) -> bytes:
    names = [name for name in ",".join(encodings).lower().replace(" ", "").split(",") if name not in {"", "identity"}]
    if len(names) > _MOST_PACKINGS:
        raise UnreadableError("packed too often")
    for name in reversed(names):
        body = _inflate(body, name) if name in _ZLIB else _unpack_otherwise(body, name)
    return body


def _inflate(body: bytes, name: str) -> bytes:
    """Return body unpacked; an archive may have done it before, and have left the header in."""
    for bits in _ZLIB[name]:
        try:
            return _inflated(body, bits)
        except zlib.error:
            continue
    return body


def _inflated(body: bytes, bits: int) -> bytes:
    """Return body unpacked, one member after the other; what follows the last one is padding."""
    whole = bytearray()
    for _ in range(_MOST_MEMBERS):
        member = zlib.decompressobj(bits)
        whole += member.decompress(body, LARGEST + 1 - len(whole))
        body = member.unused_data
        if len(whole) > LARGEST or not body.startswith(GZIP):
            return bytes(whole)
    raise UnreadableError("packed in too many parts")


def _unpack_otherwise(body: bytes, name: str) -> bytes:
    if name != "br":
        raise UnreadableError(f"packed in an unknown way: {name[:40]}")
    try:
        brotli: Any = import_module("brotli")
    except ImportError as error:
        raise UnreadableError("packed by brotli, which is read with newsarchive[compression]") from error
    try:
        return bytes(brotli.Decompressor().process(body, output_buffer_limit=LARGEST + 1))
    except brotli.error:
        return body
