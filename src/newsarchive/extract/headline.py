"""The title of a page, by vote: what it claims in its head, and what it shows."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from newsarchive.extract.chrome import is_frame
from newsarchive.extract.fields import Kind, kind_of
from newsarchive.extract.layout import Layout
from newsarchive.extract.located import Line, key_of
from newsarchive.extract.metadata import Claim, Metadata
from newsarchive.extract.parts import Block, BlockKind
from newsarchive.extract.sentences import is_sentence

_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|tháng|\d{4}-\d\d-\d\d", re.IGNORECASE)
_SEEN, _UNSEEN = 3.0, -1.0
_FRAME, _SITE = -3.0, -3.0
_SHORT = -2.0
_DATED = 1.5
_AGAIN, _MOST_AGAIN = 0.8, 2  # what a further place adds, and how many count
_FEWEST_TITLE_WORDS = 4
_CREDIBLE = 3.5
_LONGEST_SUBTITLE = 250


@dataclass(slots=True)
class _Candidate:
    text: str
    weight: float = 0.0
    sources: list[str] = field(default_factory=list)

    def add(self, claim: Claim) -> None:
        if self.text.isupper() and not claim.text.isupper():
            self.text = claim.text
        self.weight = max(self.weight, claim.weight)
        if claim.source not in self.sources:
            self.sources.append(claim.source)


def choose_title(
    claims: Iterable[Claim], seen: Collection[str], dated: Collection[str] = (), sites: Collection[str] = ()
) -> tuple[str, str]:
    """Return the title that the best places of a page claim and the page also shows, and how it is known.

    seen are the keys of what the page shows, dated those of lines above a date, sites the names of the site. "" if no
    claim is credible.
    """
    candidates: dict[str, _Candidate] = {}
    for claim in claims:
        if key := key_of(claim.text):
            candidates.setdefault(key, _Candidate(claim.text)).add(claim)
    names = {key_of(name) for name in sites}
    votes = {
        key: _votes(one, is_seen=key in seen, is_site=key in names) + (_DATED if key in dated else 0.0)
        for key, one in candidates.items()
    }
    best = max(votes, key=lambda key: votes[key], default="")
    if votes.get(best, 0.0) < _CREDIBLE:
        return "", ""
    sources = [*candidates[best].sources, *(["a visible line"] if best in seen else [])]
    return candidates[best].text, " and ".join(filter(None, (", ".join(sources[:-1]), sources[-1])))


def dated_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that stand directly above a date, or with one short line between: titles do."""
    days = [number for number, line in enumerate(lines) if _DAY.search(line.text) and kind_of(line.text) is Kind.DATE]
    near = sorted({number - above for number in days for above in (1, 2) if number >= above})
    return tuple(lines[number] for number in near)


def find_subtitle(metadata: Metadata, layout: Layout, title: str) -> Line | None:
    """Return the second headline: a heading directly below the title, or a line between that and the date."""
    claimed = key_of(metadata.subtitle)
    key = key_of(title)
    lines = [line for line in layout.above_text() if line.key and line.key != key]
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        part = layout.parts[line.place]
        is_heading = isinstance(part, Block) and part.kind is BlockKind.HEADING and part.text == line.text
        is_between = below is not None and line is lines[0] and kind_of(below.text) is Kind.DATE
        if line.key == claimed or ((is_heading or is_between) and _can_be_subtitle(line.text)):
            return line
        if kind_of(line.text) is Kind.SHORT:
            return None
    return None


def _can_be_subtitle(text: str) -> bool:
    is_headline = len(text.split()) >= _FEWEST_TITLE_WORDS and len(text) <= _LONGEST_SUBTITLE
    return is_headline and kind_of(text) is Kind.SHORT and not is_sentence(text)


def _votes(candidate: _Candidate, *, is_seen: bool, is_site: bool) -> float:
    """Weigh a claim by itself: a title is seen on its page, is longer than a section, and is not the site's name."""
    is_short = len(candidate.text.split()) < _FEWEST_TITLE_WORDS
    return (
        candidate.weight
        + _AGAIN * min(len(candidate.sources) - 1, _MOST_AGAIN)
        + (_SEEN if is_seen else _UNSEEN)
        + (_FRAME if is_frame(candidate.text) else 0.0)
        + (_SITE if is_site else 0.0)
        + (_SHORT if is_short else 0.0)
    )
