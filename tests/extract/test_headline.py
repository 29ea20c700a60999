"""The title by vote; the subtitle below it."""

import pytest

from newsarchive.extract.headline import choose_title
from newsarchive.extract.located import key_of
from newsarchive.extract.metadata import Claim
from newsarchive.extract.page import read_page

TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
SITE = "Cổng tin xã Bình Lạc"
FIRST = "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."


def choose(*claims: tuple[str, float, str], seen: tuple[str, ...] = (), dated: tuple[str, ...] = ()) -> tuple[str, str]:
    found = (Claim(*claim) for claim in claims)
    return choose_title(found, set(map(key_of, seen)), set(map(key_of, dated)), (SITE,))


@pytest.mark.parametrize(
    ("claims", "seen", "title"),
    [
        ([(TITLE, 3.0, "a"), ("Đường hoa ở thôn Đông Hạ", 2.0, "h1")], ["Đường hoa ở thôn Đông Hạ"], 1),
        ([(SITE, 2.5, "a"), (SITE, 1.0, "b"), (TITLE, 1.2, "c")], [SITE, TITLE], 2),
        ([("Tin tức", 2.0, "h1"), (TITLE, 1.3, "part of title")], ["Tin tức", TITLE], 1),
        ([("Trang thông tin điện tử xã Bình Lạc", 2.5, "a"), (TITLE, 1.0, "b")], [TITLE], 1),
    ],
    ids=["seen", "name of the site", "long", "frame"],
)
def test_the_title_is_what_the_page_shows_and_is_neither_section_nor_site(
    claims: list[tuple[str, float, str]], seen: list[str], title: int
) -> None:
    assert choose(*claims, seen=tuple(seen))[0] == claims[title][0]


def test_no_title_is_chosen_that_the_page_hardly_claims_and_does_not_show() -> None:
    assert choose((TITLE, 1.0, "title"), ("", 3.0, "h1")) == ("", "")


def test_a_line_above_a_date_is_more_of_a_title_than_another() -> None:
    other = "Bạn hài lòng với thủ tục nào nhất"

    assert choose((other, 2.0, "a"), (TITLE, 2.0, "b"), seen=(other, TITLE), dated=(TITLE,))[0] == TITLE


def test_the_title_is_spelled_as_where_it_is_not_in_capitals() -> None:
    assert choose((TITLE.upper(), 3.0, "a"), (TITLE, 1.0, "b"), (TITLE, 1.0, "b"), seen=(TITLE,)) == (
        TITLE,
        "a, b and a visible line",
    )


@pytest.mark.parametrize(
    ("above", "subtitle"),
    [
        ("<h2>Mỗi nhà trồng một đoạn, tự chăm</h2><p>12/06/2018</p>", "Mỗi nhà trồng một đoạn, tự chăm"),
        ("<div>Mỗi nhà trồng một đoạn, tự chăm</div><p>12/06/2018</p>", "Mỗi nhà trồng một đoạn, tự chăm"),
        ("<p>12/06/2018</p><h2>Mỗi nhà trồng một đoạn, tự chăm</h2>", "Mỗi nhà trồng một đoạn, tự chăm"),
        ("<div>Đường hoa</div><p>12/06/2018</p>", ""),
        ("<div>Mỗi nhà trồng một đoạn, tự chăm</div><p>Xã Bình Lạc</p>", ""),
    ],
    ids=["heading", "between title and date", "below the date", "too short", "any line"],
)
def test_a_subtitle_stands_below_the_title(above: str, subtitle: str) -> None:
    page = (
        f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1>{above}<div><p>{FIRST}</p><p>{NEXT}</p></div></body></html>"
    )

    draft = read_page(page.encode()).draft

    assert (draft.title, draft.subtitle) == (TITLE, subtitle)
    assert not subtitle or subtitle not in draft.text
