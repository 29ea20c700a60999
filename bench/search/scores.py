"""Scores of ranked answers, and percentiles of times."""

from collections.abc import Iterable
from dataclasses import dataclass

Case = tuple[str, int]  # what is asked, and the number of the one document that is meant


@dataclass(frozen=True, slots=True)
class Score:
    """How well an engine found what was meant: mean reciprocal rank and recall, both within the first ten."""

    rank: float
    recall: float

    def __str__(self) -> str:
        """Return both, as the tables show them."""
        return f"{self.rank:.3f} / {self.recall:.2f}"


def score(found: Iterable[list[int]], meant: Iterable[int]) -> Score:
    """Return the score of answers, each beside the number that was meant.

    >>> str(score([[7, 8], [8, 7], [9]], [7, 7, 7]))
    '0.500 / 0.67'
    """
    ranks = [1 / (answer.index(one) + 1) if one in answer else 0.0 for answer, one in zip(found, meant, strict=True)]
    return Score(sum(ranks) / len(ranks), sum(map(bool, ranks)) / len(ranks))


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that share of all values do not exceed.

    >>> percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]
