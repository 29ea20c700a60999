"""What people type to find articles, as a tree: words, "phrases", operators, fields, dates.

Whatever can be understood is; what looks like syntax and is none is text. docs/query.md is the page for people.
"""

from collections.abc import Sequence

from newsarchive.errors import QueryError
from newsarchive.model.search import All, Either, Node, Not, Phrase, Query, Words
from newsarchive.text.names import EXAMPLES
from newsarchive.text.normalize import clean_line
from newsarchive.text.tokens import Kind, Token, iter_tokens
from newsarchive.text.values import to_node

LONGEST = 2_000  # characters
MOST_TERMS = 64
_MOST_RAW = 4 * LONGEST  # a letter with two marks is three characters if decomposed
_SHOWN = 40
_ENDS = frozenset({None, Kind.EITHER, Kind.CLOSE})  # of what stands side by side


def parse(text: str) -> Query:
    """Return what text asks for.

    >>> parse("dân vận khéo").root
    Words(units=(('dân',), ('vận',), ('khéo',)))
    >>> parse('"dân vận" -tag:bão').root
    All(parts=(Phrase(text='dân vận', ...), Not(part=Filter(property=<Property.TAG: 'tag'>, value='bão'))))
    >>> parse("bão số 4 HOẶC lũ").root
    Either(parts=(Words(units=(('bão',), ('số',), ('4',))), Words(units=(('lũ',),))))
    >>> parse("ngày:10/2018").root
    Period(since=datetime.date(2018, 10, 1), until=datetime.date(2018, 10, 31), is_added=False)

    Raises:
        QueryError: part of it cannot be understood, there is no word in it, or it is too long.
    """
    line = clean_line(text) if len(text) <= _MOST_RAW else text
    if len(line) > LONGEST:
        hint = f"search for fewer words: at most {LONGEST:,} characters"
        raise QueryError("query too long", line[:_SHOWN], _SHOWN, hint)
    root = _Parser(tuple(iter_tokens(line))).either()
    if root is None:
        raise QueryError("no word to look for", line, 0, 'write for example: newsarchive search "dân vận"')
    return Query(root, text)


class _Parser:
    """Reads tokens from left to right. AND, which may be left out, binds closer than OR."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self._tokens = tokens
        self._position = 0
        self._terms = 0

    def either(self) -> Node | None:
        """Read to the end of the group: parts with OR between them. Return None if it says nothing."""
        parts = [self._all()]
        while token := self._take(Kind.EITHER):
            if parts[-1] is None:
                raise _dangling(token, "before")
            parts.append(self._all())
            if parts[-1] is None:
                raise _dangling(token, "after")
        self._take(Kind.CLOSE)  # a missing one is forgiven
        return _any_of([part for part in parts if part is not None])

    def _all(self) -> Node | None:
        """Read parts that stand side by side, or with AND between them."""
        parts: list[Node] = []
        waiting = None  # an AND with nothing after it yet
        while (kind := self._kind()) not in _ENDS:
            if kind is Kind.ALL:
                token = self._next()
                if waiting or not parts:
                    raise _dangling(token, "before")
                waiting = token
            elif part := self._part():
                parts.append(part)
                waiting = None
        if waiting:
            raise _dangling(waiting, "after")
        return _all_of(parts)

    def _part(self) -> Node | None:
        """Read a word, a phrase or a group, with the negations before it."""
        is_negated, negation = False, None
        while token := self._take(Kind.NOT):
            is_negated, negation = not is_negated, token
        if self._kind() in _ENDS or self._kind() is Kind.ALL:
            node = None
        else:
            node = self._group() if self._kind() is Kind.OPEN else self._operand()
        if negation and node is None:
            raise _dangling(negation, "after")
        return Not(node) if node and is_negated else node

    def _group(self) -> Node | None:
        opening = self._next()
        node = self.either()
        if node is None and opening.label:
            hint = f"for example: {opening.label}{EXAMPLES[opening.field]}"
            raise opening.error(f"{opening.label} needs a value", hint)
        return node

    def _operand(self) -> Node:
        token = self._next()
        node = to_node(token)
        self._terms += _count_terms(node)
        if self._terms > MOST_TERMS:
            raise token.error("too many words", f"search for at most {MOST_TERMS}")
        return node

    def _kind(self) -> Kind | None:
        return self._tokens[self._position].kind if self._position < len(self._tokens) else None

    def _next(self) -> Token:
        self._position += 1
        return self._tokens[self._position - 1]

    def _take(self, kind: Kind) -> Token | None:
        return self._next() if self._kind() is kind else None


def _count_terms(node: Node) -> int:
    if isinstance(node, Either):  # several ids
        return len(node.parts)
    return len(node.text.split()) if isinstance(node, Phrase) and node.within is not None else 1


def _all_of(parts: Sequence[Node]) -> Node | None:
    """Join parts; words of all of them stand first and together, so that ranking sees them as one."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, All) else (part,))]
    units = tuple(unit for node in flat if isinstance(node, Words) for unit in node.units)
    nodes = ((Words(units),) if units else ()) + tuple(node for node in flat if not isinstance(node, Words))
    return All(nodes) if len(nodes) > 1 else nodes[0] if nodes else None


def _any_of(parts: Sequence[Node]) -> Node | None:
    nodes = tuple(one for part in parts for one in (part.parts if isinstance(part, Either) else (part,)))
    return Either(nodes) if len(nodes) > 1 else nodes[0] if nodes else None


def _dangling(token: Token, side: str) -> QueryError:
    """Return what to raise for an operator with nothing on one side."""
    is_sign = token.text in ("-", "|")
    example = f"bão {token.text}lũ" if token.text == "-" else f"bão {token.text} lũ"
    as_text = "" if is_sign else f', or as text: "{token.text}"'
    return token.error(f"{token.text} needs a word {side} it", f"for example: {example}{as_text}")
