"""The root of the command line: global options, commands loaded when called, errors caught once."""

import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from typer.main import get_command

from newsarchive.cli.ending import ended
from newsarchive.cli.group import Group
from newsarchive.cli.options import examples
from newsarchive.cli.runtime import Runtime
from newsarchive.errors import ExitCode
from newsarchive.version import __version__

# In the order of help: what is done most comes first. The modules of the commands are found by these names.
COMMANDS = {
    "add": "add",
    "search": "search",
    "list": "listing",
    "show": "show",
    "history": "history",
    "diff": "diff",
    "cite": "cite",
    "tag": "tag",
    "edit": "edit",
    "delete": "delete",
    "restore": "restore",
    "export": "export",
    "import": "importing",
    "feed": "feed",
    "sync": "sync",
    "recheck": "recheck",
    "reextract": "reextract",
    "saved": "saved",
    "abbreviation": "abbreviation",
    "reindex": "reindex",
    "help": "help",
}
_NAME = "newsarchive"


class Root(Group):
    """A group that imports the module of the command that is called, and no other."""

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

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command line; errors pass through, where typer's own `main` would hide a closed pipe."""
        self._main_shell_completion({}, _NAME)
        with self.make_context(_NAME, list(args or ())) as context:
            self.invoke(context)


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "newsarchive add https://binhlac.example/vi/news/dan-van/hoi-nghi-tong-ket-cong-tac-dan-van-17.html",
        'newsarchive search "dân vận"        # dan van finds it too',
        "newsarchive export --rss -o tin.rss",
    ),
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"{_NAME} {__version__}")
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
    ctx.obj = Runtime(archive, is_quiet=quiet, verbosity=verbose)
    ctx.call_on_close(ctx.obj.close)


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    _prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; what the user can mend is told on standard error."""
    return ended(lambda: get_command(app).main(arguments, prog_name=_NAME))


def _prepare_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # the caller closed it, as in: newsarchive list >&-
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - open as long as the process runs
    for stream in (sys.stdout, sys.stderr):
        # A pipe under cron has no locale; Vietnamese is UTF-8 all the same.
        if "PYTHONIOENCODING" not in os.environ and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(ExitCode.TERMINATED)
