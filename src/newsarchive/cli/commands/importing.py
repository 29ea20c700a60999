"""`newsarchive import`."""

import sys
from collections import Counter
from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import examples
from newsarchive.cli.output import print_note
from newsarchive.cli.runtime import runtime

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive import tin.rss",
    "curl -sf https://binhlac.example/rss | newsarchive --quiet import -    # from cron",
)


@app.command("import", cls=Command, epilog=EXAMPLES)
def import_file(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FILE", help="An RSS or Atom file, or - for standard input.")],
) -> None:
    """Archive every entry of a feed file, once. Importing the same again changes nothing."""
    from newsarchive.operations.importing import Skipped, import_source

    run, counts = runtime(ctx), Counter[str]()
    for result in import_source(run.writing(), source, now=run.now, stdin=sys.stdin.buffer):
        if isinstance(result, Skipped):
            counts["skipped"] += 1
            if not run.is_quiet:  # under cron a feed would tell of the same entry every hour
                print_note(f"skipped {result.title or 'an entry'}: {result.reason}")
        else:
            counts[result.outcome.value] += 1
    kinds = ", ".join(
        f"{counts[kind]} {kind}" for kind in ("added", "revised", "unchanged", "deleted", "skipped") if counts[kind]
    )
    run.say(f"imported {source}: {kinds or 'no entries'}")
