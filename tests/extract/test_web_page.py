import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.extract.page import read_page
from newsarchive.model.article import Figure
from newsarchive.text.normalize import clean_text

URL = "https://binhlac.example/tin/7.html"
TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
LEAD = "Chỉ sau ba tháng, con đường đất ngập cỏ ở thôn Đông Hạ đã thành nơi cả xã rủ nhau đến chụp ảnh."
FIRST = (
    "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm sóc."
)
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."
LAST = "Ban công tác mặt trận thôn ghi lại từng buổi lao động để biểu dương những nhà làm tốt vào dịp cuối năm."


def page(body: str, head: str = "", title: str = TITLE) -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def article(above: str = "", inside: str = "", below: str = "") -> str:
    return (
        f"<article><h1>{TITLE}</h1>{above}<div><p>{FIRST}</p>{inside}<p>{NEXT}</p><p>{LAST}</p></div>{below}</article>"
    )


def test_title_text_and_address_are_read() -> None:
    draft = read_page(page(article()), URL).draft

    assert (draft.title, draft.url, draft.language) == (TITLE, URL, "vi")
    assert draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"


@pytest.mark.parametrize(
    ("head", "above", "summary"),
    [
        ("", f"<p class=sapo>{LEAD}</p>", LEAD),
        (f"<meta name=description content='{LEAD[:60]}…'>", f"<h2>{LEAD.rstrip('.')}</h2>", LEAD.rstrip(".")),
        (f"<meta name=description content='{FIRST}'>", "", ""),
        ("<meta name=description content='Trang thông tin điện tử của xã Bình Lạc anh hùng'>", "", ""),
    ],
    ids=["above the text", "as described", "in the text", "of the site"],
)
def test_the_lead_is_kept(head: str, above: str, summary: str) -> None:
    draft = read_page(page(article(above), head), URL).draft

    assert draft.summary == summary or draft.text.startswith(summary or FIRST)
    assert draft.text.endswith(LAST)


@pytest.mark.parametrize(
    ("head", "above", "value"),
    [
        ("", "<div>Thứ ba, 12/06/2018 | 08:30</div>", "2018-06-12T08:30:00+07:00"),
        ("<meta name=pubdate content='2018-06-12'>", "<div>12/06/2018 08:30</div>", "2018-06-12T08:30:00+07:00"),
        ("<meta name=pubdate content='2018-06-13'>", "<div>12/06/2018 08:30</div>", "2018-06-13"),
        (
            "<meta name=generator content=NukeViet><time datetime=2019-01-01>",
            "<p>12/06/2018 08:30</p>",
            "2018-06-12T08:30:00+07:00",
        ),
        ("<meta name=dc.date content='2018-06-12'>", "", "2018-06-12"),
        ("", "", ""),
    ],
)
def test_the_date_is_the_one_that_the_page_can_be_believed(head: str, above: str, value: str) -> None:
    assert read_page(page(article(above), head), URL).draft.published.value == value


@pytest.mark.parametrize(
    ("head", "below", "byline"),
    [
        ("", "<p align=right><b>Thu Hà – Văn Bình</b></p>", ("Thu Hà", "Văn Bình")),
        ("", "<p>Tác giả: Thu Hà</p>", ("Thu Hà",)),
        ("", "<p>Thu Hà - 08:30, 12/06/2018</p>", ("Thu Hà",)),
        ("<meta name=author content='Thu Hà'>", "", ("Thu Hà",)),
        ("<meta name=author content='admin'>", "<p>Admin Admin</p>", ()),
        ("", "<div class=author>Lê Thu Hà và Trần Văn Bình</div>", ("Lê Thu Hà", "Trần Văn Bình")),
        ("", "", ()),
    ],
)
def test_the_byline_is_the_one_shown_else_the_one_structured(head: str, below: str, byline: tuple[str, ...]) -> None:
    draft = read_page(page(article(below=below), head), URL).draft

    assert draft.byline == byline
    assert draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"


@pytest.mark.parametrize(
    ("head", "above", "section"),
    [
        ("", "<div class=breadcrumb><a>Trang chủ</a> <a>Dân vận</a></div>", "Dân vận"),
        ("", "<div>Nông thôn mới</div>", "Nông thôn mới"),
        ("<meta property='article:section' content='Xã hội'>", "", "Xã hội"),
        ("", "<div>Xã Bình Lạc</div>", ""),
    ],
)
def test_the_section_stands_above_the_title(head: str, above: str, section: str) -> None:
    assert read_page(page(above + article(), head), URL).draft.section == section


@pytest.mark.parametrize(
    ("markup", "figure"),
    [
        (
            "<figure><img src=/1.jpg><figcaption>Đường hoa</figcaption></figure>",
            Figure("https://binhlac.example/1.jpg", "Đường hoa", 1),
        ),
        (
            "<p><img src=/1.jpg></p><p align=center>Đường hoa</p>",
            Figure("https://binhlac.example/1.jpg", "Đường hoa", 1),
        ),
        ("<p><img src=data:x></p><p><i>Đường hoa</i></p>", Figure("", "Đường hoa", 1)),
        ("<p><img src=/1.jpg></p><p><i>Tác giả: Thu Hà</i></p>", Figure("https://binhlac.example/1.jpg", "", 1)),
    ],
)
def test_pictures_are_kept_with_their_words_and_place(markup: str, figure: Figure) -> None:
    draft = read_page(page(article(inside=markup)), URL).draft

    assert draft.figures == (figure,)
    assert "Đường hoa" not in draft.text


