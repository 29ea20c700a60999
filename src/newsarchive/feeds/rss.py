"""Articles as RSS 2.0, one string at a time: no article is held longer than it takes to write it."""

from collections.abc import Iterable, Iterator

from newsarchive.feeds import write
from newsarchive.feeds.dates import day_to_rfc822, to_rfc822, to_rfc3339
from newsarchive.feeds.lossless import to_json, to_record
from newsarchive.feeds.names import GENERATOR, NAMESPACE, SECTION, TAG
from newsarchive.feeds.uris import to_uri
from newsarchive.feeds.write import as_words, element
from newsarchive.model.article import Article, Moment
from newsarchive.model.feed import Channel
from newsarchive.version import __version__

MEDIA_TYPE = "application/rss+xml"
_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
}
_HISTORY = "http://purl.org/syndication/history/1.0"


def write_rss(
    articles: Iterable[Article], channel: Channel, *, is_lossless: bool = False, is_summary_only: bool = False
) -> Iterator[str]:
    """Yield an RSS document in pieces; with is_lossless, reading it gives back the very articles."""
    spaces = _SPACES | ({"fh": _HISTORY} if channel.is_archive else {}) | ({"na": NAMESPACE} if is_lossless else {})
    declared = "".join(f' xmlns:{name}="{uri}"' for name, uri in spaces.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{declared}>\n<channel>\n'
    yield write.pieces(_channel_elements(channel))
    for article in articles:
        exact = [element("na:article", to_json(to_record(article)))] if is_lossless else []
        body = _body_elements(article, is_summary_only=is_summary_only)
        yield "<item>\n" + write.pieces(_head_elements(article, channel), body, iter(exact)) + "</item>\n"
    yield "</channel>\n</rss>\n"


def _channel_elements(channel: Channel) -> Iterator[str]:
    title = write.shown(channel.title)
    yield element("title", as_words(title))
    yield element("link", to_uri(channel.url) or channel.url)
    yield element("description", write.to_markup(write.shown(channel.description) or title))
    if language := write.to_language(channel.language):
        yield element("language", language)
    if channel.built_at:
        yield element("lastBuildDate", to_rfc822(channel.built_at))
    yield element("generator", f"{GENERATOR} {__version__}")
    yield element("docs", "https://www.rssboard.org/rss-specification")
    yield from write.archive_elements(channel, MEDIA_TYPE, "atom:link")


def _head_elements(article: Article, channel: Channel) -> Iterator[str]:
    yield element("title", as_words(write.to_title(article)))
    if address := to_uri(article.url):
        yield element("link", address)
    yield element("guid", article.uuid, isPermaLink="false")
    yield from _date_elements(article.published)
    yield from _changed_elements(write.changed(article))
    for name in write.names(article):
        yield element("dc:creator", as_words(name))
    for word in write.section(article):
        yield element("category", as_words(word), domain=SECTION)
    for word in write.categories(article):
        yield element("category", as_words(word))
    for word in write.tags(article):
        yield element("category", as_words(word), domain=TAG)
    language = write.to_language(article.language)
    if language and language != channel.language:
        yield element("dc:language", language)


def _date_elements(published: Moment) -> Iterator[str]:
    if published.instant:
        yield element("pubDate", to_rfc822(published.instant))
    elif published.day:
        yield element("pubDate", day_to_rfc822(published.day))
        yield element("dcterms:issued", published.value)  # a day has no midnight


def _changed_elements(changed: Moment) -> Iterator[str]:
    if changed.instant:
        yield element("dcterms:modified", to_rfc3339(changed.instant))
    elif changed.day:
        yield element("dcterms:modified", changed.value)


def _body_elements(article: Article, *, is_summary_only: bool) -> Iterator[str]:
    """Readers take a description for HTML, and want it before the content."""
    if summary := write.to_summary(article):
        yield element("description", write.to_markup(summary))
        if not is_summary_only and (content := write.to_content(article)):
            yield element("content:encoded", content)
    for one in list(write.iter_files(article))[:1]:  # an item has one enclosure at most
        yield element("enclosure", "", url=one.url, length=str(one.size), type=one.media_type)
    yield from write.media_elements(article, has_files=True)
