"""How values of the model are written into columns, and read from them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from newsarchive.errors import StoreError


def to_instant(moment: datetime) -> str:
    """Return an aware datetime as ISO 8601 in UTC, so that text order is time order.

    >>> to_instant(datetime.fromisoformat("2018-10-04T08:30:00+07:00"))
    '2018-10-04T01:30:00Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def from_instant(text: str) -> datetime:
    """Return the aware datetime of a column. Raises StoreError."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise StoreError(f"the archive holds a time that cannot be read: {text!r}", "another tool wrote it") from error


def to_instant_or_null(moment: datetime | None) -> str | None:
    """Return the column of an instant that may be unknown."""
    return to_instant(moment) if moment else None


def from_instant_or_null(text: str | None) -> datetime | None:
    """Return the instant of a column that may be null. Raises StoreError."""
    return from_instant(text) if text else None


def to_json(names: tuple[str, ...]) -> str:
    """Return names as a JSON array that a person can read."""
    return json.dumps(names, ensure_ascii=False)


def from_json(text: str) -> tuple[str, ...]:
    """Return the names of a JSON array; a text that another tool wrote, and is none, is one name."""
    try:
        names = json.loads(text)
    except ValueError:
        return (text,)
    return tuple(map(str, names)) if isinstance(names, list) else (text,)


def from_json_object(text: str) -> dict[str, str]:
    """Return the texts of a JSON object by their names; none where another tool wrote something else."""
    try:
        values = json.loads(text)
    except ValueError:
        return {}
    return {name: str(value) for name, value in values.items()} if isinstance(values, dict) else {}


def marks(values: Sequence[object]) -> str:
    """Return the placeholders for values in an SQL list."""
    return ", ".join("?" * len(values))
