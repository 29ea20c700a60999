"""`newsarchive add`."""

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.evidence import print_evidence
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
from newsarchive.cli.output import count_of, print_failure, print_note
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import NewsArchiveError, PartialFailureError, SourceError, UsageError
from newsarchive.model.article import Outcome

if TYPE_CHECKING:
    from newsarchive.operations.add import Added

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive add https://binhlac.example/vi/news/dan-van/hoi-nghi-tong-ket-cong-tac-dan-van-17.html",
    'newsarchive add trang.html bai.txt --tag "Xã Bình Lạc"',
    "newsarchive add trang.html --explain",
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
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how each field was found, and how sure that is.")
    ] = False,
    no_images: Annotated[bool, typer.Option("--no-images", help="Leave the pictures of web pages out.")] = False,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="Keep the files too that a page links to.")
    ] = False,
) -> None:
    """Archive pages, files or pasted text. Adding the same again changes nothing."""
    from newsarchive.fetch.web import Web
    from newsarchive.operations.add import add as add_source

    if len(sources) > 1 and (title is not None or url is not None):
        raise UsageError("--title and --url are for one source", "add the others apart")
    overrides = to_overrides(title=title, section=section, author=author, date=date, url=url, lang=lang)
    run, failures = runtime(ctx), 0
    store = run.writing()
    with closing(Web()) as web:
        for source in sources:
            try:
                added = add_source(
                    store,
                    source,
                    web=web,
                    now=run.now,
                    stdin=sys.stdin.buffer,
                    overrides=overrides,
                    tags=tuple(tag or ()),
                    with_images=not no_images,
                    with_files=attachments,
                )
            except (SourceError, UsageError) as error:
                if len(sources) == 1:
                    raise
                failures += 1
                print_failure(error)
            else:
                _tell(run, added, is_explained=explain)
    if failures == len(sources):
        raise NewsArchiveError("none of the sources could be added")
    if failures:
        raise PartialFailureError(f"{failures} of {len(sources)} sources could not be added")


def _tell(run: Runtime, added: "Added", *, is_explained: bool) -> None:
    run.report(added.result)
    if added.media.failed and not run.is_quiet:
        failed = count_of(added.media.failed, "picture or file", "pictures or files")
        print_note(f"article {added.result.id}: {failed} could not be kept; -v says why")
    if is_explained and added.result.outcome is not Outcome.DELETED:
        print_evidence(added.result.id, run.writing().articles.evidence(added.result.id))
