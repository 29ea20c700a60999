"""How much of the truth about a page a reader has found."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean
from typing import TYPE_CHECKING

from newsarchive.text.normalize import clean_text

if TYPE_CHECKING:
    from bench.extraction.portals import Truth
    from bench.extraction.readers import Reading

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
_START = 60  # characters that a lead is known by


@dataclass(frozen=True, slots=True)
class Match:
    """Runs of four words: those found and meant, those found only, those meant only; they add up to 1."""

    both: float
    extra: float
    missed: float

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is meant; None if nothing was found."""
        return self.both / (self.both + self.extra) if self.both + self.extra else None

    @property
    def recall(self) -> float | None:
        """Return the share of what is meant that was found; None if nothing is meant."""
        return self.both / (self.both + self.missed) if self.both + self.missed else None


@dataclass(frozen=True, slots=True)
class BodyScore:
    """Precision and recall, each the mean of all pages, and the harmonic mean of the two."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def compare(found: str, meant: str) -> Match:
    """Compare two texts by their runs of four words.

    >>> compare("một hai ba bốn năm", "một hai ba bốn")
    Match(both=0.5, extra=0.5, missed=0.0)
    """
    ours, theirs = (shingles(text) for text in (found, meant))
    both, extra, missed = ((part).total() for part in (ours & theirs, ours - theirs, theirs - ours))
    total = both + extra + missed or 1
    return Match(both / total, extra / total, missed / total)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text and how often each is there; a shorter text is one run."""
    words = _WORD.findall(clean_text(text))
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + _SHINGLE]) for start in range(max(1, len(words) - _SHINGLE + 1)))


def body_score(matches: Iterable[Match]) -> BodyScore:
    """Return the score of all pages of a set.

    >>> round(body_score([Match(0.5, 0.5, 0.0), Match(1.0, 0.0, 0.0)]).f1, 3)
    0.857
    """
    every = list(matches)
    precisions = [one.precision for one in every if one.precision is not None]
    recalls = [one.recall for one in every if one.recall is not None]
    return BodyScore(mean(precisions or [0.0]), mean(recalls or [0.0]))


def key(text: str) -> str:
    """Return what is equal for one text in two renderings: its words in lower case.

    >>> key("“Hội nghị”,  dân vận.") == key("HỘI NGHỊ dân vận")
    True
    """
    return " ".join(_WORD.findall(clean_text(text).lower()))


def starts_in(lead: str, text: str) -> bool:
    """Tell whether the first 60 characters of a lead, letters and digits only, are in a text."""
    start = key(lead)[:_START].rstrip()
    return bool(start) and start in key(text)


def without(text: str, others: Iterable[str]) -> str:
    """Return the lines of a text without those that are one of others."""
    gone = set(map(key, others))
    return "\n".join(line for line in text.split("\n") if key(line) not in gone)


def match_body(reading: "Reading", truth: "Truth") -> Match:
    """Compare the text with its lead; the words under pictures count neither for nor against."""
    found = without(reading.whole, truth.captions)
    return compare(found, "\n".join((truth.lead, *truth.body)))


def chrome_lines(reading: "Reading", truth: "Truth") -> int:
    """Count the lines of a text that are not of the article: neither body nor one of its fields."""
    meant = key("\n".join((truth.lead, *truth.body)))
    fields = map(key, (truth.title, truth.subtitle, truth.section, *truth.captions, *truth.byline))
    known = {*fields, *(key(label) for _, label in truth.files), key(truth.credit), key(truth.printed)}
    lines = (key(line) for line in reading.whole.split("\n"))
    return sum(bool(line) and line not in known and line not in meant for line in lines)


def _is_same_moment(reading: "Reading", truth: "Truth") -> bool:
    if "T" not in truth.published:
        return "T" not in reading.published and _is_same_day(reading, truth)
    if "T" not in reading.published:
        return False
    found, meant = (datetime.fromisoformat(one.published) for one in (reading, truth))
    return (found - meant).total_seconds() == 0 if found.tzinfo else False


def _is_same_day(reading: "Reading", truth: "Truth") -> bool:
    return reading.published[:10] == truth.published[:10]


def _share(found: Sequence[str], meant: Sequence[str]) -> float:
    return sum((Counter(found) & Counter(meant)).values()) / len(meant)


def _names(names: Iterable[str]) -> list[str]:
    return sorted(map(key, names))


# How far each field is right, 0 to 1; None where a page says nothing about it.
FIELDS: Mapping[str, Callable[["Reading", "Truth"], float | None]] = {
    "lead": lambda reading, truth: starts_in(truth.lead, reading.whole) if truth.lead else None,
    "title": lambda reading, truth: clean_text(reading.title) == truth.title,
    "subtitle": lambda reading, truth: key(reading.subtitle) == key(truth.subtitle) if truth.subtitle else None,
    "section": lambda reading, truth: key(reading.section) == key(truth.section),
    "byline": lambda reading, truth: _names(reading.byline) == _names(truth.byline) if truth.byline else None,
    "no byline": lambda reading, truth: not reading.byline if not truth.byline else None,
    "credit": lambda reading, truth: key(reading.credit) == key(truth.credit) if truth.credit else None,
    "day": _is_same_day,
    "time": _is_same_moment,
    "event": lambda reading, truth: reading.event == truth.event if truth.event else None,
    "captions": lambda reading, truth: (
        _share([*map(key, reading.captions)], [*map(key, truth.captions)]) if truth.captions else None
    ),
    "attachments": lambda reading, truth: (
        _share(reading.files, [url for url, _ in truth.files]) if truth.files else None
    ),
    "visits": lambda reading, truth: reading.visits == truth.visits if truth.visits is not None else None,
}
COUNTS: Mapping[str, Callable[["Reading", "Truth"], int]] = {
    "false captions": lambda reading, truth: (
        Counter(map(key, reading.captions)) - Counter(map(key, truth.captions))
    ).total(),
    "false attachments": lambda reading, truth: len(set(reading.files) - {url for url, _ in truth.files}),
    "chrome lines": chrome_lines,
}


@dataclass(frozen=True, slots=True)
class Score:
    """How a reader did on a set of pages: the body, each field as a share, and what should not be there per page."""

    pages: int
    body: BodyScore
    fields: Mapping[str, float]
    counts: Mapping[str, float]


def score(pairs: Iterable[tuple["Reading", "Truth"]]) -> Score:
    """Return the score of readings, each beside the truth."""
    every = list(pairs)
    fields = {
        name: [float(right) for pair in every if (right := judge(*pair)) is not None] for name, judge in FIELDS.items()
    }
    return Score(
        pages=len(every),
        body=body_score(match_body(*pair) for pair in every),
        fields={name: mean(values) for name, values in fields.items() if values},
        counts={name: mean(count(*pair) for pair in every) for name, count in COUNTS.items()},
    )
