"""When an article was published and changed: what its page structures, weighed against what it shows."""

from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.text.dates import to_hanoi

Dated = tuple[Moment, str]  # a date, and the rule that chose it

_MINUTE = 60  # seconds


def choose_date(claimed: Moment, shown: Moment, *, is_edit_date: bool, is_vietnamese: bool) -> Dated:
    """Return the date that a page structures, or the one that it shows where that says more or is known better.

    >>> choose_date(Moment("2018-10-05T01:30:09+00:00"), Moment("2018-10-05T08:30:00+07:00", "05/10/2018 08:30"),
    ...     is_edit_date=False, is_vietnamese=True)[0].value
    '2018-10-05T08:30:09+07:00'
    """
    if not shown or (claimed and not is_edit_date and not _is_better(claimed, shown, is_vietnamese=is_vietnamese)):
        together = _together(claimed, shown)
        return (together, "structured data and the visible line") if together else (claimed, "structured data")
    return shown, "the visible line"


def later(updated: Moment, published: Moment) -> Moment:
    """Return when an article was changed, if that is after its publication; else UNKNOWN."""
    changed, first = to_hanoi(updated), to_hanoi(published)
    return updated if changed and first and changed > first else UNKNOWN


def _is_better(claimed: Moment, shown: Moment, *, is_vietnamese: bool) -> bool:
    """Tell whether the visible date of a day says more: a time, or that of a clock that was taken for Greenwich's."""
    at, visible = claimed.instant, shown.instant
    if shown.day != claimed.day or visible is None:
        return False
    is_midnight = at is not None and (at.hour, at.minute, at.second) == (0, 0, 0)
    is_clock = at is not None and (at.hour, at.minute) == (visible.hour, visible.minute)
    is_elsewhere = at is not None and at.utcoffset() != visible.utcoffset()
    return at is None or is_midnight or (is_clock and is_elsewhere and is_vietnamese)


def _together(claimed: Moment, shown: Moment) -> Moment:
    """Return the exact instant by the clock that the page shows, if both are the same minute; else UNKNOWN."""
    at, visible = claimed.instant, shown.instant
    if at is None or visible is None or not 0 <= (at - visible).total_seconds() < _MINUTE:
        return UNKNOWN
    return Moment(at.astimezone(visible.tzinfo).isoformat(), shown.words)
