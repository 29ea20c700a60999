"""What became of an article, as the archive tells it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Capture, Overrides
from newsarchive.model.history import Observation, Sighting
from newsarchive.operations.editing import edit
from newsarchive.operations.history import article_at, number_at, original_of, pair_of, timeline
from newsarchive.store.store import Store

URL = "https://xa.example/7"
FIRST = make_draft(url=URL)
SECOND = replace(FIRST, text="Bà con ra đồng từ chiều.")
ID = ArticleId(1)
HOUR = timedelta(hours=1)


def observe(store: Store, sighting: Sighting, hours: int, **more: object) -> None:
    at = NOW + hours * HOUR
    with store.transaction():
        store.history.observe(ID, Observation(observed_at=at, sighting=sighting, revision=0, **more))  # type: ignore[arg-type] # fields by name


def told(store: Store) -> list[tuple[str, int, int]]:
    return [(event.what, event.revision, event.looks) for event in timeline(store, ID)]


def test_looks_that_found_nothing_new_are_counted_not_listed(store: Store) -> None:
    put(store, FIRST)
    for hours in (6, 12, 24):
        observe(store, Sighting.SAME, hours, status=200)

    (event,) = timeline(store, ID)

    assert (event.what, event.revision, event.words) == ("first", 1, FIRST.title)
    assert (event.looks, event.last_seen_at) == (3, NOW + 24 * HOUR)
    assert event.is_current


def test_a_revision_tells_its_first_changed_words(store: Store) -> None:
    put(store, FIRST)
    put(store, SECOND, now=NOW + HOUR)

    events = timeline(store, ID)

    assert [(event.what, event.revision, event.is_current) for event in events] == [
        ("first", 1, False),
        ("text", 2, True),
    ]
    assert events[1].words == "text: -sáng sớm +chiều"
    assert events[1].at == NOW + HOUR


def test_a_text_that_comes_back_is_told_and_stored_once(store: Store) -> None:
    for hours, draft in enumerate((FIRST, SECOND, FIRST, SECOND)):
        put(store, draft, now=NOW + hours * HOUR)

    assert told(store) == [("first", 1, 0), ("text", 2, 1), ("again", 1, 1), ("again", 2, 1)]
    assert [event.is_current for event in timeline(store, ID)] == [False, True, False, True]


def test_a_source_that_went_and_came_back_is_told_once_each(store: Store) -> None:
    put(store, FIRST)
    observe(store, Sighting.SAME, 1)
    observe(store, Sighting.GONE, 2, note="HTTP 404 Not Found")
    observe(store, Sighting.GONE, 3, note="HTTP 404 Not Found")
    observe(store, Sighting.FAILED, 4, note="timed out")
    observe(store, Sighting.SAME, 5)
    observe(store, Sighting.SAME, 6)

    events = timeline(store, ID)

    assert told(store) == [("first", 1, 1), ("gone", 1, 2), ("failed", 1, 1), ("back", 1, 2)]
    assert (events[1].words, events[1].last_seen_at) == ("HTTP 404 Not Found", NOW + 3 * HOUR)


def test_failures_and_moves_interrupt_nothing(store: Store) -> None:
    put(store, FIRST)
    observe(store, Sighting.FAILED, 1, note="timed out")
    observe(store, Sighting.SAME, 2)
    observe(store, Sighting.MOVED, 3, url="https://xa.example/moi/7", status=200)
    observe(store, Sighting.SAME, 4)

    assert told(store) == [("first", 1, 2), ("failed", 1, 1), ("moved", 1, 1)]
    assert timeline(store, ID)[2].words == "https://xa.example/moi/7"


def test_edits_by_hand_are_no_looks(store: Store) -> None:
    put(store, FIRST)
    edit(store, ID, Overrides(title="Gặt lúa ở Bình Lạc"), NOW + HOUR)

    events = timeline(store, ID)

    assert [(event.what, event.looks) for event in events] == [("first", 0), ("edited", 0)]
    assert events[1].words.startswith("title: ")


def test_what_another_tool_observed_of_no_revision_is_passed_over(store: Store) -> None:
    put(store, FIRST)
    observe(store, Sighting.SAME, 1)
    with store.transaction():
        store._connection.execute("UPDATE observation SET revision_id = NULL")

    assert told(store) == [("first", 1, 0)]


def test_an_article_is_as_it_was_at_any_time(store: Store) -> None:
    for hours, draft in enumerate((FIRST, SECOND, FIRST)):
        put(store, draft, now=NOW + hours * HOUR)

    assert [number_at(store, ID, NOW + hours * HOUR) for hours in range(4)] == [1, 2, 1, 1]
    assert article_at(store, ID, number=2).text == SECOND.text
    assert article_at(store, ID).text == FIRST.text


def test_what_was_not_there_yet_is_not_found(store: Store) -> None:
    put(store, FIRST)

    with pytest.raises(NotFoundError, match="was not here on 2018-10-05"):
        number_at(store, ID, NOW - HOUR)
    with pytest.raises(NotFoundError, match="article 1 has no revision 9"):
        article_at(store, ID, number=9)
    questions: tuple[Callable[[ArticleId], object], ...] = (
        lambda one: timeline(store, one),
        lambda one: article_at(store, one),
        lambda one: number_at(store, one, NOW),
        lambda one: original_of(store, one),
        lambda one: pair_of(store, one, None, None),
    )
    for ask in questions:
        with pytest.raises(NotFoundError, match="no article 2"):
            ask(ArticleId(2))


def test_an_earlier_revision_keeps_what_belongs_to_the_article(store: Store) -> None:
    body = "Bà con ra đồng".encode()
    put(store, FIRST, capture=Capture(URL, body, "text/html", NOW))
    put(store, SECOND, now=NOW + HOUR, capture=Capture(URL, b"<p>", "text/html", NOW + HOUR), tags=("Mùa vụ",))

    first, now = article_at(store, ID, number=1), article_at(store, ID)

    assert (first.uuid, first.url, first.tags) == (now.uuid, URL, ("Mùa vụ",))
    assert (first.revised_at, first.captured_at, first.revision) == (NOW, NOW, 1)
    assert first.source_digest != now.source_digest


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        pytest.param(None, None, (2, 3), id="the last two"),
        pytest.param(1, None, (1, 3), id="one and now"),
        pytest.param(1, 2, (1, 2), id="two"),
        pytest.param(3, 1, (3, 1), id="backwards"),
    ],
)
def test_revisions_are_chosen_for_comparing(
    store: Store, first: int | None, second: int | None, numbers: tuple[int, int]
) -> None:
    for hours, draft in enumerate((FIRST, SECOND, replace(FIRST, text="Bà con nghỉ."))):
        put(store, draft, now=NOW + hours * HOUR)

    before, after = pair_of(store, ID, first, second)

    assert (before.revision, after.revision) == numbers


def test_one_revision_has_nothing_to_be_compared_with(store: Store) -> None:
    put(store, FIRST)

    with pytest.raises(NotFoundError, match="article 1 has one revision"):
        pair_of(store, ID, None, None)


def test_the_original_of_each_revision_comes_back_byte_for_byte(store: Store) -> None:
    bodies = [f"<p>{number}".encode() for number in range(2)]
    for hours, (draft, body) in enumerate(zip((FIRST, SECOND), bodies, strict=True)):
        put(store, draft, now=NOW + hours * HOUR, capture=Capture(URL, body, "text/html", NOW))
    edit(store, ID, Overrides(section="Mùa vụ"), NOW + 5 * HOUR)

    assert original_of(store, ID, 1).body == bodies[0]
    assert original_of(store, ID, 2).body == original_of(store, ID).body == bodies[1]
    with pytest.raises(NotFoundError, match="no original of revision 3 of article 1"):
        original_of(store, ID, 3)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12))
def test_the_last_state_in_a_history_is_what_the_article_holds(letters: list[str]) -> None:
    with Store.in_memory() as store:
        for hours, letter in enumerate(letters):
            put(store, replace(FIRST, text=f"Bản {letter}."), now=datetime(2018, 10, 5, tzinfo=UTC) + hours * HOUR)

        events = timeline(store, ID)

        assert events[-1].revision == store.articles.get(ID).revision
        assert events[-1].is_current
        assert len(events) == 1 + sum(one != other for one, other in pairwise(letters))
