"""Parts of a page become HTML in one fixed vocabulary, and say the same when they are read again."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.fragment import read_fragment
from newsarchive.extract.markup import parse_html, read_parts, to_html
from newsarchive.extract.parts import Block, Part, Picture
from newsarchive.extract.written import plain_block

BASE = "https://binhlac.example/tin/7.html"
REL = 'rel="noopener noreferrer nofollow"'
LONG = "Xã Bình Lạc trao cây giống. " * 12
TAGS = (
    "p div b i a ul ol li table tr td th thead tbody blockquote pre h1 h2 h3 h5 figure figcaption span br img em center"
).split()
WORDS = ("Xã ", "họp", " & ", "<", "ạ", "\n\n", " ", "a\u0323", "\u0323", LONG, "- ", " | ")


def written(html: str) -> str:
    return read_fragment(html, BASE).html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("Xã<br>họp<br><br>sáng nay", "<p>Xã<br>họp</p>\n<p>sáng nay</p>", id="paragraphs"),
        pytest.param("<div class=x style='a:b' id=y><span>Xã</span></div>", "<p>Xã</p>", id="no attributes"),
        pytest.param("A &amp; B &lt;b&gt;", "<p>A &amp; B &lt;b&gt;</p>", id="signs"),
        pytest.param("<ul><li>Một<li>Hai</ul>", "<ul><li>Một</li>\n<li>Hai</li></ul>", id="list"),
        pytest.param("<ol><li><p>Một</p></li></ol>", "<ol><li>Một</li></ol>", id="item in a paragraph"),
        pytest.param("<li>Một</li><li>Hai</li>", "<ul><li>Một</li>\n<li>Hai</li></ul>", id="items without a list"),
        pytest.param(
            "<ul><li><p>Một</p><p>Hai</p></li></ul>",
            "<ul><li><p>Một</p><p>Hai</p></li></ul>",
            id="item of two paragraphs",
        ),
        pytest.param(
            "<ul><li>Một<ol><li>Hai</ol><li>Ba</ul>",
            "<ul><li>Một\n<ol><li>Hai</li></ol></li>\n<li>Ba</li></ul>",
            id="list in a list",
        ),
        pytest.param("<ul>Tin<li>Một</ul>", "<p>Tin</p>\n<ul><li>Một</li></ul>", id="words in a list itself"),
        pytest.param(
            "<ul><li><ul><li>Một</li></ul></li></ul>", "<ul><li><ul><li>Một</li></ul></li></ul>", id="only a list"
        ),
        pytest.param(
            "<ul><li><ul><li></li></ul>Một</li></ul>", "<p>Một</p>", id="item without its sign"
        ),
        pytest.param(
            "<blockquote>Lời<p>dẫn</blockquote>", "<blockquote><p>Lời</p>\n<p>dẫn</p></blockquote>", id="quotation"
        ),
        pytest.param("<pre>một\n hai\n\nba</pre>", "<pre>một\nhai\n\nba</pre>", id="text with a form"),
        pytest.param("<pre><img src=/1.jpg>A<span><li>B</li></span></pre>",
            '<figure><img src="https://binhlac.example/1.jpg" alt=""></figure>\n<pre>A\n\n- B</pre>', id="all in pre"),
        pytest.param("<figcaption>Rời</figcaption>", "<p>Rời</p>", id="caption without a figure"),
        pytest.param(
            "<figure><img src=/1.jpg width=600 height=400><figcaption>Ảnh</figcaption></figure>",
            '<figure><img src="https://binhlac.example/1.jpg" alt="Ảnh" width="600" height="400">'
            "<figcaption>Ảnh</figcaption></figure>",
            id="figure",
        ),
        pytest.param("<img src=data:x>", "", id="picture without an address"),
        pytest.param("", "", id="nothing"),
    ],
)  # fmt: skip
def test_blocks_are_written_in_one_vocabulary(html: str, expected: str) -> None:
    assert written(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("Xã <b>họp</b>, <i>rồi</i> về", "Xã <strong>họp</strong>, <em>rồi</em> về", id="bold, italic"),
        pytest.param("A<b> B </b>C", "A <strong>B</strong> C", id="spaces stay outside"),
        pytest.param("<b>A</b><b>B</b>", "<strong>AB</strong>", id="side by side"),
        pytest.param("<b><strong>A</strong></b>", "<strong>A</strong>", id="twice the same"),
        pytest.param("<b>A<i>B</b>C</i>D", "<strong>A<em>B</em></strong>CD", id="badly nested"),
        pytest.param("<u>A</u><ins>B</ins><del>C</del>", "<u>AB</u><s>C</s>", id="underlined, struck"),
        pytest.param("m<sup>2</sup> H<sub>2</sub>O", "m<sup>2</sup> H<sub>2</sub>O", id="indices"),
        pytest.param("<kbd>A</kbd>", "<code>A</code>", id="code"),
        pytest.param("<span style='font-weight: 700'>A</span>", "<strong>A</strong>", id="bold by style"),
        pytest.param("<font style='font-style:italic'>A</font>B", "<em>A</em>B", id="italic by style"),
        pytest.param("<span>A</span>", "A", id="a span"),
        pytest.param("<a href='/a b'>A</a>", f'<a href="https://binhlac.example/a%20b" {REL}>A</a>', id="link"),
        pytest.param("<a href=mailto:a@xa.example>A</a>", f'<a href="mailto:a@xa.example" {REL}>A</a>', id="mail"),
        pytest.param("<a href=TEL:+84-239>A</a>", f'<a href="TEL:+84-239" {REL}>A</a>', id="telephone"),
        pytest.param("<a href=javascript:x>A</a><a name=b>B</a>", "AB", id="links that lead nowhere"),
        pytest.param("<a href=/1>A<a href=/2>B</a></a>", f'<a href="https://binhlac.example/1" {REL}>A</a>'
            f'<a href="https://binhlac.example/2" {REL}>B</a>', id="link in a link"),
        pytest.param("a<b>\u0323 b</b>", "ạ b", id="an accent apart from its letter"),
    ],
)  # fmt: skip
def test_inline_elements_are_few_and_well_nested(html: str, expected: str) -> None:
    assert written(f"<p>{html}</p>") == f"<p>{expected}</p>"


def test_inline_elements_go_on_from_paragraph_to_paragraph() -> None:
    assert written("<strong><p>A<p>B<br><br>C</p></strong>D") == (
        "<p><strong>A</strong></p>\n<p><strong>B</strong></p>\n<p><strong>C</strong></p>\n<p>D</p>"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "<tr><th>Thôn</th><td>Hộ</td></tr><tr><td>Đông</td><td>45</td></tr>",
            "<tbody><tr><th>Thôn</th><td>Hộ</td></tr>\n<tr><td>Đông</td><td>45</td></tr></tbody>",
            id="rows",
        ),
        pytest.param(
            "<thead><tr><th>A<th>B</thead><tbody><tr><td>C<td>D</tbody>",
            "<thead><tr><th>A</th><th>B</th></tr></thead>\n<tbody><tr><td>C</td><td>D</td></tr></tbody>",
            id="head",
        ),
        pytest.param(
            "<tr><td>C<td>D<tfoot><tr><th>A<th>B</tfoot><thead><tr><th>E<th>F</thead>",
            "<tbody><tr><td>C</td><td>D</td></tr></tbody>\n<tbody><tr><th>A</th><th>B</th></tr></tbody>\n"
            "<tbody><tr><th>E</th><th>F</th></tr></tbody>",
            id="a head further down",
        ),
        pytest.param(
            "<tr><td></td><td>A</td><td><td>B",
            "<tbody><tr><td></td><td>A</td><td></td><td>B</td></tr></tbody>",
            id="empty cells",
        ),
        pytest.param(
            "<tr><td colspan=2 rowspan='1'>A<td rowspan=0x>B",
            '<tbody><tr><td colspan="2">A</td><td>B</td></tr></tbody>',
            id="spans",
        ),
        pytest.param(
            "<tr><td><p>A</p>B</td><td>C<br><br>D</td>",
            "<tbody><tr><td><p>A</p>B</td><td>C<br><br>D</td></tr></tbody>",
            id="paragraphs in cells",
        ),
        pytest.param(
            "<tr><td><h3>A</h3></td><td><ul><li>B</ul></td>",
            "<tbody><tr><td><p>A</p></td><td><ul><li>B</li></ul></td></tr></tbody>",
            id="no headings in cells",
        ),
    ],
)
def test_tables_keep_their_columns(html: str, expected: str) -> None:
    assert written(f"<table>{html}</table>") == f"<table>{expected}</table>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<tr><td>A</td></tr><tr><td>B</td></tr>", "<p>A</p>\n<p>B</p>", id="one column"),
        pytest.param(f"<tr><td>A</td><td>{LONG}</td></tr>", f"<p>A | {LONG.strip()}</p>", id="running text"),
        pytest.param("<tr><td><table><tr><td>A<td>B</table>",
            "<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>", id="around a table"),
        pytest.param("<tr><td><ul><li>A</ul></td></tr>", "<ul><li>A</li></ul>", id="around a list"),
        pytest.param("<tr><td><img src=/1.jpg><tr><td>A",
            '<figure><img src="https://binhlac.example/1.jpg" alt=""></figure>\n<p>A</p>', id="a picture"),
        pytest.param("<td>A<td>B", "<p>A | B</p>", id="cells without a row"),
        pytest.param("<caption>A</caption>", "<p>A</p>", id="only a caption"),
    ],
)  # fmt: skip
def test_tables_that_lay_out_a_page_are_opened(html: str, expected: str) -> None:
    assert written(f"<table>{html}</table>") == expected


def test_long_cells_are_data_where_several_rows_are_wide() -> None:
    rows = f"<tr><td>A</td><td>{LONG}</td></tr><tr><td>B</td><td>C</td></tr>"

    assert written(f"<table>{rows}</table>").startswith("<table><tbody><tr><td>A</td><td>Xã Bình Lạc")


@pytest.mark.parametrize(
    ("levels", "written_levels"),
    [("123", "234"), ("333", "222"), ("3243", "2233"), ("16", "23"), ("61", "22"), ("123456", "234444")],
)
def test_headings_begin_at_the_second_level_and_leave_none_out(levels: str, written_levels: str) -> None:
    html = "".join(f"<h{level}>Tin</h{level}>" for level in levels)

    assert "".join(re.findall("<h(.)>", written(html))) == written_levels


def test_what_is_nested_beyond_measure_is_read_without_its_lists() -> None:
    read = read_fragment("<ul><li>x" * 30)

    assert read.html.count("<ul>") == 6
    assert read.text == "\n\n".join(["- x"] * 30) == read_fragment(read.html).text


def test_some_of_the_parts_are_written_alone() -> None:
    tree = parse_html("<p>A</p><ul><li>B<p>C</p></li></ul><img src=/1.jpg><table><tr><td>D<td>E<tr><td>F<td>G</table>")
    assert tree is not None
    parts = read_parts(tree, BASE)

    written_parts = to_html(part for part in parts if isinstance(part, Block) and part.text in ("C", "F | G"))

    assert written_parts == "<p>C</p>\n<table><tbody><tr><td>F</td><td>G</td></tr></tbody></table>"


def test_parts_that_no_page_holds_are_written_too() -> None:
    parts: list[Part] = [plain_block("A < B\nC"), Block("D & E\nF"), Picture("", "G")]

    assert to_html(parts) == "<p>A &lt; B<br>C</p>\n<p>D &amp; E<br>F</p>\n<figure><figcaption>G</figcaption></figure>"


@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_what_is_written_says_what_was_read(chance: random.Random, length: int) -> None:
    html = make_markup(chance, length)

    first = read_fragment(html, BASE)
    again = read_fragment(first.html, BASE)

    assert (again.text, again.figures) == (first.text, first.figures)


def make_markup(chance: random.Random, length: int) -> str:
    pieces: list[str] = []
    stack: list[str] = []
    for _ in range(length):
        sort = chance.random()
        if sort < 0.35:
            tag = chance.choice(TAGS)
            pieces.append(f"<{tag}{' src=/1.jpg' if tag == 'img' else ' href=/x' if tag == 'a' else ''}>")
            if tag not in ("br", "img"):
                stack.append(tag)
        elif sort < 0.6 and stack:
            pieces.append(f"</{stack.pop()}>")
        else:
            pieces.append(chance.choice(WORDS))
    return "".join(pieces)
