"""Reprints: which articles tell what another one tells. They are linked, never merged or dropped."""

from collections.abc import Iterator, Sequence

from newsarchive.model.article import ArticleId, Draft
from newsarchive.store.index import Progress
from newsarchive.store.store import Store
from newsarchive.text.sketch import Shingles, compare, sketch, to_words

_LIKELY = 0.2  # by a sketch; where half of the texts is the same, one in a thousand is below it
_MOST_IN_VAIN = 16  # texts: letters of one form are alike by the hundred


def note(store: Store, article_id: ArticleId, draft: Draft) -> tuple[ArticleId, ...]:
    """Link an article to those with the same text, or much of it, and return them. Call inside a transaction."""
    return _link(store, article_id, f"{draft.summary}\n{draft.text}")


def note_all(store: Store, progress: Progress | None = None) -> int:
    """Link all articles anew; return how many have a reprint or are one. Raises StoreError."""
    with store.transaction():
        store.sketches.clear()
        ids = store.sketches.ids()
        for number, (article_id, text) in enumerate(store.sketches.iter_texts(ids), start=1):
            _link(store, article_id, text)
            if progress:
                progress(number, len(ids))
        return store.sketches.count()


def _link(store: Store, article_id: ArticleId, text: str) -> tuple[ArticleId, ...]:
    words = to_words(text)
    numbers = sketch(words)
    store.sketches.set(article_id, numbers)
    candidates = store.sketches.candidates(numbers, article_id)
    likely = [other_id for other_id, likeness in candidates.items() if likeness >= _LIKELY]
    if not likely:
        return ()
    likely.sort(key=candidates.__getitem__, reverse=True)
    return tuple(_iter_linked(store, article_id, Shingles.of_words(words), likely))


def _iter_linked(
    store: Store, article_id: ArticleId, shingles: Shingles, likely: Sequence[ArticleId]
) -> Iterator[ArticleId]:
    """Link an article to the reprints among others, the likeliest first, and yield them, until too many are none."""
    in_vain = 0
    for other_id, other_text in store.sketches.iter_texts(likely):
        overlap = compare(shingles, Shingles.of(other_text))
        if overlap.is_reprint():
            store.sketches.link(article_id, other_id, overlap.containment, is_story=overlap.is_same_story())
            yield other_id
        elif (in_vain := in_vain + 1) == _MOST_IN_VAIN:
            return
