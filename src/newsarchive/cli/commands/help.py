"""`newsarchive help`."""

import sys
from typing import Annotated, Any

import typer

from newsarchive.cli.group import Command, Group, guess
from newsarchive.cli.options import examples
from newsarchive.cli.output import is_terminal, make_console
from newsarchive.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)
PAGES = ("query",)
EXAMPLES = examples(
    "newsarchive help query               # what can be asked: operators, fields, dates",
    "newsarchive help search              # as newsarchive search --help",
)


@app.command(cls=Command, epilog=EXAMPLES)
def help_on(
    ctx: typer.Context,
    topic: Annotated[list[str] | None, typer.Argument(metavar="[TOPIC]", help="query, or a command.")] = None,
) -> None:
    """Explain the query language, or a command."""
    words = topic or []
    if len(words) == 1 and words[0] in PAGES:
        _print_page(words[0])
    else:
        _print_help(ctx.parent, words)


def _print_page(name: str) -> None:
    """Print a page: laid out for a person, as written for a program."""
    from importlib.resources import files

    text = (files("newsarchive.cli") / "pages" / f"{name}.md").read_text(encoding="utf-8")
    if is_terminal():
        from rich.markdown import Markdown

        make_console().print(Markdown(text))
    else:
        sys.stdout.write(text)


def _print_help(context: Any, words: list[str]) -> None:
    """Print what `--help` says of the command that words name: "tag add". Raises UsageError."""
    topics: tuple[str, ...] = PAGES
    for word in words:
        group = context.command
        names = group.list_commands(context) if isinstance(group, Group) else []
        topics = (*topics, *names)
        if word not in names:
            hint = f"topics: {', '.join(topics)}" if topics else f"see: {context.command_path} --help"
            raise UsageError(f"no help on {word!r}", guess(word, topics) or hint)
        command = group.get_command(context, word)
        context = command.context_class(command, info_name=word, parent=context)
        topics = ()
    typer.echo(context.get_help())
