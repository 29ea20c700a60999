"""How long a search takes: CPU time of the process, ten hits, ranked and with snippets, files warm."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time

from bench.corpus import Corpus
from bench.search.known_item import windows
from bench.search.own import Archive
from bench.search.scores import percentile
from bench.typings import plain
from newsarchive.model.search import Order
from typings import encode_telex

_COMMON = (
    "nông thôn,công an,nhân dân,cán bộ,hội nghị,chủ tịch,bà con,tuyên truyền,phụ nữ,nông dân,học sinh,gia đình,"
    "vận động,tổ chức,chính quyền,thành phố,xây dựng,quốc gia,thế giới,chính phủ,giáo dục,kinh tế,hội đồng,đại biểu,"
    "cử tri,trường học,môi trường,an ninh,phát triển,chương trình,giáo viên,thanh niên,chiến tranh,khoa học,"
    "nghiên cứu,công ty,dịch vụ,bảo vệ,hoạt động,trung tâm"
).split(",")
_SEED = 360
_WARM_UP = 40
Classes = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Times:
    """CPU times of one kind of query, in milliseconds."""

    queries: int
    median: float
    p95: float
    p99: float
    slowest: str  # the query that took longest


def ranked_classes(corpus: Corpus, seed: int = _SEED) -> Classes:
    """Return 360 queries in twelve kinds."""
    chance = random.Random(seed)
    topical = list(_topical(corpus, chance, 150))
    titles = [title for title, _ in _titles(corpus, chance, 60)]
    three = [words for words, _ in windows(corpus, 3, 70, seed)]
    return {
        "common, accented": chance.sample(_COMMON, 40),
        "common, unaccented": [plain(words) for words in chance.sample(_COMMON, 40)],
        "topical, accented": topical[:30],
        "topical, unaccented": [plain(words) for words in topical[30:60]],
        "topical, Telex": [encode_telex(words) for words in topical[60:90]],
        "three syllables of a title": [
            plain(words) if number % 2 else words for number, words in enumerate(three[:40])
        ],
        "full title": titles[:30],
        "full title, unaccented": [plain(title) for title in titles[30:]],
        "quoted phrase": [f'"{words}"' for words in three[40:55] + chance.sample(_COMMON, 15)],
        "OR, NOT": list(_combined(chance, topical[90:110])),
        "title:": [f'title:"{words}"' for words in chance.sample(_COMMON, 10) + topical[110:120]],
        "with a range of years": list(_dated(chance, chance.sample(_COMMON, 10) + topical[120:130])),
    }


def other_classes(corpus: Corpus, seed: int = _SEED) -> Classes:
    """Return queries of other kinds: those to be answered newest first, ranges of dates, beginnings of words."""
    chance = random.Random(seed + 1)
    words = [*chance.sample(_COMMON, 30), *_topical(corpus, chance, 30)]
    return {
        "newest first": words,
        "without snippets, newest first": words,
        "range of years": list(_dated(chance, words)),
        "range of years, newest first": list(_dated(chance, words)),
        "prefix of three letters": [
            f"{word[:3]}*"
            for word in chance.sample(sorted({w for pair in _COMMON for w in pair.split()}), 30)
            if len(word) >= 3
        ],
    }


def measure(archive: Archive, corpus: Corpus) -> dict[str, Times]:
    """Return the times of each kind of query, and of all ranked ones together."""
    warm_up = ranked_classes(corpus, _SEED + 7)
    for words in random.Random(_SEED).sample([words for kind in warm_up.values() for words in kind], _WARM_UP):
        archive.find(words)
    ranked = _timed(ranked_classes(corpus), lambda kind, words: archive.find(words))
    everything = [time for times in ranked.values() for time in times]
    others = _timed(other_classes(corpus), lambda kind, words: _ask(archive, kind, words))
    named = {**ranked, "all ranked": everything, **others}
    return {kind: _summary(times) for kind, times in named.items()}


def warm(archive: Archive, corpus: Corpus) -> None:
    """Ask everything once, so that the system has read the file."""
    for classes in (ranked_classes(corpus), other_classes(corpus)):
        for kind, queries in classes.items():
            for words in queries:
                _ask(archive, kind, words)


Time = tuple[float, str]  # milliseconds, query


def _timed(classes: Classes, ask: Callable[[str, str], object]) -> dict[str, list[Time]]:
    """Return the times of all queries by kind, asked in a mixed order."""
    times: dict[str, list[Time]] = {kind: [] for kind in classes}
    mixed = [(kind, words) for kind, queries in classes.items() for words in queries]
    random.Random(_SEED).shuffle(mixed)
    for kind, words in mixed:
        started = process_time()
        ask(kind, words)
        times[kind].append(((process_time() - started) * 1000, words))
    return times


def _summary(times: list[Time]) -> Times:
    values = [time for time, _ in times]
    return Times(len(times), percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99), max(times)[1])


def _ask(archive: Archive, kind: str, words: str) -> None:
    order = Order.DATE if kind.endswith("newest first") else Order.RELEVANCE
    archive.find(words, order, with_snippets=not kind.startswith("without snippets"))


def _topical(corpus: Corpus, chance: random.Random, count: int) -> Iterator[str]:
    """Yield words that belong to a topic, each once."""
    given: set[str] = set()
    while len(given) < count:
        words = corpus.topic(chance).words.draw(chance, 1)[0]
        if words not in given:
            given.add(words)
            yield words


def _titles(corpus: Corpus, chance: random.Random, count: int) -> Iterator[tuple[str, int]]:
    for _ in range(count):
        number = chance.randrange(corpus.size)
        yield corpus.article(number).title, number


def _combined(chance: random.Random, topical: list[str]) -> Iterator[str]:
    for number, words in enumerate(topical):
        one, other = chance.sample(_COMMON, 2)
        yield (f"{words} OR {one}", f'{one} -"{words}"', f'({one} OR {words}) NOT "{other}"')[number % 3]


def _dated(chance: random.Random, words: list[str]) -> Iterator[str]:
    for one in words:
        year = chance.randint(2006, 2022)
        yield f"{one} date:{year}..{year + chance.randint(0, 2)}"
