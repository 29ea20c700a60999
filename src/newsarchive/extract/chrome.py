"""Lines that a portal wraps around an article; compared folded, as whole lines, one pass each.

The runs of tools and menu words are possessive: as plain repetitions they backtrack exponentially.
"""

import re

from newsarchive.extract.counters import COUNTER
from newsarchive.extract.folded import fold_line

_LONGEST = 160
_TOOLS = re.compile(
    r"(?:email|e-mail|print|in trang(?: nay)?|in bai(?: viet)?|ban in|in ra|in|gui bai(?: viet)?|gui email|send email"
    r"|gui|luu(?: bai)?|co chu|mac dinh|chia se(?: len| qua| bai viet)?|facebook|zalo|twitter|pinterest|youtube|tweet"
    r"|share(?: this)?|like|thich|phan hoi|tra loi|chi tiet|copy link(?: thanh cong)?|sao chep(?: lien ket)?|quay lai"
    r"|ve truoc|rss|google news|pdf|a[+−]?|[\s|•·,/:+()\[\]−–-])++"
)
_MENU = re.compile(
    r"(?:trang chu|home|gioi thieu(?: chung)?|lien he|so do(?: cong| trang| site| website)?|hoi dap|gop y|menu"
    r"|thu vien(?: anh| video)?|van ban(?: moi| phap luat)?|thu tuc hanh chinh|dich vu cong(?: truc tuyen)?"
    r"|dang nhap|dang ky|tim kiem(?: nang cao)?|truy cap noi dung luon|image banner|tat \[x\]|skip to content"
    r"|lich cong tac|bo may to chuc|tieng viet|english|vietnamese|danh muc|[\s|•·,/:…–-])++"
)
_WIDGETS = re.compile(
    r"(?:so |tong (?:so )?)?luot (?:nguoi )?(?:truy cap|xem|doc|tai)(?:\s?:?\s?[\d.,]{0,15})(?: luot)?(?:\s?\|.{0,80})?"
    r"|(?:da xem|luot xem tin|view count|views?|hits)\s?:?\s?[\d.,]{0,15}"
    r"|(?:dang|hom nay|hom qua|tuan(?: nay)?|thang(?: nay)?|nam(?: nay)?|tong(?: so)?|tat ca)\s"
    r"(?:truy cap|online|luot truy cap)\s?:?\s?[\d.,]{0,15}"
    r"|(?:hom nay|hom qua|tuan nay|thang nay|tat ca|tong cong)\s?:\s?[\d.,]{1,15}"
    r"|(?:khach(?: vieng tham)?|thanh vien|may chu tim kiem|dang truc tuyen)(?: truc tuyen)?\s?:?\s?[\d.,]{0,15}"
    r"|(?:trang chu|home)\s?\|.{1,150}|[\d.,\s]{1,20}|-?\d{1,2}\s?°\s?c?.{0,40}"
    r"|thong tin thoi tiet|thoi tiet|lien ket (?:website|web|trang)|select weblink|chon lien ket|tham do y kien"
    r"|nghe bai viet|nghe doc bai|(?:nam|nu) mien (?:bac|trung|nam)|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}"
    r"|theo doi .{0,40}google news|no video found|xem them|xem tiep|quay lai|ve dau trang"
    r"|len dau trang|ve trang truoc|tro ve|back|top|danh gia\b.{0,60}|tong so diem .{0,80}|xep hang\b.{0,60}"
    r"|[\d.,]{1,9}\s?k?\s(?:luot (?:xem|doc|thich|chia se|binh luan)|nguoi khac|binh luan|likes?|comments?|shares?"
    r"|views?)"
    r"|\d{1,2} (?:giay|phut|gio|ngay|tuan|thang)(?: truoc)?(?:\s?[·•].{0,30})?|(?:#[^\s#]{1,60}\s?){1,30}"
    r"|\d{0,6}\s?phieu bau.{0,20}|click de danh gia bai viet.{0,20}|hay la nguoi .{0,60}|vote result.{0,40}"
)
_END = re.compile(
    r"(?:(?:cac|nhung) )?(?:tin tuc|tin bai|bai viet|tin|bai)"
    r" (?:lien quan|khac|cu hon|moi hon|cung chuyen muc|cung chu de|cung loai|da dua|truoc|tiep theo|moi nhat|noi bat"
    r"|xem nhieu|doc nhieu|moi)\s?:?"
    r"|theo dong su kien|y kien ban doc|y kien phan hoi|thong ke(?: truy cap)?|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?"
    r"|co the ban quan tam|other news|related(?: news| posts)?|cung chuyen muc|binh luan(?:\s?\(\s?\d{1,6}\s?\))?"
    r"|(?:gui|viet|them) (?:y kien|binh luan|phan hoi)(?: binh luan| phan hoi| cua ban)?\s?:?"
    r"|(?:tu khoa|tags?)(?:\s?:.{0,150})?|bai viet cung chuyen muc|cac tin khac"
)
_FOOTER = re.compile(
    r"(?:giay phep|chiu trach nhiem|nguoi chiu trach nhiem|co quan chu quan|thiet ke(?: va phat trien)? boi"
    r"|xay dung boi|phat trien boi|(?:cong|trang) thong tin dien tu|powered by|designed by"
    r"|truong ban bien tap\s?:|tru so\s?:).{0,150}"
    r"|cong hoa xa hoi chu nghia viet nam|doc lap\s?[-–]\s?tu do\s?[-–]\s?hanh phuc"
    r"|so\s?:\s?\d{0,5}\s?/[^\s,.]{2,30}"
)
# These say it at any length, even where the whole foot of the page is one line.
_FOOTER_START = re.compile(
    r"ban quyen|copyright|©|(?:nguoi )?chiu trach nhiem (?:chinh|noi dung|xuat ban)|co quan chu quan\s?:"
    r"|giay phep (?:so|hoat dong|thiet lap)|(?:de nghi |vui long )?ghi ro nguon"
)
_CONTACT = re.compile(r"(?:dia chi|dien thoai|tel|fax|hotline|duong day nong|email|website)\s?:.{0,150}")


def is_chrome(line: str) -> bool:
    """Tell whether a line is a counter, a tool, a menu or a widget, wherever it stands.

    >>> is_chrome("Số lần xem: 1.234"), is_chrome("EmailPrintAa"), is_chrome("Xã Bình Lạc ra quân")
    (True, True, False)
    """
    return _is_whole(line, _TOOLS, _MENU, _WIDGETS, COUNTER)


def is_frame(line: str) -> bool:
    """Tell whether a line outside the article belongs to the head or the foot of the page.

    >>> is_frame("Địa chỉ: thôn 3"), is_frame("Trang thông tin điện tử xã Bình Lạc")
    (True, True)
    """
    return _is_whole(line, _CONTACT, _FOOTER) or bool(_FOOTER_START.match(fold_line(line[:_LONGEST])))


def is_end(line: str) -> bool:
    """Tell whether nothing after this line, and not the line itself, is of the article.

    >>> is_end("Các tin khác:"), is_end("Bản quyền thuộc UBND xã Bình Lạc")
    (True, True)
    """
    return _is_whole(line, _END, _FOOTER) or bool(_FOOTER_START.match(fold_line(line[:_LONGEST])))


def _is_whole(line: str, *patterns: re.Pattern[str]) -> bool:
    if len(line) > _LONGEST:
        return False
    folded = fold_line(line)
    return any(pattern.fullmatch(folded) for pattern in patterns)
