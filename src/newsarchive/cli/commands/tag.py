"""`newsarchive tag`."""

from typing import Annotated

import typer

from newsarchive.cli.group import Command, Group, QueryCommand
from newsarchive.cli.options import JsonOption, OptionalIdsArgument, QueryOption, examples, to_ids, to_text
from newsarchive.cli.output import count_of, print_json, print_tsv
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.model.article import ArticleId
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
        'newsarchive tag rule add "Bão lũ" "bão OR lũ"',
    ),
)
rules = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    help="Tag new articles by themselves: those that answer a query.",
    epilog=examples(
        'newsarchive tag rule add "Bão lũ" "bão OR lũ" --dry-run',
        'newsarchive tag rule add "Bão lũ" "bão OR lũ"',
        'newsarchive tag rule run "Bão lũ"',
    ),
)
app.add_typer(rules, name="rule")
NameArgument = Annotated[str, typer.Argument(metavar="TAG", help='The tag: "Dân vận" and "dân vận" are one.')]
RuleArgument = Annotated[str, typer.Argument(metavar="QUERY", help="What the articles answer, as for search.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only say how many articles would be tagged.")]


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


@rules.command("add", cls=QueryCommand, epilog=examples('newsarchive tag rule add "Bão lũ" "bão OR lũ"'))
def add_rule(ctx: typer.Context, name: NameArgument, query: RuleArgument, dry_run: DryRunOption = False) -> None:
    """Give each new article that answers QUERY a tag. Those that are there already: newsarchive tag rule run."""
    from newsarchive.operations import rules as operations

    run, query = runtime(ctx), to_text([query])
    if dry_run:
        count = operations.preview_rule(run.reading(), name, query)
        run.say(f"would tag {count_of(count)} {name}")
    elif operations.add_rule(run.writing(), name, query, run.now):
        run.say(f"new articles that answer {query} get the tag {name}")
    else:
        run.say(f"the rule is there already: {name}, {query}")


@rules.command("list", cls=Command, epilog=examples("newsarchive tag rule list", "newsarchive tag rule list --json"))
def list_rules(ctx: typer.Context, json: JsonOption = False) -> None:
    """List all rules: their tag, and the query."""
    from newsarchive.operations.rules import list_rules as all_rules

    found = all_rules(runtime(ctx).reading())
    if json:
        print_json(found)
    else:
        print_tsv((rule.tag, rule.query) for rule in found)


@rules.command("remove", cls=Command, epilog=examples('newsarchive tag rule remove "Bão lũ"'))
def remove_rule(
    ctx: typer.Context,
    name: NameArgument,
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]", help="Only the rule with this query.")] = None,
) -> None:
    """Remove the rules of a tag, or one of them; the articles keep the tag."""
    from newsarchive.operations.rules import remove_rule as remove_rules

    run = runtime(ctx)
    count = remove_rules(run.changing(), name, query)
    run.say(f"removed {count_of(count, 'rule')} for {name}")


@rules.command("run", cls=Command, epilog=examples("newsarchive tag rule run --dry-run", "newsarchive tag rule run"))
def run_rules(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[TAG]", help="Only the rules for this tag.")] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Apply the rules to all articles. Shows how many each rule tags that did not carry the tag."""
    from newsarchive.operations.rules import run_rules as run_all

    run = runtime(ctx)
    counts = run_all(run.changing(), name, dry_run=dry_run)
    if not run.is_quiet:
        print_tsv((count, rule.tag, rule.query) for rule, count in counts)


def _selected(run: Runtime, ids: list[int] | None, query: str | None) -> tuple[ArticleId, ...]:
    return select(run.changing(), to_ids(ids), query)
