"""What a site asks of programs in its robots.txt (RFC 9309)."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

AGENT = "newsarchive"
_LARGEST = 512_000  # RFC 9309 wants 500 KiB at least to be read; what follows is not looked at
_LONGEST_DELAY = 30.0  # seconds
_AGENT_LINE = re.compile(
    r"^[ \t]*user[- ]?agent[ \t]*:?[ \t]*(?P<name>\*(?!\S)|[a-z_-]*).*$", re.IGNORECASE | re.MULTILINE
)


def read_rules(body: bytes) -> str:
    """Return a robots.txt as text: as UTF-8 whatever it is, and not more than has to be read.

    >>> read_rules(bytes.fromhex("efbbbf") + b"Disallow: /in")
    'Disallow: /in'
    """
    return body[:_LARGEST].decode("utf-8-sig", "replace")


def is_allowed(rules: str, url: str) -> bool:
    r"""Tell whether a page may be fetched by a program that nobody sits in front of.

    >>> is_allowed("User-agent: *\nDisallow: /in/", "https://xa.example/in/7.html")
    False
    """
    return _read(rules).can_fetch(url, AGENT)


def crawl_delay(rules: str) -> float:
    r"""Return the seconds that a site asks to leave between two pages; 0 if it asks for none, never more than 30.

    >>> crawl_delay("User-agent: *\nCrawl-delay: 5")
    5.0
    """
    return min(_read(rules).crawl_delay(AGENT) or 0.0, _LONGEST_DELAY)


@lru_cache(maxsize=64)
def _read(rules: str) -> "Protego":
    from protego import Protego

    return Protego.parse(_AGENT_LINE.sub(_to_agent_line, "\n".join(rules.splitlines())))


def _to_agent_line(line: re.Match[str]) -> str:
    """Leave of a name what RFC 9309 compares: Protego takes a name that begins like ours for ours."""
    name = line["name"].lower()
    return f"User-agent: {name if name in (AGENT, '*') else 'somebody-else'}"
