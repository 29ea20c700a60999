"""What the project promises about itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.cli.app import COMMANDS

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_readme_knows_every_command(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert [command for command in COMMANDS if f"newsarchive {command}" not in text] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_readme_links_to_files_that_exist(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_locked_requirements_carry_hashes_and_name_no_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)

        assert names
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_module_is_the_command_line() -> None:
    run = subprocess.run([sys.executable, "-m", "newsarchive", "--version"], capture_output=True, text=True, check=True)

    assert re.fullmatch(r"newsarchive \d+\.\d+\.\d+\n", run.stdout)
