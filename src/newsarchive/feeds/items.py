"""An item of RSS or Atom -> an entry: which of its elements is its title, its content, its date."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsarchive.feeds.lossless import read_exact
from newsarchive.feeds.media import find_description, iter_media, to_attachments, to_figures
from newsarchive.feeds.moments import read_feed_date
from newsarchive.feeds.names import SECTION, TAG
from newsarchive.feeds.parts import is_alternate, is_file, join, to_language, to_name, to_person, to_term, to_web
from newsarchive.feeds.spaces import RDF, XML
from newsarchive.feeds.texts import Words, read_words, to_line, to_literal, to_title
from newsarchive.feeds.tree import Element
from newsarchive.model.article import UNKNOWN, Article, Moment
from newsarchive.model.feed import Entry

_BASE, _LANGUAGE, _ABOUT = f"{XML} base", f"{XML} lang", f"{RDF} about"
_TITLES = ("title", "atom:title", "dc:title", "dcterms:title")
_GUIDS = ("guid", "atom:id", "id", "dc:identifier")
_CONTENTS = ("content:encoded", "atom:content", "content", "xhtml:body", "xhtml:div", "body", "fullitem")
_SUMMARIES = tuple("description atom:summary summary dcterms:abstract dc:description itunes:summary".split())
_PUBLISHED = tuple(
    "pubdate atom:published atom:issued published issued dcterms:issued dc:date dcterms:created atom:created".split()
)
_OWN_PUBLISHED = ("dcterms:issued", "atom:published", "pubdate")
_UPDATED = ("atom:updated", "atom:modified", "updated", "dcterms:modified")
_CATEGORIES = ("category", "atom:category", "dc:subject")
_LANGUAGES = ("dc:language", "language")
_RELATIVE = re.compile(r"""(\s(?:href|src)\s*=\s*)(["'])(?![a-zA-Z][a-zA-Z0-9+.-]*:|[#"'])([^"'<>]{1,2000})\2""")
Fields = dict[str, list[Element]]


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all items of a document."""

    base_url: str = ""  # of its xml:base, else the site
    is_based: bool = False  # by an xml:base
    language: str = ""
    is_own: bool = False
    is_trusted: bool = False
    is_nukeviet: bool = False


def read_entry(item: Element, context: Context) -> Entry:
    """Return the entry of an item, as it is meant."""
    return _Item(item, context).to_entry()


def read_identity(item: Element, context: Context) -> Entry:
    """Return only what the entry of an item calls itself."""
    reading = _Item(item, context)
    return Entry(guid=reading.read_guid(), url=reading.find_url(), title=reading.read_title())


