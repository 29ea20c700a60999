from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from newsarchive.model.article import UNKNOWN, Article, ArticleId, Attachment, Figure, Moment
from newsarchive.render.page import IndexEntry, Link, article_page, file_name, index_page

VOID = frozenset({"meta", "link", "br"})
CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
ARTICLE = Article(
    id=ArticleId(7),
    uuid="urn:uuid:0b7f3a52-9c1e-5d11-8a10-000000000007",
    archived_at=datetime(2019, 3, 14, 18, 5, tzinfo=UTC),
    revised_at=datetime(2019, 4, 2, 9, 40, tzinfo=UTC),
    title="Xã Bình Lạc trao cây giống",
    summary="Hơn một trăm hộ được nhận cây.",
    text="Sáng 12/3, xã trao cây.\n\nBa thôn:\nĐồng Lạc\nYên Thượng\n\nĐợt hai vào tháng tư.",
    url="https://binhlac.example/tin/417.html",
    section="Nông nghiệp",
    byline=("Thu Hoài", "Đức Lượng"),
    published=Moment("2019-03-12T08:30:00+07:00", "12/03/2019 08:30"),
    figures=(Figure("https://binhlac.example/anh/1.jpg", "Bà con nhận cây", 1),),
    attachments=(Attachment("https://binhlac.example/ke hoach.pdf", "Kế hoạch số 12"),),
    tags=("dân vận", "cây giống"),
)
HOSTILE = '</script></style><script>alert(1)</script>{{7*7}}{% raw %}"><img src=x onerror=alert(1)>'


