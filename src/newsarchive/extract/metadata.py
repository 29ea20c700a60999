"""What the head of a page says of its article, as claims: `page` weighs them against what is seen."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsarchive.extract.fields import is_account
from newsarchive.extract.markup import web_address
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.text.dates import read_date
from newsarchive.text.normalize import clean_line
from newsarchive.text.urls import canonical, site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_DATA = 1_000_000  # characters of JSON-LD
_DEEPEST = 20
_TITLE_PARTS = re.compile(r"\s[-|–—»:]\s|\s?\|\s?|\s?»\s?")
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='article:published_time']/@content",
    "//time/@datetime",
)
_DESCRIPTIONS = (
    "//meta[@name='description']/@content",
    "//meta[@property='og:description']/@content",
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The claims of a page, "" and () for what it does not say."""

    titles: tuple[tuple[str, float], ...] = ()  # with the weight of their place; below 0 for the name of the site
    descriptions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    section: str = ""
    breadcrumb: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # of the boxes of a Liferay page: the one above the article is its section
    published: Moment = UNKNOWN
    is_edit_date: bool = False  # the structured dates of this page are those of its last edit
    language: str = ""
    url: str = ""
    base_url: str = ""  # what the addresses on the page are relative to


def read_metadata(tree: "HtmlElement", url: str = "") -> Metadata:
    """Return what a page says of itself; its own address only where that is of the host it came from."""
    data = list(_iter_articles(tree))
    # NukeViet writes the day of publication beside a broken time, and the last edit everywhere else.
    is_nukeviet = "nukeviet" in _first(tree, "//meta[@name='generator']/@content").lower()
    sites = (*_all(tree, "//meta[@property='og:site_name']/@content"), *_names(data, "publisher"))
    own_url = _url(tree, url)
    return Metadata(
        titles=tuple(_iter_titles(tree, data, sites)),
        descriptions=tuple(dict.fromkeys([*_strings(data, "description"), *_all(tree, *_DESCRIPTIONS)])),
        authors=tuple(dict.fromkeys(_iter_authors(tree, data, sites))),
        section="" if is_nukeviet else _first(tree, "//meta[@property='article:section']/@content"),
        breadcrumb=_breadcrumb(tree),
        headings=tuple(
            clean_line(str(box.text_content()))
            for box in tree.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), ' portlet-title ')]")[:20]
        ),
        published=_published(
            _all(tree, _DATES[0]) if is_nukeviet else [*_strings(data, "datePublished"), *_all(tree, *_DATES)]
        ),
        is_edit_date=is_nukeviet,
        language=_language(tree),
        url=own_url,
        base_url=web_address(_first(tree, "//base/@href"), web_address(url)) or web_address(url) or own_url,
    )


def _all(tree: "HtmlElement", *paths: str) -> list[str]:
    texts = (clean_line(str(text)) for path in paths for text in tree.xpath(path)[:10])
    return [text for text in texts if text]


def _first(tree: "HtmlElement", *paths: str) -> str:
    return next(iter(_all(tree, *paths)), "")


def _iter_titles(
    tree: "HtmlElement", data: list[dict[str, object]], sites: tuple[str, ...]
) -> Iterator[tuple[str, float]]:
    for title in _strings(data, "headline")[:1]:
        yield title, 3.0
    for title in _all(tree, "//meta[@property='og:title']/@content"):
        yield title, 2.5
    for heading in tree.xpath("//h1")[:5]:
        yield clean_line(heading.text_content()), 2.0
    whole = _first(tree, "//title/text()")
    yield whole, 1.0
    for part in _TITLE_PARTS.split(whole):
        yield part, 1.2
    for name in sites:
        yield name, -3.0


def _iter_authors(tree: "HtmlElement", data: list[dict[str, object]], sites: tuple[str, ...]) -> Iterator[str]:
    for name in (*_names(data, "author"), *_all(tree, "//meta[@name='author']/@content")):
        if name not in sites and not is_account(name) and not web_address(name):
            yield name.removeprefix("By ")


def _published(claims: list[str]) -> Moment:
    return next((moment for moment in map(read_date, claims) if moment.day), UNKNOWN)


def _breadcrumb(tree: "HtmlElement") -> tuple[str, ...]:
    """Return the steps of the first path on the page."""
    for element in tree.xpath("//*[contains(@class, 'breadcrumb') or contains(@id, 'breadcrumb')]")[:1]:
        steps = element.xpath(".//a | .//li[not(.//a)] | .//span[not(.//a) and not(ancestor::a)]")[:20]
        return tuple(filter(None, (clean_line(step.text_content()).strip("/>»›| ") for step in steps)))
    return ()


def _language(tree: "HtmlElement") -> str:
    root = tree.getroottree().getroot()
    match = _LANGUAGE.match((root.get("lang") or root.get("xml:lang") or "").strip().lower())
    return match.group() if match else ""


def _url(tree: "HtmlElement", url: str) -> str:
    own = web_address(url)
    for claim in _all(tree, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        address = web_address(claim, own)
        if address and (not own or site(address).partition(":")[2] == site(own).partition(":")[2]):
            return canonical(address)
    return canonical(own)


def _iter_articles(tree: "HtmlElement") -> Iterator[dict[str, object]]:
    """Yield the articles that JSON-LD describes."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:20]:
        if len(script) <= _MOST_DATA:
            try:
                yield from _iter_objects(json.loads(script, strict=False), _DEEPEST)
            except (ValueError, RecursionError):
                continue


def _iter_objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, list) and depth:
        for item in value:
            yield from _iter_objects(item, depth - 1)
    elif isinstance(value, dict) and depth:
        kinds = value.get("@type")
        if any(
            "Article" in str(kind) or "Posting" in str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield value
        yield from _iter_objects(value.get("@graph"), depth - 1)


def _strings(data: list[dict[str, object]], key: str) -> list[str]:
    return [text for item in data if isinstance(value := item.get(key), str) and (text := clean_line(value))]


def _names(data: list[dict[str, object]], key: str) -> list[str]:
    """Return the names under a key: those of one or more texts or objects."""
    values: list[object] = []
    for item in data:
        value = item.get(key)
        values += value if isinstance(value, list) else [value]
    names = (value.get("name") if isinstance(value, dict) else value for value in values)
    return [clean_line(name) for name in names if isinstance(name, str) and name.strip()]
