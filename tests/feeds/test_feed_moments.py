from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.feeds.moments import read_feed_date
from newsarchive.model.article import Moment
from newsarchive.text.dates import is_hour

MORNING = "2018-10-05T08:30:00+07:00"
DAY = "2018-10-05"
BOUNDS = datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2100-12-31")

MEANT = {
    # RFC 822, 850 and 2822 in all spellings
    "Fri, 05 Oct 2018 08:30:00 +0700": MORNING,
    "Fri, 5 Oct 2018 08:30:00 +0700": MORNING,
    "Fri,5 Oct 2018 08:30:00 +0700": MORNING,
    "fRI, 05 oCT 2018 08:30:00 +0700": MORNING,
    "05 Oct 2018 08:30:00 +0700": MORNING,
    "Friday, 05 October 2018 08:30:00 +0700": MORNING,
    "Fri, 05 Oct 2018 08:30:00 +07": MORNING,
    "Fri, 05 Oct 2018 08:30:00 +07:00": MORNING,
    "Fri, 05 Oct 2018 08:30:00 +0700 (ICT)": MORNING,
    "Fri, 05 Oct 2018 08:30:00 GMT+7": MORNING,
    "Fri, 05 Oct 2018 08:30:00 GMT+07:00": MORNING,
    "Fri, 05 Oct 2018 08:30:00 GMT +0700": MORNING,
    "Fri, 05 Oct 2018 08:30:00 UTC+7": MORNING,
    "Fri, 05 Oct 2018 08:30:00 ICT": MORNING,
    "Fri, 05 Oct 2018 08:30:00": MORNING,
    "Fri, 05 Oct 2018 08:30": MORNING,
    "Fri, 05 Oct 2018 08:30 +0700": MORNING,
    "Fri, 05 Oct 2018 08:30 -0500": "2018-10-05T08:30:00-05:00",
    "Fri, 05 Oct 2018 08:30 -05:00": "2018-10-05T08:30:00-05:00",
    "Fri, 05 Oct 2018 08:30:00 -0000": "2018-10-05T08:30:00+00:00",
    "Fri, 05 Oct 2018 08:30:00 -0330": "2018-10-05T08:30:00-03:30",
    "Fri, 05 Oct 2018 01:30:00 GMT": "2018-10-05T01:30:00+00:00",
    "Fri, 05 Oct 2018 01:30:00 UT": "2018-10-05T01:30:00+00:00",
    "Fri, 05 Oct 2018 01:30:00 Z": "2018-10-05T01:30:00+00:00",
    "Fri, 05 Oct 2018 08:30:00 EDT": "2018-10-05T08:30:00-04:00",
    "Fri, 05 Oct 2018 08:30:00 CEST": "2018-10-05T08:30:00+02:00",
    "Fri, 05 Oct 2018 08:30:00 BST": "2018-10-05T08:30:00+01:00",
    "Fri, 05 Oct 2018 08:30:00 JST": "2018-10-05T08:30:00+09:00",
    "Fri, 05 Oct 18 08:30:00 +0700": MORNING,
    "Sun, 31 Dec 99 23:59:59 +0000": "1999-12-31T23:59:59+00:00",
    "Friday, 05-Oct-18 08:30:00 GMT": "2018-10-05T08:30:00+00:00",
    "Fri, 05-Oct-2018 08:30:00 GMT": "2018-10-05T08:30:00+00:00",
    # asctime, date, Java, JavaScript
    "Fri Oct  5 08:30:00 2018": MORNING,
    "Fri Oct 05 08:30:00 ICT 2018": MORNING,
    "Fri Oct 05 08:30:00 GMT+07:00 2018": MORNING,
    "Fri Oct 05 08:30:00 +0700 2018": MORNING,
    "Fri Oct 5 08:30:00 AM ICT 2018": MORNING,
    "Fri Oct 5 08:30:00 UTC +0700 2018": MORNING,
    "Fri Oct 5 08:30:00 2018 +0700": MORNING,
    "Friday, October 5, 2018 - 08:30": MORNING,
    "Friday, October 05, 2018 8:30:00 AM": MORNING,
    "Fri Oct 05 2018 08:30:00 GMT+0700 (Indochina Time)": MORNING,
    "Oct 5th, 2018 8:30 PM": "2018-10-05T20:30:00+07:00",
    "Friday, 5 October 2018 at 8:30 p.m.": "2018-10-05T20:30:00+07:00",
    # ISO 8601 and what passes for it
    "2018-10-05T08:30:00+07:00": MORNING,
    "2018-10-05t08:30:00+07:00": MORNING,
    "2018-10-05T08:30:00+0700": MORNING,
    "2018-10-05T08:30:00+07": MORNING,
    "2018-10-05T08:30+07:00": MORNING,
    "2018-10-05T08:30:00": MORNING,
    "2018-10-05 08:30:00": MORNING,
    "2018-10-05 08:30:00.0": MORNING,
    "2018-10-05 08:30:00 +0700": MORNING,
    "2018-10-05 08:30 -0500": "2018-10-05T08:30:00-05:00",
    "2018-10-05 T 08:30:00+07:00": MORNING,
    "2018-10-05T 08:30:00 +07:00": MORNING,
    "2018-10-05T08:30:00+07:00[Asia/Ho_Chi_Minh]": MORNING,
    "2003-12-31T10:14:55.1234Z": "2003-12-31T10:14:55+00:00",
    "2003-12-31T10:14:55.12345678901234Z": "2003-12-31T10:14:55+00:00",
    "2018-10-05T083000Z": "2018-10-05T08:30:00+00:00",
    "20181005T083000+0700": MORNING,
    "20181005T08:30:00.45+07:00": MORNING,
    "20181005083000": MORNING,
    "201810050830": MORNING,
    "2018/10/05 08:30": MORNING,
    "1538703000": MORNING,
    "1538703000123": MORNING,
    # Vietnamese portals
    "Thứ 5, 28/05/2026 17:00:00 GMT+7": "2026-05-28T17:00:00+07:00",
    "Thứ Sáu, 05/10/2018, 08:30 (GMT+7)": MORNING,
    "Thứ sáu, ngày 05 tháng 10 năm 2018 08:30": MORNING,
    "T6, 05/10/2018 08:30": MORNING,
    "CN, 07/10/2018 08:30": "2018-10-07T08:30:00+07:00",
    "Chủ nhật, 7 Tháng Mười 2018 08:30": "2018-10-07T08:30:00+07:00",
    "5 Th10 2018 08:30": MORNING,
    "05 Tháng Mười 2018 8:30:00 SA": MORNING,
    "Thứ Sáu, 05 Tháng Mười 2018 8:30:00 SA": MORNING,
    "Fri, 05/10/2018 8:30 AM": MORNING,
    "Fri, 05 Oct 2018 08:30:00 +700": MORNING,
    "Ngày đăng: 05/10/2018 08:30": MORNING,
    "04/10/2018 8:00:00 SA": "2018-10-04T08:00:00+07:00",
    "04/10/2018 8:00:00 CH": "2018-10-04T20:00:00+07:00",
    "04/10/2018 12:30 SA": "2018-10-04T00:30:00+07:00",
    "8:30:00 SA 05/10/2018": MORNING,
    "08:30 05/10/2018": MORNING,
    "08h30, ngày 05/10/2018": MORNING,
    "05/10/18 08:30": MORNING,
    "05-10-2018 08:30": MORNING,
    "05.10.2018 08:30:00": MORNING,
    "05-10-2018 8:30 AM": MORNING,
    "05/10/2018 08:30:00 +0700": MORNING,
    "05/10/2018 20:30 PM": "2018-10-05T20:30:00+07:00",  # no clock of America
    # the month first: an English half of the day, a number above 12, the day of the week
    "10/2/2026 9:25:00 AM": "2026-10-02T09:25:00+07:00",
    "10/2/2026 9:25:00 PM": "2026-10-02T21:25:00+07:00",
    "9:25 AM 10/2/2026": "2026-10-02T09:25:00+07:00",
    "10/5/18 8:30 AM": MORNING,
    "28/05/2026 9:25:00 AM": "2026-05-28T09:25:00+07:00",
    "5/28/2026 17:00": "2026-05-28T17:00:00+07:00",
    "Friday, 10/2/2026 9:25": "2026-10-02T09:25:00+07:00",
    "Thứ ba, 10/2/2026 9:25 AM": "2026-02-10T09:25:00+07:00",
    "Thứ hai, 10/2/2026 9:25": "2026-02-10T09:25:00+07:00",
    "Wed, 30/31/2026 9:25": "",
    # days
    "2018-10-05": DAY,
    "20181005": DAY,
    "05/10/2018": DAY,
    "Fri, 05 Oct 2018": DAY,
    "21 tháng 09 năm 2025": "2025-09-21",
    "2016/6/29": "2016-06-29",
    "4/10": "--10-04",
    # times or zones that cannot be, or that nobody here knows: the day as it is written
    "Fri, 05 Oct 2018 08:30:00 XYZ": DAY,
    "Fri, 05 Oct 2018 08:30:00 L": DAY,
    "Fri, 05 Oct 2018 08:30:00 (Indochina Time)": DAY,
    "Fri, 05 Oct 2018 08:30:00 +2300": DAY,
    "Fri, 05 Oct 2018 24:00:00 +0700": DAY,
    "2018-10-05T25:51:30-0500": DAY,
    "2018-10-05T01:55:61-0500": DAY,
    "05/10/2018 12:00:00 AM": "2018-05-10",
}
UNREADABLE = [
    "",
    "hôm nay",
    "5 phút trước",
    "insert published date here",
    "12345",
    "1005",
    "2018100408",  # an hour, or a second of 2033
    "999999999999999",
    "4999999999999",
    "2003",
    "2003-12",
    "2003-W01",
    "2003-W01-3",
    "2003-335",
    "2003335",
    "031231",
    "03-12-31",
    "07-01T01:55:07-05:00",
    "2003-13-01T15:51:30-0500",
    "Sat, 31 Jun 2006 23:08:26 +1000",
    "31/02/2018",
    "13/13/2018",
    "Fri, 05 Oct 118 08:30:00 +0700",
    "Fri, 05 Oct 2018 08:30:00 GMT 7",
    "start=2002-10-13T09:00+01:00;scheme=W3C-DTF",
    "01/09/2018 - 05/10/2018",
    "5 mai 2018",
    "5 Oct 2561 08:30:00",
    "Fri, 05 Oct 2018 08:30:00 +07000",
    "Fri, 05 Oct 2018 08:30:00 0700",
    "/Date(1538703000000)/",
    "10/2018",
    "Tháng 10 5, 2018",
    "18-10-05 08:30",
    "Thu, 04 Jul 1776 18:30:02 GMT",
    "Mon, 01 Jan 0001 00:00:00 +0000",
    "Thu, 01 Jan 1970 00:00:00 +0000",
    "Sun, 31 Dec 1989 23:59:59 GMT",
    "Thu, 13 Dec 2103 18:30:02 GMT",
]
WITH_MONTH_IN_MINUTES = {
    "Thu, 04 Oct 2018 08:10:15 GMT+7": "2018-10-04T08+07:00",
    "Thu, 04 Oct 2018 08:10:15 +0700": "2018-10-04T08+07:00",
    "Thu, 04 Oct 2018 01:10:15 GMT": "2018-10-04T01+00:00",
    "Mon, 05 Mar 2018 23:03:00 GMT": "2018-03-05T23+00:00",
    "Thu, 04 Oct 2018 08:11:15 +0700": "2018-10-04T08:11:15+07:00",  # a release that writes minutes
    "2018-10-04T08:10:15+07:00": "2018-10-04T08:10:15+07:00",  # its other feed has never had the fault
    "Thu, 04 Oct 2018": "2018-10-04",
    "": "",
}


