"""Articles as pages for a browser: each one file that needs nothing else, and an index of a folder of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsarchive.model.article import UNKNOWN, Article, Moment
from newsarchive.render.body import NO_PICTURES, body
from newsarchive.render.environment import environment, thousands
from newsarchive.text.slug import slug

_LONGEST_SLUG = 60
_SOURCES = re.compile(r'<img[^<>]* src="([^"<>]*)"')


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the same folder, and what it is called."""

    title: str
    file: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One article of an index."""

    title: str
    file: str
    section: str = ""
    published: Moment = UNKNOWN


def article_page(
    article: Article,
    *,
    previous: Link | None = None,
    following: Link | None = None,
    home: str = "",
    pictures: Mapping[str, str] = NO_PICTURES,
) -> str:
    """Return article as one HTML page that runs no script and asks no server for anything.

    `home` is the file of the index; without it the page stands alone. `pictures` tells by address of a picture which
    file beside the page or data: address holds it.
    """
    template = environment().get_template("article.html")
    content = body(article, pictures)
    has_files = any(not source.startswith("data:") for source in _SOURCES.findall(content))
    return template.render(
        article=article, body=content, previous=previous, following=following, home=home, has_files=has_files
    )


def index_page(entries: Iterable[IndexEntry], *, title: str = "Kho lưu trữ tin tức") -> str:
    """Return the index of a folder: articles by year and month, newest first, then those without a year."""
    newest_first = sorted(entries, key=lambda entry: entry.published.value if entry.published.day else "", reverse=True)
    years: dict[int, dict[int, list[IndexEntry]]] = {}
    undated = []
    for entry in newest_first:
        if day := entry.published.day:
            years.setdefault(day.year, {}).setdefault(day.month, []).append(entry)
        else:
            undated.append(entry)
    template = environment().get_template("index.html")
    return template.render(title=title, years=years, undated=undated, count=thousands(len(newest_first)))


def file_name(article: Article) -> str:
    """Return the name of the article's page: its id, then words of the title.

    The id in front keeps names apart where case does not count, and away from names such as "con" and "aux".
    """
    words = slug(article.title)
    if not re.fullmatch("[a-z0-9-]+", words):
        words = "bai"
    if len(words) > _LONGEST_SLUG:
        words = words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]
    return f"{article.id}-{words}.html"
