"""One article for reading: set at a terminal, plain in a pipe."""

import sys

from newsarchive.cli.output import is_terminal, make_console, printable
from newsarchive.model.article import Article, Figure, Moment
from newsarchive.text.dates import to_vietnamese
from newsarchive.text.normalize import split_paragraphs


def print_article(article: Article) -> None:
    """Print an article for a person."""
    if is_terminal():
        _print_set(article)
    else:
        sys.stdout.write("\n\n".join(printable(part, is_block=True) for part, _ in _parts(article)) + "\n")


def _print_set(article: Article) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = make_console()
    for part, style in _parts(article):
        console.print(Padding(Text(printable(part, is_block=True), style=style), (0, 2, 1, 2)))


def _parts(article: Article) -> list[tuple[str, str]]:
    """Return the blocks of an article in their order, each with its style."""
    head = " · ".join(part for part in (_dates(article), article.section, *article.categories) if part)
    parts = [(article.title, "bold"), (head, "dim"), (article.summary, "italic"), *_body(article)]
    parts.append((" – ".join(article.byline), "bold"))
    parts += [(f"{one.label} {one.url}".strip(), "dim") for one in article.attachments]
    parts.append((", ".join(f"#{tag}" for tag in article.tags), "cyan"))
    parts.append((f"{article.url}\n{_origin(article)}".strip(), "dim"))
    return [(text, style) for text, style in parts if text]


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
    archived = f"article {article.id}, archived {article.archived_at:%Y-%m-%d %H:%M} UTC"
    return archived + (f", revision {article.revision}" if article.revision > 1 else "")
