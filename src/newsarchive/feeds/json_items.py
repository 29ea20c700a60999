"""An item of a JSON Feed -> an entry. Any value may be of any type: one of the wrong type is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from newsarchive.feeds.dates import to_value
from newsarchive.feeds.escape import replace_illegal
from newsarchive.feeds.lossless import from_record
from newsarchive.feeds.media import Medium, to_attachments, to_figures, to_medium
from newsarchive.feeds.moments import read_feed_date
from newsarchive.feeds.names import RECORD
from newsarchive.feeds.parts import to_language, to_person, to_web
from newsarchive.feeds.texts import Words, to_line, to_title
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.model.feed import Entry
from newsarchive.text.body_html import paragraphs_html
from newsarchive.text.normalize import clean_text

Item = Mapping[str, object]
_MOST_FILES = 200  # each is looked for in the content


@dataclass(frozen=True, slots=True)
class JsonContext:
    """What holds for all items of a document."""

    base_url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    is_own: bool = False  # newsarchive wrote it, and the user says so too


def read_json_entry(item: Item, context: JsonContext) -> Entry:
    """Return the entry of an item."""
    summary = read_summary(item, context)
    content = _read_content(item)
    short = paragraphs_html(summary) if summary else ""
    has_content = content not in ("", short)
    html = content if has_content else short
    media = tuple(_iter_media(item, context))
    section, categories, tags = _read_terms(item, context)
    published, updated = _read_published(item, context), _read_date(item, "date_modified", context)
    return Entry(
        guid=to_line(scalar(item.get("id"))),
        url=read_address(item, "url", context.base_url) or read_address(item, "external_url", context.base_url),
        title=read_title(item, is_own=context.is_own),
        summary=summary if has_content else "",
        html=html,
        has_content=has_content,
        authors=read_authors(item) or context.authors,
        section=section,
        categories=categories,
        tags=tags,
        published=published if published.words or context.is_own else updated,
        updated=updated,
        language=to_language(text(item.get("language"))) or context.language,
        figures=to_figures(media, html),
        attachments=to_attachments(media),
        exact=from_record(item.get(RECORD)) if context.is_own else None,
    )


def read_identity(item: Item, context: JsonContext) -> Entry:
    """Return of an entry only what it is told from others by."""
    return Entry(
        guid=to_line(scalar(item.get("id"))),
        url=read_address(item, "url", context.base_url) or read_address(item, "external_url", context.base_url),
        title=read_title(item, is_own=context.is_own),
    )


def text(value: object) -> str:
    """Return a value that is text, without characters that none may hold; "" for all others."""
    return replace_illegal(value) if value and isinstance(value, str) else ""


def scalar(value: object) -> str:
    """Return text or a number as text."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number else text(value)


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(filter(None, map(text, value))) if isinstance(value, list) else ()


def objects(value: object) -> Iterator[Item]:
    """Yield the objects of a list."""
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def read_address(item: Item, name: str, base_url: str) -> str:
    """Return a web address, completed by base_url; "" if it is none."""
    address = text(item.get(name))
    return to_web(address, base_url) if address else ""


def read_title(item: Item, *, is_own: bool) -> str:
    """Return a title as one line of plain text, as the format asks."""
    title = text(item.get("title"))
    return to_line(title) if is_own else _from_html(title)


def read_summary(item: Item, context: JsonContext) -> str:
    """Return a summary as plain text, which many give as HTML."""
    summary = text(item.get("summary"))
    if not summary:
        return ""
    return clean_text(summary) if context.is_own else Words(summary).to_text()


def read_authors(item: Item) -> tuple[str, ...]:
    """Return the names of `authors` (1.1), else of `author` (1.0)."""
    authors = item.get("authors") or item.get("author")
    found = authors if isinstance(authors, list) else [authors]
    names = (text(one.get("name") if isinstance(one, dict) else one) for one in found)
    return tuple(dict.fromkeys(filter(None, map(to_person, names))))


def _read_content(item: Item) -> str:
    content = text(item.get("content_html"))
    if content.strip():
        return content
    plain = text(item.get("content_text"))
    return paragraphs_html(clean_text(plain)) if plain else ""


def _read_terms(item: Item, context: JsonContext) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return section, categories and tags; only what newsarchive wrote says which is which."""
    read = to_line if context.is_own else _from_html
    terms = list(dict.fromkeys(filter(None, map(read, texts(item.get("tags"))))))
    if not context.is_own:
        return "".join(terms[:1]), tuple(terms[1:]), ()
    kinds = _read_record(item)
    section, tags = to_line(text(kinds.get("section"))), tuple(map(to_line, texts(kinds.get("tags"))))
    return section, tuple(term for term in terms if term not in (section, *tags)), tuple(filter(None, tags))


def _from_html(line: str) -> str:
    """Return a line that many give as HTML though it should be plain: it is that where a tag is closed.

    >>> _from_html("Hỏi &amp; đáp về <b>lúa</b>"), _from_html("Thẻ <b> & <i> của HTML 5")
    ('Hỏi & đáp về lúa', 'Thẻ <b> & <i> của HTML 5')
    """
    return to_title(line, "" if "</" in line else "text")


def _read_record(item: Item) -> Item:
    record = item.get(RECORD)
    return record if isinstance(record, dict) else {}


def _read_published(item: Item, context: JsonContext) -> Moment:
    """Return when an item was published: of ours as exactly as it is known, where that is no instant."""
    value = to_value(text(_read_record(item).get("published"))) if context.is_own else ""
    return Moment(value) if value else _read_date(item, "date_published", context)


def _read_date(item: Item, name: str, context: JsonContext) -> Moment:
    words = to_line(scalar(item[name])) if name in item else ""
    return read_feed_date(words, is_own=context.is_own) if words else UNKNOWN


def _iter_media(item: Item, context: JsonContext) -> Iterator[Medium]:
    yield Medium(read_address(item, "image", context.base_url), is_picture=True)
    yield Medium(read_address(item, "banner_image", context.base_url), is_picture=True, is_thumbnail=True)
    for one in islice(objects(item.get("attachments")), _MOST_FILES):
        size = one.get("size_in_bytes")
        yield to_medium(
            read_address(one, "url", context.base_url),
            to_line(text(one.get("title"))),
            text(one.get("mime_type")),
            scalar(int(size) if isinstance(size, float) and size.is_integer() else size),
        )
