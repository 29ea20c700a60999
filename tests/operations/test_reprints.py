from dataclasses import replace

import pytest

from fakes import NOW, put
from newsarchive.model.article import ArticleId, Draft, Moment
from newsarchive.operations.reprints import note, note_all
from newsarchive.store.store import Store
from telling import FOOTBALL, HARVEST, story, told


def linked(store: Store, article_id: int) -> list[int]:
    return [one.id for one in store.sketches.reprints(ArticleId(article_id))]


def test_same_news_on_another_portal_is_linked(store: Store) -> None:
    told(store, story(day="2018-10-04"), story(*FOOTBALL), story(site="haso", day="2018-10-05", title="Được mùa"))

    (reprint,) = store.sketches.reprints(ArticleId(1))

    assert (reprint.id, reprint.title, reprint.site) == (3, "Được mùa", "https://haso.example")
    assert (reprint.published, reprint.containment, reprint.is_first) == ("2018-10-05", 1.0, False)
    assert [one.is_first for one in store.sketches.reprints(ArticleId(3))] == [True]
    assert linked(store, 2) == []


def test_both_stay_whole_articles(store: Store) -> None:
    told(store, story(), story(site="haso"))

    articles = list(store.articles.iter_ids([ArticleId(1), ArticleId(2)]))

    assert len({(article.url, article.uuid) for article in articles}) == 2
    assert {article.revision for article in articles} == {1}


@pytest.mark.parametrize(
    ("parts", "containment"),
    [
        pytest.param(HARVEST[:4], 1.0, id="shortened"),
        pytest.param((*HARVEST, *FOOTBALL[:1]), 1.0, id="with something added"),
        pytest.param((FOOTBALL[0], *HARVEST[1:]), 0.8, id="with another beginning"),
    ],
)
def test_text_that_was_worked_over_is_linked(store: Store, parts: tuple[str, ...], containment: float) -> None:
    told(store, story(), story(*parts, site="haso"))

    (reprint,) = store.sketches.reprints(ArticleId(1))

    assert reprint.containment == pytest.approx(containment, abs=0.05)


def test_text_of_which_less_than_half_is_the_same_is_not_linked(store: Store) -> None:
    told(store, story(), story(*HARVEST[:2], *FOOTBALL, site="haso"))

    assert linked(store, 1) == []


def test_lead_that_stands_apart_counts(store: Store) -> None:
    told(store, story(), story(*HARVEST[3:], site="haso", summary=" ".join(HARVEST[:3])))

    assert [one.containment for one in store.sketches.reprints(ArticleId(1))] == [pytest.approx(1.0, abs=0.05)]


def test_revised_text_is_compared_anew(store: Store) -> None:
    draft = story(site="haso")
    told(store, story(), draft)

    put(store, replace(draft, text=" ".join(FOOTBALL)))
    apart = linked(store, 1)
    put(store, replace(draft, text=" ".join(HARVEST[:5])))

    assert apart == []
    assert linked(store, 1) == [2]


def test_deleted_article_is_not_named_until_it_is_back(store: Store) -> None:
    told(store, story(), story(site="haso"))

    store.articles.delete(ArticleId(2), NOW)
    without = linked(store, 1)
    store.articles.restore(ArticleId(2))

    assert without == []
    assert linked(store, 1) == [2]


def test_article_added_while_another_is_deleted_is_linked_to_it(store: Store) -> None:
    told(store, story())
    store.articles.delete(ArticleId(1), NOW)
    told(store, story(site="haso"))

    store.articles.restore(ArticleId(1))

    assert linked(store, 2) == [1]


def test_first_publisher_comes_first(store: Store) -> None:
    told(
        store,
        story(site="khong-ngay"),
        story(site="ngay", day="2018-10-03"),
        story(site="chieu", day="2018-10-03T15:00:00+07:00"),
        story(site="sang", day="2018-10-03T01:30:00+00:00"),
        story(site="theo", day="2018-10-03", credit="Báo Hà Tĩnh"),
        story(site="nam-nao", day="--10-01"),
        story(site="hong", day="2018-99-99T"),
    )

    order = [one.site for one in store.sketches.reprints(ArticleId(1))]

    assert order == [f"https://{name}.example" for name in ("sang", "chieu", "ngay", "theo", "nam-nao", "hong")]


def test_roundup_is_linked_but_does_not_make_one_story_of_all_that_it_tells(store: Store) -> None:
    rest = " ".join(
        f"Tin {word} vắn từ {word} các xã trong huyện {word} sáng nay." for word in "mưa nắng gió lũ".split()
    )
    told(store, story(), story(*FOOTBALL), story(*HARVEST, *FOOTBALL, rest, site="diemtin"))

    assert linked(store, 3) == [1, 2]
    assert linked(store, 1) == [3]
    assert 2 not in store.sketches.story_of([ArticleId(2)])


def letter(number: int, *, site: str) -> Draft:
    """Return one of many letters of a form, each with its own numbers."""
    sums = [f"Hộ ông thứ {number * 7 + place} nộp {number * 13 + place} nghìn đồng vào quỹ." for place in range(6)]
    return story(*HARVEST, *sums, site=site)


def test_reprint_of_one_among_many_letters_of_a_form_is_found(store: Store) -> None:
    told(store, *(letter(number, site=f"xa{number}") for number in range(1, 31)))
    none = [linked(store, number) for number in range(1, 31)]

    told(store, letter(17, site="haso"))

    assert none == [[]] * 30
    assert linked(store, 31) == [17]


def test_archive_of_an_earlier_release_is_gone_through(store: Store) -> None:
    told(store, story(), story(*FOOTBALL), story(site="haso"), story(site="xuanan"))
    store.articles.delete(ArticleId(4), NOW)
    store.sketches.clear()
    seen: list[tuple[int, int]] = []

    assert note_all(store, lambda done, total: seen.append((done, total))) == 3
    assert note_all(store) == 3

    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert linked(store, 1) == [3]


def test_what_was_linked_is_told(store: Store) -> None:
    told(store, story())
    draft = story(site="haso", day="2018-10-05")
    (second,) = told(store, draft)

    with store.transaction():
        assert note(store, second, draft) == (1,)
        assert note(store, second, replace(draft, text="Ngắn.", published=Moment())) == ()
