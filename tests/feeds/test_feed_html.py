import pytest

from newsarchive.feeds.html import is_markup, to_html, to_plain
from newsarchive.model.article import Figure

PICTURE = Figure("https://binhlac.example/1.jpg?a&b", 'Cầu "mới"', 1)


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
        pytest.param("", [Figure("u", "", 0)], '<figure><img src="u" alt=""></figure>', id="no caption"),
        pytest.param("A", [Figure()], "<p>A</p>", id="empty figure"),
    ],
)
def test_article_is_html_in_one_form(text: str, figures: list[Figure], expected: str) -> None:
    assert to_html(text, figures) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("A<br>B<BR />C", "A\nB\nC", id="line breaks"),
        pytest.param("<div>A\nB</div><p class='x'>C</p>", "A B\n\nC", id="blocks"),
        pytest.param("<!-- ẩn -->A <span>B</span>&nbsp;&lt;C&gt;", "A B <C>", id="inline"),
        pytest.param("5 < 6 & 7 > 3", "5 < 6 & 7 > 3", id="no mark-up"),
    ],
)
def test_mark_up_becomes_words(markup: str, expected: str) -> None:
    assert to_plain(markup) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("A < B & C", False), ("<b>", True), ("</p >", True), ("&eacute;", True), ("&#10;", True), ("<3 &", False)],
)
def test_mark_up_is_recognised(text: str, expected: bool) -> None:
    assert is_markup(text) is expected
