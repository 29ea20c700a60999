"""Options and arguments that several commands share, and how their values are read."""

import re
from typing import Annotated

import typer

from newsarchive.cli.group import EXCLUDES
from newsarchive.model.article import ArticleId, Overrides

_PLAIN = re.compile(r"[\w .,/-]+")
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT|VÀ|HOẶC|KHÔNG)\b")
LARGEST_ID = 2**63 - 1  # of articles: what SQLite can count

IdsArgument = Annotated[
    list[int], typer.Argument(metavar="ID...", min=1, max=LARGEST_ID, help="Numbers of articles, as lists show them.")
]
OptionalIdsArgument = Annotated[
    list[int] | None, typer.Argument(metavar="[ID]...", min=1, max=LARGEST_ID, help="Numbers of articles.")
]
IdArgument = Annotated[
    int, typer.Argument(metavar="ID", min=1, max=LARGEST_ID, help="The number of the article, as lists show it.")
]
QueryOption = Annotated[
    str | None,
    typer.Option("--query", metavar="QUERY", help="All articles that answer QUERY (newsarchive help query)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print every field as JSON.")]
JsonLinesOption = Annotated[bool, typer.Option("--json", help="Print every field as JSON, an object a line.")]
LooseOption = Annotated[
    bool, typer.Option("--loose", help="Also show what matches only without its marks, after the rest.")
]
PageOption = Annotated[int, typer.Option("--page", metavar="N", min=1, max=1_000_000, help="The N-th page of them.")]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", metavar="N", min=1, max=1_000_000, help="At most this many.")
]

TitleOption = Annotated[str | None, typer.Option("--title", help="The headline.")]
SectionOption = Annotated[str | None, typer.Option("--section", help="The heading over the article on its portal.")]
AuthorOption = Annotated[list[str] | None, typer.Option("--author", help="A name of the byline; repeat for more.")]
DateOption = Annotated[str | None, typer.Option("--date", help='When it was published: 5/10/2018, "2018-10-05 08:30".')]
UrlOption = Annotated[str | None, typer.Option("--url", help="The address of the article on the web.")]
LanguageOption = Annotated[str | None, typer.Option("--lang", help="Its language: vi, en.")]


def examples(*lines: str) -> str:
    r"""Return the epilog of a help text, its lines kept as they are.

    >>> examples("newsarchive list")
    '\x08\nExamples:\n  newsarchive list'
    """
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def to_ids(numbers: list[int] | None) -> tuple[ArticleId, ...]:
    """Return the ids of arguments."""
    return tuple(ArticleId(number) for number in numbers or ())


def to_text(words: list[str] | None) -> str:
    """Return the query of several arguments. Of several, the shell has taken the quotes: section:"tin tức".

    >>> to_text(["lũ", "section:tin tức"]), to_text(["tag:NTM lũ"])
    ('lũ section:"tin tức"', 'tag:NTM lũ')
    """
    from newsarchive.text.names import find_label

    words = [word.removeprefix(EXCLUDES) for word in words or ()]
    if len(words) <= 1:
        return "".join(words)
    quoted = []
    for word in words:
        start = 1 if word.startswith("-") else 0
        end = start + len(find_label(word, start)[1])
        is_cut = end > start and " " in word and _PLAIN.fullmatch(word[end:]) and not _OPERATOR.search(word)
        quoted.append(f'{word[:end]}"{word[end:]}"' if is_cut else word)
    return " ".join(quoted)


def to_overrides(  # noqa: PLR0913 - one parameter an option
    *,
    title: str | None,
    section: str | None,
    author: list[str] | None,
    date: str | None,
    url: str | None,
    lang: str | None,
) -> Overrides:
    """Return the fields that options set. Raises UsageError for a date that cannot be read."""
    from newsarchive.cli.times import read_moment

    return Overrides(
        title=title,
        section=section,
        byline=tuple(author) if author else None,
        published=read_moment(date) if date is not None else None,
        url=url,
        language=lang,
    )
