from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.fragment import read_fragment
from newsarchive.model.article import Attachment, Figure
from newsarchive.text.normalize import clean_line, clean_text, split_paragraphs

BASE = "https://binhlac.example/tin/7.html"

texts = st.text(max_size=60) | st.text(alphabet="<>&\"'|-aả \n;/p", max_size=60)
captions = texts.map(clean_line)
urls = st.sampled_from(["", "https://binhlac.example/anh/1.jpg?w=600&h=400", "http://a.example/%E1%BB%87.png"])
pictures = st.tuples(urls, captions).filter(any)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, tuple[Figure, ...]]:
    text = clean_text("\n\n".join(draw(st.lists(texts, max_size=4))))
    figures = [
        Figure(url, caption, draw(st.integers(0, len(split_paragraphs(text)))))
        for url, caption in draw(st.lists(pictures, max_size=4))
    ]
    return text, tuple(sorted(figures, key=lambda figure: figure.position))


def write_canonically(text: str, figures: tuple[Figure, ...]) -> str:
    paragraphs = split_paragraphs(text)
    parts = []
    for place in range(len(paragraphs) + 1):
        parts += [write_figure(figure) for figure in figures if figure.position == place]
        parts += ["<p>" + escape(one).replace("\n", "<br>") + "</p>" for one in paragraphs[place : place + 1]]
    return "".join(parts)


def write_figure(figure: Figure) -> str:
    alt = escape(figure.caption)
    image = f'<img src="{escape(figure.url)}" alt="{alt}">' if figure.url else ""
    return f"<figure>{image}{f'<figcaption>{alt}</figcaption>' if alt else ''}</figure>"


@given(articles())
def test_the_canonical_writing_is_read_back_exactly(article: tuple[str, tuple[Figure, ...]]) -> None:
    text, figures = article

    read = read_fragment(write_canonically(text, figures))

    assert (read.text, read.figures, read.files) == (text, figures, ())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("  ", ""),
        ("Xã  họp\n sáng nay.", "Xã họp sáng nay."),
        ("Xã<br>họp<br><br>sáng nay", "Xã\nhọp\n\nsáng nay"),
        ("<h2>Xã</h2>họp<div>sáng<p>nay</p>.</div>", "Xã\n\nhọp\n\nsáng\n\nnay\n\n."),
        ("<ul><li>một<li><p>hai</p><p>ba</p></ul>", "- một\n\n- hai\n\nba"),
        ("<blockquote>“Xã <i>họp</i>”</blockquote>", "“Xã họp”"),
        ("<table><tr><td>Thôn</td><td> </td><th>Hộ</th></tr><tr><td>Đông<td>45</table>", "Thôn | Hộ\n\nĐông | 45"),
        ("<pre>một\n  hai\n\nba</pre>bốn\nnăm", "một\nhai\n\nba\n\nbốn năm"),
        ("Xã<script>alert(1)</script><style>p{}</style> họp<!-- ẩn --> sáng<?php 1 ?> nay", "Xã họp sáng nay"),
        ("&lt;b&gt; &amp;amp; &#7841; &nbsp;x&foo;", "<b> &amp; ạ x&foo;"),
        ("Xa\u0303 ho\u0323p \x1f", "Xã họp"),
        ("</div></div><p>Xã", "Xã"),
        ("<!doctype html><html><head><title>Xã</title></head><body><p>họp</body></html>", "họp"),
        ("<figure><blockquote>Lời dẫn</blockquote></figure>", "Lời dẫn"),
        ("<figcaption>Chú thích rời</figcaption><figcaption></figcaption>", "Chú thích rời"),
    ],
)
def test_markup_becomes_clean_text(html: str, text: str) -> None:
    assert read_fragment(html).text == text


@pytest.mark.parametrize(
    ("html", "figures"),
    [
        ('<p>a</p><img src="/1.jpg"><p>b</p>', [Figure("https://binhlac.example/1.jpg", "", 1)]),
        ('<p>a <img src="1.jpg" alt="Ảnh"> b</p>', [Figure("https://binhlac.example/tin/1.jpg", "", 0)]),
        ('<img src="data:image/png;base64,A" data-src="/1.jpg">', [Figure("https://binhlac.example/1.jpg", "", 0)]),
        ('<figure><img src="data:x"><figcaption>Xã <b>họp</b></figcaption></figure>', [Figure("", "Xã họp", 0)]),
        (
            '<figure><img src="/1.jpg"><img src="/2.jpg"><figcaption>Hai ảnh</figcaption></figure>',
            [Figure("https://binhlac.example/1.jpg"), Figure("https://binhlac.example/2.jpg", "Hai ảnh")],
        ),
        ('<figure><p>a</p><img src="/1.jpg"></figure>', [Figure("https://binhlac.example/1.jpg", "", 1)]),
        (
            '<figure><img src="/1.jpg"><p>a</p><figcaption>Xã họp</figcaption></figure>',
            [Figure("https://binhlac.example/1.jpg", "Xã họp", 0)],
        ),
        ('<img src="javascript:alert(1)"><img><img src="http://[bad/1.jpg"><figure></figure>', []),
        ('<img src="/dem.gif" width="1" height="1"><img src="/i.png" width="16px">', []),
        ('<img src="/1.jpg" width="600" height="auto">', [Figure("https://binhlac.example/1.jpg")]),
    ],
)
def test_pictures_keep_their_place_and_words(html: str, figures: list[Figure]) -> None:
    assert read_fragment(html, BASE).figures == tuple(figures)


def test_a_relative_picture_without_a_base_has_no_address() -> None:
    read = read_fragment('<figure><img src="1.jpg"><figcaption>Xã họp</figcaption></figure>')

    assert read.figures == (Figure("", "Xã họp"),)
    assert read.html == "<figure><figcaption>Xã họp</figcaption></figure>"


@pytest.mark.parametrize(
    "unit",
    [
        *("<a ", "<!--", "<![CDATA[", "</", "<a b='", "<div>", "<figure>", "<table><td>", "&#", "&", "<b><p>x"),
        *("<ul><li>x", "<table><tr><td>x", "<tr><td>", "x<br><br><i>y</i>", "<blockquote>x", "<pre>x\n\n"),
    ],
)
def test_hostile_fragments_are_read_in_time(unit: str) -> None:
    assert isinstance(read_fragment(unit * 20_000).text, str)


def test_deep_nesting_loses_no_text() -> None:
    assert read_fragment("<div>" * 1000 + "Xã họp" + "</div>" * 1000).text == "Xã họp"


@given(st.text() | st.text(alphabet="<>/=\"'!-&; figurecaptbldv"))
def test_any_text_is_a_fragment(html: str) -> None:
    read = read_fragment(html)

    assert read.text == clean_text(read.text)


def test_files_that_it_links_to_are_told_once() -> None:
    html = '<p>Xem <a href="/ke hoach.pdf">Kế hoạch</a>, <a href="/ke hoach.pdf">bản in</a>, <a href="/tin">tin</a></p>'

    read = read_fragment(html, BASE)

    assert read.text == "Xem Kế hoạch, bản in, tin"
    assert read.files == (Attachment("https://binhlac.example/ke%20hoach.pdf", "bản in"),)
