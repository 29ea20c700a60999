"""The body of an article as HTML: blocks where they say what the text says, and each picture once."""

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given

from fakes import make_article
from nasty import TYPED
from newsarchive.model.article import Article, Figure
from newsarchive.text.body_html import body_html, paragraphs_html
from newsarchive.text.sanitize import clean_html

URL = "https://binhlac.example/1.jpg"
PICTURE = Figure(f"{URL}?a&b", 'Cầu "mới"', 1)
ARTICLE = make_article(text="Xã họp.\n\n- Một\n\nThôn | Hộ", figures=(Figure(URL, "Toàn cảnh", 1),))
FIGURE = f'<figure><img src="{URL}" alt="Toàn cảnh"><figcaption>Toàn cảnh</figcaption></figure>'
ROW = "<table><tbody><tr><td>Thôn</td><td>Hộ</td></tr></tbody></table>"
BLOCKS = f"<p>Xã <em>họp</em>.</p>{FIGURE}<ol><li>Một</li></ol>{ROW}"


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        pytest.param("", [], "", id="nothing"),
        pytest.param("A < B & C\nD", [], "<p>A &lt; B &amp; C<br>D</p>", id="line break"),
        pytest.param(
            "A\n\nB",
            [PICTURE],
            '<p>A</p>\n<figure><img src="https://binhlac.example/1.jpg?a&amp;b" alt="Cầu &quot;mới&quot;">'
            '<figcaption>Cầu "mới"</figcaption></figure>\n<p>B</p>',
            id="figure between",
        ),
        pytest.param(
            "A",
            [Figure("", "sau", 9), Figure("", "trước", -1)],
            "<figure><figcaption>trước</figcaption></figure>\n<p>A</p>\n<figure><figcaption>sau</figcaption></figure>",
            id="figures out of range",
        ),
        pytest.param(
            "A",
            [Figure("", "một", 1), Figure("", "hai", 1)],
            "<p>A</p>\n<figure><figcaption>một</figcaption></figure>\n<figure><figcaption>hai</figcaption></figure>",
            id="figures at one place",
        ),
        pytest.param("", [Figure("u", "", 0)], '<figure><img src="u" alt=""></figure>', id="no caption"),
        pytest.param("A", [Figure()], "<p>A</p>", id="empty figure"),
    ],
)
def test_text_is_html_in_one_form(text: str, figures: list[Figure], expected: str) -> None:
    assert paragraphs_html(text, figures) == expected


def test_blocks_are_shown_as_they_are() -> None:
    assert body_html(replace(ARTICLE, html=BLOCKS)) == BLOCKS


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("", id="none"),
        pytest.param(BLOCKS.replace("họp", "không họp"), id="other words"),
        pytest.param(BLOCKS + "<div>" * 1000, id="too deep to be cleaned"),
    ],
)
def test_the_text_counts_where_blocks_do_not_say_it(html: str) -> None:
    assert body_html(replace(ARTICLE, html=html)) == f"<p>Xã họp.</p>\n{FIGURE}\n<p>- Một</p>\n<p>Thôn | Hộ</p>"


def test_blocks_are_cleaned_once_more() -> None:
    assert body_html(replace(ARTICLE, html=f"<script>x</script>{BLOCKS}<img src=x onerror=y>")) == f"{BLOCKS}<img>"


@pytest.mark.parametrize(
    ("figure", "above", "below"),
    [
        pytest.param(Figure(URL, "khác"), "", "", id="shown by its address"),
        pytest.param(Figure("", "Toàn cảnh."), "", "", id="shown by its words"),
        pytest.param(Figure("", "Ảnh"), "<figure><figcaption>Ảnh</figcaption></figure>\n", "", id="from the head"),
        pytest.param(
            Figure(f"{URL} 2?a&b", "", 3),
            "",
            '\n<figure><img src="https://binhlac.example/1.jpg%202?a&amp;b" alt=""></figure>',
            id="from further down",
        ),
        pytest.param(Figure("javascript:x", "B", 1), "", "\n<figure><figcaption>B</figcaption></figure>", id="script"),
        pytest.param(Figure("javascript:x"), "", "", id="nothing to show"),
    ],
)  # fmt: skip
def test_pictures_that_the_blocks_do_not_hold_are_added(figure: Figure, above: str, below: str) -> None:
    assert body_html(replace(ARTICLE, html=BLOCKS, figures=(figure,))) == f"{above}{BLOCKS}{below}"


@given(article=TYPED)
def test_what_is_shown_is_clean_and_says_the_text(article: Article) -> None:
    shown = body_html(article)

    words = re.sub(r"<figure>.*?</figure>|<[^<>]*>", "", shown, flags=re.DOTALL)
    assert clean_html(shown) == shown.replace("&#x27;", "'")
    assert letters(unescape(words)) == letters(article.text)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
