"""Questions of XQuAD-vi against its 240 paragraphs among made-up ones, in every typing."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bench import distractors
from bench.corpus import Document
from bench.search.engines import Engine
from bench.search.scores import Case, Score, score
from bench.sources import Passage, read_xquad
from bench.typings import TYPINGS

QUESTIONS = 300
DISTRACTORS = 20_000
_SEED = 300
_FIRST_DAY = date(2005, 1, 1)
_DAYS = 7_000
_STEP = 2_741  # so that the passages lie scattered among the days


def documents(passages: list[Passage], count: int = DISTRACTORS) -> Iterator[Document]:
    """Yield the passages, then count distractors; none has a title."""
    for number, passage in enumerate(passages):
        yield Document(number, "", passage.text, published=_day(number))
    for number, text in enumerate(distractors.make(passages, count), len(passages)):
        yield Document(number, "", text, published=_day(number))


def cases(passages: list[Passage], count: int = QUESTIONS) -> list[Case]:
    """Return count questions, each with the number of the passage that answers it."""
    every = [(question, number) for number, passage in enumerate(passages) for question in passage.questions]
    return random.Random(_SEED).sample(every, min(count, len(every)))


def scores(engine: Engine, asked: Iterable[Case]) -> dict[str, Score]:
    """Return the score of one engine for each typing."""
    asked = list(asked)
    meant = [number for _, number in asked]
    return {name: score([engine.find(type_(words)) for words, _ in asked], meant) for name, type_ in TYPINGS.items()}


def run(path: Path, engines: Iterable[Engine]) -> dict[str, dict[str, Score]]:
    """Return the scores of each engine, each after loading the same documents."""
    passages = read_xquad(path)
    texts = list(documents(passages))
    asked = cases(passages)
    rows = {}
    for engine in engines:
        engine.load(texts)
        rows[engine.name] = scores(engine, asked)
        print(engine.name, *rows[engine.name].values(), sep=" | ", flush=True)
    return rows


def _day(number: int) -> str:
    return (_FIRST_DAY + timedelta(days=number * _STEP % _DAYS)).isoformat()
