"""Captures as the records of a WARC file, each packed by gzip for itself.

The headers of an answer stand as they came but for those that speak of its packing, which is undone: what they said
is kept under names of their own, as other archives of the web do.
"""

import gzip
import hashlib
import re
from base64 import b32encode
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

from newsarchive.model.article import Capture, Hop
from newsarchive.version import HOMEPAGE, __version__

ORIGINAL = "X-Archive-Orig-"
_PACKING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_PHRASES = {
    200: "OK", 301: "Moved Permanently", 302: "Found", 303: "See Other", 307: "Temporary Redirect",
    308: "Permanent Redirect",
}  # fmt: skip
_NAME = re.compile(r"[!#$%&'*+.^_`|~\w-]{1,200}", re.ASCII)
_BREAK = re.compile(r"[\r\n]+[ \t]*+")
_UNSAFE = re.compile("[\x00- \x7f]")


def warcinfo(now: datetime) -> bytes:
    """Return the record that a file begins with."""
    block = f"software: newsarchive/{__version__} {HOMEPAGE}\r\nformat: WARC File Format 1.1\r\n".encode()
    return _record("warcinfo", now, {"Content-Type": "application/warc-fields"}, block)


def iter_capture(capture: Capture, name: str) -> Iterator[bytes]:
    """Yield the records of a capture: the redirects that led to it, then what came. name stands for no address."""
    if not capture.status:
        yield resource(capture.url or name, capture.body, capture.media_type, capture.captured_at)
        return
    for hop, following in pairwise((*capture.hops, Hop(capture.url, capture.status))):
        head = _head(hop.status, {"location": _on_one_line(following.url), "content-length": "0"})
        yield _response(hop.url, capture.captured_at, head, b"")
    head = _head(capture.status, _headers(capture))
    yield _response(capture.url, capture.captured_at, head, capture.body)


def resource(url: str, body: bytes, media_type: str, at: datetime) -> bytes:
    """Return the record of bytes that came in another way than by HTTP, or of which no more is known."""
    headers = {"WARC-Target-URI": _target(url), "WARC-Payload-Digest": _digest(body)}
    if media_type:
        headers["Content-Type"] = media_type
    return _record("resource", at, headers, body)


def _response(url: str, at: datetime, head: bytes, body: bytes) -> bytes:
    headers = {
        "WARC-Target-URI": _target(url),
        "WARC-Payload-Digest": _digest(body),
        "Content-Type": "application/http; msgtype=response",
    }
    return _record("response", at, headers, head + body)


def _headers(capture: Capture) -> dict[str, str]:
    """Return the headers of an answer whose body is no longer packed; "" stands for one that it did not have."""
    size = str(len(capture.body))
    packing = {name: value for name, value in capture.headers.items() if name.lower() in _PACKING}
    lengths = {name.lower(): value for name, value in packing.items()}
    headers = {name: value for name, value in capture.headers.items() if name not in packing}
    headers |= {ORIGINAL + name: value for name, value in packing.items() if name.lower() != "content-length"}
    if lengths.get("content-length") != size:
        headers[f"{ORIGINAL}content-length"] = lengths.get("content-length", "")
    return headers | {"content-length": size}


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {_PHRASES.get(status, '')}"]
    lines += [f"{name}: {_on_one_line(value)}" for name, value in headers.items() if _NAME.fullmatch(name)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")


def _record(kind: str, at: datetime, headers: dict[str, str], block: bytes) -> bytes:
    date, digest = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"), _digest(block)
    seed = f"{kind} {headers.get('WARC-Target-URI', '')} {date} {digest}"
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<{uuid5(NAMESPACE_URL, seed).urn}>",
        "WARC-Date": date,
        **headers,
        "WARC-Block-Digest": digest,
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.1", *(f"{name}: {_on_one_line(value)}" for name, value in named.items()), "", ""]
    return gzip.compress("\r\n".join(lines).encode("utf-8", "replace") + block + b"\r\n\r\n", mtime=0)


def _digest(block: bytes) -> str:
    return f"sha256:{b32encode(hashlib.sha256(block).digest()).decode()}"


def _target(url: str) -> str:
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", url)


def _on_one_line(value: str) -> str:
    return _BREAK.sub(" ", value)
