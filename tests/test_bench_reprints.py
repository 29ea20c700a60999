"""The measurement of reprints runs, on a small archive."""

import re
import sys

import pytest

from bench.reprints import run


def test_scripted_reprints_are_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(run, "_TOPICS", 20)
    monkeypatch.setattr(run, "_FORM_LETTERS", 5)
    monkeypatch.setattr(sys, "argv", ["run", "--size", "60", "--reprints", "10", "--others", "5"])

    run.main()

    out = capsys.readouterr().out
    found = [float(share) for share in re.findall(r"^\| [^|]+ \| ([01]\.\d+) \| [01]\.\d+ \|$", out, re.MULTILINE)]
    assert len(found) == 8
    assert min(found) >= 0.9
    assert "| form letters with other numbers that were linked | 0 of 5 |" in out
    assert "| linked pairs that are not half the same by their texts | 0 |" in out
