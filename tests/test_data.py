"""The demo archive is what data/README.md says: invented, whole, and read without loss."""

import io
import re
import unicodedata
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from fake_web import FakeWeb
from fakes import import_bytes
from newsarchive.extract.capture import read_capture
from newsarchive.fetch.local import read_file
from newsarchive.model.article import Draft, Outcome, Result
from newsarchive.operations.add import add
from newsarchive.store.store import Store

DATA = Path(__file__).parent.parent / "data"
PAGES = sorted((DATA / "pages").glob("*/*.*"))
FEED = DATA / "feeds" / "binhlac.rss"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
DAY = re.compile(r"(thứ \w+|chủ nhật)[\s,–-]{1,3}(\d\d)/(\d\d)/(\d{4})", re.IGNORECASE)
CHROME = re.compile(r"Số lượt truy cập|EmailPrintAa|^Rss$|Trang chủ|Bản quyền|Lượt xem|Tin liên quan", re.MULTILINE)


def read(path: Path) -> Draft:
    return read_capture(read_file(str(path), NOW)).draft


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page_becomes_an_article(path: Path) -> None:
    draft = read(path)

    assert len(draft.title.split()) >= 4
    assert len(draft.text) > 300
    assert not CHROME.search(draft.text)
    assert draft.title not in draft.text
    assert all(figure.caption not in draft.text for figure in draft.figures)
    assert bool(draft.url) == (path.suffix == ".html")


def test_pages_carry_what_their_portals_show() -> None:
    drafts = [read(path) for path in PAGES]

    assert len(drafts) >= 30
    assert len({draft.title for draft in drafts}) == len(drafts)
    assert sum(1 for draft in drafts if draft.section) >= 0.9 * len(drafts)
    assert sum(1 for draft in drafts if draft.byline) >= 0.9 * len(drafts)
    assert sum(1 for draft in drafts if any(figure.caption for figure in draft.figures)) >= 0.6 * len(drafts)
    assert len({draft.published.value[:4] for draft in drafts if draft.published.day}) >= 5
    assert any(draft.published.value.startswith("--") for draft in drafts)
    assert any(draft.text.isascii() for draft in drafts)


def test_texts_come_in_the_forms_that_browsers_and_editors_give() -> None:
    texts = [path.read_bytes().decode("utf-8") for path in PAGES if path.suffix == ".txt"]

    assert any("\r\n" in text for text in texts)
    assert any("\u00a0" in text for text in texts)
    assert any(not unicodedata.is_normalized("NFC", text) for text in texts)


def test_weekdays_on_the_pages_are_right() -> None:
    days = [found for path in PAGES for found in DAY.findall(path.read_text(encoding="utf-8"))]

    assert len(days) >= 10
    for name, day, month, year in days:
        assert name.lower() == WEEKDAYS[date(int(year), int(month), int(day)).weekday()]


def test_pictures_of_the_pages_are_there() -> None:
    for path in PAGES:
        for picture in re.findall(r'src="(\.\./[^"]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / picture).resolve().is_file()


def test_pictures_are_drawings_without_script() -> None:
    for path in (DATA / "images").glob("*.svg"):
        picture = ET.fromstring(path.read_text(encoding="utf-8"))

        assert picture.tag.endswith("svg")
        assert not [element for element in picture.iter() if element.tag.endswith(("script", "image"))]


def test_feed_is_valid_and_its_weekdays_are_right() -> None:
    body = FEED.read_bytes()
    days = [item.findtext("pubDate", "") for item in ET.fromstring(body).iter("item")]

    assert len(days) >= 12
    assert all(f"{parsedate_to_datetime(day):%a}" == day[:3] for day in days)
    assert not feedparser.parse(io.BytesIO(body)).bozo


def test_feed_joins_the_pages_that_it_links_to() -> None:
    links = {draft.url for draft in map(read, PAGES) if draft.url}

    with Store.in_memory() as store:
        results = import_bytes(store, FEED.read_bytes(), name="binhlac.rss", now=NOW)
        urls = [store.articles.get(result.id).url for result in results if isinstance(result, Result)]

    assert len(set(urls) & links) == 3
    assert len(set(urls) - links) >= 9


def test_feed_imported_after_the_pages_adds_only_what_is_new() -> None:
    with Store.in_memory() as store:
        for path in PAGES:
            add(store, str(path), web=FakeWeb(), now=NOW, stdin=io.BytesIO())
        results = [
            result
            for result in import_bytes(store, FEED.read_bytes(), name="binhlac.rss", now=NOW)
            if isinstance(result, Result)
        ]
        titles = {result.title for result in results} | {read(path).title for path in PAGES}

    outcomes = [result.outcome for result in results]
    assert outcomes.count(Outcome.UNCHANGED) == 3
    assert outcomes.count(Outcome.ADDED) == len(outcomes) - 3
    assert len(PAGES) + outcomes.count(Outcome.ADDED) == len(titles) >= 36
