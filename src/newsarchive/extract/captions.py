"""Words under a picture, told from headings and text where no picture is seen."""

import re
from collections.abc import Sequence

from newsarchive.extract.fields import Kind
from newsarchive.extract.folded import fold_line
from newsarchive.extract.lines import Line, is_list_item
from newsarchive.extract.sentences import is_sentence

_LONGEST = 250
_FEWEST_WORDS = 5
_WORDS = re.compile(
    r"\b(?:phat bieu|trao (?:qua|tang|giay|bang|thuong|co)|tang (?:qua|hoa|giay)|chung kien|toan canh|quang canh"
    r"|chup anh|chu tri|tham quan|kiem tra|ky ket|bieu dien|tiet muc|trong anh|anh minh hoa|hinh anh|ra quan"
    r"|tham gia|du le)\b"
)
_CREDIT = re.compile(
    r"(?:^|[.\s(])[Ảả]nh(?:\sminh\sh[ọo]a)?\s?(?::\s?[^.:]{1,60}|[^.:)]{0,40}\))\.?$|^Ảnh minh h[ọo]a\.?$"
)


def is_caption(lines: Sequence[Line], place: int, *, needs_words: bool) -> bool:
    """Tell whether a line stands under a picture: a short one between paragraphs, or one that says so by its words."""
    line = lines[place]
    if names_photographer(line.text):
        return True
    if line.kind is not Kind.SHORT or len(line.text.split()) < _FEWEST_WORDS or is_heading(line.text):
        return False
    if tells_of_picture(line.text):
        return True
    beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
    is_run = any(other.kind is Kind.SHORT and other.text != line.text for other in beside)
    return not (needs_words or is_run or is_sentence(line.text)) and any(
        other.kind is Kind.PARAGRAPH for other in beside
    )


def names_photographer(text: str) -> bool:
    """Tell whether a line ends with whose picture it is.

    >>> names_photographer("Bà con bên đường hoa. Ảnh: Thu Hà"), names_photographer("Xã họp")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_CREDIT.search(text))


def tells_of_picture(text: str) -> bool:
    """Tell whether a line has words that captions have.

    >>> tells_of_picture("Toàn cảnh buổi lễ"), tells_of_picture("Xã họp bàn việc làng")
    (True, False)
    """
    return bool(_WORDS.search(fold_line(text)))


def is_heading(text: str) -> bool:
    """Tell whether a short line between paragraphs is an item, a heading, or leads to what follows."""
    return is_list_item(text) or text.endswith(":") or text.isupper()
