"""When the source of an article is looked at again: the longer it has stayed as it is, the more rarely. Pure.

Most edits come in the first hours, most pages vanish years later: hours become days, days weeks, weeks months.
"""

from datetime import datetime, timedelta

FIRST_AFTER = timedelta(hours=6)  # since the article was archived
_STEPS = (
    (timedelta(days=2), FIRST_AFTER),  # what is younger, is looked at again after this time
    (timedelta(days=14), timedelta(days=1)),
    (timedelta(days=91), timedelta(days=7)),
)
_SLOWEST = timedelta(days=30)
_MOST_DOUBLINGS = 10
_SLACK = timedelta(minutes=30)  # a cron that comes each sixth hour must not miss it by a minute


def next_check(news_at: datetime, now: datetime, failures: int = 0) -> datetime:
    """Return when to look again at what last had news at news_at; each failure in a row doubles the wait.

    >>> now = datetime.fromisoformat("2018-10-05T08:00:00Z")
    >>> next_check(now - timedelta(days=7), now).isoformat()
    '2018-10-06T07:30:00+00:00'
    """
    age = now - news_at
    wait = next((wait for youngest, wait in _STEPS if age < youngest), _SLOWEST)
    return now + min(wait * (1 << min(failures, _MOST_DOUBLINGS)), _SLOWEST) - _SLACK
