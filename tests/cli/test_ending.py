import errno
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from newsarchive.cli.ending import ended
from newsarchive.cli.log import start_log
from newsarchive.cli.output import print_failure
from newsarchive.errors import ExitCode, NotFoundError, QueryError, StoreBusyError
from pages import PAGE, Cli

TEXT = PAGE.format(title="Xã Bình Lạc gặt nhanh lúa mùa", words="gặt lúa")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device of Linux")


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which $N is newsarchive, its output buffered as it is for users."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    environment["N"] = f"{sys.executable} -m newsarchive"
    return subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False, env=environment)


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("serach bão", "no command 'serach'\nhint: did you mean 'search'?", id="command"),
        pytest.param("xyz", "no command 'xyz'\nhint: list them with: newsarchive --help", id="no such command"),
        pytest.param("tag lsit", "no command 'lsit'\nhint: did you mean 'list'?", id="command of a group"),
        pytest.param("list --limt 3", "no such option: --limt\nhint: did you mean '--limit'?", id="option"),
        pytest.param("list --xyz", "no such option: --xyz\nhint: see: newsarchive list --help", id="no such option"),
        pytest.param(
            "list -q", "no such option: -q\nhint: it stands before the command: newsarchive -q …", id="global option"
        ),
        pytest.param("show", "missing argument 'ID'\nhint: see: newsarchive show --help", id="argument"),
        pytest.param("-q", "missing command\nhint: see: newsarchive --help", id="no command"),
    ],
)
def test_mistyped_line_is_refused_with_what_was_meant(cli: Cli, line: str, said: str) -> None:
    assert cli(*line.split()) == (2, "", f"newsarchive: {said}\n")


@pytest.mark.parametrize("line", ["", "tag"])
def test_group_alone_shows_its_help(cli: Cli, line: str) -> None:
    shown = cli(*line.split())

    assert (shown.code, shown.err) == (0, "")
    assert "Commands:" in shown.out


def test_help_of_a_command_shows_what_belongs_to_it(cli: Cli) -> None:
    shown = cli("show", "--help").out

    assert shown.startswith("Usage: newsarchive show [OPTIONS] ID\n")
    assert "completion" not in shown


@pytest.mark.parametrize(
    "line", ["edit 7 --title x", "delete --yes 7", "restore 7", "tag add x 7", "tag remove x 7", "tag rename x y"]
)
def test_change_of_a_missing_archive_makes_none(cli: Cli, tmp_path: Path, line: str) -> None:
    refused = cli(*line.split())

    assert (refused.code, refused.out) == (3, "")
    assert "start one with: newsarchive add URL" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_number_that_no_article_can_have_is_refused(archive: Cli) -> None:
    assert archive("show", "9" * 30).code == 2


def test_article_deleted_by_hand_is_not_silently_left_out(archive: Cli) -> None:
    archive("delete", "--yes", "1")

    told, quiet = archive("add", "-", stdin=TEXT), archive("-q", "add", "-", stdin=TEXT)

    assert told.out.startswith("deleted\t1\t")
    assert told.err == "article 1 was deleted by hand; bring it back with: newsarchive restore 1\n"
    assert quiet == (0, "", "")


