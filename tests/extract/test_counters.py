import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.counters import read_visits


@pytest.mark.parametrize(
    ("line", "visits"),
    [
        ("Lượt xem: 237", 237),
        ("Lượt xem 237", 237),
        ("Lượt xem:237 lượt", 237),
        ("Số lượt xem: 1.204", 1204),
        ("Số lượt xem bài viết: 1,204", 1204),
        ("Tổng số lượt xem: 1 204 553", 1204553),
        ("Số lần đọc: 5", 5),
        ("Số người xem : 5", 5),
        ("Đã xem: 12", 12),
        ("Đã đọc 12 lần", 12),
        ("Xem: 0", 0),
        ("View count: 9", 9),
        ("Views: 9", 9),
        ("9 views", 9),
        ("237 lượt xem", 237),
        ("Ngày đăng 05/10/2018 | 08:30 | Lượt xem: 237", 237),
        ("Ngày đăng: 05/10/2018 08:30 Lượt xem: 237", 237),
        ("05/10/2018 08:30 - Lượt xem: 1.237", 1237),
        ("Thứ sáu, 05/10/2018 Lượt đọc: 7", 7),
        ("Lượt xem: 1.204 | Gửi lúc: 08:30 05/10/2018", 1204),
        ("Thu Hà • 05/10/2018 • 99 lượt xem", 99),
        ("LƯỢT XEM: 87", 87),
    ],
)
def test_counters_of_an_article_are_read(line: str, visits: int) -> None:
    assert read_visits(line) == visits


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Lượt xem",
        "Lượt xem:",
        "Số lượt truy cập: 1.204.553",
        "Tổng lượt truy cập: 45.120",
        "Đang truy cập: 12",
        "Đang online: 12",
        "Hôm nay: 237",
        "Lượt tải: 12",
        "Lượt xem: 1,2K",
        "Lượt xem: 12,5 triệu",
        "Video của xã có 1.204 lượt xem sau một ngày",
        "Xem 2 chương đầu",
        "Bài đã đăng, lượt xem: 15",
        "Đã đọc 12 trang sách",
        "05/10/2018",
        "Lượt xem: 237" + " " * 200 + ".",
        "Lượt xem: 1234567890",
    ],
)
def test_counters_of_a_site_and_sentences_are_none(line: str) -> None:
    assert read_visits(line) is None


@given(st.text(alphabet=st.sampled_from("0123456789.,:| lượtxemđãviews")) | st.text())
def test_any_line_has_a_count_or_none(line: str) -> None:
    visits = read_visits(line)

    assert visits is None or visits >= 0


@pytest.mark.parametrize("unit", ["1.", "1 ", "lượt xem: ", "view ", "| ", "ngày "])
def test_long_hostile_lines_are_counted_in_time(unit: str) -> None:
    assert read_visits(unit * (190 // len(unit)) + "!") is None
