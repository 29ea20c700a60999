"""`newsarchive edit`."""

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import (
    AuthorOption,
    DateOption,
    IdArgument,
    LanguageOption,
    SectionOption,
    TitleOption,
    UrlOption,
    examples,
    to_overrides,
)
from newsarchive.cli.runtime import runtime
from newsarchive.model.article import ArticleId

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    'newsarchive edit 12 --title "Hội nghị công tác dân vận năm 2018"',
    'newsarchive edit 12 --author "Thu Hà" --author "Văn Lợi" --date 5/10/2018',
)


@app.command(cls=Command, epilog=EXAMPLES)
def edit(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    number: IdArgument,
    title: TitleOption = None,
    section: SectionOption = None,
    author: AuthorOption = None,
    date: DateOption = None,
    url: UrlOption = None,
    lang: LanguageOption = None,
) -> None:
    """Set fields of an article by hand. What it held before stays as an earlier revision."""
    from newsarchive.operations.editing import edit as edit_article

    overrides = to_overrides(title=title, section=section, author=author, date=date, url=url, lang=lang)
    run = runtime(ctx)
    run.report(edit_article(run.changing(), ArticleId(number), overrides, run.now))
