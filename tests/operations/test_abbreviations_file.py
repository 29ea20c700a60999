import logging
import re
from pathlib import Path
from typing import Any

import pytest

from newsarchive.errors import NewsArchiveError, NotFoundError, UsageError
from newsarchive.operations.abbreviations import LARGEST, add, load, load_strictly, own_path, remove
from newsarchive.text.abbreviations import Abbreviation, Origin


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path / "cài đặt"))
    path = tmp_path / "cài đặt" / "abbreviations.txt"
    path.parent.mkdir()
    return path


def find(name: str) -> list[Abbreviation]:
    return [one for one in load().groups if one.name == name]


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_own_file_lies_where_settings_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEWSARCHIVE_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert own_path() == tmp_path / "newsarchive" / "abbreviations.txt"


def test_without_an_own_file_there_is_what_is_built_in(own: Path) -> None:
    assert find("UBND") == [Abbreviation("UBND", ("ủy ban nhân dân",), Origin.BUILT_IN)]
    assert not own.exists()


def test_what_is_added_counts_and_is_written_under_an_explanation(own: Path) -> None:
    own.parent.rmdir()

    added = add("UBX", ["ủy ban  xã", "UB xã"])

    assert added == Abbreviation("UBX", ("ủy ban xã", "UB xã"), Origin.OWN)
    assert find("UBX") == [added]
    assert own.read_text(encoding="utf-8").startswith("# Your own abbreviations")
    assert lines(own) == ["UBX = ủy ban xã = UB xã"]


def test_adding_to_what_is_built_in_keeps_its_forms(own: Path) -> None:
    add("ubnd", ["UB nhân dân"])

    assert find("UBND") == [Abbreviation("UBND", ("ủy ban nhân dân", "UB nhân dân"), Origin.OWN)]


def test_adding_what_is_known_writes_nothing(own: Path) -> None:
    added = add("UBND", ["uỷ ban nhân dân"])

    assert added.origin is Origin.BUILT_IN
    assert not own.exists()


def test_other_lines_and_remarks_stay_as_they_are(own: Path) -> None:
    own.write_text("# của tôi\n\n  UBX=ủy ban xã   # xã\nhỏng\nubx = UB xã\nTT = thị trấn", encoding="utf-8")

    add("UBX", ["ủy ban của xã"])
    add("TT", ["trung tâm"])

    expected = "# của tôi\n\nUBX = ủy ban xã = UB xã = ủy ban của xã  # xã\nhỏng\nTT = thị trấn = trung tâm\n"
    assert own.read_text(encoding="utf-8") == expected


def test_own_line_is_removed_and_what_is_built_in_counts_again(own: Path) -> None:
    own.write_text("# của tôi\nUBX = ủy ban xã\nUBND = ủy ban xã\n", encoding="utf-8")

    assert remove("ubx") == (Abbreviation("UBX", ("ủy ban xã",), Origin.OWN), None)
    assert remove("UBND")[1] == Abbreviation("UBND", ("ủy ban nhân dân",), Origin.BUILT_IN)
    assert own.read_text(encoding="utf-8") == "# của tôi\n"


def test_built_in_one_is_switched_off_and_on_again(own: Path) -> None:
    removed, again = remove("hdnd")

    assert (removed.name, again) == ("HĐND", None)
    assert lines(own) == ["HĐND ="]
    with pytest.raises(NotFoundError, match="no abbreviation 'HĐND'") as caught:
        remove("HĐND")
    assert caught.value.hint.endswith('newsarchive abbreviation add HĐND "hội đồng nhân dân"')
    add("HĐND", ["hội đồng nhân dân"])
    assert lines(own) == ["HĐND = hội đồng nhân dân"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("UBMD", "did you mean 'UBND'?"), ("xyz", "list them with: newsarchive abbreviation list")],
)
def test_unknown_one_is_named(own: Path, name: str, hint: str) -> None:
    with pytest.raises(NotFoundError, match=f"no abbreviation '{name}'") as caught:
        remove(name)

    assert caught.value.hint == hint


def test_name_without_its_marks_is_not_guessed_if_two_are_alike(own: Path) -> None:
    add("CĐX", ["công đoàn xã"])
    add("CDX", ["cụm dân cư xã"])
    remove("CDX")

    assert remove("cdx")[0].name == "CĐX"
    assert find("CĐX") == []


@pytest.mark.parametrize(
    ("name", "forms", "reason"),
    [
        ("U=B", ["ủy ban"], "'U=B': neither = nor # can stand in an abbreviation"),
        ("UB", ["ủy ban #1"], "'ủy ban #1': neither = nor # can stand in an abbreviation"),
        ("", ["ủy ban"], 'no abbreviation stands before "="'),
        ("UB", ["***"], "'***' is no word"),
        ("UB", ["ủy ban", " "], "a form without a word"),
        ("UB", ["ub", "Ub"], "it means itself"),
        ("UB", ["ủy " * 20], "too long"),
    ],
)
def test_what_cannot_be_written_in_a_line_is_refused(own: Path, name: str, forms: list[str], reason: str) -> None:
    with pytest.raises(UsageError, match=re.escape(reason)):
        add(name, forms)

    assert not own.exists()


def test_broken_line_is_logged_and_the_others_count(own: Path, caplog: pytest.LogCaptureFixture) -> None:
    own.write_bytes("\ufeffUBX = ủy ban xã\r\nhỏng\x1b[31m\r\n".encode())

    with caplog.at_level(logging.WARNING):
        assert len(find("UBX")) == 1

    assert caplog.messages == [f'{own}, line 2: there is no "=" in it: hỏng\ufffd[31m']


def break_by_folder(path: Path) -> None:
    path.mkdir()


def break_by_size(path: Path) -> None:
    path.write_bytes(b"#" * (LARGEST + 1))


@pytest.mark.parametrize(
    ("breaking", "reason"), [(break_by_folder, "not a file"), (break_by_size, "too large for a list")]
)
def test_file_that_cannot_be_read_stops_changes_but_no_search(
    own: Path, caplog: pytest.LogCaptureFixture, breaking: object, reason: str
) -> None:
    assert callable(breaking)
    breaking(own)

    with caplog.at_level(logging.WARNING):
        assert len(find("UBND")) == 1

    assert reason in caplog.text
    for change in (load_strictly, lambda: add("UBX", ["ủy ban xã"]), lambda: remove("UBND")):
        with pytest.raises(NewsArchiveError, match=reason):
            change()


def test_bytes_that_are_no_text_end_nothing(own: Path) -> None:
    own.write_bytes(b"UBX = \xff\xfe x\xe1\n")

    assert load().groups


def test_folder_that_cannot_be_made_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").symlink_to(tmp_path / "nowhere")
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path / "folder"))

    with pytest.raises(NewsArchiveError, match="file exists"):
        add("UBX", ["ủy ban xã"])


def test_file_without_the_right_to_read_it_stops_no_search(
    own: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path == own:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)

    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("UBX = ủy ban xã\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.open", refuse)

        load()

    assert "permission denied" in caplog.text
