"""Pictures and files beside the words of an entry, whatever a feed puts them into."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from newsarchive.feeds.texts import to_line, to_title
from newsarchive.feeds.tree import Element
from newsarchive.model.article import Attachment, Figure

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|$)", re.IGNORECASE)
_SIZE = re.compile("[0-9]{1,15}")
_MOST = 500
_LINKS = ("atom:link", "link")
_GROUPS = ("media:group", "media:content")
Resolve = Callable[[str, Element], str]


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or file as a feed declares it."""

    url: str
    label: str = ""
    media_type: str = ""
    size: int = 0
    is_picture: bool = False
    is_thumbnail: bool = False


def to_medium(url: str, label: str = "", media_type: str = "", size: str = "", kind: str = "") -> Medium:
    """Return a medium; a picture is told by its type, by the kind the feed gives it, or by its address."""
    media_type = to_line(media_type).lower()
    is_picture = media_type.startswith("image/") or kind == "image"
    if not media_type and not kind:
        is_picture = _PICTURE.search(url) is not None
    return Medium(url, label, media_type, to_size(size), is_picture)


def to_size(words: str) -> int:
    """Return a length in bytes; 0 if it is none."""
    words = words.strip()
    return int(words) if _SIZE.fullmatch(words) else 0


def iter_media(item: Element, resolve: Resolve) -> Iterator[Medium]:
    """Yield the pictures and files of an item, the thumbnails among them marked."""
    yield from islice(_iter_media(item, resolve, ""), _MOST)


def _iter_media(parent: Element, resolve: Resolve, label: str) -> Iterator[Medium]:
    label = _find_label(parent) or label
    for child in parent.children:
        name, attributes = child.name, child.attributes
        if name == "enclosure" or (name in _LINKS and attributes.get("rel") == "enclosure"):
            url = resolve(attributes.get("url") or attributes.get("href", ""), child)
            title = to_line(attributes.get("title", ""))
            yield to_medium(url, title, attributes.get("type", ""), attributes.get("length", ""))
        elif name == "media:thumbnail":
            yield Medium(resolve(attributes.get("url", ""), child), label, is_picture=True, is_thumbnail=True)
        elif name in _GROUPS:
            if name == "media:content" and "url" in attributes:
                yield _to_content(child, resolve, label)
            yield from _iter_media(child, resolve, label)


def _to_content(content: Element, resolve: Resolve, label: str) -> Medium:
    get = content.attributes.get
    url = resolve(get("url", ""), content)
    return to_medium(url, _find_label(content) or label, get("type", ""), get("fileSize", ""), get("medium", ""))


def find_description(item: Element) -> str:
    """Return the words about a film or recording, which may be all that its entry says; a picture has a caption."""
    for group in item.children:
        if group.name == "media:group" and any(map(_is_recording, group.children)):
            return next((child.text for child in group.children if child.name == "media:description"), "")
    return ""


def _is_recording(content: Element) -> bool:
    get = content.attributes.get
    medium = to_medium(get("url", ""), "", get("type", ""), kind=get("medium", ""))
    return content.name == "media:content" and not medium.is_picture


def _find_label(parent: Element) -> str:
    """Return the words under a picture: what describes it, else its title. An item's own are none of a picture's."""
    if parent.name not in _GROUPS:
        return ""
    found = {child.name: child.text for child in parent.children if child.name.startswith("media:")}
    return to_title(found.get("media:description", "")) or to_title(found.get("media:title", ""))


def to_figures(media: Iterable[Medium], markup: str) -> tuple[Figure, ...]:
    """Return the pictures that markup does not show; thumbnails only if there is no other."""
    pictures = [one for one in media if one.url and one.is_picture]
    chosen = [one for one in pictures if not one.is_thumbnail] or ([] if "<img" in markup else pictures[:1])
    labels: dict[str, str] = {}
    for one in chosen:
        if one.url not in markup and html.escape(one.url) not in markup:
            labels[one.url] = labels.get(one.url) or one.label
    return tuple(Figure(url, label) for url, label in labels.items())


def to_attachments(media: Iterable[Medium]) -> tuple[Attachment, ...]:
    """Return the files that are no pictures, each once."""
    found: dict[str, Attachment] = {}
    for one in media:
        if one.url and not one.is_picture:
            known = found.get(one.url, Attachment(one.url))
            found[one.url] = Attachment(
                one.url, known.label or one.label, known.media_type or one.media_type, known.size or one.size
            )
    return tuple(found.values())
