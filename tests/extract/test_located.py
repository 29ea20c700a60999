"""The rows of a text are found among the parts of its page."""

from newsarchive.extract.located import Line, lines_of, locate, locate_runs, with_lists
from newsarchive.extract.markup import parse_html, read_parts
from newsarchive.extract.parts import Block, Part

FIRST = "Bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm sóc."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn."


def lines(*texts: str) -> tuple[Line, ...]:
    return lines_of([Block(text) for text in texts])


def parts_of(body: str) -> tuple[Part, ...]:
    tree = parse_html(f"<body>{body}</body>")
    assert tree is not None
    return read_parts(tree)


def test_rows_are_found_whatever_their_signs_and_accents() -> None:
    found = locate([f"| {FIRST.upper()} |", NEXT], lines("Trang chủ", FIRST, "Quảng cáo", NEXT, "Bản quyền"))

    assert (found.places, found.share) == ((1, 3), 1.0)


def test_a_block_of_several_rows_is_found_and_one_that_holds_a_row_in_passing_is_not() -> None:
    page = lines(f"{FIRST}\n{NEXT}", f"{FIRST} {NEXT} {FIRST[::-1]} {NEXT[::-1]} {FIRST[::-1]}")

    assert locate([FIRST, NEXT], page).places == (0,)


def test_of_copies_the_one_beside_the_text_counts() -> None:
    assert locate([FIRST, NEXT], lines(FIRST, "Tin tức", FIRST, NEXT)).places == (2, 3)


def test_a_part_of_a_row_that_was_found_adds_nothing() -> None:
    assert locate([FIRST, FIRST[20:80]], lines(FIRST, NEXT)).places == (0,)


def test_rows_in_another_order_are_found() -> None:
    assert locate([NEXT, FIRST], lines(FIRST, NEXT)).places == (0, 1)


def test_a_row_whose_middle_differs_is_known_by_its_ends() -> None:
    shown = f"{FIRST} [xem ảnh] {NEXT}"

    found = locate([f"{FIRST} {NEXT}"], lines(shown, FIRST[::-1]))

    assert (found.places, found.share) == ((0,), 1.0)


def test_rows_that_begin_as_a_line_and_end_otherwise_are_not_found() -> None:
    assert locate([f"{FIRST} {FIRST[::-1]}"], lines(FIRST)).places == ()


def test_a_short_row_is_found_near_the_one_before_only() -> None:
    page = lines("Hoa", FIRST, "Hoa", *[f"Tin thứ {number} của xã" for number in range(80)], "Kênh")

    found = locate([FIRST, "Hoa", "Kênh", "Rss"], page)

    assert found.places == (1, 2)


def test_rows_that_are_not_on_the_page_are_looked_for_a_number_of_times() -> None:
    rows = [f"{number} {FIRST[::-1]}" for number in range(300)]

    found = locate([*rows, FIRST, NEXT], lines(NEXT, FIRST))

    assert found.places == (1,)
    assert found.share < 0.1


def test_nothing_is_found_of_nothing() -> None:
    assert (locate([], lines(FIRST)).places, locate(["…"], ()).share) == ((), 0.0)


def test_lists_between_paragraphs_are_of_the_text_but_for_lists_of_links() -> None:
    items = "<ul><li>Đông Hạ: 45 hộ</li></ul>"
    links = "<ul><li><a href=/1>Xã gặt nhanh lúa mùa</a></li></ul>"

    whole = parts_of(
        f"<p>{FIRST}</p>{items}<img src=http://a.example/1.jpg><p>{NEXT}</p>{links}<p>{FIRST}</p><p>Hết</p>"
    )
    paragraphs = [place for place, part in enumerate(whole) if getattr(part, "text", "") in {FIRST, NEXT}]

    assert with_lists(whole, [*paragraphs, len(whole)]) == (0, 1, *paragraphs[1:], len(whole))


def test_lines_of_single_elements_are_found_as_they_stand() -> None:
    page = lines("Hoa", "Kênh", FIRST, "Hoa", NEXT, "Hoa")

    assert locate_runs([["Kênh", FIRST], ["Cầu"], ["Hoa"]], page) == (1, 2, 3)
    assert locate_runs([], page) == ()


def test_pictures_between_rows_do_not_part_a_list() -> None:
    parts = parts_of(f"<p>{FIRST}</p><h3>Hết</h3><p>{NEXT}</p>")

    assert with_lists(parts, (0, 2)) == (0, 2)
