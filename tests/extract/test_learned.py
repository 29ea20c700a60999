"""Lines that other pages of a site show as well are taken from its articles, and told."""

import pytest

from newsarchive.extract.page import read_page
from newsarchive.extract.removed import removed_lines
from newsarchive.model.extraction import Extraction, SiteKnowledge
from newsarchive.text.digest import line_key

TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
FIRST = "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."
LAST = "Ban công tác mặt trận thôn ghi lại từng buổi lao động để biểu dương những nhà làm tốt vào dịp cuối năm."
APPEAL = "Mời bà con theo dõi trang Zalo của xã để nhận tin mới nhất mỗi ngày."


def read(inside: str, *chrome: str) -> Extraction:
    body = f"<h1>{TITLE}</h1><div>Thứ ba, 12/06/2018 | 08:30</div><div><p>{FIRST}</p>{inside}<p>{NEXT}</p><p>{LAST}</p>"
    page = f"<html><head><title>{TITLE}</title></head><body>{body}</div></body></html>"
    return read_page(page.encode(), site=SiteKnowledge(frozenset(map(line_key, chrome))))


def test_lines_that_repeat_are_no_text() -> None:
    found = read(f"<p>{APPEAL}</p>", APPEAL)

    assert found.draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"
    assert APPEAL not in found.draft.html
    assert found.learned == (APPEAL,)
    assert [one.reason for one in removed_lines(found) if one.text == APPEAL] == [
        "other pages of this site show it too"
    ]


def test_lines_that_repeat_stay_where_nothing_is_known_of_the_site() -> None:
    assert APPEAL in read(f"<p>{APPEAL}</p>").draft.text


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("<p>1. Thời gian và địa điểm họp thôn</p>", "1. Thời gian và địa điểm họp thôn"),
        ("<p>Thành phần tham dự gồm có:</p>", "Thành phần tham dự gồm có:"),
        ("<ul><li>Thôn Đông Hạ</li><li>Thôn Phú Thượng</li></ul>", "- Thôn Đông Hạ"),
        ("<table><tr><td>Thôn<td>Số hộ</tr><tr><td>Đông Hạ<td>45</tr></table>", "Thôn | Số hộ"),
        (f"<p>{APPEAL * 6}</p>", APPEAL * 6),
        ("<p>12 / 45</p>", "12 / 45"),
    ],
    ids=["numbered", "before a list", "item", "row", "long", "numbers"],
)
def test_what_forms_have_in_common_stays(inside: str, line: str) -> None:
    found = read(inside, line)

    assert line in found.draft.text
    assert found.learned == ()


def test_a_text_of_which_every_paragraph_repeats_stays() -> None:
    found = read("", FIRST, NEXT, LAST)

    assert found.draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"
