"""One form for text on its way in: NFC, no controls, no invisible characters, one space.

What is kept here is what the reader saw; keys for searching and comparing are made in `fold`.
"""

import re
import unicodedata

# Zero-width and soft characters, byte-order mark, Vietnamese texts' stray joiners, bidi controls.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
# C0 but tab and line feed, DEL, C1, lone surrogates, non-characters: none of them is text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
# Where the last two letters of a word are vowels, its tone stands on the one or the other: hoà, hòa.
_LATE_TONE = re.compile(r"([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!\w)|([uU])([ỳýỷỹỵỲÝỶỸỴ])(?!\w)")


def clean_text(text: str) -> str:
    r"""Return text in NFC, each line trimmed, paragraphs parted by one blank line.

    >>> clean_text("Công tác\u00a0 dân\u200b vận\r\n \r\n\r\nxã")
    'Công tác dân vận\n\nxã'
    """
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()  # of white space only single spaces are printable
    text = _LINE_BREAK.sub("\n", text).replace("\u2029", "\n\n")
    text = _CONTROL.sub("\ufffd", _INVISIBLE.sub("", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_line(text: str) -> str:
    r"""Return text as one line, clean as by `clean_text`.

    >>> clean_line(" Tin tức\n - Sự kiện ")
    'Tin tức - Sự kiện'
    """
    return clean_text(text).replace("\n\n", " ").replace("\n", " ")


def split_paragraphs(text: str) -> tuple[str, ...]:
    r"""Return the paragraphs of a clean text; a paragraph may hold line breaks.

    >>> split_paragraphs("một\n\nhai\nba")
    ('một', 'hai\nba')
    """
    return tuple(text.split("\n\n")) if text else ()


def with_one_tone_place(text: str) -> str:
    """Return text in NFC with each tone where the older spelling has it; a key for comparing, not for showing.

    >>> with_one_tone_place("Hoà giải, thuỷ lợi, hoạ") == with_one_tone_place("Hòa giải, thủy lợi, họa")
    True
    """
    return _LATE_TONE.sub(_earlier, text)


def _earlier(match: re.Match[str]) -> str:
    first, second = (one for one in match.groups() if one)
    letter, tone = list(unicodedata.normalize("NFD", second))
    return unicodedata.normalize("NFC", first + tone) + letter
