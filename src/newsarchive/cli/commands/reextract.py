"""`newsarchive reextract`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import JsonLinesOption, OptionalIdsArgument, QueryOption, examples, to_ids
from newsarchive.cli.output import count_of, is_terminal, print_json, print_note, print_tsv, printable
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.cli.values import to_words
from newsarchive.errors import UsageError

if TYPE_CHECKING:
    from newsarchive.operations.reextracting import Reextraction

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive reextract 12 --dry-run",
    'newsarchive reextract --query "site:binhlac.example" --dry-run',
    "newsarchive reextract --all",
)


@app.command(cls=Command, epilog=EXAMPLES)
def reextract(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    ids: OptionalIdsArgument = None,
    query: QueryOption = None,
    all_articles: Annotated[bool, typer.Option("--all", help="Every article.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    json: JsonLinesOption = False,
) -> None:
    """Read the stored pages of articles again, by the rules of today and your own. What you set by hand stays."""
    from newsarchive.operations.reextracting import reextract as read_again
    from newsarchive.operations.select import select

    if all_articles and (ids or query is not None):
        raise UsageError("--all beside ids or a query", "give one of them")
    run = runtime(ctx)
    store = run.reading() if dry_run else run.changing()
    chosen = select(store, to_ids(ids), query, or_all=all_articles)
    changed, failed = 0, 0
    with run.progress("reading") as progress:
        for number, one in enumerate(read_again(store, chosen, run.now, dry_run=dry_run), 1):
            changed, failed = changed + bool(one.changes), failed + bool(one.error)
            _tell(run, one, as_json=json)
            progress(number, len(chosen))
    if not json:
        verb = "would change" if dry_run else "changed"
        kept = f", {failed} cannot be read again" if failed else ""
        run.say(f"{verb} {changed} of {count_of(len(chosen))}{kept}")


def _tell(run: Runtime, one: "Reextraction", *, as_json: bool) -> None:
    if as_json:
        if one.changes or one.error:
            print_json(one, is_line=True)
    elif one.error and not run.is_quiet:
        print_note(f"article {one.id}: {one.error}")
    elif one.changes and not run.is_quiet:
        _print_changes(one)


def _print_changes(one: "Reextraction") -> None:
    if not is_terminal():
        print_tsv((one.id, name, *(to_words(value) for value in values)) for name, *values in one.changes)
        return
    typer.echo(f"{one.id:>4}  {printable(one.title)}")
    for name, before, after in one.changes:
        typer.echo(f"      {name}")
        for sign, value in (("-", before), ("+", after)):
            for line in _iter_lines(value, after if sign == "-" else before):
                typer.echo(f"      {sign} {printable(line)}")


def _iter_lines(value: object, other: object) -> Iterator[str]:
    """Yield the lines of a value that another does not have."""
    others = set(to_words(other).split("\n"))
    for line in to_words(value).split("\n"):
        if line and line not in others:
            yield line
