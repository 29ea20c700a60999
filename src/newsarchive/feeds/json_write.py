"""Articles as JSON Feed 1.1, one line an article."""

from collections.abc import Iterable, Iterator
from typing import Any

from newsarchive.feeds import write
from newsarchive.feeds.dates import to_instant, to_rfc3339
from newsarchive.feeds.lossless import to_json, to_record
from newsarchive.feeds.names import GENERATOR, RECORD
from newsarchive.feeds.uris import to_uri
from newsarchive.model.article import Article, Attachment
from newsarchive.model.feed import Channel
from newsarchive.text.dates import is_hour
from newsarchive.version import __version__

_VERSION = "https://jsonfeed.org/version/1.1"


def write_json_feed(
    articles: Iterable[Article], channel: Channel, *, is_lossless: bool = False, is_summary_only: bool = False
) -> Iterator[str]:
    """Yield a JSON Feed in pieces: its head in one line, then one article a line.

    With is_lossless, reading it gives back the very articles.
    """
    yield to_json(_to_head(channel)).removesuffix("}") + ',"items":['
    separator = "\n"
    for article in articles:
        item = _to_item(article, channel, is_summary_only=is_summary_only)
        record = to_record(article) if is_lossless else _to_kinds(article)
        yield separator + to_json(item | _filled(**{RECORD: record}))
        separator = ",\n"
    yield "\n]}\n"


def _to_head(channel: Channel) -> dict[str, Any]:
    return _filled(
        version=_VERSION,
        title=write.shown(channel.title),
        home_page_url=to_uri(channel.url),
        feed_url=to_uri(channel.self_url),
        description=write.shown(channel.description),
        user_comment=f"Written by {GENERATOR} {__version__}",
        language=write.to_language(channel.language),
    )


def _to_item(article: Article, channel: Channel, *, is_summary_only: bool) -> dict[str, Any]:
    published, changed = to_instant(article.published), to_instant(write.changed(article))
    language = write.to_language(article.language)
    summary = write.to_summary(article) if article.summary.strip() or is_summary_only else ""
    content = "" if is_summary_only else write.to_content(article)
    return _filled(
        id=article.uuid,
        url=to_uri(article.url),
        title=write.to_title(article),
        summary=summary,
        content_html=content,
        image=next((address for address, _ in write.iter_images(article)), ""),
        date_published=to_rfc3339(published) if published else "",
        date_modified=to_rfc3339(changed) if changed else "",
        authors=[{"name": name} for name in write.names(article)],
        tags=write.section(article) + write.categories(article) + write.tags(article),
        language=language if language != channel.language else "",
        attachments=[_to_attachment(one) for one in write.iter_files(article)],
    ) | ({} if content else {"content_text": summary})


def _to_kinds(article: Article) -> dict[str, Any]:
    """Return what a JSON Feed has no place for: which of its `tags` are what, and a date without a time of day."""
    is_instant = article.published.instant is not None and not is_hour(article.published)
    return _filled(
        section="".join(write.section(article)),
        tags=write.tags(article),
        published="" if is_instant else article.published.value,
    )


def _to_attachment(one: Attachment) -> dict[str, Any]:
    return _filled(url=one.url, mime_type=one.media_type, title=one.label, size_in_bytes=one.size)


def _filled(**values: object) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
