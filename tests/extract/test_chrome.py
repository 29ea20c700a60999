import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.chrome import is_chrome, is_end, is_frame


@pytest.mark.parametrize(
    "line",
    [
        "Số lượt truy cập",
        "Lượt xem: 1.204 | Gửi lúc: 08:30 05/10/2018",
        "Số lần xem: 1.204",
        "Đã đọc: 87 lần",
        "Đang truy cập: 12",
        "Hôm nay: 1.024",
        "Tổng lượt truy cập: 45.120",
        "View count: 87",
        "1 234",
        "EmailPrintAa",
        "Email | In | A+ A−",
        "Gửi bài viết In trang",
        "Chia sẻ Facebook Zalo",
        "Cỡ chữ A A",
        "Rss",
        "Trang chủ",
        "Trang chủ | Giới thiệu | Văn bản | Liên hệ",
        "Trang chủ | Tin tức | Dân vận",
        "27 °C",
        "Thông tin thời tiết",
        "Tổng số điểm của bài viết là: 5 trong 1 đánh giá",
        "[Quay lại] [In trang] [Gửi email]",
        "Chia sẻ Copy link thành công",
        "Chi tiết",
        "Share this:",
        "125 lượt thích",
        "1,2K lượt xem",
        "2 giờ · Công khai",
        "#BinhLac #NongThonMoi",
        "Nam miền Bắc",
        "0:00/3:21",
    ],
)
def test_chrome_is_known_wherever_it_stands(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "In ấn tài liệu tuyên truyền",
        "Email của xã được nhiều người dùng",
        "Tháng 10",
        "A Lưới ra quân",
        "Văn bản chỉ đạo của huyện",
        "Đánh",
        "Đông",
        "2 giờ sáng nay",
        "125 lượt người tham gia",
        "Tin tức - Sự kiện",
        "Lượt xem: 1.204 " + "rất nhiều " * 30,
    ],
)
def test_words_of_an_article_are_no_chrome(line: str) -> None:
    assert not is_chrome(line)


@pytest.mark.parametrize("unit", ["a", "ab", "in", "EmailPrintAa", "trang chủ ", "1.", " ", "đánh giá "])
def test_long_hostile_lines_are_judged_in_time(unit: str) -> None:
    line = unit * (150 // len(unit)) + "!"

    assert not is_end(line)
    assert not is_frame(line)
    assert is_chrome(line) in {True, False}


@pytest.mark.parametrize(
    "line",
    [
        "Các tin khác",
        "Những tin cũ hơn:",
        "Tin liên quan",
        "Bài viết cùng chuyên mục",
        "Bình luận (3)",
        "Từ khóa: dân vận, hòa giải",
        "Other News",
        "Related",
        "Gửi Ý kiến bình luận",
        "Bản quyền thuộc về UBND xã Bình Lạc " * 6,
        "Cơ quan chủ quản: UBND xã",
    ],
)
def test_the_end_of_an_article_is_known(line: str) -> None:
    assert is_end(line)


@pytest.mark.parametrize(
    "line",
    [
        "Gửi ý kiến về xã trước thứ hai",
        "Tin vui đến với bà con",
        "Bình luận của cử tri rất sôi nổi",
        "Các tin đồn đã được làm rõ",
    ],
)
def test_sentences_do_not_end_an_article(line: str) -> None:
    assert not is_end(line)


@pytest.mark.parametrize(
    "line",
    [
        "Điện thoại: 0200 000 000",
        "Địa chỉ: thôn 3",
        "Cổng thông tin điện tử xã Bình Lạc",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
        "Số: 15/KH-UBND",
    ],
)
def test_head_and_foot_of_a_page_are_known(line: str) -> None:
    assert is_frame(line)


@given(st.text())
def test_any_line_is_judged(line: str) -> None:
    assert {is_chrome(line), is_end(line), is_frame(line)} <= {True, False}
