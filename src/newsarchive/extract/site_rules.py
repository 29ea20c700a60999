"""The user's own rules for the pages of a site: CSS selectors, which win over everything that is read otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsarchive.errors import UsageError
from newsarchive.extract.credit import read_credit
from newsarchive.extract.markup import read_parts
from newsarchive.extract.names import read_label, read_names
from newsarchive.extract.parts import Block
from newsarchive.model.article import Draft
from newsarchive.model.extraction import Evidence, SiteRules
from newsarchive.text.dates import read_date
from newsarchive.text.normalize import clean_line
from newsarchive.text.urls import site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = ("title", "subtitle", "section", "credit")
FIELDS = frozenset({*_LINES, "summary", "text", "byline", "published"})
_MOST_ELEMENTS = 1000


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules of a site read from one of its pages."""

    words: Mapping[str, str] = field(default_factory=dict)  # by field; what a rule does not find is left to others
    text: tuple[tuple[str, ...], ...] = ()  # the lines of each element that holds the text
    selectors: Mapping[str, str] = field(default_factory=dict)

    def apply(self, draft: Draft) -> Draft:
        """Return draft with what the rules say of all but its text."""
        words = self.words
        names, published, credit = (words.get(name, "") for name in ("byline", "published", "credit"))
        return replace(
            draft,
            title=words.get("title", draft.title),
            subtitle=words.get("subtitle", draft.subtitle),
            summary=words.get("summary", draft.summary),
            section=words.get("section", draft.section),
            credit=read_credit(credit) or credit or draft.credit,
            byline=(read_label(names) or read_names(names) or (names,)) if names else draft.byline,
            published=read_date(published) if published else draft.published,
        )

    def evidence(self) -> Iterator[Evidence]:
        """Yield how each field is known."""
        for name in (*self.words, *(["text"] if self.text else [])):
            yield Evidence(name, "your rule for this site", self.selectors[name])


NO_RULES = Ruled()


def check_rules(rules: SiteRules, url: str) -> None:
    """Let rules pass that can be followed.

    Raises:
        UsageError: a selector is none, or for a field that pages do not have.
    """
    for name in rules.selectors.keys() - FIELDS:
        raise UsageError(
            f"{site(url)}: no rule can be given for: {name}", f"rules can be given for: {', '.join(sorted(FIELDS))}"
        )
    for name, selector in (*rules.selectors.items(), *(("remove", one) for one in rules.remove)):
        _compile(selector, name, url)


def remove_ruled(tree: "HtmlElement", rules: SiteRules, url: str) -> None:
    """Take out of a page what the rules of its site say is no part of any article."""
    for selector in rules.remove:
        for element in _compile(selector, "remove", url)(tree)[:_MOST_ELEMENTS]:
            if element.getparent() is not None:
                element.drop_tree()


def read_ruled(tree: "HtmlElement", rules: SiteRules, url: str) -> Ruled:
    """Return what the rules of its site read from a page."""
    words: dict[str, str] = {}
    text: tuple[tuple[str, ...], ...] = ()
    for name, selector in rules.selectors.items():
        elements = _compile(selector, name, url)(tree)[:_MOST_ELEMENTS]
        runs = tuple(lines for element in elements if (lines := _lines(element)))
        if name == "text":
            text = runs
        elif runs:
            words[name] = ("\n" if name == "summary" else " ").join(line for lines in runs for line in lines)
    return Ruled(words, text, rules.selectors)


def _lines(element: "HtmlElement") -> tuple[str, ...]:
    """Return the lines of an element; what is no block, such as a span, is one."""
    blocks = (part.text for part in read_parts(element) if isinstance(part, Block))
    lines = tuple(line for text in blocks for line in text.split("\n"))
    return lines or tuple(filter(None, [clean_line(str(element.text_content()))]))


def _compile(selector: str, name: str, url: str) -> "Callable[[HtmlElement], list[HtmlElement]]":
    """Return what finds the elements of one tree.

    It must not be called twice: libxml2 remembers where the name of the function behind `:contains()` stood, which
    lxml frees after each call.
    """
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import XPathError
    from lxml.html import Element

    try:
        CSSSelector(selector, translator="html")(Element("p"))  # some faults show only then
        return CSSSelector(selector, translator="html")
    except (SelectorError, XPathError, ValueError) as error:
        raise UsageError(
            f"{site(url)}: the rule for {name} is no CSS selector: {selector}", "mend it in the file of site rules"
        ) from error
