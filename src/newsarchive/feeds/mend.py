"""The text of a feed -> a document that XML parsers can read, and what had to be mended.

It starts with its root element: no declaration, no DOCTYPE; no character, reference or ampersand that XML forbids.
"""

import html
import re
from dataclasses import dataclass, field

from newsarchive.feeds.escape import ILLEGAL

# Declarations with their quotes, comments and instructions; a DOCTYPE's inner ones follow each other like any.
# The possessive forms keep the time linear, whatever is left open.
_PROLOG = re.compile(
    r"""(?:[^<]++|<\?[^>]*+|<!--.*?-->|<!(?!--)(?:"[^"]*+"|'[^']*+'|[^<>"'])*+)*+""",
    re.DOTALL,
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)[\s/>]", re.IGNORECASE)
_LATER_ROOT = re.compile(r"<(?:rss|rdf:RDF|feed)[\s>]")
_PAGE = re.compile(r"<(?:html|head|body|title)[\s>]|<[^a-z]", re.IGNORECASE)
_MOST_BEFORE = 10_000  # characters of what a server says before the feed
_REFERENCE = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|&(?:#(?:[xX]0*(?P<hex>[0-9A-Fa-f]+)|0*(?P<number>[0-9]+));?"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{0,31});)?",
    re.DOTALL,
)
_NUMBER = re.compile(r"&#(?:[xX]0*([0-9A-Fa-f]+)|0*([0-9]+));?")
_OF_XML = ("amp", "lt", "gt", "quot", "apos")
_LAST_CODE = 0x10FFFF
_LONGEST_NUMBER = 7


@dataclass(slots=True)
class _Counts:
    references: int = 0
    names: int = 0
    ampersands: int = 0
    found: list[str] = field(default_factory=list)


def is_feed(document: str) -> bool:
    """Tell whether a mended document has the root of a feed."""
    return _ROOT.match(document) is not None


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a document that starts with its root, and the repairs.

    >>> mend('<!DOCTYPE rss><rss>A&nbsp;B & C &#xD800;</rss>')[1]
    ('a DOCTYPE', "1 of HTML's names for characters", '1 bare ampersand', '1 reference to no character')
    """
    end, has_words = _find_root(text)
    repairs = ["a DOCTYPE"] if "<!DOCTYPE" in text[:end].upper() else []
    if has_words:
        repairs.append("words before the document")
    document, illegal = ILLEGAL.subn("\ufffd", text[end:])
    document, counts = mend_references(document)
    if illegal:
        repairs.append(f"{illegal} character{'s' * (illegal > 1)} that XML forbids")
    return document, (*repairs, *counts)


def _find_root(text: str) -> tuple[int, bool]:
    """Return where the root element begins, and whether anything stands before it that is none of the document."""
    match = _PROLOG.match(text)
    end = match.end() if match else 0
    has_words = text[:end].lstrip(" \t\r\n\ufeff")[:1] not in ("", "<")
    if _ROOT.match(text, end) or _PAGE.match(text, end):
        return end, has_words
    # Warnings of PHP are HTML: <br /><b>Warning</b>
    later = _LATER_ROOT.search(text, end, end + _MOST_BEFORE)
    return (later.start(), True) if later else (end, has_words)


def mend_references(document: str) -> tuple[str, tuple[str, ...]]:
    """Return a document whose references XML parsers know, and the repairs.

    Impossible ones become U+FFFD, HTML's names the characters that they name, and what is none gets its ampersand
    escaped. Sections of CDATA hold no references of XML.
    """
    counts = _Counts()
    document = _REFERENCE.sub(lambda match: _to_legal(match, counts), document)
    repairs = (
        (counts.names, "of HTML's names for characters", "of HTML's names for characters"),
        (counts.ampersands, "bare ampersand", "bare ampersands"),
        (counts.references, "reference to no character", "references to no character"),
    )
    return document, tuple(f"{count} {one if count == 1 else many}" for count, one, many in repairs if count)


def _to_legal(match: re.Match[str], counts: _Counts) -> str:
    if match["cdata"]:
        return _NUMBER.sub(lambda number: _to_character(number[0], number[1], number[2], counts), match[0])
    if match["hex"] or match["number"]:
        return _to_character(match[0], match["hex"], match["number"], counts)
    if not match["name"]:
        counts.ampersands += 1
        return "&amp;"
    if match["name"] in _OF_XML:
        return match[0]
    return _from_name(match[0], counts)


def _from_name(reference: str, counts: _Counts) -> str:
    character = html.unescape(reference)
    if character == reference:  # of a DOCTYPE's own, or of nobody's
        counts.ampersands += 1
        return f"&amp;{reference[1:]}"
    counts.names += 1
    return html.escape(character)


def _to_character(reference: str, hexadecimal: str | None, decimal: str | None, counts: _Counts) -> str:
    digits, base = (hexadecimal, 16) if hexadecimal else (decimal or "", 10)
    code = int(digits, base) if len(digits) <= _LONGEST_NUMBER else _LAST_CODE + 1
    if code > _LAST_CODE or ILLEGAL.match(chr(code)):
        counts.references += 1
        return "\ufffd"
    return reference if reference.endswith(";") else f"{reference};"
