"""Days, months and years of a query, as Vietnamese people and machines write them: day before month.

Both ends of a period are included; `before:` and `after:` exclude what they name.
"""

import re
from datetime import date, timedelta

from newsarchive.errors import QueryError
from newsarchive.model.search import Field, Period, Phrase
from newsarchive.text.fold import fold
from newsarchive.text.tokens import Token, shorten

_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1000, 9998  # the days before and after them are days, too, in every zone
_LEAP_YEAR = 2000
_LEAD = re.compile("^(?:ngay|thang|nam) ")
_BETWEEN = re.compile(" (?:thang|nam) ")
# 4/10/18 is a day; of 04-10-18 nobody knows which number is the year.
_NUMBERS = re.compile(
    r"(?![0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{1,2}$)"
    r"([0-9]{4}|[0-9]{1,2})(?:([/.-])([0-9]{4}|[0-9]{1,2})(?:\2([0-9]{4}|[0-9]{1,2}))?)?"
)
# Y is a number of four digits; where year, month and day stand among the numbers.
_ORDERS = {"Y": (0,), "Yn": (0, 1), "nY": (1, 0), "Ynn": (0, 1, 2), "nnY": (2, 1, 0), "nnn": (2, 1, 0)}


def to_period(token: Token) -> Period | Phrase:
    """Return the days that the value of a field of dates means. Raises QueryError.

    date:10/2018 is a month, date:2017..2019 three years, date:4/10 that day of any year, for texts often leave it out.
    """
    if token.field in ("date", "added"):
        return _to_range(token)
    first, last = _read(token, token.text, 0)
    match token.field:
        case "before":
            return Period(until=first - _DAY)
        case "after":
            return Period(since=last + _DAY)
        case "since":
            return Period(since=first)
    return Period(until=last)


def _to_range(token: Token) -> Period | Phrase:
    low, dots, high = token.text.partition("..")
    is_added = token.field == "added"
    if not dots:
        numbers = _to_numbers(low)
        if _shape(numbers) == "nn" and not is_added:
            return _to_day_of_any_year(token, *map(int, numbers))
        return Period(*_read(token, low, 0), is_added)
    since = _read(token, low, 0)[0] if low.strip() else None
    until = _read(token, high, len(low) + len(dots))[1] if high.strip() else None
    if since and until and since > until:
        raise token.error("the later date comes first", f"write: {token.label}{_quoted(f'{high}..{low}')}")
    return Period(since, until, is_added)


def _to_day_of_any_year(token: Token, day: int, month: int) -> Phrase:
    try:
        return Phrase(f"{date(_LEAP_YEAR, month, day):%d/%m}", Field.DAY)
    except ValueError:
        raise _impossible(token, token.text, 0) from None


def _read(token: Token, words: str, offset: int) -> tuple[date, date]:
    """Return the first and the last day of what words name, offset characters on in token."""
    numbers = _to_numbers(words)
    order = _ORDERS.get(_shape(numbers))
    if _shape(numbers) == "nn":
        raise token.error(
            f"{words.strip()} needs a year", f"for example: {token.label}{'/'.join(numbers)}/2018", offset
        )
    if order is None:
        raise token.error(f"{shorten(words.strip())} is no date", _forms(token), offset)
    try:
        return _to_span(*(_to_year(numbers[at]) if not step else int(numbers[at]) for step, at in enumerate(order)))
    except ValueError:
        raise _impossible(token, words, offset) from None


def _to_numbers(words: str) -> tuple[str, ...]:
    """Return the numbers of a date: "ngày 4 tháng 10 năm 2018" is 4, 10, 2018."""
    match = _NUMBERS.fullmatch(_BETWEEN.sub("/", _LEAD.sub("", fold(words).strip())))
    return tuple(filter(None, match.group(1, 3, 4))) if match else ()


def _shape(numbers: tuple[str, ...]) -> str:
    return "".join("Y" if len(number) > len("31") else "n" for number in numbers)


def _to_year(number: str) -> int:
    """Return the year: of two digits, 69 to 99 are of the last century, as POSIX has it."""
    if len(number) > len("18"):
        return int(number)
    return int(number) + (1900 if number >= "69" else 2000)


def _to_span(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - _DAY
    return date(year, month, day), date(year, month, day)


def _impossible(token: Token, words: str, offset: int) -> QueryError:
    """Return what to raise for a date that no calendar has, with one near it: month before day, or too late a day."""
    numbers, hint = _to_numbers(words), _forms(token)
    if _shape(numbers) in ("Ynn", "nnY"):
        year, month, day = (int(numbers[at]) for at in _ORDERS[_shape(numbers)])
        near = (
            f"{d}/{m}/{year}" for d, m in ((month, day), (30, month), (29, month), (28, month)) if _is_day(year, m, d)
        )
        hint = next((f"perhaps: {token.label}{words}" for words in near), hint)
    return token.error(f"impossible date: {words.strip()}", hint, offset)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        _to_span(year, month, day)
    except ValueError:
        return False
    return True


def _forms(token: Token) -> str:
    forms = ["2018", "10/2018", "4/10/2018", "2018-10-04"]
    if token.field in ("date", "added"):
        forms.append("2017..2019")
    return "for example: " + ", ".join(token.label + form for form in forms)


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words
