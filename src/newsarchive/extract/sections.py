"""The section over an article: its name, or the end of the path to the page."""

import re

from newsarchive.extract.chrome import is_chrome, is_frame
from newsarchive.extract.folded import fold_line
from newsarchive.extract.sentences import is_sentence

# Folded, without what joins their words.
_SECTIONS = frozenset(
    {
        *(
            "tin tuc su kien",
            "tin tuc",
            "su kien",
            "tin trong xa",
            "tin trong huyen",
            "tin trong tinh",
            "tin dia phuong",
        ),
        *("tin co so", "tin hoat dong", "hoat dong", "tin tong hop", "tin noi bat", "tin moi", "thoi su", "chinh tri"),
        *(
            "kinh te",
            "kinh te xa hoi",
            "van hoa",
            "van hoa xa hoi",
            "xa hoi",
            "van hoa the thao",
            "the thao",
            "du lich",
        ),
        *(
            "giao duc",
            "giao duc dao tao",
            "y te",
            "suc khoe",
            "doi song",
            "phap luat",
            "moi truong",
            "khoa hoc cong nghe",
        ),
        *("nong nghiep", "nong thon moi", "xay dung nong thon moi", "tai nguyen moi truong", "phong chong thien tai"),
        *("an ninh quoc phong", "quoc phong an ninh", "an ninh trat tu", "an toan giao thong", "tiep can phap luat"),
        *("doan the", "mat tran doan the", "xay dung dang", "dan van", "cong tac dan van", "hoat dong hoi"),
        *("cai cach hanh chinh", "chuyen doi so", "chi dao dieu hanh", "thong bao", "thong tin tuyen truyen", "bau cu"),
        *("guong nguoi tot viec tot", "hoc tap lam theo bac", "tin tuc noi bat", "tin tuc hoat dong", "trong nuoc"),
    }
)
_JOINTS = re.compile(r"\s?[-–—&,]\s?|\sva\s")
_STARTS = frozenset({"trang chu", "home", "trang nhat", ""})
_BREADCRUMB = re.compile(r"\s?[>»›→]\s?|\s/\s")
_LABEL = re.compile(r"(?:chuyen muc|danh muc|muc tin|thu muc)\s?:\s?(?=\S)")
_LONGEST = 160
_LONGEST_SECTION, _MOST_SECTION_WORDS = 45, 8


def read_section(line: str, title: str = "") -> str:
    """Return the section that a line above a title names: itself, or the end of a breadcrumb; else "".

    >>> read_section("Trang chủ » Tin tức » Nông thôn mới"), read_section("UBND xã họp.")
    ('Nông thôn mới', '')
    """
    parts = [part.strip(" -–:") for part in _BREADCRUMB.split(line)]
    names = [part for part in parts if part and fold_line(part) != fold_line(title)]
    name = names[-1] if names else ""
    is_short = len(name) <= _LONGEST_SECTION and len(name.split()) <= _MOST_SECTION_WORDS
    return name if is_short and not is_sentence(name) and not is_chrome(name) and not is_frame(name) else ""


def read_section_label(line: str) -> str:
    """Return the section that a line below the title names with a label.

    >>> read_section_label("Chuyên mục: Nông thôn mới"), read_section_label("Nông thôn mới")
    ('Nông thôn mới', '')
    """
    label = _LABEL.match(fold_line(line[:_LONGEST]))
    return read_section(line[label.end() :]) if label else ""


def is_known_section(line: str) -> bool:
    """Tell whether a line is a section that many portals have, or a breadcrumb."""
    return _is_listed(fold_line(line[:_LONGEST])) or is_breadcrumb(line)


def is_breadcrumb(line: str) -> bool:
    """Tell whether a line is the path to a page."""
    first, *others = _BREADCRUMB.split(fold_line(line[:_LONGEST]))
    return bool(others) and (first in _STARTS or _is_listed(first))


def _is_listed(folded: str) -> bool:
    return _JOINTS.sub(" ", folded.strip(" :-–")) in _SECTIONS
