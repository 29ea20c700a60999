"""`export --warc`, and `import` of WARC files and of folders of saved pages."""

import gzip
import json
from pathlib import Path

import pytest

from fakes import put
from newsarchive.store.store import Store
from pages import PAGE, Cli


@pytest.fixture
def saved(cli: Cli, tmp_path: Path) -> Path:
    """Return a folder of two saved pages and one without an article."""
    folder = tmp_path / "trang"
    folder.mkdir()
    for name, title in (("a.html", "Xã Bình Lạc gặt nhanh lúa mùa"), ("b.htm", "Hội nghị công tác dân vận năm 2018")):
        (folder / name).write_text(PAGE.format(title=title, words=title), encoding="utf-8")
    (folder / "c.html").write_text("<html></html>")
    return folder


def test_originals_go_to_a_file_and_come_back(archive: Cli, tmp_path: Path) -> None:
    exported = archive("export", "--warc", "-o", "goc.warc.gz")

    imported = archive("--archive", "khac.db", "import", "goc.warc.gz")

    assert exported == (0, "exported 3 originals to goc.warc.gz\n", "")
    assert imported == (0, "imported goc.warc.gz: 3 added\n", "")
    assert archive("--archive", "khac.db", "import", "goc.warc.gz").out == "imported goc.warc.gz: 3 unchanged\n"
    assert gzip.decompress((tmp_path / "goc.warc.gz").read_bytes()).startswith(b"WARC/1.1\r\n")


def test_originals_go_to_standard_output(archive: Cli) -> None:
    ended = archive("export", "--warc", "1", "--limit", "1")

    assert ended.code == 0
    assert ended.out


def test_article_without_an_original_is_told(cli: Cli, tmp_path: Path) -> None:
    with Store.open_writing(tmp_path / "archive.db") as store:
        put(store)

    ended = cli("export", "--warc", "-o", "goc.warc.gz")

    assert ended == (
        0,
        "exported 0 originals to goc.warc.gz\n",
        "of 1 article there is no original\n",
    )
    assert cli("-q", "export", "--warc", "-o", "goc.warc.gz") == (0, "", "")


@pytest.mark.parametrize("option", ["--lossless", "--summary-only"])
def test_options_of_feeds_do_not_go_with_originals(archive: Cli, option: str) -> None:
    assert archive("export", "--warc", option).code == 2


def test_damaged_file_is_told_after_what_it_gave(archive: Cli, tmp_path: Path) -> None:
    archive("export", "--warc", "-o", "goc.warc.gz")
    whole = (tmp_path / "goc.warc.gz").read_bytes()
    (tmp_path / "goc.warc.gz").write_bytes(whole[:-20])

    ended = archive("--archive", "khac.db", "import", "goc.warc.gz", "--json")

    assert ended.code == 4
    report = json.loads(ended.out)
    assert (report["added"], report["parts"]) == (2, 0)
    assert report["damage"] == "it ends in the middle of a record"
    assert "goc.warc.gz: it ends in the middle of a record" in ended.err


def test_what_a_warc_file_holds_besides_is_counted_by_reason(cli: Cli, tmp_path: Path) -> None:
    css = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: a%d\r\nWARC-Date: 2018-10-04T01:30:00Z\r\n"
    css += b"Content-Type: text/css\r\nContent-Length: 2\r\n\r\na{\r\n\r\n"
    (tmp_path / "tin.warc").write_bytes(b"".join(css % number for number in range(3)))

    ended = cli("import", "tin.warc")

    assert ended.out == "imported tin.warc: 3 skipped\n"
    assert ended.err == "skipped 3: neither a page nor a part of one: text/css\n"
    assert cli("-q", "import", "tin.warc") == (0, "", "")


def test_empty_warc_file_has_no_pages(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")

    assert cli("import", "tin.warc").out == "imported tin.warc: no pages\n"


def test_warc_can_be_asked_for(cli: Cli) -> None:
    ended = cli("import", "-", "--warc", stdin="<rss/>")

    assert (ended.code, ended.out) == (1, "")
    assert "-: not a WARC file" in ended.err


def test_folder_of_saved_pages_is_imported(cli: Cli, saved: Path) -> None:
    ended = cli("import", "trang")

    assert (ended.code, ended.out) == (4, "imported trang: 2 added, 1 skipped\n")
    assert "skipped trang/c.html: no article in it\n" in ended.err
    assert "1 of 3 pages could not be archived" in ended.err
    assert len(cli("list").out.splitlines()) == 2


def test_report_on_a_folder_is_json_if_asked(cli: Cli, saved: Path) -> None:
    (saved / "c.html").unlink()

    ended = cli("import", "trang", "--json")

    assert ended.code == 0
    assert json.loads(ended.out) == {
        "source": "trang", "added": 2, "revised": 0, "completed": 0, "unchanged": 0, "deleted": 0, "skipped": [],
    }  # fmt: skip


def test_folder_without_pages_is_told(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()

    assert cli("import", "trong").out == "imported trong: no pages\n"


def test_folder_is_no_warc_file(cli: Cli, saved: Path) -> None:
    assert cli("import", "trang", "--warc").code == 2


def test_pictures_of_articles_are_counted(cli: Cli, tmp_path: Path) -> None:
    words = (
        "Sáng nay bà con xã Bình Lạc ra đồng gặt lúa mùa, trời nắng nhẹ và gió heo may thổi đều khắp cánh đồng. " * 4
    )
    figure = "<figure><img src='/1.png' width='600' height='400'><figcaption>Gặt lúa</figcaption></figure>"
    page = f"<html><head><title>Gặt lúa mùa</title></head><body><article><h1>Gặt lúa mùa</h1><p>{words}</p>{figure}"
    head = "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/{}\r\n"
    head += "WARC-Date: 2018-10-04T01:30:00Z\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n"
    parts = (("1.html", "text/html", page.encode()), ("1.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(40)))
    records = [head.format(name, kind, len(body)).encode() + body + b"\r\n\r\n" for name, kind, body in parts]
    (tmp_path / "tin.warc").write_bytes(b"".join(records))

    assert cli("import", "tin.warc").out == "imported tin.warc: 1 added, 1 picture or file\n"
    assert cli("export", "--warc", "-o", "goc.warc.gz").out == "exported 1 original, 1 picture or file to goc.warc.gz\n"


def test_originals_are_not_poured_over_a_terminal(archive: Cli) -> None:
    ended = archive("export", "--warc", at_terminal=True)

    assert (ended.code, ended.out) == (2, "")
    assert "write it to a file with -o" in ended.err
