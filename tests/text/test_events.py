from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.model.article import UNKNOWN, Moment
from newsarchive.text.events import event_of, lead_date

PUBLISHED = Moment("2018-10-05T08:30:00+07:00")

EVENTS = {
    "Chiều ngày 4/10, Hội Nông dân xã họp.": "2018-10-04",
    "Sáng 5/10, xã họp.": "2018-10-05",
    "Sáng 6/10, xã họp.": "2018-10-06",  # a portal whose clock is a day behind
    "Ngày 04/10/2018, xã họp.": "2018-10-04",
    "Vào lúc 7h30 ngày 4/10, xã họp.": "2018-10-04",
    "Sáng thứ năm (4/10), xã họp.": "2018-10-04",
    "Thứ năm, 4/10, xã họp.": "2018-10-04",
    "Chủ nhật ngày 30/9, đoàn xã ra quân.": "2018-09-30",
    "Sáng và chiều ngày 4/10, xã họp.": "2018-10-04",
    "Bình Lạc (BL) - Tối 4/10, đêm văn nghệ diễn ra.": "2018-10-04",
    "Mùng 4/10, xã họp.": "2018-10-04",
    "Ngày 4 tháng 10, xã họp.": "2018-10-04",
    "Ngày 4 tháng mười năm 2018, xã họp.": "2018-10-04",
    "Sáng nay (5/10), xã họp.": "2018-10-05",
    "Sáng nay, xã họp.": "2018-10-05",
    "Hôm nay, xã họp.": "2018-10-05",
    "Chiều qua, xã họp.": "2018-10-04",
    "Hôm qua, xã họp.": "2018-10-04",
    "Bình Lạc - Vào tối hôm qua, mưa to đổ xuống.": "2018-10-04",
    "Sáng nay, tại hội trường, xã phát động chiến dịch từ ngày 1/11 đến 30/11.": "2018-10-05",
    "Từ ngày 3 đến 5/10, xã mở lớp.": "2018-10-03",
    "Từ ngày 3/10 đến ngày 5/10, xã mở lớp.": "2018-10-03",
    "Từ ngày 3-5/10, xã mở lớp.": "2018-10-03",
    "Từ ngày 28/9 đến 2/10, xã mở lớp.": "2018-09-28",
    "Từ ngày 28 đến 2/10, xã mở lớp.": "2018-09-28",
    "Từ ngày 28/12 đến 2/1, xã mở lớp.": "2017-12-28",
    "Từ ngày 28 đến ngày 2/1/2018, xã mở lớp.": "2017-12-28",
    "Từ ngày 28 đến 2/1, xã mở lớp.": "2017-12-28",
    "Trong hai ngày 3 và 4/10, xã mở lớp.": "2018-10-03",
    "Trong các ngày 2, 3, 4/10, xã mở lớp.": "2018-10-02",
    "Trong 2 ngày 4-5/10/2018, xã mở lớp.": "2018-10-04",
    "Sáng 20/12, xã tổng kết.": "2017-12-20",
    "Sáng 12/10 tới, xã mở hội.": "2018-10-12",
    "Sáng 12/10, tại sân vận động, xã sẽ mở hội.": "2018-10-12",
    "Sáng 12/10, xã mở hội.": "--10-12",  # a week ahead, or a year ago?
    "Ngày 29/2, xã họp.": "--02-29",
    "Ngày 29/2 tới, xã sẽ họp.": "--02-29",
    "Ngày 12/11/2018, xã sẽ khai hội.": "2018-11-12",
    "Thực hiện Nghị quyết 36-NQ/TW ngày 12/5/2018, chiều 4/10, xã họp.": "2018-10-04",
    "Theo Kế hoạch của UBND huyện ngày 12/9, sáng 4/10, xã họp.": "2018-10-04",
    "Sau một năm thực hiện Chỉ thị của huyện, với sự chung tay của các ngành, các đoàn thể, các thôn và bà con trong"
    " toàn xã, được sự giúp đỡ của các nhà hảo tâm, sáng ngày 4/10, xã Bình Lạc tổng kết.": "2018-10-04",
    "Công bố quyết định nghỉ hưu chiều 4/10 tại xã.": "2018-10-04",
    "Ngày 12/5/2015, xã đón chuẩn. Nay, sáng 4/10, xã họp mừng.": "2018-10-04",
}
NO_EVENTS = [
    "",
    "Có 3/4 số hộ đăng ký.",
    "Sáng ra, tỷ lệ 4/10 là cao.",
    "Đến sáng, 3/4 số hộ đã dời đi.",
    "Chiều 3/4 hộ đã gặt xong.",
    "Thôn đứng thứ 3/10 toàn xã.",
    "Nghị quyết 36-NQ/TW ngày 12/5/2018 nêu rõ.",
    "Nghị quyết số 36-NQ/TW, ngày 12/5/2018 nêu rõ.",
    "Căn cứ Quyết định của Chủ tịch huyện ngày 12/9/2018, xã giao việc.",
    "Công văn số 15 ngày 12/9 nhắc việc.",
    "Ngày 12/5/2017, Trung ương ban hành nghị quyết.",  # long gone
    "Mít tinh kỷ niệm ngày 20/9.",
    "Hội thi chào mừng ngày 20/9.",
    "Nhân dịp ngày 27/7, xã tặng quà.",
    "Ông Lộc, sinh ngày 4/10/2018, là em út.",
    "Tính đến ngày 4/10, thu được 3 tấn.",
    "Trước ngày 4/10, các thôn báo cáo.",
    "Từ ngày 1/9, phí được giảm.",
    "Lễ hội ngày 10/3 âm lịch.",
    "Sáng ngày 45/10, xã họp.",
    "Từ ngày 3 đến 45/10, xã họp.",
    "Hiện nay, xã có năm thôn.",
    "Thời gian qua, xã làm tốt.",
    "Bà con đi chiều nay về sớm.",
]


