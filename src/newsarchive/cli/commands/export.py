"""`newsarchive export`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import OptionalIdsArgument, QueryOption, examples, to_ids
from newsarchive.cli.output import count_of, is_terminal, print_note
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import UsageError
from newsarchive.model.article import ArticleId
from newsarchive.operations.files import bytes_written_whole, written_whole
from newsarchive.operations.select import select

if TYPE_CHECKING:
    from newsarchive.operations.publishing import Publication

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive export --rss -o tin.rss",
    "newsarchive export --rss --query 'tag:\"nông thôn mới\" date:2018' > nong-thon-moi.rss",
    "newsarchive export --atom --lossless -o tin.atom   # import gives back the very articles",
    "newsarchive export --rss --archive-pages www/ --self-url https://xa.example/tin/rss.xml",
    "newsarchive export --opml -o feeds.opml            # the feeds you are subscribed to",
    "newsarchive export --html -o trang/                # a folder of pages with an index",
    "newsarchive export --print 12 -o tin-12.html       # open in a browser, print",
    "newsarchive export --warc -o goc.warc.gz           # the originals, as archives of the web keep them",
)
_FEEDS = ("--rss", "--atom", "--json-feed")
_FORMATS = (*_FEEDS, "--opml", "--html", "--print", "--warc")


@app.command(cls=Command, epilog=EXAMPLES)
def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    ids: OptionalIdsArgument = None,
    rss: Annotated[bool, typer.Option("--rss", help="An RSS 2.0 feed.")] = False,
    atom: Annotated[bool, typer.Option("--atom", help="An Atom 1.0 feed.")] = False,
    json_feed: Annotated[bool, typer.Option("--json-feed", help="A JSON Feed 1.1.")] = False,
    opml: Annotated[bool, typer.Option("--opml", help="The list of feeds you are subscribed to.")] = False,
    html: Annotated[bool, typer.Option("--html", help="One page, or a folder of pages with an index.")] = False,
    paper: Annotated[bool, typer.Option("--print", help="One document ready for printing on A4.")] = False,
    warc: Annotated[
        bool, typer.Option("--warc", help="What was received, byte by byte, as a WARC 1.1 file packed by gzip.")
    ] = False,
    query: QueryOption = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            min=1,
            max=1_000_000,
            help="At most this many, the newest; in archive pages, in the current one at least.",
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="The title of the feed.")] = "",
    link: Annotated[str, typer.Option("--link", metavar="URL", help="The site that the feed belongs to.")] = "",
    self_url: Annotated[
        str, typer.Option("--self-url", metavar="URL", help="Where the feed will be found; good readers want it.")
    ] = "",
    summary_only: Annotated[
        bool, typer.Option("--summary-only", help="Summaries, and no text: readers come to the page.")
    ] = False,
    lossless: Annotated[
        bool, typer.Option("--lossless", help="Add what the format has no place for: import gives it all back.")
    ] = False,
    archive_pages: Annotated[
        Path | None,
        typer.Option(
            "--archive-pages",
            metavar="DIR",
            help="Write the newest into one document of DIR, and each month before into one of its own (RFC 5005).",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to; standard output without it.")
    ] = None,
) -> None:
    """Export articles, the newest first: those of the ids, those that answer a query, or all."""
    form = _the_one(dict(zip(_FORMATS, (rss, atom, json_feed, opml, html, paper, warc), strict=True)))
    feed_options = {
        "--title": title,
        "--link": link,
        "--self-url": self_url,
        "--summary-only": summary_only,
        "--lossless": lossless,
        "--archive-pages": archive_pages,
    }
    run = runtime(ctx)
    target = None if output == Path("-") else output
    if form == "--opml":
        _refuse(form, feed_options | {"ID": ids, "--query": query, "--limit": limit}, allowed="--title")
        _export_opml(run, title, target)
        return
    if form in _FEEDS:
        _refuse(form, {"-o": output} if archive_pages else {})
    else:
        _refuse(form, feed_options)
    chosen = select(run.reading(), to_ids(ids), query, or_all=True)
    if form == "--warc":
        _export_warc(run, chosen[:limit], target)
        return
    if form not in _FEEDS:
        _export_pages(run, form, chosen[:limit], target)
        return
    from newsarchive.operations.publishing import FeedFormat, Publication

    publication = Publication(
        format=FeedFormat(form.removeprefix("--")),
        title=title,
        link=link,
        self_url=self_url,
        is_summary_only=summary_only,
        is_lossless=lossless,
    )
    if archive_pages:
        _export_archive(run, chosen, archive_pages, publication, limit)
    else:
        _export_feed(run, chosen[:limit], target, publication)


def _the_one(formats: dict[str, bool]) -> str:
    chosen = [name for name, is_chosen in formats.items() if is_chosen]
    if len(chosen) != 1:
        *first, last = _FORMATS
        raise UsageError("one format is needed", f"give {', '.join(first)} or {last}")
    return chosen[0]


def _refuse(form: str, options: dict[str, object], *, allowed: str = "") -> None:
    for name, value in options.items():
        if value and name != allowed:
            raise UsageError(f"{name} does not go with {form}", "see: newsarchive export --help")


def _export_feed(run: Runtime, ids: tuple[ArticleId, ...], target: Path | None, publication: "Publication") -> None:
    from newsarchive.operations.publishing import export_feed

    if target is None:
        export_feed(run.reading(), ids, sys.stdout.write, publication)
        return
    with written_whole(target) as write:
        count = export_feed(run.reading(), ids, write, publication)
    run.say(f"exported {count_of(count)} to {target}")


def _export_archive(
    run: Runtime, ids: tuple[ArticleId, ...], folder: Path, publication: "Publication", limit: int | None
) -> None:
    from newsarchive.operations.publishing import export_archive

    pages = export_archive(run.reading(), ids, folder, publication, limit=limit)
    documents = len(pages.written) + len(pages.unchanged)
    of_them = f"{count_of(documents, 'document')}, {len(pages.written)} of them changed"
    removed = f", {len(pages.removed)} removed" if pages.removed else ""
    run.say(f"exported {count_of(pages.articles)} to {folder}: {of_them}{removed}")


def _export_opml(run: Runtime, title: str, target: Path | None) -> None:
    from newsarchive.operations.publishing import export_opml

    if target is None:
        export_opml(run.reading(), sys.stdout.write, title)
        return
    with written_whole(target) as write:
        count = export_opml(run.reading(), write, title)
    run.say(f"exported {count_of(count, 'feed')} to {target}")


def _export_warc(run: Runtime, ids: tuple[ArticleId, ...], target: Path | None) -> None:
    from newsarchive.operations.warc import export_warc

    if target is None:
        if is_terminal():
            raise UsageError("a packed file may upset a terminal", "write it to a file with -o")
        originals = export_warc(run.reading(), ids, sys.stdout.buffer.write, run.now)
    else:
        with bytes_written_whole(target) as write:
            originals = export_warc(run.reading(), ids, write, run.now)
        parts = f", {count_of(originals.files, 'picture or file', 'pictures and files')}" if originals.files else ""
        run.say(f"exported {count_of(originals.captures, 'original')}{parts} to {target}")
    if originals.without and not run.is_quiet:
        print_note(f"of {count_of(originals.without)} there is no original")


def _export_pages(run: Runtime, form: str, ids: tuple[ArticleId, ...], target: Path | None) -> None:
    from newsarchive.operations import export as exporting

    if form == "--html" and not exporting.is_single_page(ids, target):
        _export_folder(run, ids, target)
        return
    write_all = exporting.export_print if form == "--print" else exporting.export_page
    if target is None:
        write_all(run.reading(), ids, sys.stdout.write)
        return
    with written_whole(target) as write:
        count = write_all(run.reading(), ids, write)
    run.say(f"exported {count_of(count)} to {target}")


def _export_folder(run: Runtime, ids: tuple[ArticleId, ...], folder: Path | None) -> None:
    from newsarchive.operations.export import export_folder

    if folder is None:
        raise UsageError(f"{len(ids)} articles do not fit into one page", "give a folder with -o")
    run.say(f"exported {count_of(export_folder(run.reading(), ids, folder))} to {folder}")
