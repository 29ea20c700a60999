from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from lxml import html

from newsarchive.model.article import Article, ArticleId, Attachment, Figure, Moment
from newsarchive.render.printing import print_document

HOSTILE = "</script><script>alert(1)</script>{{7*7}}"
VOID = frozenset({"meta", "link", "br"})


def article(number: int) -> Article:
    return Article(
        id=ArticleId(number),
        uuid=f"urn:uuid:{number}",
        archived_at=datetime(2019, 3, 14, 1, 5, tzinfo=UTC),
        revised_at=datetime(2019, 3, 14, 1, 5, tzinfo=UTC),
        title=f"Tin số {number}",
        url=f"https://binhlac.example/tin/{number}.html",
        section="Tin tức",
        text="Một.\n\nHai.",
        byline=("Thu Hoài",),
        published=Moment("2019-03-12"),
        figures=(Figure("https://binhlac.example/1.jpg", "Bà con nhận cây", 1),),
        attachments=(Attachment("https://binhlac.example/a.pdf", "Kế hoạch"),),
    )


class Nesting(HTMLParser):
    """A strict reader: every element must be closed by its own end tag."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "img"}
        assert "src" not in dict(attrs)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def words(page: str, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in html.document_fromstring(page).xpath(path)]


def test_document_holds_every_article_in_order() -> None:
    page = "".join(print_document([article(1), article(2)], title="Kho tin"))

    reader = Nesting()
    reader.feed(page)
    assert reader.stack == []
    assert words(page, "//title") == ["Kho tin"]
    assert words(page, "//main/article/h1") == ["Tin số 1", "Tin số 2"]
    assert words(page, "//article[1]/*[@class='section' or @class='date']") == ["Tin tức", "12/03/2019"]
    assert words(page, "//article[1]/*[@class='text']/*") == ["Một.", "Bà con nhận cây Xem ảnh gốc", "Hai."]
    assert words(page, "//article[1]/*[@class='byline']") == ["Thu Hoài"]


def test_source_is_written_out_in_full() -> None:
    page = "".join(print_document([article(1)]))

    assert words(page, "//*[@class='source']") == ["Nguồn: https://binhlac.example/tin/1.html"]


@pytest.mark.parametrize(
    "rule",
    [
        "size: A4;",
        "margin: 25mm 22mm 30mm 20mm;",
        '@bottom-right {\n    content: "Trang " counter(page) " / " counter(pages);',
        ".paper article + article { margin: 0; padding: 0; border: 0; break-before: page; }",
        "text-align: justify;",
        "hyphens: manual;",
    ],
)
def test_sheet_is_set_for_paper(rule: str) -> None:
    page = "".join(print_document([article(1)]))

    assert rule in "".join(html.document_fromstring(page).xpath("//style/text()"))


def test_articles_are_read_while_the_document_is_written() -> None:
    read = []

    def articles() -> Iterator[Article]:
        for number in range(3):
            read.append(number)
            yield article(number)

    chunks = print_document(articles())

    next(chunk for chunk in chunks if "Tin số 1" in chunk)

    assert read == [0, 1]


def test_article_of_little_content_prints_without_empty_parts() -> None:
    page = "".join(print_document([replace(article(1), section="", url="", language="en")]))

    assert words(page, "//*[@class='section' or @class='source']") == []
    assert html.document_fromstring(page).xpath("//article/@lang") == ["en"]
    assert words(page, "//title") == ["Bản in"]


def test_markup_is_printed_as_text() -> None:
    page = "".join(
        print_document([replace(article(1), title=HOSTILE, section=HOSTILE, url="javascript:alert(1)")], title=HOSTILE)
    )

    Nesting().feed(page)
    assert words(page, "//h1 | //title | //*[@class='section']") == [HOSTILE] * 3
    assert html.document_fromstring(page).xpath("//*[@class='source']/a") == []


def test_document_without_articles_is_still_whole() -> None:
    page = "".join(print_document([]))

    reader = Nesting()
    reader.feed(page)
    assert reader.stack == []
    assert words(page, "//article") == []
