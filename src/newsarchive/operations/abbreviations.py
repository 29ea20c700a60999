"""The files of abbreviations: the one that comes with newsarchive, and the user's own beside the other settings.

The own file belongs to the user: only the lines that a change is about are touched.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from newsarchive.errors import NewsArchiveError, NotFoundError, UsageError
from newsarchive.operations.settings import settings_folder
from newsarchive.text.abbreviations import Abbreviation, Abbreviations, Origin, fault, name_key, read, split_line
from newsarchive.text.fold import fold
from newsarchive.text.normalize import clean_line

NAME = "abbreviations.txt"
LARGEST = 1_000_000  # bytes: whatever is larger is another file
_LOG = logging.getLogger(__name__)
_HEADER = """\
# Your own abbreviations: one group a line, all its forms mean the same. A line replaces the built-in line of the
# same abbreviation; one with nothing behind its "=" switches that off. Everything after "#" is a remark.

"""


def own_path() -> Path:
    """Return where the user's own file is, or will be."""
    return settings_folder() / NAME


def load() -> Abbreviations:
    """Return what a search goes by: whatever is wrong with the user's own file is logged, and ends nothing."""
    path = own_path()
    try:
        own = _read_own(path)
    except NewsArchiveError as error:
        _LOG.warning("%s", error.message)
        own = ""
    abbreviations = read(_built_in(), own)
    for one in abbreviations.misread:
        _LOG.warning("%s, line %d: %s: %s", path, one.number, one.reason, one.line)
    return abbreviations


def load_strictly() -> Abbreviations:
    """Return what `load` does, for those who want to see or change it. Raises NewsArchiveError."""
    return read(_built_in(), _read_own(own_path()))


def add(name: str, forms: Sequence[str]) -> Abbreviation:
    """Let forms mean the same as name, beside those that do already; return the group as it is now.

    Raises:
        UsageError: they cannot be written in a line of the file.
        NewsArchiveError: the file cannot be read or written.
    """
    name, forms = clean_line(name), tuple(map(clean_line, forms))
    found = _find(load_strictly(), name)
    before = found.forms if found and found.origin is not Origin.OFF else ()
    known = {name_key(one) for one in (name, *before)}
    new = tuple({name_key(one): one for one in forms if name_key(one) not in known}.values())
    group = Abbreviation(found.name if found else name, (*before, *new), Origin.OWN)
    _check(name, forms, group)
    if found and not new and found.origin is not Origin.OFF:
        return found
    line = " = ".join((group.name, *group.forms))
    lines = _read_own(own_path()).splitlines() or _HEADER.splitlines()
    places = [place for place, one in enumerate(lines) if _is_about(one, group.name)]
    if not places:
        lines.append(line)
    else:
        _, sign, remark = lines[places[0]].partition("#")
        lines[places[0]] = f"{line}  {sign}{remark}" if sign else line
        lines = [one for place, one in enumerate(lines) if place not in places[1:]]
    _write_own(lines)
    return group


def remove(name: str) -> tuple[Abbreviation, Abbreviation | None]:
    """Take an abbreviation away; return it, and what is built in under its name and counts again.

    What is built in is switched off by a line in the user's own file.

    Raises:
        NotFoundError: there is none of this name.
        NewsArchiveError: the file cannot be read or written.
    """
    abbreviations = load_strictly()
    found = _find(abbreviations, name) or _find_alike(abbreviations, name)
    if found is None or found.origin is Origin.OFF:
        raise NotFoundError(f"no abbreviation {clean_line(name)!r}", _hint(abbreviations, name, found))
    lines = _read_own(own_path()).splitlines() or _HEADER.splitlines()
    if found.origin is Origin.BUILT_IN:
        lines.append(f"{found.name} =")
    else:
        lines = [line for line in lines if not _is_about(line, found.name)]
    _write_own(lines)
    return found, _find(load_strictly(), found.name) if found.origin is Origin.OWN else None


def _check(name: str, forms: Sequence[str], group: Abbreviation) -> None:
    strange = next((one for one in (name, *forms) if set("=#") & set(one)), "")
    reason = fault((group.name, *group.forms, ""))
    if not reason and not all(map(name_key, forms)):
        reason = "a form without a word"
    if strange or reason or not group.forms:
        raise UsageError(
            f"{strange!r}: neither = nor # can stand in an abbreviation" if strange else reason or "it means itself",
            'write for example: newsarchive abbreviation add UBX "ủy ban xã"',
        )


def _find(abbreviations: Abbreviations, name: str) -> Abbreviation | None:
    """Return the group of this name; what several lines say of it is one group."""
    same = [one for one in abbreviations.groups if name_key(one.name) == name_key(name)]
    return replace(same[0], forms=tuple(form for one in same for form in one.forms)) if same else None


def _find_alike(abbreviations: Abbreviations, name: str) -> Abbreviation | None:
    """Return the only group whose name is this without its marks."""
    alike = [one for one in abbreviations.groups if name_key(fold(one.name)) == name_key(name)]
    return alike[0] if len(alike) == 1 else None


def _hint(abbreviations: Abbreviations, name: str, off: Abbreviation | None) -> str:
    from difflib import get_close_matches

    if off:
        return f'it is switched off; on again with: newsarchive abbreviation add {off.name} "{off.forms[0]}"'
    names = {fold(one.name): one.name for one in abbreviations.groups if one.origin is not Origin.OFF}
    close = get_close_matches(fold(clean_line(name)), names, n=1)
    return f"did you mean {names[close[0]]!r}?" if close else "list them with: newsarchive abbreviation list"


def _is_about(line: str, name: str) -> bool:
    parts = split_line(line)
    return bool(parts) and not fault(parts) and name_key(parts[0]) == name_key(name)


def _built_in() -> str:
    return (Path(__file__).parent.parent / "text" / NAME).read_text(encoding="utf-8")


def _read_own(path: Path) -> str:
    """Return the text of the user's own file; "" if there is none. Raises NewsArchiveError."""
    try:
        if path.exists() and not path.is_file():
            raise NewsArchiveError(f"{path}: not a file", "move it elsewhere")
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NewsArchiveError(f"{path}: {(error.strerror or '').lower()}", "check the file and its rights") from error
    if len(body) > LARGEST:
        raise NewsArchiveError(f"{path}: too large for a list of abbreviations", "move it elsewhere")
    return body.decode("utf-8-sig", "replace")


def _write_own(lines: Sequence[str]) -> None:
    from newsarchive.operations.files import written_whole

    path = own_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "choose another folder with NEWSARCHIVE_CONFIG"
        raise NewsArchiveError(f"{path.parent}: {(error.strerror or '').lower()}", hint) from error
    with written_whole(path) as write:
        write("".join(f"{line}\n" for line in lines))
