"""`newsarchive add`."""

import sys
from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import (
    AuthorOption,
    DateOption,
    LanguageOption,
    SectionOption,
    TitleOption,
    UrlOption,
    examples,
    to_overrides,
)
from newsarchive.cli.output import print_failure
from newsarchive.cli.runtime import runtime
from newsarchive.errors import NewsArchiveError, PartialFailureError, SourceError, UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive add https://binhlac.example/vi/news/dan-van/hoi-nghi-tong-ket-cong-tac-dan-van-17.html",
    'newsarchive add trang.html bai.txt --tag "Xã Bình Lạc"',
    "xclip -o | newsarchive add - --date 5/10/2018",
)


@app.command(cls=Command, epilog=EXAMPLES)
def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="An http(s) URL, a .html or .txt file, or - for standard input."),
    ],
    title: TitleOption = None,
    section: SectionOption = None,
    author: AuthorOption = None,
    date: DateOption = None,
    url: UrlOption = None,
    lang: LanguageOption = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag for every source; repeat for more.")] = None,
) -> None:
    """Archive pages, files or pasted text. Adding the same again changes nothing."""
    from newsarchive.operations.add import add as add_source

    if len(sources) > 1 and (title is not None or url is not None):
        raise UsageError("--title and --url are for one source", "add the others apart")
    overrides = to_overrides(title=title, section=section, author=author, date=date, url=url, lang=lang)
    run, failures = runtime(ctx), 0
    store = run.writing()
    for source in sources:
        try:
            result = add_source(
                store, source, overrides=overrides, tags=tuple(tag or ()), now=run.now, stdin=sys.stdin.buffer
            )
        except (SourceError, UsageError) as error:
            if len(sources) == 1:
                raise
            failures += 1
            print_failure(error)
        else:
            run.report(result)
    if failures == len(sources):
        raise NewsArchiveError("none of the sources could be added")
    if failures:
        raise PartialFailureError(f"{failures} of {len(sources)} sources could not be added")