def test_busy_archive_ends_the_whole_run(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreBusyError("a.db: another process is writing", "run the command again later")

    monkeypatch.setattr("newsarchive.operations.add.add", busy)

    stopped = cli("add", "a.txt", "b.txt")

    assert (stopped.code, stopped.err.count("another process")) == (ExitCode.BUSY, 1)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        pytest.param(typer.Exit(5), 5, "", id="exit"),
        pytest.param(SystemExit(143), 143, "", id="terminated"),
        pytest.param(SystemExit(), 0, "", id="done"),
        pytest.param(BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, "", id="closed pipe"),
        pytest.param(KeyboardInterrupt(), 130, "newsarchive: interrupted\n", id="Ctrl-C"),
        pytest.param(NotFoundError("no tag 'x'"), 3, "newsarchive: no tag 'x'\n", id="ours"),
        pytest.param(
            typer.BadParameter("no"), 2, "newsarchive: invalid value: no\nhint: see: newsarchive --help\n", id="usage"
        ),
        pytest.param(
            PermissionError(errno.EACCES, "Permission denied", "tin\x1b.txt"),
            1,
            "newsarchive: tin\ufffd.txt: permission denied\n",
            id="file",
        ),
    ],
)
def test_every_end_has_its_code_and_at_most_one_line(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    assert ended(raising(error)) == code
    assert capsys.readouterr() == ("", said)


def test_bug_passes_through() -> None:
    with pytest.raises(OSError, match="Invalid argument"):
        ended(raising(OSError(errno.EINVAL, "Invalid argument")))


@needs_full
def test_full_disk_is_told_when_the_last_words_do_not_fit(archive: Cli) -> None:
    found_nothing = shell("$N search zzz --json > /dev/full")

    assert found_nothing.returncode == 1
    assert found_nothing.stderr.splitlines()[-2] == "newsarchive: standard output: no space left on device"


@needs_full
def test_full_standard_error_keeps_the_exit_code(archive: Cli) -> None:
    assert shell("$N show 9 2> /dev/full").returncode == 3


def test_closed_streams_end_nothing(archive: Cli) -> None:
    assert (shell("$N list >&-").returncode, shell("$N list >&- 2>&- <&-").returncode) == (0, 0)
    assert shell("$N show 9 2>&-").returncode == 3
    assert "no article" in shell("$N add - <&-").stderr


@pytest.mark.parametrize(
    ("query", "position", "shown"),
    [
        pytest.param("lúa tag:", 8, ("  lúa tag:", "          ^"), id="plain"),
        pytest.param("lu\u0301a tag:", 9, ("  lu\u0301a tag:", "          ^"), id="combining mark"),
        pytest.param("田 tag:", 6, ("  田 tag:", "         ^"), id="wide"),
        pytest.param("x" * 500, 400, ("  " + "x" * 78, "  " + " " * 60 + "^"), id="long"),
    ],
)
def test_caret_stands_under_the_place(
    capsys: pytest.CaptureFixture[str], query: str, position: int, shown: tuple[str, str]
) -> None:
    print_failure(QueryError("tag: needs a value", query, position))

    assert tuple(capsys.readouterr().err.splitlines()[1:]) == shown


@pytest.mark.parametrize(
    ("verbosity", "ours", "others"),
    [
        pytest.param(0, logging.WARNING, logging.CRITICAL, id="as it is"),
        pytest.param(1, logging.INFO, logging.WARNING, id="-v"),
        pytest.param(3, logging.DEBUG, logging.DEBUG, id="-vvv"),
    ],
)
def test_log_says_as_much_as_was_asked_for(
    capsys: pytest.CaptureFixture[str], verbosity: int, ours: int, others: int
) -> None:
    start_log(verbosity)
    logging.getLogger("newsarchive.fetch").log(ours, "tin \x1b[31m")
    logging.getLogger("newsarchive.fetch").log(ours - 1, "less")
    logging.getLogger("urllib3").log(others, "pool")
    logging.getLogger("urllib3").log(others - 1, "less")

    levels = logging.getLevelName(ours), logging.getLevelName(others)
    assert capsys.readouterr().err == "{} newsarchive.fetch: tin \ufffd[31m\n{} urllib3: pool\n".format(*levels)


def test_completion_after_an_unknown_command_does_not_fail(cli: Cli) -> None:
    asked = shell('_NEWSARCHIVE_COMPLETE=complete_bash COMP_WORDS="newsarchive xyz " COMP_CWORD=2 $N')

    assert (asked.returncode, asked.stderr) == (0, "")


def test_reading_with_verbose_still_prints_only_results_to_stdout(archive: Cli) -> None:
    assert archive("-v", "list").out == archive("list").out
