"""Measure syncing, importing and exporting; each step writes its figures into the scratch folder, the last RESULTS.md.

python -m bench.feeds.run all
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.feeds import importing, report, sync
from bench.feeds.made import Portals
from bench.feeds.origin import machine, versions
from bench.feeds.tools import installed

_FOLDER = Path("/tmp/newsarchive-bench-feeds")  # noqa: S108 - the command line can name another
Options = argparse.Namespace
Figures = dict[str, Any]


def measure_plain(options: Options) -> Figures:
    """Return what syncing costs every tool when feeds are sent as they are."""
    return _sync(options, is_packing=False)


def measure_gzip(options: Options) -> Figures:
    """Return the same when feeds are packed for those who take it."""
    return _sync(options, is_packing=True)


def measure_import(options: Options) -> Figures:
    """Return what one large file costs."""
    sizes = (options.large // 10, options.large)
    files = importing.measure(options.folder / "import", sizes, repeats=options.repeats)
    return {"repeats": options.repeats, "files": files}


STEPS: dict[str, Callable[[Options], Figures]] = {
    "sync-plain": measure_plain,
    "sync-gzip": measure_gzip,
    "import": measure_import,
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
            figures = {**STEPS[step](options), **_origin(options)}
            (results / f"{step}.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    report.write(results, options.output)
    print(options.output.read_text(encoding="utf-8"))


def _options() -> Options:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("steps", nargs="+", choices=[*STEPS, "all", "report"])
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="for feeds, archives and figures")
    parser.add_argument("--peers", type=Path, default=_FOLDER / "peers", help="environment with reader and rss2email")
    parser.add_argument("--tools", nargs="*", help="only these, as they are called in the tables")
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--entries", type=int, default=50, help="of each feed")
    parser.add_argument("--large", type=int, default=10_000, help="entries of the large file")
    parser.add_argument("--jobs", type=int, default=16, help="feeds at once, for every tool")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--output", type=Path, default=report.RESULTS)
    return parser.parse_args()


def _sync(options: Options, *, is_packing: bool) -> Figures:
    portals = Portals(options.folder / "feeds", options.feeds, options.entries)
    tools = [tool for tool in installed(options.jobs, options.peers) if not options.tools or tool.name in options.tools]
    return sync.measure(portals, tools, options.folder, repeats=options.repeats, is_packing=is_packing)


def _origin(options: Options) -> Figures:
    return {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "versions": versions(options.peers)}


if __name__ == "__main__":
    main()
