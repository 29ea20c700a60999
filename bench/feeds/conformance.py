"""How the reading of feeds agrees with feedparser's, over folders of feeds.

    python -m bench.feeds.conformance FOLDER... [--show KIND]

Only what is well-formed by feedparser's own judgement is compared, field by field and entry by entry, on what both
keep; everything is read. A difference that is meant has a kind, explained in docs/feeds.md.
"""

import io
import re
import sys
import time
import warnings
from calendar import timegm
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import feedparser

from newsarchive.errors import ParseError
from newsarchive.feeds.html import to_plain
from newsarchive.feeds.read import read_feed
from newsarchive.model.article import Moment
from newsarchive.model.feed import Entry, FeedDocument

Difference = tuple[str, str, object, object, str]  # kind, field, ours, theirs, file
_SPACES = re.compile(r"\s+")
_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def main(arguments: list[str]) -> None:
    """Read and compare every file of the folders, and print what was found."""
    shown = arguments[arguments.index("--show") + 1] if "--show" in arguments else ""
    folders = [one for one in arguments if Path(one).is_dir()]
    files = [path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    outcomes, compared, differences, seconds = _compare_all(files)
    print(f"{len(files)} files, {seconds:.1f} s CPU: {dict(outcomes)}")
    kinds = Counter((field, kind) for kind, field, *_ in differences)
    for field, total in sorted(compared.items()):
        different = sum(count for (name, _), count in kinds.items() if name == field)
        unmeant = kinds[field, "other"]
        print(f"{field:12} {total:6} compared, {100 * (1 - different / total):6.2f} % equal, {unmeant} unexplained")
    total, unmeant = compared.total(), sum(count for (_, kind), count in kinds.items() if kind == "other")
    print(f"{'all':12} {total:6} compared, {100 * (1 - kinds.total() / total):6.2f} % equal, "
          f"{100 * (1 - unmeant / total):6.2f} % but for what is meant")  # fmt: skip
    for kind, count in Counter(kind for _, kind in kinds.elements()).most_common():
        print(f"  {count:5} {kind}")
    for kind, field, ours, theirs, name in differences:
        if shown in {kind, field}:
            print(f"{name} [{field}: {kind}]\n   ours   {ours!r:.300}\n   theirs {theirs!r:.300}")


def _compare_all(files: list[Path]) -> tuple[Counter[str], Counter[str], list[Difference], float]:
    outcomes: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    differences: list[Difference] = []
    seconds = 0.0
    for path in files:
        body = path.read_bytes()
        start = time.process_time()
        try:
            document = read_feed(body)
        except ParseError:
            document = None
        seconds += time.process_time() - start
        outcomes["read" if document else "no feed"] += 1
        theirs = _read_theirs(body)
        if theirs is None:
            outcomes["feedparser fails"] += 1
        elif document and not theirs.bozo and theirs.version:
            outcomes["compared"] += 1
            _compare(document, theirs, path.name, compared, differences)
        elif theirs.entries and not document:
            outcomes["feedparser finds entries"] += 1
    return outcomes, compared, differences, seconds


def _read_theirs(body: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=True)
        except (ValueError, LookupError, TypeError):  # references to half a character, among others
            return None


def _compare(
    document: FeedDocument, theirs: Any, name: str, compared: Counter[str], differences: list[Difference]
) -> None:
    pairs: list[tuple[str, object, object, Any]] = [
        ("entries", len(document.entries), len(theirs.entries), theirs),
        ("feed title", _plain(document.title), _plain(theirs.feed.get("title", "")), theirs.feed),
        ("feed link", document.url, _web(theirs.feed.get("link", "")), theirs.feed),
        ("language", document.language, (theirs.feed.get("language") or "").lower(), theirs.feed),
    ]
    if len(document.entries) == len(theirs.entries):
        for ours, other in zip(document.entries, theirs.entries, strict=True):
            pairs += [(field, read(ours), their(other), other) for field, (read, their) in _FIELDS.items()]
    for field, mine, other, whole in pairs:
        compared[field] += 1
        if not _is_equal(mine, other):
            differences.append((_to_kind(field, mine, other, whole), field, mine, other, name))


def _is_equal(ours: object, theirs: object) -> bool:
    if isinstance(theirs, datetime) and type(ours) is date:  # a day is kept as a day
        theirs = theirs.date()
    return _normal(ours) == _normal(theirs)


def _normal(value: object) -> object:
    return _SPACES.sub(" ", value).strip() if isinstance(value, str) else value


def _plain(markup: str) -> str:
    return _SPACES.sub("", to_plain(to_plain(_MARKUP.sub("", markup or "")))).strip()


def _web(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _instant(moment: Moment) -> object:
    if moment.instant:
        return moment.instant.astimezone(UTC).replace(microsecond=0)
    return moment.day


def _their_instant(entry: Any, name: str) -> object:
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _their_published(entry: Any) -> object:
    found = (_their_instant(entry, name) for name in ("published", "created", "updated"))
    return next(filter(None, found), None)


def _their_content(entry: Any) -> str:
    contents = [content.value for content in entry.get("content", ()) if content.get("value")]
    return _plain(max(contents, key=len) if contents else entry.get("summary", ""))


def _terms(entry: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_plain(tag.label or tag.term or "") for tag in entry.get("tags", ())))))


