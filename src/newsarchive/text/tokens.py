"""The signs and the words of a query: which parentheses, dashes and capitals are syntax, and which are text.

What only looks like syntax is text: `C++`, `a-b`, `NEAR(`, `abc:def`, a dash between spaces.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from newsarchive.errors import QueryError
from newsarchive.text.fold import iter_words
from newsarchive.text.names import EXAMPLES, find_label, is_english

DEEPEST = 20  # parentheses in each other
WIDEST = 50  # words between those of a phrase
_LONGEST = 40  # characters of a word in a message
# A missing end quote is forgiven; quotes of two kinds may stand around one phrase.
_QUOTED = re.compile('(?:"([^"”]*)["”]?|[“„]([^“”"]*)[“”"]?|«([^»"]*)[»"]?)(?:~([0-9]+))?')
_ENDS = frozenset(' "“„«|')  # what no word holds
_BEFORE_DASH = ("", " ", "(", "|")
_AFTER_DASH = ('"', "“", "„", "«", "(")
_NEXT_WORD = r' ([^\W_][^ "()|]{0,40}(?![^ "()|])|"[^"]{1,40}")'
_PUNCTUATION = ".,;:!?…'‘’”»"  # around a word: a sentence's, not the word's


class Kind(Enum):
    """What a part of a query is."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    NOT = auto()
    ALL = auto()
    EITHER = auto()


_ENGLISH = {"AND": Kind.ALL, "OR": Kind.EITHER, "NOT": Kind.NOT}
_VIETNAMESE = {"VÀ": Kind.ALL, "HOẶC": Kind.EITHER, "KHÔNG": Kind.NOT}
_UNACCENTED = {"HOAC": Kind.EITHER, "KHONG": Kind.NOT}  # not VA: it is a name, too


class Token(NamedTuple):
    """One part of a query, as typed, and where it stands in its line."""

    kind: Kind
    text: str
    line: str
    start: int
    field: str = ""  # the English name of the field that it is a value of
    label: str = ""  # the same as typed: "tiêu đề:"
    within: int | None = None

    def error(self, reason: str, hint: str, offset: int = 0) -> QueryError:
        """Return what to raise if this part, or what stands offset characters on, cannot be understood."""
        return QueryError(reason, self.line, self.start + offset, hint)


def iter_tokens(line: str) -> Iterator[Token]:
    """Yield the parts of a clean line that say something. Raises QueryError.

    >>> [(token.kind.name, token.text) for token in iter_tokens('bão -tag:lũ OR ("a b" – c)')][:5]
    [('WORD', 'bão'), ('NOT', '-'), ('WORD', 'lũ'), ('EITHER', 'OR'), ('OPEN', '(')]
    """
    scanner = _Scanner(line)
    while scanner.position < len(line):
        token = scanner.read()
        if token is not None:
            yield token