def test_pictures_without_address_and_words_are_left_out() -> None:
    assert read_page(page(article(inside="<p><img src=data:x></p>")), URL).draft.figures == ()


def test_items_of_a_list_stay_together() -> None:
    draft = read_page(page(article(inside="<ul><li>Thôn Đông Hạ</li><li>Thôn Phú Thượng</li></ul>")), URL).draft

    assert "\n\n- Thôn Đông Hạ\n- Thôn Phú Thượng\n\n" in draft.text


def test_lines_of_a_paragraph_stay_lines_but_for_chrome() -> None:
    found = read_page(page(article(inside=f"<p>{LAST[::-1]}<br>{FIRST[::-1]}<br>Lượt xem: 7</p>")), URL)

    assert f"\n\n{LAST[::-1]}\n{FIRST[::-1]}\n\n" in found.draft.text
    assert f"<p>{LAST[::-1]}<br>{FIRST[::-1]}</p>" in found.draft.html


def test_a_title_that_no_claim_gives_is_found_above_the_text() -> None:
    body = f"<div>Trang chủ</div><div>{TITLE}</div><div>12/06/2018</div><div><p>{FIRST}</p><p>{NEXT}</p></div>"

    assert read_page(page(body, title="Cổng thông tin điện tử xã Bình Lạc"), URL).draft.title == TITLE


def test_a_page_without_a_title_is_called_by_its_first_words() -> None:
    assert read_page(page(f"<div><p>{FIRST}</p><p>{NEXT}</p></div>", title=""), URL).draft.title.startswith(
        "Sáng 12/6, bà con"
    )


@pytest.mark.parametrize("failure", [None, RecursionError], ids=["nothing found", "too deep"])
def test_a_page_that_the_extractor_cannot_read_is_read_by_its_lines(
    failure: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        if failure:
            raise failure

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)

    draft = read_page(
        page(article(), "<meta name=pubdate content='2018-06-13'><meta name=author content='Thu Hà'>"), URL
    ).draft

    assert draft.text == f"{FIRST}\n\n{NEXT}\n\n{LAST}"
    assert (draft.title, draft.url, draft.published.value, draft.byline) == (TITLE, URL, "2018-06-13", ("Thu Hà",))


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<!DOCTYPE html><nav><a>Trang ch\xe1\xbb\xa7</a></nav>"])
@pytest.mark.parametrize(("url", "name"), [("", "page"), (URL, URL)])
def test_a_page_without_article_is_refused_by_name(body: bytes, url: str, name: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_page(body, url)

    assert caught.value.message == f"{name}: no article in it"


PIECES = st.sampled_from(
    [
        f"<p>{FIRST}</p>",
        f"<h1>{TITLE}</h1>",
        "<table><tr><td>",
        "</table>",
        "<figure>",
        "</figure>",
        "<figcaption>x",
        "<pre>",
        "<img src=//[x>",
        "<a href='http://[/x.pdf'>",
        "<base href='http://['>",
        "<link rel=canonical href='http://['>",
        "\x00",
        '<script type=\'application/ld+json\'>{"@type": ["Article", 4], "author": [[]]}</script>',
        "<time datetime='9999-99'>",
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    st.binary()
    | st.lists(PIECES | st.text(), max_size=12).map(lambda pieces: "".join(pieces).encode("utf-8", "replace"))
)
def test_any_bytes_are_an_article_or_none(body: bytes) -> None:
    try:
        draft = read_page(body, URL).draft
    except ParseError:
        return
    assert draft.title
    assert draft.text == clean_text(draft.text)


LAYOUT_TABLE = """<html><head><title>Xã Bình Lạc gặt nhanh lúa mùa</title></head><body><table><tr><td>
<table><tr><td>Trang chủ</td><td>Giới thiệu</td><td>Liên hệ</td></tr></table></td></tr><tr><td>
<h1>Xã Bình Lạc gặt nhanh lúa mùa</h1><p>{lead}</p><table><tr><td>Thôn</td><td>Mẫu</td></tr><tr><td>Đồng Chanh</td>
<td>12</td></tr></table><p>{more}</p><p>Tài liệu kèm theo</p></td></tr></table></body></html>"""


def test_table_that_lays_out_a_page_is_no_data() -> None:
    lead = (
        "Hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa mùa trước khi bão số 4 đổ bộ vào đất liền. " * 2
    )
    more = (
        "Ủy ban nhân dân xã huy động ba máy gặt, cùng đoàn thanh niên giúp các gia đình neo người trong hai ngày. " * 2
    )

    draft = read_page(LAYOUT_TABLE.format(lead=lead, more=more).encode()).draft

    paragraphs = draft.text.split("\n\n")
    assert (paragraphs[0], paragraphs[-1]) == (lead.strip(), more.strip())
    assert "Thôn | Mẫu\nĐồng Chanh | 12" in draft.text
    assert "Trang chủ" not in draft.text


def test_heading_of_the_box_around_an_article_is_its_section() -> None:
    page = """<html><body><section><h2 class="portlet-title">Tin xã, thị trấn</h2>
    <h1>Xã Bình Lạc gặt nhanh lúa mùa</h1><p>Hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa mùa trước khi
    bão số 4 đổ bộ vào đất liền, nhanh hơn mọi năm.</p><p>Ủy ban nhân dân xã huy động ba máy gặt, cùng đoàn thanh niên
    giúp các gia đình neo người trong hai ngày.</p></section></body></html>"""

    draft = read_page(page.encode()).draft

    assert draft.section == "Tin xã, thị trấn"
    assert "Tin xã, thị trấn" not in draft.text
