"""What was taken away between a page and its article."""

from dataclasses import replace

from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId
from newsarchive.model.extraction import Removed
from newsarchive.operations.history import article_at, original_of
from newsarchive.operations.rereading import is_page
from newsarchive.operations.site_rules import knowledge_of
from newsarchive.store.store import Store


def removed_from(store: Store, article_id: ArticleId, number: int | None = None) -> tuple[Removed, ...]:
    """Return the lines that the page of an article, or of one of its revisions, shows and the article does not hold.

    The page is read again; what had been learned of its site when it was archived counts as well.

    Raises:
        NotFoundError: there is no such article or revision, or no page of it.
        ParseError: no article is found in the page any more.
    """
    capture = original_of(store, article_id, number)
    if not is_page(capture):
        raise NotFoundError(f"article {article_id} was read from a feed: there is no page that lines are missing from")
    from newsarchive.extract.capture import read_in_time
    from newsarchive.extract.removed import removed_lines

    read = read_in_time(capture, knowledge_of(store, capture.url))
    learned = store.articles.evidence(article_id).learned if number is None else ()
    article = article_at(store, article_id, number=number)
    return removed_lines(replace(read, draft=article, learned=tuple(dict.fromkeys((*read.learned, *learned)))))
