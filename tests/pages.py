"""A pasted page, and what tests of the command line share."""

from collections.abc import Callable
from typing import NamedTuple

PAGE = """Số lượt truy cập: 1.204

EmailPrintAa

Nông nghiệp

{title}

Sáng ngày 12/9, hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng {words} trước khi bão số 4 đổ bộ vào đất liền.

Thu Hà – Văn Lợi

Rss"""

ITEM = """<item><title>{0}</title><link>https://{2}.example/{1}</link><guid>news_{1}</guid>
<description>{0}. Bà con đồng tình.</description></item>"""
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Xã Bình Lạc</title>
<link>https://xa.example/</link><description>Tin</description>{}</channel></rss>"""


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ended]


def make_rss(*titles: str, host: str = "xa") -> bytes:
    """Return a feed of summaries, one for each title."""
    return RSS.format("".join(ITEM.format(title, number, host) for number, title in enumerate(titles, 1))).encode()
