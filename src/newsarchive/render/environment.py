"""How templates are found and filled: every value is escaped, and only web addresses become links."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsarchive.model.article import Article, Moment
from newsarchive.text.dates import HANOI, to_vietnamese
from newsarchive.text.normalize import split_paragraphs
from newsarchive.text.urls import is_web, site

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """Return the one environment of all templates: escaping, and strict about names that are missing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("newsarchive.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for function in (web_url, host, split_paragraphs, mailto, shown, day, clock, precise, thousands):
        made.filters[function.__name__] = function
    return made


def web_url(url: str) -> str:
    """Return url as it may stand in a link; "" if it is not http or https.

    >>> web_url("https://binhlac.example/ke hoach.pdf"), web_url("javascript:alert(1)")
    ('https://binhlac.example/ke%20hoach.pdf', '')
    """
    url = url.strip().replace(" ", "%20")
    return url if is_web(url) else ""


def host(url: str) -> str:
    """Return the host of a web address, as a reader names a site.

    >>> host("https://binhlac.example/tin/7.html")
    'binhlac.example'
    """
    return site(url).partition("://")[2]


def mailto(article: Article) -> str:
    """Return the address that opens a new mail with title and source of article.

    Long addresses fail in mail programs, so the text itself stays out.
    """
    body = "\r\n".join(part for part in (article.title, web_url(article.url)) if part)
    return f"mailto:?subject={quote(article.title, safe='')}&body={quote(body, safe='')}"


def shown(moment: Moment) -> str:
    """Return a date for readers; where its year is not known, in the words it was read from.

    >>> shown(Moment("--10-04", "Chiều ngày 4/10")), shown(Moment("2018-10-04"))
    ('Chiều ngày 4/10', '04/10/2018')
    """
    if moment.day is None and moment.words:
        return moment.words
    return to_vietnamese(moment)


def day(moment: Moment) -> str:
    """Return a date for readers, as `shown`, without the time of day.

    >>> day(Moment("2018-10-04T08:30:00+07:00"))
    '04/10/2018'
    """
    return to_vietnamese(Moment(moment.value[:10])) if moment.day else shown(moment)


def clock(instant: datetime) -> str:
    """Return an instant for readers, as clocks in Vietnam showed it.

    >>> clock(datetime.fromisoformat("2018-10-04T18:30:00+00:00"))
    '05/10/2018 01:30'
    """
    return instant.astimezone(HANOI).strftime("%d/%m/%Y %H:%M")


def precise(instant: datetime) -> str:
    """Return an instant to the second, as clocks in Vietnam showed it, with its zone.

    >>> precise(datetime.fromisoformat("2018-10-04T18:30:05+00:00"))
    '05/10/2018 01:30:05 +07:00'
    """
    return instant.astimezone(HANOI).strftime("%d/%m/%Y %H:%M:%S +07:00")


def thousands(number: int) -> str:
    """Return a number as it is written in Vietnam.

    >>> thousands(12345)
    '12.345'
    """
    return f"{number:,}".replace(",", ".")
