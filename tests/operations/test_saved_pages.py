import os
from pathlib import Path

import pytest

from fakes import NOW
from newsarchive.errors import FetchError
from newsarchive.model.article import ArticleId, Outcome, Result
from newsarchive.operations.entries import Skipped
from newsarchive.operations.saved_pages import find_pages, import_pages
from newsarchive.store.store import Store

URL = "https://binhlac.example/tin/7"
BODY = "Sáng nay bà con xã Bình Lạc ra đồng gặt lúa mùa, trời nắng nhẹ và gió heo may thổi đều khắp cánh đồng. " * 4


def save(path: Path, comment: str = "", title: str = "Gặt lúa mùa ở Bình Lạc") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<!DOCTYPE html>\n{comment}\n<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{title}. {BODY}</p></article></body></html>",
        encoding="utf-8",
    )


def test_pages_are_found_in_order_and_below(tmp_path: Path) -> None:
    for name in ("b.html", "a/c.HTM", "a/d.txt", "b_files/khung.html", "a/e.jpg"):
        save(tmp_path / name)
    (tmp_path / "thu-muc.html").mkdir()

    assert [str(path.relative_to(tmp_path)) for path in find_pages(tmp_path)] == ["a/c.HTM", "b.html"]


@pytest.mark.parametrize(
    ("comment", "url"),
    [
        pytest.param(f"<!-- saved from url=(0030){URL} -->", URL, id="browser"),
        pytest.param(
            f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: hôm qua\n-->", URL, id="SingleFile"
        ),
        pytest.param("<!-- saved from url=(0014)about:internet -->", "", id="nowhere"),
        pytest.param("", "", id="unknown"),
    ],
)
def test_page_has_the_address_that_it_was_saved_from(store: Store, tmp_path: Path, comment: str, url: str) -> None:
    save(tmp_path / "a.html", comment)

    (result,) = import_pages(store, find_pages(tmp_path), NOW)

    assert isinstance(result, Result)
    assert result.outcome is Outcome.ADDED
    assert store.articles.get(result.id).url == url
    assert store.captures.get(result.id).url == url or store.captures.get(result.id).url.startswith("file:")


def test_failing_page_stops_no_other(store: Store, tmp_path: Path) -> None:
    save(tmp_path / "a.html")
    (tmp_path / "b.html").write_bytes(b"")
    save(tmp_path / "c.html", title="Họp thôn")
    pages = find_pages(tmp_path)
    (tmp_path / "c.html").unlink()

    added, empty, gone = import_pages(store, pages, NOW)

    assert isinstance(added, Result)
    assert isinstance(empty, Skipped)
    assert isinstance(gone, Skipped)
    assert (empty.title, gone.title) == (str(tmp_path / "b.html"), str(tmp_path / "c.html"))
    assert store.articles.get(ArticleId(1)).title == "Gặt lúa mùa ở Bình Lạc"


def test_what_links_lead_to_is_not_in_the_folder(tmp_path: Path) -> None:
    save(tmp_path / "ngoai/a.html")
    save(tmp_path / "trong/b.html")
    (tmp_path / "trong/c.html").symlink_to("../ngoai/a.html")
    (tmp_path / "trong/ngoai").symlink_to("../ngoai")
    (tmp_path / "trong/vong").symlink_to(".")

    assert find_pages(tmp_path / "trong") == (tmp_path / "trong/b.html",)


@pytest.mark.parametrize("name", ["cũ\nmới.html", "kh\udcffng.html"], ids=["two lines", "no UTF-8"])
def test_page_of_any_name_is_archived(store: Store, tmp_path: Path, name: str) -> None:
    save(tmp_path / name)

    (result,) = import_pages(store, find_pages(tmp_path), NOW)

    assert isinstance(result, Result)


def test_folder_below_that_cannot_be_read_stops_no_page(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "a.html")
    (tmp_path / "cam").mkdir()
    read = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "cam":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(os, "scandir", refuse)

    added, failed = import_pages(store, find_pages(tmp_path), NOW)

    assert isinstance(added, Result)
    assert isinstance(failed, Skipped)
    assert failed.title == str(tmp_path / "cam")


def test_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no such file or directory"):
        find_pages(tmp_path / "khong-co")
