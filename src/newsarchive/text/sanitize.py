"""HTML that can be kept and shown: nothing in it runs, loads by itself or leads anywhere but to the web and mail."""

import re
from collections import Counter

from newsarchive.text.urls import is_web

_TAGS = frozenset(
    "p h2 h3 h4 ul ol li table thead tbody tr th td blockquote pre figure img figcaption hr"
    " a strong em u s sub sup br code".split()
)
_DROPPED = frozenset(
    "script style iframe object embed form noscript template svg math title textarea select option button"
    " applet audio canvas video noembed noframes xmp plaintext".split()
)
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_SIZE = re.compile("[1-9][0-9]{0,3}")
_PERSONAL = re.compile(r"mailto:[^\s@?]{1,100}@[^\s@]{1,300}|tel:[+0-9().-]{1,40}", re.IGNORECASE)
_RELATION = "noopener noreferrer nofollow"
# What takes nh3 time by the square of its number: & in one text, open elements, attributes of one element.
_MOST_AMPERSANDS = 200_000
_DEEPEST = 300
_MOST_ATTRIBUTES = 1000
_LONG_TAG = 2000  # characters: in what is shorter there is no room for so many
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\"'>]*+)*+)")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/=\"']+")
_NEVER_DEEP = frozenset("p li td th tr tbody thead tfoot dt dd option br img hr input meta link wbr col".split())


def clean_html(html: str) -> str:
    """Return the part of html that an article may hold: blocks, links and pictures of the fixed vocabulary.

    What would take too long, no page of a portal: of that nothing is left.

    >>> clean_html('<p onclick="a()">Xã <a href="javascript:b()">họp</a><script>c()</script></p>')
    '<p>Xã <a rel="noopener noreferrer nofollow">họp</a></p>'
    """
    if not html or not _is_bounded(html):
        return ""
    import nh3

    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        attribute_filter=_filter,
        url_schemes=_SCHEMES,
        link_rel=_RELATION,
    )


def _filter(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may keep: nothing is relative, for nobody knows to what."""
    if name in ("src", "href"):
        return value if is_web(value) or (tag == "a" and _PERSONAL.fullmatch(value)) else None
    return value if name in ("alt", "rel") or _SIZE.fullmatch(value) else None


def _is_bounded(html: str) -> bool:
    if html.count("&") > _MOST_AMPERSANDS:
        return False
    open_elements: Counter[str] = Counter()
    depth = 0
    for end, tag, rest in _TAG.findall(html):
        if len(rest) > _LONG_TAG and len(_BETWEEN_ATTRIBUTES.findall(rest)) > _MOST_ATTRIBUTES:
            return False
        name = tag.lower()
        if name not in _NEVER_DEEP and (not end or open_elements[name]):
            step = -1 if end else 1
            open_elements[name] += step
            depth += step
            if depth > _DEEPEST:
                return False
    return True
