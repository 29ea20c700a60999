"""The command line in this process, on an archive of its own."""

import io
import sys
from pathlib import Path

import pytest

from newsarchive.cli.app import run
from pages import PAGE, Cli, Ended


class Stdin(io.TextIOWrapper):
    """Standard input: what is typed, and whether a person sits there."""

    def __init__(self, text: str, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Cli:
    monkeypatch.setenv("NEWSARCHIVE_FILE", str(tmp_path / "archive.db"))
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    for name in ("FORCE_COLOR", "NO_COLOR", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: str = "", at_terminal: bool = False) -> Ended:
        capfd.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", Stdin(stdin, is_terminal=at_terminal))
            patch.setattr(sys.stdout, "isatty", lambda: at_terminal)
            code = run(list(arguments))
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return call


@pytest.fixture
def archive(cli: Cli) -> Cli:
    """Three articles: 1 and 3 on the rice harvest, 2 on mass mobilisation."""
    cli("add", "-", "--date", "2018-09-12", stdin=PAGE.format(title="Xã Bình Lạc gặt nhanh lúa mùa", words="gặt lúa"))
    cli("add", "-", "--date", "5/10/2018", "--tag", "Dân vận khéo",
        stdin=PAGE.format(title="Hội nghị công tác dân vận năm 2018", words="làm công tác dân vận"))  # fmt: skip
    cli("add", "-", stdin=PAGE.format(title="Lúa mùa được giá ở xã Bình Lạc", words="bán lúa"))
    return cli
