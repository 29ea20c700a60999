import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fake_web import FakeWeb
from fakes import NOW, make_draft
from fakes import put as put_draft
from newsarchive.errors import FetchError, ParseError, UsageError
from newsarchive.model.article import ArticleId, Capture, Draft, Outcome, Overrides, Result
from newsarchive.model.feed import Entry, FeedDocument, FeedSettings
from newsarchive.model.history import Watch
from newsarchive.operations.add import add, keep_capture
from newsarchive.operations.entries import keep_entry
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store

PAGE = """Số lượt truy cập: 1.204

EmailPrintAa

Nông nghiệp

Bà con xã Bình Lạc gặt nhanh lúa mùa tránh bão

Sáng ngày 12/9, hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa mùa trước khi bão số 4 đổ bộ vào đất liền.

Thu Hà

Rss"""


URL = "https://binhlac.example/tin"
DAY = timedelta(days=1)


def keep_shown(store: Store, number: int, days: int) -> Result:
    """Keep a page that showed one of several texts some days later."""
    at = NOW + days * DAY
    body = HTML.replace("hai trăm", f"{number} nghìn").encode()
    return keep_capture(store, Capture(URL, body, "text/html", at, status=200), at)


def number_shown(draft: Draft) -> int:
    return next(number for number in range(9) if f"{number} nghìn" in draft.text)


def put(store: Store, source: str, now: datetime, *, web: FakeWeb | None = None, **more: Any) -> Result:
    return add(store, source, web=web or FakeWeb(), now=now, **more).result


def test_pasted_page_becomes_an_article_with_its_original(store: Store, now: datetime) -> None:
    result = put(store, "-", now, overrides=Overrides(), tags=("Mùa vụ",), stdin=io.BytesIO(PAGE.encode()))

    article = store.articles.get(result.id)
    assert result.outcome is Outcome.ADDED
    assert (article.title, article.section) == ("Bà con xã Bình Lạc gặt nhanh lúa mùa tránh bão", "Nông nghiệp")
    assert (article.byline, article.tags) == (("Thu Hà",), ("Mùa vụ",))
    assert store.captures.get(result.id).body == PAGE.encode()


def test_fields_set_by_hand_win(store: Store, now: datetime) -> None:
    fields = Overrides(title="Gặt lúa", url="https://binhlac.example/9")

    result = put(store, "-", now, overrides=fields, tags=(), stdin=io.BytesIO(PAGE.encode()))

    assert store.articles.get(result.id).title == result.title == "Gặt lúa"
    assert store.articles.get(result.id).url == "https://binhlac.example/9"


def test_file_is_read(store: Store, now: datetime, tmp_path: Path) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(PAGE, encoding="utf-8")

    result = put(store, str(file), now, overrides=Overrides(), tags=(), stdin=io.BytesIO())

    assert (result.outcome, result.source) == (Outcome.ADDED, str(file))


def test_address_is_fetched(store: Store, now: datetime) -> None:
    web = FakeWeb()
    web.put("https://binhlac.example/tin", PAGE, content_type="text/plain")

    result = put(store, "https://binhlac.example/tin", now, web=web, stdin=io.BytesIO())

    assert store.captures.get(result.id).url == "https://binhlac.example/tin"


HTML = f"""<html lang="vi"><head><title>Bà con xã Bình Lạc gặt nhanh lúa mùa tránh bão</title></head><body>
<h1>Bà con xã Bình Lạc gặt nhanh lúa mùa tránh bão</h1><p>{PAGE.split(chr(10) * 2)[4]}</p>
<figure><img src="/gat.png"><figcaption>Bà con gặt lúa</figcaption></figure>
<p>{PAGE.split(chr(10) * 2)[4].replace("Sáng", "Chiều")}</p><p><a href="/ke-hoach.pdf">Kế hoạch</a></p></body></html>"""
PNG = bytes.fromhex("89504e470d0a1a0a") + b"\x00" * 40


@pytest.mark.parametrize(
    ("options", "kept", "asked"),
    [
        pytest.param({}, (1, 0, 0), ["/gat.png"], id="pictures by default"),
        pytest.param({"with_files": True}, (1, 1, 0), ["/ke-hoach.pdf", "/gat.png"], id="files if wanted"),
        pytest.param({"with_images": False}, (0, 0, 0), [], id="neither"),
    ],
)
def test_pictures_and_files_come_with_a_page(
    store: Store, now: datetime, options: dict[str, Any], kept: tuple[int, ...], asked: list[str]
) -> None:
    web = FakeWeb()
    web.put("https://binhlac.example/tin", HTML, content_type="text/html")
    web.put("https://binhlac.example/gat.png", PNG)
    web.put("https://binhlac.example/ke-hoach.pdf", b"%PDF-1.4")

    added = add(store, "https://binhlac.example/tin", web=web, now=now, stdin=io.BytesIO(), **options)

    assert (added.media.images, added.media.files, added.media.failed) == kept
    assert web.asked[1:] == [f"https://binhlac.example{path}" for path in asked]


