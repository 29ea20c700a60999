"""Writes RESULTS.md from the figures of a run."""

import json
import os
import platform
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.typings import TYPINGS

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = """# Search: figures

Written by `python -m bench.search.run`; what each figure is, and how it comes about: [../README.md](../README.md).
"""
_ENCODINGS = ("recognised", "exact", "mistaken")
Figures = dict[str, Any]


def write(folder: Path, path: Path = RESULTS) -> None:
    """Write the figures in folder to path."""
    figures = {one.stem: json.loads(one.read_text(encoding="utf-8")) for one in folder.glob("*.json")}
    parts = [_HEAD, _machine(), *(part for name, make in _PARTS.items() if name in figures for part in make(figures))]
    path.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


def _machine() -> str:
    system = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    return f"{system}, {os.cpu_count()} cores. Times are CPU time of the process unless wall time is said.\n"


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in [head, ["---"] * len(head), *rows]:
        yield f"| {' | '.join(row)} |"
    yield ""


def _score(one: Figures | None) -> str:
    return f"{one['rank']:.3f} / {one['recall']:.2f}" if one else "–"


def _xquad(figures: Figures) -> Iterator[str]:
    yield "## Questions of XQuAD-vi\n"
    yield "300 questions, 240 paragraphs among 20,000 made-up ones; MRR@10 / recall@10.\n"
    scores = figures["xquad"]["scores"]
    yield from _table(
        ["", *TYPINGS], [[name, *(_score(row.get(typing)) for typing in TYPINGS)] for name, row in scores.items()]
    )


def _known_item(figures: Figures) -> Iterator[str]:
    yield "## Known item among 100,000 articles\n"
    yield f"Consecutive words of a title, {figures['known-item']['cases']} each; MRR@10 / recall@10.\n"
    scores = figures["known-item"]["scores"]
    kinds = list(next(iter(scores.values())))
    yield from _table(["", *scores], [[kind, *(_score(row.get(kind)) for row in scores.values())] for kind in kinds])


def _latency(figures: Figures) -> Iterator[str]:
    yield "## Time of a search\n"
    yield "Ten hits with snippets, in process, files warm; ms CPU, p50 / p95 / p99.\n"
    columns = {name[8:]: figures[name]["times"] for name in ("latency-100k", "latency-1m") if name in figures}
    kinds = next(iter(columns.values()))
    rows = [[kind, str(kinds[kind]["queries"]), *(_times(times[kind]) for times in columns.values())] for kind in kinds]
    yield from _table(["queries", "number", *columns], rows)


def _times(one: Figures) -> str:
    return f"{one['median']:.1f} / {one['p95']:.1f} / {one['p99']:.1f}"


def _upkeep(figures: Figures) -> Iterator[str]:
    one = figures["upkeep"]
    yield "## Index at 100,000 articles\n"
    rows = [
        ["index / text", f"{one['ratio']:.2f} ({one['index'] / 1e6:.0f} / {one['text'] / 1e6:.0f} MB)"],
        ["adding in bulk", f"{one['built']:,.0f} articles per CPU-second"],
        ["indexing anew", f"{one['reindexed']:,.0f} articles per CPU-second"],
        ["one more article, durable, wall time", f"p50 {one['add_median']:.1f} ms, p95 {one['add_p95']:.1f} ms"],
    ]  # fmt: skip
    yield from _table(["what", "figure"], rows)


def _legacy(figures: Figures) -> Iterator[str]:
    yield "## Legacy encodings\n"
    recognised, alarms = figures["legacy"]["recognised"], figures["legacy"]["alarms"]
    rows = [
        [name, str(row["paragraphs"]), *(str(row[kind]) for kind in _ENCODINGS)] for name, row in recognised.items()
    ]
    yield from _table(["encoding", "paragraphs", *_ENCODINGS], rows)
    yield from _table(["other text", "taken for legacy"], [[kind, str(count)] for kind, count in alarms.items()])


_PARTS = {
    "xquad": _xquad,
    "known-item": _known_item,
    "latency-100k": _latency,
    "upkeep": _upkeep,
    "legacy": _legacy,
}
