"""Writes RESULTS.md from the figures of a run."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "RESULTS.md"
_HEAD = """# Feeds: figures

Written by `python -m bench.feeds.run`; what each figure is, and how it comes about: [../README.md](../README.md).
"""
Figures = dict[str, Any]


def write(folder: Path, path: Path = RESULTS) -> None:
    """Write the figures in folder to path."""
    figures = {one.stem: json.loads(one.read_text(encoding="utf-8")) for one in folder.glob("*.json")}
    parts = [_HEAD, *(part for name, make in _PARTS.items() if name in figures for part in make(figures[name]))]
    path.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


def _plain(figures: Figures) -> Iterator[str]:
    yield from _sync("Syncing, sent as it is", figures)


def _gzip(figures: Figures) -> Iterator[str]:
    yield from _sync("Syncing, gzip for those who take it", figures)


def _sync(title: str, figures: Figures) -> Iterator[str]:
    yield f"## {title}\n"
    size = f"{figures['feeds']} feeds × {figures['entries']} entries, {figures['bytes'] / 1e6:.1f} MB"
    yield f"{size}; medians of {figures['repeats']}. {_origin(figures)}\n"
    for name in next(iter(figures["tools"].values())):
        yield f"### {name[0].upper() + name[1:]}\n"
        yield from _table(_SYNC_HEAD, [_sync_row(tool, syncs[name]) for tool, syncs in figures["tools"].items()])


_SYNC_HEAD = ["", "CPU s", "least, most", "wall s", "answers", "MB sent", "articles", "MB stored", "peak memory, MB"]


def _sync_row(tool: str, one: Figures) -> list[str]:
    return [
        tool,
        f"{one['cpu']:.2f}",
        f"{one['least_cpu']:.2f}, {one['most_cpu']:.2f}",
        f"{one['wall']:.2f}",
        one["statuses"],
        f"{one['counts'].get('bytes', 0) / 1e6:.2f}",
        " / ".join(f"{count:,}" for count in one["articles"]),
        f"{one['stored'] / 1e6:.1f}",
        f"{one['memory'] / 1e6:.0f}",
    ]


def _import(figures: Figures) -> Iterator[str]:
    yield "## One large file\n"
    yield f"Medians of {figures['repeats']}. {_origin(figures)}\n"
    for one in figures["files"].values():
        yield f"### {one['entries']:,} entries, {one['bytes'] / 1e6:.1f} MB of RSS\n"
        rows = [_import_row(name, row) for name, row in one["commands"].items()]
        yield from _table(["", "CPU s", "wall s", "articles per CPU-second", "peak memory, MB", "MB left"], rows)


def _import_row(name: str, one: Figures | None) -> list[str]:
    if one is None:
        return [name, *["–"] * 5]
    left = "–" if name.startswith("feedparser") else f"{one['bytes'] / 1e6:.1f}"
    return [name, f"{one['cpu']:.2f}", f"{one['wall']:.2f}", f"{one['rate']:,.0f}", f"{one['memory'] / 1e6:.0f}", left]


def _origin(figures: Figures) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    return f"{figures['date']}, {figures['machine']}; {versions}."


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in [head, ["---"] * len(head), *rows]:
        yield f"| {' | '.join(row)} |"
    yield ""


_PARTS = {"sync-plain": _plain, "sync-gzip": _gzip, "import": _import}
