"""A folder of pages that a browser has saved."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from newsarchive.errors import FetchError, SourceError
from newsarchive.fetch.local import read_file
from newsarchive.model.article import Capture, Result
from newsarchive.operations.add import keep_capture
from newsarchive.operations.entries import Skipped
from newsarchive.store.store import Store
from newsarchive.text.urls import is_web

_PAGES = frozenset({".html", ".htm"})
_PARTS = "_files"  # of the folder that a browser saves the parts of a page into, frames among them
_REACH = 4_000  # bytes
# Of browsers, and of SingleFile.
_SAVED_FROM = re.compile(
    rb"<!--\s{0,9}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,9}url:\s?)([^\s>]{1,3000})"
)


def find_pages(folder: Path) -> tuple[Path, ...]:
    """Return the pages in a folder and those below it, in the order of their names; what links lead to is not in it.

    A folder below that cannot be read stands among them: it fails as a page does. Raises FetchError: this one cannot.
    """
    found: list[Path] = []
    folders = [folder]
    while folders:
        inside = folders.pop()
        try:
            with os.scandir(inside) as entries:
                for entry in entries:
                    (folders if _is_folder(entry) else found).extend(_wanted(entry))
        except OSError as error:
            if inside == folder:
                raise FetchError(str(folder), (error.strerror or str(error)).lower(), "check its rights") from error
            found.append(inside)
    return tuple(sorted(found))


def import_pages(store: Store, pages: tuple[Path, ...], now: datetime) -> Iterator[Result | Skipped]:
    """Archive pages, each in a transaction of its own; yield what became of each. One that fails stops no other."""
    for page in pages:
        try:
            yield keep_capture(store, _from_its_address(read_file(str(page), now)), now, source=str(page))
        except SourceError as error:
            yield Skipped(str(page), error.reason)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _wanted(entry: os.DirEntry[str]) -> Iterator[Path]:
    """Yield an entry of a folder if it is a page, or a folder that pages can be in."""
    path = Path(entry.path)
    if _is_folder(entry):
        is_wanted = not path.name.endswith(_PARTS)
    else:
        is_wanted = path.suffix.lower() in _PAGES and entry.is_file(follow_symlinks=False)
    if is_wanted:
        yield path


def _from_its_address(capture: Capture) -> Capture:
    """Return a capture under the address that its page says it was saved from, if it does."""
    match = _SAVED_FROM.search(capture.body[:_REACH])
    url = match[1].decode("utf-8", "replace") if match else ""
    return replace(capture, url=url) if is_web(url) else capture
