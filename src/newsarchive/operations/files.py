"""Writing files so that a reader sees the old one or the whole new one, never a half."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsarchive.errors import NewsArchiveError

Write = Callable[[str], object]
TITLE = "Kho lưu trữ tin tức"  # of what is exported, unless the user gives it another


@contextmanager
def written_whole(path: Path) -> Iterator[Callable[[str], object]]:
    """Give a function that writes text (UTF-8) to what becomes path when all of it is on the disk.

    Raises:
        NewsArchiveError: path cannot be written; what stood there is untouched.
    """
    with bytes_written_whole(path) as write:
        yield lambda text: write(text.encode("utf-8", "replace"))


@contextmanager
def bytes_written_whole(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes bytes, as `written_whole` does text. Raises NewsArchiveError."""
    temporary = ""
    try:
        if path.is_dir():
            raise NewsArchiveError(f"{path}: a folder", "give the name of a file")
        if path.exists() and not path.is_file():  # a pipe or a device is written, never replaced
            with path.open("wb") as stream:
                yield stream.write
            return
        path = path.resolve()  # what a link points to is meant
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
        temporary = ""
        _sync_folder(path.parent)
    except OSError as error:
        raise NewsArchiveError(f"{path}: {(error.strerror or str(error)).lower()}", "choose another place") from error
    finally:
        if temporary:
            Path(temporary).unlink()


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, if it is not there. Raises NewsArchiveError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "not a folder" if isinstance(error, FileExistsError) else (error.strerror or "").lower()
        raise NewsArchiveError(f"{folder}: {reason}", "choose another folder") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
