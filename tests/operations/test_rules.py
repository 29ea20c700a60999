import logging
from datetime import datetime

import pytest

from fakes import make_draft, put
from newsarchive.errors import NotFoundError, QueryError, UsageError
from newsarchive.model.article import ArticleId, Outcome, Result
from newsarchive.model.search import TagRule
from newsarchive.operations.rules import add_rule, apply_rules, list_rules, preview_rule, remove_rule, run_rules
from newsarchive.operations.saved import save
from newsarchive.store.store import Store

STORM, FLOOD, PRESS, PLAIN = (ArticleId(number) for number in range(1, 5))


@pytest.fixture(autouse=True)
def _no_own_abbreviations(monkeypatch: pytest.MonkeyPatch, tmp_path: str) -> None:
    monkeypatch.setenv("NEWSARCHIVE_CONFIG", str(tmp_path))


@pytest.fixture
def archive(store: Store) -> Store:
    """1 and 2 on storm and flood, 3 on the press, whose word is that for storm but for its mark, 4 without marks."""
    put(store, make_draft("Bão số 4 vào bờ", "Gió mạnh cấp 9, Ủy ban nhân dân xã họp gấp."))
    put(store, make_draft("Lũ lên nhanh", "Nước sông vượt báo động hai."))
    put(store, make_draft("Ngày báo chí", "Gặp mặt các nhà báo."))
    put(store, make_draft("Tin bao gap", "bao so 4 vao bo"))
    return store


def tags(store: Store) -> dict[int, tuple[str, ...]]:
    return {number: store.articles.get(ArticleId(number)).tags for number in range(1, 5)}


def apply(store: Store, *ids: ArticleId) -> int:
    with store.transaction():
        return apply_rules(store, [Result(Outcome.ADDED, article_id, "") for article_id in ids])


def test_rule_tags_new_articles_that_answer_and_no_others(archive: Store, now: datetime) -> None:
    add_rule(archive, "Bão lũ", "bão OR lũ", now)

    assert apply(archive, STORM, PRESS, PLAIN) == 1
    assert tags(archive) == {1: ("Bão lũ",), 2: (), 3: (), 4: ()}
    assert apply(archive, STORM) == 0


@pytest.mark.parametrize("query", ["bão", "ngày bão lớn trong năm", '"bão chí"'], ids=["word", "some-words", "phrase"])
def test_what_is_only_like_the_query_is_not_tagged(archive: Store, now: datetime, query: str) -> None:
    add_rule(archive, "Bão", query, now)

    assert apply(archive, PRESS, PLAIN) == 0


def test_rule_sees_an_article_added_in_the_same_transaction(store: Store, now: datetime) -> None:
    add_rule(store, "UB", "UBND", now)

    with store.transaction():
        added = store.articles.add(make_draft(text="Ủy ban nhân dân xã"), "urn:uuid:1", now)
        count = apply_rules(store, [Result(Outcome.ADDED, added, "")])

    assert count == 1
    assert store.articles.get(added).tags == ("UB",)


def test_rules_understand_abbreviations_saved_searches_and_tags_of_earlier_rules(archive: Store, now: datetime) -> None:
    save(archive, "bão-lũ", "bão OR lũ", now)
    add_rule(archive, "Thiên tai", "@bão-lũ", now)
    add_rule(archive, "Chỉ đạo", "UBND tag:thien-tai", now)

    assert apply(archive, STORM, FLOOD) == 3
    assert tags(archive)[1] == ("Chỉ đạo", "Thiên tai")


def test_rule_with_filters_only_and_one_with_exclusions(archive: Store, now: datetime) -> None:
    add_rule(archive, "Hai", "id:2", now)
    add_rule(archive, "Khác", "-bão -lũ", now)

    assert apply(archive, STORM, FLOOD, PRESS) == 2
    assert tags(archive) == {1: (), 2: ("Hai",), 3: ("Khác",), 4: ()}


def test_without_articles_or_rules_nothing_is_done(archive: Store, now: datetime) -> None:
    assert apply(archive, STORM) == 0

    add_rule(archive, "Bão", "bão", now)

    assert apply(archive) == 0


