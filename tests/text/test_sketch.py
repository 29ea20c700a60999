import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.sketch import Shingles, compare, sketch, to_words

NEWS = (
    "Sáng 4/10, Ủy ban nhân dân xã Bình Lạc tổ chức hội nghị tổng kết vụ lúa mùa năm 2018. Đến dự có đại diện các "
    "thôn, các đoàn thể và hơn một trăm hộ nông dân làm ăn giỏi. Báo cáo tại hội nghị cho thấy năng suất bình quân đạt "
    "62 tạ trên một héc ta, cao hơn năm trước 3 tạ. Bà con đã gieo giống mới trên 140 héc ta ruộng ở bờ bắc sông Lạc. "
    "Hợp tác xã lo nước tưới và mua lúa tươi tại ruộng với giá cao hơn giá ngoài chợ."
)
OTHER = (
    "Chiều qua, đội bóng của trường trung học cơ sở Hòa Sơn đã thắng trận chung kết giải thiếu niên toàn huyện với tỷ "
    "số ba một. Các em tập luyện suốt mùa hè trên sân cỏ do phụ huynh góp công. Thầy hiệu trưởng nói nhà trường "
    "sẽ mở thêm lớp năng khiếu vào năm học tới để nuôi dưỡng phong trào."
)
SCHEDULE = (
    "Lịch tiếp công dân của Thường trực Ủy ban nhân dân xã tuần {0}. Thứ hai ngày {1}/10 từ 7 giờ {2} tại phòng họp số "
    "{3}. Thứ năm ngày {4}/10 từ 13 giờ {5} tại nhà văn hóa thôn số {6}. Đề nghị bà con mang theo giấy tờ tùy thân và "
    "đơn thư có chữ ký. Mọi thông tin xin liên hệ bộ phận một cửa trong giờ hành chính các ngày làm việc."
)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(NEWS.upper(), id="capitals"),
        pytest.param(unicodedata.normalize("NFD", NEWS), id="decomposed"),
        pytest.param(NEWS.replace("Hòa", "Hoà").replace("hòa", "hoà"), id="tone placed elsewhere"),
        pytest.param(NEWS.replace(",", " –").replace(".", " !"), id="other punctuation"),
        pytest.param(NEWS.replace("4/10", "04/10"), id="a day with its zero"),
    ],
)
def test_same_words_have_the_same_sketch(other: str) -> None:
    assert sketch(to_words(other)) == sketch(to_words(NEWS))
    assert compare(Shingles.of(other), Shingles.of(NEWS)).containment == 1.0


def test_sketches_stay_the_same_however_many_words_were_seen_between() -> None:
    before = sketch(to_words(NEWS))
    for start in range(0, 60_000, 15_000):  # more than are remembered
        sketch(tuple(f"chữ{number}" for number in range(start, start + 15_000)))

    assert sketch(to_words(NEWS)) == before


def test_short_text_has_no_sketch() -> None:
    words = to_words(NEWS)

    assert sketch(words[:39]) == ()
    assert sketch(words[:40]) != ()


def test_sketch_is_small_whatever_the_text() -> None:
    long = to_words(" ".join(f"chữ{number % 7_919} số{number}" for number in range(50_000)))

    assert len(long) == 20_000
    assert len(sketch(long)) == 400


def test_part_of_a_text_is_like_it() -> None:
    half = NEWS[: len(NEWS) // 2]
    whole, part = (set(sketch(to_words(text))) for text in (NEWS, half))

    overlap = compare(Shingles.of(NEWS), Shingles.of(half))

    assert len(whole & part) >= 8
    assert overlap.containment > 0.97
    assert overlap.is_same_story()


def test_texts_on_different_things_have_nothing_in_common() -> None:
    assert set(sketch(to_words(NEWS))).isdisjoint(sketch(to_words(OTHER)))
    assert not compare(Shingles.of(NEWS), Shingles.of(OTHER)).is_reprint()


def test_letters_of_one_form_with_other_numbers_are_no_reprints() -> None:
    texts = (SCHEDULE.format(40, 1, 30, 2, 4, 15, 3), SCHEDULE.format(41, 8, 45, 1, 11, 20, 7))

    overlap = compare(*map(Shingles.of, texts))

    assert overlap.containment > 0.5
    assert overlap.is_form
    assert not overlap.is_reprint()


def test_one_corrected_number_leaves_a_reprint() -> None:
    overlap = compare(Shingles.of(NEWS), Shingles.of(NEWS.replace("62 tạ", "64 tạ")))

    assert overlap.is_reprint()


def test_text_without_a_run_of_words_is_like_nothing() -> None:
    assert compare(Shingles.of("Gặt lúa"), Shingles.of("Gặt lúa")).containment == 0.0


def test_digest_of_several_news_is_no_telling_of_one_of_them() -> None:
    digest = f"{NEWS}\n\n{OTHER}\n\n{SCHEDULE}"

    overlap = compare(Shingles.of(OTHER), Shingles.of(digest))

    assert overlap.is_reprint()
    assert not overlap.is_same_story()


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    there, back = (
        compare(Shingles.of(one), Shingles.of(other)),
        compare(Shingles.of(other), Shingles.of(one)),
    )

    assert there == back
    assert 0.0 <= there.coverage <= there.containment <= 1.0
    assert sketch(to_words(one)) == sketch(to_words(one.upper().lower())) or one.upper().lower() != one
