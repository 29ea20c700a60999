"""Addresses as feeds may carry them: browsers take more than RFC 3986 allows."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from newsarchive.text.urls import is_web

_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[\w./-]*(?:\?[\w./&=-]*)?", re.ASCII)  # as nearly all are
_USUAL = 1000
_DELIMITERS = "!$&'()*+,;=:@/"  # RFC 3986: sub-delims and what else a path may hold
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_uri(url: str) -> str:
    """Return a web address as a URI of RFC 3986 that leads to the same place; "" if it is no web address.

    >>> to_uri("https://binhlac.example/tin tức|1?q=lúa&100%")
    ''
    >>> to_uri("https://xã.example/tin-tức|1?q=lúa&100%")
    'https://xn--x-yfa.example/tin-t%E1%BB%A9c%7C1?q=l%C3%BAa&100%25'
    """
    if _PLAIN.fullmatch(url) and len(url) <= _USUAL:
        return url
    if not is_web(url):
        return ""
    parts = urlsplit(_BARE_PERCENT.sub("%25", _SURROGATE.sub("\ufffd", url)))
    return urlunsplit(
        (
            parts.scheme,
            _to_host(parts.netloc),
            quote(parts.path, _DELIMITERS + "%"),
            quote(parts.query, _DELIMITERS + "?%"),
            quote(parts.fragment, _DELIMITERS + "?%"),
        )
    )


def _to_host(host: str) -> str:
    if host.isascii():
        return quote(host, _DELIMITERS + "%[]")
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host, _DELIMITERS + "%")
