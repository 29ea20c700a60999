from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.model.feed import Feed, FeedId, FeedSettings, Timing
from newsarchive.model.web import Answer
from newsarchive.operations.schedule import LONGEST, SHORTEST, after_failure, after_success

FRIDAY = datetime(2018, 10, 5, 2, 0, tzinfo=UTC)
HOUR, DAY = 3600, 86_400
NO_TIMING = Timing()
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
FEED = Feed(id=FeedId(1), url="https://xa.example/rss", subscribed_at=FRIDAY)


def wait_of(
    feed: Feed = FEED, timing: Timing = NO_TIMING, headers: Mapping[str, str] = NO_HEADERS, jitter: float = 0
) -> float:
    return (after_success(feed, timing, headers, FRIDAY, jitter) - FRIDAY).total_seconds()


def wait_after(feed: Feed, status: int | None, **headers: str) -> float:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = (
        Answer(requested_url=feed.url, url=feed.url, status=status, headers=named, fetched_at=FRIDAY)
        if status
        else None
    )
    return (after_failure(feed, answer, FRIDAY, 0) - FRIDAY).total_seconds()


def with_interval(seconds: int) -> Feed:
    return replace(FEED, settings=FeedSettings(interval=seconds))


def failing(times: int, last_wait: float) -> Feed:
    checked_at = FRIDAY - timedelta(seconds=last_wait)
    return replace(FEED, failures=times, checked_at=checked_at, next_check_at=FRIDAY)


def test_a_feed_that_says_nothing_is_fetched_every_hour() -> None:
    assert wait_of() == HOUR


@pytest.mark.parametrize(
    ("timing", "headers", "seconds"),
    [
        pytest.param(Timing(interval=6 * HOUR), {}, 6 * HOUR, id="ttl"),
        pytest.param(Timing(interval=60), {}, HOUR, id="ttl of a minute"),
        pytest.param(Timing(interval=365 * DAY), {}, 2 * DAY, id="ttl of a year"),
        pytest.param(Timing(interval=10**18), {}, 2 * DAY, id="ttl beyond all time"),
        pytest.param(Timing(interval=-5), {}, HOUR, id="negative ttl"),
        pytest.param(Timing(), {"cache-control": "public, max-age=7200"}, 2 * HOUR, id="max-age"),
        pytest.param(Timing(), {"cache-control": 'Max-Age="7200", private'}, 2 * HOUR, id="max-age in quotes"),
        pytest.param(Timing(), {"cache-control": "s-maxage=7200"}, HOUR, id="for shared caches only"),
        pytest.param(Timing(), {"cache-control": "max-age=7200", "age": "1800"}, 1.5 * HOUR, id="max-age and age"),
        pytest.param(Timing(), {"cache-control": "max-age=7200", "age": "old"}, 2 * HOUR, id="age that is no number"),
        pytest.param(Timing(), {"cache-control": "max-age=-7200"}, HOUR, id="negative max-age"),
        pytest.param(Timing(), {"cache-control": "max-age=" + "9" * 5000}, HOUR, id="max-age beyond all numbers"),
        pytest.param(Timing(), {"cache-control": "no-store"}, HOUR, id="no-store"),
        pytest.param(Timing(), {"expires": "Fri, 05 Oct 2018 05:00:00 GMT"}, 3 * HOUR, id="expires"),
        pytest.param(Timing(), {"expires": "Fri, 05 Oct 2018 05:00:00 -0000"}, 3 * HOUR, id="expires without a zone"),
        pytest.param(
            Timing(),
            {"expires": "Mon, 01 Jan 2018 03:00:00 GMT", "date": "Mon, 01 Jan 2018 00:00:00 GMT"},
            3 * HOUR,
            id="expires by a clock that is wrong",
        ),
        pytest.param(
            Timing(),
            {"expires": "Fri, 05 Oct 2018 05:00:00 GMT", "cache-control": "max-age=7200"},
            2 * HOUR,
            id="max-age before expires",
        ),
        pytest.param(Timing(), {"expires": "0"}, HOUR, id="expires that is no date"),
        pytest.param(Timing(), {"expires": f"Fri, 05 Oct {'9' * 40} 05:00:00 GMT"}, HOUR, id="expires after all time"),
        pytest.param(
            Timing(), {"expires": "Thu, 04 Oct 2018 05:00:00 GMT"}, HOUR, id="expired before, as NukeViet says"
        ),
        pytest.param(Timing(interval=3 * HOUR), {"cache-control": "max-age=7200"}, 3 * HOUR, id="the longest counts"),
    ],
)
def test_what_a_server_asks_for_is_respected_between_an_hour_and_two_days(
    timing: Timing, headers: dict[str, str], seconds: float
) -> None:
    assert wait_of(timing=timing, headers=headers) == seconds


@pytest.mark.parametrize(
    ("interval", "seconds"),
    [
        pytest.param(6 * HOUR, 6 * HOUR, id="6h"),
        pytest.param(60, HOUR, id="less than an hour"),
        pytest.param(7 * DAY, 7 * DAY, id="a week, though servers reach two days only"),
        pytest.param(10**15, 365 * DAY, id="for ever"),
    ],
)
def test_the_interval_that_the_user_gives_is_the_least(interval: int, seconds: float) -> None:
    assert wait_of(with_interval(interval)) == seconds


