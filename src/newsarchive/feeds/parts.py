"""Single parts of an entry in one form: addresses, languages, persons, categories."""

import re
from urllib.parse import urljoin

from newsarchive.feeds.texts import to_line, to_title
from newsarchive.feeds.tree import Element
from newsarchive.text.urls import is_web

_EMAIL = r"[^\s<>()\[\]]{1,80}@[^\s<>()\[\]]{1,80}"
_PERSON = re.compile(rf"(?:{_EMAIL}\s*\((?P<after>.*)\)|(?P<before>.*?)\s*[<(\[]{_EMAIL}[>)\]]|(?P<bare>{_EMAIL}))")
_LONGEST_PERSON = 300
_LONGEST_ADDRESS = 4000


def join(base: str, url: str) -> str:
    """Return url, completed by base; as it is if it cannot be."""
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return url


def to_web(url: str, base: str) -> str:
    """Return a web address, completed by base; "" if it is none.

    Names of files often have spaces, and addresses in CDATA are often escaped all the same.

    >>> to_web("/tai ve/Kế hoạch 12.doc", "https://xa.example/"), to_web("https://xa.example/?a=1&amp;b=2", "")
    ('https://xa.example/tai%20ve/Kế%20hoạch%2012.doc', 'https://xa.example/?a=1&b=2')
    """
    if len(url) > _LONGEST_ADDRESS:
        return ""
    url = to_line(url).replace("&amp;", "&")
    if not url or is_web(url):
        return url
    if "/" in url:  # else they may be words in the place of an address
        url = url.replace(" ", "%20")
    url = join(base, url)
    return url if is_web(url) else ""


def is_alternate(link: Element) -> bool:
    """Tell whether an Atom link leads to what it stands in."""
    return link.attributes.get("rel", "alternate") == "alternate"


def is_file(link: Element) -> bool:
    """Tell whether a link leads to something else than a page."""
    return "html" not in link.attributes.get("type", "html")


def to_language(words: str) -> str:
    """Return the name of a language in the form of BCP 47, lower case."""
    return to_line(words).replace("_", "-").lower()


def to_person(words: str) -> str:
    """Return a name without the address that RSS asks for.

    >>> to_person("vp@xa.example (Lê Thị Mơ)"), to_person("Lê Thị Mơ <vp@xa.example>"), to_person("vp@xa.example")
    ('Lê Thị Mơ', 'Lê Thị Mơ', '')
    """
    words = to_title(words[:_LONGEST_PERSON])
    match = _PERSON.fullmatch(words) if "@" in words else None
    return to_line(match["after"] or match["before"] or "") if match else words


def to_name(author: Element) -> str:
    """Return how Atom calls a person; elsewhere the words of an element do."""
    return next((child.text for child in author.children if child.name == "atom:name"), author.text)


def to_term(category: Element) -> tuple[str, str]:
    """Return scheme and name of a category."""
    get = category.attributes.get
    scheme = get("domain") or get("scheme") or ""
    return scheme, to_title(get("label") or get("term") or category.text)
