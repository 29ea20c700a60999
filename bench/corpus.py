"""Made-up Vietnamese news for measuring: any number of articles, the same for the same seed.

A corpus is a sequence of topics. Each has words of its own and stories, whose sentences are put together from pieces
of real sentences; an article draws from two stories of one topic and adds sentences about what its headline says.
Article n can be made without those before it, so nothing has to be kept.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, chain

from bench import headlines
from bench.sources import own_paragraphs
from bench.vocabulary import Zipf, compounds, people, places, syllables

SECTIONS = (
    "Tin tức - Sự kiện,Nông nghiệp - Nông thôn mới,Văn hóa - Xã hội,Giáo dục,Y tế,An ninh - Quốc phòng,Xây dựng Đảng,"
    "Dân vận,Kinh tế,Thể thao,Du lịch,Pháp luật,Môi trường,Khoa học - Công nghệ,Giao thông,Thông báo,Bạn đọc,"
    "Người tốt việc tốt,Chuyển đổi số,Dân tộc - Miền núi"
).split(",")
TAGS = [f"nhãn {name}" for name in "lúa chè bưởi trường đường cầu lũ bão rừng lễ hội chợ nước điện y tế quân".split()]
_TOPICS = 240
_STORIES = 30  # of a topic
_SENTENCES = 12  # of a story
_WORDS_OF_TOPIC = 150
_WORDS_OF_STORY = 12
_SITES = 30
_FIRST_DAY = date(2005, 1, 1)
_DAYS = 20 * 365
_NEEDLE_EVERY = 1_000
_SEED = 20181004


@dataclass(frozen=True, slots=True)
class Document:
    """One made-up article."""

    number: int
    title: str
    text: str
    url: str = ""
    section: str = ""
    byline: tuple[str, ...] = ()
    published: str = ""  # ISO 8601
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What one kind of news is about."""

    section: str
    words: Zipf
    places: Zipf
    stories: list[list[str]]


