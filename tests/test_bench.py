"""The measurements of bench/ run, on a handful of the project's own articles."""

import pytest

from bench.corpus import Corpus
from bench.search import known_item, xquad
from bench.search.own import Archive
from bench.sources import Passage, own_paragraphs
from bench.typings import TYPINGS
from newsarchive.store.store import Store


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    files = own_paragraphs()
    return [Passage(number, "\n\n".join(file), (question(file[0]),)) for number, file in enumerate(files)]


def question(paragraph: str) -> str:
    return " ".join(paragraph.split()[4:14])


def test_every_typing_finds_the_passage(passages: list[Passage]) -> None:
    with Store.in_memory() as store:
        archive = Archive(store)
        archive.load(xquad.documents(passages, 20))
        scores = xquad.scores(archive, xquad.cases(passages, 20))

    assert list(scores) == list(TYPINGS)
    assert all(score.rank > 0.9 for score in scores.values()), scores


def test_five_words_of_a_title_find_the_article() -> None:
    corpus = Corpus(60, topics=2)
    with Store.in_memory() as store:
        archive = Archive(store)
        archive.load(corpus)
        scores = known_item.run(corpus, archive, (5,), 10)

    assert scores["5 unaccented"].rank > 0.8


def test_corpus_is_the_same_for_the_same_seed() -> None:
    one, other = Corpus(10, topics=2), Corpus(10, topics=2)

    assert one.article(7) == list(other)[7]
