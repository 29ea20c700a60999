"""`newsarchive delete`."""

import sys
from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import IdsArgument, examples, to_ids
from newsarchive.cli.output import printable
from newsarchive.cli.runtime import runtime
from newsarchive.errors import UsageError
from newsarchive.model.article import ArticleId
from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive delete 7", "newsarchive delete --yes 7 8 9", "newsarchive restore 7   # brings it back"
)


@app.command(cls=Command, epilog=EXAMPLES)
def delete(
    ctx: typer.Context,
    numbers: IdsArgument,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete articles. They do not come back with the next import; restore brings them back."""
    from newsarchive.operations.editing import delete as delete_articles

    run, ids = runtime(ctx), to_ids(numbers)
    store = run.changing()
    if not yes:
        _confirm(store, ids)
    for article in delete_articles(store, ids, run.now):
        run.tell("deleted", article.id, article.title)


def _confirm(store: Store, ids: tuple[ArticleId, ...]) -> None:
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to be asked", "say that you are sure with: newsarchive delete --yes ID...")
    for article_id in ids:
        typer.echo(f"{article_id}  {printable(store.articles.get(article_id).title)}", err=True)
    try:
        is_sure = typer.confirm("Delete?", err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None
    if not is_sure:
        raise typer.Exit
