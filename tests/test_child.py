"""Functions in a process of their own."""

import io
import pickle
import resource
import sys
import time
from types import SimpleNamespace

import pytest

from newsarchive import child
from newsarchive.errors import ParseError
from newsarchive.feeds.foreign import read_foreign

FEED = "<rss version='2.0'><channel><title>Tin xã</title></channel></rss>"


def test_a_function_does_there_what_it_does_here() -> None:
    assert child.call(read_foreign, FEED, 60) == read_foreign(FEED)


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(ParseError, match="feed: neither RSS nor Atom") as caught:
        child.call(read_foreign, "<x/>", 60)

    assert caught.value.hint


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TimeoutError):
        child.call(time.sleep, 600, 1)


def test_without_a_python_to_start_it_is_called_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")

    assert child.call(len, "xã", 0) == 2


@pytest.mark.parametrize(("document", "is_read"), [(FEED, True), ("<x/>", False)], ids=["read", "refused"])
def test_the_process_limits_itself(monkeypatch: pytest.MonkeyPatch, document: str, is_read: bool) -> None:
    limits: list[tuple[int, tuple[int, int]]] = []
    task, output = pickle.dumps((read_foreign, document, 7)), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(task)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=output))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limit: limits.append((kind, limit)))

    child.main()

    made, failure = pickle.loads(output.getvalue())
    assert limits == [(resource.RLIMIT_CPU, (7, 7))]
    assert (made is not None, failure is None) == (is_read, is_read)
