"""A query in the languages of the index: a full-text expression, and conditions in SQL for what it cannot hold.

Marks that were typed count, marks that were not typed do not: a word with marks asks for its exact key, one without
for its folded key. With `loose` everything is folded, but for what is excluded: that is meant as typed.
No word of a query reaches the index unquoted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsarchive.model.search import All, Either, Field, Match, Node, Not, Period, Phrase, Words
from newsarchive.store.terms import EXACT, SIGNS
from newsarchive.text.fold import exact_term, fold, is_marked, iter_words, keys
from newsarchive.text.snippet import Wanted

_ANYTHING = All()


@dataclass(frozen=True, slots=True)
class Parts:
    """A conjunction, sorted by who can answer it: the full-text index, or the other tables."""

    text: All = _ANYTHING  # with at least one word that must occur, or empty
    periods: tuple[Period, ...] = ()  # of publication
    others: tuple[Node, ...] = ()


def sort(root: Node) -> Parts:
    """Return the parts of a query."""
    nodes = root.parts if isinstance(root, All) else (root,)
    text = [node for node in nodes if is_text(node) or (isinstance(node, Not) and is_text(node.part))]
    if all(isinstance(node, Not) for node in text):
        text = []
    periods = tuple(node for node in nodes if isinstance(node, Period) and not node.is_added)
    others = tuple(node for node in nodes if node not in text and node not in periods)
    return Parts(All(tuple(text)), periods, others)


def is_text(node: Node) -> bool:
    """Tell whether the index alone can find what node asks for.

    >>> is_text(Phrase("dân vận")), is_text(Not(Phrase("dân vận"))), is_text(All((Phrase("a"), Not(Phrase("b")))))
    (True, False, True)
    """
    match node:
        case Words() | Phrase():
            return True
        case All(parts):
            positive = [part for part in parts if not isinstance(part, Not)]
            excluded = [part.part for part in parts if isinstance(part, Not)]
            return bool(positive) and all(map(is_text, positive)) and all(map(is_text, excluded))
        case Either(parts):
            return bool(parts) and all(map(is_text, parts))
    return False


def to_match(node: Node, *, loose: bool = False) -> str:
    r"""Return the expression that finds what a text node asks for.

    >>> to_match(Words((("dân",), ("van",))))
    '("=dân" AND "van")'
    >>> to_match(Phrase("dân van"))
    '("dan van" AND "=dân")'
    >>> to_match(All((Phrase("lúa"), Not(Phrase("mùa", Field.TITLE)))), loose=True)
    '("lua" NOT "t:=mua\\")'
    """
    match node:
        case Words(units):
            return _joined(" AND ", (_unit(forms, loose=loose) for forms in dict.fromkeys(units)))
        case Phrase():
            return _phrase(node, loose=loose)
        case All(parts):
            return _all((to_match(one, loose=loose) for one in parts if not isinstance(one, Not)), parts)
        case Either(parts):
            return _joined(" OR ", (to_match(part, loose=loose) for part in parts))
    raise TypeError(node)


def with_parts(expression: str, parts: tuple[Node, ...]) -> str:
    """Return the expression for what expression finds and every one of parts holds for."""
    return _all((expression, *(to_match(one) for one in parts if not isinstance(one, Not))), parts)


def phrase_match(text: str, field: Field = Field.TEXT, *, loose: bool = False, is_literal: bool = False) -> str:
    r"""Return the expression for words of text that follow each other; literal, no mark is missing in them.

    >>> phrase_match("dân vận"), phrase_match("dân vận", Field.TITLE, loose=True)
    ('"=dân =vân."', '"t:dan t:van"')
    >>> phrase_match("ủy ban"), phrase_match("ủy ban", is_literal=True)
    ('("uy ban" AND "=uy?")', '"=uy? ban"')
    """
    sign = SIGNS[field]
    if field is Field.SITE:
        text = text.partition("://")[2] or text
    words = [word for _, _, word in iter_words(text)]
    if is_literal and not loose and any(map(is_marked, words)):
        return _quoted(sign + exact_term(keys(word)) for word in words)
    runs = [] if loose else _marked_runs(words, sign, field)
    if len(runs) == 1 and len(runs[0]) == len(words):
        return _quoted(runs[0])
    folded = _quoted(f"{sign}{keys(word)[1]}" for word in words)
    return _joined(" AND ", [folded, *map(_quoted, runs)])


def _marked_runs(words: list[str], sign: str, field: Field) -> list[list[str]]:
    """Return the exact terms of words whose marks are known, those that follow each other together.

    A number has no marks to be typed; it is known beside a word that has.
    """
    runs: list[list[str]] = [[]]
    for word in words:
        if _is_exact(word, field) or (word.isdecimal() and field in EXACT):
            runs[-1].append(sign + exact_term(keys(word)))
        else:
            runs.append([])
    return [run for run in runs if any("=" in term for term in run)]


def any_of(expressions: Iterable[str]) -> str:
    """Return the expression that finds what any of expressions finds."""
    return _joined(" OR ", expressions)


def _all(positive: Iterable[str], parts: tuple[Node, ...]) -> str:
    """Return the expression for what every positive one finds, and none that parts exclude."""
    found = _joined(" AND ", positive)
    excluded = _joined(" OR ", (to_match(one.part) for one in parts if isinstance(one, Not)))
    return f"({found} NOT {excluded})" if excluded else found


def _unit(forms: tuple[str, ...], *, loose: bool) -> str:
    typed = _joined(" AND ", (phrase_match(chunk, loose=loose) for chunk in forms[0].split()))
    return _joined(" OR ", [typed, *(phrase_match(form, loose=loose, is_literal=True) for form in forms[1:])])


def _phrase(phrase: Phrase, *, loose: bool) -> str:
    if phrase.is_prefix:
        return _prefix(phrase, loose=loose)
    if phrase.within is None:
        return phrase_match(phrase.text, phrase.field, loose=loose)
    sign = SIGNS[phrase.field]
    words = [word for _, _, word in iter_words(phrase.text)]
    exact = [] if loose else [f'"{sign}={keys(word)[0]}"' for word in words if _is_exact(word, phrase.field)]
    near = exact if len(exact) == len(words) else [f'"{sign}{keys(word)[1]}"' for word in words]
    # FTS5 counts all that stands between the first and the last, the words asked for as well.
    distance = (phrase.within or 0) + max(0, len(words) - 2)
    return _joined(" AND ", [f"NEAR({' '.join(near)}, {distance})", *(one for one in exact if one not in near)])


def _prefix(phrase: Phrase, *, loose: bool) -> str:
    """Return the expression for the beginning of a word.

    A tone stands at the end of its key: a beginning with a tone is looked for as every syllable that it can become.
    """
    sign = SIGNS[phrase.field]
    for _, _, word in iter_words(phrase.text):
        if loose or not _is_exact(word, phrase.field):
            return any_of(f'"{sign}{one}" *' for one in beginnings(word))
        whole = [_quoted([sign + exact_term(keys(one))]) for one in _completions(word)]
        return any_of(dict.fromkeys(whole)) if whole else f'"{sign}={keys(word)[0]}" *'
    return ""


def beginnings(word: str) -> tuple[str, ...]:
    """Return the folded beginnings that word can be: a y at its end is an i only if the word ends there.

    >>> beginnings("quy"), beginnings("ngh")
    (('qui', 'quy'), ('ngh',))
    """
    return tuple(dict.fromkeys((keys(word)[1], fold(word))))


def _completions(beginning: str) -> tuple[str, ...]:
    """Return the syllables that begin so, beginning itself included; () if its tone is not known yet."""
    from newsarchive.text.syllables import bases, take_tone, with_tone

    base, tone = take_tone(beginning)
    return (beginning, *(with_tone(one, tone) for one in sorted(bases()) if one.startswith(base))) if tone else ()


def _is_exact(word: str, field: Field) -> bool:
    return field in EXACT and is_marked(word)


def _quoted(terms: Iterable[str]) -> str:
    inside = " ".join(terms)
    return f'"{inside}"' if inside else ""


def _joined(operator: str, expressions: Iterable[str]) -> str:
    """Return expressions under one operator, without those that ask for nothing."""
    parts = [one for one in expressions if one]
    return f"({operator.join(parts)})" if len(parts) > 1 else "".join(parts)


def wanted(node: Node, match: Match) -> Wanted:
    """Return the words of a query as they are to be shown in an article that answers so."""
    phrases: set[tuple[str, ...]] = set()
    begun: set[str] = set()
    for text in _texts(node):
        pairs = [keys(word) for _, _, word in iter_words(text)]
        phrases.add(tuple(exact_term(pair) if match is Match.TYPED else pair[1] for pair in pairs))
    for phrase in _begun(node):
        words = [word for _, _, word in iter_words(phrase.text)]
        if match is not Match.TYPED or not is_marked(words[-1]):
            begun.update(beginnings(words[-1]))
        elif completed := _completions(words[-1]):
            phrases.update((exact_term(keys(one)),) for one in completed)
        else:
            begun.add(exact_term(keys(words[-1])))
    return Wanted(frozenset(phrases - {()}), tuple(sorted(begun)))


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts of a query whose words follow each other where they are shown."""
    match node:
        case Words(units):
            for forms in units:
                yield from forms[0].split()
                yield from forms[1:]
        case Phrase(text, Field.TEXT | Field.TITLE):
            words = text.split() if node.within is not None else [text]
            yield from words[:-1] if node.is_prefix else words
        case All(parts) | Either(parts):
            for part in parts:
                yield from _texts(part)


def _begun(node: Node) -> Iterator[Phrase]:
    match node:
        case Phrase(text, Field.TEXT | Field.TITLE, is_prefix=True) if any(iter_words(text)):
            yield node
        case All(parts) | Either(parts):
            for part in parts:
                yield from _begun(part)
