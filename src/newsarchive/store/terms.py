"""The terms by which an article is found, as the full-text index holds them.

First the exact key of every word, after "=" if it has a mark, then every folded key, with a gap between fields, so
that no phrase reaches over it; then what can be asked for by name, each term after a sign of its own: "t:" title,
"s:" section, "b:" byline, "h:" host of the site, "l:" language, "d:" day and month, and "none" where no year is known.
All of it stands in one column: a second one would cost two bytes a term. The keys are those of text/fold.py; no word
of a text can look like one of these terms.
"""

from collections.abc import Iterable
from typing import NamedTuple

from newsarchive.model.article import Moment
from newsarchive.model.search import Field
from newsarchive.text.dates import to_hanoi
from newsarchive.text.fold import streams

GAP = "!"
SIGNS = {
    Field.TEXT: "",
    Field.TITLE: "t:",
    Field.SECTION: "s:",
    Field.BYLINE: "b:",
    Field.SITE: "h:",
    Field.LANGUAGE: "l:",
    Field.DAY: "d:",
}
EXACT = frozenset({Field.TEXT, Field.TITLE, Field.SECTION, Field.BYLINE})  # where marks count
UNDATED = '"d:none"'


class IndexedText(NamedTuple):
    """What the index is made of, as the tables hold it; a null is an empty text."""

    title: str
    summary: str
    text: str
    captions: str  # one a line
    byline: str  # JSON array of names
    section: str
    site: str
    language: str
    published: str


def to_terms(row: Iterable[str | None]) -> str:
    r"""Return the terms of an article.

    >>> to_terms(("Dân vận", "", "", "", "[]", "", "https://xa.example", "vi", "2018-10-04"))
    '=dân =vân. ! dan van ! t:=dân t:=vân. ! t:dan t:van ! h:xa h:example ! l:vi ! d:4 d:10'
    """
    row = IndexedText(*(value or "" for value in row))
    title = streams(row.title)
    names = [streams(name) for name in to_names(row.byline)]
    fields = [title, streams(row.summary), streams(row.text), *map(streams, row.captions.split("\n")), *names]
    groups = [
        *(exact for exact, _ in fields),
        *(folded for _, folded in fields),
        *_signed(Field.TITLE, title),
        *_signed(Field.SECTION, streams(row.section)),
        *(group for name in names for group in _signed(Field.BYLINE, name)),
        *_signed(Field.SITE, streams(row.site.partition("://")[2])),
        *_signed(Field.LANGUAGE, streams(row.language)),
        *_signed(Field.DAY, streams(_day(row.published))),
    ]
    return f" {GAP} ".join(filter(None, groups))


def to_names(byline: str) -> list[str]:
    """Return the names of a JSON array, as well as it can be told, whoever has written it.

    >>> to_names('["Thu Hà", "Văn Lợi"]'), to_names("Thu Hà"), to_names("[]")
    (['Thu Hà', 'Văn Lợi'], ['Thu Hà'], [''])
    """
    return byline.strip('[]"').split('", "')


def _signed(field: Field, texts: tuple[str, str]) -> list[str]:
    """Return texts under the sign of field; what has no marks worth keeping has one kind of term."""
    kinds = texts if field in EXACT else texts[1:]
    return [" ".join([SIGNS[field] + term for term in text.split()]) for text in kinds]


def _day(published: str) -> str:
    """Return the day and the month, and whether the year is unknown: "04 10 none"."""
    known = to_hanoi(Moment(published))
    if known:
        return f"{known.day:02} {known.month:02}"
    month, _, day = published[2:7].partition("-")
    return f"{day} {month} none"