@pytest.mark.parametrize(("text", "value"), EVENTS.items())
def test_the_opening_and_the_publication_tell_the_day(text: str, value: str) -> None:
    assert event_of(text, PUBLISHED).value == value


@pytest.mark.parametrize("text", NO_EVENTS)
def test_other_dates_and_fractions_are_no_events(text: str) -> None:
    assert event_of(text, PUBLISHED) == UNKNOWN


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chiều ngày 4/10, xã họp.", Moment("--10-04", "Chiều ngày 4/10")),
        ("Ngày 4/10/2018, xã họp.", Moment("2018-10-04", "Ngày 4/10/2018")),
        ("Sáng nay, xã họp.", UNKNOWN),
    ],
)
@pytest.mark.parametrize(
    "published", [UNKNOWN, Moment("--10-05"), Moment("9999-12-31")], ids=["none", "no year", "far"]
)
def test_no_year_is_invented(published: Moment, text: str, event: Moment) -> None:
    assert event_of(text, published) == event


def test_the_words_of_the_day_are_kept() -> None:
    assert event_of("Bình Lạc - Sáng nay, xã họp.", PUBLISHED) == Moment("2018-10-05", "Sáng nay")


def test_december_in_january_was_last_year() -> None:
    assert event_of("Chiều 28/12, xã họp.", Moment("2019-01-03")).value == "2018-12-28"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Chiều ngày 4/10, Hội Nông dân xã họp.", Moment("--10-04", "Chiều ngày 4/10")),
        ("Sáng 12/8, đoàn xã ra quân.", Moment("--08-12", "Sáng 12/8")),
        ("Sáng nay (4/10), đoàn xã ra quân.", Moment("--10-04", "Sáng nay (4/10)")),
        ("Lớp học (khai giảng ngày 4/10) có 30 em.", Moment("--10-04", "ngày 4/10")),
        ("Chiều qua, 4/10, trời mưa.", Moment("--10-04", "Chiều qua, 4/10")),
        ("Hôm nay 5/10, trời nắng.", Moment("--10-05", "Hôm nay 5/10")),
        ("Sáng thứ sáu, ngày 5/10/2018, xã họp.", Moment("2018-10-05", "Sáng thứ sáu, ngày 5/10/2018")),
        ("Vừa qua, ngày 5 tháng 10 năm 2018, xã họp.", Moment("2018-10-05", "ngày 5 tháng 10 năm 2018")),
        ("Trong hai ngày 4-5/10, xã mở lớp.", Moment("--10-04", "ngày 4-5/10")),
        ("Đêm 4.10, mưa to.", Moment("--10-04", "Đêm 4.10")),
        (
            "Theo Kế hoạch số 15/KH-UBND ngày 4/10/2018, sáng 12/10, các thôn ra quân.",
            Moment("--10-12", "sáng 12/10"),
        ),
    ],
)
def test_the_lead_names_its_day(text: str, moment: Moment) -> None:
    assert lead_date(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Có 3/4 số hộ đăng ký.",
        "Số 15/KH-UBND ngày 4/10/2018",
        "Thực hiện Quyết định 123/QĐ-UBND, ngày 4/10/2018 của huyện.",
        "Mít tinh kỷ niệm ngày 20/11.",
        "Tính đến ngày 4/10, thu được 3 tấn.",
        "Lễ hội ngày 10/3 âm lịch.",
        "Sáng ngày 45/10, xã họp.",
        "Xã họp. " * 20 + "Sáng 12/8, đoàn xã ra quân.",
    ],
)
def test_other_dates_of_a_lead_are_not_its_day(text: str) -> None:
    assert lead_date(text) == UNKNOWN


@given(
    st.text(alphabet=st.sampled_from("0123456789/-., từđếnngàysángquanay")) | st.text(),
    st.dates(date(1901, 1, 1), date(2199, 12, 31)),
)
def test_any_opening_has_a_day_that_can_be_or_none(text: str, day: date) -> None:
    event = event_of(text, Moment(day.isoformat()))

    assert event.day is None or event.day >= day - timedelta(days=366)
    assert event.day or not event or date.fromisoformat(f"2000{event.value[1:]}").year == 2000


@pytest.mark.parametrize("unit", ["ngày ", "1, ", "ngày 1 và ", "sáng thứ hai ", "từ ", "quyết định ", "sẽ ", ". "])
def test_long_hostile_openings_are_read_in_time(unit: str) -> None:
    assert not event_of(unit * 100_000 + "5", PUBLISHED)
