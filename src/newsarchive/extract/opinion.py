"""What two libraries take for the text of a page, and how far they agree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsarchive.extract.chrome import is_frame
from newsarchive.extract.markup import Block, read_parts
from newsarchive.extract.names import is_account
from newsarchive.extract.sentences import is_paragraph
from newsarchive.text.normalize import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from readability import Document

Runs = frozenset[tuple[str, ...]]

_UNREAD = ("script", "style", "noscript", "iframe", "svg", "template", "object", "embed", "canvas")
# What readability takes for a sign that a div holds blocks: tags that begin so.
_BLOCK_STARTS = ("a", "blockquote", "dl", "div", "img", "ol", "p", "table", "ul")
_MOST_ELEMENTS = 10_000  # readability takes the square of their number
_DEEPEST = 250
_LONGEST_NAME = 60
_BETWEEN_AUTHORS = re.compile(r"\s?[;,]\s?|\svà\s|\sand\s")
_WORD = re.compile(r"\w+")
_FIRST, _SECOND = "trafilatura", "readability"
_RUN = 4  # words
_LITTLE = 250  # characters
_DISAGREEING, _RICHER = 0.4, 3
# Without the extensive search: that finds a date on every page, if need be in its copyright line.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-12-31"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of a text, whose they are, and the runs of words of the other extractor; of the same if it is mute."""

    rows: tuple[str, ...]
    rule: str
    other: Runs
    is_seconded: bool = False  # the other extractor has found a text


def drop_unread(tree: "HtmlElement") -> None:
    """Take from a tree what no reader sees."""
    for element in list(tree.iter(*_UNREAD)):
        element.drop_tree()


def read_authors(tree: "HtmlElement") -> tuple[str, ...]:
    """Return whom trafilatura takes for the authors of a page."""
    from trafilatura.metadata import extract_author

    names = _BETWEEN_AUTHORS.split(clean_line(extract_author(tree) or ""))
    return tuple(dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME and not is_account(name)))


def read_day(tree: "HtmlElement", url: str) -> str:
    """Return what trafilatura takes for the day of a page; "" if it finds none."""
    from trafilatura.metadata import extract_metadata

    return extract_metadata(tree, default_url=url or None, date_config=_DATES).date or ""


