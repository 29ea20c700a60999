"""`newsarchive feed`."""

import random
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.feeds import name_of, outcome, print_feed, print_feeds, print_health
from newsarchive.cli.group import Command, Group
from newsarchive.cli.options import JsonOption, examples
from newsarchive.cli.output import print_failure, print_json, print_note
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import ExitCode, NewsArchiveError, NotFoundError, PartialFailureError, SourceError, UsageError
from newsarchive.model.feed import Feed, FeedSettings, FeedState

if TYPE_CHECKING:
    from newsarchive.fetch.web import Web

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    help="Subscribe to feeds, and see how they are. newsarchive sync fetches them.",
    epilog=examples(
        "newsarchive feed add https://binhlac.example/rss --section 'Tin tức'",
        "newsarchive feed list",
        "newsarchive feed check            # what fails, since when, and when it is tried again",
        "newsarchive feed import theo-doi.opml",
    ),
)
_MOST_OTHERS = 8  # in a line
_UNITS = {"m": 60, "h": 3600, "d": 86400}
_INTERVAL = re.compile(r"\s*([0-9]{1,6})\s*([mhd])\s*", re.IGNORECASE)

FeedArgument = Annotated[
    str, typer.Argument(metavar="FEED", help="Its number, address or title, as feed list shows it.")
]
FeedsArgument = Annotated[list[str], typer.Argument(metavar="FEED...", help="Numbers, addresses or titles of feeds.")]
OptionalFeedsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[FEED]...", help="Numbers, addresses or titles; else all.")
]
SectionOption = Annotated[
    str | None, typer.Option("--section", help="File its articles under this section, whatever they say.")
]
TagOption = Annotated[list[str] | None, typer.Option("--tag", help="Attach this tag to its articles; repeat for more.")]
IntervalOption = Annotated[
    str | None,
    typer.Option("--interval", metavar="TIME", help="Time between two fetches at least: 1h (usual, also 0), 6h, 2d."),
]
PagesOption = Annotated[
    bool | None,
    typer.Option(
        "--full-text/--summary-only", help="Fetch the page of an entry that is only a summary (usual), or never."
    ),
]
ImagesOption = Annotated[
    bool | None, typer.Option("--images/--no-images", help="Fetch the pictures of its articles (usual), or none.")
]
AttachmentsOption = Annotated[
    bool | None,
    typer.Option("--attachments/--no-attachments", help="Fetch the files its articles link to, or none (usual)."),
]
LegacyOption = Annotated[
    bool | None,
    typer.Option("--legacy-tls/--no-legacy-tls", help="Allow TLS 1.0 and old ciphers; certificates are still checked."),
]


@app.command(
    cls=Command,
    epilog=examples(
        "newsarchive feed add https://binhlac.example/rss",
        "newsarchive feed add https://binhlac.example/ --section 'Tin tức' --tag 'Xã Bình Lạc' --interval 6h",
    ),
)
def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="A feed, or a page that names its feed.")],
    section: SectionOption = None,
    tag: TagOption = None,
    interval: IntervalOption = None,
    full_text: PagesOption = None,
    images: ImagesOption = None,
    attachments: AttachmentsOption = None,
    legacy_tls: LegacyOption = None,
) -> None:
    """Subscribe to feeds, and archive what they show now."""
    from newsarchive.operations.subscribing import checked

    settings = checked(
        FeedSettings(
            section=section or "",
            tags=tuple(tag or ()),
            interval=to_seconds(interval) or 0,
            wants_pages=full_text is not False,
            wants_images=images is not False,
            wants_files=bool(attachments),
            is_legacy_tls=bool(legacy_tls),
        )
    )
    from newsarchive.fetch.web import Web

    run = runtime(ctx)
    with closing(Web()) as web:  # one for all: it lets a server rest between two questions
        _each(urls, lambda url: _subscribe(run, web, url, settings), "subscribed to")


@app.command("list", cls=Command, epilog=examples("newsarchive feed list", "newsarchive feed list --json"))
def list_feeds(ctx: typer.Context, json: JsonOption = False) -> None:
    """List all feeds."""
    run = runtime(ctx)
    feeds = run.reading().feeds.list(is_counted=True)
    if json:
        print_json(feeds)
    else:
        print_feeds(feeds, run.now)


@app.command(cls=Command, epilog=examples("newsarchive feed show 3"))
def show(ctx: typer.Context, feed: FeedArgument, json: JsonOption = False) -> None:
    """Show everything about a feed."""
    run = runtime(ctx)
    found = run.reading().feeds.get(feed)
    if json:
        print_json(found)
    else:
        print_feed(found, run.now, summaries=_count_summaries(run, found))


@app.command(
    cls=Command,
    epilog=examples(
        "newsarchive feed edit 3 --section 'Nông nghiệp' --interval 1d", "newsarchive feed edit 3 --summary-only"
    ),
)
def edit(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    feed: FeedArgument,
    title: Annotated[str | None, typer.Option("--title", help="What lists call it.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it is fetched from now on.")] = None,
    section: SectionOption = None,
    tag: TagOption = None,
    interval: IntervalOption = None,
    full_text: PagesOption = None,
    images: ImagesOption = None,
    attachments: AttachmentsOption = None,
    legacy_tls: LegacyOption = None,
) -> None:
    """Change how a feed is read; what is archived already stays as it is."""
    from newsarchive.operations.subscribing import FeedChanges, edit_feed

    run = runtime(ctx)
    changes = FeedChanges(
        title=title,
        url=url,
        section=section,
        tags=None if tag is None else tuple(filter(None, tag)),
        interval=to_seconds(interval),
        wants_pages=full_text,
        wants_images=images,
        wants_files=attachments,
        is_legacy_tls=legacy_tls,
    )
    run.say(f"changed {name_of(edit_feed(run.changing(), feed, changes))}")


