"""What can go wrong that a user caused or can mend, and the exit code that says so.

A message names what failed and on what, in lower case and without a full stop; the remedy stands in `hint`.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a script learns from the end of a run."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    PARTIAL = 4
    BUSY = 75  # EX_TEMPFAIL of sysexits.h
    INTERRUPTED = 130  # 128 + SIGINT
    TERMINATED = 143  # 128 + SIGTERM


class NewsArchiveError(Exception):
    """Something a user can understand and act on."""

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFoundError(NewsArchiveError):
    """No such article, tag or archive; also: nothing matches."""

    exit_code = ExitCode.NOT_FOUND


class SourceError(NewsArchiveError):
    """A page, file or feed that could not be read, and why."""

    def __init__(self, source: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{source}: {reason}", hint)
        self.source = source
        self.reason = reason


class FetchError(SourceError):
    """The source refused, failed, or took too long."""


class ParseError(SourceError):
    """What came is neither an article nor a feed."""


class UsageError(NewsArchiveError):
    """The command was understood, but not with these words."""

    exit_code = ExitCode.USAGE


class QueryError(UsageError):
    """A query that cannot be understood, and where."""

    def __init__(self, reason: str, query: str, position: int, hint: str = "") -> None:
        super().__init__(reason, hint)
        self.query = query
        self.position = position


class ConfigError(UsageError):
    """A file of settings is wrong, and where."""


class StoreError(NewsArchiveError):
    """The archive file cannot be used."""


class StoreBusyError(StoreError):
    """Another process is writing to the archive."""

    exit_code = ExitCode.BUSY


class StoreTooNewError(StoreError):
    """The archive was written by a newer release."""


class PartialFailureError(NewsArchiveError):
    """Some items failed, the others were done."""

    exit_code = ExitCode.PARTIAL
