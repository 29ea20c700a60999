import io
from dataclasses import fields

import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import ParseError
from newsarchive.model.article import Article, ArticleId, Figure, Moment, Outcome, Overrides, Result
from newsarchive.model.feed import Entry
from newsarchive.operations.editing import delete, edit
from newsarchive.operations.export import export_rss
from newsarchive.operations.importing import BATCH, Skipped, import_feed, to_draft
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
    return list(import_feed(store, FEED.format("".join(items)).encode(), name="tin.rss", now=NOW))


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
        list(import_feed(store, b"<html><body>Tin</body></html>", name="tin.rss", now=NOW))

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


def exported(store: Store) -> str:
    out = io.StringIO()
    export_rss(store, select(store, (), None, or_all=True), out.write)
    return out.getvalue()


def essence(article: Article) -> dict[str, object]:
    """Return what an export carries; ids, times of archiving and the words of a date stay with their archive."""
    left_out = {"id", "archived_at", "revised_at", "revision", "attachments"}
    values = {one.name: getattr(article, one.name) for one in fields(article) if one.name not in left_out}
    return values | {"published": article.published.value}


def test_export_reads_back_to_the_same_articles(store: Store) -> None:
    put(
        store,
        make_draft(
            title="“Dân vận khéo” & <b>nông thôn</b> ]]>",
            text="Dòng một\ndòng hai\n\nĐoạn hai & <i>",
            summary="Dòng một",
            url="https://binhlac.example/1?a=1&b=2",
            section="Tin tức - Sự kiện",
            byline=("Thu Hà", "Văn Lợi"),
            published=Moment("2018-10-04T08:30:00+07:00", "04/10/2018 08:30"),
            figures=(Figure("https://binhlac.example/a.jpg", "Ruộng bậc thang", 1), Figure(caption="Cuối", position=2)),
        ),
        tags=("Dân vận", "NTM"),
    )
    put(store, make_draft(text="Một ngày", published=Moment("2017-01-02")))
    put(store, make_draft(text="Không rõ năm", published=Moment("--10-04", "Chiều ngày 4/10")))
    put(store, make_draft(text="Không rõ ngày", language=""))
    edit(store, ArticleId(4), Overrides(title="Sửa tay"), NOW)
    feed = exported(store)

    with Store.in_memory() as other:
        results = list(import_feed(other, feed.encode(), name="-", now=NOW))
        read_back = [essence(other.articles.get(result.id)) for result in results if isinstance(result, Result)]
        assert exported(other) == feed

    assert outcomes(results) == [Outcome.ADDED] * 4
    originals = [essence(store.articles.get(article_id)) for article_id in select(store, (), None, or_all=True)]
    assert read_back[::-1] == originals


def test_own_export_changes_nothing_in_its_own_archive(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1", summary="Tóm tắt", published=Moment("--10-04", "4/10")))
    put(store, make_draft(text="Không có địa chỉ", language="vi"))
    edit(store, ArticleId(2), Overrides(title="Sửa tay"), NOW)

    results = list(import_feed(store, exported(store).encode(), name="-", now=NOW))

    assert outcomes(results) == [Outcome.UNCHANGED] * 2


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
        results = list(import_feed(other, exported(store).encode(), name="-", now=NOW))

    assert outcomes(results) == [Outcome.ADDED] * 2


def test_id_that_looks_permanent_in_a_foreign_feed_joins_nothing(store: Store) -> None:
    guid = "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    load(store, ITEM.format(1, 1).replace("news_1", guid))

    other = FEED.format(ITEM.format(2, 2).replace("news_2", guid)).replace("binhlac", "huyen")
    results = list(import_feed(store, other.encode(), name="-", now=NOW))

    assert outcomes(results) == [Outcome.ADDED]
    assert store.articles.get(ArticleId(1)).uuid != guid


def test_address_that_becomes_known_later_is_kept(store: Store) -> None:
    put(store)
    without = exported(store)
    edit(store, ArticleId(1), Overrides(url="https://binhlac.example/1"), NOW)

    with Store.in_memory() as other:
        list(import_feed(other, without.encode(), name="-", now=NOW))
        results = list(import_feed(other, exported(store).encode(), name="-", now=NOW))

        assert outcomes(results) == [Outcome.UNCHANGED]
        assert other.articles.get(ArticleId(1)).url == "https://binhlac.example/1"


def test_address_of_another_article_stays_where_it_is(store: Store) -> None:
    put(store)
    without = exported(store)
    edit(store, ArticleId(1), Overrides(url="https://binhlac.example/1"), NOW)

    with Store.in_memory() as other:
        list(import_feed(other, without.encode(), name="-", now=NOW))
        put(other, make_draft(text="Bài khác", url="https://binhlac.example/1"))
        results = list(import_feed(other, exported(store).encode(), name="-", now=NOW))

        assert outcomes(results) == [Outcome.UNCHANGED]
        assert [other.articles.get(ArticleId(number)).url for number in (1, 2)] == ["", "https://binhlac.example/1"]
