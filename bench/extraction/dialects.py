"""How portals of one style differ in words and classes: one half to develop with, the other for the final score."""

from collections.abc import Callable, Mapping
from datetime import datetime

DEVELOPMENT, HELD_OUT = "development", "held-out"
SEEDS = (DEVELOPMENT, HELD_OUT)
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_NUMBERED = ("Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật")

# Each word as the development pages have it, and as the held-out ones do.
_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "nukeviet": {
        "byline": ("Tác giả bài viết:", "Tác giả:"),
        "source": ("Nguồn tin:", "Nguồn:"),
        "files": ("File đính kèm", "Tập tin đính kèm"),
        "newer": ("Những tin mới hơn", "Tin mới hơn"),
        "older": ("Những tin cũ hơn", "Tin cũ hơn"),
        "visits": ("Đã xem:", "Lượt xem:"),
        "lead_class": ("hometext", "hometext m-bottom"),
        "body_class": ("bodytext margin-bottom-lg", "news_bodytext"),
    },
    "sharepoint": {
        "visits": ("Lượt xem:", "Số lượt xem:"),
        "tools": ("EmailPrintAa", "Email  In  A- A A+"),
        "files": ("Tệp đính kèm:", "Tài liệu đính kèm"),
        "older": ("Các tin khác", "Tin bài liên quan"),
        "title_class": ("NewsTitle", "ms-rteThemeForeColor-2-5 title-news"),
        "lead_class": ("NewsSapo", "intro"),
        "source": ("Theo", "Nguồn:"),
    },
    "liferay": {
        "account": ("Admin Admin", "Admin English"),
        "label": ("Ngày đăng", "Publish date"),
        "other": ("Other News", "Tin khác"),
        "caption_class": ("caption", "img-caption"),
        "source": ("(Theo", "Nguồn:"),
    },
    "vnpt": {
        "byline": ("Tác giả:", "Người viết:"),
        "source": ("Nguồn:", "Theo"),
        "files": ("Tệp tin đính kèm", "File đính kèm:"),
        "older": ("Tin cùng chuyên mục", "Các tin đã đưa"),
        "visits": ("Lượt xem:", "Số lượt đọc:"),
        "title_class": ("title-detail", "article-title"),
        "lead_class": ("sapo", "description"),
        "date_class": ("date", "post-time"),
        "body_class": ("content-detail", "noi-dung-bai-viet"),
    },
    "tables": {
        "visits": ("Số lượt đọc:", "Số lần xem:"),
        "older": ("Các tin khác:", "Các bài viết khác:"),
        "files": ("File đính kèm:", "Tải về:"),
        "byline": ("", "Tin, ảnh:"),
        "source": ("Nguồn:", "Theo"),
        "title_class": ("TieuDe", "tieudetin"),
    },
}  # fmt: skip


def words(style: str, seed: str) -> dict[str, str]:
    """Return the words of a style on the pages of a seed."""
    return {name: pair[SEEDS.index(seed)] for name, pair in _WORDS[style].items()}


def printed_date(style: str, seed: str, moment: datetime, *, has_time: bool) -> str:
    """Return how the pages of a style and seed print when an article was published.

    >>> printed_date("liferay", "development", datetime(2018, 10, 5, 14, 15), has_time=True)
    '05/10/2018 | 02:15 PM'
    >>> printed_date("tables", "held-out", datetime(2018, 10, 5, 14, 15), has_time=False)
    '5-10-2018'
    """
    exact, day = _DATES[style][SEEDS.index(seed)]
    return (exact if has_time else day)(moment)


def _weekday(moment: datetime, names: tuple[str, ...] = _DAYS) -> str:
    return names[moment.weekday()]


_Form = Callable[[datetime], str]
# Of each style, for development and held out: with the time of day, and without. Liferay prints midnight for no time.
_DATES: Mapping[str, tuple[tuple[_Form, _Form], tuple[_Form, _Form]]] = {
    "nukeviet": (
        (lambda at: f"{_weekday(at)} - {at:%d/%m/%Y %H:%M}", lambda at: f"{_weekday(at)} - {at:%d/%m/%Y}"),
        (lambda at: f"{_weekday(at)} - {at:%d/%m/%Y %H:%M} 0", lambda at: f"{_weekday(at)} - {at:%d/%m/%Y}"),
    ),
    "sharepoint": (
        (lambda at: f"{_weekday(at)}, {at:%d/%m/%Y | %H:%M} (GMT+7)", lambda at: f"{_weekday(at)}, {at:%d/%m/%Y}"),
        (lambda at: f"{_weekday(at, _NUMBERED)}, {at:%d/%m/%Y | %H:%M} [GMT +7]", lambda at: f"{at:%d/%m/%Y}"),
    ),
    "liferay": (
        (lambda at: f"{at:%d/%m/%Y | %I:%M %p}", lambda at: f"{at:%d/%m/%Y} | 12:00 AM"),
        (lambda at: f"{at:%d/%m/%Y | %I:%M %p}", lambda at: f"{at:%d/%m/%Y} | 12:00 AM"),
    ),
    "vnpt": (
        (lambda at: f"{at:%d/%m/%Y %H:%M}", lambda at: f"{at:%d/%m/%Y}"),
        (lambda at: f"Cập nhật lúc: {at:%H:%M} {at:%d/%m/%Y}", lambda at: f"Cập nhật ngày: {at:%d/%m/%Y}"),
    ),
    "tables": (
        (
            lambda at: f"(Cập nhật lúc {at.hour}h{at:%M} ngày {at:%d/%m/%Y})",
            lambda at: f"(Cập nhật ngày {at:%d/%m/%Y})",
        ),
        (
            lambda at: (
                f"{at.day}-{at.month}-{at.year} {(at.hour - 1) % 12 + 1}:{at:%M} {'SA' if at.hour < 12 else 'CH'}"
            ),
            lambda at: f"{at.day}-{at.month}-{at.year}",
        ),
    ),
}
