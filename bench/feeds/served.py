"""The server of bench.feeds.server as a process of its own, so that its work is nobody else's."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Self

from bench.feeds.made import address
from bench.feeds.server import PATH

PROJECT = Path(__file__).parents[2]


class Served:
    """Feeds of a folder, served while the context lasts."""

    def __init__(self, folder: Path, feeds: int, *, is_packing: bool = False) -> None:
        self.feeds = feeds
        packing = ["--gzip"] if is_packing else []
        self._process = subprocess.Popen(  # noqa: S603 - our own server
            [sys.executable, "-m", "bench.feeds.server", str(folder), "--feeds", str(feeds), *packing],
            cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._port: int = self._listen()["port"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()  # the end of its input is the end of the server

    def urls(self) -> list[str]:
        """Return the addresses of all feeds."""
        return [f"http://{address(number)}:{self._port}{PATH}" for number in range(self.feeds)]

    def take_counts(self) -> dict[str, int]:
        """Return what was asked for since the last call; what has changed on the disk is served from now on."""
        assert self._process.stdin
        print(file=self._process.stdin, flush=True)
        return self._listen()

    def _listen(self) -> dict[str, int]:
        assert self._process.stdout
        record: dict[str, int] = json.loads(self._process.stdout.readline())
        return record
