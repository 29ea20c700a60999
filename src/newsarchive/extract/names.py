"""Names that sign an article: of people, of offices, and of accounts, which are none."""

import re

from newsarchive.extract.folded import fold_line
from newsarchive.extract.sentences import is_sentence

_LONGEST_LINE = 160
_MOST_NAMES, _MOST_WORDS, _MOST_OFFICE_WORDS = 4, 5, 8
_BYLINE_LABEL = re.compile(
    r"(?:tac gia(?: bai viet)?|nguoi viet|thuc hien|t/h|th|tin,? (?:va )?(?:bai,? )?(?:va )?anh|tin bai"
    r"|bai,? (?:va )?anh|anh va bai|bai viet|tin|bai|pv|ctv|nguoi dang|bien tap|bien soan|tong hop|by|author)\s?:\s?"
    r"|(?:(?:duoc )?(?:viet|dang) boi|by)\s?:?\s"
)
_NAME_PREFIX = re.compile(
    r"(?:pv|ctv|ths|bs|ts|ks|cô|thầy|nhà báo|phóng viên|nha bao|phong vien)[.:]?\s(?=\S)", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s?[–—/,&;]\s?|\s-\s|(?<=[^\W\d_])-(?=[^\W\d_])|\svà\s")
_NAME_WORD = re.compile(r"[^\W\d_]+|(?:[^\W\d_]\.){1,4}[^\W\d_]?")
# With their accents: Quan, Phương and Bàn are names of people.
_PLACE = re.compile(r"(?:xã|thôn|xóm|bản|huyện|tỉnh|phường|quận|thị trấn|thị xã|thành phố)\s.*|hà nội")
_PLAIN_PLACE = re.compile(r"(?:xa|thon|xom|huyen|tinh|thi tran|thi xa|thanh pho)\s.*|ha noi")  # typed without accents
_OFFICE = re.compile(
    r"(?:ban|dai|phong|ubnd|van phong|trung tam|cong an|hoi|doan|tram|truong|to|bbt|btv|cong thong tin)\s.{2,60}"
)
_OFFICES = frozenset({"Phòng", "Ban", "Đài", "Hội", "UBND", "Báo"})  # Đoàn and Phong are names of people as well
_ACCOUNTS = frozenset({"admin", "administrator", "webmaster", "editor", "user", "test", "root", "sysadmin"})
_MOST_ACCOUNT_WORDS = 2
_NOT_IN_NAMES = re.compile(r"[@\d_]|\bquan tri\b|^(?:theo|nguon|tac gia|kinh|thong bao|bao cao)\b")


def read_label(line: str) -> tuple[str, ...] | None:
    """Return the names behind a label; none for an account of the portal; None where no names stand there.

    >>> read_label("Tác giả: Lê Thu Hà - Nguồn: Đài xã"), read_label("Người đăng: admin"), read_label("Tin: mưa to")
    (('Lê Thu Hà',), (), None)
    """
    label = _BYLINE_LABEL.match(fold_line(line))
    if not label:
        return None
    names = line[label.end() :]
    if source := re.search(r"[\s(|–-]{1,4}(?:nguồn|theo)(?:\stin)?\s?:?\s", names, re.IGNORECASE):
        names = names[: source.start()]
    if is_account(names):
        return ()
    return _split_names(names) or read_office(names) or None


def is_name_label(line: str) -> bool:
    """Tell whether a line is a label with names, or with an account, behind it.

    >>> is_name_label("Tác giả: Lê Thu Hà"), is_name_label("Tin: mưa to ở vùng cao")
    (True, False)
    """
    return read_label(line) is not None


def read_names(line: str) -> tuple[str, ...]:
    """Return the one to four names that a line consists of; else nothing.

    >>> read_names("PV Lê Thu Hà – Văn Bình (tổng hợp)"), read_names("Xã Bình Lạc"), read_names("Hết")
    (('Lê Thu Hà', 'Văn Bình'), (), ())
    """
    names = _split_names(line) or _names_before_office(line)
    is_one_word = len(names) == 1 and " " not in names[0]
    return () if is_one_word and not (names[0].isupper() and len(names[0]) <= len("BBT.")) else names


def read_office(line: str) -> tuple[str, ...]:
    """Return the office that signs an article, where a line consists of it; else nothing.

    >>> read_office("Ban biên tập xã"), read_office("Tổ dân phố số 3 có 45 hộ và mỗi hộ trồng hai cây")
    (('Ban biên tập xã',), ())
    """
    is_short = len(line.split()) <= _MOST_OFFICE_WORDS and not is_sentence(line)
    return (line,) if is_short and _OFFICE.fullmatch(fold_line(line)) else ()


def is_account(name: str) -> bool:
    """Tell whether a name is that of an account, not of a person.

    >>> is_account("Admin Admin"), is_account("Lê Thu Hà")
    (True, False)
    """
    folded = fold_line(name)
    return bool(_NOT_IN_NAMES.search(folded)) or not _ACCOUNTS.isdisjoint(folded.split())


def is_account_line(line: str) -> bool:
    """Tell whether a line is but the name of an account.

    >>> is_account_line("Admin Admin"), is_account_line("Admin của trang đã nghỉ")
    (True, False)
    """
    words = fold_line(line).split()
    return len(words) <= _MOST_ACCOUNT_WORDS and not _ACCOUNTS.isdisjoint(words[:1])


def _names_before_office(line: str) -> tuple[str, ...]:
    names, dash, office = line.replace(" – ", " - ").partition(" - ")
    return _split_names(names) if dash and read_office(office) else ()


def _split_names(line: str) -> tuple[str, ...]:
    bare = line.partition("(")[0].strip(" .")
    if len(bare) > _LONGEST_LINE or line.endswith((":", "?", "!")):
        return ()
    names = tuple(_NAME_PREFIX.sub("", part) for part in _BETWEEN_NAMES.split(bare))
    return names if len(names) <= _MOST_NAMES and all(map(_is_name, names)) else ()


def _is_place(name: str) -> bool:
    place = _PLAIN_PLACE if name.isascii() else _PLACE
    return place.fullmatch(name.lower()) is not None


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or _is_place(name) or words[0] in _OFFICES:
        return False
    return all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words) and not is_account(name)
