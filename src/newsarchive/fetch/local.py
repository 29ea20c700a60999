"""Files and standard input."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from newsarchive.errors import FetchError
from newsarchive.model.article import Capture

LARGEST = 20_000_000  # bytes
_SPOOL_BYTES = 1_000_000  # of standard input that stay in memory
_MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}


def read_file(source: str, now: datetime, *, largest: int = LARGEST) -> Capture:
    """Return the bytes of a regular file.

    Raises:
        FetchError: there is no such file, it may not be read, or it is no regular file or too large.
    """
    with opened_file(source) as file:
        try:
            body = _read(file, source, largest)
        except OSError as error:
            raise _refused(source, error) from error
    path = Path(source)
    return Capture(path.absolute().as_uri(), body, _MEDIA_TYPES.get(path.suffix.lower(), ""), now)


@contextmanager
def opened_file(source: str) -> Iterator[BinaryIO]:
    """Yield a regular file, open for reading.

    Raises:
        FetchError: there is no such file, it may not be read, or it is no regular file.
    """
    try:
        # Without O_NONBLOCK a pipe that nobody writes to would hang here.
        descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _refused(source, error) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FetchError(source, "not a regular file", "give a file that holds a page")
    with os.fdopen(descriptor, "rb") as file:
        yield file


@contextmanager
def spooled(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Yield all of standard input as a file that can be read twice; a long one lies on the disk, under no name.

    Raises:
        FetchError: there is no room for it.
    """
    from shutil import copyfileobj
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(max_size=_SPOOL_BYTES) as spool:
        try:
            copyfileobj(stream, spool)
        except OSError as error:
            raise FetchError(
                "standard input", (error.strerror or str(error)).lower(), "free some space, or set TMPDIR"
            ) from error
        spool.seek(0)
        yield cast(BinaryIO, spool)


def read_stream(stream: BinaryIO, now: datetime, *, largest: int = LARGEST) -> Capture:
    """Return the bytes of standard input. Raises FetchError if they are too many."""
    return Capture("", _read(stream, "standard input", largest), "", now)


def _refused(source: str, error: Exception) -> FetchError:
    reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return FetchError(source, reason.lower(), "check the name of the file and its rights")


def _read(stream: BinaryIO, source: str, largest: int) -> bytes:
    body = stream.read(largest + 1)
    if len(body) > largest:
        raise FetchError(source, f"larger than {largest:,} bytes", "save the article alone, without the rest")
    return body
