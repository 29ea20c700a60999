"""Writes RESULTS.md from the figures of a run."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = """# Extraction: figures

Written by `python -m bench.extraction.run`; what each figure is, and how it comes about: [../README.md](../README.md).
"""
_SEEDS = {"held-out": "Portals, held out", "development": "Portals, developed with"}
_RIGHT = (
    "lead title subtitle section byline credit day time event captions attachments visits".split()
)  # in the order of the table
_WRONG = ("chrome lines", "false captions", "false attachments")
_NONE = "–"
Figures = dict[str, Any]


def write(folder: Path, path: Path = RESULTS) -> None:
    """Write the figures in folder to path."""
    figures = {one.stem: json.loads(one.read_text(encoding="utf-8")) for one in folder.glob("*.json")}
    parts = [_HEAD, *(part for name, make in _PARTS.items() if name in figures for part in make(figures[name]))]
    path.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


def _portals(figures: Figures) -> Iterator[str]:
    for seed, one in figures["seeds"].items():
        yield f"## {_SEEDS[seed]}\n"
        yield f"{one['pages']} pages of five styles, {figures['seen']} others of each seen before. {_origin(figures)}\n"
        yield "Shares of pages on which a field is right, of those that have it:\n"
        yield from _table(["", "body F1", *_RIGHT], [_portal_row(*row) for row in one["readers"].items()])
        yield "What should not be there, a page; and bylines where there is none:\n"
        yield from _table(
            ["", "precision", "recall", *_WRONG, "no byline kept empty"],
            [_wrong_row(*row) for row in one["readers"].items()],
        )
        yield "Body F1 of each style:\n"
        styles = list(next(iter(one["styles"].values())))
        rows = [[name, *(f"{row[style]:.3f}" for style in styles)] for name, row in one["styles"].items()]
        yield from _table(["", *styles], rows)


def _portal_row(name: str, one: Figures) -> list[str]:
    return [name, f"{one['f1']:.4f}", *(_share(one["fields"].get(field)) for field in _RIGHT)]


def _wrong_row(name: str, one: Figures) -> list[str]:
    counts = (f"{one['counts'][count]:.2f}" for count in _WRONG)
    body = one["body"]
    return [name, f"{body['precision']:.4f}", f"{body['recall']:.4f}", *counts, _share(one["fields"]["no byline"])]


def _share(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"


def _public(figures: Figures) -> Iterator[str]:
    yield "## Public benchmark\n"
    yield f"{figures['pages']} news pages, F1 over runs of four words. {_origin(figures)}\n"
    head = ["", "F1 (95 %)", "precision", "recall", "held out; looked at", "ahead of trafilatura (95 %)", "start kept"]
    yield from _table(head, [_public_row(*row) for row in figures["readers"].items()])
    yield "The truth of this benchmark is the text alone: lead, title, names and dates cannot be scored on it.\n"


def _public_row(name: str, one: Figures) -> list[str]:
    ahead, low, high = one["ahead"]
    return [
        name,
        f"{one['f1']:.4f} ({one['interval'][0]:.3f} to {one['interval'][1]:.3f})",
        f"{one['body']['precision']:.4f}",
        f"{one['body']['recall']:.4f}",
        "; ".join(f"{half:.4f}" for half in one["halves_f1"]),
        f"{ahead:+.4f} ({low:+.4f} to {high:+.4f})",
        _share(one["starts"]),
    ]


def _revisions(figures: Figures) -> Iterator[str]:
    yield "## Pages seen again\n"
    yield f"How many pages each way of comparing calls changed. {_origin(figures)}\n"
    rows = [[name, *(f"{one[kind]} of {one['pages']}" for kind in _EDITS)] for name, one in figures["ways"].items()]
    yield from _table(["", "other counters, clocks, boxes", "two words more", "two other words", "another digit"], rows)


_EDITS = ("unchanged", "inserted", "replaced", "digits")


def _captures(figures: Figures) -> Iterator[str]:
    yield "## Originals\n"
    yield f"What an archive grows by, a page. {_origin(figures)}\n"
    rows = [
        [
            name,
            str(one["pages"]),
            f"{one['size'] / 1000:.1f}",
            f"{one['stored']:,.0f}",
            f"{one['added']:.2f}",
            f"{one['read']:.2f}",
        ]
        for name, one in figures["kinds"].items()
    ]
    yield from _table(["", "pages", "kB, received", "bytes, kept", "ms to add", "ms to read"], rows)


def _speed(figures: Figures) -> Iterator[str]:
    yield "## Speed\n"
    yield f"CPU time of whole runs, start and imports included; medians of {figures['repeats']}. {_origin(figures)}\n"
    rows = [
        [
            f"{size}: {one['pages']} pages, {one['size'] / 1000:.0f} kB",
            reader,
            f"{one['per_second']:.0f}",
            f"{one['cpu']:.2f}",
            f"{one['start']:.2f}",
            f"{one['memory'] / 1e6:.0f}",
        ]
        for size, readers in figures["sets"].items()
        for reader, one in readers.items()
    ]
    yield from _table(
        ["pages, median size", "", "pages per CPU-second", "CPU s", "of that start", "peak memory, MB"], rows
    )


def _origin(figures: Figures) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    return f"{figures['date']}, {figures['machine']}; {versions}."


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in [head, ["---"] * len(head), *rows]:
        yield f"| {' | '.join(row)} |"
    yield ""


_PARTS: Mapping[str, Callable[[Figures], Iterator[str]]] = {
    "portals": _portals,
    "public": _public,
    "revisions": _revisions,
    "captures": _captures,
    "speed": _speed,
}
