"""What the head and the marked-up elements of a page say of its article, as claims that others weigh.

The words of Dublin Core and the names of meta elements are as Vietnamese portals write them, in any case.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newsarchive.extract.chrome import is_frame
from newsarchive.extract.markup import web_address
from newsarchive.extract.names import is_account
from newsarchive.extract.structured import JsonObject, names, pictures, read_articles, strings
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.text.dates import read_date
from newsarchive.text.normalize import clean_line
from newsarchive.text.urls import canonical, site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_PARTS = re.compile(r"\s[-|–—»:]\s|\s?\|\s?|\s?»\s?")
_DATES = ("article:published_time", "pubdate", "publishdate", "dc.date.issued", "dcterms.issued", "dcterms.created")
_LATER_DATES = ("dc.date", "dcterms.date", "dc.date.created")
_CHANGES = ("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified")
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description", "dcterms.description")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator")
_LANGUAGES = ("dc.language", "dcterms.language", "content-language")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")
_TITLE_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:asset-full-content-title|title-?(?:detail|news|post|article|content)"
    r"|(?:detail|news|post|entry|article|content)s?[-_]?(?:title|heading)|tieu-?de(?:-?(?:tin|bai))?)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_LEAD_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|lede|standfirst|chapeau|deck?|hometext|summary|sub-?head(?:line)?|subtitle|excerpt|intro"
    r"|ingress|vorspann|teaser-text|description|abstract|entradilla|bajada|copete|tom-?tat)(?=[\s_-]|$)",
    re.IGNORECASE,
)
_TITLE_TAGS = ("div", "h2", "h3", "h4", "p", "span", "td")
_STEP_TAGS = ("a", "li", "span")
_LEAD_TAGS = ("p", "h2", "h3", "div", "span", "strong", "b")
_LEAD_LENGTHS = range(40, 601)
_MOST_VALUES, _MOST_LEADS, _MOST_STEPS = 10, 20, 60
_LONGEST_TITLE = 2000
_BOX_TITLE = re.compile(
    r"\b(?:portlet|block|widget|box)-title|(?:^|[\s_-])(?:chuyen-?muc|(?:news|article|detail)?-?cat(?:egory)?(?:-?name)?)(?=[\s_-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A text that a page gives for its title, how much that place is worth, and which it is."""

    text: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The claims of a page, "" and () for what it does not say."""

    titles: tuple[Claim, ...] = ()
    sites: tuple[str, ...] = ()  # names of the site: no titles, no authors
    subtitle: str = ""
    descriptions: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()  # of elements whose class says that they hold the lead
    authors: tuple[str, ...] = ()
    section: str = ""
    breadcrumb: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # of the boxes of a page: the one above the article is its section
    published: Moment = UNKNOWN
    updated: Moment = UNKNOWN
    is_edit_date: bool = False  # the structured dates of this page are those of its last edit
    credit: str = ""
    language: str = ""
    captions: tuple[tuple[str, str], ...] = ()  # the addresses of pictures, and the words to each
    url: str = ""
    base_url: str = ""  # what the addresses on the page are relative to


def read_metadata(tree: "HtmlElement", url: str = "") -> Metadata:
    """Return what a page says of itself; its own address only where that is of the host it came from."""
    data = read_articles(tree)
    meta = _Meta(tree)
    # NukeViet writes the day of publication beside a broken time, and the last edit everywhere else.
    is_nukeviet = "nukeviet" in meta.first("generator").lower()
    sites = tuple(dict.fromkeys([*meta.all("og:site_name"), *names(data, "publisher")]))
    headings = tuple(_iter_box_titles(tree))
    own_url = _url(tree, meta, url)
    base = web_address(_first(tree, "//base/@href"), web_address(url)) or web_address(url) or own_url
    return Metadata(
        titles=tuple(_iter_titles(tree, meta, data, headings)),
        sites=sites,
        subtitle=next(iter(strings(data, "alternativeHeadline")), ""),
        descriptions=tuple(dict.fromkeys([*strings(data, "description"), *meta.all(*_DESCRIPTIONS)])),
        leads=tuple(dict.fromkeys(_iter_leads(tree))),
        authors=tuple(dict.fromkeys(_iter_authors(meta, data, sites))),
        section="" if is_nukeviet else next(iter([*meta.all("article:section"), *strings(data, "articleSection")]), ""),
        breadcrumb=_breadcrumb(tree),
        headings=headings,
        published=_first_date(meta.all(_DATES[0]) if is_nukeviet else _iter_dates(tree, meta, data)),
        updated=UNKNOWN if is_nukeviet else _first_date([*strings(data, "dateModified"), *meta.all(*_CHANGES)]),
        is_edit_date=is_nukeviet,
        credit=next((name for name in meta.all("dc.source") if not web_address(name)), ""),
        language=_language(tree, meta, data),
        captions=tuple((web_address(address, base), words) for address, words in pictures(data).items()),
        url=own_url,
        base_url=base,
    )


class _Meta:
    """The meta elements of a page by their lower-cased names."""

    def __init__(self, tree: "HtmlElement") -> None:
        self._values: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
            values = self._values.setdefault(name.strip().lower(), [])
            if len(values) < _MOST_VALUES and (value := clean_line(element.get("content", ""))):
                values.append(value)

    def all(self, *keys: str) -> list[str]:
        return [value for key in keys for value in self._values.get(key, ())]

    def first(self, key: str) -> str:
        return next(iter(self.all(key)), "")


def _all(tree: "HtmlElement", *paths: str) -> list[str]:
    texts = (clean_line(str(text)) for path in paths for text in tree.xpath(path)[:_MOST_VALUES])
    return [text for text in texts if text]


def _first(tree: "HtmlElement", path: str) -> str:
    return next(iter(_all(tree, path)), "")


def _iter_titles(
    tree: "HtmlElement", meta: _Meta, data: list[JsonObject], headings: tuple[str, ...]
) -> Iterator[Claim]:
    head = (
        (strings(data, "headline")[:1], 3.0, "JSON-LD headline"),
        (meta.all("og:title"), 2.5, "og:title"),
        (meta.all("dc.title", "dcterms.title"), 2.0, "dc.title"),
    )
    for titles, weight, source in head:
        yield from (Claim(title, weight, source) for title in titles)
    for element in tree.xpath("//h1 | //*[@itemprop='headline' and not(self::meta)]")[:_MOST_VALUES]:
        text = clean_line(element.text_content())
        if text not in headings:
            yield Claim(text, 2.0, "h1" if element.tag == "h1" else "itemprop headline")
    yield from _iter_marked_titles(tree)
    whole = _first(tree, "//title/text()")[:_LONGEST_TITLE]
    yield Claim(whole, 1.0, "title")
    for place, part in enumerate(_TITLE_PARTS.split(whole)):
        yield Claim(part, 1.2 if place else 1.3, "part of title")


def _iter_marked_titles(tree: "HtmlElement") -> Iterator[Claim]:
    """Yield the elements whose class says that they are the title of an article, or of a box."""
    marked = (one for one in tree.iter(*_TITLE_TAGS) if _TITLE_CLASSES.search(one.get("class", "")))
    texts = (clean_line(element.text_content()) for element in marked)
    for text in islice(filter(None, texts), _MOST_VALUES):
        yield Claim(text, 2.0, "an element whose class says so")


def _iter_box_titles(tree: "HtmlElement") -> Iterator[str]:
    named = ((element, element.get("class", "")) for element in tree.iter("h1", *_TITLE_TAGS, "a"))
    boxes = (element for element, name in named if name and _BOX_TITLE.search(name))
    for box in islice(boxes, 2 * _MOST_VALUES):
        yield clean_line(str(box.text_content()))


def _iter_leads(tree: "HtmlElement") -> Iterator[str]:
    named = (
        (element, f"{element.get('class', '')} {element.get('itemprop', '')}") for element in tree.iter(*_LEAD_TAGS)
    )
    marked = (element for element, name in named if len(name) > 1 and _LEAD_CLASSES.search(name))
    for element in islice(marked, _MOST_LEADS):
        text = clean_line(element.text_content())
        if len(text) in _LEAD_LENGTHS:
            yield text


def _iter_authors(meta: _Meta, data: list[JsonObject], sites: tuple[str, ...]) -> Iterator[str]:
    for name in (*names(data, "author"), *meta.all(*_AUTHORS)):
        if name not in sites and not is_account(name) and not is_frame(name) and not web_address(name):
            yield name.removeprefix("By ")


def _iter_dates(tree: "HtmlElement", meta: _Meta, data: list[JsonObject]) -> Iterator[str]:
    yield from strings(data, "datePublished")
    yield from meta.all(_DATES[0])
    yield from _all(tree, "//*[@itemprop='datePublished']/@content", "//*[@itemprop='datePublished']/@datetime")
    yield from meta.all(*_DATES[1:])
    yield from _all(tree, "//time/@datetime")
    yield from meta.all(*_LATER_DATES)


def _first_date(claims: Iterable[str]) -> Moment:
    return next((moment for moment in map(read_date, claims) if moment.day), UNKNOWN)


def _breadcrumb(tree: "HtmlElement") -> tuple[str, ...]:
    """Return the steps of the first path on the page."""
    for element in tree.xpath("//*[contains(@class, 'breadcrumb') or contains(@id, 'breadcrumb')]")[:1]:
        links = [step for step in islice(element.iter(*_STEP_TAGS), _MOST_STEPS) if _is_step(step)]
        return tuple(filter(None, (clean_line(step.text_content()).strip("/>»›| ") for step in links)))
    return ()


def _is_step(element: "HtmlElement") -> bool:
    parent = element.getparent()
    is_inside = parent is not None and parent.tag in _STEP_TAGS
    return element.tag == "a" or (element.find(".//a") is None and not is_inside)


def _language(tree: "HtmlElement", meta: _Meta, data: list[JsonObject]) -> str:
    root = tree.getroottree().getroot()
    claims = (root.get("lang"), root.get("xml:lang"), *strings(data, "inLanguage"), *meta.all(*_LANGUAGES))
    matches = (_LANGUAGE.match((claim or "").strip().lower()) for claim in claims)
    return next((match.group() for match in matches if match), "")


def _url(tree: "HtmlElement", meta: _Meta, url: str) -> str:
    own = web_address(url)
    for claim in (*_all(tree, "//link[@rel='canonical']/@href"), *meta.all("og:url")):
        address = canonical(web_address(claim, own))
        if address and (not own or _is_same_page(address, canonical(own))):
            return address
    return canonical(own)


def _is_same_page(claim: str, own: str) -> bool:
    """Tell whether an address can be that of a page: on its host, and not the front page of that."""
    is_front = claim == f"{site(claim)}/" and own != f"{site(own)}/"
    return site(claim).partition(":")[2] == site(own).partition(":")[2] and not is_front
