"""Draw docs/search.svg: what `newsarchive search "dân vận"` really shows at a terminal. Run by `make screenshot`."""

import os
import pty
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COMMAND = ("newsarchive", "search", "dân vận", "--limit", "4")
WIDTH = 92


def record(command: tuple[str, ...]) -> str:
    """Return what command writes to a terminal of WIDTH columns, colours included."""
    parts: list[bytes] = []

    def read(descriptor: int) -> bytes:
        part = os.read(descriptor, 65_536)
        parts.append(part)
        return part

    os.environ |= {"COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    pty.spawn(command, read)
    return b"".join(parts).decode().replace("\r\n", "\n")


def main() -> None:
    """Run the command and draw its terminal."""
    shown = record(COMMAND)
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w"))  # noqa: SIM115 - lives as long as the process
    console.print(Text('$ newsarchive search "dân vận" --limit 4\n', style="bold green"))
    console.print(Text.from_ansi(shown))
    svg = console.export_svg(title="newsarchive", unique_id="newsarchive")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # a picture asks no server for its letters
    Path(sys.argv[1]).write_text(svg.replace("Fira Code", "monospace"), encoding="utf-8")


main()
