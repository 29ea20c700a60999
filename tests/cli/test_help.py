from pathlib import Path

import pytest

from newsarchive.cli.commands.help import PAGES
from pages import Cli

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_in_a_pipe_is_as_written(cli: Cli, name: str) -> None:
    ended = cli("help", name)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (DOCS / f"{name}.md").read_text(encoding="utf-8")


def test_page_at_a_terminal_is_laid_out(cli: Cli) -> None:
    ended = cli("help", "query", at_terminal=True)

    assert (ended.code, ended.err) == (0, "")
    assert "dân vận | mặt trận" in " ".join(ended.out.split())
    assert not any(sign in ended.out for sign in ("`", "## ", "|---|", "**"))
    assert max(map(len, ended.out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["", "search", "tag", "tag add"])
def test_help_on_a_command_is_its_own_help(cli: Cli, command: str) -> None:
    ended = cli("help", *command.split())

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == cli(*command.split(), "--help").out


@pytest.mark.parametrize(
    ("topic", "hint"),
    [
        pytest.param("qury", "did you mean 'query'?", id="mistyped page"),
        pytest.param("serach", "did you mean 'search'?", id="mistyped command"),
        pytest.param("tag remvoe", "did you mean 'remove'?", id="mistyped command of a group"),
        pytest.param("tag query", "topics: add, remove, ", id="page is none of a group"),
        pytest.param("zzz", "topics: query, add, search, ", id="unknown"),
        pytest.param("search bão", "see: newsarchive search --help", id="too much"),
    ],
)
def test_unknown_topic_is_refused_with_a_way_out(cli: Cli, topic: str, hint: str) -> None:
    ended = cli("help", *topic.split())

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"newsarchive: no help on {topic.rpartition(' ')[2]!r}\nhint: {hint}")
