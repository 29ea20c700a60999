"""Dates of feeds, in every form that servers write: read as they are meant, or not at all.

`text.dates` knows the forms. What is the business here is what feeds do beside: they put the month first, the year
last and the zone in words; and as a date stands alone in them, nothing may be left over.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache

from newsarchive.feeds.dates import from_rfc822, to_value
from newsarchive.model.article import Moment
from newsarchive.text.dates import HANOI, find_date
from newsarchive.text.normalize import clean_line

_LONGEST = 120
_YEARS = range(1990, 2101)  # feeds are younger than the web; beyond are clocks that were never set
_WIDEST = timedelta(hours=14)  # of all offsets on earth
_MONTHS = 12
_MILLISECONDS = 13  # digits
# What nine of ten feeds write; the rest is read at a tenth of the speed.
_ISO = r"(\d{4}-\d\d-\d\d)t(\d\d:\d\d:\d\d)(?:(?P<offset>[+-]\d\d:?\d\d)|z)"
_MAIL = (
    r"(?:[a-z]{3},\s?)?(\d{1,2})\s(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s(\d{4})"
    r"\s(\d\d:\d\d:\d\d)\s(?:(?P<offset>[+-]\d{4})|gmt)"
)
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_EPOCH = r"\d{9,10}|\d{13}"
_HOUR_STAMP = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])"  # 2018100408
_COMPACT = r"(\d{4})-?(\d{2})-?(\d{2})(?:\s?t?\s?(\d{2}):?(\d{2})(?::?(\d{2}))?)?(?![\d:])"
_WEEKDAY = (
    r"(?<!\w)(?:(?P<english>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|thứ\s?(?P<number>[2-7])"
    r"|t(?P<short>[2-7])|thứ\s(?P<words>hai|ba|tư|năm|sáu|bảy|bẩy)|(?P<sunday>(?:chủ|chúa)\snhật|cn))(?!\w)[.,]{0,2}"
)
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6, "chủ": 6, "chú": 6, "cn": 6}
_WEEKDAYS |= {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
_WEEKDAYS |= {str(number): number - 2 for number in range(2, 8)}
_NUMBERS = r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/]|[.-]\d)"
_ENGLISH_HALF = r"(?<![\d:])(?:0?\d|1[0-2])(?::\d{2}){0,2}\s?[ap]m(?!\w)"
_MONTH = r"(?<!\w)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR_LAST = (  # asctime, date, git, Java: Fri Oct 5 08:30:00 ICT 2018
    rf"({_MONTH}) (\d{{1,2}}),? (\d{{1,2}}:[\d:]+(?: ?[ap]m)?)((?: [a-z]+)?(?: ?[+-]\d{{2}}:?\d{{2}})?) (\d{{4}})"
    r"((?: [+-]\d{4})?)$"
)
_LETTER = r"[^\W\d_]"
# Forms that feeds know and `text.dates` does not, each beside the same in one that it does.
_RESPELLINGS = (
    (r"(?<=\d)(?:st|nd|rd|th)(?!\w)", ""),  # October 5th
    (r"(?<!\w)th(?:g|áng)?\.?\s?(?=\d{1,2}(?!\d))", "tháng "),  # 5 Th10 2018
    (r"(?<!\w)([ap])\.m(?!\w)\.?", r"\1m"),
    (r"(?<=:\d{2})[.,]\d+", ""),  # parts of a second
    (r"([+-]\d{2}:?\d{2})\s?[(\[][a-z/_ .-]*[)\]]$", r"\1"),  # the name of a zone after its offset
    (_YEAR_LAST, r"\2 \1 \5 \3\4\6"),
    (_MONTH + r".*?(?<![\d:])\d{1,2}:\d{2}(?= ?[+-]\d{2}:?\d{2}$)", r"\g<0>:00"),  # a zone, as it is after seconds
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first needed: a sync without news reads no dates."""
    return re.compile(pattern, re.IGNORECASE)


def read_feed_date(words: str, *, is_nukeviet: bool = False, is_own: bool = False) -> Moment:
    """Return a date of a feed as exactly as it can be known; without a value if it cannot, but with its words.

    NukeViet writes the number of the month where the minutes belong: of its times only the hour is known. What
    newsarchive has written is right, also where it is older than feeds are.

    >>> read_feed_date("Thứ 5, 28/05/2026 17:00:00 GMT+7").value, read_feed_date("10/2/2026 9:25:00 AM").value
    ('2026-05-28T17:00:00+07:00', '2026-10-02T09:25:00+07:00')
    >>> read_feed_date("Thu, 04 Oct 2018 08:10:15 +0700", is_nukeviet=True).value
    '2018-10-04T08+07:00'
    """
    line = clean_line(words[: 4 * _LONGEST])
    if len(line) > _LONGEST:
        return Moment("", line[:_LONGEST])
    if is_own and (known := to_value(line) or from_rfc822(line)):
        return Moment(known.replace("Z", "+00:00"), line)
    is_iso = line[:4].isdecimal()
    value = _read_usual(line) or _read_epoch(line) or _read_line(_open_compact(line) if is_iso else line)
    return Moment(_without_minutes(value) if is_nukeviet and not is_iso else value, line)


