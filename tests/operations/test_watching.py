"""The cooling schedule of looks at sources."""

from datetime import datetime, timedelta

import pytest

from newsarchive.operations.watching import next_check

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "failures", "wait"),
    [
        pytest.param(timedelta(), 0, 6 * HOUR, id="just archived"),
        pytest.param(2 * DAY - HOUR, 0, 6 * HOUR, id="two days"),
        pytest.param(2 * DAY, 0, DAY, id="after two days"),
        pytest.param(14 * DAY, 0, 7 * DAY, id="after two weeks"),
        pytest.param(91 * DAY, 0, 30 * DAY, id="after three months"),
        pytest.param(4000 * DAY, 0, 30 * DAY, id="after years"),
        pytest.param(-DAY, 0, 6 * HOUR, id="by a clock that was put back"),
        pytest.param(DAY, 1, 12 * HOUR, id="failed"),
        pytest.param(DAY, 3, 48 * HOUR, id="failed three times"),
        pytest.param(DAY, 5000, 30 * DAY, id="failed for ever"),
    ],
)
def test_the_older_an_article_the_rarer_the_looks(
    now: datetime, age: timedelta, failures: int, wait: timedelta
) -> None:
    at = next_check(now - age, now, failures)

    assert at == now + wait - HOUR / 2
