import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.extract.pasted import read_pasted, read_text
from newsarchive.extract.titles import guess_title
from newsarchive.model.article import Attachment, Figure, Moment
from newsarchive.model.extraction import Evidence
from newsarchive.text.normalize import clean_text

LEAD = "Sáng 12/6, bà con thôn Đông Hạ trồng hoa dọc đường trục thôn, mỗi nhà một đoạn, tự chăm sóc quanh năm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại, gắn với ngày chủ nhật xanh của đoàn viên thanh niên."
TITLE = "Thôn Đông Hạ có đường hoa"
LONG = "Thôn Đông Hạ, xã Bình Lạc có đường hoa dài nhất huyện do bà con cùng trồng"


def paste(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    "form",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: "\ufeff" + text.replace("\n", " \n "),
    ],
    ids=["CRLF", "NFD", "NBSP", "single line feeds", "spaces"],
)
def test_the_form_of_a_paste_does_not_matter(form: object) -> None:
    text = paste(
        "EmailPrintAa", "Nông thôn mới", TITLE, LEAD, "Bà con thôn Đông Hạ bên đường hoa", NEXT, "Thu Hà", "Rss"
    )

    draft = read_text(form(text))  # type: ignore[operator]  # lambdas of the table above

    assert draft == read_text(text)
    assert (draft.title, draft.section, draft.byline) == (TITLE, "Nông thôn mới", ("Thu Hà",))
    assert draft.text == paste(LEAD, NEXT)
    assert draft.figures == (Figure("", "Bà con thôn Đông Hạ bên đường hoa", 1),)


def test_the_first_of_two_sections_counts() -> None:
    found = read_pasted(paste(TITLE, LEAD, NEXT, "Chuyên mục: Nông nghiệp", "Chuyên mục: Nông thôn"))

    assert found.draft.section == "Nông nghiệp"
    assert [one.field for one in found.evidence].count("section") == 1


@pytest.mark.parametrize(
    "text", ["", " \n ", "Rss\nEmailPrintAa\n1.234", "Xin chào", "05/10/2018", "Trang chủ » Tin tức"]
)
def test_chrome_alone_is_no_article(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_text(text)

    assert caught.value.message == "text: no article in it"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (LEAD, "Sáng 12/6, bà con thôn Đông Hạ trồng hoa dọc đường trục thôn, mỗi nhà một đoạn, tự chăm sóc quanh…"),
        ("Xã họp bàn việc làng. " + LEAD, "Xã họp bàn việc làng"),
        ("Hoa" * 60 + " ở xã Bình Lạc.", "Hoa" * 33 + "H…"),
        ("Xã họp bàn việc làng", "Xã họp bàn việc làng"),
    ],
)
def test_a_single_paragraph_gives_its_own_title(text: str, title: str) -> None:
    draft = read_text(text)

    assert (draft.title, draft.text) == (title, text)


