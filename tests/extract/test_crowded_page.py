"""Pages that would keep their readers busy for hours."""

from types import MappingProxyType

import pytest

from fake_web import HTML, FakeWeb, page
from fakes import NOW
from newsarchive.errors import ParseError
from newsarchive.extract import capture as reading
from newsarchive.extract.capture import read_capture, read_in_time
from newsarchive.model.article import Capture
from newsarchive.model.extraction import NOTHING_KNOWN
from newsarchive.operations.fetching import fetch_page

URL = "https://xa.example/1"
CROWD = "<i></i>" * reading.CROWDED


def capture(body: str) -> Capture:
    return Capture(URL, body.encode(), HTML, NOW, status=200, headers=MappingProxyType({"server": "x"}))


def test_crowded_page_is_read_as_any_other() -> None:
    crowded = capture(page(1).replace("</article>", f"</article>{CROWD}"))

    assert read_in_time(crowded).draft == read_capture(crowded).draft


def test_deep_page_is_read_as_any_other_and_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = capture(f"<div>{'<div>' * reading.DEEPEST}{page(1)}")
    flat = capture(f"{'<div></div>' * reading.DEEPEST}{page(1)}")

    assert read_in_time(deep).draft == read_capture(deep).draft
    monkeypatch.setattr(reading, "LONGEST", 0)
    assert read_in_time(flat).draft == read_capture(flat).draft
    with pytest.raises(ParseError, match="too crowded to be read"):
        read_in_time(deep)


def test_crowded_page_without_an_article_is_told_as_any_other() -> None:
    crowded = capture(f"<!doctype html><html><body>{CROWD}</body></html>")

    with pytest.raises(ParseError) as here:
        read_capture(crowded)
    with pytest.raises(ParseError) as caught:
        read_in_time(crowded)

    assert (caught.value.message, caught.value.hint) == (here.value.message, here.value.hint)


def test_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 0)

    with pytest.raises(ParseError, match=f"{URL}: too crowded to be read"):
        read_in_time(capture(CROWD))


def test_page_of_a_feed_that_takes_too_long_is_an_error_of_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    web = FakeWeb()
    web.put(URL, page(1, "<a href='/'>x</a> " * 100_000), content_type=HTML)
    monkeypatch.setattr(reading, "LONGEST", 0)

    fetched = fetch_page(web, URL, NOW, found_at=URL, is_legacy_tls=False, knowledge=NOTHING_KNOWN)

    assert (fetched.error, fetched.extraction) == ("too crowded to be read", None)