def _read_usual(line: str) -> str:
    """Return the instant of a line in one of the two forms that feeds are meant to use; "" of any other."""
    if match := _compiled(_ISO).fullmatch(line):
        day, time = match[1], match[2]
    elif match := _compiled(_MAIL).fullmatch(line):
        day = f"{match[3]}-{_MONTH_NAMES.index(match[2].lower()) + 1:02}-{match[1]:0>2}"
        time = match[4]
    else:
        return ""
    try:
        instant = datetime.fromisoformat(f"{day}T{time}{match['offset'] or '+00:00'}")
    except ValueError:
        return ""
    is_plausible = instant.year in _YEARS and abs(instant.utcoffset() or timedelta()) <= _WIDEST
    return instant.isoformat() if is_plausible else ""


def _read_epoch(digits: str) -> str:
    """Return the instant that is so many seconds, or milliseconds, after the beginning of 1970, by Hanoi's clock.

    2018100408 may as well be a day and an hour: it is neither.
    """
    if not _compiled(_EPOCH).fullmatch(digits) or _compiled(_HOUR_STAMP).fullmatch(digits):
        return ""
    seconds = int(digits) // 1000 if len(digits) == _MILLISECONDS else int(digits)
    instant = datetime.fromtimestamp(seconds, UTC).astimezone(HANOI)
    return instant.isoformat() if instant.year in _YEARS else ""


def _read_line(line: str) -> str:
    line, weekday = _take_weekday(line)
    for pattern, form in _RESPELLINGS:
        line = _compiled(pattern).sub(form, line)
    line = _compiled(_NUMBERS).sub(lambda match: _day_first(match, line, weekday), line)
    found = find_date(line)
    if found is None or any(character.isdigit() for character in line[: found.start] + line[found.end :]):
        return ""
    return _judge(found.moment.value, line[found.end :])


def _judge(value: str, rest: str) -> str:
    """Return a value as far as it can be: words after a time may be a zone that nobody here knows."""
    if value.startswith("-") or not value:
        return value
    if int(value[:4]) not in _YEARS:
        return ""
    offset = Moment(value).instant and datetime.fromisoformat(value).utcoffset()
    is_doubtful = abs(offset or timedelta()) > _WIDEST or _compiled(_LETTER).search(rest)
    return value[:10] if is_doubtful else value


def _open_compact(line: str) -> str:
    """Return a line with the signs that ISO 8601 leaves out of 20181005T083000, and with seconds."""
    match = _compiled(_COMPACT).match(line)
    if match is None:
        return line
    year, month, day, hour, minute, second = match.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}" if hour else "") + line[match.end() :]


def _take_weekday(line: str) -> tuple[str, int | None]:
    """Return a line without its day of the week, and which that is; 0 is Monday."""
    match = _compiled(_WEEKDAY).search(line)
    if match is None:
        return line, None
    name = next(filter(None, match.groups())).lower()
    return f"{line[: match.start()]} {line[match.end() :]}".strip(), _WEEKDAYS.get(name, _WEEKDAYS.get(name[:3]))


def _day_first(match: re.Match[str], line: str, weekday: int | None) -> str:
    """Return a date in numbers as day, month, year, whichever of the two its writer put first.

    That tells a number above 12, else the day of the week, else an English AM or PM, which has the month first.
    """
    first, sign, second, year = match.groups()
    day_first, month_first = f"{first}{sign}{second}{sign}{year}", f"{second}{sign}{first}{sign}{year}"
    if max(int(first), int(second)) > _MONTHS:
        return month_first if int(second) > _MONTHS else day_first
    fitting = [form for form in (day_first, month_first) if _weekday(form) == weekday]
    if weekday is not None and len(fitting) == 1:
        return fitting[0]
    is_english = sign == "/" and _compiled(_ENGLISH_HALF).search(line)
    return month_first if is_english else day_first


def _weekday(words: str) -> int | None:
    found = find_date(words)
    day = found and found.moment.day
    return day.weekday() if isinstance(day, date) else None


def _without_minutes(value: str) -> str:
    """Return an hour in place of an instant whose minutes are the number of its month."""
    has_month_in_minutes = value[13:16] == f":{value[5:7]}"
    return value[:13] + value[19:] if has_month_in_minutes else value
