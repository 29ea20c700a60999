"""What a page shows and its article does not hold: each line, with the reason; complete by construction."""

from collections.abc import Iterator

from newsarchive.extract.chrome import is_chrome, is_end, is_frame
from newsarchive.extract.counters import read_visits
from newsarchive.extract.fields import read_date_line
from newsarchive.extract.located import key_of
from newsarchive.model.article import Draft
from newsarchive.model.extraction import Extraction, Removed

_REPEATED = "other pages of this site show it too"


def removed_lines(extraction: Extraction) -> tuple[Removed, ...]:
    """Return the lines of a page that its article does not hold, in their order, each with the reason."""
    held = frozenset(key for words in _held(extraction.draft) if (key := key_of(words)))
    learned = frozenset(extraction.learned)
    texts = frozenset(key_of(line) for line in extraction.draft.text.split("\n"))
    keys = [key_of(line) for line in extraction.lines]
    places = [place for place, key in enumerate(keys) if key and key in texts]
    first, last = (places[0], places[-1]) if places else (0, len(keys))
    ends = (place for place, line in enumerate(extraction.lines) if place > last and is_end(line))
    end = next(ends, len(keys))
    return tuple(
        Removed(line, _REPEATED if line in learned else _reason(line, place, first, last, end))
        for place, (line, key) in enumerate(zip(extraction.lines, keys, strict=True))
        if line in learned or key not in held
    )


def _held(draft: Draft) -> Iterator[str]:
    yield from (draft.title, draft.subtitle, draft.section, draft.credit, draft.published.words)
    yield from (*draft.summary.split("\n"), *draft.text.split("\n"), *draft.byline, ", ".join(draft.byline))
    for figure in draft.figures:
        yield figure.caption
    for file in draft.attachments:
        yield file.label


def _reason(line: str, place: int, first: int, last: int, end: int) -> str:
    kinds = (
        (not key_of(line), "signs without words"),
        (read_visits(line) is not None, "a counter"),
        (read_date_line(line) is not None, "a line with a date"),
        (is_chrome(line), "a tool, a menu or a counter of the page"),
        (is_frame(line), "the head or the foot of the page"),
        (place >= end, "after the end of the article"),
        (place < first, "above the text"),
        (place > last, "below the text"),
    )
    return next((reason for is_so, reason in kinds if is_so), "within the text")
