import io
from pathlib import Path

import pytest

from fakes import make_draft, put
from newsarchive.errors import NewsArchiveError
from newsarchive.model.article import ArticleId, Moment
from newsarchive.operations.export import (
    export_folder,
    export_page,
    export_print,
    is_single_page,
)
from newsarchive.operations.select import select
from newsarchive.store.store import Store


@pytest.fixture
def archive(store: Store) -> Store:
    for number in (1, 2, 3):
        put(
            store,
            make_draft(
                title=f"Tin số {number}",
                text=f"Dân vận {number}",
                url=f"https://binhlac.example/{number}" if number < 3 else "",
                published=Moment(f"201{number}-10-04"),
            ),
        )
    return store


def test_print_holds_every_article(archive: Store) -> None:
    out = io.StringIO()

    assert export_print(archive, select(archive, (), None, or_all=True), out.write) == 3
    assert [f"Tin số {number}" in out.getvalue() for number in (1, 2, 3)] == [True, True, True]


def test_page_holds_its_article(archive: Store) -> None:
    out = io.StringIO()

    assert export_page(archive, (ArticleId(1),), out.write) == 1
    assert "Dân vận 1" in out.getvalue()


@pytest.mark.parametrize(
    ("ids", "target", "single"),
    [
        pytest.param((1,), None, True, id="one to standard output"),
        pytest.param((1,), Path("tin.html"), True, id="one to a file"),
        pytest.param((1,), Path("trang"), False, id="one to a folder"),
        pytest.param((1, 2), Path("tin.html"), False, id="many"),
    ],
)
def test_one_article_is_one_page(ids: tuple[ArticleId, ...], target: Path | None, single: bool) -> None:
    assert is_single_page(ids, target) is single


def test_folder_is_indexed_linked_and_leaves_other_files_alone(archive: Store, tmp_path: Path) -> None:
    folder = tmp_path / "trang" / "con"
    folder.mkdir(parents=True)
    (folder / "của tôi.txt").write_text("giữ", encoding="utf-8")

    count = export_folder(archive, select(archive, (), None, or_all=True), folder)

    assert count == 3
    assert sorted(path.name for path in folder.iterdir()) == [
        "1-tin-so-1.html", "2-tin-so-2.html", "3-tin-so-3.html", "của tôi.txt", "index.html",
    ]  # fmt: skip
    index = (folder / "index.html").read_text(encoding="utf-8")
    middle = (folder / "2-tin-so-2.html").read_text(encoding="utf-8")
    assert all(name in index for name in ("1-tin-so-1.html", "2-tin-so-2.html", "3-tin-so-3.html"))
    assert "1-tin-so-1.html" in middle
    assert "3-tin-so-3.html" in middle


def test_second_export_writes_the_same_bytes(archive: Store, tmp_path: Path) -> None:
    export_folder(archive, select(archive, (), None, or_all=True), tmp_path / "a")
    export_folder(archive, select(archive, (), None, or_all=True), tmp_path / "b")

    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_file_in_place_of_the_folder_is_named(archive: Store, tmp_path: Path) -> None:
    (tmp_path / "trang").write_text("")

    with pytest.raises(NewsArchiveError, match="not a folder"):
        export_folder(archive, (ArticleId(1),), tmp_path / "trang")
    with pytest.raises(NewsArchiveError, match="not a directory"):
        export_folder(archive, (ArticleId(1),), tmp_path / "trang" / "con")
