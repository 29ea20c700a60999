"""feedparser in a process of its own, which is stopped when it takes too long.

Some documents of a few kilobytes keep it busy for minutes, and all threads with it: it is given what is small at
once, and what is large there.
"""

import sys

from newsarchive.errors import ParseError
from newsarchive.feeds.foreign import HINT, read_foreign
from newsarchive.model.feed import FeedDocument

SMALL = 8_000  # characters: a start of Python costs more than it could take for these
LONGEST = 30.0  # seconds


def read_apart(document: str) -> FeedDocument:
    """Return what feedparser reads in a mended document.

    Raises:
        ParseError: nothing of a feed, or not in time.
    """
    if len(document) <= SMALL or not sys.executable:
        return read_foreign(document)
    import pickle
    import subprocess

    command = [sys.executable, "-P", "-m", __name__]  # -P: no module of the current directory is ours
    try:
        done = subprocess.run(command, input=document.encode(), capture_output=True, timeout=LONGEST, check=True)  # noqa: S603 - ourselves
    except (subprocess.SubprocessError, OSError) as error:
        raise ParseError("feed", "damaged beyond reading", HINT) from error
    found: FeedDocument | tuple[str, str, str] = pickle.loads(done.stdout)  # noqa: S301 - written below
    if isinstance(found, tuple):
        raise ParseError(*found)
    return found


def main() -> None:
    """Read a document from standard input; write what it holds, or why it is none, to standard output."""
    import pickle

    try:
        found: FeedDocument | tuple[str, str, str] = read_foreign(sys.stdin.buffer.read().decode())
    except ParseError as error:
        found = (error.source, error.reason, error.hint)
    pickle.dump(found, sys.stdout.buffer)


if __name__ == "__main__":
    main()
