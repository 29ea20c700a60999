"""The body of an article on its page: blocks in their places, pictures where they are kept, nothing that loads."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from fakes import make_article
from newsarchive.model.article import Figure
from newsarchive.render.body import body
from newsarchive.render.page import article_page
from newsarchive.render.printing import print_document

URL = "https://binhlac.example/anh/1.jpg"
FIGURE = f'<figure><img src="{URL}" alt="Bà con" width="600"><figcaption>Bà con nhận cây</figcaption></figure>'
TABLE = "<table><tbody><tr><th>Thôn</th><td>45 hộ</td></tr></tbody></table>"
ABOVE = "<h2>Kết quả</h2><p>Xã <strong>họp</strong>.</p>"
BELOW = "<ul><li>Một</li></ul><blockquote><p>Lời</p></blockquote>"
BLOCKS = f"{ABOVE}{FIGURE}{BELOW}{TABLE}"
TEXT = "Kết quả\n\nXã họp.\n\n- Một\n\nLời\n\nThôn | 45 hộ"
ARTICLE = make_article(text=TEXT, html=BLOCKS, figures=(Figure(URL, "Bà con nhận cây", 2),))


def test_blocks_stand_in_their_order() -> None:
    assert body(ARTICLE) == (
        f'{ABOVE}<figure><figcaption>Bà con nhận cây <a href="{URL}">Xem ảnh gốc</a></figcaption></figure>{BELOW}'
        f'<div class="scroll" role="region" aria-label="Bảng" tabindex="0">{TABLE}</div>'
    )


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(ARTICLE, id="in blocks"),
        pytest.param(replace(ARTICLE, html=""), id="in paragraphs"),
        pytest.param(replace(ARTICLE, html="<p>Khác hẳn</p>"), id="in blocks that say something else"),
    ],
)
@pytest.mark.parametrize("kept", ["1-anh/1.jpg", "data:image/png;base64,AA==", 'a"<b>.jpg'])
def test_kept_picture_is_shown(article: object, kept: str) -> None:
    assert isinstance(article, type(ARTICLE))

    images = images_in(body(article, {URL: kept}))

    assert [one["src"] for one in images] == [kept]


def images_in(markup: str) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "img":
                found.append(dict(attrs))

    Reader().feed(markup)
    return found


def test_kept_picture_has_its_words_and_size() -> None:
    markup = body(ARTICLE, {URL: "1-anh/1.jpg"})

    assert '<figure><img src="1-anh/1.jpg" alt="Bà con" width="600"><figcaption>Bà con nhận cây</figcaption>' in markup
    assert "Xem ảnh gốc" not in markup


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            f'<figure><img src="{URL}"></figure>',
            f'<figure><figcaption>Ảnh trong bài <a href="{URL}">Xem ảnh gốc</a></figcaption></figure>',
            id="without words",
        ),
        pytest.param(
            '<figure><img alt="x"></figure>',
            "<figure><figcaption>Ảnh trong bài</figcaption></figure>",
            id="without an address",
        ),
        pytest.param(f'<figure><p>Tin</p><img src="{URL}"></figure>', "<figure><p>Tin</p></figure>", id="among words"),
    ],
)
def test_picture_that_is_not_kept_is_never_loaded(html: str, expected: str) -> None:
    assert body(make_article(text="", html=html)) == expected


def test_picture_among_words_is_shown_where_it_is_kept() -> None:
    markup = body(make_article(text="Tin", html=f'<p>Tin <img src="{URL}"></p>'), {URL: "1.jpg"})

    assert markup == '<p>Tin <img src="1.jpg" alt=""></p>'


def test_only_a_page_with_files_beside_it_may_load_them() -> None:
    alone = article_page(ARTICLE, pictures={URL: "data:image/png;base64,AA=="})
    beside = article_page(ARTICLE, pictures={URL: "1-anh/1.jpg"})

    assert "img-src data:;" in alone
    assert "img-src data: 'self' file:;" in beside


def test_print_shows_kept_pictures() -> None:
    document = "".join(print_document([ARTICLE], pictures={URL: "data:image/png;base64,AA=="}))

    assert '<img src="data:image/png;base64,AA==" alt="Bà con" width="600">' in document
    assert "<h2>Kết quả</h2>" in document
