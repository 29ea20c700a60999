"""A function of ours in a process of its own, which is stopped when it takes too long.

Some libraries are busy for minutes, and all threads with them, with a few kilobytes that somebody made for it. Nobody
watches a sync: nothing that a stranger serves may hold it up.
"""

import sys
from collections.abc import Callable
from typing import TypeVar

from newsarchive.errors import ParseError

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def call(function: Callable[[_Given], _Made], given: _Given, seconds: int) -> _Made:
    """Return what a function at the top of a module makes of given; both are handed over by pickle.

    Raises:
        ParseError: as the function does.
        TimeoutError: it took longer, or its process did not live.
    """
    if not sys.executable:
        return function(given)
    import pickle
    import subprocess

    command = [sys.executable, "-P", "-m", __name__]  # -P: no module of the current directory is ours
    task = pickle.dumps((function, given, seconds))
    try:
        done = subprocess.run(command, input=task, capture_output=True, timeout=seconds, check=True)  # noqa: S603 - ourselves
    except (subprocess.SubprocessError, OSError) as error:
        raise TimeoutError from error
    made, failure = pickle.loads(done.stdout)  # noqa: S301 - written below
    if failure:
        raise ParseError(*failure)
    return made  # type: ignore[no-any-return]  # what came through the pickle is what the function returns


def main() -> None:
    """Read a task from standard input; write what came of it to standard output."""
    import pickle
    import resource

    function, given, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - written above
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))  # also when nobody waits any more
    made, failure = None, None
    try:
        made = function(given)
    except ParseError as error:
        failure = (error.source, error.reason, error.hint)
    pickle.dump((made, failure), sys.stdout.buffer)


if __name__ == "__main__":
    main()