@app.command(cls=Command, epilog=examples("newsarchive feed pause 3"))
def pause(ctx: typer.Context, feeds: FeedsArgument) -> None:
    """Fetch feeds no more, until newsarchive feed resume."""
    from newsarchive.operations.subscribing import pause as pause_feed

    run = runtime(ctx)
    _each(feeds, lambda name: run.say(f"paused {name_of(pause_feed(run.changing(), name))}"), "paused")


@app.command(cls=Command, epilog=examples("newsarchive feed resume 3"))
def resume(ctx: typer.Context, feeds: FeedsArgument) -> None:
    """Fetch feeds again that were paused, or that were gone."""
    from newsarchive.operations.subscribing import resume as resume_feed

    run = runtime(ctx)
    _each(feeds, lambda name: run.say(f"resumed {name_of(resume_feed(run.changing(), name))}"), "resumed")


@app.command(cls=Command, epilog=examples("newsarchive feed remove 3"))
def remove(ctx: typer.Context, feeds: FeedsArgument) -> None:
    """Unsubscribe from feeds. Their articles stay."""
    from newsarchive.operations.subscribing import remove_feed

    run = runtime(ctx)
    _each(feeds, lambda name: run.say(f"removed {name_of(remove_feed(run.changing(), name))}"), "removed")


@app.command(cls=Command, epilog=examples("newsarchive feed check", "newsarchive feed check 3 --json"))
def check(ctx: typer.Context, feeds: OptionalFeedsArgument = None, json: JsonOption = False) -> None:
    """Tell how feeds are, without fetching. Exits with 4 if some fail, with 1 if all do."""
    run = runtime(ctx)
    known = run.reading().feeds
    found = tuple(known.get(name) for name in feeds) if feeds else known.list(is_counted=True)
    failing = [one for one in found if one.failures or one.state is FeedState.GONE]
    if json:
        print_json(found)
    else:
        print_health([(one, _count_summaries(run, one)) for one in found], run.now)
    if failing:
        raise typer.Exit(ExitCode.FAILED if len(failing) == len(found) else ExitCode.PARTIAL)


@app.command("import", cls=Command, epilog=examples("newsarchive feed import theo-doi.opml"))
def import_feeds(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="An OPML file or its address, or - for standard input.")
    ],
) -> None:
    """Subscribe to the feeds of an OPML file; the next sync fetches them."""
    from newsarchive.fetch.web import Web
    from newsarchive.operations.add import read_source
    from newsarchive.operations.subscribing import import_opml

    run = runtime(ctx)
    with closing(Web()) as web:
        body = read_source(source, run.now, web=web, stdin=sys.stdin.buffer).body
    report = import_opml(run.writing(), body, "standard input" if source == "-" else source, run.now)
    for name, reason in report.broken:
        print_note(f"skipped {name}: {reason}")
    counts = ((len(report.added), "new"), (len(report.known), "known already"), (len(report.broken), "skipped"))
    words = ", ".join(f"{count} {what}" for count, what in counts if count)
    run.say(f"imported {source}: {words or 'no feeds'}")


def to_seconds(words: str | None) -> int | None:
    """Return a length of time that a user typed. Raises UsageError.

    >>> to_seconds("6h"), to_seconds("2d"), to_seconds(None)
    (21600, 172800, None)
    """
    if words is None:
        return None
    if words == "0":  # the usual time again
        return 0
    match = _INTERVAL.fullmatch(words)
    if match is None:
        raise UsageError(f"cannot read the interval {words!r}", "write it as 90m, 6h or 2d")
    return int(match[1]) * _UNITS[match[2].lower()]


def _subscribe(run: Runtime, web: "Web", url: str, settings: FeedSettings) -> None:
    from newsarchive.operations.subscribing import subscribe

    report = subscribe(run.writing(), url, settings, web=web, now=run.take_time(), jitter=random.random)
    run.say(f"subscribed to {report.id} {name_of(report)}: {outcome(report)}")
    if report.others and not run.is_quiet:
        more = f" and {len(report.others) - _MOST_OTHERS} more" if len(report.others) > _MOST_OTHERS else ""
        print_note(f"the page names other feeds too: {', '.join(report.others[:_MOST_OTHERS])}{more}")


def _count_summaries(run: Runtime, feed: Feed) -> int:
    """Return how many articles of a feed stay summaries though it wants their pages."""
    return run.reading().feeds.count_summaries(feed.id) if feed.settings.wants_pages else 0


def _each(names: Sequence[str], act: Callable[[str], None], done: str) -> None:
    """Do something for each name; one that fails does not stop the others."""
    failed = 0
    for name in names:
        try:
            act(name)
        except (SourceError, UsageError, NotFoundError) as error:
            if len(names) == 1:
                raise
            failed += 1
            print_failure(error)
    if failed == len(names):
        raise NewsArchiveError(f"{done} none of {len(names)} feeds")
    if failed:
        raise PartialFailureError(f"{done} {len(names) - failed} of {len(names)} feeds")
