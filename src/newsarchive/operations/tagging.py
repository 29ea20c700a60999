"""Tags on articles."""

from collections.abc import Iterable

from newsarchive.model.article import ArticleId
from newsarchive.store.store import Store
from newsarchive.text.normalize import clean_line


def tag(store: Store, name: str, ids: Iterable[ArticleId]) -> int:
    """Attach a tag to articles, all or none; return how many did not carry it. Raises NotFoundError, UsageError."""
    with store.transaction():
        return store.tags.add(name, _existing(store, ids))


def untag(store: Store, name: str, ids: Iterable[ArticleId]) -> int:
    """Take a tag from articles; return how many carried it. Raises NotFoundError."""
    with store.transaction():
        return store.tags.remove(name, _existing(store, ids))


def rename(store: Store, old: str, new: str) -> int:
    """Give a tag another name, or join it to one, in rules too; return how many articles carry it.

    Raises:
        NotFoundError: there is no such tag.
        UsageError: the new one has no name.
    """
    with store.transaction():
        count = store.tags.rename(old, new)
        store.rules.rename(old, clean_line(new))
        return count


def _existing(store: Store, ids: Iterable[ArticleId]) -> list[ArticleId]:
    return [store.articles.get_known(article_id).id for article_id in ids]
