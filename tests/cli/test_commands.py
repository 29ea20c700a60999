import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pages import PAGE, Cli

TITLE = "Xã Bình Lạc gặt nhanh lúa mùa"
TEXT = PAGE.format(title=TITLE, words="gặt lúa")


def test_add_says_what_became_of_each_source(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")

    first, again = cli("add", "tin.txt"), cli("add", "tin.txt", at_terminal=True)

    assert first == (0, f"added\t1\t{TITLE}\n", "")
    assert again == (0, f"unchanged     1  {TITLE}\n", "")


def test_add_sets_fields_by_hand(cli: Cli) -> None:
    options = ("--title", "Gặt lúa", "--section", "Mùa vụ", "--author", "Thu Hà", "--date", "5/10/2018")
    cli("add", "-", *options, "--url", "https://binhlac.example/1", "--lang", "vi", "--tag", "Lúa", stdin=TEXT)

    article = json.loads(cli("show", "1", "--json").out)

    assert (article["title"], article["section"], article["byline"]) == ("Gặt lúa", "Mùa vụ", ["Thu Hà"])
    assert (article["published"]["value"], article["url"]) == ("2018-10-05", "https://binhlac.example/1")
    assert (article["tags"], article["language"]) == (["Lúa"], "vi")


def test_add_quietly_says_nothing(cli: Cli) -> None:
    assert cli("-q", "add", "-", stdin=TEXT) == (0, "", "")
    assert cli("-q", "add", "-", stdin=TEXT, at_terminal=True) == (0, "", "")


def test_one_failed_source_is_an_error_of_its_own(cli: Cli) -> None:
    ended = cli("add", "không-có.txt")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("newsarchive: không-có.txt: no such file or directory\nhint: ")


def test_failed_sources_do_not_stop_the_others(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")

    some, all_of_them = cli("add", "a.txt", "tin.txt"), cli("add", "a.txt", "b.txt")

    assert (some.code, some.out) == (4, f"added\t1\t{TITLE}\n")
    assert "newsarchive: 1 of 2 sources could not be added\n" in some.err
    assert all_of_them.code == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("a.txt", "b.txt", "--title", "x"), "--title and --url are for one source"),
        (("-", "--date", "hôm nọ"), "cannot read the date 'hôm nọ'"),
        (("ftp://binhlac.example/",), "not an address of the web"),
    ],
)
def test_add_that_cannot_be_understood_is_refused(cli: Cli, arguments: tuple[str, ...], reason: str) -> None:
    ended = cli("add", *arguments, stdin=TEXT)

    assert (ended.code, ended.out) == (2, "")
    assert reason in ended.err


def test_search_is_tsv_in_a_pipe(archive: Cli) -> None:
    ended = archive("search", "dân", "vận")

    assert (ended.code, ended.err) == (0, "")
    (line,) = ended.out.splitlines()
    number, day, title, section, tags, snippet, match, _ = line.split("\t")
    assert (number, day, title) == ("2", "2018-10-05", "Hội nghị công tác dân vận năm 2018")
    assert (section, tags, match) == ("Nông nghiệp", "Dân vận khéo", "typed")
    assert "làm công tác dân vận" in snippet


