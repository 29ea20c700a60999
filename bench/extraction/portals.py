"""Pages of five styles of portals with the truth about each, the same for the same seed.

python -m bench.extraction.portals FOLDER [--seed held-out]

The structure follows what portals of these systems serve; every template, class list and word is our own.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.extraction.articles import Item, make
from bench.extraction.dialects import DEVELOPMENT, SEEDS, printed_date, words
from bench.extraction.surroundings import Site, make_site, surround
from newsarchive.text.slug import slug

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = ("nukeviet", "sharepoint", "liferay", "vnpt", "tables")
_WITH_SUBTITLES = {"sharepoint", "vnpt"}
_COUNTING_SOME = {"nukeviet", "vnpt"}  # show on every other page how often it was read
_FIRST = {"development": 3_000, "held-out": 11_000}
_PATHS = {
    "nukeviet": "/news/tin-tuc/{slug}-{number}.html",
    "sharepoint": "/portal/pages/{day}/{slug}.aspx",
    "liferay": "/web/guest/tin-tuc/-/view_content/{number}-{slug}",
    "vnpt": "/tin-tuc-su-kien/{slug}-{number}",
    "tables": "/Default.aspx?tabid=12&NewsID={number}",
}
_FOLDERS = {
    "nukeviet": "/uploads/news/2018_10/",
    "sharepoint": "/portal/Attachments/",
    "liferay": "/documents/20182/{number}/",
    "vnpt": "/upload/tep/",
    "tables": "../Upload/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a reader should find on a page; empty where the page has none."""

    title: str
    lead: str
    body: tuple[str, ...]  # its lines, without the lead
    section: str
    published: str  # as Moment.value: to the minute, or the day
    printed: str
    subtitle: str = ""
    byline: tuple[str, ...] = ()
    credit: str = ""
    event: str = ""
    captions: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()  # address and label
    visits: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its portal serves it, and the truth about it."""

    style: str
    name: str
    url: str
    html: str
    truth: Truth


def pages(seed: str = DEVELOPMENT, count: int = 40, styles: tuple[str, ...] = STYLES) -> Iterator[Page]:
    """Yield count pages of each style."""
    for style in styles:
        for place in range(count):
            yield page(style, seed, place)


def page(  # noqa: PLR0913 - which page, and when it is seen
    style: str, seed: str, place: int, *, visit: int = 0, is_soon: bool = False, item: Item | None = None
) -> Page:
    """Return a page of a style at one visit; with an item, that article in the place of its own."""
    number = number_of(style, seed, place)
    site = _site(style, seed)
    shown = fit(style, item or make(number), random.Random(f"trang {style} {number}"))
    around = surround(site, number, visit, is_soon=is_soon)
    url = f"https://{site.host}" + _PATHS[style].format(
        slug=slug(shown.title), number=number, day=f"{shown.published:%Y-%m-%d}"
    )
    printed = printed_date(style, seed, shown.published, has_time=shown.has_time)
    is_odd = place % 2 == 1
    visits = shown.visits + around.visits
    html = (
        _environment()
        .get_template(f"{style}.html")
        .render(
            site=site, around=around, item=shown, url=url, printed=printed, say=words(style, seed),
            picture=next((block for block in shown.blocks if block.kind == "picture"), None),
            is_odd=is_odd, third=place % 3, folder=_FOLDERS[style].format(number=number),
            visits=visits, grouped_visits=f"{visits:,}".replace(",", "."),
        )
    )  # fmt: skip
    truth = _truth(style, shown, url, printed)
    if is_odd or style not in _COUNTING_SOME:
        truth = replace(truth, visits=visits)
    return Page(style, f"{style}-{place:02}", url, html, truth)


def number_of(style: str, seed: str, place: int) -> int:
    """Return the number of the article on a page."""
    return _FIRST[seed] + 100 * STYLES.index(style) + place


def fit(style: str, item: Item, chance: random.Random) -> Item:
    """Return an article as a style can show it: not every portal has subtitles, or always a lead."""
    if style not in _WITH_SUBTITLES:
        item = replace(item, subtitle="")
    if style == "liferay" and item.credit and not item.byline:
        item = replace(item, credit="")
    if style == "tables" and chance.random() < 0.2:
        item = replace(item, title=item.title.upper())
    return item


def _truth(style: str, item: Item, url: str, printed: str) -> Truth:
    site = url.split("/", 3)[:3]
    folder = _FOLDERS[style].format(number=item.number).removeprefix("..")
    return Truth(
        title=item.title,
        lead=item.lead,
        body=item.body,
        section=item.section,
        published=f"{item.published:%Y-%m-%dT%H:%M}:00+07:00" if item.has_time else f"{item.published:%Y-%m-%d}",
        printed=printed,
        subtitle=item.subtitle,
        byline=item.byline,
        credit=item.credit,
        event=item.event,
        captions=item.captions,
        files=tuple(("/".join(site) + folder + quote(name), label) for name, label in item.files),
    )


@cache
def _site(style: str, seed: str) -> Site:
    return make_site(style, seed)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def main() -> None:
    """Write the pages of a seed, and the truth beside each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", choices=SEEDS, default=DEVELOPMENT)
    parser.add_argument("--count", type=int, default=40, help="pages of each style")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for one in pages(options.seed, options.count):
        path = options.folder / f"{one.name}.html"
        path.write_text(one.html, encoding="utf-8")
        truth = {"url": one.url, **asdict(one.truth)}
        path.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