class Nesting(HTMLParser):
    """A strict reader: every element must be closed by its own end tag."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def check(page: str) -> Nesting:
    """Assert what every document must keep to; return what was seen."""
    reader = Nesting()
    reader.feed(page)
    reader.close()
    assert reader.stack == []
    assert page.startswith("<!doctype html>\n")
    assert ("content", CSP) in reader.attributes
    assert not {"script", "img", "iframe", "form", "object", "base"} & set(reader.tags)
    assert not any(name == "src" or name.startswith("on") for name, _ in reader.attributes)
    assert "url(" not in page
    assert "@import" not in page
    hrefs = [value for name, value in reader.attributes if name == "href"]
    assert all(":" not in href or href.startswith(("http://", "https://", "mailto:")) for href in hrefs)
    return reader


def words(page: str, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in html.document_fromstring(page).xpath(path)]


def attributes(page: str, path: str) -> list[str]:
    return [str(value) for value in html.document_fromstring(page).xpath(path)]


def test_page_is_whole_and_asks_no_server() -> None:
    page = article_page(ARTICLE, previous=Link("A", "8-a.html"), following=Link("B", "6-b.html"), home="index.html")

    reader = check(page)

    assert [reader.tags.count(tag) for tag in ("h1", "main", "header", "article", "style")] == [1, 1, 1, 1, 1]
    assert attributes(page, "/html/@lang") == ["vi"]
    assert words(page, "//title") == [ARTICLE.title]
    assert attributes(page, "//a[@class='skip']/@href") == ["#" + attributes(page, "//main/@id")[0]]


def test_reader_sees_every_part_of_the_article() -> None:
    page = article_page(ARTICLE, home="index.html")

    assert words(page, "//header//li") == ["Mục lục", "Nông nghiệp"]
    assert words(page, "//*[@class='mark']") == ["Bản lưu trữ"]
    assert words(page, "//h1") == [ARTICLE.title]
    assert words(page, "//*[@class='lead']") == [ARTICLE.summary]
    assert words(page, "//*[@class='byline']") == ["Thu Hoài – Đức Lượng"]
    assert words(page, "//*[@class='files']") == ["Tệp đính kèm Kế hoạch số 12"]
    assert attributes(page, "//*[@class='files']//a/@href") == ["https://binhlac.example/ke%20hoach.pdf"]
    assert words(page, "//*[@class='tags']/li") == ["dân vận", "cây giống"]
    assert words(page, "//*[@class='origin']/dl/div") == [
        "Nguồn: binhlac.example",
        "Lưu lúc: 15/03/2019 01:05:00 +07:00",
        "Bản thứ 1",
        f"Mã lưu trữ: {ARTICLE.uuid}",
    ]
    assert attributes(page, "//*[@class='source']//a/@href") == [ARTICLE.url]


def test_paragraphs_keep_their_line_breaks_and_figures_their_places() -> None:
    page = article_page(ARTICLE)

    inside = html.document_fromstring(page).xpath("//*[@class='text']/*")

    assert [element.tag for element in inside] == ["p", "figure", "p", "p"]
    assert "Ba thôn:<br>Đồng Lạc<br>Yên Thượng</p>" in page
    assert words(page, "//figcaption") == ["Bà con nhận cây Xem ảnh gốc"]
    assert attributes(page, "//figcaption/a/@href") == ["https://binhlac.example/anh/1.jpg"]


@pytest.mark.parametrize(
    ("position", "order"),
    [
        pytest.param(0, ["figure", "p", "p", "p"], id="before-the-text"),
        pytest.param(3, ["p", "p", "p", "figure"], id="after-the-text"),
        pytest.param(99, ["p", "p", "p", "figure"], id="beyond-the-text"),
    ],
)
def test_figures_stand_at_the_borders_too(position: int, order: list[str]) -> None:
    page = article_page(replace(ARTICLE, figures=(Figure("", "Bà con nhận cây", position),)))

    inside = html.document_fromstring(page).xpath("//*[@class='text']/*")

    assert [element.tag for element in inside] == order


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        pytest.param(Figure("", "Cây bưởi"), ["Cây bưởi"], id="caption-only"),
        pytest.param(Figure("https://binhlac.example/2.jpg"), ["Ảnh trong bài Xem ảnh gốc"], id="address-only"),
        pytest.param(Figure("data:image/png;base64,AA", "Cây bưởi"), ["Cây bưởi"], id="no-web-address"),
        pytest.param(Figure("file:///etc/passwd"), [], id="nothing-to-show"),
    ],
)
def test_figure_shows_what_there_is(figure: Figure, shown: list[str]) -> None:
    page = article_page(replace(ARTICLE, figures=(figure,)))

    assert words(page, "//figcaption") == shown


@pytest.mark.parametrize(
    ("moment", "shown", "machine"),
    [
        pytest.param(
            Moment("2018-10-04T08:30:00+07:00"), ["04/10/2018 08:30"], ["2018-10-04T08:30:00+07:00"], id="instant"
        ),
        pytest.param(Moment("2018-10-04T08+07:00"), ["04/10/2018 08 giờ"], ["2018-10-04"], id="hour"),
        pytest.param(Moment("2018-10-04", "thứ năm"), ["04/10/2018"], ["2018-10-04"], id="day"),
        pytest.param(Moment("--10-04", "Chiều ngày 4/10"), ["Chiều ngày 4/10"], [], id="words-without-year"),
        pytest.param(Moment("--10-04"), ["04/10"], [], id="no-year"),
        pytest.param(Moment("", "hôm qua"), ["hôm qua"], [], id="words-only"),
        pytest.param(UNKNOWN, [], [], id="unknown"),
    ],
)
def test_date_says_no_more_than_is_known(moment: Moment, shown: list[str], machine: list[str]) -> None:
    page = article_page(replace(ARTICLE, published=moment))

    assert words(page, "//*[@class='date']") == shown
    assert attributes(page, "//*[@class='date']/time/@datetime") == machine


def test_later_revision_says_which_and_when() -> None:
    page = article_page(replace(ARTICLE, revision=2))

    assert words(page, "//*[@class='origin']//div")[2] == "Bản thứ 2, ngày 02/04/2019 16:40"


def test_evidence_names_the_bytes_and_when_they_came() -> None:
    captured = datetime(2019, 3, 14, 17, 59, 58, tzinfo=UTC)

    page = article_page(replace(ARTICLE, captured_at=captured, source_digest="ab" * 32))

    assert words(page, "//*[@class='origin']//div")[1:] == [
        "Lưu lúc: 15/03/2019 00:59:58 +07:00",
        "Bản thứ 1",
        f"SHA-256 của bản gốc: {'ab' * 32}",
        f"Mã lưu trữ: {ARTICLE.uuid}",
    ]
    assert attributes(page, "//*[@class='origin']//time/@datetime") == ["2019-03-14T17:59:58+00:00"]


@pytest.mark.parametrize(
    ("published", "visits", "shown"),
    [
        pytest.param(Moment("2018-10-04"), 1237, ["04/10/2018 · Lượt xem: 1.237 (lúc lưu)"], id="beside-the-date"),
        pytest.param(UNKNOWN, 0, ["Lượt xem: 0 (lúc lưu)"], id="without-a-date"),
    ],
)
def test_visits_are_those_of_the_capture(published: Moment, visits: int, shown: list[str]) -> None:
    page = article_page(replace(ARTICLE, published=published, visits=visits))

    check(page)
    assert words(page, "//*[@class='date']") == shown


def test_subtitle_stands_under_the_title_and_credit_under_the_byline() -> None:
    page = article_page(replace(ARTICLE, subtitle="Đợt một: 120 hộ", credit="Báo Hà Tĩnh", event=Moment("--03-12")))

    assert words(page, "//h1/following-sibling::*[1]") == ["Đợt một: 120 hộ"]
    assert words(page, "//*[@class='byline']/following-sibling::*[1]") == ["Theo Báo Hà Tĩnh"]


def test_bare_article_leaves_no_empty_parts() -> None:
    bare = replace(
        ARTICLE,
        summary="",
        text="",
        url="",
        section="",
        byline=(),
        figures=(),
        attachments=(),
        tags=(),
        published=UNKNOWN,
    )

    page = article_page(bare)

    reader = check(page)
    assert not {"nav", "figure", "section", "ul", "ol", "link"} & set(reader.tags)
    assert (
        words(page, "//*[@class='lead' or @class='byline' or @class='credit' or @class='source' or @class='date']")
        == []
    )


def test_neighbours_are_linked_by_their_titles() -> None:
    page = article_page(
        ARTICLE, previous=Link("Bầu cử & hội làng", "8-bau-cu.html"), following=Link("Lũ về", "6-lu.html")
    )

    assert words(page, "//a[@rel]") == ["← Bài trước Bầu cử & hội làng", "Bài sau → Lũ về"]
    assert attributes(page, "//a[@rel]/@href") == ["8-bau-cu.html", "6-lu.html"]


@pytest.mark.parametrize("side", ["previous", "following"])
def test_first_and_last_page_have_one_neighbour(side: str) -> None:
    neighbour: dict[str, Any] = {side: Link("Lũ về", "6-lu.html")}

    page = article_page(ARTICLE, **neighbour)

    assert attributes(page, "//a[@rel]/@href") == ["6-lu.html"]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        pytest.param("vi", [], id="as-the-page"),
        pytest.param("", [], id="not-known"),
        pytest.param("en", ["en"], id="another"),
    ],
)
def test_language_is_marked_where_it_differs(language: str, marked: list[str]) -> None:
    page = article_page(replace(ARTICLE, language=language))

    assert attributes(page, "//article/@lang") == marked


def test_mail_carries_title_and_address() -> None:
    page = article_page(replace(ARTICLE, title='Lũ & bão: 100% hộ "an toàn"?'))

    address = urlsplit(attributes(page, "//*[@class='tools']/a/@href")[0])

    assert words(page, "//*[@class='tools']/a") == ["Gửi email"]
    assert address.scheme == "mailto"
    assert address.query.isascii()
    assert parse_qs(address.query, strict_parsing=True) == {
        "subject": ['Lũ & bão: 100% hộ "an toàn"?'],
        "body": ['Lũ & bão: 100% hộ "an toàn"?\r\nhttps://binhlac.example/tin/417.html'],
    }


def test_markup_in_any_field_is_only_text() -> None:
    hostile = replace(
        ARTICLE,
        title=HOSTILE,
        summary=HOSTILE,
        text=HOSTILE,
        section=HOSTILE,
        byline=(HOSTILE,),
        tags=(HOSTILE,),
        language='"><script>',
        uuid=HOSTILE,
        published=Moment("", HOSTILE),
        figures=(Figure(HOSTILE, HOSTILE),),
        attachments=(Attachment(HOSTILE, HOSTILE),),
        url=HOSTILE,
        subtitle=HOSTILE,
        credit=HOSTILE,
        html=HOSTILE,
        source_digest=HOSTILE,
    )

    page = article_page(hostile, previous=Link(HOSTILE, HOSTILE), home=HOSTILE)

    check(page)
    assert words(page, "//h1") == [HOSTILE]
    assert words(page, "//title") == [HOSTILE]
    assert "49" not in words(page, "//main")[0]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//binhlac.example/x",
        "https://user:secret@binhlac.example/",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    bad = replace(
        ARTICLE, url=url, figures=(Figure(url, "Cây"),), attachments=(Attachment(url), Attachment(url, "Tệp"))
    )

    page = article_page(bad, following=Link("Lũ về", "javascript:alert(1)"), home="javascript:alert(1)")

    check(page)
    assert attributes(page, "//article//a/@href | //link/@href") == []
    assert attributes(page, "//a[@rel]/@href | //nav//li/a/@href") == ["javascript%3Aalert%281%29"] * 2


def test_index_groups_by_month_newest_first() -> None:
    entries = [
        IndexEntry("Lũ về", "1-lu-ve.html", "Tin tức", Moment("2017-10-11")),
        IndexEntry("Tết trồng cây", "2-tet.html", "", Moment("2018-02-01")),
        IndexEntry("Thông báo", "3-thong-bao.html", "Thông báo", Moment("--10-04", "Chiều ngày 4/10")),
        IndexEntry("Khai giảng", "4-khai-giang.html", "Giáo dục", Moment("2018-09-05T07:00:00+07:00")),
        IndexEntry("Họp thôn", "5-hop.html", "Tin tức", Moment("2018-09-20")),
        IndexEntry("Không ngày", "6-khong-ngay.html", "Tin tức"),
    ]

    page = index_page(iter(entries))

    reader = check(page)
    assert reader.tags.count("h1") == 1
    assert words(page, "//h1 | //main/*[@class='date']") == ["Kho lưu trữ tin tức", "6 bài"]
    assert words(page, "//h2") == ["Năm 2018", "Năm 2017", "Chưa rõ năm"]
    assert words(page, "//h3") == ["Tháng 9", "Tháng 2", "Tháng 10"]
    assert words(page, "//*[@class='entries']/li") == [
        "Họp thôn 20/09/2018 · Tin tức",
        "Khai giảng 05/09/2018 · Giáo dục",
        "Tết trồng cây 01/02/2018",
        "Lũ về 11/10/2017 · Tin tức",
        "Thông báo Chiều ngày 4/10 · Thông báo",
        "Không ngày Tin tức",
    ]
    assert attributes(page, "//*[@class='entries']//a/@href")[0] == "5-hop.html"


def test_index_leads_to_each_year_it_holds() -> None:
    entries = [IndexEntry("Lũ về", "1.html", published=Moment(f"{year}-10-11")) for year in (2016, 2018)]

    page = index_page(entries)

    targets = attributes(page, "//section/@id")
    assert attributes(page, "//nav//a/@href") == [f"#{target}" for target in targets]
    assert targets == ["nam-2018", "nam-2016"]


@pytest.mark.parametrize(("count", "shown"), [(0, "0 bài"), (40, "40 bài"), (1234, "1.234 bài")])
def test_index_counts_as_vietnamese_does(count: int, shown: str) -> None:
    page = index_page([IndexEntry("Lũ về", "1.html", published=Moment("2018-10-11"))] * count, title="Tin xã")

    check(page)
    assert words(page, "//main/*[@class='date']") == [shown]
    assert words(page, "//title | //h1") == ["Tin xã", "Tin xã"]
    assert words(page, "//nav") == []


def test_index_shows_markup_as_text() -> None:
    page = index_page([IndexEntry(HOSTILE, HOSTILE, HOSTILE, Moment("", HOSTILE))], title=HOSTILE)

    check(page)
    assert words(page, "//*[@class='entries']//a") == [HOSTILE]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("Đảng ủy xã họp", "7-dang-uy-xa-hop.html", id="words"),
        pytest.param("★ !!!", "7-bai.html", id="signs-only"),
        pytest.param("../../etc/passwd", "7-etc-passwd.html", id="path"),
        pytest.param("", "7-bai.html", id="empty"),
        pytest.param("dân vận " * 20, "7-dan-van-dan-van-dan-van-dan-van-dan-van-dan-van-dan-van-dan.html", id="long"),
        pytest.param("a" * 99, f"7-{'a' * 60}.html", id="one-long-word"),
    ],
)
def test_file_name_is_the_id_and_words_of_the_title(title: str, name: str) -> None:
    assert file_name(replace(ARTICLE, title=title)) == name
