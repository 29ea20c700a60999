"""Tables that only lay out a page, told from tables of data by what stands in their cells."""

from collections.abc import Iterable

from newsarchive.extract.parts import Block, Container, Path, Picture

_CELLS = ("td", "th")
_TABLE = ("table", "thead", "tbody", "tr", *_CELLS)
_LONGEST_DATA_CELL = 300  # characters: what is longer is running text


def layout_tables(parts: Iterable[Block | Picture]) -> frozenset[Container]:
    """Return the tables that lay out a page: around another table or running text, or never two cells wide."""
    tables: dict[Container, dict[int, dict[int, int]]] = {}  # characters by table, row and cell
    opened: set[Container] = set()
    for part in parts:
        for inside, length in _lengths(part):
            around = [container for container in inside if container.tag == "table"]
            opened.update(around[:-1])
            for table in around:
                tables.setdefault(table, {})
            _count(tables, inside, length)
    return frozenset(opened | {table for table, rows in tables.items() if not _is_data(rows)})


def _lengths(part: Block | Picture) -> list[tuple[Path, int]]:
    if isinstance(part, Picture):
        return [(part.inside, 0)]
    return [(run.inside, len(run.text)) for run in part.runs]


def _count(tables: dict[Container, dict[int, dict[int, int]]], inside: Path, length: int) -> None:
    table, row = None, 0
    for container in inside:
        if container.tag == "table":
            table = container
        elif container.tag == "tr":
            row = container.number
        elif container.tag in _CELLS and table and length:
            cells = tables[table].setdefault(row, {})
            cells[container.number] = cells.get(container.number, 0) + length


def _is_data(rows: dict[int, dict[int, int]]) -> bool:
    wide = sum(len(cells) > 1 for cells in rows.values())
    longest = max((length for cells in rows.values() for length in cells.values()), default=0)
    return wide > 1 or (wide == 1 and longest <= _LONGEST_DATA_CELL)


def without(path: Path, opened: frozenset[Container]) -> Path:
    """Return a path without the tables that are opened, and their rows and cells."""
    if not opened:
        return path
    kept: list[Container] = []
    is_open = False
    for container in path:
        is_open = container in opened if container.tag == "table" else is_open
        if not (is_open and container.tag in _TABLE):
            kept.append(container)
    return tuple(kept)
