"""What people type to find articles, as terms and filters.

Words, "phrases" (also in “ ” and « »), `tag:` and `section:`. Everything else is text: `C++`, `4/10`, `a-b`.
"""

import re
from collections.abc import Iterator

from newsarchive.errors import QueryError
from newsarchive.model import Query, Term
from newsarchive.text.fold import iter_words
from newsarchive.text.normalize import clean_line

_FIELD = re.compile(r"(tag|section):", re.IGNORECASE)
_QUOTED = re.compile('["“„«]([^"”»]*)["”»]?')  # a missing end quote is forgiven
_WORD = re.compile('[^\\s"“„«]+')
LONGEST = 2_000  # characters
MOST_TERMS = 32


def parse(text: str) -> Query:
    """Return what text asks for.

    >>> parse('"dân vận" khéo').terms
    (Term(text='dân vận'), Term(text='khéo'))
    >>> parse('tag:"nông thôn mới"').tags
    ('nông thôn mới',)

    Raises:
        QueryError: there is no word in it, a filter has no value, or it is too long.
    """
    if len(text) > LONGEST:
        raise QueryError("query too long", text[:40], 40, f"search for fewer words: at most {LONGEST:,} characters")
    terms: list[Term] = []
    filters: dict[str, list[str]] = {"": [], "tag": [], "section": []}
    for field, value, position in _iter_parts(text):
        filters[field].append(value)
        if not field and any(iter_words(value)):
            terms.append(Term(value))
        if len(terms) > MOST_TERMS:
            raise QueryError("too many words", text, position, f"search for at most {MOST_TERMS}")
    if not terms and not filters["tag"] and not filters["section"]:
        raise QueryError("no word to look for", text, 0, 'write for example: newsarchive search "dân vận"')
    return Query(terms=tuple(terms), tags=tuple(filters["tag"]), sections=tuple(filters["section"]))


def _iter_parts(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield (field or "", value, position of the value)."""
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        found = _FIELD.match(text, position)
        start = found.end() if found else position
        value = _QUOTED.match(text, start) or _WORD.match(text, start)
        words = clean_line(value[value.lastindex or 0]) if value else ""
        if found and not words:
            raise QueryError(f"{found[0]} needs a value", text, start, f'write for example: {found[0]}"dân vận"')
        position = value.end() if value else len(text)
        yield (found[1].lower() if found else ""), words, start
