import json
from pathlib import Path

import pytest

from pages import Cli


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path))
    return tmp_path / "abbreviations.txt"


def test_list_is_tsv_in_a_pipe(cli: Cli, own: Path) -> None:
    own.write_text("UBX = ủy ban xã = UB xã\nBTV =\n", encoding="utf-8")

    ended = cli("abbreviation", "list")

    assert (ended.code, ended.err) == (0, "")
    rows = [line.split("\t") for line in ended.out.splitlines()]
    assert ["UBX", "ủy ban xã = UB xã", "own"] in rows
    assert ["UBND", "ủy ban nhân dân", "built-in"] in rows
    assert ["BTV", "ban thường vụ", "off"] in rows


def test_list_is_a_table_at_a_terminal_and_names_the_file(cli: Cli, own: Path) -> None:
    ended = cli("abbreviation", "list", at_terminal=True)

    assert "UBND" in ended.out
    assert "\t" not in ended.out
    assert ended.err == f"your own stand in {own}\n"
    assert cli("-q", "abbreviation", "list", at_terminal=True).err == ""


def test_list_as_json_keeps_every_field(cli: Cli, own: Path) -> None:
    (first, *_) = json.loads(cli("abbreviation", "list", "--json").out)

    assert first.keys() == {"name", "forms", "origin"}


def test_list_says_which_line_is_not_understood(cli: Cli, own: Path) -> None:
    own.write_text("UBX\n", encoding="utf-8")

    ended = cli("abbreviation", "list")

    assert ended.code == 0
    assert ended.err == f'{own}, line 1: there is no "=" in it: UBX\n'


def test_what_is_added_is_searched_and_can_be_removed(archive: Cli, own: Path) -> None:
    added = archive("abbreviation", "add", "XBL", "xã Bình Lạc")
    found = archive("search", "XBL", "lúa")
    removed = archive("abbreviation", "remove", "xbl")

    assert (added.code, added.out) == (0, "XBL = xã Bình Lạc\n")
    assert {line.split("\t")[0] for line in found.out.splitlines()} == {"1", "3"}
    assert (removed.code, removed.out) == (0, "removed XBL\n")
    assert archive("search", "XBL").code == 3


def test_built_in_one_is_switched_off_and_comes_back(cli: Cli, own: Path) -> None:
    assert cli("abbreviation", "remove", "UBND").out == "switched off UBND\n"
    assert cli("abbreviation", "add", "UBND", "ủy ban nhân dân").out == "UBND = ủy ban nhân dân\n"
    assert cli("abbreviation", "remove", "UBND").out == "removed UBND\nbuilt in: UBND = ủy ban nhân dân\n"


def test_unknown_one_is_not_found(cli: Cli, own: Path) -> None:
    ended = cli("abbreviation", "remove", "UBMD")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == "newsarchive: no abbreviation 'UBMD'\nhint: did you mean 'UBND'?\n"


def test_one_that_cannot_be_written_is_refused(cli: Cli, own: Path) -> None:
    assert cli("abbreviation", "add", "A=B", "c").code == 2
    assert not own.exists()
