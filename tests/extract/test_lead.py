"""The lead, which libraries leave out of the text."""

import pytest

from newsarchive.extract.page import read_page

TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
LEAD = "Chỉ sau ba tháng, con đường đất đã thành nơi cả xã rủ nhau đến chụp ảnh"
FIRST = "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."
LAST = "Ban công tác mặt trận thôn ghi lại từng buổi lao động để biểu dương những nhà làm tốt vào dịp cuối năm."
DESCRIBED = f"<meta name=description content='{LEAD}'>"


def read(above: str, head: str = "") -> tuple[str, str]:
    page = f"""<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><p>12/06/2018 08:30</p>{above}
    <article><p>{FIRST}</p><p>{NEXT}</p><p>{LAST}</p></article></body></html>"""
    draft = read_page(page.encode()).draft
    return draft.summary, draft.text


@pytest.mark.parametrize(
    ("above", "head", "lead"),
    [
        (f"<span>{LEAD}</span>", DESCRIBED, LEAD),
        (f"<div>{LEAD}, và gửi về khoe</div>", DESCRIBED, f"{LEAD}, và gửi về khoe"),
        (f"<div class=sapo>{LEAD}</div>", "", LEAD),
        (f"<div class=sapo>{LEAD}<br>Hoa nở quanh năm</div>", "", f"{LEAD}\nHoa nở quanh năm"),
        (f"<div class=sapo></div><div class=hometext>{LEAD}</div>", "", LEAD),
        (f"<aside>{LEAD}, và gửi về khoe với con cháu ở xa, ai cũng muốn về thăm.</aside>", "", None),
        (f"<aside>- {LEAD}, và gửi về khoe với con cháu ở xa, ai cũng muốn về thăm.</aside>", "", ""),
        ("<div class=sapo>Ngày đăng: 12/06/2018 08:30 (GMT+7) - Lượt xem: 1.204</div>", "", ""),
        ("", DESCRIBED, ""),
        (f"<div>{LEAD}</div>", f"<meta name=description content='{FIRST}'>", ""),
    ],
    ids=[
        *("described", "longer than described", "marked", "two lines", "empty mark", "paragraph", "item of a list"),
        *("date in the mark", "not shown", "in the text"),
    ],
)
def test_the_lead_is_kept_where_the_page_marks_or_describes_it(above: str, head: str, lead: str | None) -> None:
    summary, text = read(above, head)

    assert summary == (f"{LEAD}, và gửi về khoe với con cháu ở xa, ai cũng muốn về thăm." if lead is None else lead)
    assert not summary or summary not in text
    assert text.endswith(f"{FIRST}\n\n{NEXT}\n\n{LAST}")
