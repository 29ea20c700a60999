"""`newsarchive search`."""

from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import JsonOption, LimitOption, examples
from newsarchive.cli.output import print_answer
from newsarchive.cli.runtime import runtime
from newsarchive.errors import NotFoundError
from newsarchive.model import Order
from newsarchive.text.query import parse

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    'newsarchive search "dân vận"                 # dan van finds it too',
    "newsarchive search '\"dân vận khéo\"'           # the words one after the other",
    'newsarchive search bão section:"tin tức" tag:2018 --sort date',
    "newsarchive search khai giảng --json | jq '.[].title'",
)


@app.command(cls=Command, epilog=EXAMPLES)
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY...", help='Words, "phrases", tag:NAME, section:NAME.')],
    limit: LimitOption = 20,
    sort: Annotated[Order, typer.Option("--sort", help="Best match first, or newest first.")] = Order.RELEVANCE,
    json: JsonOption = False,
) -> None:
    """Find articles, the best match first. Exits with 3 when nothing matches."""
    text = " ".join(words)
    hits = runtime(ctx).reading().search.find(parse(text), limit=limit, order=sort)
    nothing = NotFoundError(f"nothing matches: {text}", "try fewer words, or words without accents")
    print_answer(hits, nothing, as_json=json, with_snippets=True)
