"""What a page consists of, as values: blocks of text, pictures and linked files, each with its place in the markup."""

from dataclasses import dataclass, field
from enum import StrEnum

from newsarchive.model.article import Attachment


class BlockKind(StrEnum):
    """What a block of text is to its reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table: the words that stand in its cells themselves
    QUOTE = "quote"
    PRE = "pre"  # its line breaks are its form


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element: one of strong, em, u, s, sub, sup, code, and a with what its href says."""

    tag: str
    href: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """A list, table, row, cell, quotation or the like, told from its neighbours by its number."""

    tag: str
    number: int = 0
    column: int = 0  # of a cell, counted from 0
    spans: tuple[tuple[str, int], ...] = ()  # colspan, rowspan


Path = tuple[Container, ...]  # the outermost first
Segment = tuple[str, tuple[Mark, ...]]  # words, and the inline elements around them, the outermost first


@dataclass(frozen=True, slots=True)
class Run:
    """The words of a block that stand in one place: all of them, or those of one cell."""

    inside: Path
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Return the words alone."""
        return "".join(words for words, _ in self.segments)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and whether it is set apart as captions are: centred, in italics, or in the table of a picture."""

    text: str
    is_apart: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0  # of a heading: 1 for h1
    runs: tuple[Run, ...] = field(default=(), compare=False, repr=False)

    def has_bullet(self) -> bool:
        """Tell whether its text begins with the sign of an item, which is not among its words."""
        return self.text != " | ".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, with the words that its markup ties to it."""

    url: str
    caption: str = ""
    alt: str = field(default="", compare=False)
    width: int = field(default=0, compare=False)  # pixels, as declared; 0 if it is not
    height: int = field(default=0, compare=False)
    inside: Path = field(default=(), compare=False, repr=False)


Part = Block | Picture | Attachment
