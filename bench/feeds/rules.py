"""How well our rules for feeds (tests/feed_rules.py) agree with the W3C validator's own test cases.

    PYTHONPATH=tests python -m bench.feeds.rules FOLDER

FOLDER holds the *.xml of its test suite. Each says in a comment what it must be found guilty of, "Expect: Kind{…}", or
not, "Expect: !Kind{…}"; "Expect: ValidKind" is a way to say that InvalidKind must not be found. Only RSS 2.0 and Atom
1.0 documents count that use no module which we do not write. Names for addresses that are none are taken for one.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from feed_rules import MODULES, Finding, check

_EXPECT = re.compile(rb"Expect:\s*(!?)(\w+)")
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss\s|feed\s[^>]*2005/Atom|entry\s[^>]*2005/Atom)")
_MODULE = re.compile(rb"xmlns:\w+\s*=\s*[\"']([^\"']*)")
_ALIKE = (
    {
        "InvalidLink",
        "InvalidFullLink",
        "InvalidUriChar",
        "UriNotIri",
        "InvalidURLAttribute",
        "InvalidIRI",
        "InvalidTAG",
    },
    {"MissingAttribute", "MissingHref"},
    {"MissingElement", "MissingTitle", "MissingLink", "MissingDescription"},
    {"MissingSelf", "MissingAtomSelfLink"},
    {"DuplicateElement", "DuplicateEnclosure"},
    {"InvalidURN", "InvalidNSS", "InvalidUUID"},
    {"InvalidIntegerAttribute", "InvalidNonNegativeInteger", "InvalidInteger", "InvalidPositiveInteger"},
    {"InvalidMIMEAttribute", "InvalidMIMEType"},
    {"InvalidRFC2822Date", "ProblematicalRFC822Date", "IncorrectDOW"},
    {"SecurityRisk", "SecurityRiskAttr"},
)


def main(folder: Path) -> None:
    """Print, for each kind of finding, how many cases agree, and which do not."""
    agree: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    wrong: list[str] = []
    known = {"Error", "Warning"}  # kinds that our rules find anywhere, rightly or not
    for path in sorted(folder.glob("*.xml")):
        document = path.read_bytes()
        match = _EXPECT.search(document)
        modules = {module.decode() for module in _MODULE.findall(document)}
        if not match or not _ROOT.search(document) or not modules <= MODULES:
            continue
        is_not, kind = match[1] == b"!", match[2].decode()
        if kind.startswith("Valid"):
            is_not, kind = True, f"In{kind[0].lower()}{kind[1:]}"
        found = check(document)
        known |= {kind for one in found for kind in _alike(one.kind)}
        is_right = _is_found(kind, found) is not is_not
        name = ("no " if is_not else "") + kind
        cases[name] += 1
        agree[name] += is_right
        if not is_right:
            wrong.append(f"{path.name}: {name}; found {' '.join(sorted({one.kind for one in found})) or 'nothing'}")
    ours = {name for name in cases if name.removeprefix("no ") in known}
    for name in sorted(cases, key=lambda name: (name not in ours, name)):
        print(f"{agree[name]:>4} of {cases[name]:<4} {name}")
    print(f"\n{sum(agree.values())} of {sum(cases.values())} cases; {len(ours)} of {len(cases)} kinds have a rule;")
    for what, names in (
        ("found", [n for n in ours if n[:3] != "no "]),
        ("not found", [n for n in ours if n[:3] == "no "]),
    ):
        print(f"of those to be {what}: {sum(agree[name] for name in names)} of {sum(cases[name] for name in names)}")
    print("\n".join(one for one in wrong if any(f": {name};" in one for name in ours)))


def _is_found(kind: str, found: tuple[Finding, ...]) -> bool:
    if kind in {"Error", "Warning"}:
        return any(one.is_error for one in found) if kind == "Error" else bool(found)
    return any(one.kind in _alike(kind) for one in found)


def _alike(kind: str) -> set[str]:
    return next((alike for alike in _ALIKE if kind in alike), {kind})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