def test_what_is_added_later_but_older_leaves_the_newer_current(store: Store, now: datetime) -> None:
    url, older = "https://binhlac.example/tin", now - timedelta(days=365)
    first = Capture(url, HTML.encode(), "text/html", now, status=200)
    former = Capture(url, HTML.replace("hai trăm", "ba trăm").encode(), "text/html", older, status=200)

    keep_capture(store, first, now)
    result = keep_capture(store, former, older)

    article = store.articles.get(result.id)
    assert (result.outcome, article.revision) == (Outcome.REVISED, 1)
    assert "hai trăm" in article.text
    assert "ba trăm" in store.history.at(result.id, older).draft.text
    assert "hai trăm" in store.history.at(result.id, now).draft.text


@given(shown=st.lists(st.integers(0, 2), min_size=1, max_size=7), order=st.randoms(use_true_random=False))
@example(shown=[0, 1, 0, 1], order=Random(0))
def test_an_article_is_at_any_time_what_its_source_showed_last(shown: list[int], order: Random) -> None:
    places = list(range(len(shown)))
    order.shuffle(places)
    with Store.in_memory() as store:
        for place in places:
            keep_shown(store, shown[place], place)

        assert [number_shown(store.history.at(ArticleId(1), NOW + place * DAY).draft) for place in places] == [
            shown[place] for place in places
        ]
        assert number_shown(store.articles.get(ArticleId(1))) == shown[-1]
        assert len(store.history.revisions(ArticleId(1))) == len(set(shown))


def test_an_older_capture_changes_nothing_of_what_was_seen_again_since(store: Store) -> None:
    keep_shown(store, 1, 0)
    keep_shown(store, 2, 1)
    keep_shown(store, 1, 3)

    keep_shown(store, 0, 2)

    assert number_shown(store.articles.get(ArticleId(1))) == 1
    assert [number_shown(store.history.at(ArticleId(1), NOW + days * DAY).draft) for days in range(4)] == [1, 2, 0, 1]


def test_an_older_capture_says_nothing_of_a_page_that_is_gone_since(store: Store) -> None:
    keep_shown(store, 1, 0)
    gone = Watch(article_id=ArticleId(1), url=URL, gone_since=NOW + 5 * DAY)
    store.watches.set(gone)

    keep_shown(store, 1, 3)
    before = store.watches.find(ArticleId(1))
    keep_shown(store, 1, 6)

    assert before == gone
    assert store.watches.find(ArticleId(1)) == replace(gone, gone_since=None)


def test_an_older_capture_completes_what_was_only_a_summary(store: Store) -> None:
    put_draft(store, make_draft(text="Bà con gặt lúa.", url=URL), now=NOW + DAY, origin=Origin(is_summary=True))

    result = keep_shown(store, 1, 0)

    assert result.outcome is Outcome.COMPLETED
    assert number_shown(store.articles.get(result.id)) == 1
    assert number_shown(store.history.at(result.id, NOW + 2 * DAY).draft) == 1


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
        put(store, source, now, overrides=Overrides(), tags=("Bão",), stdin=io.BytesIO())

    assert store.tags.list() == ()
    assert store.articles.last_change([ArticleId(1)]) is None


def test_fields_set_by_hand_outlive_the_next_reading(store: Store, now: datetime) -> None:
    def read(**fields: object) -> Result:
        overrides = Overrides(**fields)  # type: ignore[arg-type]
        return put(store, "-", now, overrides=overrides, tags=(), stdin=io.BytesIO(PAGE.encode()))

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
    put(store, "-", now, overrides=Overrides(url=url), tags=(), stdin=io.BytesIO(PAGE.encode()))

    with store.transaction():
        changed = replace(entry, html="<p>" + "Chuyện bịa khác. " * 80)
        result = keep_entry(store, feed_id, "https://nguoila.example/", changed, now, settings=FeedSettings())

    assert isinstance(result, Result)
    assert result.outcome is Outcome.UNCHANGED
    assert "gặt lúa mùa" in store.articles.get(ArticleId(1)).text
