"""`newsarchive saved`."""

from typing import Annotated

import typer

from newsarchive.cli.group import Command, Group
from newsarchive.cli.options import JsonOption, examples
from newsarchive.cli.output import print_json, print_tsv
from newsarchive.cli.runtime import runtime

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    help="List the saved searches, and forget them.",
    epilog=examples(
        "newsarchive search --save bão-lũ 'bão OR lũ'",
        "newsarchive search @bão-lũ date:2018",
        "newsarchive saved list",
    ),
)


@app.command("list", cls=Command, epilog=examples("newsarchive saved list", "newsarchive saved list --json"))
def list_searches(ctx: typer.Context, json: JsonOption = False) -> None:
    """List the saved searches."""
    from newsarchive.operations.saved import list_saved

    searches = list_saved(runtime(ctx).reading())
    if json:
        print_json(searches)
    else:
        print_tsv((f"@{one.name}", one.query) for one in searches)


@app.command(cls=Command, epilog=examples("newsarchive saved remove bão-lũ"))
def remove(
    ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, with or without @.")]
) -> None:
    """Forget a saved search."""
    from newsarchive.operations.saved import remove_saved

    run = runtime(ctx)
    removed = remove_saved(run.changing(), name)
    run.say(f"forgot @{removed.name}: {removed.query}")
