"""`newsarchive list`."""

from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.answers import print_answer
from newsarchive.cli.group import QueryCommand
from newsarchive.cli.options import JsonOption, LimitOption, PageOption, examples, to_text
from newsarchive.cli.runtime import runtime
from newsarchive.errors import NotFoundError
from newsarchive.model.search import All, Filter, Order, Property, Query

if TYPE_CHECKING:
    from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive list",
    'newsarchive list tag:"Dân vận khéo" --limit 50',
    "newsarchive list --collapse          # reprints behind their first publisher",
    "newsarchive list --review            # what may have been misread",
    "newsarchive list | cut -f 3          # titles only",
)


@app.command("list", cls=QueryCommand, epilog=EXAMPLES)
def list_articles(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]...", help="As for search; all without it.")
    ] = None,
    limit: LimitOption = 20,
    page: PageOption = 1,
    collapse: Annotated[
        bool, typer.Option("--collapse", help="One line a story: its first publisher, and how many others told it.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Only those that a person should look at; show them with: add --explain.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """List articles, the newest first. Exits with 3 when there is none."""
    run = runtime(ctx)
    store = run.reading()
    query = _to_query(store, to_text(words)) if words else Query()
    if review:
        query = Query(All((query.root, Filter(Property.IS, "doubtful"))), query.text)
    offset = (page - 1) * limit
    answer = store.search.find(
        query, limit=limit, offset=offset, order=Order.DATE, with_snippets=False, is_collapsed=collapse
    )
    print_answer(
        answer,
        lambda: _nothing(query, page, is_review=review),
        as_json=json,
        with_snippets=False,
        is_quiet=run.is_quiet,
        is_collapsed=collapse,
    )


def _to_query(store: "Store", text: str) -> Query:
    from newsarchive.operations.asking import to_query

    return to_query(store, text)


def _nothing(query: Query, page: int, *, is_review: bool) -> NotFoundError:
    if page > 1:
        return NotFoundError(f"no page {page}", "there are fewer articles")
    if is_review:
        return NotFoundError("nothing to review")
    return NotFoundError(f"nothing matches: {query.text}" if query.text else "the archive is empty")
