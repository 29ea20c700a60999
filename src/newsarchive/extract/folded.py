"""Lines folded once: many rules look at the same one."""

from functools import lru_cache

from newsarchive.text.fold import fold

_LONGEST = 1000


def fold_line(line: str) -> str:
    """Return a line as by `fold`.

    >>> fold_line("Lượt xem: 237")
    'luot xem: 237'
    """
    return _fold_short(line) if len(line) <= _LONGEST else fold(line)


@lru_cache(maxsize=2048)
def _fold_short(line: str) -> str:
    return fold(line)
