"""The public benchmark: 181 news pages with their texts; how near each reader comes, and how sure that figure is."""

import gzip
import hashlib
import json
import random
import tarfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench.extraction.readers import Reader, Reading
from bench.extraction.scores import BodyScore, Match, body_score, compare, starts_in

_TRUTH = "ground-truth.json"
_RESAMPLES = 1_000
_SHARE = 0.95  # of the resamples that an interval holds
_LARGEST = 20_000_000  # bytes of a page; the largest has some 3 MB


@dataclass(frozen=True, slots=True)
class News:
    """A page of the public benchmark and its text."""

    name: str
    url: str
    html: bytes
    text: str

    @property
    def half(self) -> int:
        """Return 1 for the half that was looked at while rules were made, 0 for the one that was held out."""
        return hashlib.sha256(self.name.encode()).digest()[-1] % 2


@dataclass(frozen=True, slots=True)
class PublicScore:
    """The body on all pages and on each half, and the share of pages whose text starts with what the truth does."""

    body: BodyScore
    halves: tuple[BodyScore, BodyScore]  # held out, and looked at
    starts: float
    interval: tuple[float, float]  # that holds the F1 of 95 % of resamples
    ahead: tuple[float, float, float]  # of trafilatura: F1, and the interval of 95 % of resamples


def read(path: Path) -> Iterator[News]:
    """Yield the pages of the benchmark's archive, in the order of their names."""
    with tarfile.open(path) as archive:
        truth = json.load(_file(archive, _TRUTH))
        for name, page in sorted(truth.items()):
            packed = _file(archive, f"html/{name}.html.gz").read()
            yield News(name, page["url"], gzip.decompress(packed)[:_LARGEST], page["articleBody"])


def measure(pages: Sequence[News], readers: Mapping[str, Reader], base: str) -> dict[str, PublicScore]:
    """Return the score of each reader; base names the one that the others are compared with."""
    readings = {name: [read(page.html, page.url) for page in pages] for name, read in readers.items()}
    matches = {name: _matches(pages, found) for name, found in readings.items()}
    return {name: _score(pages, readings[name], matches[name], matches[base]) for name in readers}


def _matches(pages: Sequence[News], readings: Sequence[Reading]) -> list[Match]:
    return [compare(reading.whole, page.text) for page, reading in zip(pages, readings, strict=True)]


def _score(
    pages: Sequence[News], readings: Sequence[Reading], matches: Sequence[Match], base: Sequence[Match]
) -> PublicScore:
    halves = [[one for page, one in zip(pages, matches, strict=True) if page.half == half] for half in (0, 1)]
    starts = [starts_in(page.text, one.whole) for page, one in zip(pages, readings, strict=True)]
    ahead = _f1(matches) - _f1(base)
    return PublicScore(
        body=body_score(matches),
        halves=(body_score(halves[0]), body_score(halves[1])),
        starts=sum(starts) / len(starts),
        interval=_interval(len(pages), lambda chosen: _f1([matches[one] for one in chosen])),
        ahead=(
            ahead,
            *_interval(
                len(pages), lambda chosen: _f1([matches[one] for one in chosen]) - _f1([base[one] for one in chosen])
            ),
        ),
    )


def _f1(matches: Sequence[Match]) -> float:
    return body_score(matches).f1


def _interval(size: int, figure: Callable[[Sequence[int]], float]) -> tuple[float, float]:
    """Return the interval of a figure over sets of pages that are drawn with replacement."""
    chance = random.Random(_RESAMPLES)
    found = sorted(figure(chance.choices(range(size), k=size)) for _ in range(_RESAMPLES))
    edge = round(_RESAMPLES * (1 - _SHARE) / 2)
    return found[edge], found[-1 - edge]


def _file(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    file = archive.extractfile(name)
    if file is None:
        raise FileNotFoundError(name)
    return file
