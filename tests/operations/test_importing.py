import io
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import NOW, import_bytes, make_draft, put
from newsarchive.errors import ParseError
from newsarchive.model.article import (
    Article,
    ArticleId,
    Attachment,
    Capture,
    Figure,
    Moment,
    Outcome,
    Overrides,
    Result,
)
from newsarchive.model.feed import Entry
from newsarchive.model.history import Observation, Sighting
from newsarchive.operations.drafts import to_draft
from newsarchive.operations.editing import delete, edit
from newsarchive.operations.entries import Skipped
from newsarchive.operations.importing import BATCH, import_feed, opened_feed
from newsarchive.operations.publishing import FeedFormat, Publication, export_feed
from newsarchive.operations.select import select
from newsarchive.store.store import Store
from newsarchive.text.legacy import NAMES
from typings import encode

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Xã Bình Lạc</title><link>https://binhlac.example/</link><description>Tin</description>
{}</channel></rss>"""
ITEM = """<item><title>Tin số {0}</title><link>https://binhlac.example/{0}</link>
<guid isPermaLink="false">news_{0}</guid><pubDate>Thu, 04 Oct 2018 08:30:00 +0700</pubDate>
<description>Tóm tắt {0}</description><content:encoded>&lt;p&gt;Nội dung {1}&lt;/p&gt;</content:encoded></item>"""


def load(store: Store, *items: str) -> list[Result | Skipped]:
    return import_bytes(store, FEED.format("".join(items)))


def outcomes(results: list[Result | Skipped]) -> list[Outcome]:
    return [result.outcome for result in results if isinstance(result, Result)]


def test_entries_become_articles_once(store: Store) -> None:
    items = [ITEM.format(number, number) for number in range(BATCH + 2)]

    first, second = load(store, *items), load(store, *items)

    assert outcomes(first) == [Outcome.ADDED] * (BATCH + 2)
    assert outcomes(second) == [Outcome.UNCHANGED] * (BATCH + 2)
    article = store.articles.get(ArticleId(1))
    assert (article.title, article.text, article.summary) == ("Tin số 201", "Nội dung 201", "Tóm tắt 201")
    assert article.published.value == "2018-10-04T08:30:00+07:00"
    assert store.captures.get(ArticleId(1)).body == "<p>Nội dung 201</p>".encode()


def test_edited_entry_is_a_revision(store: Store) -> None:
    load(store, ITEM.format(1, "cũ"))

    assert outcomes(load(store, ITEM.format(1, "mới"))) == [Outcome.REVISED]
    assert store.articles.get(ArticleId(1)).revision == 2


def test_of_an_entry_that_is_there_twice_the_newer_one_counts_each_time(store: Store) -> None:
    for outcome in (Outcome.ADDED, Outcome.UNCHANGED):
        assert outcomes(load(store, ITEM.format(1, "mới"), ITEM.format(1, "cũ"))) == [outcome]

    assert store.articles.get(ArticleId(1)).text == "Nội dung mới"


def test_entry_whose_address_changed_is_the_same_article(store: Store) -> None:
    load(store, ITEM.format(1, 1))

    moved = ITEM.format(1, 1).replace("example/1", "example/moved")

    assert outcomes(load(store, moved)) == [Outcome.UNCHANGED]


def test_deleted_article_does_not_come_back(store: Store) -> None:
    load(store, ITEM.format(1, 1))
    delete(store, [ArticleId(1)], NOW)

    assert outcomes(load(store, ITEM.format(1, 2))) == [Outcome.DELETED]


def test_entry_without_words_is_skipped_and_said(store: Store) -> None:
    results = load(store, "<item><guid>news_9</guid></item>", ITEM.format(1, 1))

    assert results[1] == Skipped("news_9", "neither title nor text")
    assert outcomes(results) == [Outcome.ADDED]


def test_what_is_no_feed_leaves_no_trace(store: Store) -> None:
    with pytest.raises(ParseError):
        import_bytes(store, b"<html><body>Tin</body></html>")

    assert store._connection.row("SELECT count(*) FROM feed") == (0,)


@pytest.mark.parametrize(
    ("entry", "title", "text", "summary"),
    [
        pytest.param(Entry(title="Tin", summary="Tóm tắt"), "Tin", "Tóm tắt", "", id="summary alone is the text"),
        pytest.param(Entry(title="Tin", html="<p>Một. Hai.</p>", summary="Một."), "Tin", "Một. Hai.", "", id="excerpt"),
        pytest.param(Entry(html="<p>Không có tiêu đề</p>"), "Không có tiêu đề", "Không có tiêu đề", "", id="no title"),
        pytest.param(Entry(title="Tin vắn"), "Tin vắn", "Tin vắn", "", id="title alone"),
    ],
)  # fmt: skip
def test_entry_becomes_a_draft(entry: Entry, title: str, text: str, summary: str) -> None:
    draft = to_draft(entry)

    assert (draft.title, draft.text, draft.summary) == (title, text, summary)


LEGACY = "Bà con xã Bình Lạc mở lớp nghề trồng nấm, mỗi nhà một luống rau sạch, ai cũng có thêm việc làm."


@pytest.mark.parametrize("name", NAMES)
def test_entry_in_a_legacy_font_is_converted_with_its_short_fields(name: str) -> None:
    texts = ("Lớp nghề", "Thu Hà", "Dân vận", "Họp")
    title, author, section, summary = (encode(text, name) for text in texts)
    html = f"<p>{encode(LEGACY, name)}</p>"

    draft = to_draft(Entry(title=title, authors=(author,), section=section, summary=summary, html=html))

    assert (draft.title, draft.byline[0], draft.section, draft.summary) == texts
    assert draft.text == LEGACY


def test_legacy_entry_is_kept_as_it_came(store: Store) -> None:
    html = f"<p>{encode(LEGACY, 'VNI')}</p>"

    load(store, ITEM.format(1, 1).replace("Nội dung 1", encode(LEGACY, "VNI")))

    article = store.articles.get(ArticleId(1))
    assert (article.title, article.summary, article.text) == ("Tin số 1", "Tóm tắt 1", LEGACY)
    assert store.captures.get(ArticleId(1)).body.decode() == html


def test_legacy_entry_without_content_is_told_by_its_summary() -> None:
    draft = to_draft(Entry(title=encode("Lớp nghề", "TCVN3"), summary=encode(LEGACY, "TCVN3")))

    assert (draft.title, draft.text) == ("Lớp nghề", LEGACY)


def test_own_export_is_never_converted() -> None:
    text = encode(LEGACY, "VNI")

    assert to_draft(Entry(title="A", html=f"<p>{text}</p>"), is_own=True).text == text


def exported(store: Store, **publication: Any) -> str:
    out = io.StringIO()
    export_feed(store, select(store, (), None, or_all=True), out.write, Publication(**publication))
    return out.getvalue()


def everything(store: Store) -> dict[str, dict[str, object]]:
    """Return all of all articles but their numbers, by their permanent ids."""
    articles = store.articles.iter_ids(select(store, (), None, or_all=True))
    names = [one.name for one in fields(Article) if one.name != "id"]
    return {article.uuid: {name: getattr(article, name) for name in names} for article in articles}


def put_varied(store: Store) -> None:
    """Put articles into an archive that differ in what feeds find hard to carry."""
    draft = make_draft(
        title="“Dân vận khéo” & nông thôn mới ]]>",
        text="Dòng một\ndòng hai\n\nĐoạn hai & <i>",
        summary="Dòng một",
        url="https://binhlac.example/1?a=1&b=2",
        section="Tin tức - Sự kiện",
        byline=("Thu Hà", "Văn Lợi"),
        published=Moment("2018-10-04T08:30:00+07:00", "04/10/2018 08:30"),
        figures=(Figure("https://binhlac.example/a.jpg", "Ruộng bậc thang", 1), Figure(caption="Cuối", position=2)),
        attachments=(Attachment("https://binhlac.example/nghi-quyet.pdf", "Nghị quyết", "application/pdf", 7),),
        categories=("Nông nghiệp", "Xã hội"),
        updated=Moment("2018-10-04T09:00:00+07:00", "9 giờ"),
    )
    capture = Capture(draft.url, b"<p>", "text/html", NOW)
    put(store, draft, tags=("Dân vận", "NTM"), capture=capture)
    put(store, make_draft(text="Một ngày", published=Moment("2017-01-02")), now=NOW + timedelta(hours=1))
    put(store, make_draft(text="Không rõ năm", published=Moment("--10-04", "Chiều ngày 4/10")))
    put(store, make_draft(text="Không rõ ngày", language=""))
    edit(store, ArticleId(4), Overrides(title="Sửa tay"), NOW + timedelta(days=1))
    seen = Observation(observed_at=NOW, sighting=Sighting.SAME, revision=0, visits=237)
    with store.transaction():
        store.history.observe(ArticleId(1), seen)


@pytest.mark.parametrize("form", FeedFormat)
def test_lossless_export_reads_back_to_the_same_articles(store: Store, form: FeedFormat) -> None:
    put_varied(store)
    feed = exported(store, format=form, is_lossless=True)

    with Store.in_memory() as other:
        first, second = import_bytes(other, feed), import_bytes(other, feed)

        assert outcomes(first) == [Outcome.ADDED] * 4
        assert outcomes(second) == [Outcome.UNCHANGED] * 4
        assert everything(other) == everything(store)
        assert exported(other, format=form, is_lossless=True) == feed


@pytest.mark.parametrize("form", FeedFormat)
def test_plain_export_reads_back_to_the_same_words(store: Store, form: FeedFormat) -> None:
    put_varied(store)

    with Store.in_memory() as other:
        import_bytes(other, exported(store, format=form))
        originals, copies = everything(store), everything(other)

    names = ["title", "text", "section", "byline", "url"] + ["tags"] * (form is not FeedFormat.JSON)
    for name in names:  # JSON Feed knows no difference between a tag and a category
        assert {key: one[name] for key, one in copies.items()} == {key: one[name] for key, one in originals.items()}


@pytest.mark.parametrize("is_lossless", [False, True], ids=["plain", "lossless"])
@pytest.mark.parametrize("form", FeedFormat)
def test_own_export_changes_nothing_in_its_own_archive(store: Store, form: FeedFormat, is_lossless: bool) -> None:
    put_varied(store)
    before = everything(store)

    results = import_bytes(store, exported(store, format=form, is_lossless=is_lossless))

    assert outcomes(results) == [Outcome.UNCHANGED] * 4
    assert everything(store) == before


def test_summaries_that_were_exported_take_the_place_of_no_text(store: Store) -> None:
    put_varied(store)
    before = everything(store)

    results = import_bytes(store, exported(store, is_summary_only=True))

    assert outcomes(results) == [Outcome.UNCHANGED] * 4
    assert everything(store) == before


def test_lossless_export_of_long_ago_brings_nothing_back(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1"))
    old = exported(store, is_lossless=True)
    edit(store, ArticleId(1), Overrides(title="Tiêu đề mới"), NOW + timedelta(days=1))
    new = exported(store, is_lossless=True)

    with Store.in_memory() as other:
        results = [import_bytes(other, feed)[0] for feed in (old, new, old)]

        assert outcomes(results) == [Outcome.ADDED, Outcome.REVISED, Outcome.UNCHANGED]
        assert exported(other, is_lossless=True) == new


def test_later_revision_keeps_its_number_and_time(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1"))
    old = exported(store, is_lossless=True)
    for number in (2, 3, 4):
        edit(store, ArticleId(1), Overrides(title=f"Tiêu đề {number}"), NOW + timedelta(days=number))

    with Store.in_memory() as other:
        import_bytes(other, old)
        import_bytes(other, exported(store, is_lossless=True))
        article = other.articles.get(ArticleId(1))

    assert (article.revision, article.revised_at) == (4, NOW + timedelta(days=4))


def test_permanent_id_that_another_article_has_takes_nothing_from_it(store: Store) -> None:
    put(store, make_draft("Một", "Bài một", url="https://binhlac.example/1"))
    put(store, make_draft("Hai", "Bài hai", url="https://binhlac.example/2"))
    one, two = (store.articles.get(ArticleId(number)) for number in (1, 2))
    feed = exported(store, is_lossless=True).replace(two.uuid, one.uuid)

    results = import_bytes(store, feed)

    assert set(outcomes(results)) == {Outcome.UNCHANGED}
    assert [store.articles.get(ArticleId(number)) for number in (1, 2)] == [one, two]


def test_plain_export_that_somebody_edited_revises_what_was_edited(store: Store) -> None:
    put_varied(store)
    before = store.articles.get(ArticleId(3))

    results = import_bytes(store, exported(store).replace("Không rõ năm", "Đã rõ năm"))

    after = store.articles.get(ArticleId(3))
    assert sorted(outcomes(results)) == [Outcome.REVISED, *[Outcome.UNCHANGED] * 3]
    assert (after.text, after.published, after.language) == ("Đã rõ năm", before.published, before.language)


def test_deleted_article_does_not_come_back_with_an_export(store: Store) -> None:
    put_varied(store)
    feeds = [exported(store, is_lossless=is_lossless) for is_lossless in (True, False)]
    delete(store, [ArticleId(1)], NOW)

    for feed in feeds:
        assert outcomes(import_bytes(store, feed)).count(Outcome.DELETED) == 1
        assert outcomes(import_bytes(store, feed)).count(Outcome.DELETED) == 1  # told by its digest


def test_feed_is_imported_in_steps_that_are_on_the_disk_when_they_are_told(tmp_path: Path) -> None:
    items = [ITEM.format(number, number) for number in range(BATCH + 1)]
    feed = FEED.format("".join(items)).encode()
    with Store.open_writing(tmp_path / "archive.db") as archive, opened_feed("-", io.BytesIO(feed)) as opened:
        first = next(import_feed(archive, opened, name="-", now=NOW))

        assert opened.count == BATCH + 1
        assert isinstance(first, Result)
        with Store.open_reading(tmp_path / "archive.db") as reader:
            assert reader._connection.row("SELECT count(*) FROM article") == (BATCH,)


def test_list_of_feeds_is_not_imported_but_subscribed_to(tmp_path: Path) -> None:
    file = tmp_path / "nguon.opml"
    file.write_text("<?xml version='1.0'?><opml version='2.0'><body/></opml>")

    with pytest.raises(ParseError, match="nguon.opml: OPML, a list of feeds") as caught:
        with opened_feed(str(file), io.BytesIO()):
            pass

    assert caught.value.hint == f"subscribe to its feeds with: newsarchive feed import {file}"


def test_own_ids_of_an_export_whose_records_are_damaged_do_not_hold(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1"))
    feed = exported(store).replace("urn:uuid:", "urn:uuid:x")

    with Store.in_memory() as other:
        results = import_bytes(other, feed)

        assert outcomes(results) == [Outcome.ADDED]
        assert other.articles.get(ArticleId(1)).uuid != store.articles.get(ArticleId(1)).uuid


def test_foreign_id_gives_no_power_over_other_addresses(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1"))

    results = load(store, ITEM.format(2, 2))

    assert [result.id for result in results if isinstance(result, Result)] == [2]


def test_entries_that_only_look_alike_stay_apart(store: Store) -> None:
    items = (
        "<item><title>Thông báo</title><description>Họp thôn tối thứ bảy</description></item>",
        "<item><title>Thông báo</title><description>Cắt điện sáng chủ nhật</description></item>",
        "<item><guid>g3</guid><title>Tin ba</title><description>Xem tệp đính kèm.</description></item>",
        "<item><guid>g4</guid><title>Tin bốn</title><description>Xem tệp đính kèm.</description></item>",
        "<item><guid>g5</guid><link>https://binhlac.example/</link><title>Tin năm</title></item>",
        "<item><guid>g6</guid><link>https://binhlac.example/</link><title>Tin sáu</title></item>",
        "<item><guid>g7</guid><link>https://binhlac.example/7</link><title>Tin bảy</title></item>",
        "<item><guid>g7</guid><link>https://binhlac.example/8</link><title>Tin tám</title></item>",
    )

    first, second = load(store, *items), load(store, *items)

    assert outcomes(first) == [Outcome.ADDED] * 8
    assert outcomes(second) == [Outcome.UNCHANGED] * 8


def test_articles_with_the_same_words_survive_the_way_through_a_feed(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1"))
    put(store, make_draft(title="Bài khác", url="https://binhlac.example/2"))
    for article_id in (ArticleId(1), ArticleId(2)):
        edit(store, article_id, Overrides(url=""), NOW)

    with Store.in_memory() as other:
        results = import_bytes(other, exported(store))

    assert outcomes(results) == [Outcome.ADDED] * 2


def test_id_that_looks_permanent_in_a_foreign_feed_joins_nothing(store: Store) -> None:
    guid = "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    load(store, ITEM.format(1, 1).replace("news_1", guid))

    other = FEED.format(ITEM.format(2, 2).replace("news_2", guid)).replace("binhlac", "huyen")
    results = import_bytes(store, other)

    assert outcomes(results) == [Outcome.ADDED]
    assert store.articles.get(ArticleId(1)).uuid != guid


def test_address_that_becomes_known_later_is_kept(store: Store) -> None:
    put(store)
    without = exported(store)
    edit(store, ArticleId(1), Overrides(url="https://binhlac.example/1"), NOW)

    with Store.in_memory() as other:
        import_bytes(other, without)
        results = import_bytes(other, exported(store))

        assert outcomes(results) == [Outcome.UNCHANGED]
        assert other.articles.get(ArticleId(1)).url == "https://binhlac.example/1"


def test_address_of_another_article_stays_where_it_is(store: Store) -> None:
    put(store)
    without = exported(store)
    edit(store, ArticleId(1), Overrides(url="https://binhlac.example/1"), NOW)

    with Store.in_memory() as other:
        import_bytes(other, without)
        put(other, make_draft(text="Bài khác", url="https://binhlac.example/1"))
        results = import_bytes(other, exported(store))

        assert outcomes(results) == [Outcome.UNCHANGED]
        assert [other.articles.get(ArticleId(number)).url for number in (1, 2)] == ["", "https://binhlac.example/1"]
