"""What kind of line a single line is, and the date that it says."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from newsarchive.extract.chrome import is_chrome
from newsarchive.extract.credit import read_credit
from newsarchive.extract.files import is_reference
from newsarchive.extract.folded import fold_line
from newsarchive.extract.names import is_name_label, read_label, read_names
from newsarchive.extract.sentences import is_paragraph
from newsarchive.model.article import Moment
from newsarchive.text.dates import find_date

_LONGEST_LINE = 160
_DATE_WORDS = re.compile(
    r"ngay dang(?: tin)?|(?:duoc )?dang(?: ngay| luc| tin)?|cap nhat(?: luc| ngay| lan cuoi)?|gui luc"
    r"|xuat ban(?: luc| ngay)?|publish(?:ed)?(?: date| on)?|post(?:ed)?(?: on)?|thoi gian(?: dang)?|ngay|luc|vao|hoi"
    r"|thu (?:hai|bay|ba|tu|nam|sau|[2-7])|chu nhat|cn"
    r"|(?:so )?(?:luot xem|luot doc|da xem|view count|xem|views?|phan hoi|binh luan)\s?:?\s?[\d.,]*"
    r"|lien quan|goc|gmt|utc|ict|[\W\d_]+"
)
_PLACE_BEFORE = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){0,4},\s?ngay")
_SOURCE_LABEL = re.compile(r"(?:nguon(?: tin| bai)?|nguon anh|theo|file dinh kem|tap tin dinh kem)\s?:\s?")


class Kind(Enum):
    """What a line is, seen by itself."""

    PARAGRAPH = auto()
    SHORT = auto()
    DATE = auto()
    BYLINE = auto()
    SOURCE = auto()
    CHROME = auto()
    REFERENCE = auto()  # an address or the name of a file, and no more


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when, and perhaps who."""

    moment: Moment
    names: tuple[str, ...] = ()
    has_place: bool = False  # as the head of a letter: "Bình Lạc, ngày 5 tháng 10 năm 2018"


def kind_of(line: str) -> Kind:
    """Tell what a line is, seen by itself.

    >>> kind_of("Thứ sáu, 05/10/2018 | 08:30 (GMT+7)"), kind_of("Rss"), kind_of("Tác giả: Lê Thu Hà")
    (<Kind.DATE: 3>, <Kind.CHROME: 6>, <Kind.BYLINE: 4>)
    """
    if len(line) <= _LONGEST_LINE:
        return _kind_of_short(line)
    return Kind.REFERENCE if is_reference(line) else Kind.PARAGRAPH


@lru_cache(maxsize=2048)  # a page is asked for its lines several times
def _kind_of_short(line: str) -> Kind:
    if read_date_line(line):
        return Kind.DATE
    if is_chrome(line):
        return Kind.CHROME
    if is_reference(line):
        return Kind.REFERENCE
    if is_name_label(line):
        return Kind.BYLINE
    if _SOURCE_LABEL.match(fold_line(line)) or (read_credit(line) and not read_names(line)):
        return Kind.SOURCE
    return Kind.PARAGRAPH if is_paragraph(line) else Kind.SHORT


def read_date_line(line: str) -> DateLine | None:
    """Return the full date of a line that holds nothing else but a label, counters, a place or a name.

    >>> read_date_line("Bình Lạc, ngày 5 tháng 10 năm 2018").moment.value, read_date_line("Họp ngày 5/10/2018")
    ('2018-10-05', None)
    """
    if len(line) > _LONGEST_LINE:
        return None
    found = find_date(line)
    if found is None or found.moment.day is None:
        return None
    before, after = line[: found.start].strip(), line[found.end :]
    if not _DATE_WORDS.sub("", fold_line(f"{before} {after}")):
        return DateLine(found.moment)
    if _DATE_WORDS.sub("", fold_line(after)):
        return None
    if before[:1].isupper() and _PLACE_BEFORE.fullmatch(fold_line(before)):
        return DateLine(found.moment, has_place=True)
    names = read_names(before.strip(" -–|,:")) or read_label(before)
    return None if names is None else DateLine(found.moment, names)
