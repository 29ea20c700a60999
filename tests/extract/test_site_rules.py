import pytest

from newsarchive.errors import UsageError
from newsarchive.extract.page import read_page
from newsarchive.model.extraction import SiteKnowledge, SiteRules

URL = "https://binhlac.example/tin/7.html"
TITLE = "Thôn Đông Hạ có thêm một tuyến đường hoa"
FIRST = "Sáng 12/6, bà con thôn Đông Hạ trồng những khóm hoa cuối cùng dọc đường trục thôn, mỗi nhà một đoạn, tự chăm."
NEXT = "Xã sẽ nhân rộng cách làm này ra bốn thôn còn lại trong quý sau, gắn với ngày chủ nhật xanh của đoàn thanh niên."
ADVERTISEMENT = (
    "Mua phân bón của cửa hàng bên cạnh ủy ban, giảm giá cho bà con trong cả tháng, giao tận nhà trong ngày."
)
PAGE = f"""<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class=giua><b id=muc>Thôn bản</b>
<b id=phu>Mỗi nhà một đoạn</b><i id=dau>Hoa nở.</i><i id=ngay>5 tháng 6 năm 2018</i><i id=ai>Tác giả: Thu Hà</i>
<i id=nguon>Đài xã</i><p>{FIRST}</p><p class=qc>{ADVERTISEMENT}</p><p>{NEXT}</p>
<p>Lượt xem: 8</p></div></body></html>""".encode()


def knowledge(*remove: str, **selectors: str) -> SiteKnowledge:
    return SiteKnowledge(rules=SiteRules(selectors, remove))


def test_rules_win_over_all_that_is_read_otherwise() -> None:
    site = knowledge(
        title="#phu", subtitle="h1", section="#muc", summary="#dau", published="#ngay", byline="#ai", credit="#nguon"
    )

    found = read_page(PAGE, URL, site=site)

    draft = found.draft
    assert (draft.title, draft.subtitle, draft.section) == ("Mỗi nhà một đoạn", TITLE, "Thôn bản")
    assert (draft.summary, draft.published.value, draft.byline) == ("Hoa nở.", "2018-06-05", ("Thu Hà",))
    assert draft.credit == "Đài xã"
    assert {one.place for one in found.evidence if one.rule == "your rule for this site"} == {
        *("#phu", "h1", "#muc", "#dau", "#ngay", "#ai", "#nguon")
    }
    assert len({one.field for one in found.evidence}) == len(found.evidence)


def test_text_of_a_rule_is_taken_as_it_is() -> None:
    found = read_page(PAGE, URL, site=knowledge(text=".giua p"))

    assert found.draft.text == f"{FIRST}\n\n{ADVERTISEMENT}\n\n{NEXT}\n\nLượt xem: 8"
    assert found.draft.html.count("<p>") == 4
    assert found.doubts == ()


def test_text_of_a_rule_is_taken_wherever_it_stands() -> None:
    others = "<h3>Các tin khác</h3><div class=phan>Hết phần một</div>"
    page = PAGE.replace(b"</body>", f"{others}</body>".encode())

    found = read_page(page, URL, site=knowledge(text=".phan, p.qc"))

    assert found.draft.text == f"{ADVERTISEMENT}\n\nHết phần một"


def test_what_a_rule_removes_is_in_no_field() -> None:
    found = read_page(PAGE, URL, site=knowledge("p.qc", "p.qc", "html"))

    assert found.draft.text == f"{FIRST}\n\n{NEXT}"
    assert ADVERTISEMENT not in found.lines


def test_a_rule_that_finds_nothing_leaves_the_field_to_others() -> None:
    found = read_page(PAGE, URL, site=knowledge(title=".khong-co", text=".khong-co", byline=".khong-co"))

    assert found.draft.title == TITLE
    assert found.draft.text.startswith(FIRST)


def test_names_of_a_rule_may_be_any_words() -> None:
    assert read_page(PAGE, URL, site=knowledge(byline="#phu")).draft.byline == ("Mỗi nhà một đoạn",)


@pytest.mark.parametrize(
    ("site", "message"),
    [
        (knowledge(title="h1["), "https://binhlac.example: the rule for title is no CSS selector: h1["),
        (knowledge(title="h1::text"), "https://binhlac.example: the rule for title is no CSS selector: h1::text"),
        (knowledge("p:foo(bar)"), "https://binhlac.example: the rule for remove is no CSS selector: p:foo(bar)"),
        (knowledge("svg|rect"), "https://binhlac.example: the rule for remove is no CSS selector: svg|rect"),
        (knowledge(titel="h1"), "https://binhlac.example: no rule can be given for: titel"),
    ],
    ids=["unclosed", "no element", "removed", "no namespace", "no field"],
)
def test_a_rule_that_cannot_be_followed_is_named(site: SiteKnowledge, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_page(PAGE, URL, site=site)

    assert caught.value.message == message
    assert caught.value.exit_code == 2
