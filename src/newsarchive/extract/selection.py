"""The parts of a page that make up the text of its article, without what the page shows among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsarchive.extract.body import Body, read_body
from newsarchive.extract.chrome import is_chrome
from newsarchive.extract.layout import Layout, is_teaser
from newsarchive.extract.learned import is_data, repeated
from newsarchive.extract.lines import Line as ReadLine
from newsarchive.extract.lines import article_lines
from newsarchive.extract.located import Line
from newsarchive.extract.parts import Block, BlockKind
from newsarchive.extract.written import plain_block
from newsarchive.text.fold import fold

_FILES = frozenset(
    f"{kind} {what}{end}"
    for kind in ("tai lieu", "tep", "tep tin", "file", "van ban", "cac file", "cac tep", "cac tai lieu")
    for what in ("kem", "dinh kem", "kem theo", "dinh kem theo")
    for end in ("", ":")
)  # above attachments


@dataclass(frozen=True, slots=True)
class Selection:
    """The text of an article: its blocks with their places, what was read among them, what the site repeats."""

    blocks: tuple[tuple[int, Block], ...]
    body: Body
    numbers: tuple[int, ...]  # of its lines
    learned: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the text, paragraph by paragraph."""
        return "\n\n".join("\n".join(block.text for _, block in group) for group in self._paragraphs())

    @property
    def places(self) -> tuple[int, ...]:
        """Return where each paragraph begins."""
        return tuple(group[0][0] for group in self._paragraphs())

    def _paragraphs(self) -> Iterator[list[tuple[int, Block]]]:
        group: list[tuple[int, Block]] = []
        for place, block in self.blocks:
            if group and not _goes_on(group[-1][1], block):
                yield group
                group = []
            group.append((place, block))
        if group:
            yield group


def select(layout: Layout, hidden: frozenset[Line], chrome: frozenset[int]) -> Selection:
    """Return the text of an article without lines that stand elsewhere in it, and without chrome.

    hidden are title, section, lead and captions; chrome the keys of what other pages of the site show.
    """
    chosen = frozenset(layout.body)
    numbered = [
        (number, line)
        for number, line in enumerate(layout.lines, 1)
        if line.place in chosen and line not in hidden and not _is_frame(layout, line) and not is_teaser(line.text)
    ]
    dropped = repeated(layout, numbered, chrome)
    numbered = [(number, line) for number, line in numbered if number not in dropped]
    body = read_body(_to_read(numbered), has_captions=False)
    numbers = tuple(body.lines.get("text", ()))
    return Selection(
        blocks=tuple(_blocks(layout, numbers, body)),
        body=body,
        numbers=numbers,
        learned=tuple(layout.lines[number - 1].text for number in sorted(dropped)),
    )


def select_all(layout: Layout, places: Sequence[int], hidden: frozenset[Line]) -> Selection:
    """Return the text that the user has chosen by a rule, as it is but for its captions."""
    chosen = frozenset(places)
    numbers = tuple(
        number for number, line in enumerate(layout.lines, 1) if line.place in chosen and line not in hidden
    )
    body = Body()
    return Selection(blocks=tuple(_blocks(layout, numbers, body)), body=body, numbers=numbers)


def _to_read(numbered: Sequence[tuple[int, Line]]) -> tuple[ReadLine, ...]:
    """Return the lines as pasted text would have them, each with its number on the page."""
    rows: list[str] = []
    place = -1
    for _, line in numbered:
        if line.place != place:
            rows.append("")
        rows.append(line.text)
        place = line.place
    return tuple(replace(line, number=numbered[line.number - 1][0]) for line in article_lines(rows))


def _blocks(layout: Layout, numbers: Sequence[int], body: Body) -> Iterator[tuple[int, Block]]:
    """Yield the blocks with the lines that are left of them; names glued to the last one are gone."""
    kept: dict[int, list[str]] = {}
    for number in numbers:
        line = layout.lines[number - 1]
        kept.setdefault(line.place, []).append(line.text)
    if body.paragraphs:
        kept[layout.lines[numbers[-1] - 1].place][-1] = body.paragraphs[-1].rpartition("\n")[2]
    blocks = {place: part for place in kept if isinstance(part := layout.parts[place], Block)}
    for place, block in blocks.items():
        text = "\n".join(kept[place])
        yield place, block if text == block.text else plain_block(text)


def _goes_on(above: Block, block: Block) -> bool:
    """Tell whether two blocks are one paragraph: items of a list, rows of a table."""
    is_list = block.kind is above.kind is BlockKind.ITEM
    return is_list or (is_data(block) and is_data(above))


def _is_frame(layout: Layout, line: Line) -> bool:
    """Tell whether a line is the label of attachments, or a row of a table with little but chrome in it."""
    part = layout.parts[line.place]
    cells = line.text.split(" | ") if isinstance(part, Block) and is_data(part) else []
    is_menu = bool(cells) and 2 * sum(is_chrome(cell) for cell in cells if not cell.isdecimal()) >= len(cells)
    return is_menu or fold(line.text) in _FILES
