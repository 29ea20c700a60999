"""What an edit is, and what only newer rules see in the same bytes."""

from dataclasses import replace

import pytest

from fakes import NOW, make_draft, put
from newsarchive.extract.capture import read_capture
from newsarchive.model.article import Attachment, Capture, Draft, Figure, Moment, Outcome, Overrides, Result
from newsarchive.model.extraction import EXTRACTOR, Extraction, SiteKnowledge
from newsarchive.model.history import Change, Sighting
from newsarchive.operations.editing import edit
from newsarchive.operations.rereading import changed_fields, is_page, is_rule_change, reread
from newsarchive.store.store import Store

URL = "https://binhlac.example/tin/7"
PAGE = """<html lang="vi"><head><title>Xã Bình Lạc ra quân trồng cây đầu xuân</title></head><body>
<p>Lượt truy cập: {visits}</p>
<div class="noi-dung"><h1>Xã Bình Lạc ra quân trồng cây đầu xuân</h1>
<p>Sáng ngày 12/2, hơn hai trăm đoàn viên thanh niên xã Bình Lạc đã {words} dọc tuyến đường liên thôn mới mở.</p>
<p>Phát biểu tại lễ ra quân, lãnh đạo xã đề nghị mỗi hộ dân chăm sóc cây trước cửa nhà mình cho đến khi cây bén rễ.</p>
<p>Sau lễ ra quân, các đoàn viên đã trồng được hơn năm trăm cây xanh và dọn vệ sinh khu vực nhà văn hóa thôn 3.</p>
<p><b>Thu Hà</b></p></div>
<p>Lượt xem: {visits}</p></body></html>"""


def make_page(words: str = "trồng cây xanh", visits: int = 1) -> Capture:
    body = PAGE.format(words=words, visits=visits).encode()
    return Capture(URL, body, "text/html; charset=utf-8", NOW, status=200)


def keep_page(store: Store, capture: Capture, draft: Draft | None = None) -> Result:
    extraction = read_capture(capture)
    return put(store, draft or extraction.draft, capture=capture, extraction=extraction)


def test_a_counter_that_changed_is_no_revision_and_its_page_is_kept(store: Store) -> None:
    first = keep_page(store, make_page(visits=237))

    again = keep_page(store, make_page(visits=1_204))

    assert again.outcome is Outcome.UNCHANGED
    assert len(store.captures.ids_of(first.id)) == 2
    assert [one.visits for one in store.history.observations(first.id)] == [237, 1_204]
    assert store.articles.get(first.id).visits == 1_204


def test_a_page_that_an_older_release_read_the_same_is_no_revision(store: Store) -> None:
    first = keep_page(store, make_page())
    store._connection.execute("UPDATE revision SET extractor = 0, digest = 'of an older release'")

    again = keep_page(store, make_page(visits=5))

    assert again.outcome is Outcome.UNCHANGED
    assert len(store.history.revisions(first.id)) == 1
    assert store.articles.get_known(first.id).extractor == EXTRACTOR


def test_two_words_make_a_revision(store: Store) -> None:
    first = keep_page(store, make_page())

    again = keep_page(store, make_page("trồng cây bạch đàn"))

    assert again.outcome is Outcome.REVISED
    assert [one.change for one in store.history.revisions(first.id)] == [Change.FIRST, Change.TEXT]
    assert [one.sighting for one in store.history.observations(first.id)] == [Sighting.SAME, Sighting.REVISED]


def test_a_text_that_comes_back_is_not_stored_again(store: Store) -> None:
    first = keep_page(store, make_page())
    keep_page(store, make_page("trồng cây bạch đàn"))

    back = keep_page(store, make_page())

    assert back.outcome is Outcome.REVISED
    assert [one.number for one in store.history.revisions(first.id)] == [1, 2]
    assert store.articles.get(first.id).revision == 1


def test_what_only_other_rules_read_is_no_edit(store: Store) -> None:
    capture = make_page()
    read = read_capture(capture).draft
    old = replace(read, section="Trang chủ", text=f"Lượt truy cập: 1\n\n{read.text}")
    first = keep_page(store, capture, old)

    again = keep_page(store, make_page(visits=5))

    assert again.outcome is Outcome.UNCHANGED
    assert [one.change for one in store.history.revisions(first.id)] == [Change.FIRST, Change.EXTRACTION]
    assert store.articles.get(first.id).text == read.text


