import pytest

from newsarchive.extract.fields import (
    Kind,
    is_account,
    kind_of,
    read_date_line,
    read_label,
    read_names,
    read_office,
    read_section,
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Xã họp.", Kind.SHORT),
        ("Xã họp bàn việc làng./.", Kind.SHORT),
        ("Xã họp bàn việc làng trong ba ngày liền, ai cũng vui./.", Kind.PARAGRAPH),
        ("Xã họp bàn việc làng trong ba ngày liền, ai cũng vui, ai cũng có phần việc.", Kind.PARAGRAPH),
        ("Xã họp " * 20, Kind.PARAGRAPH),
        ("08:30 05/10/2018", Kind.DATE),
        ("Tác giả: Thanh", Kind.BYLINE),
        ("Tin: mưa to ở vùng cao", Kind.SHORT),
        ("Nguồn: Đài xã", Kind.SOURCE),
        ("Rss", Kind.CHROME),
    ],
)
def test_lines_are_of_one_kind(line: str, kind: Kind) -> None:
    assert kind_of(line) is kind


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ngày đăng 05/10/2018 | 08:30 | View count: 12", ()),
        ("Đăng lúc: 08:30 ngày 05/10/2018 | Lượt xem: 3", ()),
        ("Thứ sáu - 05/10/2018 08:30 0", ()),
        ("08:30 05/10/2018 7 liên quan Gốc", ()),
        ("Lê Thu Hà - 08:30, 05/10/2018", ("Lê Thu Hà",)),
    ],
)
def test_date_lines_say_when_and_who(line: str, names: tuple[str, ...]) -> None:
    found = read_date_line(line)

    assert found is not None
    assert found.moment.value == "2018-10-05T08:30:00+07:00"
    assert found.names == names


@pytest.mark.parametrize(
    "line",
    [
        "Số 15/KH-UBND ngày 05/10/2018",
        "05/10/2018 xã họp bàn việc làng",
        "Hội nghị ngày 05/10/2018",
        "Ngày 5/10",
        "Xã họp",
        "05/10/2018" + " " * 200 + "|",
    ],
)
def test_a_line_with_a_date_in_it_is_no_date_line(line: str) -> None:
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Bài, ảnh: Lê Thu Hà", ("Lê Thu Hà",)),
        ("Tin, ảnh: Thu Hà và Văn Bình", ("Thu Hà", "Văn Bình")),
        ("Tác giả: Lê Thu Hà (Theo Đài xã)", ("Lê Thu Hà",)),
        ("Tác giả: Lê Thu Hà | Nguồn tin: Đài xã", ("Lê Thu Hà",)),
        ("Thực hiện: Ban biên tập", ("Ban biên tập",)),
        ("Tác giả: Thanh", ("Thanh",)),
        ("Người đăng: Admin", ()),
        ("Người đăng: quantri01", ()),
        ("Tin: mưa to", None),
        ("Lê Thu Hà", None),
    ],
)
def test_labels_name_authors(line: str, names: tuple[str, ...] | None) -> None:
    assert read_label(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Thu Hà", ("Thu Hà",)),
        ("Thu Hà – Văn Bình", ("Thu Hà", "Văn Bình")),
        ("Thu Hà-Văn Bình", ("Thu Hà", "Văn Bình")),
        ("Thu Hà, Văn Bình & N.V.A", ("Thu Hà", "Văn Bình", "N.V.A")),
        ("PV. Thu Hà (tổng hợp)", ("Thu Hà",)),
        ("LÊ THU HÀ", ("LÊ THU HÀ",)),
        ("PV", ("PV",)),
        ("Hà Nội", ()),
        ("Thôn Đông Hạ", ()),
        ("Hết", ()),
        ("Thu Hà phát biểu", ()),
        ("Thu Hà:", ()),
        ("Một, Hai, Ba, Bốn, Năm", ()),
        ("", ()),
        ("Thu Hà " * 40, ()),
    ],
)
def test_names_alone_on_a_line_are_read(line: str, names: tuple[str, ...]) -> None:
    assert read_names(line) == names


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("Đài Truyền thanh xã", ("Đài Truyền thanh xã",)),
        ("Phòng chống lũ là việc của mọi nhà trong xã", ()),
        ("Hội họp bàn việc làng.", ()),
        ("Xã họp", ()),
    ],
)
def test_offices_sign_too(line: str, office: tuple[str, ...]) -> None:
    assert read_office(line) == office


@pytest.mark.parametrize(("name", "is_one"), [("Admin English", True), ("Quản trị viên", True), ("Lê Thu Hà", False)])
def test_accounts_are_no_persons(name: str, is_one: bool) -> None:
    assert is_account(name) is is_one


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Trang chủ › Tin tức › Xã họp", "Tin tức"),
        ("Trang chủ / Dân vận", "Dân vận"),
        ("- Dân vận -", "Dân vận"),
        ("Xã họp", ""),
        ("Một tên chuyên mục dài hơn tám chữ thì không phải", ""),
        ("Xã họp bàn.", ""),
        ("Liên hệ", ""),
        ("Điện thoại: 0200", ""),
    ],
)
def test_sections_stand_at_the_end_of_a_path(line: str, section: str) -> None:
    assert read_section(line, "Xã họp") == section
