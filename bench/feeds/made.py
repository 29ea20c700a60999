"""Makes the feeds that are synced and imported: articles of `bench.corpus` as RSS 2.0, full text in each entry."""

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import format_datetime
from html import escape
from pathlib import Path

from bench.corpus import Corpus, Document

FIRST_PUBLISHED = datetime(2025, 1, 6, 1, 0, tzinfo=UTC)  # what Last-Modified says at first
_HANOI = timezone(timedelta(hours=7))
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Trang tin {number}</title>
<link>{site}/</link>
<description>Tin tức của trang tin {number}</description>
<language>vi</language>
<lastBuildDate>{built}</lastBuildDate>
"""
_ITEM = """<item>
<title>{title}</title>
<link>{url}</link>
<guid isPermaLink="false">bai-{number}</guid>
<pubDate>{published}</pubDate>
{creators}<category>{section}</category>
<description>{lead}</description>
<content:encoded><![CDATA[{content}]]></content:encoded>
</item>
"""
_LEAD = 200  # characters
_WHOLE = 700  # characters: what is shorter counts as a summary with newsarchive, which would ask for the page


class Portals:
    """Portals with one feed each, in a folder where a server finds it under the portal's address."""

    def __init__(self, folder: Path, feeds: int, entries: int) -> None:
        self.folder = folder
        self.feeds = feeds
        self.entries = entries
        self._corpus = Corpus(feeds * entries + 1)  # the last one is published later

    @property
    def articles(self) -> int:
        """Return how many articles the feeds hold at first."""
        return self.feeds * self.entries

    def publish(self) -> None:
        """Write every feed as it is at first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for number in range(self.feeds):
            self._write(number, FIRST_PUBLISHED)

    def touch(self) -> None:
        """Change the validators of every feed, and not a byte of it."""
        for number in range(self.feeds):
            _set_time(self._path(number), FIRST_PUBLISHED + timedelta(hours=1))

    def rebuild(self) -> None:
        """Write every feed anew: only its lastBuildDate differs."""
        for number in range(self.feeds):
            self._write(number, FIRST_PUBLISHED + timedelta(hours=2))

    def add_entry(self) -> None:
        """Publish one more entry in the first feed, and leave the others alone."""
        self._write(0, FIRST_PUBLISHED + timedelta(hours=3), extra=1)

    def size(self) -> int:
        """Return the bytes of all feeds."""
        return sum(self._path(number).stat().st_size for number in range(self.feeds))

    def _write(self, number: int, built: datetime, extra: int = 0) -> None:
        numbers = range(number, self.articles + extra, self.feeds)
        newest = reversed([self._corpus.article(one) for one in list(numbers)[-self.entries :]])
        path = self._path(number)
        path.write_text("".join(rss(newest, number, built)), encoding="utf-8")
        _set_time(path, built)

    def _path(self, number: int) -> Path:
        return self.folder / f"{address(number)}.rss"


def address(number: int) -> str:
    """Return where portal number is served: every portal is a host of its own.

    >>> address(0), address(99)
    ('127.0.0.1', '127.0.0.100')
    """
    return f"127.0.{number // 250}.{number % 250 + 1}"


def rss(documents: Iterable[Document], number: int, built: datetime) -> Iterator[str]:
    """Yield an RSS document of portal number in pieces."""
    site = f"https://tin{number}.example"
    yield _HEAD.format(number=number, site=site, built=format_datetime(built, usegmt=True))
    for document in documents:
        yield _item(document, site)
    yield "</channel>\n</rss>\n"


def _item(document: Document, site: str) -> str:
    paragraphs = document.text.split("\n\n")
    if len(document.text) < _WHOLE:
        paragraphs *= 2
    return _ITEM.format(
        title=escape(document.title, quote=False),
        url=f"{site}/bai/{document.number}",
        number=document.number,
        published=_published(document),
        creators="".join(f"<dc:creator>{escape(name, quote=False)}</dc:creator>\n" for name in document.byline),
        section=escape(document.section, quote=False),
        lead=escape(paragraphs[0][:_LEAD], quote=False),
        content="".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs),
    )


def _published(document: Document) -> str:
    minutes = document.number % (12 * 60)
    return format_datetime(
        datetime.combine(
            datetime.fromisoformat(document.published), time(6 + minutes // 60, minutes % 60), tzinfo=_HANOI
        )
    )


def _set_time(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))
