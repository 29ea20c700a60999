"""`newsarchive history`."""

from collections.abc import Sequence
from datetime import datetime

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import IdArgument, JsonOption, examples
from newsarchive.cli.output import count_of, is_terminal, print_json, print_tsv
from newsarchive.cli.runtime import runtime
from newsarchive.cli.times import stamp, to_iso
from newsarchive.model.article import ArticleId
from newsarchive.operations.history import Event, timeline

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive history 12",
    "newsarchive history 12 | cut -f 1-4",
    "newsarchive diff 12 1 3          # what revision 3 has changed since revision 1",
)
_COLUMNS = ("revision", "when (+07:00)", "what", "")
_ZONE = " +07:00"
_DIGITS = 12  # of a digest: enough to tell the pages of one article apart
_GONE = frozenset({"gone", "moved", "failed"})


@app.command(cls=Command, epilog=EXAMPLES)
def history(ctx: typer.Context, number: IdArgument, json: JsonOption = False) -> None:
    """Show the revisions of an article, and what became of its source."""
    events = timeline(runtime(ctx).reading(), ArticleId(number))
    if json:
        print_json(events)
    elif is_terminal():
        _print_table(events)
    else:
        print_tsv(map(_to_row, events))


def _to_row(event: Event) -> tuple[object, ...]:
    seen = to_iso(event.last_seen_at)
    now = "current" if event.is_current else ""
    return (event.revision, to_iso(event.at), event.what, event.words, event.source_digest, event.looks, seen, now)


def _print_table(events: Sequence[Event]) -> None:
    from newsarchive.cli.table import print_table

    rows = [
        (
            "" if event.what in _GONE else f"{event.revision}{' (now)' if event.is_current else ''}",
            _clock(event.at),
            event.what,
            "\n".join(line for line in (event.words, _seen(event)) if line),
        )
        for event in events
    ]
    print_table(_COLUMNS, rows, strong=[n for n, event in enumerate(events) if event.is_current])


def _seen(event: Event) -> str:
    """Return when an event was last seen to be so, how often, and by which bytes."""
    last = f"last seen {_clock(event.last_seen_at)}, {count_of(event.looks, 'look')}" if event.last_seen_at else ""
    source = f"source {event.source_digest[:_DIGITS]}" if event.source_digest else ""
    return "; ".join(part for part in (last, source) if part)


def _clock(instant: datetime) -> str:
    return stamp(instant).removesuffix(_ZONE)
