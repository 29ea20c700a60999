"""How each field of an article is known: aligned for a person, TSV in a pipe."""

from collections.abc import Iterable

import typer

from newsarchive.cli.output import is_terminal, print_tsv, printable
from newsarchive.cli.values import to_words
from newsarchive.model.article import ArticleId
from newsarchive.model.extraction import Extraction

_LONGEST = 60  # characters of a value


def print_evidence(article_id: ArticleId, extraction: Extraction) -> None:
    """Print for each field what was read, by which rule, and where; then how sure that is."""
    rows = [(article_id, *row) for row in _iter_rows(extraction)]
    if not is_terminal():
        print_tsv(rows)
        return
    width = max((len(row[1]) for row in rows), default=0)
    for _, name, value, how in rows:
        typer.echo(f"      {name:<{width}}  {printable(value)}")
        if how:
            typer.echo(f"      {'':<{width}}  └ {printable(how)}")


def _iter_rows(extraction: Extraction) -> Iterable[tuple[str, str, str]]:
    for one in extraction.evidence:
        how = f"{one.rule}, {one.place}" if one.place else one.rule
        yield one.field, _shortened(to_words(getattr(extraction.draft, one.field, ""))), how
    if extraction.confidence is not None:
        yield "confidence", f"{extraction.confidence:.2f}", "how far two extractors agree on the text"
    for doubt in extraction.doubts:
        yield "doubt", doubt, ""


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]}…"
