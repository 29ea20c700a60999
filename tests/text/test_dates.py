from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.model.article import Moment
from newsarchive.text.dates import find_date, read_date, to_hanoi, to_vietnamese

MORNING = "2018-10-05T08:30:00+07:00"

INSTANTS = {
    "Fri, 05 Oct 2018 08:30:00 +0700": MORNING,
    "Fri, 05 Oct 2018 08:30:00 +07": MORNING,
    "Fri, 05 Oct 2018 08:30:00 GMT+7": MORNING,
    "Fri, 05 Oct 18 08:30:00 +0700": MORNING,
    "Fri, 05 Oct 2018 01:30:00 GMT": "2018-10-05T01:30:00+00:00",
    "Fri, 05 Oct 2018 08:30:00 EST": "2018-10-05T08:30:00-05:00",
    "Fri, 05 Oct 2018 08:30:00 ICT": MORNING,
    "Fri, 05 Oct 2018 08:30:00 CEST": "2018-10-05T08:30:00+02:00",
    "Fri, 05 Oct 2018 01:30:00 UT": "2018-10-05T01:30:00+00:00",
    "Fri, 05 Oct 2018 08:30:00 JST": "2018-10-05T08:30:00+09:00",
    "Fri, 05 Oct 2018 08:30 -0500": "2018-10-05T08:30:00-05:00",
    "Fri, 05 Oct 2018 08:30:00 -0330": "2018-10-05T08:30:00-03:30",
    "Fri Oct 05 2018 08:30:00 GMT+0700": MORNING,
    "October 5, 2018 8:30 pm": "2018-10-05T20:30:00+07:00",
    "Thu, 05 Jul 99 08:30:00 +0700": "1999-07-05T08:30:00+07:00",
    "2018-10-05T08:30:00+07:00": MORNING,
    "2018-10-05T01:30:00.123Z": "2018-10-05T01:30:00+00:00",
    "2018-10-05T08:30-05:00": "2018-10-05T08:30:00-05:00",
    "2018-10-05T08:30": MORNING,
    "2018-10-05 08:30:00": MORNING,
    "2018/10/05 08:30": MORNING,
    "Thứ sáu, 05/10/2018, 08:30 (GMT+7)": MORNING,
    "Thứ sáu, 05/10/2018 | 08:30 [GMT +7]": MORNING,
    "Thứ 6, 05/10/2018 08:30:00 UTC+7": MORNING,
    "Thứ sáu - 05/10/2018 08:30 0": MORNING,
    "Thứ sáu: 08:30 ngày 05/10/2018": MORNING,
    "Ngày đăng 05/10/2018 | 08:30": MORNING,
    "Ngày đăng 05/10/2018 | 02:15 PM | View count: 12": "2018-10-05T14:15:00+07:00",
    "Cập nhật lúc 08h30, ngày 05/10/2018": MORNING,
    "08:30 05/10/2018": MORNING,
    "08:30 05/10/2018 7 liên quan Gốc": MORNING,
    "08:30-10:00, 05/10/2018": MORNING,
    "05/10/2018 08:30-10:00": MORNING,
    "05/10/2018 14:05": "2018-10-05T14:05:00+07:00",
    "05/10/2018 2:05 CH": "2018-10-05T14:05:00+07:00",
    "05/10/2018 14:05 CH": "2018-10-05T14:05:00+07:00",
    "08:30 SA 05/10/2018": MORNING,
    "12 giờ 30 SA ngày 5/10/2018": "2018-10-05T00:30:00+07:00",
    "12:15 CH 5/10/2018": "2018-10-05T12:15:00+07:00",
    "7h05 ngày 5/10/2018": "2018-10-05T07:05:00+07:00",
    "7h ngày 5/10/2018": "2018-10-05T07:00:00+07:00",
    "20 giờ 15 phút ngày 5/10/2018": "2018-10-05T20:15:00+07:00",
    "7 giờ 5 phút chiều 5/10/2018": "2018-10-05T19:05:00+07:00",
    "8h30 sáng 5/10/2018": MORNING,
    "1 giờ trưa 5/10/2018": "2018-10-05T13:00:00+07:00",
    "11 giờ trưa 5/10/2018": "2018-10-05T11:00:00+07:00",
    "10 giờ đêm 5/10/2018": "2018-10-05T22:00:00+07:00",
    "2 giờ đêm 5/10/2018": "2018-10-05T02:00:00+07:00",
    "14-6-2018 11:22 AM": "2018-06-14T11:22:00+07:00",
    "Nhóm 3/4 họp lúc 8h30 ngày 5/10/2018": MORNING,
}
DAYS = {
    "2018-10-05": "2018-10-05",
    "5/10/2018": "2018-10-05",
    "5/10/18": "2018-10-05",
    "05.10.2018": "2018-10-05",
    "14-6-2018": "2018-06-14",
    "5/10 năm 2018": "2018-10-05",
    "ngày 5 tháng 10 năm 2018": "2018-10-05",
    "Bình Lạc, ngày 05 tháng 10 năm 2018": "2018-10-05",
    "25 Tháng Mười Một, 2019": "2019-11-25",
    "ngày 5 tháng tư năm 2018": "2018-04-05",
    "2018-10-05+0708:30:00": "2018-10-05",  # NukeViet's malformed date
    "05/10/2018 | 12:00 AM": "2018-10-05",  # Liferay: no time was entered
    "05/10/2018 14:05 SA": "2018-10-05",
    "12 giờ đêm 5/10/2018": "2018-10-05",
    "24:00 05/10/2018": "2018-10-05",
    "05/10/2018 08:75": "2018-10-05",
    "2018-10-05T08:30:00+25:00": "2018-10-05",
    "05/10/2018 12 giống lúa": "2018-10-05",
    "8:30 họp, báo cáo 05/10/2018": "2018-10-05",
    "4/10": "--10-04",
    "29/2": "--02-29",
    "5 tháng 10": "--10-05",
}
NOTHING = [
    "",
    "hôm nay",
    "31/2",
    "31/02/2018",
    "1/13",
    "10/25/2018 9:25:00 AM",
    "10/10/0001",
    "1/1/1899",
    "1/1/2201",
    "1538640000",
    "192.168.10.2018",
    "tháng 10 năm 2018",
    "5 ſep 2018",
]


