"""Stored pictures in exported pages."""

from pathlib import Path

import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import NewsArchiveError
from newsarchive.model.article import ArticleId, Figure
from newsarchive.operations.export import export_folder, export_page, export_print
from newsarchive.operations.pictures import InsidePictures
from newsarchive.store.store import Store

URL = "https://binhlac.example/gat.png"
OTHER = "https://binhlac.example/anh-khac.svg"
PNG = bytes.fromhex("89504e470d0a1a0a") + b"\x00" * 40
DATA = "data:image/png;base64,iVBORw0KGgo"


@pytest.fixture
def ids(store: Store) -> tuple[ArticleId, ...]:
    """Two articles that show the same stored picture; one also shows a file that no page may."""
    with store.transaction():
        store.files.add(URL, PNG, "image/png", NOW)
        store.files.add(OTHER, b"<svg/>", "image/svg+xml", NOW)
    figures = (Figure(URL, "Bà con gặt lúa", 1), Figure(OTHER, "Bản đồ xã", 1), Figure("", "Toàn cảnh", 1))
    first = put(store, make_draft(url="https://binhlac.example/1", figures=figures))
    second = put(store, make_draft("Hội thi cấy", "Hai đội cùng cấy.", figures=(Figure(URL, "Thi cấy", 1),)))
    return first.id, second.id


def test_pages_of_a_folder_show_stored_pictures_once(store: Store, ids: tuple[ArticleId, ...], tmp_path: Path) -> None:
    export_folder(store, ids, tmp_path)
    export_folder(store, ids, tmp_path)

    [picture] = (tmp_path / "anh").iterdir()
    pages = [page.read_text(encoding="utf-8") for page in sorted(tmp_path.glob("[12]-*.html"))]
    assert picture.read_bytes() == PNG
    assert all(f'src="anh/{picture.name}"' in page for page in pages)
    assert "Xem ảnh gốc" in pages[0]


def test_a_picture_that_was_cut_short_is_written_again(
    store: Store, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    export_folder(store, ids, tmp_path)
    [picture] = (tmp_path / "anh").iterdir()
    picture.write_bytes(PNG[:9])

    export_folder(store, ids, tmp_path)

    assert picture.read_bytes() == PNG


@pytest.mark.parametrize("export", [export_page, export_print])
def test_a_single_file_holds_its_pictures(store: Store, ids: tuple[ArticleId, ...], export: object) -> None:
    written: list[str] = []

    export(store, ids[:1], written.append)  # type: ignore[operator]

    page = "".join(written)
    assert page.count(DATA) == 1
    assert "svg+xml" not in page


def test_a_folder_without_pictures_has_no_place_for_them(store: Store, tmp_path: Path) -> None:
    result = put(store, make_draft())

    export_folder(store, (result.id,), tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["1-xa-binh-lac-gat-lua-mua.html", "index.html"]


def test_a_folder_that_cannot_hold_pictures_is_an_error(
    store: Store, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    (tmp_path / "anh").write_text("không phải thư mục", encoding="utf-8")

    with pytest.raises(NewsArchiveError, match="anh: not a folder"):
        export_folder(store, ids, tmp_path)


def test_pictures_inside_are_those_that_pages_can_show(store: Store, ids: tuple[ArticleId, ...]) -> None:
    pictures = InsidePictures(store)

    assert (list(pictures), len(pictures)) == ([URL], 1)
    assert pictures.get(OTHER) is None
    assert pictures.get("https://binhlac.example/khong-co.png") is None
