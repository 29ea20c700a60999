"""How often, and when, a feed asks to be fetched."""

from collections.abc import Iterable

from newsarchive.feeds.texts import to_line
from newsarchive.feeds.tree import Element
from newsarchive.model.feed import Timing

_MINUTE = 60
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = 24
_LONGEST = 9  # digits


def read_timing(parts: Iterable[Element]) -> Timing:
    """Return what the elements of a channel ask for; hours or days that leave none are no wish at all."""
    found = {part.name: part for part in parts}
    hours, days = found.get("skiphours"), found.get("skipdays")
    return to_timing(
        _text(found, "ttl"),
        _text(found, "sy:updateperiod"),
        _text(found, "sy:updatefrequency"),
        [child.text for child in hours.children] if hours else (),
        [child.text for child in days.children] if days else (),
    )


def to_timing(ttl: str, period: str, frequency: str, hours: Iterable[str] = (), days: Iterable[str] = ()) -> Timing:
    """Return a wish in one form.

    >>> to_timing("60", "daily", "2", ["24", "1"], ["Sunday"])
    Timing(interval=43200, skip_hours=(0, 1), skip_days=(6,))
    """
    often = _PERIODS.get(to_line(period).lower(), 0) // max(1, _number(frequency))
    skip_hours = {_number(hour) % _HOURS for hour in hours if to_line(hour) == "0" or 0 < _number(hour) <= _HOURS}
    names = [to_line(day).lower()[:3] for day in days]
    skip_days = {_DAYS.index(name) for name in names if name in _DAYS}
    return Timing(
        interval=max(_number(ttl) * _MINUTE, often),
        skip_hours=tuple(sorted(skip_hours)) if len(skip_hours) < _HOURS else (),
        skip_days=tuple(sorted(skip_days)) if len(skip_days) < len(_DAYS) else (),
    )


def _text(found: dict[str, Element], name: str) -> str:
    return found[name].text if name in found else ""


def _number(words: str) -> int:
    words = to_line(words)
    return int(words) if words.isdecimal() and len(words) <= _LONGEST else 0