@pytest.mark.parametrize(
    ("timing", "at"),
    [
        pytest.param(Timing(skip_hours=(3, 4)), datetime(2018, 10, 5, 5, 0, tzinfo=UTC), id="hours"),
        pytest.param(Timing(skip_hours=(7, 8)), datetime(2018, 10, 5, 3, 0, tzinfo=UTC), id="other hours"),
        pytest.param(Timing(skip_days=(4,)), datetime(2018, 10, 6, 0, 0, tzinfo=UTC), id="a day"),
        pytest.param(
            Timing(skip_days=(4,), skip_hours=(0, 1)), datetime(2018, 10, 6, 2, 0, tzinfo=UTC), id="a day and hours"
        ),
        pytest.param(Timing(skip_hours=tuple(range(24))), datetime(2018, 10, 5, 3, 0, tzinfo=UTC), id="all hours"),
        pytest.param(Timing(skip_days=tuple(range(7))), datetime(2018, 10, 5, 3, 0, tzinfo=UTC), id="all days"),
        pytest.param(Timing(skip_hours=(99,)), datetime(2018, 10, 5, 3, 0, tzinfo=UTC), id="an hour that is none"),
        pytest.param(
            Timing(skip_days=(4, 5, 6, 0)), datetime(2018, 10, 7, 2, 0, tzinfo=UTC), id="more than two days: cut short"
        ),
    ],
)
def test_hours_and_days_that_a_feed_wants_skipped_are_skipped(timing: Timing, at: datetime) -> None:
    assert after_success(FEED, timing, {}, FRIDAY, 0) == at


@given(
    st.builds(
        Timing,
        interval=st.integers(),
        skip_hours=st.lists(st.integers(-1, 25)).map(tuple),
        skip_days=st.lists(st.integers(-1, 8)).map(tuple),
    ),
    st.dictionaries(st.sampled_from(["cache-control", "expires", "date", "age", "retry-after"]), st.text()),
    st.floats(0, 1),
)
def test_no_server_brings_us_sooner_than_an_hour_or_keeps_us_away_for_longer_than_two_days(
    timing: Timing, headers: dict[str, str], jitter: float
) -> None:
    answer = Answer(requested_url=FEED.url, url=FEED.url, status=503, headers=headers, fetched_at=FRIDAY)

    waits = (
        after_success(FEED, timing, headers, FRIDAY, jitter) - FRIDAY,
        after_failure(replace(FEED, timing=timing), answer, FRIDAY, 0) - FRIDAY,
    )

    assert all(SHORTEST <= wait <= LONGEST for wait in waits)


def test_jitter_only_lengthens() -> None:
    assert [wait_of(jitter=jitter) for jitter in (0, 0.5, 1)] == [3600, 3780, 3960]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("7200", 2 * HOUR, id="seconds"),
        pytest.param(" 7200 ", 2 * HOUR, id="seconds and spaces"),
        pytest.param("Fri, 05 Oct 2018 06:00:00 GMT", 4 * HOUR, id="date"),
        pytest.param("120", HOUR, id="sooner than the usual hour"),
        pytest.param("999999999", 2 * DAY, id="for ever"),
        pytest.param("Fri, 05 Oct 2068 06:00:00 GMT", 2 * DAY, id="a date for ever"),
        pytest.param("-5", 8 * HOUR, id="negative"),
        pytest.param("Thu, 04 Oct 2018 06:00:00 GMT", 8 * HOUR, id="date that has passed"),
        pytest.param("soon", 8 * HOUR, id="neither"),
        pytest.param("9" * 5000, 8 * HOUR, id="beyond all numbers"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed_and_nonsense_in_it_is_not(value: str, seconds: float, status: int) -> None:
    assert wait_after(failing(3, 4 * HOUR), status, retry_after=value) == seconds


def test_retry_after_goes_by_the_clock_of_the_server() -> None:
    retry, date = "Mon, 01 Jan 2018 05:00:00 GMT", "Mon, 01 Jan 2018 00:00:00 GMT"

    assert wait_after(FEED, 503, retry_after=retry, date=date) == 5 * HOUR


def test_failures_in_a_row_double_the_wait_up_to_a_day() -> None:
    feed, waits = FEED, []

    for failures in range(7):
        wait = wait_after(feed, 404)
        waits.append(wait / HOUR)
        feed = failing(failures + 1, wait)

    assert waits == [1, 2, 4, 8, 16, 24, 24]


@pytest.mark.parametrize("status", [200, 401, 403, 404, 429, 500, 502, 503])
def test_every_useless_answer_backs_off(status: int) -> None:
    assert wait_after(failing(1, HOUR), status) == 2 * HOUR


def test_no_answer_at_all_means_the_usual_interval() -> None:
    assert wait_after(failing(9, 16 * HOUR), None) == HOUR
    assert wait_after(replace(FEED, timing=Timing(interval=6 * HOUR)), None) == 6 * HOUR


def test_failures_while_we_were_offline_do_not_count_as_refusals() -> None:
    assert wait_after(failing(9, HOUR), 503) == 2 * HOUR


def test_a_failure_never_shortens_an_interval_of_more_than_a_day() -> None:
    assert wait_after(with_interval(7 * DAY), 404) == 7 * DAY


def test_a_feed_resumed_after_failures_starts_over() -> None:
    feed = replace(failing(3, 8 * HOUR), next_check_at=None)

    assert wait_after(feed, 500) == HOUR
