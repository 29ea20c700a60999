"""Runs a command and writes what it and all its children cost: `launch.py REPORT COMMAND...`.

It imports next to nothing: a new process starts with the peak memory of the one that starts it.
"""

import os
import sys
import time


def main() -> None:
    """Run the command; end as it does."""
    report, *command = sys.argv[1:]
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    status, usage = os.wait4(process, 0)[1:]
    wall = time.perf_counter() - started
    with open(report, "w") as file:  # noqa: PTH123 - pathlib is memory, and these are digits
        print(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss, file=file)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
