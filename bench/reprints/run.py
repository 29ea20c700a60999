"""`python -m bench.reprints.run`: prints how many scripted reprints are found among 20,000 articles, and the time."""

import argparse
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from time import process_time
from uuid import UUID

from bench.corpus import Corpus
from bench.reprints.made import KINDS, form_letter
from newsarchive.model.article import ArticleId, Draft
from newsarchive.operations.reprints import note
from newsarchive.store.store import Store
from newsarchive.text.sketch import Shingles, compare

_NOW = datetime(2024, 10, 4, tzinfo=UTC)
_SEED = 20181004
_BATCH = 1_000
_FORM_LETTERS = 100
_TOPICS = 3_000  # many, so that few articles have their sentences from the same stories


class _Bench:
    """One archive of made-up articles, and what adding to it led to."""

    def __init__(self, store: Store, corpus: Corpus) -> None:
        self.store = store
        self.corpus = corpus
        self.times: list[tuple[bool, float]] = []  # whether it was linked to any, and seconds
        self._ids: list[ArticleId] = []

    def fill(self, size: int) -> None:
        """Add the articles that others are reprints of."""
        for start in range(0, size, _BATCH):
            with self.store.transaction():
                for number in range(start, min(size, start + _BATCH)):
                    self._ids.append(self.add(self.corpus.article(number).text)[0])

    def add(self, text: str) -> tuple[ArticleId, tuple[ArticleId, ...]]:
        """Add an article; return its number and the articles that it was linked to."""
        draft = Draft(title="Tin", text=text)
        article_id = self.store.articles.add(draft, UUID(int=len(self.times)).urn, _NOW)
        start = process_time()
        linked = note(self.store, article_id, draft)
        self.times.append((bool(linked), process_time() - start))
        return article_id, linked

    def try_kind(self, name: str, numbers: list[int], others: list[int]) -> tuple[int, int]:
        """Return how many reprints of a kind were linked to what they are made of, and how many less than half is."""
        found = real = 0
        with self.store.transaction():
            for number, other in zip(numbers, others, strict=True):
                text = self.corpus.article(number).text
                made = KINDS[name](random.Random(f"{_SEED} {name} {number}"), text, [self.corpus.article(other).text])
                found += self._ids[number] in self.add(made)[1]
                real += compare(Shingles.of(text), Shingles.of(made)).is_reprint()
        return found, real

    def unverified(self) -> int:
        """Return how many of the pairs that are linked do not hold half of each other, by the texts as stored."""
        ids = self.store.sketches.ids()
        texts = dict(self.store.sketches.iter_texts(ids))
        pairs = [(one, pair.id) for one in ids for pair in self.store.sketches.reprints(one) if pair.containment]
        return sum(not compare(Shingles.of(texts[one]), Shingles.of(texts[two])).is_reprint() for one, two in pairs)


def main() -> None:
    """Print the figures as a table of Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=20_000, help="articles")
    parser.add_argument("--reprints", type=int, default=300, help="of each kind")
    parser.add_argument("--others", type=int, default=1_000, help="articles that are no reprint")
    choice = parser.parse_args()
    corpus = Corpus(choice.size + choice.others, topics=_TOPICS)
    with _bench(corpus) as bench:
        print("\n".join(_lines(bench, choice.size, choice.reprints, choice.others)))
    with _bench(corpus) as bench:
        print("\n".join(_shuffled(bench, choice.size)))


@contextmanager
def _bench(corpus: Corpus) -> Iterator[_Bench]:
    with tempfile.TemporaryDirectory() as folder, Store.open_writing(Path(folder) / "archive.db") as store:
        yield _Bench(store, corpus)


def _lines(bench: _Bench, size: int, reprints: int, others: int) -> Iterator[str]:
    bench.fill(size)
    chance = random.Random(_SEED)
    yield f"| {reprints} of each kind among {size} articles | found | by the whole text half of it or more |"
    yield "| --- | --- | --- |"
    total = total_real = 0
    for name in KINDS:
        found, real = bench.try_kind(
            name, chance.sample(range(size), reprints), chance.choices(range(size), k=reprints)
        )
        yield f"| {name} | {found / reprints:.3f} | {real / reprints:.3f} |"
        total, total_real = total + found, total_real + real
    yield f"| all | {total / reprints / len(KINDS):.4f} | {total_real / reprints / len(KINDS):.4f} |\n"
    with bench.store.transaction():
        strangers = sum(bool(bench.add(bench.corpus.article(size + number).text)[1]) for number in range(others))
        letters = sum(bool(bench.add(form_letter(chance, week))[1]) for week in range(_FORM_LETTERS))
    yield "| | |\n| --- | --- |"
    yield f"| other articles that were linked to one | {strangers} of {others} |"
    yield f"| form letters with other numbers that were linked | {letters} of {_FORM_LETTERS} |"
    yield f"| linked pairs that are not half the same by their texts | {bench.unverified()} |"
    for name, is_linked in (("an article without a reprint", False), ("an article with one or more", True)):
        yield _time(name, [seconds for linked, seconds in bench.times[size // 2 :] if linked is is_linked])


def _shuffled(bench: _Bench, size: int) -> Iterator[str]:
    """Yield the time where texts have words and lengths in common, and no sentence."""
    for start in range(0, size, _BATCH):
        with bench.store.transaction():
            for number in range(start, min(size, start + _BATCH)):
                words = bench.corpus.article(number).text.split(" ")
                random.Random(number).shuffle(words)
                bench.add(" ".join(words))
    yield _time("an article of the same words, shuffled", [seconds for _, seconds in bench.times[size // 2 :]])


def _time(name: str, seconds: list[float]) -> str:
    return f"| CPU time for {name}, median; mean | {median(seconds) * 1e3:.2f}; {fmean(seconds) * 1e3:.2f} ms |"


if __name__ == "__main__":
    main()
