"""Text of before Unicode: how much of it is recognised and read without loss, and whether other text is left alone."""

from dataclasses import dataclass
from itertools import islice

from bench.corpus import Corpus
from bench.typings import nfd, plain
from newsarchive.text import legacy
from typings import encode

PARAGRAPHS = 400
_FOREIGN = (
    "Le maire a rappelé que l'été dernier la forêt a brûlé à côté du château, où deux mille élèves étaient allés",
    "Der Bürgermeister erklärte, daß die Straße über die Brücke für längere Zeit größeren Fahrzeugen geöffnet würde",
    "El niño preguntó cuándo llegaría el tren de la mañana, según contó después su tía, que vivía allí desde pequeña",
    "A câmara aprovou a construção de três estações, e não é só isso: haverá também ônibus até as praças do coração",
)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What became of the paragraphs in one encoding."""

    paragraphs: int
    recognised: int
    exact: int  # read as what they were
    mistaken: int  # taken for another encoding


def paragraphs(corpus: Corpus, count: int = PARAGRAPHS) -> list[str]:
    """Return paragraphs of made-up news, one of an article."""
    texts = (corpus.article(number).text.split("\n\n")[0] for number in range(corpus.size))
    return list(islice((text for text in texts if len(text.split()) >= 50), count))


def run(corpus: Corpus) -> tuple[dict[str, Recognition], dict[str, int]]:
    """Return what was recognised in each encoding; and for text of other kinds, how much was taken for legacy text."""
    texts = paragraphs(corpus)
    others = {
        "Vietnamese in Unicode": texts,
        "Vietnamese in NFD": [nfd(text) for text in texts],
        "Vietnamese without accents": [plain(text) for text in texts],
        "French, German, Spanish, Portuguese": list(_FOREIGN),
    }
    alarms = {kind: sum(legacy.to_unicode(text) is not None for text in some) for kind, some in others.items()}
    return {name: _recognition(texts, name) for name in legacy.NAMES}, alarms


def _recognition(texts: list[str], name: str) -> Recognition:
    read = [legacy.to_unicode(encode(text, name)) for text in texts]
    return Recognition(
        paragraphs=len(texts),
        recognised=sum(answer is not None for answer in read),
        exact=sum(answer is not None and text in answer for text, answer in zip(texts, read, strict=True)),
        mistaken=sum(answer is not None and name not in answer for answer in read),
    )
