"""One sync at a time, whatever ends the process that runs it."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fakes import NOW
from newsarchive.errors import ExitCode, StoreBusyError, StoreError
from newsarchive.store.lock import sync_lock

HOLD = """
import sys; from datetime import datetime, UTC; from pathlib import Path; from newsarchive.store.lock import sync_lock
with sync_lock(Path(sys.argv[1]), datetime(2018, 10, 5, 2, 0, tzinfo=UTC)):
    print("held", flush=True); sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def test_second_sync_is_told_who_runs_and_since_when(path: Path) -> None:
    with sync_lock(path, NOW), pytest.raises(StoreBusyError) as caught, sync_lock(path, NOW):
        pass

    assert caught.value.message == f"another sync runs: process {os.getpid()}, since {NOW.astimezone():%H:%M}"
    assert caught.value.hint == "wait for it with: newsarchive sync --wait 60"
    assert caught.value.exit_code is ExitCode.BUSY


def test_an_archive_under_another_name_is_the_same(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)

    with sync_lock(link, NOW), pytest.raises(StoreBusyError), sync_lock(path, NOW):
        pass


def test_lock_holds_where_the_disk_is_too_full_to_note_by_whom(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "pwrite", fail)

    with sync_lock(path, NOW), pytest.raises(StoreBusyError, match="another sync runs$"), sync_lock(path, NOW):
        pass


def test_lock_is_free_again_and_leaves_nothing(path: Path) -> None:
    for _ in range(2):
        with sync_lock(path, NOW):
            assert os.listdir(path.parent) == ["archive.db-sync.lock"]

    assert os.listdir(path.parent) == []


def test_sync_that_fails_gives_the_lock_back(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), sync_lock(path, NOW):
        raise ZeroDivisionError

    with sync_lock(path, NOW):
        pass


def test_waiting_ends_when_the_first_sync_does(path: Path) -> None:
    first = sync_lock(path, NOW)
    first.__enter__()
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            first.__exit__(None, None, None)

    with sync_lock(path, NOW, wait=60, sleep=sleep):
        assert len(slept) == 3


def test_waiting_has_an_end(path: Path) -> None:
    slept: list[float] = []

    with sync_lock(path, NOW), pytest.raises(StoreBusyError), sync_lock(path, NOW, wait=0.5, sleep=slept.append):
        pass

    assert sum(slept) == pytest.approx(0.5)


def test_lock_of_a_process_that_was_killed_is_free(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(StoreBusyError, match=f"process {process.pid}"), sync_lock(path, NOW):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()

    assert os.listdir(path.parent) == ["archive.db-sync.lock"]
    with sync_lock(path, NOW):
        pass


def test_lock_that_is_given_up_while_it_is_taken_is_taken_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fcntl.flock
    tries: list[int] = []

    def flock(descriptor: int, operation: int) -> None:
        tries.append(descriptor)
        if len(tries) < 3:  # its holder ends, and takes the file away; then another one makes a new one
            path.with_name("archive.db-sync.lock").unlink()
        if len(tries) == 2:
            path.with_name("archive.db-sync.lock").touch()
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", flock)

    with sync_lock(path, NOW, wait=1, sleep=lambda _: None):
        assert len(tries) == 3


@pytest.mark.parametrize("note", [b"", b"\xff\xff", b"17", b"x 2018-10-05T02:00:00+00:00"], ids=repr)
def test_holder_that_has_not_said_who_it_is_keeps_others_out_too(path: Path, note: bytes) -> None:
    with sync_lock(path, NOW):
        path.with_name("archive.db-sync.lock").write_bytes(note)

        with pytest.raises(StoreBusyError, match="^another sync runs$"), sync_lock(path, NOW):
            pass


def test_sync_of_another_day_is_named_with_its_day(path: Path) -> None:
    with sync_lock(path, NOW - timedelta(days=3)):
        with pytest.raises(StoreBusyError, match=r"since 2018-10-0\d \d\d:\d\d$"), sync_lock(path, NOW):
            pass


def test_archive_in_memory_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with sync_lock(Path(":memory:"), NOW), sync_lock(Path(":memory:"), NOW):
        assert os.listdir(tmp_path) == []


def test_folder_of_an_archive_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    with sync_lock(tmp_path / "mới" / "archive.db", NOW):
        assert os.listdir(tmp_path / "mới") == ["archive.db-sync.lock"]


def _refuse(error: OSError) -> Callable[..., int]:
    def refuse(*_: object) -> int:
        raise error

    return refuse


@pytest.mark.parametrize(("module", "name"), [(os, "open"), (fcntl, "flock")], ids=["open", "lock"])
def test_place_that_takes_no_lock_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    monkeypatch.setattr(module, name, _refuse(OSError(30, "Read-only file system")))

    with pytest.raises(StoreError, match=r"archive.db-sync.lock: read-only file system") as caught:
        with sync_lock(path, datetime.now(UTC)):
            pass

    assert not isinstance(caught.value, StoreBusyError)
    assert caught.value.hint == "a sync needs the right to write beside the archive"
