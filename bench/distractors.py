"""Paragraphs that XQuAD's questions can be mistaken for, but do not answer.

Half the sentences come from the made-up news. The other half are walks over the everyday words of XQuAD: a word is
everyday if it stands in at least three of its 48 articles, a pair of words if in two. So the questions' own words are
there in their usual company ("chính phủ", "quân đội"), while what is peculiar to one article is not. Its rarer words,
mostly names, are strewn in, each in a handful of paragraphs.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from bench.corpus import Corpus
from bench.sources import Passage

_SEED = 20201119
_WALK = (3, 6)  # words that follow each other as somewhere in XQuAD, before a new start
_EVERYDAY = 3  # articles of XQuAD
_EVERYDAY_PAIR = 2
_RARE = 0.04  # of all words of a walk
_PARAGRAPH = (6, 11)  # sentences
_SENTENCE = (12, 26)  # words of a walk


def make(passages: list[Passage], count: int) -> Iterator[str]:
    """Yield count paragraphs."""
    chance = random.Random(_SEED)
    walks = _Walks(passages, chance)
    news = [sentence for topic in Corpus(1).topics for story in topic.stories for sentence in story]
    for _ in range(count):
        sentences = (
            walks.sentence() if chance.random() < 0.5 else chance.choice(news)
            for _ in range(chance.randint(*_PARAGRAPH))
        )
        yield " ".join(sentences)


class _Walks:
    """Sentences that go from an everyday word to one that somewhere follows it."""

    def __init__(self, passages: list[Passage], chance: random.Random) -> None:
        self._chance = chance
        words_in: defaultdict[str, set[int]] = defaultdict(set)
        pairs_in: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        texts = [(passage.article, passage.text.split()) for passage in passages]
        for article, words in texts:
            for word, following in pairwise([*words, ""]):
                words_in[_bare(word)].add(article)
                pairs_in[_bare(word), _bare(following)].add(article)
        everyday = {word for word, where in words_in.items() if len(where) >= _EVERYDAY}
        self._rare = sorted(word for word in words_in if word not in everyday)
        self._starts: list[str] = []
        self._next: defaultdict[str, list[str]] = defaultdict(list)
        for _, words in texts:
            for word, following in pairwise(words):
                if _bare(word) in everyday:
                    self._starts.append(word)
                    if _bare(following) in everyday and len(pairs_in[_bare(word), _bare(following)]) >= _EVERYDAY_PAIR:
                        self._next[word].append(following)

    def sentence(self) -> str:
        words: list[str] = []
        length = self._chance.randint(*_SENTENCE)
        while len(words) < length:
            word = self._chance.choice(self._starts)
            for _ in range(self._chance.randint(*_WALK)):
                words.append(word)
                if self._chance.random() < _RARE:
                    words.append(self._chance.choice(self._rare))
                if word not in self._next:
                    break
                word = self._chance.choice(self._next[word])
        sentence = " ".join(words).rstrip(".,:;?")
        return f"{sentence[0].upper()}{sentence[1:]}."


def _bare(word: str) -> str:
    return word.lower().strip(".,:;!?()“”\"'")
