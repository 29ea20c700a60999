"""What the writers of RSS, Atom and JSON Feed share: which words of an article are published, and as what.

Plain elements say what the formats have a place for, as other readers want it. They come back nearly as they were;
what must come back exactly stands in the record (`lossless`) beside them.
"""

import html
import re
import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

from newsarchive.feeds.dates import to_instant
from newsarchive.feeds.escape import to_attribute
from newsarchive.feeds.names import GENERATOR
from newsarchive.feeds.uris import to_uri
from newsarchive.model.article import Article, Attachment, Moment
from newsarchive.model.feed import Channel
from newsarchive.text.body_html import body_html, paragraphs_html
from newsarchive.text.normalize import split_paragraphs

_EXCERPT_LENGTH = 300
_TITLE_LENGTH = 100
# What neither XML nor HTML forbids: no controls, no halves of characters, no places of Unicode that are no characters.
_NO_TEXT = re.compile(
    "[^\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd"
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
    + "]"
)
_SPECIAL = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))  # quotes stay: a record is full of them
_TAG_START = re.compile("<(?=[A-Za-z/!?])")
_REFERENCE = re.compile("&(?:#[0-9xX]?|[A-Za-z])[A-Za-z0-9]{0,40};?")
_JOINER = "\u2060"  # WORD JOINER: nobody sees it, and whoever reads a feed of ours drops it
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+")
_ANY_FILE = "application/octet-stream"
_MEDIA_TYPES = {  # a table of our own: that of the system differs from machine to machine
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rar": "application/vnd.rar",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def shown(text: str) -> str:
    """Return text without what neither XML nor HTML can carry."""
    return text if text.isprintable() else _NO_TEXT.sub("\ufffd", text)


def as_words(text: str) -> str:
    r"""Return text that is the same words to a reader who takes it for HTML and to one who does not.

    RSS does not say which of them is right about a title, and many take even Atom's plain text for HTML.

    >>> as_words("Hỏi & đáp: Q&A") == "Hỏi & đáp: Q&A"
    True
    >>> as_words("<b>Tin</b> &copy;")
    '<\u2060b>Tin<\u2060/b> &\u2060copy;'
    """
    if "<" in text:
        text = _TAG_START.sub("<" + _JOINER, text)
    return _REFERENCE.sub(_parted, text) if "&" in text else text


def _parted(match: re.Match[str]) -> str:
    whole = match[0].rstrip(";") + ";"  # some readers take "&omega" for what only "&omega;" is
    return match[0] if html.unescape(whole) == whole else f"&{_JOINER}{match[0][1:]}"


def to_title(article: Article) -> str:
    """Return the title as it is shown, else the first words; formats want one."""
    title = shown(article.title)
    return title if title.strip() else to_excerpt(shown(article.text), _TITLE_LENGTH) or article.uuid


def to_excerpt(text: str, length: int = _EXCERPT_LENGTH) -> str:
    """Return the first paragraph as one line, cut at a word's end if it is longer than length.

    >>> to_excerpt("Bà con ra đồng gặt lúa.", 10)
    'Bà con ra…'
    """
    line = "".join(split_paragraphs(text)[:1]).replace("\n", " ").strip()
    if len(line) <= length:
        return line
    words, space, _ = line[:length].rpartition(" ")
    return (words if space else line[: length - 1]) + "…"


def to_summary(article: Article) -> str:
    """Return the summary of an article, else the beginning of its text."""
    summary = shown(article.summary)
    return summary if summary.strip() else to_excerpt(shown(article.text))


def to_markup(text: str) -> str:
    """Return plain text as HTML: one line as it is, several as paragraphs."""
    return paragraphs_html(text) if "\n" in text else html.escape(text, quote=False)


def to_content(article: Article) -> str:
    """Return the text and the pictures of an article as HTML."""
    return shown(body_html(article))


def changed(article: Article) -> Moment:
    """Return when an article changed last: as its source says, else when a later revision of it came."""
    if article.updated or article.revision == 1:
        return article.updated
    return Moment(article.revised_at.isoformat())


def last_change(article: Article) -> datetime:
    """Return the best instant for when an article changed last."""
    return to_instant(changed(article)) or to_instant(article.published) or article.archived_at


def names(article: Article) -> list[str]:
    """Return the names of the byline that can be shown."""
    return _filled(article.byline)


def categories(article: Article) -> list[str]:
    """Return the categories of an article beside its section."""
    return _filled(article.categories)


def section(article: Article) -> list[str]:
    """Return the section of an article, if it has one."""
    return _filled((article.section,))


def tags(article: Article) -> list[str]:
    """Return the tags of an article."""
    return _filled(article.tags)


def _filled(words: tuple[str, ...]) -> list[str]:
    return [one for one in map(shown, words) if one.strip()]


def to_language(language: str) -> str:
    """Return language if it has the form of RFC 5646, else nothing."""
    return language if _LANGUAGE.fullmatch(language) else ""


def iter_images(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the address and the caption of each picture."""
    for one in article.figures:
        if address := to_uri(one.url):
            yield address, shown(one.caption)


def iter_files(article: Article) -> Iterator[Attachment]:
    """Yield the attachments, each with an address and a media type that a feed can carry."""
    for one in article.attachments:
        if address := to_uri(one.url):
            said = one.media_type if _MEDIA_TYPE.fullmatch(one.media_type) else ""
            yield Attachment(address, shown(one.label), said or media_type(address) or _ANY_FILE, one.size)


def media_type(url: str) -> str:
    """Return the media type that the end of an address promises; "" if it promises none.

    >>> media_type("https://binhlac.example/ke-hoach.PDF?v=2")
    'application/pdf'
    """
    return _MEDIA_TYPES.get(urlsplit(url).path.rpartition(".")[2].lower(), "")


def feed_id(channel: Channel) -> str:
    """Return the permanent id of a feed: the same in its current document and in all its archive documents."""
    address = channel.links.get("current") or channel.self_url
    return to_uri(address) or uuid.uuid5(uuid.NAMESPACE_URL, f"{channel.url} {channel.title}").urn


def element(name: str, text: str, **attributes: str) -> str:
    """Return an XML element of words that XML can carry; attributes that are empty are left out."""
    marked = "".join([f' {key}="{to_attribute(value)}"' for key, value in attributes.items() if value])
    if not text:
        return f"<{name}{marked}/>"
    for sign, reference in _SPECIAL:
        text = text.replace(sign, reference)
    return f"<{name}{marked}>{text}</{name}>"


def media_elements(article: Article, *, has_files: bool) -> Iterator[str]:
    """Yield pictures, with has_files also attachments, as Media RSS, which both RSS and Atom may carry."""
    for address, caption in iter_images(article):
        words = element("media:description", as_words(caption), type="plain") if caption.strip() else ""
        yield _media(element("media:content", "", url=address, type=media_type(address), medium="image"), words)
    for one in iter_files(article) if has_files else ():
        words = element("media:title", as_words(one.label), type="plain") if one.label.strip() else ""
        size = str(one.size) if one.size else ""
        yield _media(element("media:content", "", url=one.url, fileSize=size, type=one.media_type), words)


def _media(empty: str, inner: str) -> str:
    return empty.removesuffix("/>") + f">{inner}</media:content>" if inner else empty


def archive_elements(channel: Channel, media: str, name: str) -> Iterator[str]:
    """Yield where a feed and its neighbours are (RFC 5005), each as an element of this name."""
    relations = {"self": channel.self_url, **channel.links}
    for relation, address in relations.items():
        if uri := to_uri(address):
            yield element(name, "", rel=relation, type=media, href=uri)
    if channel.is_archive:
        yield "<fh:archive/>"


def is_archive_head(words: str, current: str) -> bool:
    """Tell whether a document that begins with words is an archive document of ours, of the feed at current."""
    link = f' href="{to_attribute(to_uri(current))}"/>'
    is_linked = any('rel="current"' in line and line.endswith(link) for line in words.splitlines())
    return is_linked and "<fh:archive/>" in words and f">{GENERATOR}" in words


def pieces(*parts: Iterator[str]) -> str:
    """Return elements one a line."""
    return "\n".join(chain.from_iterable(parts)) + "\n"
