"""Dates as feeds write them: RFC 822 with English names, whatever the locale, or RFC 3339; the offset of the place."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

from newsarchive.model.article import Moment
from newsarchive.text.dates import HANOI

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC_822 = re.compile(
    r"[A-Z][a-z]{2}, ([0-9]{2}) (" + "|".join(_MONTHS) + r") ([0-9]{4}) ([0-9:]{8}) ([+-][0-9]{2})([0-9]{2})"
)
_PARTIAL = re.compile("--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(_DAY.pattern + r"T[0-9]{2}(?::[0-9]{2}[0-9:.]*)?(?:Z|[+-][0-9]{2}:[0-9:.]{2,})")


def to_rfc822(moment: datetime) -> str:
    """Return an instant in the form of pubDate.

    >>> to_rfc822(datetime(2018, 10, 4, 8, 30, tzinfo=HANOI))
    'Thu, 04 Oct 2018 08:30:00 +0700'
    """
    moment = _in_whole_minutes(moment)
    offset = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return (
        f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {moment.year:04} "
        f"{moment.hour:02}:{moment.minute:02}:{moment.second:02} {sign}{hours:02}{minutes:02}"
    )


def to_rfc3339(moment: datetime) -> str:
    """Return an instant as Atom and JSON Feed want it.

    >>> to_rfc3339(datetime(2018, 10, 4, 8, 30, tzinfo=HANOI))
    '2018-10-04T08:30:00+07:00'
    """
    return _in_whole_minutes(moment).isoformat().replace("+00:00", "Z")


def _in_whole_minutes(moment: datetime) -> datetime:
    """Return the same instant with an offset that feeds can write; there are odd ones before 1911."""
    offset = moment.utcoffset() or timedelta()
    rest = offset - timedelta(minutes=int(offset / timedelta(minutes=1)))
    if not rest:
        return moment
    with suppress(OverflowError):  # at the very ends of time the instant is off by less than a minute
        moment = moment - rest
    return moment.replace(tzinfo=timezone(offset - rest))


def to_instant(moment: Moment) -> datetime | None:
    """Return the instant of a moment: of a day, its midnight in Hanoi; None if its year is not known."""
    if moment.instant or not moment.day:
        return moment.instant
    return datetime(moment.day.year, moment.day.month, moment.day.day, tzinfo=HANOI)


def day_to_rfc822(day: date) -> str:
    """Return the midnight, in Hanoi, that a day begins with."""
    return to_rfc822(datetime(day.year, day.month, day.day, tzinfo=HANOI))


def from_rfc822(words: str) -> str:
    """Return what `to_rfc822` wrote as ISO 8601; empty if words have another form.

    >>> from_rfc822("Thu, 04 Oct 2018 08:30:00 +0700")
    '2018-10-04T08:30:00+07:00'
    """
    match = _RFC_822.fullmatch(words)
    if match is None:
        return ""
    day, month, year, time, hours, minutes = match.groups()
    return to_value(f"{year}-{_MONTHS.index(month) + 1:02}-{day}T{time}{hours}:{minutes}")


def to_value(words: str) -> str:
    """Return words if they are a value that a Moment can hold, else nothing.

    >>> to_value("--10-04"), to_value("2018-10-04"), to_value("2018-02-31"), to_value("2018-10-04T08:30:00")
    ('--10-04', '2018-10-04', '', '')
    >>> to_value("2018-10-04T08+07:00")  # to the hour
    '2018-10-04T08+07:00'
    """
    is_known = _PARTIAL.fullmatch(words) or _is_date(words)
    return words if is_known else ""


def _is_date(words: str) -> bool:
    try:
        if _DAY.fullmatch(words):
            return bool(date.fromisoformat(words))
        return bool(_INSTANT.fullmatch(words) and datetime.fromisoformat(words))
    except ValueError:
        return False
