import io
import os
from datetime import datetime
from pathlib import Path

import pytest

from newsarchive.errors import FetchError
from newsarchive.fetch.local import read_file, read_stream


def test_file_is_captured_with_its_place_and_kind(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "trang tin.HTML"
    file.write_bytes(b"<p>\xff")

    capture = read_file(str(file), now)

    assert (capture.body, capture.media_type, capture.captured_at) == (b"<p>\xff", "text/html", now)
    assert capture.url == file.as_uri()


def test_stream_has_no_place(now: datetime) -> None:
    assert read_stream(io.BytesIO(b"tin"), now).url == ""


def test_missing_file_is_named(now: datetime) -> None:
    with pytest.raises(FetchError, match="không-có.txt: no such file or directory"):
        read_file("không-có.txt", now)


def test_name_that_cannot_be_is_refused(now: datetime) -> None:
    with pytest.raises(FetchError, match="null"):
        read_file("a\x00b", now)


@pytest.mark.parametrize("name", ["/dev/zero", "."], ids=["device", "folder"])
def test_only_regular_files_are_read(name: str, now: datetime) -> None:
    with pytest.raises(FetchError, match="not a regular file|is a directory"):
        read_file(name, now)


def test_pipe_that_nobody_fills_does_not_hang(tmp_path: Path, now: datetime) -> None:
    os.mkfifo(tmp_path / "ống")

    with pytest.raises(FetchError, match="not a regular file"):
        read_file(str(tmp_path / "ống"), now)


def test_too_much_is_refused(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "tin.txt").write_bytes(b"12345")

    with pytest.raises(FetchError, match="larger than 4 bytes"):
        read_file(str(tmp_path / "tin.txt"), now, largest=4)
    with pytest.raises(FetchError, match="standard input: larger than 4 bytes"):
        read_stream(io.BytesIO(b"12345"), now, largest=4)