def test_search_is_a_table_at_a_terminal(archive: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")

    out = archive("search", "dan van", at_terminal=True).out

    assert "05/10/2018" in out
    assert "\x1b[1;33mdân" in out
    assert max(map(len, archive("list", at_terminal=True).out.splitlines())) > 20


def test_search_as_json_keeps_every_field(archive: Cli) -> None:
    (hit,) = json.loads(archive("search", "dân vận", "--json").out)

    marked = [hit["snippet"]["text"][start:end] for start, end in hit["snippet"]["spans"]]
    assert (hit["id"], marked) == (2, ["dân", "dân", "vận"])


def test_search_is_limited_and_sorted(archive: Cli) -> None:
    assert [line[0] for line in archive("search", "lúa", "--sort", "date").out.splitlines()] == ["3", "1"]
    assert len(archive("search", "lúa", "-n", "1").out.splitlines()) == 1


def test_search_that_finds_nothing_says_so(archive: Cli) -> None:
    ended = archive("search", "sóng thần")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("newsarchive: nothing matches: sóng thần\nhint: ")
    assert archive("search", "sóng thần", "--json").out == "[]\n"


def test_query_that_cannot_be_understood_shows_the_place(archive: Cli) -> None:
    ended = archive("search", "lúa", "tag:")

    assert ended.code == 2
    assert ended.err.splitlines()[:3] == ["newsarchive: tag: needs a value", "  lúa tag:", "          ^"]


def test_list_is_newest_first(archive: Cli) -> None:
    assert [line.split("\t")[0] for line in archive("list").out.splitlines()] == ["3", "2", "1"]
    assert [line.split("\t")[0] for line in archive("list", "tag:dân-vận-khéo").out.splitlines()] == ["2"]
    assert [hit["id"] for hit in json.loads(archive("list", "-n", "1", "--json").out)] == [3]


def test_list_at_a_terminal_is_one_line_an_article(archive: Cli) -> None:
    archive("edit", "3", "--section", "")

    lines = [line.rstrip() for line in archive("list", at_terminal=True).out.splitlines()]

    assert lines[0].split()[0] == "3"
    assert lines[0].endswith("Lúa mùa được giá ở xã Bình Lạc")
    assert lines[1].endswith("Nông nghiệp · #Dân") or lines[1].startswith("2  05/10/2018")


def test_list_without_articles_says_so(archive: Cli) -> None:
    assert archive("list", "sóng thần").code == 3
    archive("delete", "--yes", "1", "2", "3")

    ended = archive("list", "--json")

    assert (ended.code, ended.out, ended.err) == (3, "[]\n", "newsarchive: the archive is empty\n")


def test_show_is_plain_in_a_pipe_and_set_at_a_terminal(archive: Cli) -> None:
    plain, at_terminal = archive("show", "2").out, archive("show", "2", at_terminal=True).out

    assert plain.startswith("Hội nghị công tác dân vận năm 2018\n\n05/10/2018 · Nông nghiệp\n\nSáng ngày 12/9")
    assert "Thu Hà – Văn Lợi\n\n#Dân vận khéo\n\narticle 2, archived 20" in plain
    assert max(map(len, at_terminal.splitlines())) <= 80


def test_show_names_everything_an_article_has(cli: Cli, tmp_path: Path) -> None:
    page = """<html lang="vi"><head><title>Gặt lúa</title></head><body><article><h1>Xã Bình Lạc gặt nhanh lúa mùa</h1>
    <p>Hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa mùa trước khi bão số 4 đổ bộ vào đất liền.</p>
    <figure><img src="https://binhlac.example/a.jpg"><figcaption>Gặt lúa ở thôn Đồng Chanh</figcaption></figure>
    <p>Ủy ban nhân dân xã huy động ba máy gặt, cùng đoàn thanh niên giúp các gia đình neo người trong hai ngày.</p>
    <p><a href="https://binhlac.example/ke-hoach.pdf">Kế hoạch gặt lúa</a></p></article></body></html>"""
    (tmp_path / "tin.html").write_text(page, encoding="utf-8")
    cli("add", "tin.html")
    cli("edit", "1", "--url", "https://binhlac.example/1", "--title", "Gặt lúa")

    shown = cli("show", "1").out

    assert "[Ảnh] Gặt lúa ở thôn Đồng Chanh" in shown
    assert "Kế hoạch gặt lúa https://binhlac.example/ke-hoach.pdf" in shown
    assert "https://binhlac.example/1\narticle 1" in shown
    assert shown.endswith("revision 2\n")


def test_nothing_archived_controls_the_terminal(cli: Cli) -> None:
    cli("add", "-", "--title", "Tin \x1b]52;c;YQ==\x07 đỏ \u202e\x9b", stdin=TEXT)

    for arguments in (("list",), ("show", "1"), ("show", "1", "--json"), ("search", "lúa", "--json")):
        out = cli(*arguments).out
        assert not {character for character in out if ord(character) < 32 and character not in "\n\t"}
        assert not set("\x7f\x9b\u202e") & set(out)


def test_tags_are_attached_listed_renamed_and_taken_off(archive: Cli) -> None:
    assert archive("tag", "add", "Lúa", "1", "3").out == "tagged 2 articles Lúa\n"
    assert archive("tag", "add", "mùa vụ", "--query", "dân vận").out == "tagged 1 article mùa vụ\n"
    assert archive("tag", "list").out == "1\tDân vận khéo\n2\tLúa\n1\tmùa vụ\n"
    assert archive("tag", "rename", "lúa", "Lúa gạo").out == "renamed lúa to Lúa gạo on 2 articles\n"
    assert archive("tag", "remove", "lúa gạo", "--query", "tag:lúa-gạo").out == "untagged 2 articles lúa gạo\n"
    assert [tag["name"] for tag in json.loads(archive("tag", "list", "--json").out)] == ["Dân vận khéo", "mùa vụ"]
    assert archive("tag", "add", "Lúa").code == 2


def test_edit_is_reported(archive: Cli) -> None:
    assert archive("edit", "1", "--title", "Gặt lúa").out == "revised\t1\tGặt lúa\n"
    assert archive("edit", "1").code == 2


def test_delete_asks_a_person(archive: Cli) -> None:
    refused = archive("delete", "1", stdin="n\n", at_terminal=True)
    interrupted = archive("delete", "1", stdin="", at_terminal=True)
    done = archive("delete", "1", stdin="y\n", at_terminal=True)

    assert (refused.code, refused.out.strip()) == (0, "")
    assert f"1  {TITLE}\n" in refused.err
    assert interrupted.code == 130
    assert (done.code, done.out.strip()) == (0, f"deleted       1  {TITLE}")


def test_delete_in_a_script_needs_yes(archive: Cli) -> None:
    ended = archive("delete", "1")

    assert ended.code == 2
    assert "delete --yes" in ended.err
    assert archive("delete", "--yes", "1").code == 0
    assert archive("show", "1").code == 3
    assert archive("restore", "1").out == f"restored\t1\t{TITLE}\n"


def test_export_goes_to_standard_output_or_a_file(archive: Cli, tmp_path: Path) -> None:
    out = archive("export", "--rss", "2").out
    ended = archive("export", "--rss", "2", "-o", "tin.rss")

    assert (tmp_path / "tin.rss").read_text(encoding="utf-8") == out == archive("export", "--rss", "2", "-o", "-").out
    assert ended.out == "exported 1 article to tin.rss\n"
    assert [item.findtext("title") for item in ET.fromstring(out).iter("item")] == [
        "Hội nghị công tác dân vận năm 2018"
    ]


def test_export_makes_pages(archive: Cli, tmp_path: Path) -> None:
    assert "<h1>Hội nghị công tác dân vận năm 2018</h1>" in archive("export", "--html", "2").out
    assert "counter(page)" in archive("export", "--print", "--query", "lúa").out
    assert archive("export", "--html", "-o", "trang").out == "exported 3 articles to trang\n"
    assert (tmp_path / "trang" / "index.html").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "one format is needed"),
        (("--rss", "--html"), "one format is needed"),
        (("--html",), "3 articles do not fit into one page"),
        (("--rss", "1", "--query", "lúa"), "both ids and a query"),
    ],
)
def test_export_that_cannot_be_understood_is_refused(archive: Cli, arguments: tuple[str, ...], reason: str) -> None:
    ended = archive("export", *arguments)

    assert (ended.code, ended.out) == (2, "")
    assert reason in ended.err


