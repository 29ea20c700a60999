import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.files import is_reference, read_file
from newsarchive.model.article import Attachment

PLAN = "https://binhlac.example/f/kh-15.pdf"


@pytest.mark.parametrize(
    ("line", "file"),
    [
        (PLAN, Attachment(PLAN)),
        (f"Kế hoạch số 15: {PLAN}", Attachment(PLAN, "Kế hoạch số 15")),
        (f"File đính kèm: kh-15.pdf ({PLAN})", Attachment(PLAN, "kh-15.pdf")),
        (f"Tải về: {PLAN} (1,2 MB)", Attachment(PLAN)),
        (f"Kế hoạch 15 | {PLAN}", Attachment(PLAN, "Kế hoạch 15")),
        (PLAN + "?v=2", Attachment(PLAN + "?v=2")),
    ],
)
def test_a_file_is_known_by_its_address(line: str, file: Attachment) -> None:
    assert read_file(line) == file


@pytest.mark.parametrize(
    "line", ["kh-15.pdf", "https://binhlac.example/tin", "www.binhlac.example/kh.pdf", f"{PLAN} {PLAN}", ""]
)
def test_without_one_address_of_a_file_there_is_none(line: str) -> None:
    assert read_file(line) is None


@pytest.mark.parametrize(
    "line",
    [
        PLAN,
        "https://binhlac.example/tin/" + "rat-dai-" * 200,
        "Link gốc: https://binhlac.example/tin/15",
        "Xem chi tiết tại đây: www.binhlac.example/tin/15",
        "Chi tiết xem tại: https://binhlac.example/tin/15",
        "ke-hoach-15.docx",
        "Kế hoạch phát triển kinh tế.docx (1,2 MB)",
        "Tệp đính kèm: kh-15.pdf",
        "Tài liệu đính kèm",
        "File đính kèm:",
        f"Tải về: {PLAN} (1,2 MB)",
    ],
)
def test_lines_of_addresses_and_files_are_references(line: str) -> None:
    assert is_reference(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Xã họp bàn việc làng",
        "Bà con xem tại https://binhlac.example và làm theo",
        "Tài liệu đã phát cho bà con",
        "Kế hoạch: xem tệp kh.pdf rồi làm theo",
        "Xem tại đây",
        "Tải trọng cầu: 5 tấn",
        "https://binhlac.example/" + "a" * 3000,
        PLAN + " rất dài" * 40,
    ],
)
def test_sentences_are_no_references(line: str) -> None:
    assert not is_reference(line)


@given(st.text(alphabet=st.sampled_from("https://.pdfwtảivề: |()1MB")) | st.text())
def test_any_line_is_a_reference_or_not(line: str) -> None:
    assert is_reference(line) in {True, False}
    file = read_file(line)
    assert file is None or file.url.lower().startswith("http")


@pytest.mark.parametrize("unit", ["https://a.pdf ", "tải về ", "1.", ".pdf", "xem ", "(1 MB) ", "a"])
def test_long_hostile_references_are_judged_in_time(unit: str) -> None:
    line = unit * (2400 // len(unit)) + "!"

    assert not is_reference(line)
    assert read_file(line) is None
