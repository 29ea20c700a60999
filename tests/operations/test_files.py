import os
import stat
from pathlib import Path

import pytest

from newsarchive.errors import NewsArchiveError
from newsarchive.operations.files import written_whole


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "tin.rss"
    os.umask(0o022)

    with written_whole(target) as write:
        write("Xin chào\n")
        assert not target.exists()

    assert target.read_text(encoding="utf-8") == "Xin chào\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert os.listdir(tmp_path) == ["tin.rss"]


def test_failed_writing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "tin.rss"
    target.write_text("cũ", encoding="utf-8")

    with pytest.raises(ZeroDivisionError), written_whole(target) as write:
        write("mới")
        raise ZeroDivisionError

    assert target.read_text(encoding="utf-8") == "cũ"
    assert os.listdir(tmp_path) == ["tin.rss"]


def test_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NewsArchiveError, match="a folder"), written_whole(tmp_path):
        pass


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NewsArchiveError, match="no such file or directory"), written_whole(tmp_path / "a" / "b"):
        pass


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "thật.rss").write_text("cũ", encoding="utf-8")
    (tmp_path / "liên kết.rss").symlink_to("thật.rss")

    with written_whole(tmp_path / "liên kết.rss") as write:
        write("mới")

    assert (tmp_path / "liên kết.rss").is_symlink()
    assert (tmp_path / "thật.rss").read_text(encoding="utf-8") == "mới"


def test_device_is_written_and_never_replaced() -> None:
    with written_whole(Path("/dev/null")) as write:
        write("mới")

    assert Path("/dev/null").is_char_device()
