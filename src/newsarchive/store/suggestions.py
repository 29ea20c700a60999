"""What a query that finds nothing may have been meant to say."""

import re
from collections.abc import Iterator, Sequence

from newsarchive.store.expression import phrase_match
from newsarchive.store.readings import Readings

_MOST_WORDS = 12
_MOST_COUNTED = 200


def suggest(readings: Readings, text: str, words: Sequence[str], most: int) -> tuple[str, ...]:
    """Return text with one of its words spelled otherwise, so that it stands beside its neighbours in the archive.

    The spelling that most articles have comes first. Where it stands beside none, and of one word, any spelling will
    do that the archive holds.
    """
    if not 1 <= len(words) <= _MOST_WORDS:
        return ()
    for is_alone in (False, True):
        counted: dict[str, int] = {}
        for place in _iter_suspicious(readings, words, is_alone=is_alone):
            for edit, around in _iter_edits(words, place):
                changed = re.sub(rf"(?<!\w){re.escape(words[place])}(?!\w)", edit, text, count=1)
                count = readings.count(phrase_match(edit if is_alone else around), _MOST_COUNTED)
                counted[changed] = max(count, counted.get(changed, 0))
        likely = sorted(filter(counted.get, counted), key=lambda changed: -counted[changed])
        if likely:
            return tuple(likely[:most])
    return ()


def _iter_suspicious(readings: Readings, words: Sequence[str], *, is_alone: bool) -> Iterator[int]:
    """Yield the places of words that no article has, or none beside its neighbours, even without marks."""
    for place, word in enumerate(words):
        pairs = [] if is_alone else [words[max(0, place - 1) : place + 1], words[place : place + 2]]
        around = [pair for pair in pairs if len(pair) > 1] or [[word]]
        if not any(readings.count(phrase_match(" ".join(pair), loose=True), 1) for pair in around):
            yield place


def _iter_edits(words: Sequence[str], place: int) -> Iterator[tuple[str, str]]:
    """Yield (spelling, the same between its neighbours) for each likely spelling of one word."""
    from newsarchive.text.spelling import edits

    for edit in edits(words[place]):
        before, after = words[max(0, place - 1) : place], words[place + 1 : place + 2]
        yield edit, " ".join([*before, edit, *after])
