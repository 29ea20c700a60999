import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from platformdirs import user_data_path

from newsarchive.cli.app import COMMANDS
from newsarchive.cli.runtime import Runtime
from newsarchive.errors import ExitCode
from pages import PAGE, Cli

SLOW = (
    "rich",
    "sqlite_utils",
    "feedparser",
    "urllib3",
    "lxml",
    "trafilatura",
    "slugify",
    "jinja2",
    "pydantic",
    "click",
    "readability",
    "nh3",
    "cssselect",
    "backports.zstd",
    "compression.zstd",
    "warcio",
    "gzip",
)


def test_version_is_printed(cli: Cli) -> None:
    ended = cli("--version")

    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"newsarchive \d+\.\d+\.\d+\n", ended.out)


def test_help_names_every_command_and_shows_examples(cli: Cli) -> None:
    ended = cli("--help")

    assert ended.code == 0
    assert all(re.search(rf"^  {name} ", ended.out, re.MULTILINE) for name in COMMANDS)
    assert '    newsarchive search "dân vận"' in ended.out


@pytest.mark.parametrize("command", [*COMMANDS, *(f"tag {name}" for name in ("add", "remove", "list", "rename"))])
def test_every_command_explains_itself_with_examples(cli: Cli, command: str) -> None:
    ended = cli(*command.split(), "-h")

    assert ended.code == 0
    assert f"Usage: newsarchive {command}" in ended.out
    assert re.search(rf"Examples:\n +.*newsarchive.* {command}", ended.out) or command in {"tag", "saved"}


def test_unknown_command_is_refused_with_a_suggestion(cli: Cli) -> None:
    ended = cli("serach", "bão")

    assert (ended.code, ended.out) == (2, "")
    assert "search" in ended.err


def test_without_command_help_is_shown(cli: Cli) -> None:
    assert "Commands:" in "".join(cli()[1:])


def test_reading_without_an_archive_says_how_to_start(cli: Cli) -> None:
    ended = cli("list")

    assert ended.code == 3
    assert re.fullmatch(
        "newsarchive: no archive at .*archive.db\nhint: start one with: newsarchive add URL\n", ended.err
    )


def test_archive_lies_in_the_user_data_folder_unless_told() -> None:
    assert Runtime(None, is_quiet=False).archive == user_data_path("newsarchive", appauthor=False) / "archive.db"


def test_verbose_says_more(cli: Cli) -> None:
    ended = cli("-vv", "add", "-", stdin=PAGE.format(title="Xã Bình Lạc gặt nhanh lúa mùa", words="gặt lúa"))

    assert ended.err.splitlines()[0].startswith("INFO newsarchive.operations.add: -: ")
    assert "by Thu Hà, Văn Lợi" in ended.err


def test_file_that_is_no_archive_is_one_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text("Xin chào")

    ended = cli("--archive", "tin.txt", "list")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "newsarchive: tin.txt: not a newsarchive file\nhint: choose another file with --archive\n"


def start(*arguments: str, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "newsarchive", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload, no-any-return]


def test_closed_pipe_ends_quietly(archive: Cli) -> None:
    for arguments in (("list",), ("--help",)):
        reader, writer = os.pipe()
        os.close(reader)
        process = start(*arguments, stdout=writer)
        os.close(writer)

        assert (process.communicate()[1], process.returncode) == ("", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device of Linux")
def test_full_disk_is_one_line(archive: Cli) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("list", stdout=full)
        error = process.communicate()[1]

    assert (process.returncode, error) == (
        1,
        "newsarchive: standard output: no space left on device\nhint: free some space\n",
    )


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        pytest.param(signal.SIGINT, ExitCode.INTERRUPTED, "newsarchive: interrupted\n", id="Ctrl-C"),
        pytest.param(signal.SIGTERM, ExitCode.TERMINATED, "", id="SIGTERM"),
    ],
)
def test_interruption_ends_without_a_traceback(cli: Cli, number: int, code: int, said: str) -> None:
    process = start("add", "-", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    for _ in range(1_000):  # until the command has made its archive, and waits for its input
        time.sleep(0.01)
        if Path("archive.db").exists() and not Path("archive.db-journal").exists():
            break
    time.sleep(0.3)

    process.send_signal(number)

    assert (process.communicate()[1], process.returncode) == (said, code)


def test_bug_keeps_its_traceback(archive: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("newsarchive.cli.answers.print_hits", fail)

    with pytest.raises(OSError, match="Invalid argument"):
        archive("search", "lúa")


@pytest.mark.parametrize(
    "arguments",
    [
        '"search", "dân vận"',
        '"search", "dan", "--json"',
        '"search", "dân vận", "--all-revisions"',
        '"list"',
        '"list", "--collapse"',
        '"show", "2"',
        '"show", "2", "--revision", "1"',
        '"history", "2"',
        '"cite", "2"',
    ],
)
def test_fast_commands_load_nothing_slow(archive: Cli, arguments: str) -> None:
    program = (
        f"import sys; from newsarchive.cli.app import run; code = run([{arguments}]);"
        f"print(code, [name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stderr == "0 []\n"
    assert "dân vận" in ended.stdout or ("history" in arguments and "first" in ended.stdout)


def test_output_is_utf_8_without_a_locale(archive: Cli) -> None:
    plain = {"NEWSARCHIVE_FILE": os.environ["NEWSARCHIVE_FILE"], "LC_ALL": "C"}
    plain |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}

    for more in ({}, {"PYTHONIOENCODING": "utf-8"}):
        run = subprocess.run(
            [sys.executable, "-m", "newsarchive", "list", "dân"], capture_output=True, check=False, env=plain | more
        )
        assert (run.returncode, run.stderr) == (0, b"")
        assert "Hội nghị công tác dân vận" in run.stdout.decode()


def test_completion_offers_the_commands(cli: Cli) -> None:
    environment = os.environ | {
        "_NEWSARCHIVE_COMPLETE": "complete_bash",
        "COMP_WORDS": "newsarchive se",
        "COMP_CWORD": "1",
    }

    run = subprocess.run(
        [sys.executable, "-m", "newsarchive"], capture_output=True, text=True, check=False, env=environment
    )

    assert run.stdout.split() == ["search"]
