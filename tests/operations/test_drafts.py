"""What becomes of an entry and its page: which of them says what."""

import time
from typing import Any

import pytest

from fakes import make_draft
from newsarchive.model.article import Attachment, Figure, Moment
from newsarchive.model.feed import Entry
from newsarchive.operations.drafts import completed, is_page_of, is_summary, to_draft, with_page
from newsarchive.operations.entries import wants_page

LONG = "Bà con xã Bình Lạc ra đồng gặt lúa mùa từ sáng sớm. " * 15
URL = "https://binhlac.example/tin/1"
HOUR = Moment("2018-10-04T08+07:00", "Thu, 04 Oct 2018 08:10:00 +0700")
DAY = Moment("2018-10-04")
MINUTE = Moment("2018-10-04T08:41:00+07:00")
OTHER_MINUTE = Moment("2018-10-05T10:00:00+07:00")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<p>{LONG}</p>", False, id="whole"),
        pytest.param("<p>Bà con ra đồng.</p>", True, id="short"),
        pytest.param(f"<p>{LONG}…</p>", True, id="ellipsis"),
        pytest.param(f"<p>{LONG}</p><p>[&#8230;]</p>", True, id="ellipsis in brackets"),
        pytest.param(f"<p>{LONG}[...]", True, id="three full stops in brackets"),
        pytest.param(f"{LONG}<a href='/tin/1'>Xem tiếp »</a>", True, id="read on"),
        pytest.param(f"{LONG}<a href='/tin/1'>ĐỌC THÊM</a>\n", True, id="read on in capitals"),
        pytest.param(f"<p>Xem tiếp… {LONG}</p>", False, id="words in the middle"),
        pytest.param("<p>" + "<b></b>" * 200 + "Tin", True, id="markup counts for nothing"),
    ],
)  # fmt: skip
def test_content_that_ends_too_soon_is_a_summary(html: str, expected: bool) -> None:
    assert is_summary(Entry(html=html, has_content=True)) is expected


@pytest.mark.parametrize("piece", ["<x", "<!--", "<a b=\"'"])
def test_tags_left_open_keep_nobody_waiting(piece: str) -> None:
    entry = Entry(html=f"<p>{LONG}</p>" + piece * 100_000, has_content=True)

    start = time.process_time()
    is_summary(entry)

    assert time.process_time() - start < 2


def test_what_stands_where_summaries_stand_is_one_however_long() -> None:
    assert is_summary(Entry(html=f"<p>{LONG}</p>"))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(Entry(url=URL, summary="Tóm tắt"), True, id="summary"),
        pytest.param(Entry(summary="Tóm tắt"), False, id="no page"),
        pytest.param(Entry(url="ftp://binhlac.example/1", summary="Tóm tắt"), False, id="not on the web"),
        pytest.param(Entry(url=URL, html=f"<p>{LONG}</p>", has_content=True), False, id="whole"),
    ],
)
def test_page_is_wanted_where_there_is_more_to_read(entry: Entry, expected: bool) -> None:
    assert wants_page(entry) is expected


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        pytest.param("Một. Hai.", "", id="beginning"),
        pytest.param("Một. H…", "", id="beginning that was cut"),
        pytest.param("Một [...]", "", id="beginning that was cut in brackets"),
        pytest.param("Lời dẫn.", "Lời dẫn.", id="lead"),
    ],
)
def test_summary_that_only_begins_the_text_is_none(summary: str, expected: str) -> None:
    assert to_draft(Entry(html="<p>Một. Hai. Ba.</p>", summary=summary)).summary == expected


def test_entry_brings_all_that_feeds_say() -> None:
    figure = Figure("https://binhlac.example/a.jpg", "Gặt lúa")
    entry = Entry(
        title="Tin", html="<p>Nội dung</p>", categories=("Nông nghiệp",), updated=MINUTE, figures=(figure,),
        attachments=(Attachment("https://binhlac.example/a.pdf"),),
    )  # fmt: skip

    draft = to_draft(entry)

    assert (draft.categories, draft.updated, draft.figures, draft.attachments) == (
        entry.categories, MINUTE, (figure,), entry.attachments,
    )  # fmt: skip


def test_files_that_the_content_links_to_are_kept_with_those_beside_it() -> None:
    draft = to_draft(
        Entry(
            url=URL,
            title="Gặt lúa",
            html='<p><a href="/1.pdf">Kế hoạch</a> <a href="/2.doc">Phụ lục</a></p>',
            attachments=(Attachment("https://binhlac.example/1.pdf", "", "application/pdf", 120),),
        )
    )

    assert draft.attachments == (
        Attachment("https://binhlac.example/1.pdf", "Kế hoạch", "application/pdf", 120),
        Attachment("https://binhlac.example/2.doc", "Phụ lục"),
    )


def test_pictures_of_the_content_go_before_those_beside_it() -> None:
    entry = Entry(html="<img src='https://binhlac.example/b.jpg'>", title="Tin", figures=(Figure("https://x.example"),))

    assert [one.url for one in to_draft(entry).figures] == ["https://binhlac.example/b.jpg"]


def page(**more: Any) -> Any:
    return make_draft(**{"url": URL, "title": "Xã Bình Lạc gặt lúa", "text": LONG} | more)


def entry_draft(**more: Any) -> Any:
    return make_draft(**{"url": URL, "title": "Xã Bình Lạc gặt lúa", "text": "Bà con ra đồng."} | more)