@pytest.mark.parametrize(
    ("lines", "title", "section"),
    [
        ((TITLE, LEAD), TITLE, ""),
        (("Thông báo", LEAD), LEAD[:99].rpartition(" ")[0] + "…", "Thông báo"),
        (("Giấy mời họp", LEAD), "Giấy mời họp", ""),
        (("Dân vận", TITLE, LEAD), TITLE, "Dân vận"),
        (("Chi hội Phụ nữ", TITLE, LEAD), TITLE, "Chi hội Phụ nữ"),
        (("Trang chủ > Dân vận > " + TITLE, TITLE, LEAD), TITLE, "Dân vận"),
        ((TITLE, TITLE, LEAD), TITLE, ""),
        ((f"{TITLE} {TITLE}", LEAD), TITLE, ""),
        (
            ("Dân vận", "Thôn Đông Hạ\nra quân trồng hoa", "12/06/2018 08:30", LEAD),
            "Thôn Đông Hạ ra quân trồng hoa",
            "Dân vận",
        ),
        (
            ("Một tiêu đề dài không có dấu chấm " * 4 + "hết", LEAD),
            ("Một tiêu đề dài không có dấu chấm " * 4 + "hết"),
            "",
        ),
        (("Dân vận", "Xã họp bàn việc làng", "Tối nay xã họp."), "Xã họp bàn việc làng", "Dân vận"),
        (("Lịch trực", "Thứ hai: ông Lộc"), "Lịch trực", ""),
    ],
)
def test_the_title_is_found_above_the_text(lines: tuple[str, ...], title: str, section: str) -> None:
    draft = read_text(paste(*lines))

    assert (draft.title, draft.section) == (title, section)


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ((TITLE, "13/06/2018 08:30", LEAD), "2018-06-13T08:30:00+07:00"),
        ((TITLE, LEAD, "Cập nhật: 13/06/2018"), "2018-06-13"),
        (("13/06/2018", TITLE, LEAD), "2018-06-13"),
        (("25/11/2018", TITLE, LEAD), "--06-12"),
        (("13/06/2018", TITLE, NEXT), "2018-06-13"),
        (("25/11/2025 10:00:00 GMT+7", "Dân vận", TITLE, NEXT), ""),
        ((TITLE, LEAD), "--06-12"),
        ((TITLE, NEXT), ""),
    ],
)
def test_the_date_is_that_of_the_article_not_of_the_page(lines: tuple[str, ...], value: str) -> None:
    assert read_text(paste(*lines)).published.value == value


@pytest.mark.parametrize(
    ("below", "byline"),
    [
        ("Thu Hà – Văn Bình", ("Thu Hà", "Văn Bình")),
        ("Tác giả: Thu Hà - Nguồn: Đài xã", ("Thu Hà",)),
        ("Thu Hà - 08:30, 13/06/2018", ("Thu Hà",)),
        ("Ban biên tập xã", ("Ban biên tập xã",)),
        ("Nguồn: Đài xã", ()),
        ("Theo Thu Hà/Báo Bình Lạc", ("Thu Hà",)),
        ("Chuyên mục: Dân vận", ()),
        ("https://binhlac.example/tin/15", ()),
        ("Tệp đính kèm: kh-15.pdf", ()),
        ("Người đăng: admin", ()),
    ],
)
def test_names_below_the_text_are_the_byline(below: str, byline: tuple[str, ...]) -> None:
    draft = read_text(paste(TITLE, LEAD, NEXT, below))

    assert draft.byline == byline
    assert draft.text == paste(LEAD, NEXT)


def test_names_behind_the_end_mark_are_the_byline() -> None:
    draft = read_text(paste(TITLE, LEAD, f"{NEXT[:-1]}./.Thu Hà"))

    assert draft.byline == ("Thu Hà",)
    assert draft.text.endswith("thanh niên./.")


@pytest.mark.parametrize(
    ("below", "credit"),
    [
        ("Nguồn: Đài xã", "Đài xã"),
        ("(Theo Báo Bình Lạc)", "Báo Bình Lạc"),
        ("Thu Hà (tổng hợp từ Báo Bình Lạc)", "Báo Bình Lạc"),
        ("Tác giả: Thu Hà - Nguồn: Đài xã", "Đài xã"),
        ("Nguồn: Đài xã\n\nTheo Báo Bình Lạc", "Đài xã"),
        ("Thu Hà", ""),
    ],
)
def test_a_line_below_the_text_tells_whom_it_is_taken_from(below: str, credit: str) -> None:
    draft = read_text(paste(TITLE, LEAD, NEXT, below))

    assert draft.credit == credit
    assert draft.text == paste(LEAD, NEXT)


@pytest.mark.parametrize("ending", [" (Theo Báo Bình Lạc)", " (Nguồn: Báo Bình Lạc).", "(theo Thu Hà/Báo Bình Lạc)"])
def test_a_source_at_the_end_of_the_text_is_taken_from_it(ending: str) -> None:
    draft = read_text(paste(TITLE, LEAD, NEXT + ending))

    assert (draft.text, draft.credit) == (paste(LEAD, NEXT), "Báo Bình Lạc")


def test_names_and_source_behind_the_end_mark_are_both_kept() -> None:
    draft = read_text(paste(TITLE, LEAD, f"{NEXT[:-1]}./. Thu Hà (Theo Báo Bình Lạc)"))

    assert (draft.byline, draft.credit) == (("Thu Hà",), "Báo Bình Lạc")