class Corpus:
    """A given number of articles of twenty years, the oldest first."""

    def __init__(self, size: int, extra: tuple[str, ...] = (), *, topics: int = _TOPICS) -> None:
        self.size = size
        chance = random.Random(_SEED)
        files = own_paragraphs() + [extra[start : start + 5] for start in range(0, len(extra), 5)]
        self.topics = _Topics(chance, files).make(topics)
        self._topic_weights = list(accumulate(1 / (rank + 10) for rank in range(topics)))
        self._authors = Zipf(people(chance, 400), 10)
        self._syllables = syllables()

    def __iter__(self) -> Iterator[Document]:
        """Yield every article."""
        return map(self.article, range(self.size))

    def article(self, number: int) -> Document:
        """Return article number, from 0."""
        chance = random.Random(_SEED + number)
        topic = self.topic(chance)
        day = self.day(number)
        headline = headlines.make(chance, topic.words, topic.places, day)
        site = int(chance.random() ** 2 * _SITES)
        return Document(
            number=number,
            title=headline.title,
            text=self._text(chance, topic, headline, number),
            url=f"https://tin{site}.example/bai/{number}",
            section=topic.section if chance.random() < 0.8 else chance.choice(SECTIONS),
            byline=tuple(self._authors.draw(chance, 1 if chance.random() < 0.8 else 2)),
            published=day.isoformat(),
            tags=(chance.choice(TAGS),) if chance.random() < 0.1 else (),
        )

    def topic(self, chance: random.Random) -> Topic:
        """Return a topic, the first ones more often."""
        return chance.choices(self.topics, cum_weights=self._topic_weights)[0]

    def day(self, number: int) -> date:
        """Return when article number was published: later numbers later, and more articles in later years."""
        return _FIRST_DAY + timedelta(days=int(_DAYS * (number / self.size) ** 0.7))

    def needle(self, number: int) -> str:
        """Return the three words that article number alone has; only every thousandth has them."""
        return " ".join(random.Random(-1 - number).choices(self._syllables, k=3))

    def needles(self) -> Iterator[int]:
        """Yield the numbers of the articles that have a needle."""
        return iter(range(_NEEDLE_EVERY // 2, self.size, _NEEDLE_EVERY))

    def _text(self, chance: random.Random, topic: Topic, headline: headlines.Headline, number: int) -> str:
        pool = chance.choices([*chance.choice(topic.stories), *chance.choice(topic.stories)], k=chance.randint(7, 29))
        for sentence in headline.sentences:
            pool.insert(chance.randint(0, len(pool)), sentence)
        if number % _NEEDLE_EVERY == _NEEDLE_EVERY // 2:
            pool.append(f"Trên bia đá cũ còn đọc được mấy chữ {self.needle(number)}.")
        return "\n\n".join(map(" ".join, in_lists([headline.lead, *pool], 4)))


def in_lists(items: list[str], size: int) -> Iterator[list[str]]:
    """Yield items in lists of size, the last one shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))


class _Topics:
    """Makes topics from files of paragraphs."""

    def __init__(self, chance: random.Random, files: list[tuple[str, ...]]) -> None:
        self._chance = chance
        self._files = files
        counts = Counter(word.lower() for word in chain.from_iterable(_words(file) for file in files))
        spelled = set(syllables())
        heard = [word for word, _ in counts.most_common() if word in spelled or (word.isalpha() and not word.isascii())]
        self._dictionary = compounds(chance, heard, 20_000)
        self._places = places(chance, 4_000)
        self._people = Zipf(people(chance, 20_000), 200)
        self._everywhere = Zipf(self._dictionary, 100)

    def make(self, count: int) -> list[Topic]:
        return [self._topic(SECTIONS[number % len(SECTIONS)]) for number in range(count)]

    def _topic(self, section: str) -> Topic:
        chance = self._chance
        words = chance.sample(self._dictionary, _WORDS_OF_TOPIC)
        near = chance.sample(self._places, 60)
        pieces = [piece for file in chance.sample(self._files, 8) for piece in self._pieces(file)]
        stories = [
            self._story(pieces, Zipf(words, 6).draw(chance, _WORDS_OF_STORY), Zipf(near, 6).draw(chance, 3))
            for _ in range(_STORIES)
        ]
        return Topic(section, Zipf(words, 4), Zipf(near, 4), stories)

    def _story(self, pieces: list[str], words: list[str], near: list[str]) -> list[str]:
        names = [*words, *words, *near, *self._people.draw(self._chance, 4)]
        return [self._sentence(pieces, names) for _ in range(_SENTENCES)]

    def _pieces(self, file: tuple[str, ...]) -> Iterator[str]:
        """Yield runs of three to seven words: what lies between two cuts has been said by somebody."""
        words = _words(file)
        place = 0
        while place < len(words):
            length = self._chance.randint(3, 7)
            yield " ".join(words[place : place + length])
            place += length

    def _sentence(self, pieces: list[str], names: list[str]) -> str:
        chance = self._chance
        parts: list[str] = []
        for _ in range(chance.randint(2, 4)):
            parts += (chance.choice(pieces), self._filling(names))
            if chance.random() < 0.3:
                parts[-1] += ","
        sentence = " ".join(part for part in parts if part != ",").strip(" ,")
        return sentence[0].upper() + sentence[1:] + "."

    def _filling(self, names: list[str]) -> str:
        kind = self._chance.random()
        if kind < 0.75:
            return self._chance.choice(names)
        return self._everywhere.draw(self._chance, 1)[0] if kind < 0.9 else str(self._chance.randint(2, 999))


def _words(file: tuple[str, ...]) -> list[str]:
    return [
        word.strip(".,:;!?()“”\"'") for paragraph in file for word in paragraph.split() if any(map(str.isalnum, word))
    ]
