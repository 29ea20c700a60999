"""Files and standard input."""

import os
import stat
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import FetchError
from newsarchive.model.article import Capture

LARGEST = 20_000_000  # bytes
_MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}


def read_file(source: str, now: datetime, *, largest: int = LARGEST) -> Capture:
    """Return the bytes of a regular file.

    Raises:
        FetchError: there is no such file, it may not be read, or it is no regular file or too large.
    """
    path = Path(source)
    try:
        # Without O_NONBLOCK a pipe that nobody writes to would hang here.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FetchError(source, "not a regular file", "give a file that holds a page")
            body = _read(file, source, largest)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
        raise FetchError(source, reason.lower(), "check the name of the file and its rights") from error
    return Capture(path.absolute().as_uri(), body, _MEDIA_TYPES.get(path.suffix.lower(), ""), now)


def read_stream(stream: BinaryIO, now: datetime, *, largest: int = LARGEST) -> Capture:
    """Return the bytes of standard input. Raises FetchError if they are too many."""
    return Capture("", _read(stream, "standard input", largest), "", now)


def _read(stream: BinaryIO, source: str, largest: int) -> bytes:
    body = stream.read(largest + 1)
    if len(body) > largest:
        raise FetchError(source, f"larger than {largest:,} bytes", "save the article alone, without the rest")
    return body
