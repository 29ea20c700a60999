"""What a page says around the text of its article: section, date, names, source, visits."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from newsarchive.extract.body import Body
from newsarchive.extract.counters import read_visits
from newsarchive.extract.credit import read_credit
from newsarchive.extract.fields import Kind, kind_of, read_date_line
from newsarchive.extract.layout import Layout
from newsarchive.extract.lines import where
from newsarchive.extract.located import Line, key_of
from newsarchive.extract.metadata import Metadata
from newsarchive.extract.names import read_label, read_names, read_office
from newsarchive.extract.sections import is_known_section, read_section
from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.model.extraction import Evidence

_Value = TypeVar("_Value")
_Names = tuple[str, ...]

_NEAR = 4  # lines
_FAR = 12
_BULLET = "- "  # some portals write the fields of an article as a list


@dataclass(frozen=True, slots=True)
class Scene:
    """An article on its page: what the page claims, where the text is, what was read among its lines."""

    metadata: Metadata
    layout: Layout
    body: Body
    title: str

    def place(self, line: Line) -> str:
        """Return where a line stands, in words."""
        return where(1 + next(number for number, other in enumerate(self.layout.lines) if other is line))

    def body_evidence(self, field: str) -> Evidence | None:
        """Return how a field is known that was read among the lines of the text."""
        return next((one for one in self.body.evidence if one.field == field), None)


def find_section(scene: Scene) -> tuple[str, Evidence | None]:
    """Return the last step of the path to the page, else a line above the title, else what metadata says."""
    metadata, above = scene.metadata, scene.layout.above_title()[:_NEAR]
    near = [line.text for line in above if is_known_section(line.text) or line.text in metadata.headings]
    steps = [step for step in metadata.breadcrumb if key_of(step) != key_of(scene.title)]
    candidates = (
        *((step, "the path to the page") for step in steps[1:][-1:]),
        *((line, "the line above the title") for line in near[:1]),
        (metadata.section, "article:section"),
    )
    for line, rule in candidates:
        if section := read_section(line, scene.title):
            number = scene.layout.number_of(line)
            return section, Evidence("section", rule, where(number) if number else "")
    return "", None


def find_shown_date(scene: Scene) -> tuple[Moment, str]:
    """Return the date that the page shows, and where: below the title, below the text, at last above the title."""
    layout = scene.layout
    for line in (*layout.above_text(), *layout.below_text()[:_FAR], *layout.above_title()[:1]):
        if found := read_date_line(line.text.removeprefix(_BULLET)):
            return found.moment, scene.place(line)
    known = scene.body_evidence("published")
    return (scene.body.published, known.place) if known else (UNKNOWN, "")


def find_names(scene: Scene) -> tuple[_Names, Evidence | None]:
    """Return the names that the page shows beside its text."""
    above, below = scene.layout.above_text(), scene.layout.below_text()
    found = _first(scene, (*below, *above), _labelled, "byline", "the names behind a label")
    if found is None and scene.body.byline:
        return scene.body.byline, scene.body_evidence("byline")
    finders: tuple[tuple[Iterable[Line], Callable[[str], _Names], str], ...] = (
        (below[:_NEAR], read_names, "names alone on a line below the text"),
        ((*below, *above), _dated, "the names beside the date"),
        (above[:_NEAR], read_names, "names alone on a line above the text"),
        (below[:_NEAR], read_office, "an office alone on a line below the text"),
    )
    others = (_first(scene, lines, read, "byline", rule) for lines, read, rule in finders)
    return found or next(filter(None, others), None) or ((), None)


def find_credit(scene: Scene) -> tuple[str, Evidence | None]:
    """Return whom the article is taken from, as a line beside its text says."""
    lines = (*scene.layout.below_text()[:_FAR], *scene.layout.above_text())
    if found := _first(scene, lines, read_credit, "credit", "a line that names the source"):
        return found
    if scene.body.credit:
        return scene.body.credit, scene.body_evidence("credit")
    claim = scene.metadata.credit
    return claim, Evidence("credit", "DC.Source") if claim else None


def find_visits(scene: Scene) -> tuple[int | None, Evidence | None]:
    """Return how often the article was read, as the page counts it."""
    layout = scene.layout
    for line in (*layout.above_text(), *layout.below_text(), *layout.above_title()[:_NEAR]):
        if (visits := read_visits(line.text.removeprefix(_BULLET))) is not None:
            return visits, Evidence("visits", "a counter", scene.place(line))
    return None, None


def _first(
    scene: Scene, lines: Iterable[Line], read: Callable[[str], _Value], field: str, rule: str
) -> tuple[_Value, Evidence] | None:
    """Return what is read from the first of several lines that holds it."""
    return next(_iter_found(scene, lines, read, field, rule), None)


def _iter_found(
    scene: Scene, lines: Iterable[Line], read: Callable[[str], _Value], field: str, rule: str
) -> Iterator[tuple[_Value, Evidence]]:
    for line in lines:
        if value := read(line.text.removeprefix(_BULLET)):
            yield value, Evidence(field, rule, scene.place(line))


def _labelled(line: str) -> _Names:
    return (read_label(line) or ()) if kind_of(line) is Kind.BYLINE else ()


def _dated(line: str) -> _Names:
    found = read_date_line(line)
    return found.names if found else ()
