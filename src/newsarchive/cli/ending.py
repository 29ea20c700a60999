"""How a run ends: whatever goes wrong becomes one clear line and an exit code, here and nowhere else."""

import errno
import sys
from collections.abc import Callable

import typer

from newsarchive.cli.group import guess
from newsarchive.cli.output import print_failure, print_note, silence
from newsarchive.errors import ExitCode, NewsArchiveError, UsageError

_NAME = "newsarchive"
_GLOBAL = frozenset({"--archive", "--quiet", "-q", "--verbose", "-v"})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_EXPECTED = (NewsArchiveError, typer.TyperException, typer.Exit, SystemExit, KeyboardInterrupt, OSError)


def ended(command: Callable[[], object]) -> int:
    """Run command, get out what it printed, and return the exit code; a bug passes through."""
    code = _guarded(command)
    return _guarded(lambda: sys.stdout.flush()) or code  # noqa: PLW0108 - stdout as it is by then


def _guarded(command: Callable[[], object]) -> int:
    try:
        command()
    except _EXPECTED as error:
        return _code(error)
    return ExitCode.OK


def _code(error: BaseException) -> int:  # noqa: PLR0911 - one for each way to end
    """Tell what went wrong, where there is something to tell, and return the exit code."""
    match error:
        case NewsArchiveError():
            print_failure(error)
            return error.exit_code
        case typer.TyperException():
            print_failure(_to_usage_error(error))
            return ExitCode.USAGE
        case typer.Exit():
            return error.exit_code
        case SystemExit():
            return error.code if isinstance(error.code, int) else ExitCode.OK
        case BrokenPipeError():  # whoever read has seen enough
            silence(sys.stdout)
            return ExitCode.OK
        case OSError():
            print_failure(_to_file_error(error))
            return ExitCode.FAILED
    print_note(f"{_NAME}: interrupted")
    return ExitCode.INTERRUPTED


def _to_file_error(error: OSError) -> NewsArchiveError:
    """Return what the system says of a file, or of standard output; raise what is about neither: a bug."""
    reason = (error.strerror or "").lower()
    if error.filename is not None:
        return NewsArchiveError(f"{error.filename}: {reason}")
    if error.errno not in _FULL:
        raise error
    silence(sys.stdout)
    return NewsArchiveError(f"standard output: {reason}", "free some space")


def _to_usage_error(error: typer.TyperException) -> UsageError:
    """Return what typer complains of, in the form of our own errors."""
    message = error.format_message().rstrip(".")
    context, option = getattr(error, "ctx", None), getattr(error, "option_name", "")
    hint = f"see: {context.command_path if context else _NAME} --help"
    if option in _GLOBAL:
        hint = f"it stands before the command: {_NAME} {option} …"
    elif similar := getattr(error, "possibilities", None):
        message, hint = f"no such option: {option}", guess(option, similar) or hint
    return UsageError(message[:1].lower() + message[1:], hint)
