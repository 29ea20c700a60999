"""Addresses: which are web pages, and which are the same page."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
_TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "zarsrc", "mc_cid", "mc_eid", "igshid"})
_LONGEST = 4000
_JUNK = re.compile("[\x00- \x7f\ud800-\udfff]")


def _split_web(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    has_junk = _JUNK.search(url) is not None or len(url) > _LONGEST
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc or has_junk or port == 0:
        return None
    return parts


def is_web(url: str) -> bool:
    """Tell whether url is http or https, with a host and without a password in it.

    >>> is_web("https://binhlac.example/tin"), is_web("javascript:alert(1)"), is_web("http://a:b@c.example/")
    (True, False, False)
    """
    return _split_web(url) is not None


def canonical(url: str) -> str:
    """Return the one spelling of a web address, without fragment and tracking marks; "" if it is none.

    >>> canonical("HTTPS://BinhLac.example:443?utm_source=zalo&id=7#top")
    'https://binhlac.example/?id=7'
    """
    parts = _split_web(url)
    if parts is None:
        return ""
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name not in _TRACKING and not name.startswith("utm_")]
    if len(kept) != len(pairs):
        query = urlencode(kept)
    return urlunsplit((parts.scheme, _host(parts), parts.path or "/", query, ""))


def site(url: str) -> str:
    """Return scheme and host of a web address; "" if it is none.

    >>> site("https://binhlac.example/tin/7.html")
    'https://binhlac.example'
    """
    parts = _split_web(url)
    return f"{parts.scheme}://{_host(parts)}" if parts else ""


def without_password(url: str) -> str:
    """Return what was taken for an address, fit to be shown: without whoever's name and password stand in it.

    >>> without_password("http://vp:mat/khau@xa.example/rss"), without_password("ftp://xa.example/@vp")
    ('http://…@xa.example/rss', 'ftp://xa.example/@vp')
    """
    start, mark, rest = url.partition("//") if "//" in url else ("", "", url)
    authority = re.split("[/?#]", rest, maxsplit=1)[0]
    # After a colon there may be a password, and in it whatever ends a host.
    name, sign, _ = (rest if ":" in authority else authority).rpartition("@")
    return f"{start}{mark}…{rest[len(name) :]}" if sign else url


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _PORTS[parts.scheme]) else f"{host}:{parts.port}"
