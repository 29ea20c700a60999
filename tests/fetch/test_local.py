import io
import os
from datetime import datetime
from pathlib import Path

import pytest

from newsarchive.errors import FetchError
from newsarchive.fetch.local import opened_file, read_file, read_stream, spooled


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


class Broken(io.BytesIO):
    """A file on a disk that fails."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_disk_that_fails_is_named(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tin.txt").write_bytes(b"tin")

    def fdopen(descriptor: int, mode: str) -> Broken:
        os.close(descriptor)
        return Broken()

    monkeypatch.setattr(os, "fdopen", fdopen)

    with pytest.raises(FetchError, match="tin.txt: input/output error"):
        read_file(str(tmp_path / "tin.txt"), now)


def test_file_is_open_until_the_end_of_the_block(tmp_path: Path) -> None:
    (tmp_path / "tin.rss").write_bytes(b"<rss/>")

    with opened_file(str(tmp_path / "tin.rss")) as file:
        assert (file.read(), file.seek(0), file.read()) == (b"<rss/>", 0, b"<rss/>")

    assert file.closed


def test_standard_input_can_be_read_twice() -> None:
    body = b"tin " * 500_000  # more than stays in memory

    with spooled(io.BytesIO(body)) as file:
        assert (file.read(), file.seek(0), file.read()) == (body, 0, body)


def test_standard_input_that_finds_no_room_is_named() -> None:
    with pytest.raises(FetchError, match="standard input: input/output error") as caught, spooled(Broken()):
        pass

    assert caught.value.hint == "free some space, or set TMPDIR"
