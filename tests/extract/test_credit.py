import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.credit import read_credit, read_reprinted_names
from newsarchive.extract.fields import Kind, kind_of


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Theo Báo Bình Lạc", "Báo Bình Lạc"),
        ("Theo báo Bình Lạc", "báo Bình Lạc"),
        ("(Theo TTXVN)", "TTXVN"),
        ("(Theo Đài Phát thanh huyện).", "Đài Phát thanh huyện"),
        ("Theo Cổng thông tin điện tử tỉnh Bình Lạc", "Cổng thông tin điện tử tỉnh Bình Lạc"),
        ("Theo Dân Ta", "Dân Ta"),
        ("Theo Thu Hà", "Thu Hà"),
        ("Theo baobinhlac.example", "baobinhlac.example"),
        ("Theo: baobinhlac.example", "baobinhlac.example"),
        ("Theo UBND huyện Bình Lạc", "UBND huyện Bình Lạc"),
        ("Dẫn theo Báo Bình Lạc", "Báo Bình Lạc"),
        ("Tổng hợp từ Báo Bình Lạc", "Báo Bình Lạc"),
        ("Nguồn: www.baobinhlac.example", "baobinhlac.example"),
        ("Nguồn: https://www.BaoBinhLac.example/tin/15.html", "baobinhlac.example"),
        ("Nguồn tin: Đài xã", "Đài xã"),
        ("Nguồn bài viết: Đài xã.", "Đài xã"),
        ("(Nguồn: Đài xã)", "Đài xã"),
        ("Nguồn : Phòng Tư pháp, huyện Bình Lạc", "Phòng Tư pháp, huyện Bình Lạc"),
        ("Bích Hường (tổng hợp từ Báo Bình Lạc)", "Báo Bình Lạc"),
        ("Thu Hà – Văn Bình (theo TTXVN)", "TTXVN"),
        ("PV Thu Hà (Nguồn: Đài xã)", "Đài xã"),
        ("Tác giả: Thu Hà - Nguồn: Đài xã", "Đài xã"),
        ("Tác giả: Thu Hà | Nguồn tin: Đài xã", "Đài xã"),
        ("Người đăng: admin - Nguồn: Đài xã", "Đài xã"),
        ("Thu Hà - Nguồn: Đài xã", "Đài xã"),
        ("Theo Thu Hà/Báo Bình Lạc", "Báo Bình Lạc"),
        ("Theo Thu Hà/baobinhlac.example", "baobinhlac.example"),
        ("Nguồn: Thu Hà/Báo Bình Lạc", "Báo Bình Lạc"),
    ],
)
def test_sources_are_read(line: str, credit: str) -> None:
    assert read_credit(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Theo kế hoạch, xã sẽ họp vào tháng tới",
        "Theo kế hoạch",
        "Theo đó",
        "Theo Nghị quyết của Đảng ủy",
        "Theo Ban Chỉ đạo, xã đã gieo cấy xong",
        "Theo Báo Bình Lạc, xã đã gieo cấy xong",
        "Theo Báo Bình Lạc ngày hôm qua thì xã đã gieo cấy xong",
        "Theo chân bộ đội",
        "Nguồn lực: đất đai",
        "Nguồn nước: giếng khoan",
        "Nguồn ảnh: Thu Hà",
        "Xã họp bàn việc làng (theo kế hoạch năm)",
        "Ba hộ thoát nghèo (theo Báo Bình Lạc)",
        "Kinh phí lấy từ hai nguồn: dân góp và xã cấp",
        "Bích Hường (tổng hợp)",
        "Nguồn: " + "rất dài " * 20,
        "Nguồn: Đài xã" + " " * 200 + ".",
    ],
)
def test_running_text_names_no_source(line: str) -> None:
    assert read_credit(line) == ""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Theo Thu Hà/Báo Bình Lạc", ("Thu Hà",)),
        ("(Theo Thu Hà - Văn Bình/Báo Bình Lạc)", ("Thu Hà", "Văn Bình")),
        ("Theo Báo Bình Lạc", ()),
        ("Theo Thu Hà", ()),
        ("Thu Hà/Báo Bình Lạc", ()),
        ("", ()),
    ],
)
def test_names_stand_before_their_paper(line: str, names: tuple[str, ...]) -> None:
    assert read_reprinted_names(line) == names


@pytest.mark.parametrize("line", ["Theo Báo Bình Lạc", "(Theo TTXVN)", "Nguồn tin: Đài xã", "Theo Thu Hà/Báo Bình Lạc"])
def test_a_line_of_a_source_is_no_name_and_no_title(line: str) -> None:
    assert kind_of(line) is Kind.SOURCE


@given(st.text(alphabet=st.sampled_from("Theo nguồn:(/)- Báo.,")) | st.text())
def test_any_line_names_a_source_or_none(line: str) -> None:
    assert read_credit(line) == read_credit(line).strip()


@pytest.mark.parametrize("unit", ["Theo ", "Nguồn: ", "(", "A/", "a.", "- "])
def test_long_hostile_sources_are_read_in_time(unit: str) -> None:
    assert len(read_credit("Theo " + unit * (190 // len(unit)))) <= 190
