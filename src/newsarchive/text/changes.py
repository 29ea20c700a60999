"""What differs between two states of an article, field by field, as words."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive.model.article import Draft, Moment
from newsarchive.text.dates import to_vietnamese
from newsarchive.text.difference import Kind, Paragraph, differ, is_changed


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of Draft that differs, as words, with what is gone and what is new."""

    field: str
    paragraphs: tuple[Paragraph, ...]


def changes_of(before: Draft, after: Draft) -> tuple[FieldChange, ...]:
    """Return the fields that differ for a reader, in the order in which an article is read."""
    ours, theirs = dict(_iter_fields(before)), dict(_iter_fields(after))
    changes = (FieldChange(name, differ(ours[name], theirs[name])) for name in ours if ours[name] != theirs[name])
    return tuple(change for change in changes if is_changed(change.paragraphs))


def first_words(changes: tuple[FieldChange, ...], most: int = 60) -> str:
    """Return what is new, or else gone, in the first field that differs, cut short.

    >>> first_words(changes_of(Draft(title="Bão số 3", text="Bão."), Draft(title="Bão số 4", text="Bão.")))
    'title: -3 +4'
    """
    if not changes:
        return ""
    spans = [span for paragraph in changes[0].paragraphs for span in paragraph if span.kind is not Kind.EQUAL]
    signs = {Kind.REMOVED: "-", Kind.ADDED: "+"}
    words = " ".join(f"{signs[span.kind]}{' '.join(span.text[: most + 1].split())}" for span in spans[:2])
    line = f"{changes[0].field}: {words}"
    return line if len(line) <= most else line[:most].rstrip() + "…"


def shown_date(moment: Moment) -> str:
    """Return a date for a person; in the words it was read from, where its year is not known.

    >>> shown_date(Moment("2018-10-04")), shown_date(Moment("--10-04", "Chiều 4/10"))
    ('04/10/2018', 'Chiều 4/10')
    """
    return to_vietnamese(moment) if moment.day or not moment.words else moment.words


def _iter_fields(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the fields that a reader sees, each with its words; of several values one a paragraph."""
    yield "title", draft.title
    yield "subtitle", draft.subtitle
    yield "section", draft.section
    yield "categories", "\n\n".join(draft.categories)
    yield "published", shown_date(draft.published)
    yield "summary", draft.summary
    yield "text", draft.text
    yield "figures", "\n\n".join(one.caption or one.url for one in draft.figures)
    yield "byline", "\n\n".join(draft.byline)
    yield "credit", draft.credit
    yield "attachments", "\n\n".join(f"{one.label} {one.url}".strip() for one in draft.attachments)
    yield "language", draft.language
