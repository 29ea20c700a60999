"""`newsarchive reindex`."""

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import examples
from newsarchive.cli.output import count_of
from newsarchive.cli.runtime import runtime

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(cls=Command, epilog=examples("newsarchive reindex"))
def reindex(ctx: typer.Context) -> None:
    """Write the search index anew. It keeps itself right: this is for peace of mind, or after damage."""
    run = runtime(ctx)
    store = run.changing()
    with run.progress("indexing") as progress:
        articles = store.reindex(progress)
    run.say(f"indexed {count_of(articles)}")