class _Item:
    __slots__ = ("_base_url", "_context", "_fields", "_is_based", "_item")

    def __init__(self, item: Element, context: Context) -> None:
        self._item = item
        self._context = context
        self._fields = _by_name(item)
        own_base = item.attributes.get(_BASE, "")
        self._base_url = join(context.base_url, own_base) if own_base else context.base_url
        self._is_based = context.is_based or bool(own_base)

    def to_entry(self) -> Entry:
        contents, summary = self._read_contents(), self._read_summary()
        best = max(contents, key=lambda words: words.rank, default=None)
        media = tuple(iter_media(self._item, self.resolve))
        html = (best or summary or Words("")).to_html()
        section, categories, tags = self._read_categories()
        updated = self._read_date(_UPDATED)
        return Entry(
            guid=self.read_guid(),
            url=self.find_url(),
            title=self.read_title(),
            summary=self._to_summary(summary) if best and summary else "",
            html=html,
            has_content=best is not None,
            authors=self._read_authors(),
            section=section,
            categories=categories,
            tags=tags,
            published=self._read_published(updated),
            updated=updated,
            language=self._read_language(),
            figures=to_figures(media, html),
            attachments=to_attachments(media),
            exact=self._read_exact(),
        )

    def resolve(self, url: str, element: Element) -> str:
        """Return a web address, completed by what the document says of its place; "" if it is none."""
        own_base = element.attributes.get(_BASE)
        return to_web(url, join(self._base_url, own_base) if own_base else self._base_url)

    def _all(self, names: Iterable[str]) -> Iterator[Element]:
        fields = self._fields
        for name in names:
            if name in fields:
                yield from fields[name]

    def _first(self, names: Iterable[str]) -> str:
        return next((one.text for one in self._all(names) if one.text and not one.text.isspace()), "")

    def read_title(self) -> str:
        """Return its headline as one line of plain text."""
        for element in self._all(_TITLES):
            if self._context.is_own and element.name == "title":
                title = to_line(element.text)
            else:
                words = read_words(element)
                is_text = element.name == "atom:title" and words is not None and not words.is_html
                title = to_title(words.text, "text" if is_text else "") if words else ""
            if title:
                return title
        return ""

    def _read_contents(self) -> list[Words]:
        return [self._based(words, one) for one in self._all(_CONTENTS) if (words := read_words(one))]

    def _read_summary(self) -> Words | None:
        """Return what the first kind of summary says that says anything; of several of a kind the richest.

        Of an entry that is a film, what describes the film.
        """
        for name in _SUMMARIES:
            found = [self._based(words, one) for one in self._fields.get(name, ()) if (words := read_words(one))]
            if found:
                return max(found, key=lambda words: words.rank)
        description = find_description(self._item)
        return Words(description) if description.strip() else None

    def _to_summary(self, words: Words) -> str:
        own = self._fields.get("description") if self._context.is_own else None
        return to_literal(own[0]) if own else words.to_text()

    def _based(self, words: Words, element: Element) -> Words:
        own_base = element.attributes.get(_BASE, "")
        if words.is_html and (self._is_based or own_base):
            base = join(self._base_url, own_base)
            words.text = _RELATIVE.sub(
                lambda match: f"{match[1]}{match[2]}{join(base, match[3])}{match[2]}", words.text
            )
        return words

    def read_guid(self) -> str:
        """Return its own id; of RSS 1.0 the address it is about."""
        return to_line(self._first(_GUIDS)) or to_line(self._item.attributes.get(_ABOUT, ""))

    def find_url(self) -> str:
        """Return its web address, from the element that is most surely meant for it."""
        links = self._fields.get("feedburner:origlink", []) + self._fields.get("link", [])
        urls = [self.resolve(link.text, link) for link in links]
        alternates = sorted(filter(is_alternate, self._all(("atom:link", "link"))), key=is_file)
        urls += [self.resolve(link.attributes.get("href", ""), link) for link in alternates]
        urls += [self._permanent_link(), to_web(self._item.attributes.get(_ABOUT, ""), "")]
        return next(filter(None, urls), "")

    def _permanent_link(self) -> str:
        for guid in self._fields.get("guid", ()):
            said = {name.lower(): value for name, value in guid.attributes.items()}.get("ispermalink", "true")
            if said.strip().lower() != "false":
                return to_web(guid.text, "")
        return ""

    def _read_authors(self) -> tuple[str, ...]:
        read = to_line if self._context.is_own else to_person
        names = [read(one.text) for one in self._all(("dc:creator", "dc:author", "author"))]
        names += [read(to_name(one)) for one in self._fields.get("atom:author", ())]
        names = list(filter(None, names)) or [to_person(self._first(("itunes:author",)))]
        return tuple(dict.fromkeys(filter(None, names)))

    def _read_categories(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return section, categories and tags."""
        terms = [(scheme, term) for one in self._all(_CATEGORIES) for scheme, term in [to_term(one)] if term]
        sections = [term for scheme, term in terms if scheme == SECTION]
        is_tag = self._context.is_trusted
        tags = [term for scheme, term in terms if scheme == TAG and is_tag]
        others = [term for scheme, term in terms if scheme != SECTION and not (scheme == TAG and is_tag)]
        if not sections and not self._context.is_own:
            sections = others
        section = sections[0] if sections else ""
        return section, tuple(dict.fromkeys(term for term in others if term != section)), tuple(dict.fromkeys(tags))

    def _read_published(self, updated: Moment) -> Moment:
        if self._context.is_own:
            return self._read_date(_OWN_PUBLISHED)
        published = self._read_date(_PUBLISHED)
        return published if published.words else updated

    def _read_date(self, names: Iterable[str]) -> Moment:
        """Return the first date that can be read; without one, the words of the first."""
        first = UNKNOWN
        for element in self._all(names):
            words = to_line(element.text)
            if not words:
                continue
            moment = read_feed_date(words, is_nukeviet=self._context.is_nukeviet, is_own=self._context.is_own)
            if moment:
                return moment
            first = first if first.words else moment
        return first

    def _read_language(self) -> str:
        said = self._first(_LANGUAGES) or self._item.attributes.get(_LANGUAGE, "")
        return to_language(said) or self._context.language

    def _read_exact(self) -> Article | None:
        records = self._fields.get("na:article") if self._context.is_trusted else None
        return read_exact(records[0].text) if records else None


def _by_name(parent: Element) -> Fields:
    fields: Fields = {}
    for child in parent.children:
        fields.setdefault(child.name, []).append(child)
    return fields
