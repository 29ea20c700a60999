"""What a WARC file holds: what its servers answered, and why records were passed over."""

import binascii
import hashlib
from base64 import b16decode, b32decode, urlsafe_b64decode
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import urljoin

from newsarchive.model.article import Hop
from newsarchive.warc.http import UnreadableError, parse
from newsarchive.warc.records import LARGEST, DamagedError, Record, iter_records

_OK = 200
_WRONG_DIGEST = "its bytes do not fit their digest"
_MOVED = frozenset({301, 302, 303, 307, 308})
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})
_MOST_HOPS = 20
_MOST_REDIRECTS = 10_000  # that wait for what they lead to
_LONGEST = 4000  # characters of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Bytes of an address, and how they came."""

    url: str
    body: bytes
    media_type: str
    received_at: datetime
    status: int = 0  # of HTTP; 0 if there was none
    headers: Mapping[str, tuple[str, ...]]  # names in small letters
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that was passed over, and why."""

    url: str
    reason: str
    is_damage: bool = False  # of the file


def read_warc(stream: BinaryIO, name: str) -> Iterator[Received | Passed]:
    """Yield what the records of a file hold, one in memory at a time. Raises ParseError: it is no WARC file."""
    redirects = _Redirects()
    try:
        for record in iter_records(stream, name):
            yield from _read(record, redirects)
    except DamagedError as error:
        yield Passed(name, str(error), is_damage=True)


class _Redirects:
    """The redirects that were read and whose end was not."""

    def __init__(self) -> None:
        self._by_target: OrderedDict[str, Hop] = OrderedDict()

    def add(self, hop: Hop, location: str) -> None:
        if max(len(hop.url), len(location)) > _LONGEST:
            return
        with suppress(ValueError):  # of urljoin: no address
            self._by_target[urljoin(hop.url, location)] = hop
        if len(self._by_target) > _MOST_REDIRECTS:
            self._by_target.popitem(last=False)

    def take(self, url: str) -> tuple[Hop, ...]:
        """Return the redirects that led to an address."""
        hops: list[Hop] = []
        while len(hops) < _MOST_HOPS and (hop := self._by_target.pop(url, None)):
            hops.insert(0, hop)
            url = hop.url
        return tuple(hops)


def _read(record: Record, redirects: _Redirects) -> Iterator[Received | Passed]:
    kind, url = record.headers.get("warc-type", "").lower(), record.headers.get("warc-target-uri", "").strip("<>")
    if kind == "revisit":
        yield Passed(url, "a revisit: its bytes are in another record")
    try:
        if kind == "resource":
            yield _read_resource(record, url)
        elif kind == "response" and url.lower().startswith(("http:", "https:")):  # the others are of DNS
            yield from _iter_response(record, url, redirects)
    except UnreadableError as error:
        yield Passed(url, str(error))


def _read_resource(record: Record, url: str) -> Received:
    return Received(
        url=url,
        body=_read_block(record),
        media_type=record.headers.get("content-type", ""),
        received_at=_to_instant(record),
        headers={},
    )


def _iter_response(record: Record, url: str, redirects: _Redirects) -> Iterator[Received]:
    """Yield what a server answered, if it is no redirect: that is kept for what it leads to."""
    message = parse(_read_block(record))
    digest = record.headers.get("warc-payload-digest", "")
    if not (_fits(digest, message.payload) or _fits(digest, message.body)):  # tools differ in what they mean by it
        raise UnreadableError(_WRONG_DIGEST)
    if message.status in _MOVED:
        redirects.add(Hop(url, message.status), message.headers.get("location", ("",))[0])
        return
    if message.status != _OK:
        raise UnreadableError(f"HTTP {message.status}")
    yield Received(
        url=url,
        body=message.body,
        media_type=message.headers.get("content-type", ("",))[0],
        received_at=_to_instant(record),
        status=message.status,
        headers=message.headers,
        hops=redirects.take(url),
    )


def _read_block(record: Record) -> bytes:
    if "warc-segment-number" in record.headers:
        raise UnreadableError("in segments")
    block = record.read()
    if block is None:
        raise UnreadableError(f"larger than {LARGEST:,} bytes")
    if not _fits(record.headers.get("warc-block-digest", ""), block):
        raise UnreadableError(_WRONG_DIGEST)
    return block


def _to_instant(record: Record) -> datetime:
    try:
        instant = datetime.fromisoformat(record.headers.get("warc-date", ""))
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableError("no date") from error


def _fits(digest: str, block: bytes) -> bool:
    """Tell whether bytes have a digest, in whatever alphabet; one of an unknown kind proves nothing."""
    algorithm, _, value = digest.partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return True
    right = hashlib.new(algorithm, block, usedforsecurity=False).digest()
    return any(right == one for one in _decoded(value.strip()))


def _decoded(value: str) -> Iterator[bytes]:
    padded = value.rstrip("=")
    for decode, group in ((b32decode, 8), (b16decode, 2), (urlsafe_b64decode, 4)):
        text = padded if group == 4 else padded.upper()  # noqa: PLR2004 - base64 knows two cases
        text = text.replace("+", "-").replace("/", "_")
        with suppress(binascii.Error, ValueError):
            yield decode(text + "=" * (-len(text) % group))
