"""How often an article was read, as its page counts it; not the visits of the whole site."""

import re

from newsarchive.extract.folded import fold_line

_LONGEST = 200
_LABEL = (
    r"(?:(?:so|tong so)\s)?(?:luot\s(?:xem|doc)(?:\s(?:tin|bai(?:\sviet)?))?|lan\s(?:xem|doc)|nguoi\s(?:xem|doc))"
    r"|(?:da\s)?(?:xem|doc)|(?:view|hit|read)\scount|views?|hits"
)
_COUNT = r"(?P<{0}>\d{{1,3}}(?:[.,\s]\d{{3}}){{1,3}}|\d{{1,9}})"
COUNTER = re.compile(
    rf"(?:{_LABEL})\s?:?\s?{_COUNT.format('after')}(?:\s(?:luot|lan)(?:\s(?:xem|doc))?)?"
    rf"|{_COUNT.format('before')}\s(?:luot|nguoi|lan)\s(?:xem|doc)|{_COUNT.format('english')}\sviews?"
)
_BESIDE = re.compile(rf"(?<!\w)(?:{_LABEL})\s?:\s?{_COUNT.format('count')}(?![\d.,]\d|\w)")
_PARTS = re.compile(r"[|•·;()\[\]]|\s[-–]\s")


def read_visits(line: str) -> int | None:
    """Return how often the page says that its article was read; None where a line does not say it.

    >>> read_visits("Ngày đăng 05/10/2018 | 08:30 | Lượt xem: 1.237"), read_visits("Số lượt truy cập: 1.204.553")
    (1237, None)
    """
    if len(line) > _LONGEST:
        return None
    folded = fold_line(line)
    for part in _PARTS.split(folded):
        if match := COUNTER.fullmatch(part.strip()):
            return _number(next(filter(None, match.groups())))
    beside = _BESIDE.search(folded) if folded[:1].isdigit() or _starts_as_date(folded) else None
    return _number(beside["count"]) if beside else None


def _starts_as_date(folded: str) -> bool:
    return folded.startswith(("ngay ", "dang ", "cap nhat", "thu ", "chu nhat", "gui luc", "luc "))


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))
