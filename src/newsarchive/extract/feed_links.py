"""Where the feeds of a site are: what a page links to, and where portals usually have them."""

from urllib.parse import parse_qs, urlsplit

from newsarchive.extract.decode import decode
from newsarchive.extract.markup import parse_html, web_address
from newsarchive.text.urls import is_web, site

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_USUAL = ("/rss", "/feed", "/rss.xml", "/atom.xml", "/index.xml")
_LANGUAGES = frozenset({"vi", "en", "vn"})
_NEWS = "news"  # what NukeViet calls its module of news
_LONGEST_SEGMENT = 60


def find_feed_links(body: bytes, url: str, charset: str = "") -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names, in its order; the charset is what HTTP declared.

    >>> page = b'<link rel="alternate" type="application/rss+xml" href="/vi/news/rss/">'
    >>> find_feed_links(page, "https://binhlac.example/vi/")
    ('https://binhlac.example/vi/news/rss/',)
    """
    tree = parse_html(decode(body, charset))
    if tree is None:
        return ()
    bases = [str(base) for base in tree.xpath("//base/@href")]
    base_url = web_address(bases[0], url) if bases else ""
    found: dict[str, None] = {}
    for link in tree.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in relations and kind in _TYPES:
            found[web_address(link.get("href") or "", base_url or url)] = None
    return tuple(address for address in found if address)


def usual_places(url: str) -> tuple[str, ...]:
    """Return where the site of an address may have a feed, the likeliest first; nothing if it is none of the web.

    NukeViet has one for each module, beside its pages: /vi/news/rss/, or without such addresses as an operation.

    >>> usual_places("https://binhlac.example/vi/tin-xa/hop-dan-7.html")[:2]
    ('https://binhlac.example/vi/tin-xa/rss/', 'https://binhlac.example/rss')
    """
    if not is_web(url):
        return ()
    home = site(url)
    places = (*_of_module(url), *_USUAL, f"/{_NEWS}/rss/", f"/vi/{_NEWS}/rss/")
    return tuple(dict.fromkeys(home + place for place in places if home + place != url))


def _of_module(url: str) -> tuple[str, ...]:
    """Return where NukeViet has the feed of the module that an address is of."""
    parts = urlsplit(url)
    names = parse_qs(parts.query[:1000]).get("nv", [])
    if names and names[0].isascii() and names[0].replace("-", "").isalnum():
        return (f"/index.php?language=vi&nv={names[0]}&op=rss",)
    segments = [segment for segment in parts.path.split("/") if segment]
    prefix = f"/{segments.pop(0)}" if segments and segments[0].lower() in _LANGUAGES else ""
    if not segments:
        return (f"{prefix}/{_NEWS}/rss/",) if prefix else ()
    is_module = "." not in segments[0] and len(segments[0]) <= _LONGEST_SEGMENT
    return (f"{prefix}/{segments[0]}/rss/",) if is_module else ()
