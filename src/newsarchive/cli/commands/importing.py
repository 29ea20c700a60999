"""`newsarchive import`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import examples
from newsarchive.cli.output import print_json, print_note
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.cli.tally import Tally
from newsarchive.errors import PartialFailureError, UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive import tin.rss",
    "newsarchive import sao-luu.json --json | jq .skipped",
    "newsarchive import goc.warc.gz                            # what export --warc, wget or a crawler wrote",
    "newsarchive import trang-da-luu/                          # pages that a browser has saved",
    "curl -sf https://binhlac.example/rss | newsarchive --quiet import -    # from cron",
)


@app.command("import", cls=Command, epilog=EXAMPLES)
def import_file(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="An RSS, Atom, JSON Feed or WARC file, a folder of saved pages, or - for standard input.",
        ),
    ],
    warc: Annotated[bool, typer.Option("--warc", help="It is a WARC file; files are recognised without it.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
) -> None:
    """Archive every entry of a feed, or every page of a WARC file or folder. Again, it changes nothing."""
    run = runtime(ctx)
    if source != "-" and Path(source).is_dir():
        if warc:
            raise UsageError(f"{source}: a folder, not a WARC file", "import its files one by one")
        _import_folder(run, source, as_json=json)
    elif warc or (source != "-" and _is_warc(source)):
        _import_warc(run, source, as_json=json)
    else:
        _import_feed(run, source, as_json=json)


def _is_warc(source: str) -> bool:
    from newsarchive.operations.warc import is_warc_file

    return is_warc_file(source)


def _import_feed(run: Runtime, source: str, *, as_json: bool) -> None:
    from newsarchive.operations.importing import import_feed, opened_feed

    tally = Tally()
    with opened_feed(source, sys.stdin.buffer) as feed, run.progress("importing") as progress:
        for result in import_feed(run.writing(), feed, name=source, now=run.now):
            tally.add(result)
            progress(tally.done, feed.count)
        repairs = feed.document.repairs
    if as_json:
        print_json(tally.to_report(source) | {"repairs": repairs})
        return
    if not run.is_quiet:  # under cron a feed would tell of the same entry every hour
        print_note(*(f"mended {source}: {repair}" for repair in repairs), *tally.remarks("an entry"))
    run.say(f"imported {source}: {tally.in_words() or 'no entries'}")


def _import_folder(run: Runtime, source: str, *, as_json: bool) -> None:
    from newsarchive.operations.saved_pages import find_pages, import_pages

    tally, pages = Tally(), find_pages(Path(source))
    with run.progress("importing") as progress:
        for result in import_pages(run.writing(), pages, run.now):
            tally.add(result)
            progress(tally.done, len(pages))
    if as_json:
        print_json(tally.to_report(source))
    else:
        print_note(*tally.remarks("a page"))
        run.say(f"imported {source}: {tally.in_words() or 'no pages'}")
    if tally.skipped:
        raise PartialFailureError(f"{len(tally.skipped)} of {len(pages)} pages could not be archived")


def _import_warc(run: Runtime, source: str, *, as_json: bool) -> None:
    from newsarchive.operations.warc import import_warc, opened_warc

    tally = Tally()
    with opened_warc(source, sys.stdin.buffer) as stream, run.progress("importing") as progress:
        for result in import_warc(run.writing(), stream, source, run.now):
            tally.add(result)
            progress(tally.done, 0)
    if as_json:
        print_json(tally.to_report(source) | {"parts": tally.parts, "damage": tally.damage})
    else:
        if not run.is_quiet:
            print_note(*tally.reasons())
        run.say(f"imported {source}: {tally.in_words() or 'no pages'}")
    if tally.damage:
        raise PartialFailureError(f"{source}: {tally.damage}", "what comes before was archived")