def test_rule_whose_saved_search_is_gone_is_logged_and_the_others_count(
    archive: Store, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    archive.rules.add("Lũ", "@mất", now)
    archive.rules.add("Lũ", "date:31/2/2018", now)
    add_rule(archive, "Bão", "bão", now)

    with caplog.at_level(logging.WARNING):
        assert apply(archive, STORM) == 1

    assert len(caplog.messages) == 2
    assert caplog.messages[0] == "the rule for the tag 'Lũ' is passed over: @mất: no saved search @mất"


def test_run_applies_rules_to_all_articles(archive: Store, now: datetime) -> None:
    add_rule(archive, "Bão", "bão", now)
    add_rule(archive, "Báo", "báo", now)
    before = run_rules(archive, dry_run=True)

    assert run_rules(archive) == before == ((TagRule("Bão", "bão"), 1), (TagRule("Báo", "báo"), 2))
    assert [count for _, count in run_rules(archive)] == [0, 0]
    assert [count for _, count in run_rules(archive, dry_run=True)] == [0, 0]


def test_dry_run_stores_nothing(archive: Store, now: datetime) -> None:
    add_rule(archive, "Bão", "bão", now)

    run_rules(archive, dry_run=True)

    assert archive.tags.list() == ()
    assert preview_rule(archive, "Lũ", "lũ") == 1
    assert list_rules(archive) == (TagRule("Bão", "bão"),)


def test_run_can_be_for_one_tag(archive: Store, now: datetime) -> None:
    add_rule(archive, "Bão", "bão", now)
    add_rule(archive, "Lũ", "lũ", now)

    assert run_rules(archive, "lu") == ((TagRule("Lũ", "lũ"), 1),)
    assert archive.tags.list()[0].name == "Lũ"


def test_run_that_finds_nothing_makes_no_tag(archive: Store, now: datetime) -> None:
    add_rule(archive, "Hạn", "hạn hán", now)

    assert run_rules(archive) == ((TagRule("Hạn", "hạn hán"), 0),)
    assert archive.tags.list() == ()


def test_what_is_untagged_by_hand_is_tagged_again_by_run_only(archive: Store, now: datetime) -> None:
    add_rule(archive, "Bão", "bão", now)
    run_rules(archive)
    archive.tags.remove("Bão", [STORM])

    apply(archive, FLOOD)

    assert tags(archive)[1] == ()
    assert run_rules(archive, "Bão")[0][1] == 1


def test_deleted_articles_are_not_tagged(archive: Store, now: datetime) -> None:
    with archive.transaction():
        archive.articles.delete(STORM, now)
    add_rule(archive, "Bão", "bão", now)

    assert run_rules(archive) == ((TagRule("Bão", "bão"), 0),)


def test_rule_is_added_once_and_removed_once(archive: Store, now: datetime) -> None:
    assert add_rule(archive, " Bão ", "bão", now)
    assert not add_rule(archive, "bão", " bão", now)
    assert remove_rule(archive, "bao", "bão ") == 1
    with pytest.raises(NotFoundError, match="no rule for the tag 'bao' with this query"):
        remove_rule(archive, "bao", "bão")
    with pytest.raises(NotFoundError, match="no rule for the tag 'bao'$"):
        remove_rule(archive, "bao")


def test_rule_that_cannot_be_is_refused(archive: Store, now: datetime) -> None:
    with pytest.raises(UsageError, match="a rule needs a tag"):
        add_rule(archive, " ", "bão", now)
    with pytest.raises(QueryError):
        preview_rule(archive, "Bão", "(")
    with pytest.raises(NotFoundError, match="no saved search @mất"):
        add_rule(archive, "Bão", "@mất", now)
    assert list_rules(archive) == ()


def test_run_without_rules_says_so(archive: Store) -> None:
    with pytest.raises(NotFoundError, match="no rules yet"):
        run_rules(archive)
    with pytest.raises(NotFoundError, match="no rule for the tag 'Bão'"):
        run_rules(archive, "Bão", dry_run=True)
