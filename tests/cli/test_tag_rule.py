import json

import pytest

from pages import Cli


@pytest.fixture(autouse=True)
def _no_own_abbreviations(monkeypatch: pytest.MonkeyPatch, tmp_path: str) -> None:
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path))


def test_rule_is_added_listed_run_and_removed(archive: Cli) -> None:
    added = archive("tag", "rule", "add", "Mùa vụ", "lúa")

    assert added == (0, "new articles that answer lúa get the tag Mùa vụ\n", "")
    assert archive("tag", "rule", "add", "mùa  vụ", "lúa").out == "the rule is there already: mùa  vụ, lúa\n"
    assert archive("tag", "rule", "list") == (0, "Mùa vụ\tlúa\n", "")
    assert json.loads(archive("tag", "rule", "list", "--json").out) == [{"tag": "Mùa vụ", "query": "lúa"}]
    assert archive("tag", "rule", "run", "--dry-run").out == "2\tMùa vụ\tlúa\n"
    assert archive("tag", "rule", "run", "mua-vu").out == "2\tMùa vụ\tlúa\n"
    assert archive("-q", "tag", "rule", "run") == (0, "", "")
    assert archive("tag", "rule", "remove", "Mùa vụ") == (0, "removed 1 rule for Mùa vụ\n", "")
    assert archive("tag", "rule", "list").out == ""


def test_dry_run_counts_and_stores_nothing(archive: Cli) -> None:
    ended = archive("tag", "rule", "add", "Mùa vụ", "lúa", "--dry-run")

    assert ended == (0, "would tag 2 articles Mùa vụ\n", "")
    assert archive("tag", "rule", "list").out == ""


def test_rule_may_come_before_the_first_article(cli: Cli) -> None:
    assert cli("tag", "rule", "add", "Mùa vụ", "lúa").code == 0
    assert cli("tag", "rule", "list").out == "Mùa vụ\tlúa\n"


def test_rules_of_one_query_are_removed_alone(archive: Cli) -> None:
    for query in ("lúa", "ngô", "khoai"):
        archive("tag", "rule", "add", "Mùa vụ", query)

    assert archive("tag", "rule", "remove", "Mùa vụ", "ngô").out == "removed 1 rule for Mùa vụ\n"
    assert archive("tag", "rule", "remove", "Mùa vụ").out == "removed 2 rules for Mùa vụ\n"


def test_unknown_rule_is_not_found(archive: Cli) -> None:
    ended = archive("tag", "rule", "remove", "Bão")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == "newsarchive: no rule for the tag 'Bão'\nhint: list them with: newsarchive tag rule list\n"
    assert archive("tag", "rule", "run").code == 3


def test_query_that_is_not_understood_is_refused(archive: Cli) -> None:
    assert archive("tag", "rule", "add", "Bão", "date:31/2/2018").code == 2
