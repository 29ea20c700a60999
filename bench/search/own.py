"""newsarchive's own search, as a program in the same process asks it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Self

from bench.corpus import Document
from bench.search.engines import fresh, in_batches
from newsarchive.errors import QueryError
from newsarchive.model.article import ArticleId, Draft, Moment
from newsarchive.model.search import Order
from newsarchive.store.store import Store
from newsarchive.text.query import parse

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Archive:
    """An archive of made-up articles."""

    def __init__(self, store: Store) -> None:
        self.name = "newsarchive"
        self.store = store
        self.seconds = 0.0  # CPU time that loading has taken so far
        self.refused = 0

    @classmethod
    def create(cls, path: Path) -> Self:
        """Return an empty archive at path; what was there is gone."""
        return cls(Store.open_writing(fresh(path)))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Return the archive that an earlier run has left at path, to be read."""
        return cls(Store.open_reading(path))

    def load(self, documents: Iterable[Document]) -> None:
        """Add documents and their tags, and bring the index up to date."""
        for batch in in_batches(documents):
            started = process_time()
            with self.store.transaction():
                ids = [self.add(document) for document in batch]
                self._tag(zip(batch, ids, strict=True))
            self.seconds += process_time() - started

    def add(self, document: Document) -> ArticleId:
        """Add one document, inside a transaction."""
        return self.store.articles.add(_draft(document), f"urn:uuid:bench-{document.number}", _NOW)

    def find(self, words: str, order: Order = Order.RELEVANCE, *, with_snippets: bool = True) -> list[int]:
        """Return the numbers of the first ten documents for words; none where the query is refused."""
        try:
            query = parse(words)
        except QueryError:
            self.refused += 1
            return []
        hits = self.store.search.find(query, limit=10, order=order, with_snippets=with_snippets).hits
        return [int(hit.url.rpartition("/")[2]) for hit in hits]

    def _tag(self, pairs: Iterable[tuple[Document, ArticleId]]) -> None:
        tagged = [(tag, article_id) for document, article_id in pairs for tag in document.tags]
        for tag in sorted({tag for tag, _ in tagged}):
            self.store.tags.add(tag, [article_id for name, article_id in tagged if name == tag])


def _draft(document: Document) -> Draft:
    return Draft(
        title=document.title,
        text=document.text,
        url=document.url or f"https://made-up.example/{document.number}",
        section=document.section,
        byline=document.byline,
        published=Moment(document.published),
        language="vi",
    )