def test_brackets_that_name_no_source_stay() -> None:
    assert read_text(paste(TITLE, LEAD, NEXT + " (theo kế hoạch của xã)")).text.endswith("(theo kế hoạch của xã)")


def test_a_file_with_its_address_is_an_attachment_wherever_it_stands() -> None:
    plan, form = "https://binhlac.example/kh-15.pdf", "https://binhlac.example/mau.docx"

    draft = read_text(paste(TITLE, LEAD, f"Kế hoạch 15: {plan}", NEXT, "Tệp đính kèm:", form, form))

    assert draft.attachments == (Attachment(plan, "Kế hoạch 15"), Attachment(form))
    assert draft.text == paste(LEAD, NEXT)


def test_an_address_within_the_text_stays() -> None:
    link = "Xem tại: https://binhlac.example/tin/15"

    assert read_text(paste(TITLE, LEAD, link, NEXT)).text == paste(LEAD, link, NEXT)


@pytest.mark.parametrize(
    ("lines", "title", "subtitle"),
    [
        ((LONG, "Mỗi nhà một đoạn đường", "13/06/2018", LEAD), LONG, "Mỗi nhà một đoạn đường"),
        (("Hoạt động của lãnh đạo xã", LONG, "13/06/2018", LEAD), LONG, ""),
        (("XÃ BÌNH LẠC VÀ NHÂN DÂN", TITLE, "13/06/2018", LEAD), TITLE, ""),
        ((TITLE, "MỖI NHÀ MỘT ĐOẠN ĐƯỜNG", LEAD), "MỖI NHÀ MỘT ĐOẠN ĐƯỜNG", ""),
        (("Dân vận", TITLE, "MỖI NHÀ MỘT ĐOẠN ĐƯỜNG", LEAD), "MỖI NHÀ MỘT ĐOẠN ĐƯỜNG", ""),
        (
            ("Dân vận", TITLE, "Mỗi nhà một đoạn đường hoa, tự chăm sóc", LEAD),
            TITLE,
            "Mỗi nhà một đoạn đường hoa, tự chăm sóc",
        ),
        (("Dân vận", "Hội Nông dân xã Bình Lạc", TITLE, "13/06/2018", LEAD), TITLE, ""),
        (("Dân vận", TITLE, TITLE, LEAD), TITLE, ""),
        ((LONG, "Mỗi nhà một đoạn đường", LEAD), LONG, "Mỗi nhà một đoạn đường"),
        ((LONG, "Mỗi nhà một đoạn đường", "Thu Hà", "13/06/2018", LEAD), LONG, "Mỗi nhà một đoạn đường"),
        ((LONG, "Mỗi nhà một đoạn đường", "Nở hoa quanh năm suốt tháng", LEAD), LONG, ""),
        ((LONG, "Mỗi nhà một đoạn đường"), LONG, ""),
        ((TITLE, "13/06/2018", "Mỗi nhà một đoạn đường", LEAD), TITLE, ""),
        ((TITLE, "Bà con ra quân trồng hoa", LEAD), TITLE, ""),
        ((TITLE, "Bà con bên đường hoa. Ảnh: Thu Hà", "13/06/2018", LEAD), TITLE, ""),
        ((TITLE, "Kính gửi bà con trong thôn", "13/06/2018", LEAD), TITLE, ""),
        ((TITLE, "Kết quả cụ thể như sau:", "13/06/2018", LEAD), TITLE, ""),
        ((TITLE, "13/06/2018", "Mỗi nhà một đoạn", "Tự chăm sóc hoa", LEAD), TITLE, ""),
        ((TITLE, "Chuyên mục: Nông thôn mới", "13/06/2018", LEAD), TITLE, ""),
    ],
)
def test_a_second_headline_is_the_subtitle(lines: tuple[str, ...], title: str, subtitle: str) -> None:
    draft = read_text(paste(*lines))

    assert (draft.title, draft.subtitle) == (title, subtitle)


