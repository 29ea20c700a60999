"""What a command costs: time by the clock, CPU time and memory, its children included."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LAUNCHER = Path(__file__).with_name("launch.py")
_LONGEST = 900  # seconds
_TAIL = 2000  # characters of what a failed command has said


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one command, or of several one after the other."""

    wall: float  # seconds
    user: float  # seconds
    system: float  # seconds
    memory: int  # bytes: the peak of the largest process; not below that of a bare Python, which starts it

    @property
    def cpu(self) -> float:
        """Return the seconds of CPU time."""
        return self.user + self.system


class CommandError(Exception):
    """A command has ended with another code than 0; None if it has not ended at all."""

    def __init__(self, command: Sequence[str], code: int | None, said: str) -> None:
        super().__init__(f"{' '.join(command[:6])}: {code}\n{said[-_TAIL:]}")
        self.code = code


def run(command: Sequence[str], home: Path) -> Cost:
    """Return what command costs, run with home as its home and working folder; its words go to home/log.

    Raises:
        CommandError: it has ended with another code than 0, or not at all.
    """
    report, log = home / "cost", home / "log"
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(  # noqa: S603 - the tools that are compared
            [sys.executable, "-I", "-S", str(_LAUNCHER), str(report), *command],
            cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
        try:
            code: int | None = process.wait(_LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            code = None
    if code != 0:
        raise CommandError(command, code, log.read_text(encoding="utf-8", errors="replace"))
    wall, user, system, kilobytes = report.read_text(encoding="utf-8").split()
    return Cost(float(wall), float(user), float(system), int(kilobytes) * 1024)


def total(costs: Iterable[Cost]) -> Cost:
    """Return the cost of commands that ran one after the other."""
    every = list(costs)
    return Cost(
        sum(one.wall for one in every),
        sum(one.user for one in every),
        sum(one.system for one in every),
        max(one.memory for one in every),
    )


def medians(costs: Iterable[Cost]) -> Cost:
    """Return the median of each figure of several runs."""
    every = list(costs)
    return Cost(
        median(one.wall for one in every),
        median(one.user for one in every),
        median(one.system for one in every),
        int(median(one.memory for one in every)),
    )
