"""The tables of sketches, and the stories that pairs make up."""

import pytest

from fakes import make_draft, put
from newsarchive.model.article import ArticleId
from newsarchive.store.store import Store

Pair = tuple[int, int]


@pytest.fixture
def archive(store: Store) -> Store:
    for number in range(1, 8):
        put(store, make_draft(text=f"Tin số {number}"))
    return store


def link(store: Store, *pairs: Pair) -> None:
    for one, other in pairs:
        store.sketches.link(ArticleId(one), ArticleId(other), 0.9, is_story=True)


def stories(store: Store) -> dict[int, int]:
    return {int(one): story for one, story in store.sketches.story_of(map(ArticleId, range(1, 8))).items()}


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param(((1, 2), (2, 3), (5, 6)), id="as they came"),
        pytest.param(((6, 5), (3, 2), (2, 1)), id="backwards"),
        pytest.param(((2, 3), (5, 6), (1, 3)), id="joined by the last"),
    ],
)
def test_story_has_the_least_number_of_what_is_linked(archive: Store, pairs: tuple[Pair, ...]) -> None:
    link(archive, *pairs)

    assert stories(archive) == {1: 1, 2: 1, 3: 1, 5: 5, 6: 5}


def test_story_falls_apart_with_what_held_it_together(archive: Store) -> None:
    link(archive, (1, 2), (2, 3), (3, 4), (4, 5), (1, 6), (2, 6))

    archive.sketches.set(ArticleId(3), ())

    assert stories(archive) == {1: 1, 2: 1, 6: 1, 4: 4, 5: 4}


def test_member_of_a_story_that_was_not_compared_is_named_too(archive: Store) -> None:
    link(archive, (1, 2), (2, 3))

    assert [(one.id, one.containment) for one in archive.sketches.reprints(ArticleId(1))] == [(2, 0.9), (3, 0.0)]


def test_candidates_share_three_numbers_the_most_first(archive: Store) -> None:
    for number, sketch in ((1, (10, 20, 30)), (2, (5, 10, 20, 40)), (3, (10, 20, 30, 40, 50)), (4, (10, 20, 30, 40))):
        archive.sketches.set(ArticleId(number), sketch)

    found = archive.sketches.candidates((10, 20, 30, 40), ArticleId(4))

    assert list(found.items()) == [(3, 1.0), (1, 1.0), (2, 0.75)]
    assert archive.sketches.candidates((), ArticleId(4)) == {}
    assert archive.sketches.candidates((77, 78, 79), ArticleId(4)) == {}


def test_number_that_very_many_have_leads_to_a_hundred_of_them(archive: Store) -> None:
    connection = archive._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.executemany(
        "INSERT INTO sketch (hash, article_id) VALUES (?, ?)",
        [(hash_, number) for number in range(1, 301) for hash_ in (1, 2, 3)] + [(hash_, 300) for hash_ in (4, 5, 6, 7)],
    )

    found = archive.sketches.candidates((1, 2, 3, 4, 5, 6, 7), ArticleId(9))

    assert len(found) == 50
    assert next(iter(found)) == 300
    assert 250 not in found


def test_another_sketch_takes_the_place_of_the_first(archive: Store) -> None:
    archive.sketches.set(ArticleId(1), (1, 2, 3))

    archive.sketches.set(ArticleId(1), (7, 8, 9))

    assert archive.sketches.candidates((1, 2, 3), ArticleId(2)) == {}
    assert archive.sketches.candidates((7, 8, 9), ArticleId(2)) == {1: 1.0}


def test_clearing_forgets_all(archive: Store) -> None:
    link(archive, (1, 2))
    archive.sketches.set(ArticleId(3), (1, 2, 3))

    archive.sketches.clear()

    assert (stories(archive), archive.sketches.count()) == ({}, 0)
    assert archive.sketches.candidates((1, 2, 3), ArticleId(2)) == {}


def test_texts_of_many_articles_are_read_in_parts(archive: Store) -> None:
    for number in range(8, 120):
        put(archive, make_draft(text=f"Tin số {number}", summary="Tóm tắt"))

    texts = dict(archive.sketches.iter_texts((*archive.sketches.ids(), ArticleId(999))))

    assert list(texts) == list(range(1, 120))
    assert texts[ArticleId(119)] == "Tóm tắt\nTin số 119"