@pytest.mark.parametrize(("words", "value"), MEANT.items())
def test_dates_of_feeds_are_read_as_they_are_meant(words: str, value: str) -> None:
    assert read_feed_date(words).value == value


@pytest.mark.parametrize("words", UNREADABLE)
def test_what_cannot_be_read_or_be_true_is_unknown_and_keeps_its_words(words: str) -> None:
    assert read_feed_date(words) == Moment("", words)


@pytest.mark.parametrize(("words", "value"), WITH_MONTH_IN_MINUTES.items())
def test_of_a_time_with_the_month_in_its_minutes_the_hour_is_known(words: str, value: str) -> None:
    assert read_feed_date(words, is_nukeviet=True) == Moment(value, words)


def test_words_are_kept_clean_and_composed() -> None:
    assert read_feed_date("\n Thứ sáu,\u00a005/10/2018 08:30 ") == Moment(MORNING, "Thứ sáu, 05/10/2018 08:30")


def test_a_text_in_place_of_a_date_is_cut() -> None:
    assert read_feed_date("05/10/2018 là ngày " * 100) == Moment("", ("05/10/2018 là ngày " * 100)[:120])


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Thu, 01 Feb 1968 08:30:00 +0700", "1968-02-01T08:30:00+07:00"),
        ("1968-02-01T08:30:00.5+07:00", "1968-02-01T08:30:00.5+07:00"),
        ("1968-02-01T01:30:00Z", "1968-02-01T01:30:00+00:00"),
        ("1968-02-01", "1968-02-01"),
        ("--02-01", "--02-01"),
        ("2018-10-04T08+07:00", "2018-10-04T08+07:00"),
        ("01/02/1968", ""),
        ("05/10/2018 08:30", MORNING),  # put in by hand
    ],
)
def test_dates_that_newsarchive_wrote_are_right_whatever_their_year(words: str, value: str) -> None:
    assert read_feed_date(words, is_own=True) == Moment(value, words)