def test_the_head_of_a_letter_is_no_title() -> None:
    draft = read_text(
        paste("ỦY BAN NHÂN DÂN\nXÃ BÌNH LẠC", "Bình Lạc, ngày 13 tháng 6 năm 2018", "BÁO CÁO", TITLE, LEAD)
    )

    assert (draft.title, draft.section, draft.published.value) == (TITLE, "BÁO CÁO", "2018-06-13")


@pytest.mark.parametrize(
    ("lines", "published", "event"),
    [
        ((TITLE, "13/06/2018", LEAD), "2018-06-13", "2018-06-12"),
        ((TITLE, LEAD), "--06-12", "--06-12"),
        ((TITLE, "13/06/2018", NEXT), "2018-06-13", ""),
        ((TITLE, LEAD.replace("12/6", "ngày 20/6").replace("trồng", "sẽ trồng")), "", "--06-20"),
        ((TITLE, "13/06/2018", LEAD.replace("12/6", "nay")), "2018-06-13", "2018-06-13"),
    ],
)
def test_what_is_told_of_has_a_day_of_its_own(lines: tuple[str, ...], published: str, event: str) -> None:
    draft = read_text(paste(*lines))

    assert (draft.published.value, draft.event.value) == (published, event)


def test_headlines_of_other_articles_at_the_end_are_no_text() -> None:
    others = ("Xã Bình Lạc tổng kết mùa gặt (12/06/2018)", "Xã Bình Lạc mở lớp học hè (08:30, 10/06)")

    assert read_text(paste(TITLE, LEAD, *others)).text == LEAD
    assert read_text(paste(TITLE, LEAD, others[0], NEXT)).text.endswith(NEXT)


def test_lines_between_paragraphs_are_headings_where_pictures_name_their_photographer() -> None:
    draft = read_text(paste(TITLE, LEAD, "Bà con bên đường hoa. Ảnh: Thu Hà", NEXT, "Những việc xã còn phải làm", NEXT))

    assert [figure.caption for figure in draft.figures] == ["Bà con bên đường hoa. Ảnh: Thu Hà"]
    assert draft.text == paste(LEAD, NEXT, "Những việc xã còn phải làm", NEXT)


@pytest.mark.parametrize(
    ("lines", "visits"),
    [
        ((TITLE, "13/06/2018 | Lượt xem: 237", LEAD), 237),
        ((TITLE, LEAD, "Lượt xem: 237", "Tin liên quan", "Lượt xem: 9"), 237),
        ((TITLE, LEAD, "Tin liên quan", "Lượt xem: 9"), None),
        (("Cổng thông tin điện tử xã Bình Lạc", "Số lượt truy cập: 1.204", TITLE, LEAD), None),
        (("Cổng thông tin điện tử xã Bình Lạc", TITLE, "Đã xem: 237", LEAD), 237),
    ],
)
def test_visits_are_those_of_the_article(lines: tuple[str, ...], visits: int | None) -> None:
    assert read_pasted(paste(*lines)).visits == visits


def test_each_field_knows_its_lines() -> None:
    found = read_pasted(
        paste(
            "Dân vận",
            TITLE,
            "Mỗi nhà một đoạn đường",
            "13/06/2018 | Lượt xem: 237",
            LEAD,
            "Bà con bên đường hoa. Ảnh: Thu Hà",
            NEXT,
            "Tác giả: Thu Hà - Nguồn: Đài xã",
            "https://binhlac.example/kh-15.pdf",
        )
    )

    assert found.evidence == (
        Evidence("title", "the headline under the name of a section", "line 2"),
        Evidence("subtitle", "the second headline", "line 3"),
        Evidence("section", "the name of a section above the title", "line 1"),
        Evidence("published", "a line with a date", "line 4"),
        Evidence("byline", "the names behind a label", "line 8"),
        Evidence("credit", "a line that names the source", "line 8"),
        Evidence("text", "what is left between title and end", "lines 5, 7"),
        Evidence("figures", "short lines between paragraphs, as under pictures", "line 6"),
        Evidence("attachments", "lines with the addresses of files", "line 9"),
        Evidence("event", "the day that the opening names", "“Sáng 12/6”"),
        Evidence("language", "the share of Vietnamese letters"),
        Evidence("visits", "a counter of readers", "line 4"),
    )
    assert found.lines[7] == "Tác giả: Thu Hà - Nguồn: Đài xã"
    assert (found.confidence, found.doubts) == (None, ())


