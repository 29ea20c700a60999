"""`newsarchive sync`."""

import random
import time
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.feeds import failure, summary, to_local
from newsarchive.cli.group import Command
from newsarchive.cli.options import JsonOption, examples
from newsarchive.cli.output import print_json, print_note, print_tsv
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import ExitCode
from newsarchive.model.feed import Check, FeedReport

if TYPE_CHECKING:
    from newsarchive.operations.syncing import Plan, SyncOptions

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_FAILED = (Check.FAILED, Check.GONE)
_FEW = 3  # feeds that fail are told one by one, whatever the reason
EXAMPLES = examples(
    "newsarchive sync                    # the feeds that are due",
    "newsarchive sync 3 --force          # feed 3, due or not",
    "*/15 * * * *  newsarchive --quiet sync      # in a crontab: silent unless a feed fails for a day",
)


@app.command(cls=Command, epilog=EXAMPLES)
def sync(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="[FEED]...", help="Numbers, addresses or titles of feeds; else all.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=1, max=64, help="So many servers at once, each by one.")
    ] = 16,
    wait: Annotated[
        float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another sync to end.")
    ] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which feeds are due.")] = False,
    no_images: Annotated[bool, typer.Option("--no-images", help="Leave pictures and files to a later sync.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Fetch feeds that are not due, too.")] = False,
    json: JsonOption = False,
) -> None:
    """Fetch the feeds that are due, and archive what is new. Exits with 4 if some failed, with 1 if all did."""
    from newsarchive.operations.syncing import SyncOptions, plan_sync
    from newsarchive.store.lock import sync_lock

    run = runtime(ctx)
    options = SyncOptions(jobs=jobs, wants_media=not no_images, is_forced=force)
    if dry_run:
        _tell_plan(plan_sync(run.reading(), tuple(feeds or ()), options, run.now), as_json=json)
        return
    store = run.changing()
    with sync_lock(run.archive, run.now, wait):
        started = time.monotonic()
        plan = plan_sync(store, tuple(feeds or ()), options, run.take_time())
        reports = _sync(run, plan, options) if plan else ()
    seconds = time.monotonic() - started
    if json:
        print_json({"started_at": run.now, "seconds": round(seconds, 3), "feeds": reports})
    else:
        _tell(run, plan, reports, seconds)
    failed = sum(report.check in _FAILED for report in reports)
    if failed:
        raise typer.Exit(ExitCode.FAILED if failed == len(reports) else ExitCode.PARTIAL)


def _sync(run: Runtime, plan: "Plan", options: "SyncOptions") -> tuple[FeedReport, ...]:
    from newsarchive.fetch.pool import HostPool
    from newsarchive.fetch.web import Web
    from newsarchive.operations.syncing import sync as sync_feeds

    done: list[FeedReport] = []
    with closing(Web()) as web, run.progress("syncing") as progress:
        reports = sync_feeds(run.writing(), plan, options, web=web, pool=HostPool, now=run.now, jitter=random.random)
        progress(0, len(plan))
        with closing(reports):
            for report in reports:
                done.append(report)
                progress(len(done), len(plan))
    return tuple(done)


def _tell_plan(plan: "Plan", *, as_json: bool) -> None:
    """Tell which feeds are due, and of which only pages or pictures are still to be fetched."""
    if as_json:
        print_json({"due": plan.due, "pages_only": plan.pages_only, "next_at": plan.next_at})
        return
    print_tsv(("feed", one.id, one.title, one.url) for one in plan.due)
    print_tsv(("pages", one.id, one.title, one.url) for one in plan.pages_only)


def _tell(run: Runtime, plan: "Plan", reports: tuple[FeedReport, ...], seconds: float) -> None:
    """Tell what failed on standard error, and the rest in one line; under cron only what is news."""
    if len(reports) > _FEW and all(report.check is Check.FAILED and not report.status for report in reports):
        if not run.is_quiet or any(report.is_news for report in reports):
            print_note(f"none of {len(reports)} feeds can be reached: is this machine connected?")
            print_note(failure(reports[0], run.now))
    else:
        for report in reports:
            _tell_one(run, report)
    if reports:
        run.say(summary(reports, seconds))
    else:
        run.say(f"no feed is due before {to_local(plan.next_at, run.now)}" if plan.next_at else "no feed is active")


def _tell_one(run: Runtime, report: FeedReport) -> None:
    if report.is_news or (report.check in _FAILED and not run.is_quiet):
        print_note(failure(report, run.now))
    elif report.moved_to and not run.is_quiet:
        print_note(f"{report.title or report.id}: moved to {report.moved_to}")
