"""Results for people and for programs: clean text, tables, TSV, JSON.

Whatever is archived is hostile to a terminal until it has passed `printable`.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

from newsarchive.errors import NewsArchiveError, QueryError

if TYPE_CHECKING:
    from rich.console import Console

# C0, DEL, C1, lone surrogates, and the controls of writing direction: a terminal would obey them.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff\ufeff]")
_SPACES = "\t\n\r\x85\u2028\u2029"
_WIDEST = 100  # columns: longer lines are hard to read
_BEFORE, _AFTER = 60, 18  # characters of a query shown around the place of an error: they fit in one line


def printable(text: str, *, is_block: bool = False) -> str:
    r"""Return text that no terminal obeys: one line, or with is_block a text of several.

    >>> printable("tin\x1b[31m đỏ\n\tdòng hai")
    'tin\ufffd[31m đỏ  dòng hai'
    """
    if is_block:
        return "\n".join(printable(line) for line in text.split("\n"))
    return _CONTROL.sub(lambda match: " " if match[0] in _SPACES else "\ufffd", text)


def count_of(count: int, one: str = "article", many: str = "") -> str:
    """Return how many articles there are, or other things, in words.

    >>> count_of(1), count_of(2), count_of(2, "page")
    ('1 article', '2 articles', '2 pages')
    """
    return f"1 {one}" if count == 1 else f"{count} {many or f'{one}s'}"


def print_failure(error: NewsArchiveError) -> None:
    """Tell on standard error what went wrong, where in a query, and how to go on."""
    lines = [f"newsarchive: {error.message}"]
    if isinstance(error, QueryError):
        start = max(0, error.position - _BEFORE)
        before = printable(error.query[start : error.position])
        lines += [f"  {before}{error.query[error.position : error.position + _AFTER]}", f"  {' ' * _cells(before)}^"]
    if error.hint:
        lines.append(f"hint: {error.hint}")
    print_note(*lines)


def print_note(*lines: str) -> None:
    """Print lines beside the results; a standard error that is full or closed ends nothing."""
    try:
        sys.stderr.write("".join(printable(line) + "\n" for line in lines))
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Point a stream nowhere, so that the interpreter's last flush has nothing to say."""
    with suppress(OSError):  # a stream without a descriptor has no last flush
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def is_terminal() -> bool:
    """Tell whether a person looks at standard output."""
    return sys.stdout.isatty()


def print_json(value: object, *, is_line: bool = False) -> None:
    """Print a value of the model, or a sequence of them, with every field under its name; in one line if asked."""
    import json

    text = json.dumps(_plain(value), ensure_ascii=False, indent=None if is_line else 2)
    escaped = _CONTROL.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
    sys.stdout.write(escaped + "\n")


def print_tsv(rows: Iterable[Sequence[object]]) -> None:
    """Print rows, one a line, cells parted by a tab."""
    for row in rows:
        sys.stdout.write("\t".join(printable(str(cell)) for cell in row) + "\n")


def make_console() -> "Console":
    """Return a console on standard output that is not too wide to read."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    return console


def _cells(text: str) -> int:
    """Return how many columns of a terminal text takes."""
    import unicodedata

    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(bool(unicodedata.combining(one)) for one in text)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(one) for name, one in asdict(value).items()}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, dict) else value
