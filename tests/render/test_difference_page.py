"""The page that shows what was changed."""

from dataclasses import replace
from datetime import UTC, datetime

from lxml import html

from fakes import make_article
from newsarchive.model.article import ArticleId, Moment
from newsarchive.render.difference import difference_page

CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
BEFORE = make_article(text="Sáng nay bà con\nra đồng.\n\nĐoạn cuối.", url="https://xa.example/1")
AFTER = replace(
    BEFORE,
    text="Chiều nay bà con\nra đồng.\n\nĐoạn cuối.",
    published=Moment("2018-10-05"),
    revision=2,
    revised_at=datetime(2018, 10, 6, 2, 0, tzinfo=UTC),
)
HOSTILE = '</ins></style><script>alert(1)</script>{{7*7}}"><img src=x onerror=alert(1)>'


def words(page: str, path: str) -> list[str]:
    return [str(one.text_content()) for one in html.document_fromstring(page).iterfind(path)]


def test_page_marks_what_is_gone_and_what_is_new() -> None:
    page = difference_page(BEFORE, AFTER)

    assert words(page, ".//h2") == ["Ngày đăng", "Nội dung"]
    assert words(page, ".//section//del") == ["04/10/2018", "Sáng"]
    assert words(page, ".//section//ins")[-1] == "Chiều"
    assert "<del>Sáng</del><ins>Chiều</ins> nay bà con<br>ra đồng." in page


def test_page_says_which_states_it_compares() -> None:
    page = difference_page(BEFORE, AFTER)

    (dates,) = words(page, ".//p[@class='date']")
    assert dates == "Bản thứ 1 ngày 05/10/2018 09:00Bản thứ 2 ngày 06/10/2018 09:00"
    assert f'content="{CSP}"' in page
    assert page.count(BEFORE.uuid) == 1


def test_page_names_both_articles_where_there_are_two() -> None:
    other = replace(AFTER, id=ArticleId(9), uuid="urn:uuid:0b7f3a52-9c1e-5d11-8a10-000000000009", url="")

    page = difference_page(BEFORE, other)

    (dates,) = words(page, ".//p[@class='date']")
    assert dates.startswith("Bài số 7 (xa.example), bản thứ 1 ngày ")
    assert "Bài số 9, bản thứ 2 ngày " in dates
    assert BEFORE.uuid in page
    assert other.uuid in page


def test_page_without_a_difference_says_so() -> None:
    assert "Không có gì khác nhau." in difference_page(BEFORE, BEFORE)


def test_nothing_archived_becomes_markup() -> None:
    page = difference_page(
        BEFORE, replace(AFTER, title=HOSTILE, text=f"{BEFORE.text}\n\n{HOSTILE}", url="javascript:1")
    )

    tree = html.document_fromstring(page)
    assert tree.find(".//script") is None
    assert tree.find(".//img") is None
    assert tree.find(".//a") is None
    assert HOSTILE in tree.text_content()
