"""One sync at a time: a lock beside the archive that ends with the process that holds it."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from newsarchive.errors import StoreBusyError, StoreError

_SUFFIX = "-sync.lock"
_PAUSE = 0.2  # seconds between two tries
_LONGEST_NOTE = 100  # bytes
_HINT = "wait for it with: newsarchive sync --wait 60"


@contextmanager
def sync_lock(
    path: Path, now: datetime, wait: float = 0.0, sleep: Callable[[float], object] = time.sleep
) -> Iterator[None]:
    """Hold the lock of the archive at path; wait so many seconds for whoever holds it.

    The kernel frees the lock of a process that ends in whatever way. An archive in memory needs none.

    Raises:
        StoreBusyError: somebody else holds it still.
        StoreError: nothing can be written beside the archive.
    """
    if str(path) == ":memory:":
        yield
        return
    archive = path.resolve()  # by whatever name it is called
    lock = archive.with_name(archive.name + _SUFFIX)
    descriptor = _acquire(lock, now, wait, sleep)
    try:
        with suppress(OSError):  # a full disk: who waits learns less, and the archive itself will tell
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()} {now.isoformat(timespec='seconds')}\n".encode(), 0)
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(lock: Path, now: datetime, wait: float, sleep: Callable[[float], object]) -> int:
    waited = 0.0
    while (descriptor := _try(lock)) is None:
        if waited >= wait:
            raise StoreBusyError(_describe(lock, now), _HINT)
        pause = min(_PAUSE, wait - waited)
        sleep(pause)
        waited += pause
    return descriptor


def _try(lock: Path) -> int | None:
    """Return a descriptor that holds the lock; None if somebody holds it, or has just given it up."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), lock.stat()):
                return descriptor
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)
    except OSError as error:
        raise StoreError(
            f"{lock}: {(error.strerror or '').lower()}", "a sync needs the right to write beside the archive"
        ) from error
    return None


def _describe(lock: Path, now: datetime) -> str:
    try:
        with lock.open("rb") as file:
            pid, words = file.read(_LONGEST_NOTE).decode("ascii").split()
        since = datetime.fromisoformat(words).astimezone()
        day = "" if since.date() == now.astimezone().date() else f"{since:%Y-%m-%d} "
        return f"another sync runs: process {int(pid)}, since {day}{since:%H:%M}"
    except (OSError, ValueError):  # it has just begun or ended
        return "another sync runs"
