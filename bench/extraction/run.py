"""Measure the reading of pages; each step writes its figures into the scratch folder, the last one RESULTS.md.

python -m bench.extraction.run all --data article-extraction-benchmark.tar.xz
"""

import argparse
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.extraction import captures, public, report, revisions, speed
from bench.extraction.dialects import HELD_OUT, SEEDS
from bench.extraction.portals import STYLES, Page, Truth, pages
from bench.extraction.readers import Reader, Reading, learned, newsarchive, readability, trafilatura
from bench.extraction.scores import Score, score
from bench.feeds.origin import machine, version_in
from newsarchive.model.extraction import NOTHING_KNOWN, SiteKnowledge

_FOLDER = Path("/tmp/newsarchive-bench-extraction")  # noqa: S108 - the command line can name another
_DATA = Path("../shared/data/article-extraction-benchmark.tar.xz")
_SEEN, _SCORED = 10, 40  # pages of each style
_KB = 1000
_SIZES = {"up to 80 kB": range(80 * _KB), "80 to 200 kB": range(80 * _KB, 200 * _KB), "above": range(200 * _KB, 10**9)}
_OWN, _LEARNED = "newsarchive", "newsarchive, learned chrome"
_PEERS: Mapping[str, Reader] = {"trafilatura": trafilatura, "readability-lxml": readability}
_PACKAGES = ("trafilatura", "readability-lxml", "lxml")
Options = argparse.Namespace
Figures = dict[str, Any]
Pairs = list[tuple[Reading, Truth]]


def measure_portals(options: Options) -> Figures:
    """Return how the pages of both seeds are read; the first ones of each site are seen before, and not scored."""
    seeds = (options.seed,) if options.seed else SEEDS
    return {"seen": _SEEN, "seeds": {seed: _portals(seed, options.count) for seed in seeds}}


def measure_public(options: Options) -> Figures:
    """Return how near each reader comes to the texts of the public benchmark."""
    news = tuple(public.read(options.data))
    scores = public.measure(news, {_OWN: newsarchive(), **_PEERS}, "trafilatura")
    return {
        "pages": len(news),
        "readers": {
            name: {**asdict(one), "f1": one.body.f1, "halves_f1": [half.f1 for half in one.halves]}
            for name, one in scores.items()
        },
    }


def measure_revisions(options: Options) -> Figures:
    """Return what is called changed of held-out pages that are seen again."""
    seed = options.seed or HELD_OUT
    sites = {style: _learned(seed, style) for style in STYLES}
    ways = revisions.measure(seed, {**sites, "": NOTHING_KNOWN})
    return {"ways": {name: asdict(one) for name, one in ways.items()}}


def measure_captures(options: Options) -> Figures:
    """Return what keeping pages as they were received takes."""
    return {"kinds": {name: asdict(one) for name, one in captures.measure(options.seed or HELD_OUT).items()}}


def measure_speed(options: Options) -> Figures:
    """Return how many pages a second are read: portals, and where the data is there the public pages by size."""
    sets = {"portals": [(one.html.encode(), one.url) for one in pages(options.seed or HELD_OUT, options.count)]}
    if options.data.exists():
        news = tuple(public.read(options.data))
        sets |= {
            f"news, {name}": [(one.html, one.url) for one in news if len(one.html) in sizes]
            for name, sizes in _SIZES.items()
        }
    rates = speed.measure(sets, options.folder / "pages", repeats=options.repeats)
    return {
        "repeats": options.repeats,
        "sets": {
            name: {reader: {**asdict(one), "per_second": one.per_second} for reader, one in row.items()}
            for name, row in rates.items()
        },
    }


STEPS: dict[str, Callable[[Options], Figures]] = {
    "portals": measure_portals,
    "public": measure_public,
    "revisions": measure_revisions,
    "captures": measure_captures,
    "speed": measure_speed,
}


def main() -> None:
    """Carry out the steps named on the command line."""
    options = _options()
    options.folder = options.folder.absolute()
    results = options.folder / "results"
    results.mkdir(parents=True, exist_ok=True)
    for step in STEPS if "all" in options.steps else options.steps:
        if step != "report":
            print(f"{time.strftime('%H:%M:%S')} {step}", flush=True)
            figures = {**STEPS[step](options), **_origin()}
            (results / f"{step}.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    report.write(results, options.output)
    print(options.output.read_text(encoding="utf-8"))


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="+", choices=[*STEPS, "all", "report"])
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="for pages and figures")
    parser.add_argument("--data", type=Path, default=_DATA, help="article-extraction-benchmark.tar.xz")
    parser.add_argument("--seed", choices=SEEDS, help="only these portals")
    parser.add_argument("--count", type=int, default=_SCORED, help="pages of each style that are scored")
    parser.add_argument("--repeats", type=int, default=3, help="runs for each speed")
    parser.add_argument("--output", type=Path, default=report.RESULTS)
    return parser.parse_args()


def _portals(seed: str, count: int) -> Figures:
    styles = {style: _style(seed, style, count) for style in STYLES}
    names = list(styles[STYLES[0]])
    whole = {name: score(pair for pairs in styles.values() for pair in pairs[name]) for name in names}
    return {
        "pages": count * len(STYLES),
        "readers": {name: _as_dict(one) for name, one in whole.items()},
        "styles": {name: {style: score(pairs[name]).body.f1 for style, pairs in styles.items()} for name in names},
    }


def _style(seed: str, style: str, count: int) -> dict[str, Pairs]:
    """Return the readings of the pages of one style beside the truth, by reader."""
    scored = list(pages(seed, _SEEN + count, (style,)))[_SEEN:]
    readers = {_LEARNED: newsarchive(_learned(seed, style)), _OWN: newsarchive(), **_PEERS}
    return {name: [(_read(read, one), one.truth) for one in scored] for name, read in readers.items()}


def _read(read: Reader, one: Page) -> Reading:
    return read(one.html.encode(), one.url)


def _learned(seed: str, style: str) -> SiteKnowledge:
    return learned((one.html.encode(), one.url) for one in pages(seed, _SEEN, (style,)))


def _as_dict(one: Score) -> Figures:
    return {**asdict(one), "f1": one.body.f1}


def _origin() -> Figures:
    import sys

    from newsarchive.version import __version__

    found = {name: version_in(sys.executable, name) for name in _PACKAGES}
    return {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "versions": {"newsarchive": __version__, **found}}


if __name__ == "__main__":
    main()
