from newsarchive.extract.page import read_page
from newsarchive.extract.removed import removed_lines
from newsarchive.model.article import Draft
from newsarchive.model.extraction import Extraction, Removed

TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
FIRST = "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."
TEASER = "Tối qua, xã họp bàn việc gặt lúa và phân công các thôn giúp nhau trong mùa mưa bão sắp tới. Xem tiếp"
PAGE = f"""<html><head><title>{TITLE}</title></head><body><ul><li>Trang chủ</li><li>Hội nông dân xã</li></ul>
<h1>{TITLE}</h1><div>Ngày đăng: 12/06/2018 | 08:30 | Lượt xem: 8</div><div>***</div><div>Cỡ chữ</div>
<div><p>{FIRST}</p><p>{TEASER}</p><p>{NEXT}</p></div><p>Lượt xem: 8</p>
<div class=sidebar><a href=/thi>Bài dự thi viết về nông thôn</a></div>
<p>Thu Hà</p><h3>Các tin khác</h3><ul><li>Xã gặt nhanh lúa mùa</li></ul><p>Bản quyền thuộc UBND xã</p></body></html>"""


def test_each_line_that_the_article_does_not_hold_is_told_with_its_reason() -> None:
    found = read_page(PAGE.encode())

    assert removed_lines(found) == (
        Removed("- Trang chủ", "a tool, a menu or a counter of the page"),
        Removed("- Hội nông dân xã", "above the text"),
        Removed("Ngày đăng: 12/06/2018 | 08:30 | Lượt xem: 8", "a counter"),
        Removed("***", "signs without words"),
        Removed("Cỡ chữ", "a tool, a menu or a counter of the page"),
        Removed(TEASER, "within the text"),
        Removed("Lượt xem: 8", "a counter"),
        Removed("Bài dự thi viết về nông thôn", "below the text"),
        Removed("Các tin khác", "after the end of the article"),
        Removed("- Xã gặt nhanh lúa mùa", "after the end of the article"),
        Removed("Bản quyền thuộc UBND xã", "the head or the foot of the page"),
    )


def test_no_line_is_lost_between_article_and_removed() -> None:
    found = read_page(PAGE.encode())

    gone = [one.text for one in removed_lines(found)]
    held = [line for line in found.lines if line not in gone]

    assert held == [TITLE, FIRST, NEXT, "Thu Hà"]


def test_of_an_article_that_holds_no_line_of_the_page_all_is_removed() -> None:
    found = Extraction(draft=Draft(title="x", text="y"), lines=("Thứ ba, 12/06/2018", "Xã họp"))

    assert [one.reason for one in removed_lines(found)] == ["a line with a date", "within the text"]


def test_captions_and_the_words_of_links_to_files_are_held() -> None:
    files = "<figure><img src=/1.jpg><figcaption>Đường hoa</figcaption></figure><p><a href=/a.pdf>Quy chế</a></p>"
    page = PAGE.replace(f"<p>{NEXT}</p>", f"<p>{NEXT}</p>{files}")

    found = read_page(page.encode(), "https://binhlac.example/7")

    assert not {"Đường hoa", "Quy chế"} & {one.text for one in removed_lines(found)}