@pytest.mark.parametrize(("words", "value"), [*INSTANTS.items(), *DAYS.items()])
def test_dates_are_read_with_exactly_what_is_known(words: str, value: str) -> None:
    moment = read_date(words)

    assert moment == Moment(value, words)


@pytest.mark.parametrize("words", NOTHING)
def test_impossible_and_missing_dates_stay_unknown_and_keep_their_words(words: str) -> None:
    assert read_date(words) == Moment("", words)


def test_words_are_cleaned() -> None:
    assert read_date(" 05/10/2018\u00a0\n 08:30 ") == Moment(MORNING, "05/10/2018 08:30")


def test_of_a_long_phrase_only_the_date_is_kept() -> None:
    phrase = "Ban biên tập trang tin của xã. " * 5 + "Đăng lúc 08:30 ngày 05/10/2018. " + "Xin cảm ơn bạn đọc. " * 5

    assert read_date(phrase) == Moment(MORNING, "08:30 ngày 05/10/2018")


def test_a_long_phrase_without_date_is_cut() -> None:
    assert read_date("không có ngày " * 100) == Moment("", ("không có ngày " * 100)[:120])


def test_a_date_is_found_with_its_place() -> None:
    line = "Bích Hà - 08:30, 05/10/2018"

    found = find_date(line)

    assert found is not None
    assert line[: found.start] == "Bích Hà - "
    assert line[found.end :] == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (MORNING, "05/10/2018 08:30"),
        ("2018-10-05T08+07:00", "05/10/2018 08 giờ"),
        ("2018-10-05T08Z", "05/10/2018 08 giờ"),
        ("2018-10-05", "05/10/2018"),
        ("--10-05", "05/10"),
        ("", ""),
    ],
)
def test_readers_see_what_is_known(value: str, words: str) -> None:
    assert to_vietnamese(Moment(value)) == words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2018-10-04T08:30:00+07:00", "2018-10-04T08:30:00"),
        ("2018-10-04T01+00:00", "2018-10-04T08:00:00"),
        ("2018-10-03T18:30:00+00:00", "2018-10-04T01:30:00"),
        ("2018-10-04", "2018-10-04T00:00:00"),
        ("--10-04", None),
        ("", None),
        ("2018-99-99", None),
        ("9999-12-31T23:00:00-07:00", None),
    ],
)
def test_clock_of_hanoi_tells_the_day(value: str, expected: str | None) -> None:
    assert to_hanoi(Moment(value)) == (datetime.fromisoformat(expected) if expected else None)


@given(st.text(alphabet=st.sampled_from("0123456789/-.:, TZ+hngàythángnămSACHOct")) | st.text())
def test_any_text_is_read_and_any_value_is_valid(words: str) -> None:
    moment = read_date(words)

    is_partial = moment.value.startswith("--")
    assert moment.day == (None if is_partial or not moment else date.fromisoformat(moment.value[:10]))
    assert not is_partial or date.fromisoformat(f"2000{moment.value[1:]}").year == 2000
    assert moment.instant is None or moment.instant.isoformat() == moment.value
    assert to_vietnamese(moment) or not moment


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(["/", ".", "-"]))
def test_every_written_day_is_read_back(day: date, sign: str) -> None:
    assert read_date(f"{day.day}{sign}{day.month}{sign}{day.year}").value == day.isoformat()


@pytest.mark.parametrize("unit", ["1/", "1:", "12 ", "ngày ", "- ", "(1", "thứ hai ", "1 tháng mười "])
def test_long_hostile_phrases_are_read_in_time(unit: str) -> None:
    assert read_date(unit * 100_000 + "5").value in {"", "--01-01", "--10-01"}
