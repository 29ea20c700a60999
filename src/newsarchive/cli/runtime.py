"""What the global options say, and the one archive that a command opens."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from newsarchive.cli.output import is_terminal, print_note, print_tsv, printable
from newsarchive.errors import UsageError
from newsarchive.model.article import ArticleId, Outcome, Result

if TYPE_CHECKING:
    from newsarchive.store.index import Progress
    from newsarchive.store.store import Store


class Runtime:
    """One run of the command line: its archive, opened when first asked for, and how much it says."""

    def __init__(self, archive: Path | None, *, is_quiet: bool = False, verbosity: int = 0) -> None:
        self._archive = archive
        self._store: Store | None = None
        self._verbosity = verbosity
        self.is_quiet = is_quiet
        self.now = datetime.now(UTC)

    @property
    def archive(self) -> Path:
        """Return where the archive is, or will be."""
        if self._archive is None:
            from platformdirs import user_data_path

            self._archive = user_data_path("newsarchive", appauthor=False) / "archive.db"
        try:
            return self._archive.expanduser()  # cron hands "~" over as it stands
        except RuntimeError as error:  # ~somebody
            raise UsageError(f"{self._archive}: no such user", "give the whole path") from error

    def take_time(self) -> datetime:
        """Return what the time is now, for a command that had to wait; from here on it is the time of this run."""
        self.now = datetime.now(UTC)
        return self.now

    def reading(self) -> "Store":
        """Return the archive, opened for reading. Raises NotFoundError if there is none yet."""
        from newsarchive.store.store import Store

        if self._verbosity:
            self._start_log()
        return self._open(Store.open_reading)

    def writing(self) -> "Store":
        """Return the archive, opened for changing it, and made if there is none yet."""
        from newsarchive.store.store import Store

        self._start_log()
        return self._open(Store.open_writing)

    def changing(self) -> "Store":
        """Return the archive, opened for changing what is there. Raises NotFoundError if there is none yet."""
        if self._store is None:
            self.reading().close()
            self._store = None
        return self.writing()

    def say(self, line: str) -> None:
        """Print one line of what was done, unless the user asked for quiet."""
        if not self.is_quiet:
            typer.echo(printable(line))

    def report(self, result: Result) -> None:
        """Print what became of one source."""
        self.tell(result.outcome, result.id, result.title)
        if result.outcome is Outcome.DELETED and not self.is_quiet:
            print_note(f"article {result.id} was deleted by hand; bring it back with: newsarchive restore {result.id}")

    def tell(self, what: str, article_id: ArticleId, title: str) -> None:
        """Print what was done to one article: aligned for a person, TSV in a pipe."""
        if is_terminal():
            self.say(f"{what:<9}  {article_id:>4}  {title}")
        elif not self.is_quiet:
            print_tsv([(what, article_id, title)])

    @contextmanager
    def progress(self, what: str) -> "Iterator[Progress]":
        """Show a person how far a long work is; yields what is to be told: how many are done, and of how many."""
        from newsarchive.cli.progress import shown

        with shown(what, is_quiet=self.is_quiet) as progress:
            yield progress

    def close(self) -> None:
        """Close the archive if it was opened."""
        if self._store:
            self._store.close()

    def _start_log(self) -> None:
        from newsarchive.cli.log import start_log

        start_log(self._verbosity)

    def _open(self, opening: "Callable[[Path, Progress], Store]") -> "Store":
        if self.is_quiet:
            logging.getLogger("newsarchive").setLevel(logging.ERROR)
        if self._store is None:
            with ExitStack() as stack:  # most archives need no work on opening, and then nothing is shown
                shown: list[Progress] = []

                def progress(done: int, total: int) -> None:
                    if not shown:
                        shown.append(stack.enter_context(self.progress("indexing")))
                    shown[0](done, total)

                self._store = opening(self.archive, progress)
        return self._store


def runtime(ctx: typer.Context) -> Runtime:
    """Return the runtime of this run."""
    return cast(Runtime, ctx.obj)