def read_first(tree: "HtmlElement", url: str) -> tuple[str, ...]:
    """Return the rows that trafilatura takes for the text."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, url=url or None, with_metadata=False, include_comments=False, include_tables=True)
    except RecursionError:  # lists in quotations in lists, hundreds deep
        found = None
    if found is None or isinstance(found, dict):
        return ()
    rows = (clean_line(row) for row in (found.text or "").split("\n"))
    return tuple(row for row in rows if row)


def find_second(tree: "HtmlElement") -> "HtmlElement | None":
    """Return the element that readability takes for the text; None from a page too crowded for it."""
    from readability.readability import Unparseable

    if not _is_bearable(tree):
        return None
    document = _reader()(tree)
    try:
        document.summary()
    except Unparseable:
        return None
    return document.html  # type: ignore[no-any-return]  # the library has no types


def choose_rows(tree: "HtmlElement", url: str) -> Choice:
    """Return the text of a page: what trafilatura finds, or readability where that finds little or something else."""
    first = read_first(tree, url)
    ours = runs_of(" ".join(first))
    second = find_second(tree)
    if second is None:
        return Choice(first, _FIRST, ours)
    theirs = runs_of(" ".join(second.itertext()))
    is_little = sum(map(len, first)) < _LITTLE
    if not is_little and agreement(ours, theirs) >= _DISAGREEING:
        return Choice(first, _FIRST, theirs, is_seconded=True)
    rows = tuple(_rows_of(second))
    if _worth(rows) > (1 if is_little else _RICHER) * _worth(first):
        return Choice(rows, _SECOND, ours, is_seconded=not is_little)
    is_serious = sum(map(len, rows)) >= _LITTLE
    return Choice(first, _FIRST, theirs if is_serious else ours, is_seconded=is_serious)


def _rows_of(element: "HtmlElement") -> Iterator[str]:
    """Yield the lines of an element that are not the head or foot of a page."""
    for part in read_parts(element):
        if isinstance(part, Block):
            yield from (line for line in part.text.split("\n") if not is_frame(line))


def agreement(ours: Runs, theirs: Runs) -> float:
    """Return the share of runs of words that two texts have in common.

    >>> agreement(runs_of("Xã Bình Lạc họp"), runs_of("Xã Bình Lạc, họp.")), agreement(runs_of("Xã"), runs_of(""))
    (1.0, 0.0)
    """
    common = len(ours & theirs)
    return common / (len(ours) + len(theirs) - common) if ours or theirs else 0.0


def runs_of(text: str) -> Runs:
    """Return each run of four words of a text."""
    words = _WORD.findall(text)
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False)) or frozenset(
        [tuple(words)][: len(words)]
    )


def _worth(rows: tuple[str, ...]) -> int:
    """Return how much running text there is."""
    return sum(len(row) for row in rows if is_paragraph(row))


def _is_bearable(tree: "HtmlElement") -> bool:
    from lxml import etree

    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += event == "start"
    return count <= _MOST_ELEMENTS and deepest <= _DEEPEST


@cache
def _reader() -> "type[Document]":
    """Return readability on a tree that is parsed already; imported only where a page is read."""
    import copy

    from readability import Document

    class TreeDocument(Document):  # type: ignore[misc]  # the library has no types
        def __init__(self, tree: "HtmlElement") -> None:
            super().__init__("")
            self.html = self._tree = tree

        def _html(self, force: bool = False) -> "HtmlElement":
            if force or self.html is self._tree:
                self.html = copy.deepcopy(self._tree)
            return self.html

        def transform_misused_divs_into_paragraphs(self) -> None:
            _split_divs(self.html)

        def remove_unlikely_candidates(self) -> None:
            _drop_unlikely(self.html)

        def get_link_density(self, element: "HtmlElement") -> float:
            return sum(_length_of(link) for link in element.findall(".//a")) / max(_length_of(element), 1)

        def get_clean_html(self) -> str:
            return str(self.html.text_content())

    return TreeDocument


def _drop_unlikely(root: "HtmlElement") -> None:
    """Do as readability: drop what the class or id of an element says to be no text."""
    from readability.readability import REGEXES

    is_unlikely, is_likely = REGEXES["unlikelyCandidatesRe"].search, REGEXES["okMaybeItsACandidateRe"].search
    for element in root.findall(".//*"):
        names, key = element.get("class", ""), element.get("id", "")
        said = f"{names} {key}" if names or key else ""
        if said and is_unlikely(said) and not is_likely(said) and element.tag not in ("html", "body"):
            element.drop_tree()


def _length_of(element: "HtmlElement") -> int:
    return len(" ".join(element.text_content().split()))


def _split_divs(root: "HtmlElement") -> None:
    """Do as readability: make paragraphs of divs without blocks in them, and of bare text beside blocks.

    It writes the inside of each div out to look for blocks, which takes the square of their depth.
    """
    from lxml.html import Element

    for div in _divs_without_blocks(root):
        div.tag = "p"
    for div in list(root.iter("div")):
        texts = [(None, div.text), *((child, child.tail) for child in div)]
        for child, text in texts:
            if text and text.strip():
                paragraph = Element("p")
                paragraph.text = text
                if child is None:
                    div.text = None
                    div.insert(0, paragraph)
                else:
                    child.tail = None
                    child.addnext(paragraph)
        for line_break in div.findall("br"):
            div.remove(line_break)


def _divs_without_blocks(root: "HtmlElement") -> "list[HtmlElement]":
    around: set[HtmlElement] = set()
    for element in root.iter():
        if str(element.tag).startswith(_BLOCK_STARTS):
            parent = element.getparent()
            while parent is not None and parent not in around:
                around.add(parent)
                parent = parent.getparent()
    return [div for div in root.iter("div") if div not in around]
