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


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ended]
