"""`newsarchive diff`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import LARGEST_ID, IdArgument, JsonOption, examples
from newsarchive.cli.output import print_json, print_note
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import UsageError
from newsarchive.model.article import Article, ArticleId
from newsarchive.operations.history import pair_of
from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive diff 12                   # the last revision against the one before",
    "newsarchive diff 12 1                 # what it is now against revision 1",
    "newsarchive diff 12 1 3",
    "newsarchive diff 12 --with 40         # two reprints of one story",
    "newsarchive diff 12 --html -o 12.html # a page for readers",
)
_MOST = 1_000_000  # revisions


@app.command(cls=Command, epilog=EXAMPLES)
def diff(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    number: IdArgument,
    first: Annotated[
        int | None, typer.Argument(metavar="[OLD]", min=1, max=_MOST, help="A revision, as history shows it.")
    ] = None,
    second: Annotated[
        int | None, typer.Argument(metavar="[NEW]", min=1, max=_MOST, help="Another one; else what it is now.")
    ] = None,
    other: Annotated[
        int | None,
        typer.Option(
            "--with", metavar="ID", min=1, max=LARGEST_ID, help="Compare with another article, both as they are."
        ),
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="A page for readers, in Vietnamese.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where the page goes; else standard output.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show what changed between two revisions of an article, word by word."""
    from newsarchive.text.changes import changes_of

    if other is not None and first is not None:
        raise UsageError("--with compares articles as they are", "leave out the revisions")
    if (json and html) or (output and not html):
        raise UsageError("-o goes with --html only, and --json without it", "see: newsarchive diff --help")
    run = runtime(ctx)
    before, after = _pair(run.reading(), ArticleId(number), first, second, other)
    changes = changes_of(before, after)
    if not changes and not run.is_quiet:
        print_note("no difference")
    if json:
        print_json({"before": _to_state(before), "after": _to_state(after), "changes": changes})
    elif html:
        _write_page(run, before, after, None if output == Path("-") else output)
    elif changes:
        from newsarchive.cli.difference import print_difference

        print_difference(before, after, changes)


def _pair(
    store: Store, article_id: ArticleId, first: int | None, second: int | None, other: int | None
) -> tuple[Article, Article]:
    if other is not None:
        return store.articles.get(article_id), store.articles.get(ArticleId(other))
    return pair_of(store, article_id, first, second)


def _to_state(article: Article) -> dict[str, object]:
    return {"id": article.id, "revision": article.revision, "revised_at": article.revised_at, "url": article.url}


def _write_page(run: Runtime, before: Article, after: Article, target: Path | None) -> None:
    from newsarchive.operations.files import written_whole
    from newsarchive.render.difference import difference_page

    page = difference_page(before, after)
    if target is None:
        sys.stdout.write(page)
        return
    with written_whole(target) as write:
        write(page)
    run.say(f"written to {target}")
