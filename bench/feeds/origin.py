"""Where figures come from: the machine, and the versions of what has a part in them."""

import os
import platform
import shutil
import sqlite3
import subprocess
from pathlib import Path


def versions(peers: Path) -> dict[str, str]:
    """Return the versions of everything that has a part in the figures."""
    from newsarchive.version import __version__

    python = str(peers / "bin" / "python")
    found = {
        "newsarchive": __version__,
        "newsboat": _package_version("newsboat"),
        "sfeed": _package_version("sfeed"),
        "reader": version_in(python, "reader"),
        "rss2email": version_in(python, "rss2email"),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }
    return {name: version for name, version in found.items() if version}


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _package_version(name: str) -> str:
    """Return the version of a package of Debian; sfeed tells none itself."""
    return _said(["dpkg-query", "-W", "-f", "${Version}", name])


def version_in(python: str, package: str) -> str:
    """Return the version of a package that a Python has; "" if it has none, or there is no such Python."""
    return _said([python, "-c", f"import importlib.metadata as m; print(m.version('{package}'))"])


def _said(command: list[str]) -> str:
    if not shutil.which(command[0]):
        return ""
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()  # noqa: S603 - from above
