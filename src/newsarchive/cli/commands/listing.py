"""`newsarchive list`."""

from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.answers import print_answer
from newsarchive.cli.group import QueryCommand
from newsarchive.cli.options import JsonOption, LimitOption, PageOption, examples, to_text
from newsarchive.cli.runtime import runtime
from newsarchive.errors import NotFoundError
from newsarchive.model.search import Order, Query

if TYPE_CHECKING:
    from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive list",
    'newsarchive list tag:"Dân vận khéo" --limit 50',
    "newsarchive list | cut -f 3          # titles only",
)


@app.command("list", cls=QueryCommand, epilog=EXAMPLES)
def list_articles(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="As for search; all without it.")
    ] = None,
    limit: LimitOption = 20,
    page: PageOption = 1,
    json: JsonOption = False,
) -> None:
    """List articles, the newest first. Exits with 3 when there is none."""
    run = runtime(ctx)
    store = run.reading()
    query = _to_query(store, to_text(words)) if words else Query()
    offset = (page - 1) * limit
    answer = store.search.find(query, limit=limit, offset=offset, order=Order.DATE, with_snippets=False)
    print_answer(answer, lambda: _nothing(query, page), as_json=json, with_snippets=False, is_quiet=run.is_quiet)


def _to_query(store: "Store", text: str) -> Query:
    from newsarchive.operations.asking import to_query

    return to_query(store, text)


def _nothing(query: Query, page: int) -> NotFoundError:
    if page > 1:
        return NotFoundError(f"no page {page}", "there are fewer articles")
    return NotFoundError(f"nothing matches: {query.text}" if query.text else "the archive is empty")
