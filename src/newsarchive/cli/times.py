"""Instants for people, by the clock of Hanoi, and what people write for them."""

from datetime import datetime, time, timedelta

from newsarchive.errors import UsageError
from newsarchive.model.article import Moment
from newsarchive.text.dates import HANOI, read_date


def stamp(instant: datetime) -> str:
    """Return an instant by the clock of Hanoi, with its zone.

    >>> stamp(datetime.fromisoformat("2018-10-05T02:00:00Z"))
    '2018-10-05 09:00 +07:00'
    """
    return f"{instant.astimezone(HANOI):%Y-%m-%d %H:%M} +07:00"


def to_iso(instant: datetime | None) -> str:
    """Return an instant as programs read it; "" without one.

    >>> to_iso(datetime.fromisoformat("2018-10-05T02:00:00Z"))
    '2018-10-05T02:00:00Z'
    """
    return instant.isoformat().replace("+00:00", "Z") if instant else ""


def read_moment(words: str) -> Moment:
    """Return the day or instant that words mean. Raises UsageError."""
    moment = read_date(words)
    if not moment:
        raise _unreadable(words)
    return moment


def read_instant(words: str, *, is_end: bool = False) -> datetime:
    """Return the instant that words mean; of a day the first of Hanoi, or with is_end the last. Raises UsageError.

    >>> read_instant("5/10/2018", is_end=True).isoformat()
    '2018-10-05T23:59:59+07:00'
    """
    moment = read_moment(words)
    if moment.instant:
        return moment.instant
    if moment.day is None:
        raise _unreadable(words)
    first = datetime.combine(moment.day, time(), HANOI)
    return first + timedelta(days=1, seconds=-1) if is_end else first


def _unreadable(words: str) -> UsageError:
    return UsageError(f"cannot read the date {words!r}", 'write it as 5/10/2018, 2018-10-05 or "2018-10-05 08:30"')