@pytest.mark.parametrize(
    ("lines", "evidence"),
    [
        ((TITLE, "13/06/2018", LEAD), Evidence("title", "the headline above the date", "line 1")),
        ((TITLE, LEAD), Evidence("title", "the line above the text that looks most like a headline", "line 1")),
        ((LEAD,), Evidence("title", "the first sentence of the text")),
        ((TITLE, LEAD), Evidence("published", "the day that the opening names", "“Sáng 12/6”")),
        (("13/06/2018", TITLE, LEAD), Evidence("published", "the date above the title", "line 1")),
        ((TITLE, LEAD, "Thu Hà"), Evidence("byline", "names alone on a line", "line 3")),
        ((TITLE, LEAD, "Ban biên tập xã"), Evidence("byline", "an office alone on a line", "line 3")),
        ((TITLE, LEAD, "Chuyên mục: Dân vận"), Evidence("section", "a line that names the section", "line 3")),
    ],
)
def test_evidence_says_by_which_rule(lines: tuple[str, ...], evidence: Evidence) -> None:
    assert evidence in read_pasted(paste(*lines)).evidence


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (LEAD, ("no title found: the first sentence stands for it",)),
        (TITLE, ("nothing but one line",)),
        (paste(TITLE, LEAD), ()),
    ],
)
def test_what_is_doubtful_is_said(text: str, doubts: tuple[str, ...]) -> None:
    assert read_pasted(text).doubts == doubts


def test_words_behind_the_end_mark_that_are_no_names_stay() -> None:
    assert read_text(paste(TITLE, LEAD, f"{NEXT[:-1]}./. xem tiếp kỳ sau")).text.endswith("./. xem tiếp kỳ sau")


@pytest.mark.parametrize(
    "line",
    [
        "Toàn cảnh buổi ra quân trồng hoa",
        "Bí thư chi bộ phát biểu tại lễ ra quân.",
        "Bà con bên đường hoa. Ảnh: Thu Hà",
        "Đoàn viên thanh niên toàn xã và bà con thôn Đông Hạ bên đường hoa vừa trồng. Ảnh: Thu Hà.",
        "Bà con bên đường hoa (Ảnh: Thu Hà)",
        "Ảnh minh họa",
        "Bà con tưới hoa mỗi chiều",
    ],
)
def test_words_under_a_picture_are_its_caption(line: str) -> None:
    draft = read_text(paste(TITLE, LEAD, line, line, NEXT))

    assert draft.figures == (Figure("", line, 1),)
    assert draft.text == paste(LEAD, NEXT)


@pytest.mark.parametrize(
    "line",
    [
        "1. Kết quả bước đầu của thôn",
        "KẾT QUẢ BƯỚC ĐẦU CỦA THÔN",
        "Kết quả bước đầu của thôn:",
        "Kết quả bước đầu",
        "Bà con ai cũng vui lòng.",
        "12/06/2018",
        "Nguồn: Đài xã",
        "Bà con tưới hoa mỗi chiều\n\nĐoàn viên nhổ cỏ mỗi sáng",
    ],
)
def test_headings_and_short_sentences_are_text(line: str) -> None:
    draft = read_text(paste(TITLE, LEAD, line, NEXT))

    assert draft.figures == ()
    assert draft.text == paste(LEAD, line, NEXT)


def test_a_caption_above_the_text_is_known_by_its_words_only() -> None:
    draft = read_text(
        paste(TITLE, "13/06/2018", "Toàn cảnh buổi ra quân trồng hoa", "Những bàn tay làm nên mùa xuân", LEAD)
    )

    assert draft.title == TITLE
    assert draft.figures == (Figure("", "Toàn cảnh buổi ra quân trồng hoa", 0),)
    assert draft.text == paste("Những bàn tay làm nên mùa xuân", LEAD)


