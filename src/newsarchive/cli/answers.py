"""Hits, counts and facets: a table for a person, TSV or JSON for a program."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newsarchive.cli.output import count_of, is_terminal, make_console, print_json, print_note, print_tsv, printable
from newsarchive.errors import NotFoundError
from newsarchive.model.search import Answer, Count, Facets, Hit, Match

if TYPE_CHECKING:
    from rich.text import Text

_BARS = 30  # columns
_NAMED = 10  # reprints of a hit
_HOW = {
    Match.TYPED: "as typed",
    Match.FOLDED: "without their accents",
    Match.PARTIAL: "only some of the words",
}


def print_answer(  # noqa: PLR0913 - an answer, and how it is printed
    answer: Answer,
    nothing: Callable[[], NotFoundError],
    *,
    as_json: bool,
    with_snippets: bool,
    is_quiet: bool,
    is_collapsed: bool = False,
) -> None:
    """Print hits; without any, raise what nothing returns. JSON is printed all the same: an empty array.

    A program is told beside them that nothing matches as typed, unless quiet is wanted; a person reads it in the table.
    """
    if answer.hits and not is_terminal() and not is_quiet:
        tell_how(answer.hits[0].match)
    if as_json:
        print_json(answer.hits)
    if not answer.hits:
        raise nothing()
    if not as_json:
        print_hits(answer.hits, with_snippets=with_snippets, is_collapsed=is_collapsed)


def print_hits(
    hits: Sequence[Hit], *, with_snippets: bool, is_collapsed: bool = False, before: tuple[object, ...] = ()
) -> None:
    """Print hits: a table for a person, TSV for a program, each row after the cells of before.

    Where hits stand for others, a program finds these in the last column.
    """
    if is_terminal():
        is_typed = all(hit.match is Match.TYPED for hit in hits)
        for match, group in groupby(hits, lambda hit: hit.match):
            if not is_typed:
                make_console().print(f"{_HOW[match]}:", style="dim italic")
            _print_table(list(group), with_snippets=with_snippets)
    else:
        rows = (_to_row(hit, with_snippets=with_snippets, is_collapsed=is_collapsed) for hit in hits)
        print_tsv((*before, *row) for row in rows)


def tell_how(match: Match) -> None:
    """Say beside the results that nothing matches as typed, if so."""
    if match is not Match.TYPED:
        print_note(f"nothing matches as typed; these match {_HOW[match]}")


def tell_place(answer: Answer, count: Count, *, page: int, limit: int, reprints: int = 0) -> None:
    """Say to a person which of how many articles these are, where so many of them stand behind others."""
    first = (page - 1) * limit + 1
    last = first + len(answer.hits) - 1
    shown = f"{first}-{last} of {to_words(count)}"
    if reprints:
        stories = f"{count.articles - reprints}{'' if count.is_exact else '+'}"
        shown = f"{first}-{last} of {stories}, with reprints {to_words(count)}"
    has_more = last < count.articles - reprints or not count.is_exact
    print_note(f"{shown}; more with: --page {page + 1}" if has_more else shown)


def to_words(count: Count) -> str:
    """Return a count in words.

    >>> to_words(Count(3000, is_exact=False))
    '3000+ articles'
    """
    return count_of(count.articles) if count.is_exact else f"{count.articles}+ articles"


def print_steps(answer: Answer) -> None:
    """Say beside the results what the index was asked, and how many articles each question gave."""
    for step in answer.steps:
        articles = "" if step.articles is None else step.articles
        print_note(f"{articles:>5}  {step.name}: {step.expression or 'every article'}")


def print_facets(facets: Facets) -> None:
    """Print how many articles fall on each value: bars for a person, TSV for a program."""
    groups = (("year", facets.years), ("section", facets.sections), ("tag", facets.tags), ("site", facets.sites))
    if not facets.count.is_exact:
        print_note(f"of the newest {facets.count.articles} articles")
    if not is_terminal():
        print_tsv((name, value, articles) for name, values in groups for value, articles in values)
        return
    for name, values in groups:
        if values:
            _print_bars(name, values)


def _print_bars(name: str, values: Iterable[tuple[str, int]]) -> None:
    from rich.table import Table
    from rich.text import Text

    values = tuple(values)
    most = max(articles for _, articles in values)
    table = Table(box=None, pad_edge=False, title=name, title_justify="left", title_style="bold", show_header=False)
    table.add_column(min_width=8, max_width=60, overflow="fold")
    table.add_column(justify="right", style="cyan", no_wrap=True)
    table.add_column(style="green", no_wrap=True, overflow="crop")
    for value, articles in values:
        table.add_row(Text(printable(value) or "-"), str(articles), "█" * max(1, articles * _BARS // most))
    make_console().print(table)


def _to_row(hit: Hit, *, with_snippets: bool, is_collapsed: bool) -> tuple[object, ...]:
    row: tuple[object, ...] = (hit.id, hit.published.value, hit.title, hit.section, ", ".join(hit.tags))
    if with_snippets:
        row = (*row, hit.snippet.text, hit.match)
    row = (*row, ",".join(map(str, hit.reprints))) if is_collapsed else row
    return (*row, f"revision {hit.revision}") if hit.revision else row


def _print_table(hits: Sequence[Hit], *, with_snippets: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 1 if with_snippets else 0, 0))
    table.add_column(justify="right", style="cyan", no_wrap=True)
    table.add_column(style="green", no_wrap=True)
    table.add_column(overflow="fold")
    for hit in hits:
        table.add_row(str(hit.id), Text(printable(_day(hit))), _describe(hit, with_snippets=with_snippets))
    make_console().print(table)


def _day(hit: Hit) -> str:
    """Return the day by the clock of Hanoi, by which `date:` finds it."""
    from newsarchive.text.dates import to_hanoi, to_vietnamese

    moment = to_hanoi(hit.published)
    return f"{moment:%d/%m}/{moment.year:04}" if moment else to_vietnamese(hit.published)


def _describe(hit: Hit, *, with_snippets: bool) -> "Text":
    from rich.text import Text

    text = _highlight(hit.title, hit.title_spans, "bold")
    if hit.reprints and not with_snippets:
        text = Text.assemble(text, (f"  +{len(hit.reprints)}", "cyan"))
    earlier = f"revision {hit.revision}, no more" if hit.revision else ""
    place = " · ".join(part for part in (earlier, hit.section, ", ".join(f"#{tag}" for tag in hit.tags)) if part)
    if place:
        text = Text.assemble(text, "\n" if with_snippets else "  ", (printable(place), "dim"))
    if with_snippets and hit.snippet.text:
        text = Text.assemble(text, "\n", _highlight(hit.snippet.text, hit.snippet.spans))
    return Text.assemble(text, "\n", (_also(hit), "dim")) if hit.reprints and with_snippets else text


def _also(hit: Hit) -> str:
    """Return which other articles a hit stands for."""
    named = ", ".join(map(str, hit.reprints[:_NAMED])) + ("" if len(hit.reprints) <= _NAMED else ", …")
    return f"{count_of(len(hit.reprints), 'reprint')}: {named}"


def _highlight(line: str, spans: Sequence[tuple[int, int]], style: str = "") -> "Text":
    from rich.text import Text

    text = Text(printable(line), style=style)  # as long as before: the offsets hold
    for start, end in spans:
        text.stylize("bold yellow", start, end)
    return text
