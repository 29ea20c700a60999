"""`newsarchive search`."""

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from newsarchive.cli.answers import print_answer, print_facets, print_hits, print_steps, tell_how, tell_place
from newsarchive.cli.group import QueryCommand
from newsarchive.cli.options import JsonOption, LimitOption, LooseOption, PageOption, examples, to_text
from newsarchive.cli.output import is_terminal, print_json, print_note, print_tsv
from newsarchive.cli.runtime import Runtime, runtime
from newsarchive.errors import NotFoundError, PartialFailureError, QueryError, UsageError
from newsarchive.model.search import Answer, Order, Query
from newsarchive.operations.asking import to_query

if TYPE_CHECKING:
    from newsarchive.store.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXAMPLES = examples(
    'newsarchive search "dân vận"                 # dan van, daan vaanj and dan6 van65 find it too',
    "newsarchive search '\"dân vận khéo\"'           # the words one after the other",
    'newsarchive search UBND date:2018 -section:"thể thao"',
    "newsarchive search bão --sort date --page 2",
    "newsarchive search lũ --facets               # by year, section, tag and site",
    "newsarchive search --save bão-lũ 'bão OR lũ' # then: newsarchive search @bão-lũ",
    "newsarchive search - < queries.txt           # one query a line",
    "newsarchive help query                       # the whole language",
)


_SHOWN = 60  # characters of a query in a message


class _Wish(NamedTuple):
    """How hits are wanted."""

    limit: int
    page: int
    order: Order
    loose: bool
    is_collapsed: bool
    has_earlier: bool = False


@app.command(cls=QueryCommand, epilog=EXAMPLES)
def search(  # noqa: PLR0913, PLR0917 - one parameter an option
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY...", help="See newsarchive help query; - reads many.")
    ] = None,
    limit: LimitOption = 20,
    page: PageOption = 1,
    sort: Annotated[Order, typer.Option("--sort", help="Best match first, or newest first.")] = Order.RELEVANCE,
    loose: LooseOption = False,
    every: Annotated[bool, typer.Option("--all", help="Show reprints too, not their first publisher alone.")] = False,
    all_revisions: Annotated[
        bool, typer.Option("--all-revisions", help="Also look in what articles said before; found after the rest.")
    ] = False,
    count: Annotated[bool, typer.Option("--count", help="Print only how many articles match.")] = False,
    facets: Annotated[bool, typer.Option("--facets", help="Print how many fall on each year, section, …")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say how the hits were found.")] = False,
    json: JsonOption = False,
    save: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Keep the query, to be asked as @NAME.")
    ] = None,
) -> None:
    """Find articles, the best match first. Exits with 3 when nothing matches."""
    run = runtime(ctx)
    text = to_text(words)
    wish = _Wish(limit, page, sort, loose, is_collapsed=not every, has_earlier=all_revisions)
    if not text:
        raise UsageError("no query", 'write for example: newsarchive search "dân vận"')
    if all_revisions and (count or facets):
        raise UsageError("--count and --facets count articles as they are", "ask without --all-revisions")
    if save is not None:
        _save(run, save, text)
    elif text == "-":
        if facets or explain:
            raise UsageError("--facets and --explain are for one query", "ask without -")
        _answer_many(run, wish, count=count, as_json=json)
    else:
        query = to_query(run.reading(), text)
        if count or facets:
            _sum_up(run, query, loose=loose, with_facets=facets, as_json=json)
        else:
            _answer(run, query, wish, explain=explain, as_json=json)


def _answer(run: Runtime, query: Query, wish: _Wish, *, explain: bool, as_json: bool) -> None:
    store = run.reading()
    answer = _find(run, query, wish)
    if explain:
        print_steps(answer)
    print_answer(
        answer,
        lambda: _nothing(run, query, wish.page),
        as_json=as_json,
        with_snippets=True,
        is_quiet=run.is_quiet,
        is_collapsed=wish.is_collapsed,
    )
    if is_terminal() and not (as_json or run.is_quiet or wish.has_earlier):
        reprints = store.search.count_reprints(query, loose=wish.loose) if wish.is_collapsed else 0
        count = store.search.count(query, loose=wish.loose)
        tell_place(answer, count, page=wish.page, limit=wish.limit, reprints=reprints)


