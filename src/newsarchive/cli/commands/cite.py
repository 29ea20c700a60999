"""`newsarchive cite`."""

from collections.abc import Iterator

import typer

from newsarchive.cli.group import Command
from newsarchive.cli.options import IdArgument, JsonOption, examples
from newsarchive.cli.output import count_of, print_json
from newsarchive.cli.runtime import runtime
from newsarchive.cli.table import print_pairs
from newsarchive.cli.times import stamp
from newsarchive.model.article import ArticleId
from newsarchive.operations.citing import Citation, CitedCapture
from newsarchive.operations.citing import cite as cite_article
from newsarchive.text.changes import shown_date

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    "newsarchive cite 12",
    "newsarchive cite 12 --json > 12.json",
    "newsarchive show 12 --raw | sha256sum    # the digest of the bytes, made by somebody else",
)


@app.command(cls=Command, epilog=EXAMPLES)
def cite(ctx: typer.Context, number: IdArgument, json: JsonOption = False) -> None:
    """Print what proves an article: where it is from, when it was seen, and the digests of what was received."""
    citation = cite_article(runtime(ctx).reading(), ArticleId(number))
    if json:
        print_json(citation)
        return
    rows = [(name, value) for name, value in _iter_rows(citation) if value]
    print_pairs(rows)


def _iter_rows(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "permanent id", citation.uuid
    yield "title", citation.title
    yield "byline", " – ".join(citation.byline)
    yield "credit", citation.credit
    yield "section", citation.section
    yield "published", shown_date(citation.published)
    yield "source", citation.url
    for url in citation.aliases:
        yield "also at", url
    yield "archived", f"{stamp(citation.archived_at)}, article {citation.id}"
    if citation.capture:
        yield from _iter_capture(citation.capture)
    else:
        yield "captured", "no bytes were kept"
        yield "SHA-256, bytes", citation.source_digest
    yield "SHA-256, content", citation.content_digest
    for one in citation.revisions:
        now = ", current" if one.is_current else ""
        yield f"revision {one.number}", f"{stamp(one.revised_at)}, {one.change}{now}, content {one.content_digest}"
    if citation.last_seen_at:
        yield "last seen", f"{stamp(citation.last_seen_at)}, {count_of(citation.looks, 'look')}"
    if citation.gone_since:
        yield "gone since", stamp(citation.gone_since)
    yield "kept by", f"newsarchive {citation.version}"


def _iter_capture(capture: CitedCapture) -> Iterator[tuple[str, str]]:
    yield "captured", f"{stamp(capture.captured_at)}, {capture.size} bytes"
    yield "media type", capture.media_type
    yield "HTTP status", str(capture.status or "")
    for hop in capture.hops:
        yield "redirected", f"{hop.status} {hop.url}"
    yield "received from", capture.url
    yield "SHA-256, bytes", capture.digest
