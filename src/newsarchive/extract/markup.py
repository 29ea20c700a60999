"""HTML to lines of text and pictures, in their order; the tree is walked once, whatever its depth.

libxml2 reads hostile pages in linear time; the standard library's html.parser does not (python/cpython#135462).
"""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsarchive.extract.elements import (
    is_apart,
    is_unread,
    open_layout_tables,
    read_file,
    read_picture,
    web_address,
)
from newsarchive.extract.inline import fit, part
from newsarchive.extract.nesting import BLOCKS, CELLS, Nesting, stem
from newsarchive.extract.parts import Block, BlockKind, Part, Path, Picture, Run, Segment
from newsarchive.extract.written import to_html
from newsarchive.text.normalize import clean_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = [
    "Block",
    "BlockKind",
    "Part",
    "Picture",
    "open_layout_tables",
    "parse_html",
    "read_parts",
    "to_html",
    "web_address",
]

_RANGES = frozenset({"figure", "figcaption", "table"})
_CELL = "\x1f"  # parted the cells of a row in earlier releases: no text holds it
_SPACES = re.compile(r"\s+")
_BULLET = "- "
_PICTURE_TABLE = 3  # a picture, its caption, and a stray line
# The alternatives before the last: what holds no tags, whatever it looks like.
_TAG = re.compile(
    r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+)|<(script|style|title|textarea|xmp|iframe)\b[^<]*+(?:<(?!/\1)[^<]*+)*+"
    r"|(?P<start><[a-z][\w:-]{0,40})(?P<rest>[^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+')[^\"'>]*+)*+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/=]+")
_LONG_TAG = 2000  # characters: in what is shorter there is no room for so many attributes
_MOST_ATTRIBUTES = 1000


def parse_html(text: str) -> "HtmlElement | None":
    """Return the tree of a page; None if it holds no element."""
    from lxml import etree, html

    # huge_tree: without it libxml2 drops what is nested 250 deep or longer than 10 MB, in silence.
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    # One class for all elements: lxml.html asks Python for each of them, whenever it is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    text = _TAG.sub(_spare, text)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _spare(tag: re.Match[str]) -> str:
    """Return a tag without its attributes if they are too many: their number costs time by its square."""
    rest = tag["rest"]
    if rest is None or len(rest) < _LONG_TAG:
        return tag[0]
    return tag[0] if len(_BETWEEN_ATTRIBUTES.findall(_QUOTED.sub("", rest))) <= _MOST_ATTRIBUTES else tag["start"]


def read_parts(root: "HtmlElement", base_url: str = "") -> tuple[Part, ...]:
    """Return the paragraphs, pictures and linked files below an element, in their order."""
    from lxml import etree

    reader = _Reader(base_url, Nesting(base_url))
    walk = etree.iterwalk(root, events=("start", "end"))
    is_skipped = False
    for event, element in walk:
        if event == "start":
            is_skipped = is_unread(element)
            if is_skipped:
                walk.skip_subtree()
                continue
            reader.open(element)
            text = element.text
        else:
            if not is_skipped:
                reader.close(element)
            is_skipped = False
            text = element.tail
        if text:
            reader.add(text)
    return tuple(reader.parts)


