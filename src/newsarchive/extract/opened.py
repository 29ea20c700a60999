"""A web page, parsed once, and what each of its readers says: metadata, lines and pictures, two extractors, rules."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsarchive.errors import ParseError
from newsarchive.extract.located import Line, lines_of, locate, locate_runs, with_lists
from newsarchive.extract.markup import open_layout_tables, parse_html, read_parts
from newsarchive.extract.metadata import Metadata, read_metadata
from newsarchive.extract.opinion import Choice, choose_rows, drop_unread
from newsarchive.extract.parts import Part
from newsarchive.extract.pasted import HINT
from newsarchive.extract.site_rules import Ruled, check_rules, read_ruled, remove_ruled
from newsarchive.extract.written import plain_block
from newsarchive.model.extraction import SiteRules

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What no element may hold: libraries that move texts around in the tree are refused it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WHOLE = 0.8  # of the letters of a text, found among the parts of the page


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that is read, and what each reader says of it."""

    metadata: Metadata
    ruled: Ruled
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    choice: Choice
    body: tuple[int, ...]  # the places of the text among the parts
    tree: "HtmlElement"


def open_page(text: str, url: str, rules: SiteRules) -> OpenPage:
    """Return a page as its readers see it.

    Raises:
        ParseError: there is nothing on it.
        UsageError: a rule of the site cannot be followed.
    """
    check_rules(rules, url)
    tree = parse_html(_CONTROL.sub("\ufffd", text))
    if tree is None:
        raise ParseError(url or "page", "no article in it", HINT)
    metadata = read_metadata(tree, url)
    remove_ruled(tree, rules, url)
    ruled = read_ruled(tree, rules, url)
    parts = read_parts(tree, metadata.base_url)
    drop_unread(tree)
    open_layout_tables(tree)
    choice = choose_rows(tree, metadata.url)
    lines = lines_of(parts)
    if places := locate_runs(ruled.text, lines):
        return OpenPage(metadata, ruled, parts, lines, choice, places, tree)
    found = locate(choice.rows, lines)
    if found.share < _WHOLE and choice.rows:  # what the page hides: the text stands by itself
        parts = tuple(plain_block(row) for row in choice.rows)
        lines = lines_of(parts)
        found = locate(choice.rows, lines)
    return OpenPage(metadata, replace(ruled, text=()), parts, lines, choice, with_lists(parts, found.places), tree)
