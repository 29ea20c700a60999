"""Dates as Vietnamese sources write them: day before month, Hanoi time unless a zone is written, nothing invented."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from newsarchive.model.article import Moment
from newsarchive.text.normalize import clean_line

HANOI = timezone(timedelta(hours=7))
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LONGEST_PHRASE = 120  # longer words are kept only around the date
_LONGEST_SEARCH = 2000
_SIX, _NOON = 6, 12

_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
_MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_NUMERALS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8}
_NUMERALS |= {"chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
_NUMERAL = "|".join(sorted(_NUMERALS, key=len, reverse=True))
MONTH_IN_WORDS = r"\stháng\s(?P<{0}>\d{{1,2}}|" + _NUMERAL + ")"
_FULL = (
    r"(?<![\w/.])(?<!\d-)(?:"
    r"(?P<y1>\d{4})(?P<s1>[/.-])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\s?(?P<s2>[/.-])\s?(?P<m2>\d{1,2})\s?(?P=s2)\s?(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})/(?P<m3>\d{1,2})/(?P<y3>\d{2})"
    r"|(?P<d4>\d{1,2})" + MONTH_IN_WORDS.format("m4") + r",?\s(?:năm\s)?(?P<y4>\d{4})"
    r"|(?<!\w)tháng\s(?P<m8>" + _NUMERAL + r")\s(?P<d8>\d{1,2}),?\s(?P<y8>\d{4})"
    r"|(?P<d5>\d{1,2})[ -](?P<m5>" + _ENGLISH + r")\.?[ ,-]{1,2}(?P<y5>\d{4}|\d{2})"
    r"|(?P<m6>" + _ENGLISH + r")\.?\s(?P<d6>\d{1,2}),?\s(?P<y6>\d{4})"
    r"|(?P<d7>\d{1,2})[/-](?P<m7>\d{1,2})\snăm\s(?P<y7>\d{4})"
    r")(?![\d/]|[.-]\d)"
)
_PARTIAL = (
    r"(?<![\w/.,-])(?:(?P<d1>\d{1,2})/(?P<m1>\d{1,2})|(?P<d2>\d{1,2})"
    + MONTH_IN_WORDS.format("m2")
    + r")(?![\w/]|[.,-]\d)"
)
_TIME = (
    r"(?P<hour>\d{1,2})"
    r"(?:\s?:\s?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"|\s?(?:h|g|giờ)(?![^\W\d_])(?:\s?(?P<minute2>\d{1,2})(?:\s?(?:phút|['′]))?)?)(?!\d)"
    r"(?:\s?(?P<half>am|pm|sa|ch|sáng|trưa|chiều|tối|đêm)(?!\w))?"
    r"(?:\s?[(\[]?\s?(?:(?P<name>z|utc?|gmt|ict|[ecmp][sd]t|[cew]es?t|bst|[jk]st|hkt|sgt|msk)(?!\w))?"
    r"(?:\s?(?P<sign>[+-])(?P<zone_hour>\d{1,2})(?::?(?P<zone_minute>\d{2}))?(?![\d/:]|[.-]\d))?\s?[)\]]?)?"
)
_LINK = r"(?:[\s,|–—•·;:()\[\]-]|lúc|vào|hồi|ngày|hôm|at|thứ\s\w{1,4}|chủ\snhật|cn){0,12}"
_TIME_BEFORE = r"(?<![\w:.,/-])" + _TIME
_TIME_AFTER = r"(?:(?P<iso>t)|" + _LINK + ")" + _TIME
_HOUR = r"[0-9-]{10}T[0-9]{2}(?:[Z+-]|$)"
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "ict": 7}
_ZONES |= {"west": 1, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3}
_ZONES |= {"hkt": 8, "sgt": 8, "jst": 9, "kst": 9}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first needed: a list shows dates and reads none."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line, and where its words stand."""

    moment: Moment
    start: int
    end: int


def read_date(words: str) -> Moment:
    """Return the first date in a phrase as sources give it; without a value if there is none that can be.

    >>> read_date("Thứ sáu, 05/10/2018, 08:30 (GMT+7)").value
    '2018-10-05T08:30:00+07:00'
    >>> read_date("Ngày 5 tháng 10 năm 2018").value, read_date("4/10").value, read_date("31/02/2018").value
    ('2018-10-05', '--10-04', '')
    """
    line = clean_line(words[:_LONGEST_SEARCH])
    found = find_date(line)
    if found is None:
        return Moment("", line[:_LONGEST_PHRASE])
    return Moment(found.moment.value, line if len(line) <= _LONGEST_PHRASE else found.moment.words)


def find_date(line: str) -> Found | None:
    """Return the first full date in a clean line, else the first day of an unknown year, and where it stands."""
    line = line[:_LONGEST_SEARCH]
    match = _compiled(_FULL).search(line) or _compiled(_PARTIAL).search(line)
    if match is None:
        return None
    numbers = {name[0]: value for name, value in match.groupdict().items() if value}
    day = to_day(numbers.get("y", ""), numbers["m"], numbers["d"])
    start, end = match.span()
    if not day or day.startswith("-"):
        return Found(Moment(day, line[start:end]), start, end)
    clock = _find_time(line, start, end)
    if clock is None:
        return Found(Moment(day, line[start:end]), start, end)
    start, end = min(start, clock.start()), max(end, clock.end())
    words = line[start:end].strip()
    if not any(sign in words for sign in "(["):  # the bracket was opened before the date
        words = words.rstrip(")] ")
    return Found(Moment(_to_instant(day, clock) or day, words), start, end)


