"""`newsarchive import`."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import examples
from newsarchive.cli.output import print_json, print_note
from newsarchive.cli.runtime import runtime

if TYPE_CHECKING:
    from newsarchive.operations.entries import Skipped

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive import tin.rss",
    "newsarchive import sao-luu.json --json | jq .skipped",
    "curl -sf https://binhlac.example/rss | newsarchive --quiet import -    # from cron",
)
_KINDS = ("added", "revised", "completed", "unchanged", "deleted")
_WORDS = {"deleted": "left deleted"}  # import deletes nothing


@app.command("import", cls=Command, epilog=EXAMPLES)
def import_file(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="An RSS, Atom or JSON Feed file, or - for standard input.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
) -> None:
    """Archive every entry of a feed file, once. Importing the same again changes nothing."""
    from newsarchive.operations.entries import Skipped
    from newsarchive.operations.importing import import_feed, opened_feed

    run, counts, skipped = runtime(ctx), Counter[str](), list[Skipped]()
    with opened_feed(source, sys.stdin.buffer) as feed, run.progress("importing") as progress:
        for result in import_feed(run.writing(), feed, name=source, now=run.now):
            if isinstance(result, Skipped):
                skipped.append(result)
            else:
                counts[result.outcome.value] += 1
            progress(counts.total() + len(skipped), feed.count)
        repairs = feed.document.repairs
    if json:
        print_json(
            {"source": source, **{kind: counts[kind] for kind in _KINDS}, "skipped": skipped, "repairs": repairs}
        )
        return
    if not run.is_quiet:  # under cron a feed would tell of the same entry every hour
        print_note(*_remarks(source, skipped, repairs))
    numbers = [(counts[kind], _WORDS.get(kind, kind)) for kind in _KINDS] + [(len(skipped), "skipped")]
    kinds = ", ".join(f"{count} {kind}" for count, kind in numbers if count)
    run.say(f"imported {source}: {kinds or 'no entries'}")


def _remarks(source: str, skipped: "list[Skipped]", repairs: tuple[str, ...]) -> list[str]:
    lines = [f"mended {source}: {repair}" for repair in repairs]
    return lines + [f"skipped {one.title or 'an entry'}: {one.reason}" for one in skipped]
