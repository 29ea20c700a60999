"""One article for reading: set at a terminal, plain in a pipe."""

import sys
from collections.abc import Iterable
from datetime import datetime

from newsarchive.cli.output import is_terminal, make_console, printable
from newsarchive.cli.times import stamp
from newsarchive.model.article import Article, Figure, Moment
from newsarchive.model.history import Reprint
from newsarchive.text.dates import to_vietnamese
from newsarchive.text.normalize import split_paragraphs


def print_article(article: Article, *, gone_since: datetime | None = None, reprints: Iterable[Reprint] = ()) -> None:
    """Print an article for a person, with what became of its source, and who else has it."""
    parts = _parts(article, [_gone(gone_since), _also(reprints)])
    if is_terminal():
        _print_set(parts)
    else:
        sys.stdout.write("\n\n".join(printable(part, is_block=True) for part, _ in parts) + "\n")


def _print_set(parts: Iterable[tuple[str, str]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = make_console()
    for part, style in parts:
        console.print(Padding(Text(printable(part, is_block=True), style=style), (0, 2, 1, 2)))


def _parts(article: Article, notes: Iterable[str]) -> list[tuple[str, str]]:
    """Return the blocks of an article in their order, each with its style."""
    visits = f"{article.visits} lượt xem" if article.visits is not None else ""
    head = " · ".join(part for part in (_dates(article), article.section, *article.categories, visits) if part)
    parts = [(article.title, "bold"), (article.subtitle, "bold"), (head, "dim"), (article.summary, "italic")]
    parts += _body(article)
    parts.append((" – ".join(article.byline), "bold"))
    parts.append((f"Theo {article.credit}" if article.credit else "", "italic"))
    parts += [(f"{one.label} {one.url}".strip(), "dim") for one in article.attachments]
    parts.append((", ".join(f"#{tag}" for tag in article.tags), "cyan"))
    parts.append(("\n".join(line for line in (article.url, _origin(article), *notes) if line), "dim"))
    return [(text, style) for text, style in parts if text]


def _gone(since: datetime | None) -> str:
    return f"gone from its source since {stamp(since)}" if since else ""


def _also(reprints: Iterable[Reprint]) -> str:
    named = ", ".join(f"{one.id} ({', '.join(_iter_facts(one))})" for one in reprints)
    return f"also in: {named}" if named else ""


def _iter_facts(reprint: Reprint) -> Iterable[str]:
    yield reprint.site.partition("://")[2] or "no address"
    if date := to_vietnamese(Moment(reprint.published)):
        yield date
    if reprint.is_first:
        yield "the first"


def _dates(article: Article) -> str:
    published, updated = (_date(one) for one in (article.published, article.updated))
    return f"{published} (cập nhật {updated})".strip() if updated and updated != published else published


def _date(moment: Moment) -> str:
    return to_vietnamese(moment) if moment.day else moment.words


def _body(article: Article) -> list[tuple[str, str]]:
    paragraphs = split_paragraphs(article.text)
    parts = []
    for number in range(len(paragraphs) + 1):
        parts += [(_caption(one), "dim italic") for one in article.figures if _place(one, len(paragraphs)) == number]
        parts += [(paragraph, "") for paragraph in paragraphs[number : number + 1]]
    return parts


def _place(figure: Figure, paragraphs: int) -> int:
    return min(max(figure.position, 0), paragraphs)


def _caption(figure: Figure) -> str:
    return f"[Ảnh] {figure.caption or figure.url}"


def _origin(article: Article) -> str:
    archived = f"article {article.id}, archived {stamp(article.archived_at)}"
    return archived + (f", revision {article.revision}" if article.revision > 1 else "")
