import pytest

from newsarchive.model.search import Match
from newsarchive.store.ranking import Asked, Weights

OTHER = "chuyện khác hẳn ở nơi này"


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        pytest.param("lúa", ("Gặt lúa", OTHER), (OTHER, "Gặt lúa"), id="title before text"),
        pytest.param("lúa", (OTHER, "lúa và lúa"), (OTHER, "lúa và ngô"), id="often before once"),
        pytest.param("lúa", (OTHER, "lúa"), (OTHER, "lúa " + OTHER * 90), id="short before long"),
        pytest.param("dân vận", (OTHER, "x dân vận"), (OTHER, "dân x vận"), id="together before apart"),
        pytest.param("dân vận", (OTHER, "dân vận"), (OTHER, "vận dân"), id="in order before turned round"),
        pytest.param("dân vận", (OTHER, "dân x vận"), (OTHER, "dân x dân"), id="both before one"),
        pytest.param("dân vận", (OTHER, "dân vận"), (OTHER, "dan van"), id="marks as typed before none"),
        pytest.param("dân vận", (OTHER, "dan van"), (OTHER, OTHER), id="without marks before nothing"),
        pytest.param("lúa", ("Lúa", OTHER), ("Lua", OTHER), id="marks as typed in the title"),
    ],
)
def test_article_that_answers_better_has_the_higher_score(
    query: str, better: tuple[str, str], worse: tuple[str, str]
) -> None:
    asked = Asked(query.split())

    assert asked.score(*better) > asked.score(*worse)


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        pytest.param("dan van", "dân vận", "dan van", id="marks that were not typed do not count"),
        pytest.param("hoà", "hòa", "hoà", id="place of the tone"),
        pytest.param("lúa", OTHER, "", id="nothing of it"),
        pytest.param("…", OTHER, "", id="no word asked"),
    ],
)
def test_difference_does_not_count(query: str, first: str, second: str) -> None:
    asked = Asked(query.split())

    assert asked.score(first, OTHER) == pytest.approx(asked.score(second, OTHER), rel=0.01)


def test_rare_words_and_pairs_weigh_more_where_some_are_enough() -> None:
    weights = Weights({("dân",): 900, ("vận",): 3, ("dân", "vận"): 2}, 1_000)
    asked = Asked(("dân", "vận"), weights)

    assert asked.score("", "vận x") > asked.score("", "dân x")
    assert asked.score("", "x dân vận x") > asked.score("", "dân x vận x")


def test_word_that_every_article_holds_weighs_nothing() -> None:
    assert Weights({("là",): 10}, 9).of(("là",)) == 0


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Dân làm công tác vận động", Match.TYPED),
        ("Dan lam cong tac van dong", Match.FOLDED),
        ("Dân làm", Match.PARTIAL),
    ],
)
def test_how_an_article_answers_is_read_from_it(text: str, match: Match) -> None:
    assert Asked(("dân", "vận", "cong")).match(text) is match
