"""Scripted reprints: what other portals make of an article."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from newsarchive.text.normalize import split_paragraphs

_FRAME = (
    "Trang chủ » Tin tức – Sự kiện » Tin trong tỉnh",
    "Chia sẻ bài viết này lên mạng xã hội, in trang, gửi thư cho bạn bè, cỡ chữ nhỏ, vừa, lớn",
    "Bản quyền thuộc cổng thông tin điện tử của huyện. Ghi rõ nguồn khi phát hành lại thông tin từ trang này",
)
_TYPOGRAPHY = str.maketrans({'"': "“", "-": "–", ".": " .", ",": " ,"})
_SENTENCE = re.compile(r"(?<=\.)\s+")
Chance = random.Random
Make = Callable[[Chance, str, Sequence[str]], str]


def _in_chrome(chance: Chance, text: str, others: Sequence[str]) -> str:
    return "\n\n".join((_FRAME[0], text, *_FRAME[1:]))


def _in_other_type(chance: Chance, text: str, others: Sequence[str]) -> str:
    return unicodedata.normalize("NFD", text.translate(_TYPOGRAPHY).upper())


def _trimmed(chance: Chance, text: str, others: Sequence[str]) -> str:
    return _joined(_sentences(text)[: -(-7 * len(_sentences(text)) // 10)])


def _half(chance: Chance, text: str, others: Sequence[str]) -> str:
    sentences = _sentences(text)
    start = chance.randint(0, len(sentences) // 2)
    return _joined(sentences[start : start + -(-len(sentences) // 2)])


def _edited(chance: Chance, text: str, others: Sequence[str]) -> str:
    words = text.split(" ")
    pool = others[0].split()
    for position in chance.sample(range(len(words)), len(words) // 20):
        words[position] = chance.choice(pool)
    return " ".join(words)


def _rewritten(chance: Chance, text: str, others: Sequence[str]) -> str:
    sentences = _sentences(text)
    pool = _sentences(others[0])
    for position in chance.sample(range(len(sentences)), 2 * len(sentences) // 5):
        sentences[position] = chance.choice(pool)
    return _joined(sentences)


def _with_new_lead(chance: Chance, text: str, others: Sequence[str]) -> str:
    return "\n\n".join((_joined(_sentences(others[0])[:3]), *split_paragraphs(text)[1:]))


KINDS: dict[str, Make] = {
    "chrome around it": _in_chrome,
    "other typography, capitals, NFD": _in_other_type,
    "trimmed to 70 %": _trimmed,
    "half of it": _half,
    "5 % of the words edited": _edited,
    "40 % of the sentences rewritten": _rewritten,
    "new lead": _with_new_lead,
}


def form_letter(chance: Chance, week: int) -> str:
    """Return the schedule of a week: the words of all others, and numbers of its own."""
    pick = chance.randint
    days = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu")
    lines = [
        f"{day} ngày {pick(1, 28)}/{pick(1, 12)}: {pick(7, 9)} giờ {pick(0, 59)} "
        f"họp giao ban tại phòng họp số {pick(1, 9)}, {pick(13, 16)} giờ tiếp công dân"
        for day in days
    ]
    return f"Lịch làm việc của Thường trực Ủy ban nhân dân xã tuần {week}\n\n" + "\n\n".join(lines)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.split(text)


def _joined(sentences: Sequence[str]) -> str:
    return " ".join(sentences)
