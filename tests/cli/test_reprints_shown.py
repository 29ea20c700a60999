"""Reprints in lists and in answers, and finding them in archives of before."""

import json
from pathlib import Path

import pytest

from newsarchive.store.store import Store
from pages import Cli
from telling import FOOTBALL, story, told


@pytest.fixture
def reprinted(cli: Cli, tmp_path: Path) -> Cli:
    """Return an archive where 2, the first publisher, 1 and 3 are the same news, and 4 is other news."""
    with Store.open_writing(tmp_path / "archive.db") as store:
        told(
            store,
            story(site="binhlac", day="2018-10-05"),
            story(site="huyen", day="2018-10-03", title="Hội nghị ở xã"),
            story(site="tinh", day="2018-10-06", section="Nông nghiệp"),
            story(*FOOTBALL, site="hoason", day="2018-10-04", title="Bóng đá ở xã"),
        )
    return cli


def cells(out: str) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in out.splitlines()]
    return [(row[0], row[-1]) for row in rows]


def test_list_is_of_articles_unless_stories_are_wanted(reprinted: Cli) -> None:
    assert [line.split("\t")[0] for line in reprinted("list").out.splitlines()] == ["3", "1", "4", "2"]
    assert cells(reprinted("list", "--collapse").out) == [("4", ""), ("2", "1,3")]


def test_line_of_a_story_says_how_many_more_told_it(reprinted: Cli) -> None:
    lines = reprinted("list", "--collapse", at_terminal=True).out.splitlines()

    assert [line.rstrip() for line in lines] == ["4  04/10/2018  Bóng đá ở xã", "2  03/10/2018  Hội nghị ở xã  +2"]


def test_search_shows_the_first_publisher_and_names_the_others(reprinted: Cli) -> None:
    ended = reprinted("search", "lúa mùa", at_terminal=True)

    assert "2 reprints: 1, 3" in ended.out
    assert "Tổng kết" not in ended.out
    assert "1-1 of 1, with reprints 3 articles\n" in ended.err


def test_search_for_programs_names_the_others(reprinted: Cli) -> None:
    assert [(hit["id"], hit["reprints"]) for hit in json.loads(reprinted("search", "lúa", "--json").out)] == [
        (2, [1, 3])
    ]
    assert cells(reprinted("search", "lúa").out) == [("2", "1,3")]
    assert cells(reprinted("search", "-", stdin="lúa\nbóng\n").out) == [("lúa", "1,3"), ("bóng", "")]


def test_search_shows_every_hit_if_asked(reprinted: Cli) -> None:
    hits = json.loads(reprinted("search", "lúa", "--all", "--json").out)
    told_place = reprinted("search", "lúa", "--all", "-n", "2", at_terminal=True).err

    assert {(hit["id"], tuple(hit["reprints"])) for hit in hits} == {(1, ()), (2, ()), (3, ())}
    assert told_place == "1-2 of 3 articles; more with: --page 2\n"


def test_count_is_of_articles(reprinted: Cli) -> None:
    assert reprinted("search", "lúa", "--count").out == "3\n"


def test_place_is_told_in_stories(reprinted: Cli) -> None:
    first = reprinted("search", "xã OR huyện", "-n", "1", at_terminal=True)
    second = reprinted("search", "xã OR huyện", "-n", "1", "--page", "2", at_terminal=True)

    assert first.err == "1-1 of 2, with reprints 4 articles; more with: --page 2\n"
    assert second.err == "2-2 of 2, with reprints 4 articles\n"


def test_very_many_reprints_are_named_in_part(cli: Cli, tmp_path: Path) -> None:
    with Store.open_writing(tmp_path / "archive.db") as store:
        told(store, *(story(site=f"s{number}", day=f"2018-10-{number:02}") for number in range(1, 14)))

    ended = cli("search", "lúa mùa", at_terminal=True)

    assert "12 reprints: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …" in " ".join(ended.out.split())
    assert "1-1 of 1, with reprints 13 articles" in ended.err


def test_one_reprint_is_one(cli: Cli, tmp_path: Path) -> None:
    with Store.open_writing(tmp_path / "archive.db") as store:
        told(store, story(day="2018-10-01"), story(site="huyen", day="2018-10-02"))

    assert "1 reprint: 2" in cli("search", "hội nghị", at_terminal=True).out


def test_reindexing_finds_the_reprints_of_an_archive_of_before(reprinted: Cli, tmp_path: Path) -> None:
    with Store.open_writing(tmp_path / "archive.db") as store, store.transaction():
        store.sketches.clear()

    ended = reprinted("reindex")

    assert ended.out == "indexed 4 articles, 3 of them reprinted\n"
    assert cells(reprinted("list", "--collapse").out) == [("4", ""), ("2", "1,3")]
