"""What a single line says: a date, names, a source, a section; and what kind of line it is."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from newsarchive.extract.chrome import is_chrome, is_frame
from newsarchive.model.article import Moment
from newsarchive.text.dates import find_date
from newsarchive.text.fold import fold

_END_MARKS = (".", "!", "?", "…", ".”", '."', ":”", ";")
_LONG, _SENTENCE, _FINAL_SENTENCE = 110, 70, 40
_LONGEST_LINE = 160
_MOST_NAMES, _MOST_WORDS = 4, 5
_DATE_WORDS = re.compile(
    r"ngay dang(?: tin)?|dang (?:ngay|luc)|cap nhat(?: luc| ngay| lan cuoi)?|gui luc|xuat ban(?: luc| ngay)?"
    r"|publish(?:ed)?(?: date| on)?|ngay|luc|vao|hoi|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn"
    r"|(?:so )?(?:luot xem|luot doc|da xem|view count)\s?:?\s?[\d.,]*|lien quan|goc|[\W\d_]+"
)
_BYLINE_LABEL = re.compile(
    r"(?:tac gia(?: bai viet)?|nguoi viet|thuc hien|t/h|th|tin,? (?:va )?(?:bai,? )?(?:va )?anh|tin bai"
    r"|bai,? (?:va )?anh|anh va bai|tin|bai|pv|ctv|nguoi dang|bien tap|tong hop)\s?:\s?"
)
_SOURCE_LABEL = re.compile(r"(?:nguon(?: tin| bai)?|nguon anh|theo|file dinh kem|tap tin dinh kem)\s?:\s?")
_NAME_PREFIX = re.compile(r"(?:pv|ctv|ths|bs|ts|ks|nha bao|phong vien)[.:]?\s(?=\S)", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s?[–—/,&;]\s?|\s-\s|(?<=[^\W\d_])-(?=[^\W\d_])|\svà\s")
_NAME_WORD = re.compile(r"[^\W\d_]+|(?:[^\W\d_]\.){1,4}[^\W\d_]?")
_PLACE = re.compile(r"(?:xa|thon|xom|ban|huyen|tinh|phuong|quan|thi tran|thi xa|thanh pho)\s.*|ha noi")
_OFFICE = re.compile(
    r"(?:ban|dai|phong|ubnd|van phong|trung tam|cong an|hoi|doan|tram|truong|to|bbt|btv|cong thong tin)\s.{2,60}"
)
_ACCOUNTS = frozenset({"admin", "administrator", "webmaster", "editor", "user", "test", "root", "sysadmin"})
_MOST_ACCOUNT_WORDS = 2
_NOT_IN_NAMES = re.compile(r"[@\d_]|\bquan tri\b")
_SECTIONS = frozenset(
    {
        "tin tuc - su kien",
        "tin tuc su kien",
        "tin tuc",
        "su kien",
        "tin trong xa",
        "tin hoat dong",
        "hoat dong",
        "thoi su",
        "chinh tri",
        "kinh te",
        "kinh te - xa hoi",
        "van hoa",
        "van hoa - xa hoi",
        "xa hoi",
        "giao duc",
        "y te",
        "the thao",
        "nong nghiep",
        "nong thon moi",
        "an ninh - quoc phong",
        "quoc phong - an ninh",
        "doan the",
        "xay dung dang",
        "dan van",
        "cong tac dan van",
        "mat tran - doan the",
        "cai cach hanh chinh",
        "thong bao",
        "bau cu",
        "phong chong thien tai",
        "guong nguoi tot viec tot",
        "chi dao dieu hanh",
        "chuyen doi so",
    }
)
_BREADCRUMB = re.compile(r"\s?[>»›→]\s?|\s/\s")
_LONGEST_SECTION, _MOST_SECTION_WORDS = 45, 8
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
_VIETNAMESE_SHARE = 0.02


class Kind(Enum):
    """What a line is, seen by itself."""

    PARAGRAPH = auto()
    SHORT = auto()
    DATE = auto()
    BYLINE = auto()
    SOURCE = auto()
    CHROME = auto()


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when, and perhaps who."""

    moment: Moment
    names: tuple[str, ...] = ()


def kind_of(line: str) -> Kind:
    """Tell what a line is, seen by itself.

    >>> kind_of("Thứ sáu, 05/10/2018 | 08:30 (GMT+7)"), kind_of("Rss"), kind_of("Tác giả: Lê Thu Hà")
    (<Kind.DATE: 3>, <Kind.CHROME: 6>, <Kind.BYLINE: 4>)
    """
    if read_date_line(line):
        return Kind.DATE
    if is_chrome(line):
        return Kind.CHROME
    if len(line) <= _LONGEST_LINE:
        folded = fold(line)
        if _BYLINE_LABEL.match(folded) and read_label(line) is not None:
            return Kind.BYLINE
        if _SOURCE_LABEL.match(folded):
            return Kind.SOURCE
    return Kind.PARAGRAPH if is_paragraph(line) else Kind.SHORT


def is_paragraph(line: str) -> bool:
    """Tell whether a line is long enough to be running text."""
    length = len(line)
    return (
        length >= _LONG
        or (length >= _SENTENCE and line.endswith(_END_MARKS))
        or (length >= _FINAL_SENTENCE and line.endswith("./."))
    )


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return line.endswith(_END_MARKS) or line.endswith("./.")


