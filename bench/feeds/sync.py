"""Syncing the same feeds with every tool: what a first sync costs, and the later ones."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.feeds.cost import Cost, medians, run, total
from bench.feeds.made import Portals
from bench.feeds.served import Served
from bench.feeds.tools import Tool

Figures = dict[str, Any]
_STATUSES = ("200", "304", "404")


@dataclass(frozen=True, slots=True)
class Round:
    """One sync: its cost, what the server saw of it, and what is stored after it."""

    cost: Cost
    counts: dict[str, int]
    articles: int
    stored: int  # bytes


def rounds(portals: Portals) -> dict[str, Callable[[], None]]:
    """Return the syncs of one run in their order: what is done to the portals before each."""
    return {
        "first": portals.publish,
        "second, nothing new": lambda: None,
        "third, nothing new": lambda: None,
        "other validators, same bytes": portals.touch,
        "other lastBuildDate, same entries": portals.rebuild,
        "one new entry in one feed": portals.add_entry,
    }


def measure(portals: Portals, tools: Iterable[Tool], folder: Path, *, repeats: int, is_packing: bool) -> Figures:
    """Return for each tool and each sync the medians of repeats; the tools take turns."""
    tools = list(tools)
    portals.publish()
    runs: dict[str, list[dict[str, Round]]] = {tool.name: [] for tool in tools}
    with Served(portals.folder, portals.feeds, is_packing=is_packing) as served:
        for _ in range(repeats):
            for tool in tools:
                runs[tool.name].append(_run(tool, portals, served, folder))
    return {
        "feeds": portals.feeds,
        "entries": portals.entries,
        "bytes": portals.size(),
        "repeats": repeats,
        "tools": {name: _summary(every) for name, every in runs.items()},
    }


def _run(tool: Tool, portals: Portals, served: Served, folder: Path) -> dict[str, Round]:
    """Return what each sync of one tool has cost, from an empty folder on."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    portals.publish()
    tool.set_up(home, served.urls())
    made = {}
    for name, change in rounds(portals).items():
        change()
        served.take_counts()
        made[name] = _round(tool, served, home)
    return made


def _round(tool: Tool, served: Served, home: Path) -> Round:
    cost = total([run(command, home) for command in tool.commands(home)])
    stored = sum(path.stat().st_size for path in tool.files(home))
    return Round(cost, served.take_counts(), tool.articles(home), stored)


def _summary(every: list[dict[str, Round]]) -> dict[str, Figures]:
    return {name: _middle([one[name] for one in every]) for name in every[0]}


def _middle(repeats: list[Round]) -> Figures:
    """Return the medians of one sync; what is counted is the last repeat's, and said to differ if it does."""
    last = repeats[-1]
    cost = medians(one.cost for one in repeats)
    return {
        **asdict(cost),
        "cpu": median(one.cost.cpu for one in repeats),
        "least_cpu": min(one.cost.cpu for one in repeats),
        "most_cpu": max(one.cost.cpu for one in repeats),
        "counts": last.counts,
        "statuses": ", ".join(sorted({statuses(one.counts) for one in repeats})) or "none",
        "articles": sorted({one.articles for one in repeats}),
        "stored": last.stored,
    }


def statuses(counts: dict[str, int]) -> str:
    """Return how often each status was sent.

    >>> statuses({"requests": 100, "304": 99, "200": 1})
    '1 × 200 + 99 × 304'
    """
    return " + ".join(f"{counts[status]} × {status}" for status in _STATUSES if counts.get(status))
