"""The root of the command line: global options, commands loaded when called, errors caught once."""

import errno
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from newsarchive.cli.options import examples
from newsarchive.cli.output import print_failure
from newsarchive.cli.runtime import Runtime
from newsarchive.errors import ExitCode, NewsArchiveError
from newsarchive.version import __version__

# In the order of help: what is done most comes first. The modules of the commands are found by these names.
COMMANDS = {
    "add": "add",
    "search": "search",
    "list": "listing",
    "show": "show",
    "tag": "tag",
    "edit": "edit",
    "delete": "delete",
    "restore": "restore",
    "export": "export",
    "import": "importing",
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class Root(TyperGroup):
    """A group that imports the module of the command that is called, and no other."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # Typer suggests from these names

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"newsarchive.cli.commands.{COMMANDS[cmd_name]}").app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "newsarchive add https://binhlac.example/vi/news/tin-tuc/hoi-nghi-dan-van-17.html",
        'newsarchive search "dân vận"        # dan van finds it too',
        "newsarchive export --rss -o tin.rss",
    ),
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"newsarchive {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    archive: Annotated[
        Path | None,
        typer.Option("--archive", envvar="NEWSARCHIVE_FILE", help="The archive; else one in your user data folder."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say what is done; twice: more.")] = 0,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep the news of small portals: findable, provable, in one file of your own."""
    if verbose:
        _log(verbose)
    ctx.obj = Runtime(archive, is_quiet=quiet)
    ctx.call_on_close(ctx.obj.close)


def _log(verbose: int) -> None:
    import logging

    level = logging.INFO if verbose == 1 else logging.DEBUG
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr, force=True)


def main() -> None:
    """Run the command line and end with its exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if "PYTHONIOENCODING" not in os.environ:  # a pipe under cron has no locale; Vietnamese is UTF-8 all the same
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are TextIOWrapper
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; what the user can mend is told on standard error."""
    try:
        code = _call(arguments)
        sys.stdout.flush()
    except NewsArchiveError as error:
        print_failure(error)
        return error.exit_code
    except BrokenPipeError:  # whoever read has seen enough
        _silence_stdout()
        return ExitCode.OK
    except OSError as error:
        if error.errno not in _FULL or error.filename:
            raise
        _silence_stdout()
        print_failure(NewsArchiveError(f"standard output: {(error.strerror or '').lower()}", "free some space"))
        return ExitCode.FAILED
    if code == ExitCode.INTERRUPTED:
        typer.echo("newsarchive: interrupted", err=True)
    return code


def _call(arguments: list[str]) -> int:
    """Run one command and return the code with which Typer ends it."""
    try:
        get_command(app).main(arguments, prog_name="newsarchive")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        return int(end.code or 0)
    return ExitCode.OK  # pragma: no cover - Typer always ends with SystemExit


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(ExitCode.TERMINATED)


def _silence_stdout() -> None:
    """Point standard output nowhere, so that the interpreter's last flush has nothing to say."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
