"""What words of a query mean when they were typed as Telex or VNI takes them, or without the spaces between.

The archive decides: `taxi` could be Telex, but stays what it is where articles hold it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from newsarchive.model.search import All, Either, Node, Not, Phrase, Words
from newsarchive.store.candidates import Candidates, Scope
from newsarchive.store.connection import Connection
from newsarchive.store.expression import phrase_match
from newsarchive.store.terms import EXACT
from newsarchive.text.fold import iter_words

_MOST = 2_000  # articles counted: beyond, a word is common
_COMMONER = 4  # times as many articles, for a decoded word to be asked for beside the word as typed
_MOST_READINGS = 6
_SHORTEST_JOINED = 5  # letters


class Readings:
    """The readings of words in one archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._articles = Candidates(connection, Scope())

    def resolve(self, node: Node) -> Node:
        """Return node with words that nobody wrote so replaced by what they must mean."""
        match node:
            case Words(units):
                node = Words(tuple(self._read_unit(forms) for forms in units))
            case Phrase(is_prefix=False) if node.field in EXACT:
                parts = tuple(replace(node, text=text) for text in self._read_phrase(node.text))
                node = parts[0] if len(parts) == 1 else Either(parts)
            case Not(part):
                node = Not(self.resolve(part))
            case All(parts):
                node = All(tuple(map(self.resolve, parts)))
            case Either(parts):
                node = Either(tuple(map(self.resolve, parts)))
        return node

    def count(self, expression: str, most: int = _MOST) -> int:
        """Return how many articles an expression finds, most of them counted."""
        return self._articles.count(expression, most)

    def total(self) -> int:
        """Return how many articles there are, those deleted as well."""
        return int(self._connection.row("SELECT coalesce(max(id), 0) FROM article")[0])

    def _read_unit(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        if len(forms) > 1:
            return forms  # an abbreviation, or what it stands for
        if len(list(iter_words(forms[0]))) == 1:
            return tuple(islice(self._iter_readings(forms[0]), _MOST_READINGS))
        return tuple("-".join(one.split(" ")) for one in self._read_phrase(forms[0]))

    def _read_phrase(self, text: str) -> list[str]:
        words = [self._read_unit((text[start:end],)) for start, end, _ in iter_words(text)]
        if words == [(text[start:end],) for start, end, _ in iter_words(text)]:
            return [text]
        return [" ".join(reading) for reading in islice(product(*words), _MOST_READINGS)]

    def _iter_readings(self, word: str) -> Iterator[str]:
        """Yield word itself, or what it must mean, or both; the likeliest first."""
        meant = [text for text in (_decode(word), *map("-".join, _split(word))) if text]
        counts = {text: self._count_word(text) for text in meant}
        typed = self._count_word(word) if any(counts.values()) else 1
        yield from (text for text in meant if counts[text] > _COMMONER * typed)
        if typed or not any(counts.values()):
            yield word

    def _count_word(self, text: str) -> int:
        return self.count(phrase_match(text))


def _decode(word: str) -> str:
    if not word.isascii() or not word.isalnum():
        return ""
    from newsarchive.text.keyboard import decode

    return decode(word)


def _split(word: str) -> tuple[tuple[str, ...], ...]:
    """Return how a word can be read as several syllables written together."""
    if len(word) < _SHORTEST_JOINED or not word.isalpha():
        return ()
    from newsarchive.text.syllables import is_folded_syllable, is_syllable, split

    return () if is_syllable(word) or is_folded_syllable(word) else tuple(one for one in split(word) if len(one) > 1)
