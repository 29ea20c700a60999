"""Entries of feeds to drafts: what a feed says of an article, joined with the page of it."""

import re
from dataclasses import replace
from html import unescape

from newsarchive.extract.decode import find_legacy, from_legacy
from newsarchive.extract.fragment import read_fragment
from newsarchive.model.article import Attachment, Capture, Draft, Moment
from newsarchive.model.extraction import Extraction
from newsarchive.model.feed import Entry
from newsarchive.text.fold import fold
from newsarchive.text.urls import canonical

Page = tuple[Capture, Extraction]  # as it was fetched, and what was read from it

_WHOLE = 600  # characters: what is shorter is rarely a whole article
_CUT = re.compile(
    r"(?:…|\.\.\.|\b(?:xem (?:tiếp|thêm|chi tiết)|đọc (?:tiếp|thêm)|read more|continue reading)\b)\W{0,9}$",
    re.IGNORECASE,
)
_CUT_REACH = 40  # characters at the end
_MARKUP = re.compile(r"<[^<>]*>")
_ENDS = " .…[]()"  # of a summary that was cut
_MINUTES = re.compile(r"T\d\d:\d\d")
_TELLING = 60  # characters
_LEAST_SHARED = 0.5  # of the words of a title


def is_summary(entry: Entry) -> bool:
    """Tell whether an entry gives less than its whole article, as far as can be seen.

    >>> is_summary(Entry(html="<p>" + "Nội dung. " * 80, has_content=True))
    False
    >>> is_summary(Entry(html="<p>" + "Nội dung. " * 80 + "<a href='/7'>Xem tiếp »</a>", has_content=True))
    True
    """
    text = unescape(_MARKUP.sub(" ", entry.html)).strip() if entry.has_content else ""
    return len(text) < _WHOLE or bool(_CUT.search(text, len(text) - _CUT_REACH))


def to_draft(entry: Entry, base_url: str = "", *, is_own: bool = False) -> Draft:
    """Return the article of an entry: its content, else its summary; a summary that begins the content is none."""
    entry = entry if is_own else _to_unicode(entry)
    url = canonical(entry.url)
    read = read_fragment(entry.html, url or base_url)
    text, figures, files = read.text, read.figures, read.files
    summary = "" if _begins(text, entry.summary, is_own=is_own) else entry.summary
    if not text:
        text, summary = entry.summary or entry.title, ""
    return Draft(
        title=entry.title or text.split("\n", 1)[0][:100],
        text=text,
        html=read.html if read.text else "",
        url=url,
        summary=summary,
        section=entry.section,
        byline=entry.authors,
        published=entry.published,
        language=entry.language,
        figures=figures or entry.figures,
        attachments=_united(entry.attachments, files),
        categories=entry.categories,
        updated=entry.updated,
    )


def is_page_of(draft: Draft, page: Draft) -> bool:
    """Tell whether a page holds the article that an entry announces.

    Portals send the reader of an article that is gone to their first page, or to one that says so: what is
    shorter than its announcement, or has another address and other words in its title, is not it.
    """
    if len(page.summary) + len(page.text) < len(draft.text):
        return False
    if page.url in ("", draft.url):
        return True
    words, others = _words(draft.title), _words(page.title)
    return len(words & others) >= _LEAST_SHARED * len(words)


def is_alike(title: str, other: str) -> bool:
    """Tell whether two titles can be those of one article, before and after somebody edited it.

    >>> is_alike("Xã Bình Lạc họp", "Xã Bình Lạc họp bàn làm đường"), is_alike("Lịch tuần 40", "Lịch tuần 41")
    (True, False)
    """
    words, others = _words(title), _words(other)
    numbers = {word for word in words ^ others if word.isdecimal()}
    return not numbers and len(words & others) >= _LEAST_SHARED * min(len(words), len(others))


def with_page(draft: Draft, page: Draft) -> Draft:
    """Return the article of a page, completed by what only its feed says."""
    announced = draft.summary or (draft.text if draft.text != draft.title else "")
    return Draft(
        title=page.title or draft.title,
        text=page.text,
        url=page.url or draft.url,
        summary=page.summary or _apart(announced, page.text),
        section=page.section or draft.section,
        byline=page.byline or draft.byline,
        published=page.published if _is_better(page.published, draft.published) else draft.published,
        language=page.language or draft.language,
        figures=page.figures or draft.figures,
        attachments=_united(draft.attachments, page.attachments),
        categories=draft.categories,
        updated=draft.updated,
        subtitle=page.subtitle,
        credit=page.credit,
        event=page.event,
        html=page.html,
    )


def filed_as(draft: Draft, article: Draft) -> Draft:
    """Return draft filed as article is: the feeds of one portal show an article each under a heading of its own."""
    return replace(
        draft,
        section=article.section or draft.section,
        categories=article.categories,
        byline=draft.byline or article.byline,
        published=draft.published or article.published,
    )


def completed(draft: Draft, article: Draft) -> Draft:
    """Return draft with what a plain export of ours has no place for as article has it."""
    is_that_day = draft.published.day == article.published.day
    return replace(
        draft,
        summary=draft.summary or article.summary,
        published=article.published if is_that_day or not draft.published else draft.published,
        language=draft.language if article.language else "",
        attachments=draft.attachments or article.attachments,
        subtitle=draft.subtitle or article.subtitle,
        credit=draft.credit or article.credit,
        event=draft.event or article.event,
    )


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", fold(title)))


def _begins(text: str, summary: str, *, is_own: bool) -> bool:
    """Tell whether a summary is but the beginning of text; of an export of ours, whether it was made from it."""
    if not is_own:
        return text.startswith(summary.rstrip(_ENDS))
    from newsarchive.feeds.write import to_excerpt

    return summary == to_excerpt(text)


def _is_better(page: Moment, entry: Moment) -> bool:
    """Tell whether the date on the page says more: one with minutes does; CMSs print false ones in feeds."""
    return not entry or bool(_MINUTES.search(page.value))


def _apart(summary: str, text: str) -> str:
    """Return a summary that text does not hold; a few words tell, for feeds cut them and write behind them."""
    return "" if _plain(summary)[:_TELLING].rstrip(_ENDS) in _plain(text) else summary


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _united(attachments: tuple[Attachment, ...], others: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return the files of both, each address once: its label from the page or content, kind and size from the feed."""
    found = {one.url: one for one in attachments}
    for other in others:
        known = found.get(other.url)
        found[other.url] = replace(known, label=other.label or known.label) if known else other
    return tuple(found.values())


def _to_unicode(entry: Entry) -> Entry:
    """Return an entry in Unicode whose words are in a legacy encoding; a title is too short to be judged alone."""
    name = find_legacy(entry.html) or find_legacy(f"{entry.title}\n{entry.summary}")
    if not name:
        return entry
    return replace(
        entry,
        title=from_legacy(entry.title, name),
        summary=from_legacy(entry.summary, name),
        html=from_legacy(entry.html, name),
        section=from_legacy(entry.section, name),
        authors=tuple(from_legacy(author, name) for author in entry.authors),
        categories=tuple(from_legacy(category, name) for category in entry.categories),
    )
