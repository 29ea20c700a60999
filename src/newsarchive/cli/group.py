"""Groups and commands as typer makes them, with help and complaints in our own words."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from newsarchive.errors import UsageError

EXCLUDES = "\x1f"  # before an argument that excludes; see `to_text`
# Two characters after the dash at least, and not "-n20": that is an option with its value.
_EXCLUSION = re.compile(r"-(?![a-z]\d*$)[^-\s].", re.IGNORECASE | re.DOTALL)


class Command(TyperCommand):
    """A command whose usage line names its arguments as manual pages do: `show ID`, not `show {ID}`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the usage line."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class QueryCommand(Command):
    """A command whose arguments are a query: `-bão` excludes a word, and is no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options; what excludes is marked, for nothing else keeps it where it stands."""
        end = args.index("--") if "--" in args else len(args)
        names = {f"-{option.lstrip('-')}" for parameter in self.params for option in parameter.opts}  # -json: --json
        marked = [f"{EXCLUDES}{one}" if _EXCLUSION.match(one) and one not in names else one for one in args[:end]]
        return super().parse_args(ctx, [*marked, *args[end:]])


class Group(TyperGroup):
    """A group that shows its help when called alone, and guesses what a mistyped name meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options of the group; end with its help if there is nothing to parse."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that args begin with. Raises UsageError."""
        name, names = args[0], self.list_commands(ctx)
        if name in names or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise UsageError(f"no command {name!r}", guess(name, names) or f"list them with: {ctx.command_path} --help")


def guess(name: str, names: Sequence[str]) -> str:
    """Return a hint at what name was meant to be; "" if it is like none of names.

    >>> guess("serach", ("add", "search", "show"))
    "did you mean 'search'?"
    """
    close = get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else ""
