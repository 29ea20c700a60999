"""Which headers of an answer are kept: all that describe it, as a web archive wants them, but nothing without bound."""

import re
from collections.abc import Mapping

MOST_NAMES = 64
MOST_CHARACTERS = 16_384  # of names and values together: a capture of a page takes about 3,000 bytes
# What is read here has room first. Of these the first line counts; of others all are one list (RFC 9110, section 5.2).
_SINGLE = frozenset(
    """age content-language content-length content-location content-type date etag expires last-modified location
    retry-after server""".split()
)
_READ = _SINGLE | {"cache-control", "link"}
# Cookies are never kept; the others speak of the connection that the answer came over.
_LEFT = frozenset(
    """connection keep-alive proxy-authenticate proxy-authorization proxy-connection set-cookie set-cookie2 te trailer
    transfer-encoding upgrade""".split()
)
_FOLD = re.compile(r"[\r\n]+[ \t]*+")  # where a long line was broken, as it once was allowed


def to_kept(headers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the headers to keep, in the order they came in; names are in small letters.

    >>> to_kept({"etag": ("a", "b"), "vary": ("accept", "cookie"), "set-cookie": ("c=d",)})
    {'etag': 'a', 'vary': 'accept, cookie'}
    """
    found: dict[str, str] = {}
    room = MOST_CHARACTERS
    for name in sorted(headers, key=lambda name: name not in _READ):
        value = _FOLD.sub(" ", headers[name][0] if name in _SINGLE else ", ".join(headers[name]))
        size = len(name) + len(value)
        if name not in _LEFT and size <= room and len(found) < MOST_NAMES:
            found[name] = value
            room -= size
    return {name: found[name] for name in headers if name in found}
