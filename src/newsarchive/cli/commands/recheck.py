"""`newsarchive recheck`."""

import time
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import JsonLinesOption, OptionalIdsArgument, QueryOption, examples, to_ids
from newsarchive.cli.output import count_of, print_json, print_note
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import ExitCode

if TYPE_CHECKING:
    from newsarchive.model.article import ArticleId
    from newsarchive.model.history import Watch
    from newsarchive.operations.sighting import Rechecked
    from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive recheck                     # the sources that are due",
    "newsarchive recheck 12 --force          # article 12, due or not",
    'newsarchive recheck --query "site:binhlac.example" --since 1/1/2018',
    "17 * * * *  newsarchive --quiet recheck      # in a crontab",
    "newsarchive list is:gone                # what only this archive still has",
)
_CHANGED = frozenset({"revised", "completed"})
_QUIET_LOOKS = frozenset({"same", "failed", "skipped"})


@app.command(cls=Command, epilog=EXAMPLES)
def recheck(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    ids: OptionalIdsArgument = None,
    query: QueryOption = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only articles that were archived since then.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Look at what is not due, too.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-n", metavar="N", min=1, max=1_000_000, help="At most this many, the longest due first."
        ),
    ] = None,
    wait: Annotated[
        float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for a sync to end.")
    ] = 0,
    no_images: Annotated[bool, typer.Option("--no-images", help="Leave new pictures out.")] = False,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="Keep new files, too, that pages link to.")
    ] = False,
    json: JsonLinesOption = False,
) -> None:
    """Ask the sources of articles again: what was revised, has moved or is gone. Nothing is deleted for it.

    Young articles are looked at after hours, older ones after days, weeks, a month. Exits with 4 if some sources
    failed, with 1 if all did.
    """
    from newsarchive.cli.times import read_instant
    from newsarchive.operations.rechecking import plan_recheck
    from newsarchive.store.lock import sync_lock

    run = runtime(ctx)
    store = run.changing()
    since_at = read_instant(since) if since is not None else None
    with sync_lock(run.archive, run.now, wait):
        started, now = time.monotonic(), run.take_time()
        chosen = _chosen(store, ids, query)
        watches = plan_recheck(store, chosen, now, since=since_at, is_forced=force, limit=limit)
        wanted = {"with_images": not no_images, "with_files": attachments}
        reports = _recheck(run, watches, wanted, as_json=json) if watches else ()
    if not json:
        run.say(_summary(reports, len(watches), time.monotonic() - started) if watches else "no source is due")
    failed = sum(one.look == "failed" for one in reports)
    if failed:
        raise typer.Exit(ExitCode.FAILED if failed == len(reports) else ExitCode.PARTIAL)


def _chosen(store: "Store", ids: list[int] | None, query: str | None) -> "tuple[ArticleId, ...] | None":
    from newsarchive.operations.select import select

    return select(store, to_ids(ids), query) if ids or query is not None else None


def _recheck(
    run: Runtime, watches: "tuple[Watch, ...]", wanted: dict[str, bool], *, as_json: bool
) -> "tuple[Rechecked, ...]":
    from newsarchive.fetch.pool import HostPool
    from newsarchive.fetch.web import Web
    from newsarchive.operations.media import keep_media_of
    from newsarchive.operations.rechecking import recheck as look_again

    done: list[Rechecked] = []
    with closing(Web()) as web, run.progress("rechecking") as progress:
        reports = look_again(run.writing(), watches, web=web, pool=HostPool, now=run.now)
        progress(0, len(watches))
        with closing(reports):
            for report in reports:
                done.append(report)
                _tell(run, report, as_json=as_json)
                progress(len(done), len(watches))
        changed = tuple(one.id for one in done if one.look in _CHANGED)
        keep_media_of(run.writing(), web, changed, lambda: run.now, **wanted)
    return tuple(done)


def _tell(run: Runtime, report: "Rechecked", *, as_json: bool) -> None:
    if as_json:
        print_json(report, is_line=True)
        return
    if report.look not in _QUIET_LOOKS:
        run.tell(report.look, report.id, report.title)
    if report.note and not run.is_quiet:
        print_note(f"{report.url}: {report.note}")


def _summary(reports: "tuple[Rechecked, ...]", planned: int, seconds: float) -> str:
    counts = Counter(one.look.value for one in reports)
    words = ", ".join(f"{count} {look}" for look, count in counts.items())
    left = planned - len(reports)
    later = f", {left} left for the next time" if left else ""
    return f"rechecked {count_of(len(reports))}: {words or 'none'}{later} in {seconds:.1f} s"