def test_an_edit_beside_other_rules_is_an_edit(store: Store) -> None:
    capture = make_page()
    read = read_capture(capture).draft
    keep_page(store, capture, replace(read, section="Trang chủ"))

    again = keep_page(store, make_page("trồng cây bạch đàn"))

    assert again.outcome is Outcome.REVISED


def test_without_its_page_every_difference_is_an_edit(store: Store) -> None:
    put(store, make_draft(url=URL))

    again = keep_page(store, make_page())

    assert again.outcome is Outcome.REVISED


def test_a_page_that_holds_no_article_any_more_for_todays_rules_proves_nothing(store: Store) -> None:
    put(store, make_draft(url=URL), capture=Capture(URL, b"<p></p>", "text/html", NOW, status=200))

    again = keep_page(store, make_page())

    assert again.outcome is Outcome.REVISED


def test_what_a_person_set_is_no_difference(store: Store) -> None:
    first = keep_page(store, make_page())
    edit(store, first.id, Overrides(title="Trồng cây"), NOW)

    again = keep_page(store, make_page(visits=9))

    assert again.outcome is Outcome.UNCHANGED
    assert store.articles.get(first.id).title == "Trồng cây"


@pytest.mark.parametrize(
    ("capture", "whole"),
    [
        pytest.param(make_page(), True, id="fetched"),
        pytest.param(Capture("file:///tin.html", b"", "text/html", NOW), True, id="a file"),
        pytest.param(Capture("", b"", "", NOW), True, id="pasted"),
        pytest.param(Capture(URL, b"", "text/html", NOW), False, id="the content of an entry"),
    ],
)
def test_a_page_is_told_from_what_a_feed_gave(capture: Capture, whole: bool) -> None:
    assert is_page(capture) is whole


def test_what_a_feed_gave_is_read_again(store: Store) -> None:
    html = '<h2>Kết quả</h2><p>Xã <b>họp</b>.</p><img src="/anh.jpg"><p><a href="/nq.pdf">Nghị quyết</a></p>'
    capture = Capture(URL, html.encode(), "text/html", NOW)
    result = put(store, make_draft(url=URL), capture=capture)

    read = reread(store.articles.get(result.id), capture, SiteKnowledge(), has_feed=True)

    assert read.draft.text.startswith("Kết quả\n\nXã họp.")
    assert "<h2>Kết quả</h2>" in read.draft.html
    assert read.draft.figures[0].url == "https://binhlac.example/anh.jpg"
    assert read.draft.attachments[0].url == "https://binhlac.example/nq.pdf"


def test_what_a_feed_gave_without_words_leaves_the_article(store: Store) -> None:
    capture = Capture(URL, b"<p> </p>", "text/html", NOW)
    result = put(store, make_draft(url=URL), capture=capture)
    article = store.articles.get(result.id)

    read = reread(article, capture, SiteKnowledge(), has_feed=True)

    assert read == Extraction(draft=article)


def test_what_a_feed_knows_beside_the_page_stays(store: Store) -> None:
    result = put(store, make_draft(url=URL, categories=("Mùa vụ",)), capture=make_page())
    article = store.articles.get(result.id)

    with_feed = reread(article, make_page(), SiteKnowledge(), has_feed=True)
    without = reread(article, make_page(), SiteKnowledge(), has_feed=False)

    assert with_feed.draft.categories == ("Mùa vụ",)
    assert without.draft.categories == ()


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({"text": "Bà con  ra đồng\ntừ sáng sớm."}, (), id="line breaks"),
        pytest.param({"published": Moment("", "hôm qua")}, (), id="the words of a date"),
        pytest.param({"title": "Gặt lúa", "byline": ("Thu Hà",)}, ("title", "byline"), id="title and byline"),
        pytest.param({"figures": (Figure("https://xa.example/a.jpg"),)}, ("figures",), id="a picture"),
        pytest.param({"attachments": (Attachment("https://xa.example/a.pdf"),)}, ("attachments",), id="a file"),
    ],
)
def test_only_what_a_reader_sees_counts_as_changed(changes: dict[str, object], names: tuple[str, ...]) -> None:
    draft = make_draft()

    assert changed_fields(draft, replace(draft, **changes)) == names  # type: ignore[arg-type]


def test_rules_explain_what_they_read_alike() -> None:
    before, after = make_draft(section="Trang chủ"), make_draft(section="Nông nghiệp")

    assert is_rule_change(before, after, after)
    assert not is_rule_change(before, replace(after, text="Bà con nghỉ."), after)
