import pytest

from newsarchive.feeds.html import is_markup, to_plain


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
