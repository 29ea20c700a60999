"""`newsarchive show`."""

import sys
from dataclasses import fields
from typing import Annotated

import typer

from newsarchive.cli.article import print_article
from newsarchive.cli.group import Command
from newsarchive.cli.options import IdArgument, JsonOption, examples
from newsarchive.cli.output import is_terminal, print_json, print_note, print_tsv, printable
from newsarchive.cli.runtime import runtime
from newsarchive.errors import UsageError
from newsarchive.model.article import ArticleId
from newsarchive.operations.history import article_at, number_at, original_of
from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive show 12",
    "newsarchive show 12 --json | jq .byline",
    "newsarchive show 12 --revision 1            # as it was at first",
    "newsarchive show 12 --at 5/10/2018          # as it was at the end of that day",
    "newsarchive show 12 --raw > trang.html      # the page as it was received, byte for byte",
    "newsarchive show 12 --removed               # what the page shows beside the article",
)


@app.command(cls=Command, epilog=EXAMPLES)
def show(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    number: IdArgument,
    revision: Annotated[
        int | None,
        typer.Option(
            "--revision", "-r", metavar="N", min=1, max=1_000_000, help="As this revision has it; see history."
        ),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help="As it was then; of a day: at its end.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes it was read from, exactly as received.")] = False,
    removed: Annotated[
        bool, typer.Option("--removed", help="The lines of its page that the article does not hold, and why.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Show one article, as it is or as it was."""
    _refuse({"--revision": revision, "--at": at})
    _refuse({"--raw": raw, "--removed": removed})
    _refuse({"--raw": raw, "--json": json})
    store, article_id = runtime(ctx).reading(), ArticleId(number)
    if at is not None:
        from newsarchive.cli.times import read_instant

        revision = number_at(store, article_id, read_instant(at, is_end=True))
    if raw:
        _write_raw(store, article_id, revision)
    elif removed:
        _print_removed(store, article_id, revision, as_json=json)
    else:
        _print(store, article_id, revision, as_json=json)


def _refuse(options: dict[str, object]) -> None:
    if all(value not in (None, False) for value in options.values()):
        raise UsageError(f"{' and '.join(options)} do not go together", "give one of them")


def _print(store: Store, article_id: ArticleId, revision: int | None, *, as_json: bool) -> None:
    article = article_at(store, article_id, number=revision)
    watch, reprints = store.watches.find(article_id), store.sketches.reprints(article_id)
    gone_since = watch.gone_since if watch else None
    if as_json:
        held = {one.name: getattr(article, one.name) for one in fields(article)}
        print_json({**held, "gone_since": gone_since, "reprints": reprints})
    else:
        print_article(article, gone_since=gone_since, reprints=reprints)


def _write_raw(store: Store, article_id: ArticleId, revision: int | None) -> None:
    capture = original_of(store, article_id, revision)
    if is_terminal():
        raise UsageError(
            f"{len(capture.body)} bytes of {printable(capture.media_type) or 'unknown kind'} may upset a terminal",
            f"write them to a file: newsarchive show {article_id} --raw > FILE",
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(capture.body)


def _print_removed(store: Store, article_id: ArticleId, revision: int | None, *, as_json: bool) -> None:
    from newsarchive.operations.removing import removed_from

    lines = removed_from(store, article_id, revision)
    if as_json:
        print_json(lines)
    elif not lines:
        print_note("the article holds every line of its page")
    elif not is_terminal():
        print_tsv((one.reason, one.text) for one in lines)
    else:
        from newsarchive.cli.table import print_table

        print_table(("why", "line"), [(one.reason, one.text) for one in lines])
