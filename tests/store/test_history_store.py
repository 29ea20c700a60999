"""What an article held at any time, and each look at its source."""

from dataclasses import replace
from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Attachment, Capture, Draft, Figure
from newsarchive.model.history import Change, Observation, Revision, Sighting
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest

DRAFT = make_draft(
    url="https://binhlac.example/1",
    figures=(Figure("https://binhlac.example/a.jpg", "Gặt lúa", 1),),
    attachments=(Attachment("https://binhlac.example/a.pdf", "Nghị quyết"),),
    byline=("Thu Hà",),
)
HOUR = timedelta(hours=1)
LOOK = Observation(observed_at=NOW, sighting=Sighting.SAME, revision=0)


def texts(numbers: list[int]) -> list[Draft]:
    return [replace(DRAFT, text=f"Bà con ra đồng {number}.") for number in numbers]


def test_revision_is_told_with_all_that_it_held(store: Store) -> None:
    capture_id = store.captures.add(Capture(DRAFT.url, b"abc", "text/html", NOW - HOUR))
    article = store.articles.add(DRAFT, "urn:uuid:1", NOW, Origin(capture_id=capture_id))
    store.articles.revise(article, replace(DRAFT, title="Sửa"), NOW + HOUR, Origin(source_digest="a" * 64))

    first, second = store.history.revisions(article)

    assert first == Revision(
        number=1,
        revised_at=NOW,
        change=Change.FIRST,
        digest=content_digest(DRAFT),
        draft=DRAFT,
        capture_id=capture_id,
        source_digest="ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        captured_at=NOW - HOUR,
    )
    assert (second.number, second.is_current, second.source_digest) == (2, True, "a" * 64)
    assert store.history.get(article, 2) == second


def test_history_of_a_deleted_article_stays(store: Store) -> None:
    result = put(store, DRAFT)
    store.articles.delete(result.id, NOW)

    assert [one.number for one in store.history.revisions(result.id)] == [1]


def test_revision_that_is_not_there_is_named(store: Store) -> None:
    article = put(store, DRAFT).id

    with pytest.raises(NotFoundError, match="article 1 has no revision 9") as caught:
        store.history.get(article, 9)
    assert caught.value.hint == "see them with: newsarchive history 1"
    with pytest.raises(NotFoundError, match="article 1 has no revision 9"):
        store.history.observe(article, replace(LOOK, revision=9))
    with pytest.raises(NotFoundError, match="article 7 has no revision"):
        store.history.observe(ArticleId(7), LOOK)
    assert store.history.revisions(ArticleId(7)) == ()


def test_article_that_came_later_was_not_here(store: Store) -> None:
    article = put(store, DRAFT).id

    with pytest.raises(NotFoundError, match="article 1 was not here on 2018-10-05 at 01:59"):
        store.history.at(article, NOW - timedelta(minutes=1))


@given(
    steps=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), min_size=1, max_size=12),
    asked=st.integers(0, 40),
)
@example(steps=[(0, 0, False), (0, 1, False), (0, 0, False)], asked=0)  # all within one second
def test_article_held_at_any_time_what_it_held_then(steps: list[tuple[int, int, bool]], asked: int) -> None:
    hours = list(accumulate(step[0] for step in steps))
    drafts = texts([step[1] for step in steps])
    with Store.in_memory() as store:
        article = store.articles.add(drafts[0], "urn:uuid:1", NOW + hours[0] * HOUR)
        for hour, draft, (_, _, is_looked_at) in zip(hours, drafts, steps, strict=True):
            store.articles.revise(article, draft, NOW + hour * HOUR)
            if is_looked_at:
                store.history.observe(article, replace(LOOK, observed_at=NOW + hour * HOUR))

        held = [draft for hour, draft in zip(hours, drafts, strict=True) if hour <= asked]
        if held:
            assert store.history.at(article, NOW + asked * HOUR).draft == held[-1]
        else:
            with pytest.raises(NotFoundError):
                store.history.at(article, NOW + asked * HOUR)


def test_what_an_older_release_stored_is_dated_by_its_revisions(store: Store) -> None:
    first, second, third = texts([1, 2, 3])
    article = store.articles.add(first, "urn:uuid:1", NOW)
    store.articles.revise(article, second, NOW + HOUR)
    store._connection.execute("DELETE FROM observation")
    store.articles.revise(article, first, NOW + 3 * HOUR)
    store.articles.revise(article, third, NOW + 4 * HOUR)

    held = [store.history.at(article, NOW + hour * HOUR).number for hour in range(5)]

    assert held == [1, 2, 2, 1, 3]


def test_older_capture_that_was_found_later_stands_at_its_own_time(store: Store) -> None:
    now, found = texts([1, 2])
    article = store.articles.add(now, "urn:uuid:1", NOW)

    store.articles.revise(article, found, NOW - 5 * HOUR)
    store.articles.revise(article, now, NOW)

    assert [store.history.at(article, NOW + hour * HOUR).number for hour in (-5, -1, 0, 1)] == [2, 2, 1, 1]


def test_a_look_that_found_nothing_says_not_what_an_article_held(store: Store) -> None:
    now, found = texts([1, 2])
    article = store.articles.add(now, "urn:uuid:1", NOW)
    store.history.observe(article, replace(LOOK, observed_at=NOW + 5 * HOUR, sighting=Sighting.GONE))

    store.articles.revise(article, found, NOW + 3 * HOUR)

    assert store.history.at(article, NOW + 6 * HOUR).number == 2


def test_looks_come_in_the_order_of_time(store: Store) -> None:
    article = put(store, DRAFT).id
    capture_id = store.captures.add(Capture(DRAFT.url, b"abc", "text/html", NOW, status=200))
    gone = Observation(
        observed_at=NOW + HOUR, sighting=Sighting.GONE, revision=1, status=404, note="answered 404",
        url="https://binhlac.example/", visits=7, capture_id=capture_id,
    )  # fmt: skip

    for look in (gone, LOOK, replace(LOOK, observed_at=NOW - HOUR)):
        store.history.observe(article, look)

    seen = store.history.observations(article)
    assert [one.observed_at for one in seen] == [NOW - HOUR, NOW, NOW + HOUR]
    assert seen[-1] == gone
    assert seen[0].revision == 1


def test_words_that_another_tool_wrote_are_taken_for_the_least(store: Store) -> None:
    article = put(store, DRAFT).id
    store.history.observe(article, LOOK)
    store._connection.execute("UPDATE observation SET sighting = 'mới', revision_id = NULL")
    store._connection.execute("UPDATE revision SET change = 'mới'")

    (look,) = store.history.observations(article)

    assert (look.sighting, look.revision) == (Sighting.FAILED, 0)
    assert store.history.get(article, 1).change is Change.TEXT
