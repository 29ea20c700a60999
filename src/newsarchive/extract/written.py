"""Parts of a page as HTML in the fixed vocabulary of Draft.html: its blocks say exactly what the parts say.

What is read from it again has the same words in the same paragraphs: a cell that held its words itself still does, and
a table that only laid out the page becomes paragraphs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from newsarchive.extract.inline import to_markup
from newsarchive.extract.layout_tables import layout_tables, without
from newsarchive.extract.parts import Block, BlockKind, Container, Part, Path, Picture, Run
from newsarchive.text.sanitize import clean_html

_CELLS = ("td", "th")
_LISTS = ("ul", "ol")
_LAST_HEADING = 4


def to_html(parts: Iterable[Part]) -> str:
    """Return parts, chosen from those of one page in their order, as the HTML of an article."""
    shown = [part for part in parts if isinstance(part, Block | Picture)]
    opened = layout_tables(shown)
    root = _Node()
    open_nodes = [root]
    headings = _Headings()
    items: set[Container] = set()
    for part in shown:
        for path, leaf in _leaves(part, opened, headings):
            _descend(open_nodes, _listed(path, part, items))
            open_nodes[-1].children.append(leaf)
    return clean_html(_write(root))


def plain_block(text: str) -> Block:
    """Return a paragraph without any markup, as pasted text and edited blocks have it."""
    return Block(text, runs=(Run((), ((text, ()),)),))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A paragraph, heading or figure; the name is that of its element, "" where its words stand bare."""

    name: str
    html: str


@dataclass(slots=True)
class _Node:
    container: Container | None = None
    children: list["_Node | _Leaf"] = field(default_factory=list)

    @property
    def tag(self) -> str:
        return self.container.tag if self.container else ""


@dataclass(slots=True)
class _Headings:
    """Brings levels in order: the first is h2, and none is left out on the way down."""

    levels: list[int] = field(default_factory=list)

    def name(self, level: int) -> str:
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return f"h{min(len(self.levels) + 1, _LAST_HEADING)}"


def _leaves(part: Block | Picture, opened: frozenset[Container], headings: _Headings) -> Iterable[tuple[Path, _Leaf]]:
    if isinstance(part, Picture):
        inside = tuple(container for container in without(part.inside, opened) if container.tag != "pre")
        return [(inside, _Leaf("figure", figure))] if (figure := _figure(part)) else []
    runs = [Run(without(run.inside, opened), run.segments) for run in part.runs]
    if not runs:
        return [((), _Leaf("p", _lines(part.text)))]
    inside = runs[0].inside
    tag = inside[-1].tag if inside else ""
    if tag in _CELLS:
        name = "" if part.kind is BlockKind.ROW else "p"
        return [(run.inside, _Leaf(name, to_markup(run.segments))) for run in runs]
    name = headings.name(part.level) if part.level and tag != "pre" else "p"
    line_break = "\n" if tag == "pre" else "<br>"
    return [(inside, _Leaf(name, " | ".join(to_markup(run.segments, line_break) for run in runs)))]


def _listed(path: Path, part: Block | Picture, begun: set[Container]) -> Path:
    """Return a path without the items that the words of part do not begin, where nothing before them did."""
    items = [container for container in path if container.tag == "li"]
    if not items or isinstance(part, Picture):
        return path
    if part.has_bullet():
        begun.update(items)
    left_out = {place for place, one in enumerate(path) if one.tag == "li" and one not in begun}
    return tuple(one for place, one in enumerate(path) if not {place, place + 1} & left_out)


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _figure(picture: Picture) -> str:
    image = ""
    if picture.url:
        sizes = [(name, size) for name, size in (("width", picture.width), ("height", picture.height)) if size]
        attributes = [("src", picture.url), ("alt", picture.alt or picture.caption), *sizes]
        image = "<img" + "".join(f' {name}="{escape(str(value))}"' for name, value in attributes) + ">"
    caption = f"<figcaption>{escape(picture.caption, quote=False)}</figcaption>" if picture.caption else ""
    return image + caption


def _descend(open_nodes: list[_Node], path: Path) -> None:
    """Close the containers that do not go on, and open those that are new."""
    depth = 0
    while depth < min(len(path), len(open_nodes) - 1) and open_nodes[depth + 1].container == path[depth]:
        depth += 1
    del open_nodes[depth + 1 :]
    for container in path[depth:]:
        node = _Node(container)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)


def _write(node: _Node) -> str:
    """Return a container with all that is in it; there are never many in one another."""
    if node.tag == "pre":
        return _write_tag(node, "\n\n".join(child.html for child in node.children if isinstance(child, _Leaf)))
    if node.tag in ("li", *_CELLS):
        return _write_tag(node, _write_mixed(node.children, is_item=node.tag == "li"))
    written = [_write_child(child) for child in node.children]
    if node.tag == "tr":
        return _write_tag(node, "".join(_fill(node.children, written)))
    inner = "\n".join(written)
    return _write_tag(node, inner) if node.container else inner


def _write_tag(node: _Node, inner: str) -> str:
    spans = "".join(f' {name}="{size}"' for name, size in (node.container.spans if node.container else ()))
    return f"<{node.tag}{spans}>{inner}</{node.tag}>"


def _write_child(child: _Node | _Leaf) -> str:
    if isinstance(child, _Node):
        return _write(child)
    return f"<{child.name}>{child.html}</{child.name}>" if child.name else child.html


def _write_mixed(children: Sequence[_Node | _Leaf], *, is_item: bool) -> str:
    """Write what may be words alone: those of a cell that stand there themselves, and the only ones of an item."""
    first, *others = children
    is_only = is_item and all(isinstance(child, _Node) and child.tag in _LISTS for child in others)
    if is_only and isinstance(first, _Leaf) and first.name == "p":
        return "\n".join([first.html, *map(_write_child, others)])
    written: list[str] = []
    was_bare = False
    for child in children:
        is_bare = isinstance(child, _Leaf) and not child.name
        written.append(("<br><br>" if is_bare and was_bare else "") + _write_child(child))
        was_bare = is_bare
    return "".join(written)


def _fill(cells: Sequence[_Node | _Leaf], written: Sequence[str]) -> Iterable[str]:
    """Put empty cells where a row has some, so that columns stay columns."""
    place = 0
    for cell, html in zip(cells, written, strict=True):
        column = cell.container.column if isinstance(cell, _Node) and cell.container else place
        yield "<td></td>" * (column - place) + html
        place = column + 1
