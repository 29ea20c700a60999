"""One word or phrase of a query, alone or as the value of a field, as a node of the tree."""

import re

from newsarchive.model.search import Either, Field, Filter, Node, Phrase, Property, Words
from newsarchive.text.fold import iter_words
from newsarchive.text.tokens import Kind, Token, shorten

_FIELDS = {
    "": Field.TEXT,
    "title": Field.TITLE,
    "section": Field.SECTION,
    "by": Field.BYLINE,
    "site": Field.SITE,
    "lang": Field.LANGUAGE,
}
_PROPERTIES = {"tag": Property.TAG, "source": Property.SOURCE, "feed": Property.FEED}
_STATES = ("tagged", "revised", "gone", "doubtful", "reprinted")
_SHORTEST = 3  # letters of a prefix
_IDS = r"([0-9]{1,18})|([0-9]{1,18})?\.\.([0-9]{1,18})?"  # SQLite counts further
_LARGEST = "9" * 18


def to_node(token: Token) -> Node:
    """Return what one word or phrase asks for. Raises QueryError."""
    name = token.field
    if name in _FIELDS:
        return _to_text(token)
    if name in _PROPERTIES:
        return Filter(_PROPERTIES[name], token.text)
    if name == "id":
        return _to_ids(token)
    if name == "is":
        return _to_state(token)
    from newsarchive.text.periods import to_period

    return to_period(token)


def _to_text(token: Token) -> Node:
    field = _FIELDS[token.field]
    if token.kind is Kind.WORD and _is_prefix(token):
        return Phrase(token.text[:-1], field, is_prefix=True)
    if token.kind is Kind.WORD and field is Field.TEXT:
        return Words(((token.text,),))
    return Phrase(token.text, field, token.within)


def _is_prefix(token: Token) -> bool:
    """Tell whether token is one word with a star at its end: `ngh*`; not 5*, a-b*, *a. Raises QueryError."""
    stem = token.text.removesuffix("*")
    if stem == token.text or [word for _, _, word in iter_words(stem)] != [stem]:
        return False
    if len(stem) >= _SHORTEST:
        return True
    if stem.isdigit():
        return False
    hint = f'write more letters, as in ngh*, or the word alone: {stem}, or as text: "{token.text}"'
    raise token.error(f"{token.text} is too short: a word's beginning has at least three letters", hint, len(stem))


def _to_ids(token: Token) -> Node:
    parts, offset = [], 0
    for words in token.text.split(","):
        match = re.fullmatch(_IDS, words.strip())
        if match is None or words.strip() == "..":
            reason = f"{shorten(words.strip() or token.text)} is no number of an article"
            raise token.error(reason, f"for example: {token.label}17, {token.label}3..17, {token.label}3,5,9", offset)
        if match[1]:
            parts.append(Filter(Property.ID, str(int(match[1]))))
        else:
            low, high = int(match[2] or 0), int(match[3] or _LARGEST)
            if low > high:
                raise token.error("the larger number comes first", f"write: {token.label}{high}..{low}", offset)
            parts.append(Filter(Property.ID, f"{low}..{high}"))
        offset += len(words) + 1
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _to_state(token: Token) -> Filter:
    state = token.text.lower()
    if state not in _STATES:
        known = ", ".join(f"{token.label}{name}" for name in _STATES)
        raise token.error(f"nothing is known of {token.label}{shorten(token.text)}", f"known: {known}")
    return Filter(Property.IS, state)
