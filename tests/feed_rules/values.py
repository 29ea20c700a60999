"""Dates, addresses, languages and media types."""

import re
from calendar import monthrange
from collections.abc import Iterator

from feed_rules.document import ATOM, Element, Finding, error, name_of, warning, words_of

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC822 = re.compile(
    r"(?:(?P<weekday>" + "|".join(_DAYS) + r"), +)?(?P<day>\d{1,2}) +(?P<month>" + "|".join(_MONTHS) + r") +"
    r"(?P<year>\d{4}) +(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))? +"
    r"(?P<zone>UT|GMT|[ECMP][SD]T|[A-IK-Za-ik-z]|[+-]\d{4})"
)
RFC3339 = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d+)?"
    r"(?:Z|[+-](?P<zone_hour>\d\d):(?P<zone_minute>\d\d))"
)
W3CDTF = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?:Z|[+-](?P<zone_hour>\d\d):(?P<zone_minute>\d\d)))?)?)?"
)
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # RFC 5646, its form
MIME = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:\s*;.*)?")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
WEB = re.compile(r"https?://[^/?#@:\s]+(?::\d*)?(?:[/?#].*)?", re.DOTALL | re.IGNORECASE)
_HTTP = re.compile(r"https?://[^/?#].*", re.DOTALL | re.IGNORECASE)
URI = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")  # RFC 3986
IRI = re.compile(URI.pattern[:-1].replace("]|%", "]|[\u00a0-\ud7ff\uf900-\U0010ffff]|%") + "*")  # RFC 3987
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:(?:[A-Za-z0-9()+,.:=@;$_!*'/?-]|%[0-9A-Fa-f]{2})+", re.IGNORECASE)
_TAG_URI = re.compile(  # RFC 4151
    r"tag:(?:[\w.+-]+@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?,\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?:"
    r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?:#.*)?"
)
_UUID_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
FILLED = re.compile(r".*\S.*", re.DOTALL)
EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>().]+(?:\.[^\s@<>().]+)*")


def check_language(language: Element) -> Iterator[Finding]:
    if not LANGUAGE.fullmatch(words_of(language).strip()):
        yield error("InvalidLanguage", language)


def check_date(element: Element, form: re.Pattern[str], kind: str) -> Iterator[Finding]:
    words = words_of(element)
    match = form.fullmatch(words.strip())
    if not match or not _is_moment(match):
        yield error(kind, element)
    elif words != words.strip() and form is RFC3339:
        yield error("UnexpectedWhitespace", element)


def _is_moment(match: re.Match[str]) -> bool:
    parts = {name: int(value) for name, value in match.groupdict().items() if value and value.isdecimal()}
    year, month, day = parts["year"], parts.get("month", 1), parts.get("day", 1)
    return (
        1 <= month <= len(_MONTHS)
        and 1 <= day <= monthrange(max(year, 1), month)[1]
        and all(parts.get(name, 0) < limit for name, limit in (("hour", 24), ("minute", 60), ("second", 61)))
        and all(parts.get(name, 0) < limit for name, limit in (("zone_hour", 24), ("zone_minute", 60)))
    )


def check_rfc822(element: Element) -> Iterator[Finding]:
    """RFC 822 with years of four digits, as RSS and RFC 2822 want them."""
    words = words_of(element).strip()
    match = _RFC822.fullmatch(words)
    if not match:
        looks_like = re.search(r"\d{1,2}\s+[A-Za-z]{3}\s+\d{2,4}\s+\d\d:\d\d", words)
        yield Finding("ProblematicalRFC822Date" if looks_like else "InvalidRFC2822Date", name_of(element))
        return
    day, month, year = int(match["day"]), _MONTHS.index(match["month"]) + 1, int(match["year"])
    is_right = (
        1 <= day <= monthrange(max(year, 1), month)[1] and int(match["hour"]) <= 23 and int(match["minute"]) <= 59
    )
    if not is_right or int(match["second"] or 0) > 60:
        yield error("InvalidRFC2822Date", element)
    elif match["weekday"] and _DAYS.index(match["weekday"]) != _weekday(year, month, day):
        yield error("IncorrectDOW", element)


def _weekday(year: int, month: int, day: int) -> int:
    """Zeller's congruence, Monday being 0: an own way to know what the writer claims."""
    if month <= 2:
        month, year = month + 12, year - 1
    return (day + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7


def check_address(element: Element, address: str, *, is_full: bool) -> Iterator[Finding]:
    """An IRI, RFC 3987, as Atom has them."""
    trimmed = address.strip()
    if address != trimmed:
        yield error("UnexpectedWhitespace" if element.tag != f"{{{ATOM}}}link" else "InvalidUriChar", element)
    if not trimmed:
        if is_full:
            yield warning("NotBlank", element)
        return
    kind = _judge_address(trimmed, is_full=is_full)
    if kind:
        yield error(kind, element)


def _judge_address(address: str, *, is_full: bool) -> str:
    scheme = SCHEME.match(address)
    if not IRI.fullmatch(address):
        return "InvalidUriChar"
    if scheme is None:
        return "InvalidFullLink" if is_full else ""
    forms = {"http:": ("InvalidLink", _HTTP), "https:": ("InvalidLink", _HTTP), "tag:": ("InvalidTAG", _TAG_URI)}
    kind, form = forms.get(scheme[0].lower(), ("", IRI))
    if address.lower().startswith("urn:"):
        kind, form = ("InvalidUUID", _UUID_URN) if address.lower().startswith("urn:uuid:") else ("InvalidURN", _URN)
    return "" if form.fullmatch(address) else kind


def check_uri(element: Element, address: str | None, kind: str = "InvalidLink") -> Iterator[Finding]:
    """A whole URI, RFC 3986, as RSS has them."""
    address = (address or "").strip()
    is_web = address.lower().startswith(("http:", "https:"))
    if not address.isascii() and IRI.fullmatch(address):
        yield error("UriNotIri", element)
    elif not (SCHEME.match(address) and URI.fullmatch(address)) or (is_web and not _HTTP.fullmatch(address)):
        yield error(kind, element)
