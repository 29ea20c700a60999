"""Pages that are answered with status 200, and are not the article any more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import make_draft
from newsarchive.model.article import Draft
from newsarchive.model.extraction import Extraction
from newsarchive.operations.missing import find_excuse, why_missing, why_unreadable

URL = "https://xa.example/tin/7.html"
TEXT = (
    "Sáng ngày 12/9, hơn hai trăm hộ dân xã Bình Lạc đồng loạt xuống đồng gặt lúa trước khi bão đổ bộ vào đất liền."
    "\n\nTheo Ủy ban nhân dân xã, năm nay toàn xã gieo cấy hơn ba trăm hécta, năng suất bình quân sáu mươi tạ."
)
ARTICLE = make_draft("Xã Bình Lạc gặt nhanh lúa mùa", TEXT, url=URL)
OTHER = "Ban Chỉ huy Quân sự huyện tổ chức lễ tuyên thệ chiến sĩ mới năm 2019 tại Trung đoàn, đông đảo thân nhân về dự."


def page(title: str, text: str, *lines: str) -> Extraction:
    return Extraction(draft=Draft(title=title, text=text), lines=lines)


@pytest.mark.parametrize(
    ("url", "read", "reason"),
    [
        pytest.param(URL, page(ARTICLE.title, TEXT), "", id="as it was"),
        pytest.param(URL, page(ARTICLE.title, OTHER * 2), "", id="another text under its title"),
        pytest.param(URL, page("Tin bão", TEXT), "", id="another title over its text"),
        pytest.param(URL, page("Tin bão", TEXT.split("\n", 1)[0]), "", id="the first half of it"),
        pytest.param("https://xa.example/tin-moi/7.html", page(ARTICLE.title, TEXT), "", id="moved"),
        pytest.param("https://xa.example/", page(ARTICLE.title, TEXT), "", id="moved to the first page"),
        pytest.param(URL, page("404 - Không tìm thấy trang", "Xin lỗi."), "its page says: 404 - Không", id="says so"),
        pytest.param(
            URL,
            page(ARTICLE.title, "Xin quay lại.", "Trang chủ", "Bài viết đã bị xoá hoặc không tồn tại"),
            "its page says: Bài viết đã bị xoá",
            id="says so under its title",
        ),
        pytest.param("https://xa.example/", page("Trang chủ", OTHER), "leads to the first page", id="first page"),
        pytest.param("https://xa.example/index.php", page("Xã", OTHER), "leads to the first page", id="index"),
        pytest.param("https://xa.example/tin/", page("Tin tức", OTHER), "leads to another page: https", id="a list"),
        pytest.param("https://xa.example/?id=8", page("Tin", OTHER), "leads to another page", id="another query"),
        pytest.param(URL, page(ARTICLE.title, "Đang cập nhật."), "next to nothing of its text", id="emptied"),
        pytest.param(URL, page("Lễ tuyên thệ chiến sĩ mới", OTHER), "another text stands", id="another article"),
        pytest.param(URL, page("", OTHER), "another text stands", id="a page without a title"),
        pytest.param(URL, page("", ""), "next to nothing of its text", id="an empty page"),
    ],
)
def test_a_page_is_the_article_if_its_title_or_its_text_stayed(url: str, read: Extraction, reason: str) -> None:
    found = why_missing(ARTICLE, URL, url, read)

    assert found.startswith(reason)
    assert bool(found) is bool(reason)


def test_a_summary_is_there_where_the_whole_article_is() -> None:
    summary = make_draft(ARTICLE.title, "Hơn hai trăm hộ xuống đồng gặt lúa.", url=URL)

    assert why_missing(summary, URL, URL, page("Gặt nhanh lúa mùa ở xã Bình Lạc", TEXT)) == ""


def test_a_text_too_short_for_runs_of_words_is_there_as_it_was() -> None:
    notice = make_draft("Thông báo", "Hoãn họp.", url=URL)

    assert why_missing(notice, URL, URL, page("Tin mới", "Hoãn họp.")) == ""
    assert why_missing(notice, URL, URL, page("Tin mới", "Họp lại.")) == "another text stands at its address"


def test_an_article_about_excuses_is_none() -> None:
    article = make_draft("Trang web báo lỗi 404", f"{TEXT}\n\nKhông tìm thấy trang.", url=URL)

    assert why_missing(article, URL, URL, page("Trang web báo lỗi 404", article.text)) == ""


@pytest.mark.parametrize(
    ("line", "is_excuse"),
    [
        pytest.param("Không tìm thấy nội dung bạn yêu cầu", True, id="not found"),
        pytest.param("BÀI VIẾT KHÔNG TỒN TẠI", True, id="in capitals"),
        pytest.param("Nội dung đã được gỡ bỏ", True, id="taken down"),
        pytest.param("The page you requested was not found.", True, id="English"),
        pytest.param("Quyết định số 404/QĐ-UBND", False, id="number of a document"),
        pytest.param("Điện thoại: 0404 123", False, id="part of a number"),
        pytest.param("Không tìm thấy " + "a" * 200, False, id="a paragraph"),
    ],
)
def test_excuses_are_short_lines(line: str, is_excuse: bool) -> None:
    assert bool(find_excuse(("Trang chủ", line))) is is_excuse


@pytest.mark.parametrize(
    ("url", "markup", "reason"),
    [
        pytest.param(URL, "<html><h1>Kh&ocirc;ng t&igrave;m thấy</h1>", "its page says: Không tìm thấy", id="excuse"),
        pytest.param("https://xa.example/home.aspx", "<ul><li>Tin", "leads to the first page of its site", id="first"),
        pytest.param(URL, "<script>if (not found)</script><p>Bảo trì", "", id="only its script says so"),
        pytest.param(URL, "<script>not found", "", id="script without an end"),
        pytest.param(URL, "<p>Bảo trì<style>p {}</style><p>404 Not Found", "its page says: 404 Not Found", id="after"),
        pytest.param(URL, "<" * 100_000, "", id="tags without an end"),
        pytest.param(URL, "<script " * 20_000, "", id="scripts without an end"),
    ],
)
def test_a_page_without_an_article_may_say_why(url: str, markup: str, reason: str) -> None:
    assert why_unreadable(URL, url, markup.encode()) == reason


@given(st.binary(max_size=300), st.text(max_size=60))
def test_whatever_a_server_sends_is_judged(body: bytes, text: str) -> None:
    assert isinstance(why_unreadable(URL, text, body), str)
    assert isinstance(why_missing(ARTICLE, URL, text, page(text, text, text)), str)
