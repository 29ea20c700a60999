"""The comparison with feedparser runs, on the project's own corpus."""

from pathlib import Path

import pytest

from bench.feeds import conformance

CORPUS = Path(__file__).parent.parent / "corpus" / "feeds"


def test_comparison_says_how_many_fields_are_equal(capsys: pytest.CaptureFixture[str]) -> None:
    conformance.main([str(CORPUS), "--show", "other"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{len(list(CORPUS.iterdir()))} files")
    assert any(line.startswith("all ") and "% but for what is meant" in line for line in lines)
