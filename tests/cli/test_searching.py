"""`search`, `saved`, `reindex`, and queries as the shell hands them over."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pages import PAGE, Cli

BARE = "Đi chợ phiên"


@pytest.fixture
def many(cli: Cli) -> Cli:
    """Twelve articles on the harvest, one of them typed without accents, and one on something else."""
    for number in range(1, 12):
        title = f"Gặt lúa ngày thứ {number}" if number > 1 else "Gat lua ngay dau"
        words = f"việc {number}, gặt lúa" if number > 1 else "gat lua tren dong"
        cli("add", "-", "--date", f"2018-10-{number:02}", stdin=f"{title}\n\n{words.capitalize()} " * 3)
    cli("add", "-", "--date", "2019-01-01", stdin=PAGE.format(title=BARE, words="đi chợ"))
    return cli


def ids(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


def test_pages_follow_each_other(many: Cli) -> None:
    first = ids(many("search", "gặt", "-n", "6").out)
    second = ids(many("search", "gặt", "-n", "6", "--page", "2").out)

    assert len(first) == 6
    assert sorted(first + second, key=int) == [str(number) for number in range(2, 12)]


def test_page_after_the_last_is_not_found(many: Cli) -> None:
    for command in (("search", "gặt"), ("list", "gặt")):
        ended = many(*command, "--page", "9")

        assert (ended.code, ended.out) == (3, "")
        assert "no page 9" in ended.err


def test_person_is_told_which_of_how_many(many: Cli) -> None:
    ended = many("search", "gặt", "-n", "6", at_terminal=True)

    assert "1-6 of 10 articles; more with: --page 2" in ended.err
    assert "7-10 of 10 articles\n" in many("search", "gặt", "-n", "6", "--page", "2", at_terminal=True).err
    assert many("-q", "search", "gặt", at_terminal=True).err == ""


def test_count_is_one_number(many: Cli) -> None:
    assert many("search", "gặt", "--count").out == "10\n"
    assert json.loads(many("search", "gat", "--count", "--json").out) == {"articles": 11, "match": "typed"}
    nothing = many("search", "thuyền", "--count")
    assert (nothing.code, nothing.out) == (3, "0\n")


def test_facets_are_tsv_in_a_pipe_and_bars_at_a_terminal(many: Cli) -> None:
    many("tag", "add", "Mùa màng", "--query", "gặt")

    lines = many("search", "gat OR chợ", "--facets").out.splitlines()
    assert lines[:2] == ["year\t2019\t1", "year\t2018\t11"]
    assert "tag\tMùa màng\t10" in lines
    assert "███" in many("search", "gat", "--facets", at_terminal=True).out
    assert json.loads(many("search", "gat", "--facets", "--json").out)["years"] == [["2018", 11]]


def test_facets_of_more_than_are_counted_say_so(many: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("candidates", "search"):
        monkeypatch.setattr(f"newsarchive.store.{module}.MOST", 5)

    ended = many("search", "gặt", "--facets", at_terminal=True)

    assert "of the newest 5 articles" in ended.err
    assert "5+ articles" in many("search", "gặt", at_terminal=True).err


def test_loose_adds_what_was_typed_without_accents(many: Cli) -> None:
    assert "1" not in ids(many("search", "gặt").out)
    assert ids(many("search", "gặt", "--loose").out)[-1] == "1"
    assert ids(many("search", "gặt", "--loose", "--sort", "date").out)[-1] == "1"
    assert many("search", "gặt", "--loose", "--count").out == "11\n"
    assert "without their accents:" in many("search", "gặt", "--loose", at_terminal=True).out


def test_what_matches_only_without_its_accents_is_marked(many: Cli) -> None:
    ended = many("search", "gạt")

    assert ended.out.splitlines()[0].endswith("\tfolded\t")
    assert ended.err == "nothing matches as typed; these match without their accents\n"
    assert json.loads(many("search", "gạt", "--json").out)[0]["match"] == "folded"


def test_explain_says_what_the_index_was_asked(many: Cli) -> None:
    ended = many("search", "gặt", "lúa", "--explain")

    assert '   10  title: "t:=găt. t:=lua/"' in ended.err
    assert len(ids(ended.out)) == 10
    assert "newest first: every article" in many("search", "date:2019", "--explain").err


def test_likely_spelling_is_suggested(many: Cli) -> None:
    ended = many("search", "gặt", "lúaa")

    assert ended.code == 3
    assert "có phải: gặt lúa" in ended.err


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        pytest.param(("chợ", "-gặt"), ["12"], id="exclusion"),
        pytest.param(("-n", "1", "date:2018", "-lúa"), ["1"], id="exclusion behind an option"),
        pytest.param(("--", "chợ", "-gặt"), ["12"], id="after two dashes"),
        pytest.param(("title:chợ phiên", "đi"), ["12"], id="quotes that the shell has taken"),
        pytest.param(("-title:gặt lúa", "date:2019"), ["12"], id="excluded with quotes that the shell has taken"),
        pytest.param(('title:"chợ phiên" đi',), ["12"], id="one argument"),
    ],
)
def test_query_is_what_the_shell_hands_over(many: Cli, arguments: tuple[str, ...], found: list[str]) -> None:
    ended = many("search", *arguments)

    assert (ended.code, ids(ended.out)) == (0, found)


def test_exclusion_stays_where_it_stands(many: Cli) -> None:
    apart, together = many("search", "chợ", "-lúa", "OR", "gặt"), many("search", "chợ -lúa OR gặt")

    assert apart.out == together.out
    assert many("search", "-lúa", "OR", "gặt", "--count").out == many("search", "--count", "--", "-lúa OR gặt").out
    assert many("search", "chợ", "-json").code == 2


def test_what_nearly_matches_is_said_to_do_so(many: Cli) -> None:
    note = "nothing matches as typed; these match without their accents\n"

    assert many("list", "gạt").err == note
    assert many("search", "gạt", "--count").err == note
    assert many("search", "gạt", "--facets").err == note
    assert "without their accents:" in many("list", "gạt", at_terminal=True).out
    loose = many("search", "gặt", "--loose", "--sort", "date", at_terminal=True).out
    assert loose.index("as typed:") < loose.index("without their accents:")


def test_words_typed_in_telex_have_their_abbreviations(many: Cli) -> None:
    many("add", "-", stdin="UBND xã họp\n\nSáng nay UBND xã họp bàn việc gặt lúa mùa trên các thôn. " * 2)
    many("add", "-", stdin="Ủy ban nhân dân xã báo cáo\n\nỦy ban nhân dân xã báo cáo việc gieo mạ trên các thôn. " * 2)

    assert many("search", "uyr ban nhaan daan", "--count").out == "2\n"
    assert many("search", '"uyr ban nhaan daan xax"', "--count").out == "2\n"
    assert many("search", '"ủy ban nhân dân xã"~3', "--count").out == "2\n"


def test_empty_archive_says_so(many: Cli) -> None:
    many("delete", "--yes", *map(str, range(1, 13)))

    ended = many("search", "lúa")

    assert (ended.code, ended.out) == (3, "")
    assert "the archive is empty" in ended.err


def test_search_without_words_is_refused(many: Cli) -> None:
    ended = many("search")

    assert (ended.code, ended.out) == (2, "")
    assert "no query" in ended.err


def test_many_queries_are_answered_one_after_the_other(many: Cli) -> None:
    ended = many("search", "-", "-n", "1", stdin="chợ\n\nthuyền\nlúa date:10/2018\n")

    assert ended.code == 0
    assert next(line.split("\t")[:2] for line in ended.out.splitlines()) == ["chợ", "12"]
    assert len(ended.out.splitlines()) == 2


def test_many_queries_are_counted_and_told_as_json_lines(many: Cli) -> None:
    assert many("search", "-", "--count", stdin="chợ\nthuyền\n").out == "chợ\t1\ttyped\nthuyền\t0\ttyped\n"
    (line,) = many("search", "-", "--count", "--json", stdin="chợ\n").out.splitlines()
    assert json.loads(line) == {"query": "chợ", "articles": 1, "match": "typed"}
    (line,) = many("search", "-", "--json", stdin="chợ\n").out.splitlines()
    assert json.loads(line)["hits"][0]["title"] == BARE
    assert "chợ:" in many("search", "-", stdin="chợ\n", at_terminal=True).out


def test_query_of_many_that_is_not_understood_stops_no_other(many: Cli) -> None:
    ended = many("search", "-", stdin="date:31/2/2018\n@chưa-có\nchợ\n")

    assert (ended.code, len(ended.out.splitlines())) == (4, 1)
    assert "2 of 3 queries failed" in ended.err
    lines = [json.loads(line) for line in many("search", "-", "--json", stdin="date:31/2/2018\nchợ\n").out.splitlines()]
    assert "impossible date" in lines[0]["error"]
    assert lines[1]["query"] == "chợ"


@pytest.mark.parametrize("option", ["--facets", "--explain"])
def test_what_is_for_one_query_is_refused_for_many(many: Cli, option: str) -> None:
    assert many("search", "-", option, stdin="chợ\n").code == 2


@pytest.mark.parametrize(("stdin", "reason"), [("", "no query on standard input"), ("thuyền\n", "nothing matches")])
def test_many_queries_without_an_answer_end_with_not_found(many: Cli, stdin: str, reason: str) -> None:
    ended = many("search", "-", stdin=stdin)

    assert (ended.code, ended.out) == (3, "")
    assert reason in ended.err


def test_saved_search_is_asked_by_its_name(many: Cli) -> None:
    assert many("search", "--save", "chợ", "chợ OR phiên").out == "saved @chợ\n"
    assert many("search", "--save", "chợ", "chợ OR gặt").out == "saved @chợ, before: chợ OR phiên\n"

    assert many("search", "@chợ", "--count").out == "11\n"
    assert many("list", "@chợ", "-lúa").out.split("\t")[0] == "12"
    assert many("saved", "list").out == "@chợ\tchợ OR gặt\n"
    assert json.loads(many("saved", "list", "--json").out) == [{"name": "chợ", "query": "chợ OR gặt"}]
    assert many("saved", "remove", "@chợ").out == "forgot @chợ: chợ OR gặt\n"
    assert many("search", "@chợ").code == 3


def test_home_of_nobody_is_refused(cli: Cli) -> None:
    ended = cli("--archive", "~nobody-of-this-name/a.db", "list")

    assert (ended.code, ended.out) == (2, "")
    assert "no such user" in ended.err


def test_reindex_says_how_many(many: Cli) -> None:
    assert many("reindex").out == "indexed 12 articles\n"


def test_what_another_tool_wrote_is_found_with_progress_for_a_person(
    many: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(tmp_path / "archive.db")) as other:
        other.execute("UPDATE setting SET value = '' WHERE name = 'analyzer'")
        other.execute("UPDATE revision SET title = 'Bão' WHERE title LIKE 'Đi chợ%'")
        other.commit()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("newsarchive.store.index._AT_A_TIME", 5)

    ended = many("search", "bão")

    assert ids(ended.out) == ["12"]
    assert "indexing" in ended.err
