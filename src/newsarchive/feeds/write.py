"""Articles as RSS 2.0, one string at a time: no article is held longer than it takes to write it."""

import html
from collections.abc import Iterable, Iterator

from newsarchive.feeds.dates import day_to_rfc822, from_rfc822, to_rfc822
from newsarchive.feeds.escape import escape
from newsarchive.feeds.html import to_html
from newsarchive.feeds.names import NAMESPACE, SECTION, TAG
from newsarchive.model.article import Article, Moment
from newsarchive.model.feed import Channel
from newsarchive.text.normalize import split_paragraphs
from newsarchive.version import __version__

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<channel>
"""
_TAIL = "</channel>\n</rss>\n"
_EXCERPT_LENGTH = 300


def write_rss(articles: Iterable[Article], channel: Channel, self_url: str = "") -> Iterator[str]:
    """Yield an RSS document in pieces; `read_feed` gives back what its items say, to the character."""
    yield _HEAD + "\n".join(_channel_lines(channel, self_url)) + "\n"
    for article in articles:
        yield "<item>\n" + "\n".join(_item_lines(article, channel)) + "\n</item>\n"
    yield _TAIL


def _channel_lines(channel: Channel, self_url: str) -> Iterator[str]:
    yield _element("title", channel.title)
    yield _element("link", channel.url)
    yield _element("description", html.escape(channel.description or channel.title, quote=False))
    yield _element("language", channel.language)
    if channel.built_at:
        yield _element("lastBuildDate", to_rfc822(channel.built_at))
    yield _element("generator", f"newsarchive {__version__}")
    yield _element("docs", "https://www.rssboard.org/rss-specification")
    if self_url:
        yield f'<atom:link rel="self" type="application/rss+xml" href="{escape(self_url)}"/>'


def _item_lines(article: Article, channel: Channel) -> Iterator[str]:
    yield _element("title", article.title)
    if article.url:
        yield _element("link", article.url)
    yield _element("guid", article.uuid, ' isPermaLink="false"')
    yield from _date_lines(article.published)
    for name in article.byline:
        yield _element("dc:creator", name)
    if article.section:
        yield _element("category", article.section, f' domain="{SECTION}"')
    for tag in article.tags:
        yield _element("category", tag, f' domain="{TAG}"')
    yield from _language_lines(article.language, channel.language)
    yield from _summary_lines(article)
    yield _element("content:encoded", to_html(article.text, article.figures))
    for attachment in article.attachments:
        yield _own("attachment", attachment.label, f' url="{escape(attachment.url)}"')


def _date_lines(published: Moment) -> Iterator[str]:
    said = ""
    if published.instant:
        words = to_rfc822(published.instant)
        said = from_rfc822(words)
        yield _element("pubDate", words)
    elif published.day:
        said = published.value
        yield _element("pubDate", day_to_rfc822(published.day))
        yield _element("dcterms:issued", said)  # after pubDate: readers keep the last, and a day has no midnight
    if said != published.value:  # a year is missing, or parts of a second, or of a minute in the offset
        yield _own("date", published.value)
    if published.words:
        yield _own("dateText", published.words)


def _language_lines(language: str, usual: str) -> Iterator[str]:
    if language != usual:
        yield _element("dc:language", language) if language else _own("noLanguage")


def _summary_lines(article: Article) -> Iterator[str]:
    """Readers take a description for HTML: plain text is escaped as HTML, and then as XML."""
    if article.summary:
        yield _element("description", html.escape(article.summary, quote=False))
    elif article.text:
        yield _own("excerpt")  # what follows is for readers: the article itself has no summary
        yield _element("description", html.escape(to_excerpt(article.text), quote=False))


def to_excerpt(text: str, length: int = _EXCERPT_LENGTH) -> str:
    """Return the first paragraph as one line, cut at a word's end if it is longer than length.

    >>> to_excerpt("Bà con ra đồng gặt lúa.", 10)
    'Bà con ra…'
    """
    line = split_paragraphs(text)[0].replace("\n", " ")
    if len(line) <= length:
        return line
    words, space, _ = line[:length].rpartition(" ")
    return (words if space else line[: length - 1]) + "…"


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text)}</{name}>"


def _own(name: str, text: str = "", attributes: str = "") -> str:
    """Return an element of our namespace, declared here: a feed that needs none stays free of it."""
    return f'<na:{name} xmlns:na="{NAMESPACE}"{attributes}>{escape(text)}</na:{name}>'
