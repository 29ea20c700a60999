"""`newsarchive export`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import OptionalIdsArgument, QueryOption, examples, to_ids
from newsarchive.cli.output import count_of
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import UsageError
from newsarchive.model.article import ArticleId
from newsarchive.operations.files import written_whole
from newsarchive.operations.select import select

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive export --rss -o tin.rss",
    "newsarchive export --rss --query 'tag:\"Dân vận khéo\"' > dan-van.rss",
    "newsarchive export --html -o trang/            # a folder of pages with an index",
    "newsarchive export --print 12 -o tin-12.html   # open in a browser, print",
)


@app.command(cls=Command, epilog=EXAMPLES)
def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    ids: OptionalIdsArgument = None,
    rss: Annotated[bool, typer.Option("--rss", help="An RSS 2.0 feed.")] = False,
    html: Annotated[bool, typer.Option("--html", help="One page, or a folder of pages with an index.")] = False,
    paper: Annotated[bool, typer.Option("--print", help="One document ready for printing on A4.")] = False,
    query: QueryOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to; standard output without it.")
    ] = None,
) -> None:
    """Export articles, the newest first: those of the ids, those that answer a query, or all."""
    if rss + html + paper != 1:
        raise UsageError("one format is needed", "give --rss, --html or --print")
    from newsarchive.operations import export as exporting

    run = runtime(ctx)
    store = run.reading()
    chosen = select(store, to_ids(ids), query, or_all=True)
    target = None if output == Path("-") else output
    if html and not exporting.is_single_page(chosen, target):
        _export_folder(run, chosen, target)
        return
    write_all = exporting.export_rss if rss else exporting.export_print if paper else exporting.export_page
    if target is None:
        write_all(store, chosen, sys.stdout.write)
        return
    with written_whole(target) as write:
        count = write_all(store, chosen, write)
    run.say(f"exported {count_of(count)} to {target}")


def _export_folder(run: Runtime, ids: tuple[ArticleId, ...], folder: Path | None) -> None:
    from newsarchive.operations.export import export_folder

    if folder is None:
        raise UsageError(f"{len(ids)} articles do not fit into one page", "give a folder with -o")
    run.say(f"exported {count_of(export_folder(run.reading(), ids, folder))} to {folder}")
