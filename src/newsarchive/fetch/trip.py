"""The way from the address that was asked for to the one that answers."""

from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from newsarchive.fetch.trouble import Trouble
from newsarchive.model.article import Hop
from newsarchive.text.urls import is_web

MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_MOST = 10
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"  # and what quote leaves alone


class Trip:
    """Where a fetch has got to."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.moved_to = ""  # as long as all redirects so far are permanent, and none gives up encryption
        self._is_for_good = True
        self.hops: tuple[Hop, ...] = ()
        self._seen = {url}

    @property
    def requests(self) -> int:
        return len(self._seen)

    def move(self, status: int, location: str) -> None:
        """Go where a redirect leads. Raises Trouble if that is no page, or if there is no end to it."""
        url = _join(self.url, location)
        if not is_web(url):
            raise Trouble("redirects to something that is not a web page")
        if url in self._seen:
            raise Trouble("redirects in a circle", "it may want cookies, which are never kept here")
        if len(self._seen) > _MOST:
            raise Trouble(f"more than {_MOST} redirects")
        self._is_for_good &= status in _FOR_GOOD and not _is_downgrade(self.url, url)
        if self._is_for_good:
            self.moved_to = url
        self.hops = (*self.hops, Hop(self.url, status))
        self._seen.add(url)
        self.url = url


def host_of(url: str) -> str:
    """Return whom an address asks: all ports and schemes of a host are the same machine.

    >>> host_of("HTTPS://XA.example.:8443/rss")
    'xa.example'
    """
    return (urlsplit(url).hostname or "").rstrip(".")


def to_ascii(url: str) -> str:
    """Return an address as it goes over the wire, without fragment; "" if it cannot.

    >>> to_ascii("https://bìnhlạc.example/tin tức?q=lúa#top")
    'https://xn--bnhlc-tsa2534c.example/tin%20t%E1%BB%A9c?q=l%C3%BAa'
    """
    try:
        parts = urlsplit(urldefrag(url).url)
        netloc = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:  # "http://[", says the server; or a name with a label that is too long
        return ""
    return urlunsplit(parts._replace(netloc=netloc, path=_quote(parts.path), query=_quote(parts.query)))


def _quote(part: str) -> str:
    return quote(part, safe=_AS_IT_IS)


def _join(url: str, location: str) -> str:
    # Headers arrive as Latin-1; what servers put there is UTF-8.
    raw = location.encode("latin-1", "replace")
    try:
        location = raw.decode()
    except UnicodeDecodeError:
        location = raw.decode("latin-1")
    try:
        return to_ascii(urljoin(url, location.strip()))
    except ValueError:
        return ""


def _is_downgrade(before: str, after: str) -> bool:
    return before.startswith("https:") and after.startswith("http:")
