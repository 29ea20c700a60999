"""Whom an article is taken from, as it says itself: "Theo Báo Bình Lạc", "Nguồn: Đài xã"."""

import re

from newsarchive.extract.folded import fold_line
from newsarchive.extract.names import is_name_label, read_names, read_office

_LONGEST_LINE = 200
_LONGEST, _MOST_WORDS = 100, 8
_LABELLED = re.compile(
    r"(?:(?P<before>.{2,120}?)[\s(|–-]{1,4})?(?:ngu[ồo]n(?:\stin|\sb[àa]i(?:\svi[ếe]t)?)?|theo|trích|dẫn(?:\stheo)?)"
    r"\s?:\s?(?P<whom>.+)",
    re.IGNORECASE,
)
_FROM = r"(?:(?:dẫn|tin)\s)?theo|(?:tổng\shợp|sưu\stầm|trích|lược\strích|dẫn)\s(?:từ|theo)"
_BARE = re.compile(rf"\(?(?:{_FROM})\s(?P<whom>[^()]+)\)?", re.IGNORECASE)
_INSIDE = re.compile(rf"(?P<before>[^()]{{0,120}}?)\s?\((?:{_FROM}|nguồn:?)\s(?P<whom>[^()]+)\)", re.IGNORECASE)
_PRESS = re.compile(
    r"(?:bao|dai|tap chi|thong tan xa|cong|trang|ban tin|website|kenh|fanpage|chuyen trang)\s\S.*"
    r"|ttxvn.*|vov.*|vtv.*|vgp.*|bbc.*|vnexpress.*|vietnam(?:plus|net).*|dan tri"
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w-]{1,60}(?:\.[\w-]{1,60}){1,4})(?:/\S*)?", re.IGNORECASE)
_RUNNING = re.compile(r"[,;:?!]")


def read_credit(line: str) -> str:
    """Return whom an article is taken from, by a line that says nothing else, or that beside names; else "".

    >>> read_credit("(Theo Báo Bình Lạc)"), read_credit("Tác giả: Thu Hà - Nguồn: Đài xã"), read_credit("Theo kế hoạch")
    ('Báo Bình Lạc', 'Đài xã', '')
    """
    bare = line.strip(" .")
    if len(line) > _LONGEST_LINE:
        return ""
    if (match := _LABELLED.fullmatch(bare.strip("()"))) and _is_beside(match["before"]):
        whom = _to_whom(match["whom"])
        return whom if len(whom) <= _LONGEST else ""
    match = _INSIDE.fullmatch(bare)
    match = match if match and _is_beside(match["before"]) else _BARE.fullmatch(bare)
    return _to_whom(match["whom"]) if match and _is_whom(match["whom"]) else ""


def read_reprinted_names(line: str) -> tuple[str, ...]:
    """Return the names that stand before the paper they wrote for.

    >>> read_reprinted_names("Theo Thu Hà/Báo Bình Lạc"), read_reprinted_names("Theo Báo Bình Lạc")
    (('Thu Hà',), ())
    """
    match = _BARE.fullmatch(line.strip(" .")[:_LONGEST_LINE])
    names, slash, _ = match["whom"].partition("/") if match else ("", "", "")
    return read_names(names.strip()) if slash else ()


def _is_beside(words: str | None) -> bool:
    """Tell whether the words before a source are names, so that the line says nothing else."""
    return not words or bool(is_name_label(words) or read_names(words.strip(" .-–|(")))


def _is_whom(words: str) -> bool:
    parts = words.split()
    if len(words) > _LONGEST or len(parts) > _MOST_WORDS or _RUNNING.search(words.removeprefix("https:")):
        return False
    is_named = all(part[:1].isupper() for part in re.split(r"[\s/–-]+", words) if part)
    return is_named or any(_is_press(part.strip()) for part in (words, words.rpartition("/")[2]))


def _is_press(words: str) -> bool:
    return bool(_HOST.fullmatch(words) or _PRESS.fullmatch(fold_line(words)) or read_office(words))


def _to_whom(words: str) -> str:
    words = words.strip(" .()-–|")
    if host := _HOST.fullmatch(words):
        return host["host"].lower()
    names, slash, paper = words.partition("/")
    return paper.strip() if slash and read_names(names.strip()) else words
