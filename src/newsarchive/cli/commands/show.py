"""`newsarchive show`."""

import typer

from newsarchive.cli.article import print_article
from newsarchive.cli.group import Command
from newsarchive.cli.options import IdArgument, JsonOption, examples
from newsarchive.cli.output import print_json
from newsarchive.cli.runtime import runtime
from newsarchive.model.article import ArticleId

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples("newsarchive show 12", "newsarchive show 12 | less", "newsarchive show 12 --json | jq .byline")


@app.command(cls=Command, epilog=EXAMPLES)
def show(
    ctx: typer.Context,
    number: IdArgument,
    json: JsonOption = False,
) -> None:
    """Show one article."""
    article = runtime(ctx).reading().articles.get(ArticleId(number))
    if json:
        print_json(article)
    else:
        print_article(article)