@pytest.mark.parametrize("name", ["title", "section", "byline", "language", "figures", "url"])
def test_page_goes_before_its_entry_and_is_completed_by_it(name: str) -> None:
    said: dict[str, tuple[Any, Any, Any]] = {
        "title": ("Trang", "Mục", ""),
        "section": ("Trang", "Mục", ""),
        "byline": (("Thu Hà",), ("Văn Lợi",), ()),
        "language": ("vi", "en", ""),
        "figures": ((Figure("https://binhlac.example/a.jpg"),), (Figure("https://binhlac.example/b.jpg"),), ()),
        "url": ("https://binhlac.example/tin/1", "https://binhlac.example/rss/1", ""),
    }
    of_page, of_entry, nothing = said[name]

    both = with_page(entry_draft(**{name: of_entry}), page(**{name: of_page}))
    only_entry = with_page(entry_draft(**{name: of_entry}), page(**{name: nothing}))

    assert (getattr(both, name), getattr(only_entry, name)) == (of_page, of_entry)


@pytest.mark.parametrize("name", ["subtitle", "credit", "event", "html"])
def test_only_the_page_tells(name: str) -> None:
    of_page = DAY if name == "event" else "Theo trang"
    before = entry_draft(**{name: MINUTE if name == "event" else "Trước"})

    told, silent = with_page(before, page(**{name: of_page})), with_page(before, page())

    assert (getattr(told, name), bool(getattr(silent, name))) == (of_page, False)


def test_the_blocks_of_an_entry_are_those_of_its_content() -> None:
    whole, summary = (
        to_draft(Entry(html=html, title="Tin", summary="Tóm tắt")) for html in ("<ul><li>Thôn Đông</li></ul>", "")
    )

    assert (whole.html, summary.text, summary.html) == ("<ul><li>Thôn Đông</li></ul>", "Tóm tắt", "")


def test_a_plain_export_says_nothing_of_subtitle_credit_and_event() -> None:
    article = page(subtitle="Vụ mùa được giá", credit="Báo Bình Lạc", event=DAY)

    back = completed(page(), article)

    assert (back.subtitle, back.credit, back.event) == ("Vụ mùa được giá", "Báo Bình Lạc", DAY)


def test_only_the_feed_tells_categories_and_changes() -> None:
    whole = with_page(entry_draft(categories=("Nông nghiệp",), updated=MINUTE), page())

    assert (whole.text, whole.categories, whole.updated) == (LONG, ("Nông nghiệp",), MINUTE)


@pytest.mark.parametrize(
    ("of_entry", "of_page", "expected"),
    [
        pytest.param(HOUR, MINUTE, MINUTE, id="hour is completed"),
        pytest.param(DAY, MINUTE, MINUTE, id="day is completed"),
        pytest.param(Moment(), DAY, DAY, id="only the page knows"),
        pytest.param(HOUR, DAY, HOUR, id="hour is better than a day"),
        pytest.param(MINUTE, Moment("--10-04"), MINUTE, id="minute is better than a day without a year"),
        pytest.param(OTHER_MINUTE, MINUTE, MINUTE, id="the page is nearer to the truth"),
        pytest.param(MINUTE, Moment(), MINUTE, id="only the entry knows"),
    ],
)
def test_date_is_the_one_that_says_more(of_entry: Moment, of_page: Moment, expected: Moment) -> None:
    assert with_page(entry_draft(published=of_entry), page(published=of_page)).published == expected


@pytest.mark.parametrize(
    ("entry", "of_page", "expected"),
    [
        pytest.param({"text": "BÀ CON xã Bình Lạc…"}, {}, "", id="the text holds it"),
        pytest.param({"text": f"{LONG[:300]} Xem tiếp"}, {}, "", id="the text holds it, and the feed says so"),
        pytest.param({"text": "Xã Bình Lạc gặt lúa"}, {}, "", id="title alone"),
        pytest.param({"text": "Lời dẫn của tin."}, {}, "Lời dẫn của tin.", id="lead beside the text"),
        pytest.param({"text": "Nội dung", "summary": "Lời dẫn."}, {}, "Lời dẫn.", id="lead of an entry with a text"),
        pytest.param({"text": "Một lời dẫn."}, {"summary": "Lời dẫn của trang."}, "Lời dẫn của trang.", id="page's"),
    ],
)
def test_lead_is_kept_where_the_text_does_not_hold_it(
    entry: dict[str, str], of_page: dict[str, str], expected: str
) -> None:
    assert with_page(entry_draft(**entry), page(**of_page)).summary == expected


def test_files_are_united_by_their_address() -> None:
    one, two = "https://binhlac.example/1.pdf", "https://binhlac.example/2.pdf"
    of_entry = entry_draft(attachments=(Attachment(one, "1.pdf", "application/pdf", 7),))

    whole = with_page(of_entry, page(attachments=(Attachment(two), Attachment(one, "Nghị quyết"))))

    assert whole.attachments == (Attachment(one, "Nghị quyết", "application/pdf", 7), Attachment(two))


@pytest.mark.parametrize(
    ("of_page", "expected"),
    [
        pytest.param({}, True, id="same address"),
        pytest.param({"url": ""}, True, id="no address"),
        pytest.param({"title": "Tên khác hẳn"}, True, id="same address, another title"),
        pytest.param({"url": "https://binhlac.example/vi/tin/1"}, True, id="another address, same title"),
        pytest.param({"url": "https://binhlac.example/", "title": "Cổng thông tin xã"}, False, id="first page"),
        pytest.param({"text": "Không có."}, False, id="not even as long as the summary"),
    ],
)
def test_page_of_something_else_is_told(of_page: dict[str, str], expected: bool) -> None:
    assert is_page_of(entry_draft(), page(**of_page)) is expected


def test_legacy_letters_of_categories_are_converted_too() -> None:
    entry = Entry(
        title="Tin",
        html="<p>Baø con xaõ Bình Laïc môû lôùp ngheà troàng naám, moãi nhaø moät luoáng</p>",
        categories=("Daân vaän",),
    )

    assert to_draft(entry).categories == ("Dân vận",)
