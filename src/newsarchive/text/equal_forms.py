"""Forms of words that mean the same, found where they stand in a text.

Making the index of a file costs little, since a group is analysed only when one of its forms may be meant.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from newsarchive.text.fold import fold, iter_words, keys

MOST_FORMS = 12  # of one group, those that other groups lend it included


class Word(NamedTuple):
    """A word of a text, its keys, and where it stands."""

    exact: str
    folded: str
    start: int
    end: int
    is_first: bool  # of what stands between two spaces: QĐ-UBND is not taken apart


class _Form(NamedTuple):
    text: str
    words: tuple[Word, ...]
    group: int


class EqualForms:
    """Groups of forms, each form known with its marks and, word by word, without."""

    def __init__(self, groups: Sequence[tuple[str, ...]] = ()) -> None:
        # The shorter ones first: they lend their forms to those that stand after them.
        self._groups = sorted(groups, key=lambda forms: max(form.count(" ") for form in forms))
        self._starts = _split_starts(self._groups)
        self._by_start: dict[str, list[int]] = {}
        for number, starts in enumerate(self._starts):
            for start in starts:
                self._by_start.setdefault(start, []).append(number)
        self._forms: dict[int, tuple[_Form, ...]] = {}
        self._candidates: dict[tuple[str, int], tuple[_Form, ...]] = {}

    def find(self, words: Sequence[Word], place: int, *, below: int | None = None) -> tuple[int, tuple[str, ...]]:
        """Return how many words the longest form at place has, and its equal forms; 0 and () if there is none.

        Only the groups before below count.
        """
        length = 0
        groups: list[int] = []
        if words[place].is_first:
            for form in self._starting(words[place].folded, len(self._groups) if below is None else below):
                if len(form.words) < length:
                    break
                if _fits(form, words, place):
                    length = len(form.words)
                    groups.append(form.group)
        typed = words[place : place + length]
        others = (form.text for group in groups for form in self._forms_of(group) if not _fits(form, typed, 0))
        return length, tuple(dict.fromkeys(others))

    def iter_variants(self, text: str, *, below: int | None = None) -> Iterator[str]:
        """Yield text as it is, then with the equal forms of what stands in it, at last all of them.

        With below, only the groups before it count, and text as a whole is no form.
        """
        words = split(text)
        pieces: list[tuple[str, ...]] = []
        place = done = 0
        while place < len(words):
            length, others = self.find(words, place, below=below)
            if others and (below is None or length < len(words)):
                start, end = words[place].start, words[place + length - 1].end
                pieces += [(text[done:start],), (text[start:end], *others)]
                done = end
            place += max(length, 1)
        return ("".join(chosen) for chosen in product(*pieces, (text[done:],)))

    def _starting(self, folded: str, below: int) -> tuple[_Form, ...]:
        """Return the forms that begin with a word, the longest first."""
        found = self._candidates.get((folded, below))
        if found is None:
            forms = (form for group in self._near(folded, below) for form in self._forms_of(group))
            found = tuple(
                sorted((form for form in forms if form.words[0].folded == folded), key=lambda form: -len(form.words))
            )
            self._candidates[folded, below] = found
        return found

    def _near(self, folded: str, below: int) -> list[int]:
        """Return the groups that may have a form that begins with a word, be it lent by another group."""
        groups: list[int] = []
        starts = [_to_start(folded)]
        while starts:
            for group in self._by_start.get(starts.pop(), ()):
                if group < below and group not in groups:
                    groups.append(group)
                    starts += self._starts[group]
        return groups

    def _forms_of(self, group: int) -> tuple[_Form, ...]:
        """Return the forms of a group, its own before those with forms of other groups in them."""
        if group not in self._forms:
            own = self._groups[group]
            lent = (variant for form in own for variant in self.iter_variants(form, below=group))
            known: dict[tuple[str, ...], _Form] = {}
            for text in islice((*own, *lent), 4 * MOST_FORMS):
                words = split(text)
                known.setdefault(tuple(word.exact for word in words), _Form(text, words, group))
            self._forms[group] = tuple(islice(known.values(), MOST_FORMS))
        return self._forms[group]


def split(text: str) -> tuple[Word, ...]:
    """Return the words of text with their keys."""
    words: list[Word] = []
    for start, end, word in iter_words(text):
        between = text[words[-1].end : start] if words else " "
        words.append(Word(*keys(word), start, end, is_first=between.split() != [between]))
    return tuple(words)


def _fits(form: _Form, words: Sequence[Word], place: int) -> bool:
    end = place + len(form.words)
    if end > len(words) or (end < len(words) and not words[end].is_first):
        return False
    return all(
        word.exact == meant.exact or word.exact == word.folded == meant.folded
        for word, meant in zip(words[place:end], form.words, strict=True)
    )


def _split_starts(groups: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Return how the forms of each group begin, roughly: folded at one go, where keys would be made one by one."""
    lines = iter(fold("\n".join(form for forms in groups for form in forms)).split("\n"))
    return [[_to_start(next(iter_words(next(lines)))[2]) for _ in forms] for forms in groups]


def _to_start(folded: str) -> str:
    """Return what is equal for all that may have the same key: ky, ki; 04, 4."""
    return folded.replace("y", "i").lstrip("0")