@given(st.datetimes(*BOUNDS), st.sampled_from(["+0700", "GMT", "-0330", ""]))
def test_every_instant_that_is_written_is_read_back(at: datetime, zone: str) -> None:
    offset = {"+0700": "+07:00", "GMT": "+00:00", "-0330": "-03:30", "": "+07:00"}[zone]
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    value = at.replace(microsecond=0).isoformat() + offset

    mail = f"{at.day} {months[at.month - 1]} {at.year} {at:%H:%M:%S} {zone}"
    iso = f"{at:%Y-%m-%d %H:%M:%S}{offset}"
    slashed = f"{at:%d/%m/%Y %H:%M:%S} {zone}"

    assert [read_feed_date(words).value for words in (mail, iso, slashed)] == [value] * 3


@given(
    st.text(alphabet=st.sampled_from("0123456789/-.:, TZ+hngàythángSACHOctFriAMpm()[]")) | st.text(),
    st.booleans(),
)
def test_any_words_are_read_and_any_value_is_valid(words: str, is_nukeviet: bool) -> None:
    moment = read_feed_date(words, is_nukeviet=is_nukeviet)

    assert moment.value == "" or moment.value.startswith("--") or moment.day is not None
    assert moment.instant is None or is_hour(moment) or moment.instant.isoformat() == moment.value


@pytest.mark.parametrize("unit", ["1/", "1:", "12 ", "thứ 5 ", "Oct ", "2018", "1 Oct 08:30 ", "(", "-05", " T "])
def test_long_hostile_words_are_read_in_time(unit: str) -> None:
    for length in (119 // len(unit), 100_000):
        assert read_feed_date(unit * length).value == ""