def read_date_line(line: str) -> DateLine | None:
    """Return the full date of a line that holds nothing else but a label, counters or a name."""
    if len(line) > _LONGEST_LINE:
        return None
    found = find_date(line)
    if found is None or found.moment.day is None:
        return None
    before, after = line[: found.start], line[found.end :]
    if not _DATE_WORDS.sub("", fold(f"{before} {after}")):
        return DateLine(found.moment)
    names = read_names(before.strip(" -–|,:")) if not _DATE_WORDS.sub("", fold(after)) else ()
    return DateLine(found.moment, names) if names else None


def read_label(line: str) -> tuple[str, ...] | None:
    """Return the names behind a label; none for an account of the portal; None where no names stand there.

    >>> read_label("Tác giả: Lê Thu Hà - Nguồn: Đài xã"), read_label("Người đăng: admin"), read_label("Tin: mưa to")
    (('Lê Thu Hà',), (), None)
    """
    label = _BYLINE_LABEL.match(fold(line))
    if not label:
        return None
    names = line[label.end() :]
    if source := re.search(r"[\s(|–-]{1,4}(?:nguồn|theo)(?:\stin)?\s?:?\s", names, re.IGNORECASE):
        names = names[: source.start()]
    if is_account(names):
        return ()
    return _split_names(names) or read_office(names) or None


def read_names(line: str) -> tuple[str, ...]:
    """Return the one to four names that a line consists of; else nothing.

    >>> read_names("PV Lê Thu Hà – Văn Bình (tổng hợp)"), read_names("Xã Bình Lạc"), read_names("Hết")
    (('Lê Thu Hà', 'Văn Bình'), (), ())
    """
    names = _split_names(line)
    is_one_word = len(names) == 1 and " " not in names[0]
    return () if is_one_word and not (names[0].isupper() and len(names[0]) <= len("BBT.")) else names


def read_office(line: str) -> tuple[str, ...]:
    """Return the office that signs an article, where a line consists of it; else nothing.

    >>> read_office("Ban biên tập xã"), read_office("Tổ dân phố số 3 có 45 hộ và mỗi hộ trồng hai cây")
    (('Ban biên tập xã',), ())
    """
    is_short = len(line.split()) <= _MOST_SECTION_WORDS and not is_sentence(line)
    return (line,) if is_short and _OFFICE.fullmatch(fold(line)) else ()


def _split_names(line: str) -> tuple[str, ...]:
    bare = line.partition("(")[0].strip(" .")
    if len(bare) > _LONGEST_LINE or line.endswith((":", "?", "!")):
        return ()
    names = tuple(_NAME_PREFIX.sub("", part) for part in _BETWEEN_NAMES.split(bare))
    return names if len(names) <= _MOST_NAMES and all(map(_is_name, names)) else ()


def is_account(name: str) -> bool:
    """Tell whether a name is that of an account, not of a person.

    >>> is_account("Admin Admin"), is_account("Lê Thu Hà")
    (True, False)
    """
    folded = fold(name)
    return bool(_NOT_IN_NAMES.search(folded)) or not _ACCOUNTS.isdisjoint(folded.split())


def is_account_line(line: str) -> bool:
    """Tell whether a line is but the name of an account.

    >>> is_account_line("Admin Admin"), is_account_line("Admin của trang đã nghỉ")
    (True, False)
    """
    words = fold(line).split()
    return len(words) <= _MOST_ACCOUNT_WORDS and not _ACCOUNTS.isdisjoint(words[:1])


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or _PLACE.fullmatch(fold(name)):
        return False
    return all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words) and not is_account(name)


def read_section(line: str, title: str = "") -> str:
    """Return the section that a line above a title names: itself, or the end of a breadcrumb; else "".

    >>> read_section("Trang chủ » Tin tức » Nông thôn mới"), read_section("UBND xã họp.")
    ('Nông thôn mới', '')
    """
    parts = [part.strip(" -–:") for part in _BREADCRUMB.split(line)]
    names = [part for part in parts if part and fold(part) != fold(title)]
    name = names[-1] if names else ""
    is_short = len(name) <= _LONGEST_SECTION and len(name.split()) <= _MOST_SECTION_WORDS
    return name if is_short and not is_sentence(name) and not is_chrome(name) and not is_frame(name) else ""


def is_known_section(line: str) -> bool:
    """Tell whether a line is a section that many portals have, or a breadcrumb."""
    return fold(line.strip(" :")) in _SECTIONS or is_breadcrumb(line)


def is_breadcrumb(line: str) -> bool:
    """Tell whether a line is the path to a page."""
    return bool(_BREADCRUMB.search(line)) and fold(line).startswith(("trang chu", "home", "trang nhat", ">", "»", "›"))


def guess_language(text: str) -> str:
    """Return "vi" if Vietnamese letters are frequent, else "".

    >>> guess_language("Hội nghị dân vận"), guess_language("Journée portes ouvertes à l'école")
    ('vi', '')
    """
    return "vi" if len(_VIETNAMESE.findall(text)) > len(text) * _VIETNAMESE_SHARE else ""
