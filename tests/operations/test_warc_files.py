"""Archives moved by WARC files, and pages of others taken from them."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest
from warcio.checker import Checker  # type: ignore[import-untyped]  # it has no types

from fakes import NOW, make_draft, put
from newsarchive.errors import FetchError, ParseError
from newsarchive.model.article import Article, ArticleId, Capture, Hop, Outcome, Result
from newsarchive.model.search import Query
from newsarchive.operations.add import keep_capture
from newsarchive.operations.entries import Skipped
from newsarchive.operations.media import MediaReport
from newsarchive.operations.warc import export_warc, import_warc, is_warc_file, opened_warc
from newsarchive.store.store import Store
from newsarchive.warc.read import Passed
from newsarchive.warc.write import iter_capture, resource, warcinfo

URL = "https://binhlac.example/tin/gat-lua-7.html"
PICTURE = "https://binhlac.example/anh/gat-lua.png"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
BODY = "Sáng nay bà con xã Bình Lạc ra đồng gặt lúa mùa, trời nắng nhẹ và gió heo may thổi đều khắp cánh đồng. " * 3
HEADERS = MappingProxyType({"content-type": "text/html; charset=utf-8", "etag": '"7"', "content-encoding": "gzip"})


def page(words: str = "", *, url: str = URL, at: datetime = NOW, title: str = "Gặt lúa mùa ở Bình Lạc") -> Capture:
    text = "".join(f"<p>{part}</p>" for part in (BODY, words, BODY[::-1]))
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}"
    html += f"<figure><img src='{PICTURE}' width='600' height='400'><figcaption>Gặt lúa</figcaption></figure></article>"
    return Capture(url, html.encode(), HEADERS["content-type"], at, status=200, headers=HEADERS)


def exported(store: Store, *ids: int) -> bytes:
    written = io.BytesIO()
    export_warc(store, [ArticleId(one) for one in ids], written.write, NOW)
    return written.getvalue()


def imported(store: Store, data: bytes, now: datetime = NOW) -> list[Result | Skipped | Passed | MediaReport]:
    return list(import_warc(store, io.BytesIO(data), "tin.warc.gz", now))


def captures(store: Store) -> list[Capture]:
    return [store.captures.get_by_id(one) for one in store.captures.iter_ids()]


def articles(store: Store) -> list[Article]:
    return list(store.articles.iter_ids(sorted(store.search.iter_ids(Query()))))


@pytest.fixture
def other() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture
def archive(store: Store) -> Store:
    """Return an archive of a page that came by redirects and was revised, a saved one, and pasted text."""
    hops = (Hop("http://binhlac.example/7", 301), Hop("https://binhlac.example/7", 302))
    moved = replace(page(at=NOW - timedelta(days=9)), hops=hops, requested_url=hops[0].url)
    keep_capture(store, moved, NOW - timedelta(days=9))
    keep_capture(store, page("Chiều nay gặt xong.", at=NOW - timedelta(days=2)), NOW - timedelta(days=2))
    saved = page("Tin khác.", url="file:///tin/a.html", title="Bán lúa được giá")
    keep_capture(store, replace(saved, status=0, headers=MappingProxyType({})), NOW)
    pasted = f"Họp thôn bàn việc gặt lúa\n\n{BODY.upper()}\n\n{BODY.lower()}"
    keep_capture(store, Capture("", pasted.encode(), "text/plain", NOW), NOW)
    with store.transaction():
        store.files.add(PICTURE, PNG, "image/png", NOW)
    return store


def test_everything_received_is_in_the_file_once(archive: Store) -> None:
    originals = export_warc(archive, [ArticleId(1), ArticleId(2), ArticleId(3)], lambda data: None, NOW)

    assert (originals.captures, originals.files, originals.without) == (4, 1, 0)


def test_original_of_two_articles_is_in_the_file_once(store: Store) -> None:
    both = (make_draft("Gặt lúa", "Lúa chín."), make_draft("Họp thôn", "Thôn họp."))
    for draft in both:
        put(store, draft, capture=page())

    assert export_warc(store, [ArticleId(1), ArticleId(2)], lambda data: None, NOW).captures == 1


def test_warcio_has_nothing_to_complain_of(archive: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "goc.warc.gz").write_bytes(exported(archive, 1, 2, 3))

    checker = Checker(SimpleNamespace(inputs=[str(tmp_path / "goc.warc.gz")], verbose=True))
    checker.process_all()

    assert checker.exit_value == 0
    assert "digest pass" in capsys.readouterr().out


def test_import_of_an_export_gives_the_same_originals(archive: Store, other: Store) -> None:
    results = imported(other, exported(archive, 1, 2, 3))

    assert sorted(captures(other), key=repr) == sorted(captures(archive), key=repr)
    assert [one.outcome for one in results if isinstance(one, Result)] == [
        Outcome.ADDED, Outcome.REVISED, Outcome.ADDED, Outcome.ADDED,
    ]  # fmt: skip
    assert other.files.get(archive.files.find_all([PICTURE])[PICTURE].digest) == PNG


def test_import_of_an_export_gives_the_same_articles(archive: Store, other: Store) -> None:
    imported(other, exported(archive, 1, 2, 3))

    for there, here in zip(articles(archive), articles(other), strict=True):
        assert (here.title, here.text, here.url, here.revision) == (there.title, there.text, there.url, there.revision)
        assert (here.captured_at, here.archived_at) == (there.captured_at, there.archived_at)


def test_importing_twice_changes_nothing(archive: Store) -> None:
    before = captures(archive), articles(archive)

    results = imported(archive, exported(archive, 1, 2, 3))

    assert (captures(archive), articles(archive)) == before
    assert not [one for one in results if isinstance(one, MediaReport)]


def test_older_page_becomes_an_earlier_revision(store: Store) -> None:
    keep_capture(store, page("Hôm nay gặt xong."), NOW)
    old = page(at=NOW - timedelta(days=900))

    imported(store, warcinfo(NOW) + b"".join(iter_capture(old, "")))

    assert "Hôm nay gặt xong." in store.articles.get(ArticleId(1)).text
    assert len(captures(store)) == 2


@pytest.mark.parametrize("at", [NOW + timedelta(days=9), datetime.max.replace(tzinfo=UTC)], ids=["soon", "never"])
def test_page_from_the_future_came_now(store: Store, at: datetime) -> None:
    imported(store, b"".join([*iter_capture(page(at=at), ""), resource(PICTURE, PNG, "image/png", at)]))

    article, picture = store.articles.get(ArticleId(1)), store.files.find(PICTURE)
    assert picture is not None
    assert (article.archived_at, article.captured_at, picture.fetched_at) == (NOW, NOW, NOW)


def test_what_is_no_article_is_passed_over_with_its_reason(store: Store) -> None:
    data = b"".join(
        [
            *iter_capture(page(), ""),
            resource("https://binhlac.example/bo.css", b"a{}", "text/css", NOW),
            resource(PICTURE, b"no picture", "image/png", NOW),
            *iter_capture(Capture("https://binhlac.example/", b"<p>", "text/html", NOW, status=200), ""),
            gzip.compress(b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: a\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
        ]
    )

    results = imported(store, data)

    assert {one.title: one.reason for one in results if isinstance(one, Skipped)} == {
        "https://binhlac.example/bo.css": "neither a page nor a part of one: text/css",
        PICTURE: "neither a picture nor a file that is kept",
        "https://binhlac.example/": "no article in it",
        "a": "a revisit: its bytes are in another record",
    }
    assert sum(isinstance(one, Result) for one in results) == 1


def test_deleted_article_does_not_come_back(store: Store) -> None:
    keep_capture(store, page(), NOW)
    store.articles.delete(ArticleId(1), NOW)

    (result,) = imported(store, b"".join(iter_capture(page("Sửa lại."), "")))

    assert isinstance(result, Result)
    assert result.outcome is Outcome.DELETED


def test_damage_is_told_after_what_came_before_it(store: Store) -> None:
    results = imported(
        store, b"".join(iter_capture(page(), "")) + b"".join(iter_capture(page(url=f"{URL}?b"), ""))[:-40]
    )

    assert [type(one) for one in results] == [Result, Passed]


def test_article_without_an_original_is_counted(store: Store) -> None:
    put(store, make_draft())

    assert export_warc(store, [ArticleId(1)], lambda data: None, NOW).without == 1


def test_file_is_recognised_by_how_it_begins(archive: Store, tmp_path: Path) -> None:
    (tmp_path / "goc").write_bytes(exported(archive, 1))
    (tmp_path / "tin.warc").write_bytes(b"<rss/>")

    assert is_warc_file(str(tmp_path / "goc"))
    assert not is_warc_file(str(tmp_path / "tin.warc"))
    with pytest.raises(FetchError):
        is_warc_file(str(tmp_path / "khac"))


def test_standard_input_can_be_read_twice(archive: Store, other: Store) -> None:
    with opened_warc("-", io.BytesIO(exported(archive, 1))) as stream:
        results = list(import_warc(other, stream, "-", NOW))

    assert [type(one) for one in results] == [Result, Result, MediaReport]


def test_other_file_is_refused(store: Store) -> None:
    with pytest.raises(ParseError, match="not a WARC file"):
        imported(store, b"<rss/>")