def is_hour(moment: Moment) -> bool:
    """Tell whether an hour is known, and not its minutes.

    >>> is_hour(Moment("2018-10-04T08+07:00")), is_hour(Moment("2018-10-04T08:00:00+07:00"))
    (True, False)
    """
    return _compiled(_HOUR).match(moment.value) is not None


def to_vietnamese(moment: Moment) -> str:
    """Return a date for readers, with what is known of it, by the clock of its source.

    >>> to_vietnamese(Moment("2018-10-04T08:30:00+07:00")), to_vietnamese(Moment("--10-04"))
    ('04/10/2018 08:30', '04/10')
    >>> to_vietnamese(Moment("2018-10-04T08+07:00"))
    '04/10/2018 08 giờ'
    """
    instant, day = moment.instant, moment.day
    if instant is not None and is_hour(moment):
        return f"{instant:%d/%m}/{instant.year:04} {instant:%H} giờ"
    if instant is not None:
        return f"{instant:%d/%m}/{instant.year:04} {instant:%H:%M}"
    if day is not None:
        return f"{day:%d/%m}/{day.year:04}"
    return f"{moment.value[5:7]}/{moment.value[2:4]}" if moment else ""


def to_hanoi(moment: Moment) -> datetime | None:
    """Return when something was published by the clock of Hanoi, midnight if only its day is known; None without year.

    >>> to_hanoi(Moment("2018-10-03T18:30:00+00:00")), to_hanoi(Moment("2018-10-04"))
    (datetime.datetime(2018, 10, 4, 1, 30), datetime.datetime(2018, 10, 4, 0, 0))
    """
    try:
        instant = moment.instant
        if instant is not None:
            return instant.astimezone(HANOI).replace(tzinfo=None)
        return datetime.combine(moment.day, time()) if moment.day else None
    except (ValueError, OverflowError):  # what another tool has written, or the first and last day that Python knows
        return None


def to_day(year: str, month: str, day: str) -> str:
    """Return an ISO day of numbers as written, of an unknown year if that is empty; "" if there is no such day.

    >>> to_day("2018", "mười", "4"), to_day("", "10", "4"), to_day("2018", "2", "30")
    ('2018-10-04', '--10-04', '')
    """
    number = _to_year(year) if year else 2000  # a leap year: 29/2 may be
    try:
        found = date(number, _to_month(month), int(day))
    except ValueError:
        return ""
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return ""
    return found.isoformat() if year else f"--{found:%m-%d}"


def _to_month(words: str) -> int:
    words = " ".join(words.lower().split())
    if words.isdigit():
        return int(words)
    return _NUMERALS.get(words) or _MONTHS.get(words[:3], 0)


def _to_year(words: str) -> int:
    if len(words) == len("18"):  # POSIX: 69 to 99 are of the last century
        return int(words) + (1900 if int(words) > 68 else 2000)  # noqa: PLR2004 - said in the line above
    return int(words)


def _find_time(line: str, start: int, end: int) -> re.Match[str] | None:
    """Find the time of day that stands beside the date between start and end."""
    if after := _compiled(_TIME_AFTER).match(line, end):
        return after
    times = list(_compiled(_TIME_BEFORE).finditer(line, max(0, start - _LONGEST_PHRASE), start))
    if times and _compiled(_LINK).fullmatch(line, times[-1].end(), start):
        return times[-1]
    return None


def _to_instant(day: str, clock: re.Match[str]) -> str:
    """Return day with a time; "" if the time or its zone is none that can be."""
    minute = int(clock["minute"] or clock["minute2"] or 0)
    hour = _to_hour(int(clock["hour"]), minute, (clock["half"] or "").lower())
    second = int(clock["second"] or 0)
    try:
        at = time(hour, minute, second, tzinfo=_to_zone(clock))
    except ValueError:
        return ""
    return datetime.combine(date.fromisoformat(day), at).isoformat()


def _to_hour(hour: int, minute: int, half: str) -> int:
    """Return the hour of 24; an impossible one where the words contradict each other or mean that none was entered.

    Portals print 12:00 AM for a date without a time.
    """
    if half in ("am", "sa"):
        return hour if hour < _NOON else 0 if hour == _NOON and minute else -1
    if half in ("pm", "ch", "chiều", "tối"):
        return hour + 12 if hour < _NOON else hour
    if half == "trưa":
        return hour + 12 if hour < 10 else hour  # noqa: PLR2004 - 10 giờ trưa is before noon, 1 giờ trưa after it
    if half == "đêm":
        return hour + 12 if _SIX <= hour < _NOON else hour if hour != _NOON else -1
    return hour


def _to_zone(clock: re.Match[str]) -> timezone:
    """Return the zone as written, else that of Hanoi."""
    name = (clock["name"] or "").lower()
    # 08:30-10:00 is two times; only beside seconds, in ISO 8601, or without a colon as in 08:30 -0500 is it a zone.
    is_solid = clock["zone_minute"] and clock.end("zone_hour") == clock.start("zone_minute")
    is_zone = clock["sign"] == "+" or name or clock["second"] or clock.groupdict().get("iso") or is_solid
    if clock["sign"] and is_zone:
        offset = timedelta(hours=int(clock["zone_hour"]), minutes=int(clock["zone_minute"] or 0))
        return timezone(offset if clock["sign"] == "+" else -offset)
    return timezone(timedelta(hours=_ZONES.get(name, 0))) if name else HANOI
