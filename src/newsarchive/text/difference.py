"""What was changed between two texts: paragraph by paragraph, and in a paragraph word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsarchive.text.alignment import align
from newsarchive.text.normalize import split_paragraphs, with_one_tone_place

_TOKEN = re.compile(r"\s*+(?:\w++(?:[./:,-]\w++)*+|[^\w\s])")  # a word, a number or a sign, and the space before it
_WORD = re.compile(r"\w+")
_NEAR = 8  # paragraphs: so far on the other version of one is looked for
_LEAST_SHARED = 0.4  # of the words, for two paragraphs to be versions of one
_SHORT = 20  # characters: what stayed between two longer changes is read more easily as a part of them


class Kind(StrEnum):
    """What became of some words."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Span:
    """Words, and what became of them; those that stayed are spelled as they are now."""

    kind: Kind
    text: str


Paragraph = tuple[Span, ...]


def differ(before: str, after: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of two clean texts as one text, with what is gone and what is new.

    Blind to what `text.digest.content_digest` is blind to: spaces, and where a tone mark is put.

    >>> [(span.kind.value, span.text) for span in differ("Xã họp dân.", "Xã họp toàn dân.")[0]]
    [('equal', 'Xã họp'), ('added', ' toàn'), ('equal', ' dân.')]
    """
    ours, theirs = split_paragraphs(before), split_paragraphs(after)
    pairs = align([_key(one) for one in ours], [_key(one) for one in theirs])
    found: list[Paragraph] = []
    at = other_at = 0
    for one, other in (*pairs, (len(ours), len(theirs))):
        found += _between(ours[at:one], theirs[other_at:other])
        found += [(Span(Kind.EQUAL, text),) for text in theirs[other : other + 1]]
        at, other_at = one + 1, other + 1
    return tuple(found)


def is_changed(paragraphs: Iterable[Paragraph]) -> bool:
    """Tell whether any word is gone or new."""
    return any(span.kind is not Kind.EQUAL for paragraph in paragraphs for span in paragraph)


def _between(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Paragraph]:
    """Yield paragraphs that stand between equal ones: what is a version of another, is compared by words."""
    if _key(" ".join(ours)) == _key(" ".join(theirs)):  # only parted otherwise
        yield from ((Span(Kind.EQUAL, text),) for text in theirs)
        return
    words = [_words(text) for text in theirs]
    done = 0
    for text in ours:
        own = _words(text)
        shares = [_shared(own, others) for others in words[done : done + _NEAR]]
        best = max(shares, default=0.0)
        if best < _LEAST_SHARED:
            yield (Span(Kind.REMOVED, text),)
            continue
        found = done + shares.index(best)
        yield from ((Span(Kind.ADDED, one),) for one in theirs[done:found])
        yield _by_words(text, theirs[found])
        done = found + 1
    yield from ((Span(Kind.ADDED, one),) for one in theirs[done:])


def _key(text: str) -> str:
    return with_one_tone_place(" ".join(text.split()))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(with_one_tone_place(text.lower())))


def _shared(words: Counter[str], others: Counter[str]) -> float:
    return (words & others).total() / max(words.total(), others.total(), 1)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that follow each other: the same in both versions, or those of the one in place of those of the other."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_equal: bool = False

    @property
    def size(self) -> int:
        """Return the characters of the longer side."""
        return max(sum(map(len, self.before)), sum(map(len, self.after)))


def _by_words(before: str, after: str) -> Paragraph:
    spans: list[Span] = []
    for run in _without_crumbs(list(_iter_runs(_TOKEN.findall(before), _TOKEN.findall(after)))):
        gone, new = "".join(run.before), "".join(run.after)
        if run.is_equal:
            spans.append(Span(Kind.EQUAL, new))
            continue
        if spans and gone[:1] == new[:1] == " ":
            spans[-1] = Span(Kind.EQUAL, f"{spans[-1].text} ")
            gone, new = gone[1:], new[1:]
        spans += [span for span in (Span(Kind.REMOVED, gone), Span(Kind.ADDED, new)) if span.text]
    return tuple(spans)


def _iter_runs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[_Run]:
    """Yield what stayed and what was changed, one after the other."""
    pairs = align([_key(one) for one in ours], [_key(one) for one in theirs])
    at = other_at = start = other_start = 0  # behind the last pair, and where its run begins
    for one, other in (*pairs, (len(ours), len(theirs))):
        if (one, other) != (at, other_at):
            if at > start:
                yield _Run(tuple(ours[start:at]), tuple(theirs[other_start:other_at]), is_equal=True)
            yield _Run(tuple(ours[at:one]), tuple(theirs[other_at:other]))
            start, other_start = one, other
        at, other_at = one + 1, other + 1
    if start < len(ours):
        yield _Run(tuple(ours[start:]), tuple(theirs[other_start:]), is_equal=True)


def _without_crumbs(runs: Sequence[_Run]) -> Iterator[_Run]:
    """Yield runs, each crumb as a part of the change around it."""
    groups: list[list[_Run]] = []
    is_open = False
    for number, run in enumerate(runs):
        around = (*runs[number - 1 : number], *runs[number + 1 : number + 2])
        is_crumb = run.is_equal and len(around) > 1 and 2 * run.size <= min(2 * _SHORT, *(one.size for one in around))
        if is_open or is_crumb:
            groups[-1].append(run)
        else:
            groups.append([run])
        is_open = is_crumb
    for group in groups:
        before = tuple(word for run in group for word in run.before)
        after = tuple(word for run in group for word in run.after)
        yield _Run(before, after, is_equal=group[0].is_equal)
