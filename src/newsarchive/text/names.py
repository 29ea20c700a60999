"""The names of fields in a query: English, and Vietnamese with and without accents.

Only these spellings are names: "tư:" is a word like any other, though "từ:" and "tu:" are fields.
"""

import re
from functools import cache

from newsarchive.text.fold import fold

NAMES = {
    "title": ("tiêu đề",),
    "section": ("chuyên mục",),
    "by": ("author", "tác giả"),
    "tag": ("nhãn",),
    "source": ("nguồn", "nguồn tin"),
    "site": ("trang",),
    "feed": (),
    "lang": ("ngôn ngữ",),
    "id": (),
    "is": (),
    "date": ("ngày",),
    "before": ("trước",),
    "after": ("sau",),
    "since": ("từ",),
    "until": ("đến",),
    "added": ("thêm",),
}
EXAMPLES = {
    "title": '"dân vận"',
    "section": '"tin tức"',
    "by": '"Thu Hà"',
    "tag": '"nông thôn mới"',
    "source": '"Bình Lạc"',
    "site": "binhlac.example",
    "feed": "binhlac.example",
    "lang": "vi",
    "id": "17",
    "is": "tagged",
    "date": "2018",
    "before": "2018",
    "after": "2018",
    "since": "2018",
    "until": "2018",
    "added": "2018",
}
_LABEL = re.compile(r"([^\W\d_]{1,10}(?:[ -][^\W\d_]{1,10})?):")


def find_label(line: str, position: int) -> tuple[str, str]:
    """Return the name of the field that line names at position, in English, and its label as typed; else "", "".

    >>> find_label("Tiêu đề:bão", 0), find_label("chuyen-muc:bão", 0)
    (('title', 'Tiêu đề:'), ('section', 'chuyen-muc:'))
    >>> find_label("http://binhlac.example", 0)
    ('', '')
    """
    match = _LABEL.match(line, position)
    name = _spellings().get(match[1].lower(), "") if match else ""
    return (name, match[0]) if match and name else ("", "")


def is_english(label: str) -> bool:
    """Tell whether a label is an English name.

    >>> is_english("Title:"), is_english("nguồn:")
    (True, False)
    """
    return label[:-1].lower() in (*NAMES, "author")


@cache
def _spellings() -> dict[str, str]:
    return {
        spelling.replace(" ", joint): name
        for name, others in NAMES.items()
        for known in (name, *others)
        for spelling in (known, fold(known))
        for joint in (" ", "-", "")
    }
