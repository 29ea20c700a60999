"""What became of everything that an import has read."""

from collections import Counter
from typing import TYPE_CHECKING

from newsarchive.cli.output import count_of
from newsarchive.model.article import Result

if TYPE_CHECKING:
    from newsarchive.operations.entries import Skipped
    from newsarchive.operations.media import MediaReport
    from newsarchive.warc.read import Passed

_KINDS = ("added", "revised", "completed", "unchanged", "deleted")
_WORDS = {"deleted": "left deleted"}  # import deletes nothing


class Tally:
    """How many of each kind, and what was skipped."""

    def __init__(self) -> None:
        self._counts = Counter[str]()
        self.skipped: list[Skipped] = []
        self.parts = 0  # pictures and files of articles
        self.damage = ""  # of the file; "" if it has none

    def add(self, result: "Result | Skipped | MediaReport | Passed") -> None:
        """Count one thing."""
        from newsarchive.operations.entries import Skipped
        from newsarchive.operations.media import MediaReport

        if isinstance(result, Result):
            self._counts[result.outcome.value] += 1
        elif isinstance(result, Skipped):
            self.skipped.append(result)
        elif isinstance(result, MediaReport):
            self.parts += result.images + result.files
        else:
            self.damage = result.reason

    @property
    def done(self) -> int:
        """Return how many things there were."""
        return self._counts.total() + len(self.skipped) + self.parts

    def to_report(self, source: str) -> dict[str, object]:
        """Return all of it, for a program."""
        return {"source": source, **{kind: self._counts[kind] for kind in _KINDS}, "skipped": self.skipped}

    def in_words(self) -> str:
        """Return how many of each kind there were; "" if there was nothing."""
        words = [f"{self._counts[kind]} {_WORDS.get(kind, kind)}" for kind in _KINDS if self._counts[kind]]
        words += [count_of(self.parts, "picture or file", "pictures and files")] if self.parts else []
        words += [f"{len(self.skipped)} skipped"] if self.skipped else []
        return ", ".join(words)

    def remarks(self, unnamed: str) -> list[str]:
        """Return why each thing was skipped."""
        return [f"skipped {one.title or unnamed}: {one.reason}" for one in self.skipped]

    def reasons(self) -> list[str]:
        """Return why things were skipped, and how many for each reason."""
        counted = Counter(one.reason for one in self.skipped)
        return [f"skipped {count}: {reason}" for reason, count in counted.most_common()]
