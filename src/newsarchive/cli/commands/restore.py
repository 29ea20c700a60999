"""`newsarchive restore`."""

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import IdsArgument, examples, to_ids
from newsarchive.cli.runtime import runtime

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(cls=Command, epilog=examples("newsarchive restore 7"))
def restore(ctx: typer.Context, numbers: IdsArgument) -> None:
    """Bring deleted articles back."""
    from newsarchive.operations.editing import restore as restore_articles

    run = runtime(ctx)
    for article in restore_articles(run.changing(), to_ids(numbers)):
        run.tell("restored", article.id, article.title)