def shorten(text: str) -> str:
    """Return text, its end cut off if it is too long for a message."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def find_operators(line: str) -> dict[str, Kind]:
    """Return the words that are operators in line: in a headline, all in capitals, VÀ, HOẶC and KHÔNG are words.

    >>> "KHÔNG" in find_operators("bão KHÔNG lũ"), "KHÔNG" in find_operators("NÓI KHÔNG VỚI RÁC THẢI NHỰA")
    (True, False)
    >>> "HOẶC" in find_operators("UBND HOẶC HĐND"), "OR" in find_operators("BÃO OR LŨ")
    (True, True)
    """
    if any(character.islower() for character in line):
        return _ENGLISH | _VIETNAMESE | _UNACCENTED
    words = {word for _, _, word in iter_words(line)} - _VIETNAMESE.keys()
    # Abbreviations carry no accent; đ is a letter of its own and does not decompose.
    is_headline = any(unicodedata.normalize("NFD", word) != word for word in words)
    return _ENGLISH if is_headline else _ENGLISH | _VIETNAMESE


class _Scanner:
    """Reads a line from left to right."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.position = 0
        self._operators = find_operators(line)
        self._groups = [("", "")]  # of each open parenthesis, the field and its label

    def read(self) -> Token | None:
        """Return the part that begins here, and go behind it; None if it says nothing."""
        match self.line[self.position]:
            case " ":
                self.position += 1
                return None
            case "(":
                return self._open()
            case ")":
                return self._close()
            case "|":
                return self._take(Kind.EITHER, "|")
            case "-" if self._is_negation():
                return self._take(Kind.NOT, "-")
        return self._operand()

    def _is_negation(self) -> bool:
        """Tell whether the dash here stands before a word or a group, and not in or behind one."""
        before = self.line[max(0, self.position - 1) : self.position]
        after = self.line[self.position + 1 : self.position + 2]
        return before in _BEFORE_DASH and (after.isalnum() or after in _AFTER_DASH)

    def _take(self, kind: Kind, text: str) -> Token:
        token = Token(kind, text, self.line, self.position)
        self.position += len(text)
        return token

    def _open(self, direct: tuple[str, str] = ("", "")) -> Token:
        """Open a group, whose words are values of the field directly before it, else of the field around it."""
        token = Token(Kind.OPEN, "(", self.line, self.position, *direct)
        if len(self._groups) > DEEPEST:
            raise token.error("too many parentheses in each other", f"use at most {DEEPEST}, or quote them as text")
        self._groups.append(direct if direct[0] else self._groups[-1])
        self.position += 1
        return token

    def _close(self) -> Token | None:
        """Close a group; what closes none is text that says nothing."""
        if len(self._groups) > 1:
            self._groups.pop()
            return self._take(Kind.CLOSE, ")")
        self.position += 1
        return None

    def _operand(self) -> Token | None:
        """Read a word or a phrase, with the field before it."""
        direct = self._label()
        group = direct if direct[0] else self._groups[-1]
        self.position += len(direct[1])
        if direct[0] and self.line.startswith("(", self.position):
            return self._open(direct)
        start = self.position
        token = self._phrase(group) or self._word(group, is_value=bool(direct[0]))
        if any(iter_words(token.text)) or (direct[0] == "tag" and token.text):
            return token
        if direct[0]:
            raise _no_value(token, start)
        return None

    def _label(self) -> tuple[str, str]:
        """Return the field named here; a Vietnamese name before a space, as in pasted "Nguồn: Báo …", is text."""
        name, label = find_label(self.line, self.position)
        is_text = self.line.startswith(" ", self.position + len(label)) and not is_english(label)
        return ("", "") if is_text else (name, label)

    def _phrase(self, group: tuple[str, str]) -> Token | None:
        match = _QUOTED.match(self.line, self.position)
        if match is None:
            return None
        text = match[1] or match[2] or match[3] or ""
        start = match.start() + 1 + len(text) - len(text.lstrip())
        self.position = match.end()
        token = Token(Kind.PHRASE, text.strip(), self.line, start, *group)
        if match[4] is None or len(list(iter_words(text))) == 1:
            return token
        if len(match[4]) > len(str(WIDEST)) or int(match[4]) > WIDEST:
            raise token.error(
                f"~{shorten(match[4])} is too wide", f"write at most ~{WIDEST}", match.start(4) - 1 - start
            )
        return token._replace(within=int(match[4]))

    def _word(self, group: tuple[str, str], *, is_value: bool) -> Token:
        start, end = self.position, self._word_end(is_value=is_value)
        text, self.position = self.line[start:end], end
        if not is_value and text in self._operators:
            return Token(self._operators[text], text, self.line, start)
        if not group[0]:
            start += len(text) - len(text.lstrip(_PUNCTUATION))
            text = text.strip(_PUNCTUATION)
        return Token(Kind.WORD, text, self.line, start, *group)

    def _word_end(self, *, is_value: bool) -> int:
        """Find where the word ends; parentheses that open in it are text: f(x), NEAR(."""
        depth, line = 0, self.line
        for position in range(self.position, len(line)):
            sign = line[position]
            if sign in _ENDS or (sign == ")" and not depth):
                return position
            if sign == "(" and not is_value and line[self.position : position] in self._operators:
                return position
            depth += (sign == "(") - (sign == ")")
        return len(line)


def _no_value(token: Token, start: int) -> QueryError:
    """Return what to raise for a field with nothing at start, where its value should be."""
    line, label = token.line, token.label
    next_word = re.match(_NEXT_WORD, line[start:])
    hint = f"for example: {label}{EXAMPLES[token.field]}"
    if next_word:
        hint = f"write it without a space: {label}{next_word[1]}"
    return QueryError(f"{label} needs a value", line, start, hint)