@dataclass(slots=True)
class _Place:
    """The words that are being read, as they come, for one run."""

    inside: Path
    raw: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    base_url: str
    nesting: Nesting
    parts: list[Part] = field(default_factory=list)
    places: list[_Place] = field(default_factory=list)  # of the paragraph that is being read; several in a row of cells
    bullet: str = ""
    is_listed: bool = True  # the bullet is that of an item among the containers
    is_apart: bool = True
    apart: list[bool] = field(default_factory=list)  # for each open element, whether it or one around it sets apart
    depth_pre: int = 0
    depth_caption: int = 0
    starts: list[int] = field(default_factory=list)  # where the open figures, captions and tables began
    captions: list[str] = field(default_factory=list)  # of the open figures

    def add(self, text: str) -> None:
        if not text.isspace():
            self.is_apart = self.is_apart and bool(self.apart) and self.apart[-1]
        elif not self.places and not self.depth_pre:
            return
        text = text.replace(_CELL, "")
        self._place().raw.append((text if self.depth_pre else _SPACES.sub(" ", text), self.nesting.marks))

    def _place(self) -> _Place:
        if not self.places:
            self.places.append(_Place(self.nesting.path))
        return self.places[-1]

    def open(self, element: "HtmlElement") -> None:
        tag = element.tag
        self.apart.append(bool(self.apart and self.apart[-1]) or is_apart(element))
        self.depth_pre += tag == "pre"
        if tag in BLOCKS:
            self.flush()
        self.depth_caption += tag == "figcaption"
        self.nesting.open(element)
        if tag in _RANGES:
            self.starts.append(len(self.parts))
        if tag == "figure":
            self.captions.append("")
        elif tag == "li":
            self.bullet = _BULLET
            self.is_listed = self.nesting.is_bare
        elif tag == "img":
            self.parts.extend(read_picture(element, self.base_url, stem(self.nesting.path)))
        elif tag == "br":
            self._place().raw.append(("\n", self.nesting.marks))
        elif tag in CELLS:
            self.places.append(_Place(self.nesting.path))

    def close(self, element: "HtmlElement") -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
        self.nesting.close(element)
        if tag == "figcaption":
            self.close_caption(self.starts.pop())
        elif tag == "figure":
            self.close_figure(self.starts.pop(), self.captions.pop())
        elif tag == "table":
            self.close_table(self.starts.pop())
        elif tag == "li":
            self.bullet = ""
        elif tag == "a":
            self.parts.extend(read_file(element, self.base_url))
        self.apart.pop()
        self.depth_pre -= tag == "pre"
        self.depth_caption -= tag == "figcaption"

    def flush(self) -> None:
        """End the paragraph; an empty line parts one from the next."""
        for runs in self._take_runs() if self.places else ():
            words = " | ".join(run.text for run in runs)
            kind = self.nesting.kind(runs[0].inside)
            bullet = "" if self.depth_caption else self.bullet
            if bullet:
                self.bullet = ""
            if bullet and not self.is_listed:  # too deep to be kept as a list
                runs[0] = replace(runs[0], segments=((bullet, ()), *runs[0].segments))
            self.parts.append(Block(bullet + words, self.is_apart, kind, self.nesting.level, tuple(runs)))
        self.places.clear()
        self.is_apart = True

    def _take_runs(self) -> list[list[Run]]:
        """Return the runs of each paragraph; one that begins in a cell goes on in the cells beside it."""
        paragraphs: list[list[Run]] = []
        for place in self.places:
            segments = fit(place.raw)
            runs = [Run(stem(place.inside), paragraph) for paragraph in part(segments)] if segments else []
            if runs and paragraphs:
                paragraphs[-1].append(runs.pop(0))
            paragraphs.extend([run] for run in runs)
        return paragraphs

    def close_caption(self, start: int) -> None:
        blocks = [part for part in self.parts[start:] if isinstance(part, Block)]
        self.parts[start:] = [part for part in self.parts[start:] if not isinstance(part, Block)]
        caption = clean_line(" ".join(block.text for block in blocks))
        if self.captions:
            self.captions[-1] = clean_line(f"{self.captions[-1]} {caption}")
        elif caption:  # outside a figure
            run = Run(stem(self.nesting.path), ((caption, ()),))
            self.parts.append(Block(caption, is_apart=True, runs=(run,)))

    def close_figure(self, start: int, caption: str) -> None:
        """Give the words of a figure to its last picture; without an image they are a picture of their own."""
        if not caption:
            return
        for place in reversed(range(start, len(self.parts))):
            part = self.parts[place]
            if isinstance(part, Picture):
                self.parts[place] = replace(part, caption=caption)
                return
        self.parts.append(Picture("", caption, inside=stem(self.nesting.path)))

    def close_table(self, start: int) -> None:
        """Set the words apart that share a table with nothing but a picture."""
        parts = self.parts[start:]
        if len(parts) <= _PICTURE_TABLE and any(isinstance(part, Picture) for part in parts):
            self.parts[start:] = [replace(part, is_apart=True) if isinstance(part, Block) else part for part in parts]
