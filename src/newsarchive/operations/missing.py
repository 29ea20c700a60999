"""Whether a page that a server gives is still the article that was there, or only says that it is gone. Pure.

Portals rarely answer 404: they send readers to their first page, to a list, or give a page of excuses with status 200.
"""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from newsarchive.extract.decode import decode
from newsarchive.model.article import Draft
from newsarchive.model.extraction import Extraction
from newsarchive.operations.drafts import is_alike
from newsarchive.text.fold import fold
from newsarchive.text.sketch import Shingles, compare
from newsarchive.text.urls import canonical

_EXCUSE = re.compile(
    r"\b(?:404\b(?!/)|not found|khong (?:con )?ton tai|khong (?:duoc )?tim thay|khong con (?:hien thi|kha dung)"
    r"|(?:da|vua) (?:bi |duoc )?(?:xoa|go bo|go|an)\b|ngung hien thi|does not exist|no longer (?:exists|available))"
)
_LONGEST_EXCUSE = 200  # characters
_REACH = 200_000  # bytes of a page without an article
_SCRIPT = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</(?:script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>?")
_FIRST_PAGE = re.compile(r"/(?:(?:index|default|home|trang-chu)(?:\.\w{2,5})?/?|vi/?|vn/?)?", re.IGNORECASE)
_COMPARED = 300_000  # characters of each text: a novel
_LEAST_KEPT = 0.3  # of the runs of four words
_FAR_SHORTER = 0.25
_LEAST_TITLE = 3  # words that two titles share


def why_missing(article: Draft, asked_url: str, url: str, extraction: Extraction) -> str:
    """Return how a page, found at url when asked_url was asked for, shows that article is gone; "" if it is there.

    An article stays the same under another title, or with another text; not with both at once.
    """
    page = extraction.draft
    kept = _kept(article.text, page.text)
    is_cut = len(page.text) < _FAR_SHORTER * len(article.text)
    if kept >= _LEAST_KEPT or (_is_titled_alike(article.title, page.title) and not is_cut):
        return ""
    if reason := _find_reason(asked_url, url, (page.title, *extraction.lines, *page.text.split("\n"))):
        return reason
    return "next to nothing of its text is left" if is_cut else "another text stands at its address"


def why_unreadable(asked_url: str, url: str, body: bytes) -> str:
    """Return how a page without any article shows that the article is gone; "" if it does not.

    >>> why_unreadable("https://xa.example/7", "https://xa.example/7", "<h1>Không tìm thấy trang</h1>".encode())
    'its page says: Không tìm thấy trang'
    """
    first, *others = _SCRIPT.split(decode(body[:_REACH]))
    markup = "\n".join((first, *(part for other in others for part in _SCRIPT_END.split(other)[1:])))
    text = unescape(_TAG.sub("\n", markup))
    return _find_reason(asked_url, url, (line.strip() for line in text.split("\n")))


def _find_reason(asked_url: str, url: str, lines: Iterable[str]) -> str:
    if excuse := find_excuse(lines):
        return f"its page says: {excuse}"
    if canonical(url) in ("", canonical(asked_url)):
        return ""
    return "leads to the first page of its site" if is_first_page(url) else f"leads to another page: {url}"


def find_excuse(lines: Iterable[str]) -> str:
    """Return the first short line that says that there is nothing; "" if none does.

    >>> find_excuse(("Tin tức", "Bài viết không tồn tại hoặc đã bị xoá."))
    'Bài viết không tồn tại hoặc đã bị xoá.'
    """
    return next((line for line in lines if len(line) <= _LONGEST_EXCUSE and _EXCUSE.search(fold(line))), "")


def is_first_page(url: str) -> bool:
    """Tell whether an address is that of the first page of a site.

    >>> is_first_page("https://xa.example/index.php"), is_first_page("https://xa.example/tin/7")
    (True, False)
    """
    parts = urlsplit(url)
    return _FIRST_PAGE.fullmatch(parts.path or "/") is not None and not parts.query


def _is_titled_alike(title: str, other: str) -> bool:
    shared = {*_words(title)} & {*_words(other)}
    return len(shared) >= min(_LEAST_TITLE, len({*_words(title)})) > 0 and is_alike(title, other)


def _kept(before: str, after: str) -> float:
    """Return how much of the shorter text the longer one holds, by runs of four words."""
    if before == after:
        return 1.0
    return compare(*(Shingles.of(text[:_COMPARED]) for text in (before, after))).containment


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
