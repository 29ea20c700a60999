"""`newsarchive reindex`."""

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import examples
from newsarchive.cli.output import count_of
from newsarchive.cli.runtime import runtime

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(cls=Command, epilog=examples("newsarchive reindex"))
def reindex(ctx: typer.Context) -> None:
    """Write the search index anew, and look for reprints. Both keep themselves right: this is for peace of mind.

    It mends what damage left, and finds the reprints among what earlier releases archived.
    """
    from newsarchive.operations.reprints import note_all

    run = runtime(ctx)
    store = run.changing()
    with run.progress("indexing") as progress:
        articles = store.reindex(progress)
    with run.progress("looking for reprints") as progress:
        reprints = note_all(store, progress)
    run.say(f"indexed {count_of(articles)}" + (f", {reprints} of them reprinted" if reprints else ""))
