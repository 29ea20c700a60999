"""What a page says around the text of its article."""

import pytest

from newsarchive.extract.page import read_page
from newsarchive.model.extraction import Extraction

TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
FIRST = "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."
LAST = "Ban công tác mặt trận thôn ghi lại từng buổi lao động để biểu dương những nhà làm tốt vào dịp cuối năm."
BOX = f"<div><p>{LAST[::-1]} Xem tiếp</p><p>{FIRST[::-1]}</p></div>"


def read(above: str = "", below: str = "", *, head: str = "", before: str = "", inside: str = "") -> Extraction:
    body = f"<h1>{TITLE}</h1>{above}<div><p>{FIRST}</p>{inside}<p>{NEXT}</p><p>{LAST}</p></div>{below}"
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{before}{body}</body></html>"
    return read_page(page.encode(), "https://binhlac.example/tin/7.html")


@pytest.mark.parametrize(
    ("above", "below", "visits"),
    [
        ("<p>Ngày đăng 12/06/2018 | 02:15 PM | View count: 1.204</p>", "", 1204),
        ("<ul><li>12/06/2018 08:30</li><li>Đã xem: 87</li></ul>", "", 87),
        ("", "<p>Số lượt đọc: 12</p>", 12),
        ("", "<p>Số lượt truy cập: 1.204.553</p>", None),
        ("", "<h3>Các tin khác</h3><p>Lượt xem: 9</p>", None),
    ],
    ids=["beside the date", "in a list", "below", "of the site", "of another article"],
)
def test_the_portals_own_count_is_read(above: str, below: str, visits: int | None) -> None:
    found = read(above, below)

    assert found.visits == visits
    assert ("visits" in {one.field for one in found.evidence}) == (visits is not None)


@pytest.mark.parametrize(
    ("head", "inside", "below", "credit"),
    [
        ("", "", "<p>Theo Báo Bình Lạc</p>", "Báo Bình Lạc"),
        ("", "", "<p>Nguồn: Đài xã</p>", "Đài xã"),
        ("<meta name=DC.Source content='Báo Bình Lạc'>", "", "", "Báo Bình Lạc"),
        ("", "", "", ""),
    ],
)
def test_whom_it_is_taken_from_is_read(head: str, inside: str, below: str, credit: str) -> None:
    assert read(head=head, inside=inside, below=below).draft.credit == credit


def test_whom_it_is_taken_from_may_stand_at_the_end_of_the_text() -> None:
    text = f"<p>{FIRST}</p><p>{NEXT}</p><p>{LAST} (Theo Báo Bình Lạc)</p>"
    page = f"<html><body><h1>{TITLE}</h1><div>{text}</div></body></html>"

    found = read_page(page.encode())

    assert found.draft.credit == "Báo Bình Lạc"
    assert found.draft.text.endswith(LAST)
    assert found.draft.html.endswith(f"<p>{LAST}</p>")


def test_boxes_before_the_title_and_behind_the_end_are_no_text() -> None:
    found = read("<p>12/06/2018 08:30</p>", f"<h3>Tin liên quan</h3>{BOX}", before=BOX)

    assert found.draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"


def test_a_box_inside_the_text_does_not_end_it() -> None:
    found = read(inside="<h3>Tin liên quan</h3><ul><li><a href=/8>Xã gặt nhanh lúa mùa</a></li></ul>")

    assert found.draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"


def test_each_field_says_how_it_is_known() -> None:
    found = read("<p>12/06/2018 08:30</p>", "<p>Tác giả: Thu Hà</p>", before="<div>Nông thôn mới</div>")

    assert {(one.field, one.rule, one.place) for one in found.evidence} >= {
        ("title", "h1, title, part of title and a visible line", "line 2"),
        ("section", "the line above the title", "line 1"),
        ("published", "the visible line", "line 3"),
        ("byline", "the names behind a label", "line 7"),
        ("text", "trafilatura", "lines 4 to 6"),
        ("event", "the opening of the article", ""),
    }


@pytest.mark.parametrize(
    ("head", "updated"),
    [
        ("<meta property='article:modified_time' content='2018-06-14T09:00:00+07:00'>", "2018-06-14T09:00:00+07:00"),
        ("<meta property='article:modified_time' content='2018-06-12T08:30:00+07:00'>", ""),
        (
            "<meta name=generator content=NukeViet><meta name=dcterms.modified content='2018-06-14'>",
            "",
        ),
    ],
    ids=["later", "at once", "nukeviet"],
)
def test_a_change_is_later_than_publication(head: str, updated: str) -> None:
    assert read("<p>12/06/2018 08:30</p>", head=head).draft.updated.value == updated


@pytest.mark.parametrize(
    ("claimed", "value", "words"),
    [
        ("2018-06-12T08:30:42+07:00", "2018-06-12T08:30:42+07:00", "12/06/2018 08:30"),
        ("2018-06-12T01:30:42Z", "2018-06-12T08:30:42+07:00", "12/06/2018 08:30"),
        ("2018-06-12T08:30:00Z", "2018-06-12T08:30:00+07:00", "12/06/2018 08:30"),
        ("2018-06-12T00:00:00+07:00", "2018-06-12T08:30:00+07:00", "12/06/2018 08:30"),
        ("2018-06-12T17:00:00+07:00", "2018-06-12T17:00:00+07:00", "2018-06-12T17:00:00+07:00"),
    ],
    ids=["to the second", "in universal time", "a local clock called universal", "midnight", "another time"],
)
def test_the_instant_is_the_structured_one_by_the_visible_clock(claimed: str, value: str, words: str) -> None:
    published = read("<p>12/06/2018 08:30</p>", head=f"<meta name=pubdate content='{claimed}'>").draft.published

    assert (published.value, published.words) == (value, words)


def test_captions_come_from_json_ld_where_none_is_seen() -> None:
    data = '{"@type": "Article", "image": {"url": "/1.jpg", "caption": "Đường hoa"}}'

    found = read(inside="<p><img src=/1.jpg></p>", head=f"<script type='application/ld+json'>{data}</script>")

    assert [figure.caption for figure in found.draft.figures] == ["Đường hoa"]


def test_words_of_links_to_files_below_the_text_are_none_of_it() -> None:
    page = f"""<html><title>{TITLE}</title><body><table><tr><td>Trang chủ</td></tr><tr><td><h1>{TITLE}</h1>
    {FIRST}<br><br>{NEXT}<br><br>{LAST}<br><br><a href=/mau.doc>Biểu mẫu</a></td></tr></table></body></html>"""

    draft = read_page(page.encode(), "https://binhlac.example/7").draft

    assert [file.label for file in draft.attachments] == ["Biểu mẫu"]
    assert draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"
