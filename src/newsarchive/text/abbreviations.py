"""Abbreviations: what is asked in one form is asked in its equal forms as well, UBND and ủy ban nhân dân.

Only queries are rewritten, so that the list can change without touching the index. Files are read elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from newsarchive.model.search import All, Either, Field, Node, Not, Phrase, Query, Words
from newsarchive.text.equal_forms import MOST_FORMS, EqualForms, Word, split
from newsarchive.text.normalize import clean_line

MOST_WORDS = 16  # in one form
MOST_PHRASES = 6  # that one phrase becomes: each is a question of its own to the index
_SEPARATOR, _REMARK = "=", "#"


class Origin(StrEnum):
    """Where an abbreviation comes from."""

    BUILT_IN = "built-in"
    OWN = "own"
    OFF = "off"  # built in, and switched off by the user


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A name and the other forms that mean the same."""

    name: str
    forms: tuple[str, ...]
    origin: Origin = Origin.BUILT_IN


@dataclass(frozen=True, slots=True)
class Misread:
    """A line of the user's file that is not understood, and why."""

    number: int
    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """All groups, those switched off included, and what finds them in a query."""

    groups: tuple[Abbreviation, ...] = ()
    misread: tuple[Misread, ...] = ()
    equal: EqualForms = field(default_factory=EqualForms, repr=False, compare=False)


def read(lines: str, own: str = "") -> Abbreviations:
    """Return the abbreviations of two files; a line of the user's own replaces what is built in of that name.

    >>> read("UBND = ủy ban nhân dân", own="UBND =").groups
    (Abbreviation(name='UBND', forms=('ủy ban nhân dân',), origin=<Origin.OFF: 'off'>),)
    """
    # What is built in has been tried: looking for faults in it would cost each search a millisecond.
    built_in = [_to_abbreviation(parts, Origin.BUILT_IN) for parts in map(split_line, lines.splitlines()) if parts]
    mine, misread = _read_own(own)
    taken = {name_key(one.name): bool(one.forms) for one in mine}
    groups = [one for one in mine if one.forms]
    for one in built_in:
        is_replaced = taken.get(name_key(one.name)) if taken else None
        if is_replaced is None:
            groups.append(one)
        elif not is_replaced:
            groups.append(replace(one, origin=Origin.OFF))
    in_force = [(one.name, *one.forms) for one in groups if one.origin is not Origin.OFF]
    return Abbreviations(tuple(groups), misread, EqualForms(in_force))


def split_line(line: str) -> tuple[str, ...]:
    """Return the parts of a line around each "=", clean; () if there is nothing but a remark.

    >>> split_line("NTM =  nông thôn  mới # một phong trào"), split_line("# chỉ là ghi chú"), split_line("NTM =")
    (('NTM', 'nông thôn mới'), (), ('NTM', ''))
    """
    text = line.partition(_REMARK)[0]
    if not text.strip():
        return ()
    return tuple(part.strip() for part in clean_line(text).split(_SEPARATOR))


def fault(parts: Sequence[str]) -> str:
    """Return why the parts of a line are no abbreviation; "" if they are one."""
    if len(parts) == 1:
        return f'there is no "{_SEPARATOR}" in it'
    sizes = [len(split(part)) for part in parts]
    if not sizes[0]:
        return f'no abbreviation stands before "{_SEPARATOR}"'
    strange = [part for part, size in zip(parts, sizes, strict=True) if part and not size]
    if strange or _REMARK in "".join(parts):
        return f"{strange[0] if strange else _REMARK!r} is no word"
    if max(sizes) > MOST_WORDS or len(parts) > MOST_FORMS:
        return f"too long: at most {MOST_FORMS} forms of {MOST_WORDS} words"
    is_empty = not any(parts[1:])
    return "" if is_empty or len({name_key(part) for part in parts if part}) > 1 else "it means itself"


def name_key(name: str) -> tuple[str, ...]:
    """Return what is equal for all spellings of an abbreviation.

    >>> name_key("Đ/c") == name_key("đ.C"), name_key("HĐND") == name_key("HDND")
    (True, False)
    """
    return tuple(word.exact for word in split(name))


def expand(query: Query, abbreviations: Abbreviations) -> Query:
    """Return query with the equal forms of its words and phrases.

    >>> known = read("UBND = ủy ban nhân dân")
    >>> expand(Query(Words((("uy",), ("ban",), ("nhân",), ("dân",), ("xã",)))), known).root
    Words(units=(('uy ban nhân dân', 'UBND'), ('xã',)))
    """
    return replace(query, root=_expand(query.root, abbreviations.equal))


def _read_own(text: str) -> tuple[list[Abbreviation], tuple[Misread, ...]]:
    mine: list[Abbreviation] = []
    misread: list[Misread] = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = split_line(line)
        reason = fault(parts) if parts else ""
        if reason:
            misread.append(Misread(number, clean_line(line), reason))
        elif parts:
            mine.append(_to_abbreviation(parts, Origin.OWN))
    return mine, tuple(misread)


def _to_abbreviation(parts: Sequence[str], origin: Origin) -> Abbreviation:
    return Abbreviation(parts[0], tuple(filter(None, parts[1:])), origin)


def _expand(node: Node, equal: EqualForms) -> Node:
    match node:
        case Words():
            return Words(tuple(_iter_units(node.units, equal)))
        case Phrase(text, Field.TEXT | Field.TITLE | Field.SECTION, is_prefix=False):
            texts = tuple(islice(equal.iter_variants(text), MOST_PHRASES))
            return Either(tuple(replace(node, text=one) for one in texts)) if len(texts) > 1 else node
        case Not(part):
            return Not(_expand(part, equal))
        case All(parts) | Either(parts):
            return type(node)(tuple(_expand(part, equal) for part in parts))
        case _:
            return node


def _iter_units(units: Sequence[tuple[str, ...]], equal: EqualForms) -> Iterator[tuple[str, ...]]:
    """Yield units, those that make up a form together as one unit with its equal forms."""
    words: list[Word] = []
    unit_of = {0: 0}  # number of the first word of each unit -> number of the unit
    for number, unit in enumerate(units, start=1):
        # What has other forms already is nobody's abbreviation: one word that is like no other.
        inside = (len(unit) == 1 and split(unit[0])) or (Word("", "", 0, 0, is_first=True),)
        words += [word._replace(is_first=not place) for place, word in enumerate(inside)]
        unit_of[len(words)] = number
    place = 0
    while place < len(words):
        length, others = equal.find(words, place)
        end = place + length if others else next(at for at in range(place + 1, len(words) + 1) if at in unit_of)
        run = units[unit_of[place] : unit_of[end]]
        yield (" ".join(unit[0] for unit in run), *others) if others else run[0]
        place = end