def _find(run: Runtime, query: Query, wish: _Wish) -> Answer:
    store, offset = run.reading(), (wish.page - 1) * wish.limit
    answer = store.search.find(
        query, limit=wish.limit, offset=offset, order=wish.order, loose=wish.loose, is_collapsed=wish.is_collapsed
    )
    return _with_earlier(store, query, answer, wish, offset) if wish.has_earlier else answer


def _with_earlier(store: "Store", query: Query, answer: Answer, wish: _Wish, offset: int) -> Answer:
    from newsarchive.operations.earlier import with_earlier

    return with_earlier(
        store, query, answer, limit=wish.limit, offset=offset, loose=wish.loose, is_collapsed=wish.is_collapsed
    )


def _nothing(run: Runtime, query: Query, page: int) -> NotFoundError:
    if page > 1:
        return NotFoundError(f"no page {page}: {query.text}", "there are fewer articles")
    search = run.reading().search
    if not search.count(Query()).articles:
        return NotFoundError("the archive is empty", "add to it with: newsarchive add URL")
    likely = search.suggest(query)
    hint = f"có phải: {' · '.join(likely)}" if likely else "try fewer words, or see: newsarchive list"
    return NotFoundError(f"nothing matches: {query.text}", hint)


def _sum_up(run: Runtime, query: Query, *, loose: bool, with_facets: bool, as_json: bool) -> None:
    search = run.reading().search
    if with_facets:
        facets = search.facets(query, loose=loose)
        count = facets.count
        print_json(facets) if as_json else print_facets(facets)
    else:
        count = search.count(query, loose=loose, is_exact=True)
        print_json({"articles": count.articles, "match": count.match}) if as_json else print_tsv([(count.articles,)])
    if count.articles and not run.is_quiet:
        tell_how(count.match)
    if not count.articles:
        raise _nothing(run, query, 1)


def _answer_many(run: Runtime, wish: _Wish, *, count: bool, as_json: bool) -> None:
    """Answer each line of standard input as soon as it is there."""
    from newsarchive.operations.abbreviations import load

    store, abbreviations = run.reading(), load()
    asked = failed = found = 0
    for text in filter(None, (line.strip().strip("\ufeff") for line in sys.stdin)):
        asked += 1
        try:
            query = to_query(store, text, abbreviations)
        except (QueryError, NotFoundError) as error:
            failed += 1
            print_note(f"{text[:_SHOWN]}: {error.message}")
            if as_json:
                print_json({"query": text, "error": error.message}, is_line=True)
        else:
            found += _answer_line(run, query, wish, count=count, as_json=as_json)
            sys.stdout.flush()
    if failed:
        raise PartialFailureError(f"{failed} of {asked} queries failed", "see: newsarchive help query")
    if not found:
        raise NotFoundError("nothing matches" if asked else "no query on standard input")


def _answer_line(run: Runtime, query: Query, wish: _Wish, *, count: bool, as_json: bool) -> bool:
    """Print the answer to one of many queries; tell whether anything matches."""
    if count:
        counted = run.reading().search.count(query, loose=wish.loose, is_exact=True)
        if as_json:
            print_json({"query": query.text, "articles": counted.articles, "match": counted.match}, is_line=True)
        else:
            print_tsv([(query.text, counted.articles, counted.match)])
        return counted.articles > 0
    hits = _find(run, query, wish).hits
    if as_json:
        print_json({"query": query.text, "hits": hits}, is_line=True)
    else:
        if is_terminal():
            run.say(f"{query.text}:")
        print_hits(hits, with_snippets=True, is_collapsed=wish.is_collapsed, before=(query.text,))
    return bool(hits)


def _save(run: Runtime, name: str, text: str) -> None:
    from newsarchive.operations.saved import save

    before = save(run.changing(), name, text, run.now)
    run.say(f"saved @{name.removeprefix('@')}" + (f", before: {before.query}" if before else ""))
