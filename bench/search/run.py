"""Measure the search: each step writes its figures into the scratch folder, the last one puts them into RESULTS.md.

python -m bench.search.run all
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bench.search import known_item, latency, legacy, peers, report, upkeep, xquad
from bench.search.engines import Engine
from bench.search.own import Archive
from bench.sources import read_xquad
from newsarchive.store.store import Store

_FOLDER = Path("/tmp/newsarchive-bench")  # noqa: S108 - the command line can name another
_XQUAD = Path("../shared/data/xquad.vi.json")
_SMALL, _LARGE = 100_000, 1_000_000
_BUILT = 20_000  # articles that are loaded once more to time it
Options = argparse.Namespace
Figures = dict[str, Any]


def measure_xquad(options: Options) -> Figures:
    """Return the scores of newsarchive and its peers on XQuAD among made-up paragraphs."""
    engines: list[Engine] = [] if options.without_peers else peers.all_peers(options.folder)
    archive = Archive.create(options.folder / "xquad.db")
    scores = xquad.run(options.xquad, [archive, *engines])
    return {"scores": {name: _as_dicts(row) for name, row in scores.items()}, "refused": archive.refused}


def load_small(options: Options) -> Figures:
    """Make the archive of 100,000 articles."""
    return _load(options, _SMALL)


def load_large(options: Options) -> Figures:
    """Make the archive of 1,000,000 articles."""
    return _load(options, _LARGE)


def measure_known_item(options: Options) -> Figures:
    """Return how well titles are found of which a few words are known, among 100,000."""
    corpus = _corpus(options, _SMALL)
    with Archive.open(_path(options, _SMALL)).store as store:
        rows = {"newsarchive": _as_dicts(known_item.run(corpus, Archive(store), (5, 3, 2), options.cases))}
    if not options.without_peers:
        naive = peers.naive(options.folder)
        for engine in [naive, *peers.tantivies()]:
            engine.load(corpus)
            rows[engine.name] = _as_dicts(known_item.run(corpus, engine, (5,), options.cases))
    return {"scores": rows, "cases": options.cases}


def measure_latency_small(options: Options) -> Figures:
    """Return the times of searches among 100,000."""
    return _latency(options, _SMALL)


def measure_latency_large(options: Options) -> Figures:
    """Return the times of searches among 1,000,000."""
    return _latency(options, _LARGE)


def measure_upkeep(options: Options) -> Figures:
    """Return size, speed of building, and the time that one more article takes, at 100,000."""
    path = _path(options, _SMALL)
    median, p95 = upkeep.add_times(path, _corpus(options, _SMALL))
    with Store.open_writing(path) as store:
        reindexed = upkeep.reindex_rate(store, _SMALL)
    size = upkeep.size(path)
    documents = map(_corpus(options, _SMALL).article, range(_BUILT))
    return {
        **asdict(size),
        "ratio": size.ratio,
        "reindexed": reindexed,
        "built": upkeep.build_rate(options.folder, documents),
        "add_median": median,
        "add_p95": p95,
    }


def measure_legacy(options: Options) -> Figures:
    """Return how much text of four legacy encodings is recognised."""
    recognised, alarms = legacy.run(_corpus(options, _SMALL))
    return {"recognised": _as_dicts(recognised), "alarms": alarms}


STEPS: dict[str, Callable[[Options], Figures]] = {
    "xquad": measure_xquad,
    "legacy": measure_legacy,
    "load-100k": load_small,
    "known-item": measure_known_item,
    "latency-100k": measure_latency_small,
    "upkeep": measure_upkeep,
    "load-1m": load_large,
    "latency-1m": measure_latency_large,
}


def main() -> None:
    """Carry out the steps named on the command line."""
    options = _options()
    results = options.folder / "results"
    results.mkdir(parents=True, exist_ok=True)
    for step in STEPS if "all" in options.steps else options.steps:
        if step != "report":
            print(f"{time.strftime('%H:%M:%S')} {step}", flush=True)
            figures = STEPS[step](options)
            (results / f"{step}.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
            print(json.dumps(figures, ensure_ascii=False, indent=1), flush=True)
    report.write(results)


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="+", choices=[*STEPS, "all", "report"])
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="for archives and figures: 12 GB for all steps")
    parser.add_argument("--xquad", type=Path, default=_XQUAD, help="xquad.vi.json")
    parser.add_argument("--cases", type=int, default=200, help="titles of each kind")
    parser.add_argument("--without-peers", action="store_true")
    return parser.parse_args()


def _corpus(options: Options, size: int) -> Corpus:
    return Corpus(size, tuple(passage.text for passage in read_xquad(options.xquad)))


def _path(options: Options, size: int) -> Path:
    folder: Path = options.folder
    return folder / f"archive-{size}.db"


def _load(options: Options, size: int) -> Figures:
    started = time.time()
    archive = Archive.create(_path(options, size))
    with archive.store:
        archive.load(_corpus(options, size))
    return {"articles": size, "per_second": size / archive.seconds, "wall_seconds": time.time() - started}


def _latency(options: Options, size: int) -> Figures:
    corpus = _corpus(options, size)
    with Archive.open(_path(options, size)).store as store:
        latency.warm(Archive(store), corpus)
    with Archive.open(_path(options, size)).store as store:
        times = latency.measure(Archive(store), corpus)
    return {"times": _as_dicts(times), "articles": size}


def _as_dicts(values: dict[str, Any]) -> Figures:
    return {name: asdict(value) for name, value in values.items()}


if __name__ == "__main__":
    main()
