"""Running text: what tells it from headlines, labels and the lines of a page."""

import re

_END_MARKS = (".", "!", "?", "…", ".”", '."', ":”", ";")
_LONG, _SENTENCE, _FINAL_SENTENCE = 110, 70, 40
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
_VIETNAMESE_SHARE = 0.02


def is_paragraph(line: str) -> bool:
    """Tell whether a line is long enough to be running text."""
    length = len(line)
    return (
        length >= _LONG
        or (length >= _SENTENCE and line.endswith(_END_MARKS))
        or (length >= _FINAL_SENTENCE and line.endswith("./."))
    )


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return line.endswith(_END_MARKS) or line.endswith("./.")


def guess_language(text: str) -> str:
    """Return "vi" if Vietnamese letters are frequent, else "".

    >>> guess_language("Hội nghị dân vận"), guess_language("Journée portes ouvertes à l'école")
    ('vi', '')
    """
    return "vi" if len(_VIETNAMESE.findall(text)) > len(text) * _VIETNAMESE_SHARE else ""
