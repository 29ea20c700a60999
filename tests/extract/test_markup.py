import pytest

from newsarchive.extract.markup import (
    Block,
    BlockKind,
    Part,
    Picture,
    open_layout_tables,
    parse_html,
    read_parts,
    web_address,
)
from newsarchive.model.article import Attachment

BASE = "https://binhlac.example/tin/7.html"


def parts_of(html: str, base_url: str = BASE) -> tuple[Part, ...]:
    tree = parse_html(f"<div>{html}</div>")
    assert tree is not None
    return read_parts(tree, base_url)


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("1.jpg", "https://binhlac.example/tin/1.jpg"),
        ("//anh.example/1.jpg", "https://anh.example/1.jpg"),
        (" /a b.jpg ", "https://binhlac.example/a%20b.jpg"),
        ("http://a.example/x", "http://a.example/x"),
        ("", ""),
        ("mailto:xa@binhlac.example", ""),
        ("//[x", ""),
    ],
)
def test_addresses_are_absolute_or_none(address: str, absolute: str) -> None:
    assert web_address(address, BASE) == absolute


@pytest.mark.parametrize("html", ["", "   ", "<!-- x -->", "<?php ?>"])
def test_nothing_has_no_tree(html: str) -> None:
    assert parse_html(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<p style='text-align: center'>Toàn cảnh</p>",
        "<p align=center>Toàn cảnh</p>",
        "<center>Toàn cảnh</center>",
        "<p> <em>Toàn</em> <i>cảnh</i></p>",
        "<p class='image-caption'>Toàn cảnh</p>",
    ],
)
def test_centred_and_italic_lines_are_set_apart(html: str) -> None:
    assert parts_of(html) == (Block("Toàn cảnh", is_apart=True),)


def test_a_line_that_is_partly_italic_is_not_set_apart() -> None:
    assert parts_of("<p>Xã <i>họp</i></p>") == (Block("Xã họp"),)


def test_words_in_the_table_of_a_picture_are_set_apart() -> None:
    row = "<table><tr><td><img src=/1.jpg></td></tr><tr><td>Toàn cảnh</td></tr></table>"

    assert parts_of(row) == (Picture("https://binhlac.example/1.jpg"), Block("Toàn cảnh", True, BlockKind.ROW))


def test_words_in_other_tables_are_text() -> None:
    assert parts_of("<table><tr><td>Thôn</td><td>Hộ</td></tr></table>") == (Block("Thôn | Hộ", kind=BlockKind.ROW),)


@pytest.mark.parametrize("attribute", ["class='x d-none'", "style='display: none'"])
def test_hidden_elements_are_not_read(attribute: str) -> None:
    assert parts_of(f"Xã <span {attribute}>admin <img src=/1.jpg></span>họp") == (Block("Xã họp"),)


def test_linked_files_are_kept_with_their_words() -> None:
    html = "<a href='/mau don.doc'>Phần <b>1</b></a> <a href='/x.html'>Trang</a> <a href='/KH.PDF?v=1'></a>"

    files = [part for part in parts_of(html) if isinstance(part, Attachment)]

    assert files == [
        Attachment("https://binhlac.example/mau%20don.doc", "Phần 1"),
        Attachment("https://binhlac.example/KH.PDF?v=1", ""),
    ]


def test_files_without_an_address_are_left_out() -> None:
    assert parts_of("<a href='x.pdf'>Tệp</a>", "") == (Block("Tệp"),)


@pytest.mark.parametrize(
    "crowd",
    [
        pytest.param(" ".join(f"a{number}=1" for number in range(50_000)), id="plain"),
        pytest.param(" ".join(f"a{number}='>'" for number in range(50_000)), id="quoted"),
        pytest.param("/".join(f"a{number}" for number in range(50_000)), id="without spaces"),
    ],
)
def test_a_tag_crowded_with_attributes_is_read_without_them(crowd: str) -> None:
    assert parts_of(f"<p {crowd} align=center>Xã họp</p>") == (Block("Xã họp"),)


def test_a_long_address_is_no_crowd() -> None:
    assert parts_of(f"<p title='{'x' * 5000}' align=center>Xã họp</p>") == (Block("Xã họp", is_apart=True),)


@pytest.mark.parametrize(
    ("html", "kind", "level"),
    [
        ("<p>Xã họp</p>", BlockKind.PARAGRAPH, 0),
        ("Xã họp", BlockKind.PARAGRAPH, 0),
        ("<h1>Xã họp</h1>", BlockKind.HEADING, 1),
        ("<h4><span>Xã họp</span></h4>", BlockKind.HEADING, 4),
        ("<blockquote><p>Xã họp</p></blockquote>", BlockKind.QUOTE, 0),
        ("<pre>Xã họp</pre>", BlockKind.PRE, 0),
        ("<table><tr><td>Xã họp</td></tr></table>", BlockKind.ROW, 0),
        ("<table><tr><td><p>Xã họp</p></td></tr></table>", BlockKind.PARAGRAPH, 0),
        ("<table><caption>Xã họp</caption></table>", BlockKind.PARAGRAPH, 0),
        ("<table>Xã họp</table>", BlockKind.PARAGRAPH, 0),
    ],
)
def test_blocks_know_what_they_are(html: str, kind: BlockKind, level: int) -> None:
    assert parts_of(html) == (Block("Xã họp", kind=kind, level=level),)


def test_items_are_told_from_their_sign() -> None:
    (item,) = parts_of("<ol><li>- Xã họp</li></ol>")

    assert item == Block("- - Xã họp", kind=BlockKind.ITEM)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("width=600 height='400px'", (600, 400)),
        ("width='100%' height=auto", (0, 0)),
        ("width=99999 height=-1", (0, 0)),
        ("width='٦٠٠'", (0, 0)),
    ],
)
def test_pictures_tell_the_size_that_is_declared(attributes: str, size: tuple[int, int]) -> None:
    (picture,) = parts_of(f"<img src=/1.jpg alt=' Toàn  cảnh ' {attributes}>")

    assert isinstance(picture, Picture)
    assert (picture.width, picture.height, picture.alt) == (*size, "Toàn cảnh")


def test_bullets_stay_out_of_captions() -> None:
    html = "<li><figure><img src=/1.jpg><figcaption>Toàn cảnh</figcaption></figure>Xã họp</li>"

    assert parts_of(html) == (
        Picture("https://binhlac.example/1.jpg", "Toàn cảnh"),
        Block("- Xã họp", kind=BlockKind.ITEM),
    )


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<table><tr><td>A<td>B</table>", ["table", "tr", "td", "td"]),
        ("<table><tbody><tr><td>A<table><tr><td>B</table></table>", ["div"] * 4 + ["table", "tr", "td"]),
        (f"<table><tr><td>{'Xã họp. ' * 50}</table>", ["div"] * 3),
    ],
    ids=["of data", "around a table", "around text"],
)
def test_tables_that_lay_out_a_page_become_blocks(html: str, tags: list[str]) -> None:
    tree = parse_html(f"<div>{html}</div>")
    assert tree is not None

    open_layout_tables(tree)

    assert [element.tag for element in tree.iter()][3:] == tags
