"""`newsarchive tag`."""

from typing import Annotated

import typer

from newsarchive.cli.group import Command, Group
from newsarchive.cli.options import JsonOption, OptionalIdsArgument, QueryOption, examples, to_ids, to_query
from newsarchive.cli.output import count_of, print_json, print_tsv
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.model import ArticleId
from newsarchive.operations.select import select

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    help="Attach tags to articles, and take them off.",
    epilog=examples(
        'newsarchive tag add "Dân vận khéo" 3 17 21',
        'newsarchive tag add "Dân vận khéo" --query \'"dân vận khéo"\'',
        'newsarchive tag rename NTM "Nông thôn mới"',
    ),
)
NameArgument = Annotated[str, typer.Argument(metavar="TAG", help='The tag: "Dân vận" and "dân vận" are one.')]


@app.command(
    cls=Command,
    epilog=examples('newsarchive tag add "Dân vận khéo" 3 17', 'newsarchive tag add "Bão lũ" --query "bão số"'),
)
def add(ctx: typer.Context, name: NameArgument, ids: OptionalIdsArgument = None, query: QueryOption = None) -> None:
    """Attach a tag to articles."""
    from newsarchive.operations.tagging import tag

    run = runtime(ctx)
    count = tag(run.changing(), name, _selected(run, ids, query))
    run.say(f"tagged {count_of(count)} {name}")


@app.command(
    cls=Command, epilog=examples('newsarchive tag remove "Bão lũ" 17', 'newsarchive tag remove NTM --query "tag:NTM"')
)
def remove(ctx: typer.Context, name: NameArgument, ids: OptionalIdsArgument = None, query: QueryOption = None) -> None:
    """Take a tag off articles."""
    from newsarchive.operations.tagging import untag

    run = runtime(ctx)
    count = untag(run.changing(), name, _selected(run, ids, query))
    run.say(f"untagged {count_of(count)} {name}")


@app.command("list", cls=Command, epilog=examples("newsarchive tag list", "newsarchive tag list --json"))
def list_tags(ctx: typer.Context, json: JsonOption = False) -> None:
    """List all tags, and how many articles carry each."""
    tags = runtime(ctx).reading().tags.list()
    if json:
        print_json(tags)
    else:
        print_tsv((tag.articles, tag.name) for tag in tags)


@app.command(cls=Command, epilog=examples('newsarchive tag rename NTM "Nông thôn mới"'))
def rename(
    ctx: typer.Context, old: NameArgument, new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")]
) -> None:
    """Give a tag another name; where that name exists, the two become one."""
    from newsarchive.operations.tagging import rename as rename_tag

    run = runtime(ctx)
    count = rename_tag(run.changing(), old, new)
    run.say(f"renamed {old} to {new} on {count_of(count)}")


def _selected(run: Runtime, ids: list[int] | None, query: str | None) -> tuple[ArticleId, ...]:
    return select(run.changing(), to_ids(ids), to_query(query))
