import pytest

from newsarchive.extract.fields import Kind, kind_of, read_date_line
from newsarchive.extract.names import is_account, read_label, read_names, read_office
from newsarchive.extract.sections import is_breadcrumb, is_known_section, read_section, read_section_label


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
        ("(Theo TTXVN)", Kind.SOURCE),
        ("Thu Hà (theo TTXVN)", Kind.SHORT),
        ("kh-15.pdf", Kind.REFERENCE),
        ("https://binhlac.example/" + "tin-" * 50, Kind.REFERENCE),
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
        ("Thứ bảy, 08:30, 05/10/2018 (GMT+7)", ()),
        ("(Cập nhật: 05/10/2018 8:30 SA)", ()),
        ("Được đăng: Thứ sáu, 05 Tháng 10 2018 08:30", ()),
        ("Bình Lạc, ngày 05/10/2018 08:30", ()),
        ("Lê Thu Hà - 08:30, 05/10/2018", ("Lê Thu Hà",)),
        ("Viết bởi Lê Thu Hà 08:30, 05/10/2018", ("Lê Thu Hà",)),
        ("By admin 05/10/2018 08:30", ()),
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
        "Bình Lạc, ngày 05/10/2018 xã họp",
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
        ("Cô Thu Hà", ("Thu Hà",)),
        ("Thu Hà - Trung tâm Văn hóa, Thông tin huyện", ("Thu Hà",)),
        ("Phòng VH&TT", ()),
        ("Đoàn Phong Lan", ("Đoàn Phong Lan",)),
        ("Theo Thu Hà", ()),
        ("BÁO CÁO", ()),
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


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Chuyên mục: Dân vận", "Dân vận"),
        ("Danh mục : Tin tức > Dân vận", "Dân vận"),
        ("Chuyên mục:", ""),
        ("Dân vận", ""),
    ],
)
def test_labels_name_sections(line: str, section: str) -> None:
    assert read_section_label(line) == section


@pytest.mark.parametrize(
    ("line", "is_known", "is_path"),
    [
        ("Tin tức – Sự kiện", True, False),
        ("Tin tức và sự kiện:", True, False),
        ("Trang chủ » Hội họp", True, True),
        ("Kinh tế > Nông nghiệp", True, True),
        ("Bò > trâu", False, False),
        ("Hội họp", False, False),
    ],
)
def test_sections_that_many_portals_have_are_known(line: str, is_known: bool, is_path: bool) -> None:
    assert (is_known_section(line), is_breadcrumb(line)) == (is_known, is_path)