def _our_terms(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(term) for term in (entry.section, *entry.categories) if term))


def _files(entry: Any) -> tuple[str, ...]:
    links = [_web(link.get("href") or "") for link in entry.get("enclosures", ())]
    links += [_web(one.get("url") or "") for one in entry.get("media_content", ())]
    return tuple(sorted({link for link in links if link}))


def _our_files(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted({one.url for one in entry.attachments} | {one.url for one in entry.figures}))


_FIELDS: dict[str, tuple[Callable[[Entry], object], Callable[[Any], object]]] = {
    "guid": (lambda ours: ours.guid, lambda their: their.get("id", "")),
    "url": (lambda ours: ours.url, lambda their: _web(their.get("link", ""))),
    "title": (lambda ours: _plain(ours.title), lambda their: _plain(their.get("title", ""))),
    "content": (lambda ours: _plain(ours.html), _their_content),
    "authors": (
        lambda ours: tuple(map(_plain, ours.authors)),
        lambda their: tuple(
            dict.fromkeys(_plain(one.get("name") or "") for one in their.get("authors", ()) if one.get("name"))
        ),
    ),
    "categories": (_our_terms, _terms),
    "published": (lambda ours: _instant(ours.published), _their_published),
    "updated": (lambda ours: _instant(ours.updated), lambda their: _their_instant(their, "updated")),
    "files": (_our_files, _files),
}


def _to_kind(field: str, ours: object, theirs: object, whole: Any) -> str:
    return next((kind for kind, fields, is_it in _KINDS if field in fields and is_it(ours, theirs, whole)), "other")


def _is_first(ours: object, theirs: object, whole: Any) -> bool:
    return ours in [link.get("href", "").strip() for link in whole.get("links", ())]


def _is_data(ours: object, theirs: object, whole: Any) -> bool:
    kinds = {content.get("type") for content in whole.get("content", ())} | {
        whole.get("summary_detail", {}).get("type")
    }
    return bool(kinds - {"text/html", "text/plain", "application/xhtml+xml", None})


def _is_fewer(ours: object, theirs: object, whole: Any) -> bool:
    return set(cast(tuple[str, ...], ours)) <= set(cast(tuple[str, ...], theirs))


_DATES = ("published", "updated")
_ADDRESSES = ("url", "feed link")
Judge = Callable[[object, object, Any], bool]
# What a difference is about, the fields it is met in, and how it is known. The reasons stand in docs/feeds.md.
_KINDS: tuple[tuple[str, tuple[str, ...], Judge], ...] = (
    ("an id is no link", _ADDRESSES, lambda ours, theirs, whole: not ours and theirs == _web(whole.get("id") or "")),
    ("shared by several entries", ("guid", "url"), lambda ours, theirs, _: not ours or "|" in str(ours)),
    ("what RSS 1.0 is about is its address", ("url",), lambda ours, theirs, whole: bool(ours) and not theirs),
    ("the first of several", _ADDRESSES, _is_first),
    ("FeedBurner's own address of the original", ("url",), lambda _, __, whole: "feedburner_origlink" in whole),
    ("an address without a name is no author", ("authors",), lambda _, __, whole: "@" in whole.get("author", "")),
    ("thumbnails are pictures", ("files",), lambda _, __, whole: "media_thumbnail" in whole),
    ("no date that can be", _DATES, lambda ours, _, __: ours is None or type(ours) is date),
    ("the first of several", _DATES, lambda ours, theirs, _: None not in (ours, theirs)),
    ("the first of several", ("guid", "language"), lambda ours, theirs, _: bool(ours and theirs)),
    ("data, not words", ("content", "title", "feed title"), _is_data),
    ("words about a picture or a recording", ("categories",), _is_fewer),
    (
        "words about a picture or a recording",
        ("content", "title"),
        lambda ours, _, whole: not ours and _has_media(whole),
    ),
    ("an entry within an entry", ("entries",), lambda ours, theirs, _: cast(int, ours) < cast(int, theirs)),
    ("an entry within an entry", ("feed title",), lambda ours, _, whole: bool(ours) and "id" in whole),
)


def _has_media(whole: Any) -> bool:
    return any(str(name).startswith("media_") for name in whole)


if __name__ == "__main__":
    main(sys.argv[1:])
