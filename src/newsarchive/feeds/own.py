"""Feeds that newsarchive wrote: read exactly, element by element.

feedparser helps: it mends text that looks like mojibake, splits names at e-mail addresses, drops "&name;" from
addresses. What was right when it was written needs no help.
"""

import html
import re
from xml.etree import ElementTree as ET

from newsarchive.errors import ParseError
from newsarchive.feeds.dates import from_rfc822, to_value
from newsarchive.feeds.names import NAMESPACE, SECTION, TAG
from newsarchive.model.article import Attachment, Moment
from newsarchive.model.feed import Entry, FeedDocument
from newsarchive.text.dates import read_date
from newsarchive.text.normalize import clean_line, clean_text

_GENERATOR = re.compile(r"<generator>newsarchive [0-9][^<]*</generator>")
_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "na": NAMESPACE,
}


def read_own(document: str) -> FeedDocument | None:
    """Return a feed of our own; None if it is somebody else's.

    Raises:
        ParseError: it is ours, and damaged.
    """
    head = document[: document.find("<item>")]
    if not _GENERATOR.search(head):
        return None
    channel = _read_channel(document)
    if channel is None:  # cut off: the items that are whole are still ours, to the character
        channel = _read_channel(document[: document.rfind("</item>") + len("</item>")] + "</channel></rss>")
    if channel is None:
        raise ParseError("feed", "a damaged export of newsarchive", "export it again")
    language = _line(channel, "language")
    link = channel.find("atom:link[@rel='self']", _NAMES)
    return FeedDocument(
        is_own=True,
        title=_line(channel, "title"),
        url=_line(channel, "link"),
        self_url="" if link is None else clean_line(link.get("href", "")),
        language=language,
        entries=tuple(_to_entry(item, language) for item in channel.iterfind("item")),
    )


def _read_channel(document: str) -> ET.Element | None:
    try:
        return ET.fromstring(document).find("channel")  # noqa: S314 (no DOCTYPE is left: nothing to expand)
    except ET.ParseError:
        return None


def _to_entry(item: ET.Element, language: str) -> Entry:
    sections = _lines(item, f"category[@domain='{SECTION}']")
    return Entry(
        guid=_line(item, "guid"),
        url=_line(item, "link"),
        title=_line(item, "title"),
        summary=_read_summary(item),
        html=item.findtext("content:encoded", "", _NAMES),
        authors=_lines(item, "dc:creator"),
        section=sections[0] if sections else "",
        tags=_lines(item, f"category[@domain='{TAG}']"),
        published=_read_published(item),
        language=_read_language(item, language),
        attachments=tuple(
            Attachment(clean_line(found.get("url", "")), clean_line(found.text or ""))
            for found in item.iterfind("na:attachment", _NAMES)
        ),
    )


def _read_summary(item: ET.Element) -> str:
    if item.find("na:excerpt", _NAMES) is not None:
        return ""
    return clean_text(html.unescape(item.findtext("description", "")))


def _read_language(item: ET.Element, usual: str) -> str:
    if item.find("na:noLanguage", _NAMES) is not None:
        return ""
    return _line(item, "dc:language") or usual


def _read_published(item: ET.Element) -> Moment:
    said = _line(item, "pubDate")
    value = to_value(_line(item, "na:date")) or to_value(_line(item, "dcterms:issued")) or from_rfc822(said)
    if said and not value:
        return read_date(said)  # somebody has put in a date by hand
    return Moment(value, _line(item, "na:dateText"))


def _line(parent: ET.Element, name: str) -> str:
    return clean_line(parent.findtext(name, "", _NAMES))


def _lines(parent: ET.Element, name: str) -> tuple[str, ...]:
    return tuple(clean_line(found.text or "") for found in parent.iterfind(name, _NAMES))