def test_import_reads_an_export_back(archive: Cli, cli: Cli) -> None:
    feed = archive("export", "--rss").out
    archive("delete", "--yes", "3")

    ended = archive("--archive", "khác.db", "import", "-", stdin=feed)
    again = archive("import", "-", stdin=feed)

    assert ended == (0, "imported -: 3 added\n", "")
    assert again == (0, "imported -: 2 unchanged, 1 left deleted\n", "")
    assert archive("--archive", "khác.db", "export", "--rss").out.count("<item>") == 3
    assert cli("-q", "import", "-", stdin=feed) == (0, "", "")


def test_import_says_what_it_skipped_and_why(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "tin.rss").write_text("<rss version='2.0'><channel><item><guid>7</guid></item></channel></rss>")
    (tmp_path / "rỗng.rss").write_text("<rss version='2.0'><channel><title>Tin</title></channel></rss>")
    (tmp_path / "tin.txt").write_text("Xin chào")

    assert cli("import", "tin.rss") == (0, "imported tin.rss: 1 skipped\n", "skipped 7: neither title nor text\n")
    assert cli("-q", "import", "tin.rss") == (0, "", "")
    assert cli("import", "rỗng.rss").out == "imported rỗng.rss: no entries\n"
    failed = cli("import", "tin.txt")
    assert failed.code == 1
    assert failed.err.startswith("newsarchive: tin.txt: neither RSS nor Atom\nhint: ")
