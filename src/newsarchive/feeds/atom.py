"""Articles as Atom 1.0 (RFC 4287), one string at a time."""

from collections.abc import Iterable, Iterator

from newsarchive.feeds import write
from newsarchive.feeds.dates import to_instant, to_rfc3339
from newsarchive.feeds.lossless import to_json, to_record
from newsarchive.feeds.names import GENERATOR, NAMESPACE, SECTION, TAG
from newsarchive.feeds.uris import to_uri
from newsarchive.feeds.write import as_words, element
from newsarchive.model.article import Article
from newsarchive.model.feed import Channel
from newsarchive.version import __version__

MEDIA_TYPE = "application/atom+xml"
_SPACES = {"dcterms": "http://purl.org/dc/terms/", "media": "http://search.yahoo.com/mrss/"}
_HISTORY = "http://purl.org/syndication/history/1.0"
_NEVER = "1970-01-01T00:00:00Z"  # a feed of nothing has never changed; Atom wants a date


def write_atom(
    articles: Iterable[Article], channel: Channel, *, is_lossless: bool = False, is_summary_only: bool = False
) -> Iterator[str]:
    """Yield an Atom document in pieces; with is_lossless, reading it gives back the very articles."""
    spaces = _SPACES | ({"fh": _HISTORY} if channel.is_archive else {}) | ({"na": NAMESPACE} if is_lossless else {})
    declared = "".join(f' xmlns:{name}="{uri}"' for name, uri in spaces.items())
    language = write.to_language(channel.language)
    declared += f' xml:lang="{language}"' if language else ""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"{declared}>\n'
    yield write.pieces(_feed_elements(channel))
    for article in articles:
        exact = [element("na:article", to_json(to_record(article)))] if is_lossless else []
        body = _body_elements(article, is_summary_only=is_summary_only)
        yield _start(article, channel) + write.pieces(_head_elements(article), body, iter(exact)) + "</entry>\n"
    yield "</feed>\n"


def _feed_elements(channel: Channel) -> Iterator[str]:
    title = write.shown(channel.title)
    yield _text("title", title)
    if channel.description:
        yield _text("subtitle", write.shown(channel.description))
    yield element("id", write.feed_id(channel))
    yield element("updated", to_rfc3339(channel.built_at) if channel.built_at else _NEVER)
    yield f"<author>{element('name', as_words(title))}</author>"
    yield element("generator", GENERATOR, version=__version__)
    if address := to_uri(channel.url):
        yield element("link", "", rel="alternate", href=address)
    yield from write.archive_elements(channel, MEDIA_TYPE, "link")


def _start(article: Article, channel: Channel) -> str:
    language = write.to_language(article.language)
    return f'<entry xml:lang="{language}">\n' if language and language != channel.language else "<entry>\n"


def _head_elements(article: Article) -> Iterator[str]:
    yield _text("title", write.to_title(article))
    if address := to_uri(article.url):
        yield element("link", "", rel="alternate", href=address)
    yield element("id", article.uuid)
    if published := to_instant(article.published):
        yield element("published", to_rfc3339(published))
        if not article.published.instant:
            yield element("dcterms:issued", article.published.value)  # a day has no midnight
    yield element("updated", to_rfc3339(write.last_change(article)))
    for name in write.names(article):
        yield f"<author>{element('name', as_words(name))}</author>"
    for word in write.section(article):
        yield element("category", "", scheme=SECTION, term=as_words(word))
    for word in write.categories(article):
        yield element("category", "", term=as_words(word))
    for word in write.tags(article):
        yield element("category", "", scheme=TAG, term=as_words(word))


def _body_elements(article: Article, *, is_summary_only: bool) -> Iterator[str]:
    content = "" if is_summary_only else write.to_content(article)
    summary = write.to_summary(article)
    is_linked = to_uri(article.url) != ""
    if content:
        yield element("content", content, type="html")
    elif not is_linked:  # an entry without a page has its content here
        yield _text("content", summary or write.to_title(article))
    if article.summary.strip() or (summary and is_linked and not content):
        yield _text("summary", summary)
    for one in write.iter_files(article):
        title = as_words(one.label) if one.label.strip() else ""
        yield element(
            "link", "", rel="enclosure", href=one.url, type=one.media_type, title=title, length=_size(one.size)
        )
    yield from write.media_elements(article, has_files=False)


def _size(size: int) -> str:
    return str(size) if size else ""


def _text(name: str, text: str) -> str:
    """Return a text construct: as HTML where it has several lines."""
    return element(name, write.to_markup(text), type="html") if "\n" in text else element(name, as_words(text))
