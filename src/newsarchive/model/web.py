"""What is asked of a server, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from newsarchive.model.article import Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question to a web server."""

    url: str
    accept: str = ""  # media types, as the header wants them
    etag: str = ""  # validators, sent back exactly as they came
    last_modified: str = ""
    largest: int = 20_000_000  # bytes, unpacked
    is_legacy_tls: bool = False
    found_at: str = ""  # the feed or page that gave the address; "" if the user did
    is_public_only: bool = False  # it was given by who knows whom: it may not lead to a private address
    is_part: bool = False  # a picture or file of a page that was fetched just now: its host need not rest before


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back at the end of all redirects, whatever its status."""

    requested_url: str
    url: str  # that answered
    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # names in small letters
    body: bytes = b""  # unpacked; empty unless the status is 200
    moved_to: str = ""  # where the leading redirects lead that are permanent (301, 308); "" if none is
    hops: tuple[Hop, ...] = ()  # all redirects on the way
    requests: int = 1
    fetched_at: datetime
