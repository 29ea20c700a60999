"""The day that an article tells of, as its opening names it: "Chiều ngày 4/10", "Từ ngày 3 đến 5/10", "Sáng nay".

A span of days is known by its first. The year comes from the day of publication only. The dates of documents,
anniversaries and deadlines are no events.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.text.dates import MONTH_IN_WORDS, to_day
from newsarchive.text.normalize import clean_line

_LEAD = 160
_LONGEST_SENTENCE = 400
_YEAR = timedelta(days=366)
_YEARS = range(1901, 2200)
_TOLERANCE = timedelta(days=1)  # portals date by the clock of their server
_SOON = timedelta(days=31)
_SENTENCE_END = re.compile(r"[.!?…]\s")

_PART_OF_DAY = r"(?:rạng sáng|sáng sớm|sáng|trưa|chiều tối|chiều|tối|đêm|khuya)"
_WEEKDAY = r"(?:thứ\s\w{1,4}|chủ\snhật)"
_JOINT = r"(?:\s?[-–,]\s?|\s(?:và|đến|tới)\s)(?:hết\s)?(?:ngày\s)?"
_DAY = re.compile(
    r"(?<!\w)(?:(?:buổi\s)?" + _PART_OF_DAY + r"(?:\snay|\squa)?|hôm\s(?:nay|qua)"
    r"|(?=ngày|mùng|mồng|" + _WEEKDAY + r",?\s\(?(?:ngày\s)?\d))"
    r",?\s?\(?(?:" + _WEEKDAY + r",?\s)?\(?(?:ngày\s)?(?:mùng\s|mồng\s)?"
    r"(?P<day>\d{1,2})(?P<more>(?:" + _JOINT + r"\d{1,2}){0,5})"
    r"(?:[/.-](?P<month>\d{1,2})|" + MONTH_IN_WORDS.format("month_words") + ")"
    r"(?:[/.-](?P<year>\d{4})|,?\snăm\s(?P<year_words>\d{4}))?(?![\d/]|[.,]\d|-\d{3})"
    r"(?!\s\(?âm\slịch|\s(?:tổng\s)?(?:số|hộ|dân|diện\stích|phần|phiếu|thành\sviên)(?!\w))\)?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s?(?:[-–]|đến|tới)\s?(?:hết\s)?(?:ngày\s)?\d", re.IGNORECASE)
# The date of a document, an anniversary or a deadline is not the day of the news.
_OTHER_DAY = re.compile(
    r"(?:(?<!\w)số:?\s\S{1,30}|\d[/-]\S{0,6}[a-zđ]\S{0,30}"
    r"|(?<!\w)(?:k[ỷỉ]\sniệm|mừng|nhân(?:\sdịp)?|hướng\stới|sinh|mất|thành\slập|ban\shành|ký|hiệu\slực"
    r"|đến|tới|trước|sau|hết|hạn|nhất))[\s,(]{0,3}$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?<!\w)(?:nghị\squyết|quyết\sđịnh|chỉ\sthị|công\s(?:văn|điện)|kế\shoạch|thông\s(?:tư|báo)|nghị\sđịnh|hướng\sdẫn"
    r"|kết\sluận|giấy\smời|tờ\strình|đề\sán|luật|pháp\slệnh)(?!\w)[^,.;:]{0,60}$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?<!\w)từ[\s,(]{0,3}$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?:^|[-–—,.(:]\s?)(?:vào\s)?(?P<words>(?:buổi\s)?" + _PART_OF_DAY + r"\s(?:hôm\s)?(?:nay|qua)"
    r"|(?:ngày\s)?hôm\s(?:nay|qua))(?=[\s,:(])",
    re.IGNORECASE,
)
_COMING = re.compile(r"\s(?:sắp\s)?tới\b|(?:(?!\b(?:đã|vừa)\b)[^.!?]){0,80}?\bsẽ\b", re.IGNORECASE)
_COMING_BEFORE = re.compile(r"\bsẽ\b(?!.*\b(?:đã|vừa)\b)[^.!?]*+$", re.IGNORECASE)
_NEAR = 80  # characters


@dataclass(frozen=True, slots=True)
class _Day:
    moment: Moment
    place: int = 0
    is_coming: bool = False


def lead_date(text: str) -> Moment:
    """Return the day that the opening of an article names and that was: "Chiều ngày 4/10", not a document's date.

    >>> lead_date("Chiều ngày 4/10, Hội Nông dân xã họp.")
    Moment(value='--10-04', words='Chiều ngày 4/10')
    >>> lead_date("Kế hoạch số 15/KH-UBND ngày 4/10/2018 nêu 3/4 số hộ")
    Moment(value='', words='')
    """
    return next((day.moment for day in _iter_days(_opening(text)) if not day.is_coming), UNKNOWN)


def event_of(text: str, published: Moment) -> Moment:
    """Return when that happened which an article tells of, by its opening and the day of its publication.

    A day without a year is the latest one up to the day after publication; the next one if the article speaks of what
    is coming. It stays without a year where that would be eleven months ago: then it may be a coming day as well.

    >>> event_of("Chiều ngày 4/10, Hội Nông dân xã họp.", Moment("2018-10-05")).value
    '2018-10-04'
    >>> event_of("Sáng 12/10 tới, xã sẽ mở hội.", Moment("2018-10-05")).value
    '2018-10-12'
    """
    opening = _opening(text)
    known = published.day if published.day and published.day.year in _YEARS else None
    days = (_with_year(day, known) if known else day for day in _iter_days(opening))
    found = next((day for day in days if day.moment), None)
    relative = _relative_day(opening, known) if known else None
    if relative and (found is None or relative.place < found.place):
        return relative.moment
    return found.moment if found else UNKNOWN


def _opening(text: str) -> str:
    """Return the first sentence of a text, or as much as an opening has."""
    start = clean_line(text[: 2 * _LONGEST_SENTENCE])[:_LONGEST_SENTENCE]
    end = _SENTENCE_END.search(start)
    return start[: max(_LEAD, end.start() if end else len(start))]


def _iter_days(opening: str) -> Iterator[_Day]:
    for match in _DAY.finditer(opening):
        value = _first_day(match)
        if value and not _is_other(opening, match):
            words = match.group() if "(" in match.group() else match.group().rstrip(")")
            yield _Day(Moment(value, words), match.start(), _is_coming(opening, match))


def _is_coming(opening: str, match: re.Match[str]) -> bool:
    before = opening[max(0, match.start() - _NEAR) : match.start()]
    return bool(_COMING.match(opening, match.end()) or _COMING_BEFORE.search(before))


def _is_other(opening: str, match: re.Match[str]) -> bool:
    """Tell whether a date is that of a document, an anniversary or a deadline."""
    before = opening[: match.start()]
    is_span = match["more"] or _SPAN.match(opening, match.end())
    return bool(
        _OTHER_DAY.search(before)
        or (not is_span and _SINCE.search(before))
        or (match.group().lower().startswith("ngày") and _DOCUMENT.search(before))
    )


def _first_day(match: re.Match[str]) -> str:
    """Return the day of a match, the first one if it names some: "28, 29 và 2/10" starts in September."""
    year, month = match["year"] or match["year_words"] or "", match["month"] or match["month_words"]
    others = re.findall(r"\d+", match["more"])
    last = to_day(year, month, others[-1] if others else match["day"])
    if not others or not last or int(match["day"]) <= int(others[-1]):
        return to_day(year, month, match["day"]) if last else ""
    number = int(last[-5:-3])
    return to_day(str(int(year) - (number == 1)) if year else "", str(number - 1 or 12), match["day"])


def _with_year(day: _Day, published: date) -> _Day:
    """Return a day in the year that publication tells; nothing if it is long gone: then it is not of the news."""
    moment = day.moment
    if moment.day:
        return day if moment.day >= published - _YEAR else _Day(UNKNOWN)
    nearby = [one for one in _same_days(moment, published.year) if one >= published - _YEAR]
    past = max((one for one in nearby if one <= published + _TOLERANCE), default=None)
    coming = min((one for one in nearby if one >= published), default=None)
    if day.is_coming:
        return _dated(day, coming)
    is_unclear = past and coming and past < published and coming - published <= _SOON
    return day if is_unclear else _dated(day, past)


def _same_days(moment: Moment, year: int) -> Iterator[date]:
    for number in (year - 1, year, year + 1):
        if value := to_day(str(number), moment.value[2:4], moment.value[5:7]):
            yield date.fromisoformat(value)


def _dated(day: _Day, known: date | None) -> _Day:
    return replace(day, moment=replace(day.moment, value=known.isoformat())) if known else day


def _relative_day(opening: str, published: date) -> _Day | None:
    match = _RELATIVE.search(opening)
    if match is None:
        return None
    day = published if match["words"].lower().endswith("nay") else published - timedelta(days=1)
    return _Day(Moment(day.isoformat(), match["words"]), match.start("words"))
