import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from newsarchive.errors import FetchError, ParseError, UsageError
from newsarchive.model.article import ArticleId, Capture, Outcome, Overrides, Result
from newsarchive.model.feed import Entry, FeedDocument, FeedSettings
from newsarchive.operations.add import add
from newsarchive.operations.entries import keep_entry
from newsarchive.store.store import Store

PAGE = """Số lượt truy cập: 1.204

EmailPrintAa

Nông nghiệp

Bà con xã Bình Lạc gặt nhanh lúa mùa tránh bão

Sáng ngày 12/9, hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa mùa trước khi bão số 4 đổ bộ vào đất liền.

Thu Hà

Rss"""


def test_pasted_page_becomes_an_article_with_its_original(store: Store, now: datetime) -> None:
    result = add(store, "-", overrides=Overrides(), tags=("Mùa vụ",), now=now, stdin=io.BytesIO(PAGE.encode()))

    article = store.articles.get(result.id)
    assert result.outcome is Outcome.ADDED
    assert (article.title, article.section) == ("Bà con xã Bình Lạc gặt nhanh lúa mùa tránh bão", "Nông nghiệp")
    assert (article.byline, article.tags) == (("Thu Hà",), ("Mùa vụ",))
    assert store.captures.get(result.id).body == PAGE.encode()


def test_fields_set_by_hand_win(store: Store, now: datetime) -> None:
    fields = Overrides(title="Gặt lúa", url="https://binhlac.example/9")

    result = add(store, "-", overrides=fields, tags=(), now=now, stdin=io.BytesIO(PAGE.encode()))

    assert store.articles.get(result.id).title == result.title == "Gặt lúa"
    assert store.articles.get(result.id).url == "https://binhlac.example/9"


def test_file_is_read(store: Store, now: datetime, tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(PAGE, encoding="utf-8")

    result = add(store, str(file), overrides=Overrides(), tags=(), now=now, stdin=io.BytesIO())

    assert (result.outcome, result.source) == (Outcome.ADDED, str(file))


def test_address_is_fetched(store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    capture = Capture("https://binhlac.example/tin", PAGE.encode(), "text/plain", now, status=200)
    monkeypatch.setattr("newsarchive.fetch.http.get", lambda url, now: capture)

    result = add(store, "https://binhlac.example/tin", overrides=Overrides(), tags=(), now=now, stdin=io.BytesIO())

    assert store.captures.get(result.id).url == "https://binhlac.example/tin"


@pytest.mark.parametrize(
    ("source", "error", "reason"),
    [
        pytest.param("ftp://binhlac.example/", UsageError, "not an address of the web", id="scheme"),
        pytest.param("https://a:b@binhlac.example/", UsageError, "not an address of the web", id="password"),
        pytest.param("không-có.txt", FetchError, "no such file", id="missing file"),
        pytest.param("-", ParseError, "standard input", id="nothing"),
    ],
)
def test_failed_source_leaves_no_trace(
    store: Store, now: datetime, source: str, error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        add(store, source, overrides=Overrides(), tags=("Bão",), now=now, stdin=io.BytesIO())

    assert store.tags.list() == ()
    assert store.articles.last_change([ArticleId(1)]) is None


def test_fields_set_by_hand_outlive_the_next_reading(store: Store, now: datetime) -> None:
    def read(**fields: object) -> Result:
        overrides = Overrides(**fields)  # type: ignore[arg-type]
        return add(store, "-", overrides=overrides, tags=(), now=now, stdin=io.BytesIO(PAGE.encode()))

    read(title="Tên đặt tay", url="https://binhlac.example/9")

    assert read().outcome is Outcome.UNCHANGED
    assert read(url="https://binhlac.example/9").outcome is Outcome.UNCHANGED
    assert read(title="Tên mới", url="https://binhlac.example/9").outcome is Outcome.REVISED
    assert store.articles.get(ArticleId(1)).title == "Tên mới"


def test_what_is_added_by_hand_no_feed_of_another_site_may_change(store: Store, now: datetime) -> None:
    url = "https://binhlac.example/9"
    entry = Entry(guid="1", url=url, title="Gặt lúa", html="<p>" + "Chuyện bịa. " * 80, has_content=True)
    with store.transaction():
        feed_id = store.feeds.add(FeedDocument(url="https://nguoila.example/"), "", now)
        keep_entry(store, feed_id, "https://nguoila.example/", entry, now, settings=FeedSettings())
    add(store, "-", overrides=Overrides(url=url), tags=(), now=now, stdin=io.BytesIO(PAGE.encode()))

    with store.transaction():
        changed = replace(entry, html="<p>" + "Chuyện bịa khác. " * 80)
        result = keep_entry(store, feed_id, "https://nguoila.example/", changed, now, settings=FeedSettings())

    assert isinstance(result, Result)
    assert result.outcome is Outcome.UNCHANGED
    assert "gặt lúa mùa" in store.articles.get(ArticleId(1)).text