def test_lines_of_a_list_stay_together() -> None:
    text = paste(TITLE, LEAD, "- Thôn Đông Hạ\n- Thôn Phú Thượng", NEXT)

    assert read_text(text).text == paste(LEAD, "- Thôn Đông Hạ\n- Thôn Phú Thượng", NEXT)


def test_nothing_after_the_end_of_the_article_is_kept() -> None:
    text = paste("Tin liên quan", TITLE, LEAD, "Các tin khác", "Xã Bình Lạc tổng kết mùa gặt", NEXT)

    assert read_text(text).text == LEAD


def test_items_of_a_wrapped_list_are_not_joined() -> None:
    wrapped = """Hội Nông dân xã Bình Lạc vừa mở lớp học cho
bà con hai thôn ven sông trong ba ngày liền tại
nhà văn hóa, gồm:
- Thôn Đông Hạ, mười hai nhà, học vào buổi sáng,
- Thôn Phú Thượng."""

    paragraph = read_text(paste(TITLE, wrapped)).text

    assert paragraph.split("\n") == [
        "Hội Nông dân xã Bình Lạc vừa mở lớp học cho bà con hai thôn ven sông trong ba ngày liền tại nhà văn hóa, gồm:",
        "- Thôn Đông Hạ, mười hai nhà, học vào buổi sáng,",
        "- Thôn Phú Thượng.",
    ]


def test_short_separate_lines_are_not_taken_for_wrapped_ones() -> None:
    text = paste(TITLE, "Tối nay xã họp bàn việc.\nMời bà con đến dự đông.\nXã cảm ơn bà con nhiều.")

    assert read_text(text).text == "Tối nay xã họp bàn việc.\nMời bà con đến dự đông.\nXã cảm ơn bà con nhiều."


def test_a_long_caption_below_the_text_is_no_text() -> None:
    caption = "Đoàn viên thanh niên toàn xã và bà con thôn Đông Hạ bên đường hoa vừa trồng. Ảnh: Thu Hà."

    draft = read_text(paste(TITLE, LEAD, caption, "Thu Hà"))

    assert (draft.text, draft.byline) == (LEAD, ("Thu Hà",))
    assert draft.figures == (Figure("", caption, 1),)


def test_a_date_is_not_kept_twice() -> None:
    draft = read_text(paste(TITLE, "13/06/2018 08:30", LEAD, "14/06/2018"))

    assert draft.published == Moment("2018-06-13T08:30:00+07:00", "13/06/2018 08:30")


def test_the_lines_above_a_text_may_hold_no_title() -> None:
    assert guess_title(["Trang chủ", "Tin tức"]) == ""


lines = st.sampled_from(
    [TITLE, LEAD, NEXT, "Rss", "Dân vận", "13/06/2018", "Thu Hà", "", "Các tin khác", "- a", "./. A B"]
)


@given(st.text() | st.lists(lines).map("\n".join))
def test_any_text_is_an_article_or_none(text: str) -> None:
    try:
        draft = read_text(text)
    except ParseError:
        return
    assert draft.title
    assert draft.text == clean_text(draft.text)
    assert all(figure.caption for figure in draft.figures)


@pytest.mark.parametrize(
    "unit", ["EmailPrintAa", "a ", "Thu Hà, ", "1/1/2018 ", "./. ", "x\n", "Ảnh: ", LEAD + "\n", "- \n"]
)
def test_long_hostile_texts_are_read_in_time(unit: str) -> None:
    assert read_text("Xã họp bàn việc\n" + unit * (200_000 // len(unit))).title


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Hội nghị tổng kết", "Sáng 5/10, xã tổ chức hội nghị.\n\nĐoạn hai nói về nông thôn mới ở các thôn trong xã."),
        ("Khai giảng", "Trường tiểu học xã khai giảng.\n\nCác em học sinh vui mừng."),
    ],
)
def test_short_line_above_sentences_is_the_title(title: str, text: str) -> None:
    draft = read_text(f"{title}\n\n{text}")

    assert (draft.title, draft.text) == (title, text)
