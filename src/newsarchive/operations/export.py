"""Exporting articles as pages: a stream from the archive through one renderer into a file or standard output."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsarchive.model.article import Article, ArticleId
from newsarchive.operations.files import TITLE, Write, make_folder, written_whole
from newsarchive.operations.pictures import InsidePictures, write_pictures
from newsarchive.store.store import Store

_PAGES = frozenset({".html", ".htm"})


def export_print(store: Store, ids: Sequence[ArticleId], write: Write) -> int:
    """Write the articles as one A4 document ready for printing; return how many."""
    from newsarchive.render.printing import print_document

    for chunk in print_document(store.articles.iter_ids(ids), title=TITLE, pictures=InsidePictures(store)):
        write(chunk)
    return len(ids)


def export_page(store: Store, ids: Sequence[ArticleId], write: Write) -> int:
    """Write the one article of ids as one self-contained page; return 1."""
    from newsarchive.render.page import article_page

    write(article_page(store.articles.get(ids[0]), pictures=InsidePictures(store)))
    return 1


def is_single_page(ids: Sequence[ArticleId], target: Path | None) -> bool:
    """Tell whether the articles go into one page, rather than into a folder of pages."""
    return len(ids) == 1 and (target is None or (target.suffix.lower() in _PAGES and not target.is_dir()))


def export_folder(store: Store, ids: Sequence[ArticleId], folder: Path) -> int:
    """Write a page for each article into folder, with its stored pictures, then an index of them; return how many.

    Other files in folder stay as they are.

    Raises:
        NewsArchiveError: the folder cannot be made or written.
    """
    from newsarchive.render.page import IndexEntry, Link, article_page, file_name, index_page

    make_folder(folder)
    entries = []
    for before, article, after in _with_neighbours(store.articles.iter_ids(ids)):
        page = article_page(
            article,
            previous=Link(before.title, file_name(before)) if before else None,
            following=Link(after.title, file_name(after)) if after else None,
            home="index.html",
            pictures=write_pictures(store, article, folder),
        )
        name = file_name(article)
        with written_whole(folder / name) as write:
            write(page)
        entries.append(IndexEntry(article.title, name, article.section, article.published))
    with written_whole(folder / "index.html") as write:
        write(index_page(entries, title=TITLE))
    return len(entries)


def _with_neighbours(articles: Iterator[Article]) -> Iterator[tuple[Article | None, Article, Article | None]]:
    before: Article | None = None
    current = next(articles, None)
    while current:
        after = next(articles, None)
        yield before, current, after
        before, current = current, after
