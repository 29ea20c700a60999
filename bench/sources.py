"""Where made-up text gets its words from: this project's own data/, and XQuAD-vi where its path is given."""

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
_TAG = re.compile(r"<[^>]*>")
_UNREAD = re.compile(r"<(style|script)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"</?(?:p|div|td|li|h\d|br|description|title)\b[^>]*>", re.IGNORECASE)
_SHORTEST = 100  # characters: shorter lines are chrome, headings and names
_UNMARKED = re.compile(r"[\x00-\x7f]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of XQuAD, and the questions it answers."""

    article: int
    text: str
    questions: tuple[str, ...]


def own_paragraphs(folder: Path = DATA) -> list[tuple[str, ...]]:
    """Return the paragraphs of each file of data/ that is written with accents.

    >>> len(own_paragraphs()) > 30
    True
    """
    paths = [*sorted((folder / "pages").glob("*/*.*")), *sorted((folder / "feeds").glob("*.rss"))]
    files = (tuple(_paragraphs(path.read_text(encoding="utf-8"))) for path in paths)
    return [paragraphs for paragraphs in files if paragraphs]


def read_xquad(path: Path) -> list[Passage]:
    """Return the passages of a file in the form of SQuAD."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [
        Passage(number, paragraph["context"], tuple(answer["question"] for answer in paragraph["qas"]))
        for number, article in enumerate(articles)
        for paragraph in article["paragraphs"]
    ]


def _paragraphs(page: str) -> list[str]:
    if "<" in page:
        page = html.unescape(html.unescape(_TAG.sub("", _BREAK.sub("\n", _UNREAD.sub("", page)))))
    lines = (" ".join(_TAG.sub(" ", line).split()) for line in unicodedata.normalize("NFC", page).splitlines())
    return [line for line in lines if len(line) >= _SHORTEST and not _UNMARKED.fullmatch(line)]
