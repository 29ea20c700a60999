"""Rows in columns: tables at a terminal, and names with their values."""

import sys
from collections.abc import Collection, Iterable, Sequence

from newsarchive.cli.output import make_console, printable


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numbers: Collection[str] = (),
    long: Collection[str] = (),
    strong: Collection[int] = (),
) -> None:
    """Print rows under the names of their columns.

    Long columns share the room there is, the last one if none is named; numbers stand at the right, strong rows out.
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in columns:
        is_long = name in (long or columns[-1:])
        table.add_column(name, justify="right" if name in numbers else "left", no_wrap=not is_long, overflow="fold")
    for number, row in enumerate(rows):
        style = "bold" if number in strong else ""
        table.add_row(*(Text(printable(str(cell), is_block=True), style=style) for cell in row))
    make_console().print(table)


def print_pairs(rows: Sequence[tuple[str, object]]) -> None:
    """Print names with their values, the values one below the other."""
    width = max(len(name) for name, _ in rows)
    sys.stdout.writelines(f"{name:<{width}}  {printable(str(value))}\n" for name, value in rows)
