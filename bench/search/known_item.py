"""Looking for an article of which a few words of the title are remembered."""

import random
from collections.abc import Iterable

from bench.corpus import Corpus
from bench.search.engines import Engine
from bench.search.scores import Case, Score, score
from bench.typings import TYPINGS, plain

_SEED = 5


def windows(corpus: Corpus, length: int, count: int, seed: int = _SEED) -> list[Case]:
    """Return count runs of length words of a title, each with the number of its article."""
    chance = random.Random(seed)
    cases: list[Case] = []
    while len(cases) < count:
        number = chance.randrange(corpus.size)
        words = [word.strip(".,:;!?“”") for word in corpus.article(number).title.split()]
        if len(words) >= length:
            start = chance.randint(0, len(words) - length)
            cases.append((" ".join(words[start : start + length]), number))
    return cases


def run(corpus: Corpus, engine: Engine, lengths: Iterable[int], count: int) -> dict[str, Score]:
    """Return the scores of a loaded engine: five words in every typing, other lengths with accents and without."""
    scores: dict[str, Score] = {}
    for length in lengths:
        cases = windows(corpus, length, count)
        for name, type_ in TYPINGS.items():
            if length == 5 or type_ in (str, plain):
                found = [engine.find(type_(words)) for words, _ in cases]
                scores[f"{length} {name}"] = score(found, [number for _, number in cases])
    if needles := list(corpus.needles())[:count]:
        found = [engine.find(plain(corpus.needle(number))) for number in needles]
        scores["three rare words of a text, unaccented"] = score(found, needles)
    return scores
