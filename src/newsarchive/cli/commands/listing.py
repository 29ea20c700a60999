"""`newsarchive list`."""

from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import JsonOption, LimitOption, examples
from newsarchive.cli.output import print_answer
from newsarchive.cli.runtime import runtime
from newsarchive.errors import NotFoundError
from newsarchive.model import Order, Query
from newsarchive.text.query import parse

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive list",
    'newsarchive list tag:"Dân vận khéo" --limit 50',
    "newsarchive list | cut -f 3          # titles only",
)


@app.command("list", cls=Command, epilog=EXAMPLES)
def list_articles(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="As for search; all without it.")
    ] = None,
    limit: LimitOption = 20,
    json: JsonOption = False,
) -> None:
    """List articles, the newest first. Exits with 3 when there is none."""
    query = parse(" ".join(words)) if words else Query()
    hits = runtime(ctx).reading().search.find(query, limit=limit, order=Order.DATE)
    nothing = NotFoundError(f"nothing matches: {' '.join(words)}" if words else "the archive is empty")
    print_answer(hits, nothing, as_json=json, with_snippets=False)
