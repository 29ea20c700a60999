"""`newsarchive abbreviation`."""

from typing import Annotated

import typer

from newsarchive.cli.group import Command, Group
from newsarchive.cli.options import JsonOption, examples
from newsarchive.cli.output import is_terminal, make_console, print_json, print_note, print_tsv, printable
from newsarchive.cli.runtime import runtime
from newsarchive.operations.abbreviations import add as add_forms
from newsarchive.operations.abbreviations import load_strictly, own_path
from newsarchive.operations.abbreviations import remove as remove_group
from newsarchive.text.abbreviations import Abbreviation, Origin

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    help="Say what means the same when articles are looked for: UBND, ủy ban nhân dân.",
    epilog=examples(
        "newsarchive abbreviation list",
        'newsarchive abbreviation add UBX "ủy ban xã"',
        "newsarchive abbreviation remove UBX",
    ),
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The abbreviation: UBND and ubnd are one.")]
_SIGN = " = "


@app.command(
    "list", cls=Command, epilog=examples("newsarchive abbreviation list", "newsarchive abbreviation list --json")
)
def list_abbreviations(ctx: typer.Context, json: JsonOption = False) -> None:
    """List all abbreviations, what they mean, and whether they are built-in, your own, or switched off."""
    abbreviations = load_strictly()
    groups = sorted(abbreviations.groups, key=lambda one: one.name.casefold())
    if json:
        print_json(groups)
    elif is_terminal():
        _print_table(groups)
    else:
        print_tsv((one.name, _SIGN.join(one.forms), one.origin) for one in groups)
    path = own_path()
    if is_terminal() and not runtime(ctx).is_quiet:
        print_note(f"your own stand in {path}")
    for misread in abbreviations.misread:
        print_note(f"{path}, line {misread.number}: {misread.reason}: {misread.line}")


@app.command(
    cls=Command,
    epilog=examples(
        'newsarchive abbreviation add UBX "ủy ban xã"', 'newsarchive abbreviation add HTX "tổ hợp tác" "liên hiệp HTX"'
    ),
)
def add(
    ctx: typer.Context,
    name: NameArgument,
    forms: Annotated[list[str], typer.Argument(metavar="FORM...", help="What means the same.")],
) -> None:
    """Add an abbreviation of your own, or other forms to one that is known."""
    group = add_forms(name, forms)
    runtime(ctx).say(_SIGN.join((group.name, *group.forms)))


@app.command(cls=Command, epilog=examples("newsarchive abbreviation remove UBX", "newsarchive abbreviation remove BTV"))
def remove(ctx: typer.Context, name: NameArgument) -> None:
    """Remove an abbreviation of your own, or switch a built-in one off."""
    removed, again = remove_group(name)
    done = "switched off" if removed.origin is Origin.BUILT_IN else "removed"
    runtime(ctx).say(f"{done} {removed.name}")
    if again:
        runtime(ctx).say(f"built in: {_SIGN.join((again.name, *again.forms))}")


def _print_table(groups: list[Abbreviation]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", no_wrap=True)
    for one in groups:
        table.add_row(printable(one.name), printable(_SIGN.join(one.forms)), one.origin)
    make_console().print(table)
