"""Chrome that is learned: lines of an article that other pages of its site show as well."""

from collections.abc import Sequence

from newsarchive.extract.fields import Kind, kind_of
from newsarchive.extract.layout import Layout
from newsarchive.extract.lines import is_list_item
from newsarchive.extract.located import Line
from newsarchive.extract.names import read_names
from newsarchive.extract.parts import Block, BlockKind
from newsarchive.text.digest import line_key

_LONGEST = 400  # what is longer and repeats is what the site wants to be read, such as an appeal
_FIELDS = frozenset({Kind.DATE, Kind.BYLINE, Kind.SOURCE})  # repeat rightly
_OF_FORMS = frozenset({BlockKind.ITEM, BlockKind.HEADING, BlockKind.PRE})


def repeated(layout: Layout, numbered: Sequence[tuple[int, Line]], chrome: frozenset[int]) -> frozenset[int]:
    """Return the numbers of lines that are chrome of the site; none if no paragraph would be left.

    Between the paragraphs of the text only what cannot be part of a form: weekly plans and notices have their
    headings and the numbers of their items in common.
    """
    if not chrome:
        return frozenset()
    known = {number for number, line in numbered if _can_be_chrome(line) and line_key(line.text) in chrome}
    long = [number for number, line in numbered if number not in known and kind_of(line.text) is Kind.PARAGRAPH]
    if not long:
        return frozenset()
    return frozenset(
        number
        for number, line in numbered
        if number in known and (not long[0] < number < long[-1] or not _is_of_form(layout, line))
    )


def _can_be_chrome(line: Line) -> bool:
    has_letters = any(character.isalpha() for character in line.text)
    is_field = kind_of(line.text) in _FIELDS or bool(read_names(line.text))
    return has_letters and len(line.text) <= _LONGEST and not is_field


def _is_of_form(layout: Layout, line: Line) -> bool:
    part = layout.parts[line.place]
    is_part = isinstance(part, Block) and (part.kind in _OF_FORMS or is_data(part))
    return is_part or is_list_item(line.text) or line.text.endswith(":")


def is_data(block: Block) -> bool:
    """Tell whether a block is a row of several cells; a table of one cell only lays out a page."""
    return block.kind is BlockKind.ROW and len(block.runs) > 1
