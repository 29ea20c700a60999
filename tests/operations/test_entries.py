"""Entries of feeds in the archive: which article they are, and what they may change."""

from dataclasses import replace
from typing import Any

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Capture, Figure, Moment, Outcome, Overrides, Result
from newsarchive.model.extraction import Extraction
from newsarchive.model.feed import Entry, EntryState, FeedDocument, FeedId, FeedSettings
from newsarchive.operations.editing import delete, edit
from newsarchive.operations.entries import (
    Skipped,
    entry_digest,
    is_held_whole,
    is_news,
    keep_entry,
    keep_page,
)
from newsarchive.operations.identity import find_states, guid_of, in_order
from newsarchive.operations.tagging import untag
from newsarchive.store.store import Store

SITE = "https://binhlac.example/"
URL = "https://binhlac.example/tin/1"
LONG = "Bà con xã Bình Lạc ra đồng gặt lúa mùa từ sáng sớm. " * 15
NO_SETTINGS = FeedSettings()


def summary(text: str = "Tóm tắt.", **more: Any) -> Entry:
    values: dict[str, Any] = {"guid": "g1", "url": URL, "title": "Gặt lúa", "summary": text}
    return Entry(**(values | more))


def whole(text: str = LONG, **more: Any) -> Entry:
    return summary("", **({"html": f"<p>{text}</p>", "has_content": True} | more))


def page(text: str = LONG, **more: Any) -> tuple[Capture, Extraction]:
    draft = make_draft(**{"title": "Gặt lúa", "text": text.strip(), "url": URL} | more)
    return Capture(draft.url, b"<html>", "text/html", NOW, status=200), Extraction(draft=draft)


def feed_of(store: Store, url: str = SITE) -> FeedId:
    return store.feeds.add(FeedDocument(url=url, self_url=f"{url}rss"), "", NOW)


def keep(store: Store, entry: Entry, *, site: str = SITE, settings: FeedSettings = NO_SETTINGS, **more: Any) -> Result:
    with store.transaction():
        result = keep_entry(store, feed_of(store, site), site, entry, NOW, settings=settings, **more)
    assert isinstance(result, Result)
    return result


def missing(store: Store, site: str = SITE) -> list[tuple[str, int | None, str]]:
    return [(one.guid, one.page_tries, one.url) for one in store.feeds.missing_pages(feed_of(store, site))]


def text_of(store: Store, number: int = 1) -> str:
    return store.articles.get(ArticleId(number)).text


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Tên khác"}, {"summary": "Khác"}, {"html": "<p>Khác"}, {"url": f"{URL}0"}, {"authors": ("Thu Hà",)},
        {"section": "Tin"}, {"categories": ("Tin",)}, {"published": Moment("2018-10-04")}, {"language": "vi"},
        {"figures": (Figure("https://x.example/a.jpg"),)}, {"tags": ("Tin",)}, {"has_content": True},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_entry_that_says_something_else_is_news(change: dict[str, Any]) -> None:
    state = EntryState(guid="g1", article_id=ArticleId(1), digest=entry_digest(summary()))

    assert not is_news(state, summary())
    assert is_news(state, replace(summary(), **change))


def test_entry_that_only_says_that_it_changed_is_no_news() -> None:
    state = EntryState(guid="g1", article_id=ArticleId(1), digest=entry_digest(summary()))

    assert not is_news(state, summary(updated=Moment("2018-10-05"), published=Moment("", "hôm qua")))


def test_entry_is_news_where_nothing_is_known_of_it() -> None:
    assert is_news(None, summary())
    assert is_news(EntryState(guid="g1", article_id=ArticleId(1)), summary())


@pytest.mark.parametrize(
    ("entry", "guid"),
    [
        pytest.param(summary(), "g1", id="id"),
        pytest.param(summary(guid="", url=f"{URL}#x"), URL, id="address"),
        pytest.param(
            Entry(title="Tin", summary="Nội dung"), guid_of(Entry(title="TIN", html="<p>nội dung")), id="words"
        ),
    ],
)  # fmt: skip
def test_entry_is_called_by_the_best_that_it_has(entry: Entry, guid: str) -> None:
    assert guid_of(entry) == guid


def test_entry_without_words_is_skipped(store: Store) -> None:
    with store.transaction():
        result = keep_entry(store, feed_of(store), SITE, Entry(guid="g9"), NOW, settings=NO_SETTINGS)

    assert result == Skipped("g9", "neither title nor text")


def test_changed_guid_with_the_same_address_is_the_same_article(store: Store) -> None:
    keep(store, whole())

    result = keep(store, whole(LONG + "Hết.", guid="g2"))

    assert (result.outcome, result.id) == (Outcome.REVISED, 1)


def test_address_joins_across_feeds_and_the_guid_does_not(store: Store) -> None:
    keep(store, whole())
    other = "https://binhlac.example/kinh-te/"

    joined = keep(store, whole(guid="k7"), site=other)
    apart = keep(store, whole("Bài khác. " * 90, url=f"{URL}2"), site=other)

    assert (joined.outcome, joined.id) == (Outcome.UNCHANGED, 1)
    assert (apart.outcome, apart.id) == (Outcome.ADDED, 2)


def test_feed_of_another_site_changes_nothing_in_what_it_joins(store: Store) -> None:
    keep(store, whole())
    copy = whole("Bài đã bị sửa. " * 60, section="Tin chép", tags=("Chép",))

    first = keep(store, copy, site="https://bao.example/")
    second = keep(store, replace(copy, title="Sửa nữa"), site="https://bao.example/", page=page("Bài lạ. " * 99))

    assert (first.outcome, second.outcome) == (Outcome.UNCHANGED, Outcome.UNCHANGED)
    article = store.articles.get(ArticleId(1))
    assert (article.revision, article.text, article.tags) == (1, LONG.strip(), ())


def test_feed_may_change_what_it_brought_of_another_site(store: Store) -> None:
    keep(store, whole(), site="https://bao.example/")

    again = keep(store, whole(LONG + "Hết."), site="https://bao.example/")
    renamed = keep(store, whole(LONG + "Hết hẳn.", guid="g2"), site="https://bao.example/")

    assert (again.outcome, renamed.outcome) == (Outcome.REVISED, Outcome.REVISED)


def test_feed_changes_no_more_what_the_site_of_an_article_shows_as_well(store: Store) -> None:
    keep(store, whole("Bài giả. " * 90), site="https://bao.example/")
    keep(store, whole(guid="của cổng"))

    again = keep(store, whole("Bài giả mới. " * 90), site="https://bao.example/")
    renamed = keep(store, whole("Bài giả mới. " * 90, guid="g2"), site="https://bao.example/")
    own = keep(store, whole(LONG + "Hết.", guid="của cổng"))

    assert [one.outcome for one in (again, renamed, own)] == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.REVISED]
    assert text_of(store) == LONG + "Hết."


def test_feed_of_the_same_site_with_other_words_revises(store: Store) -> None:
    put(store, make_draft(text=LONG.strip(), url=URL, section="Nông nghiệp"))

    result = keep(store, whole(LONG + "Hết.", section="Tin mới"), site="http://www.binhlac.example/")

    article = store.articles.get(ArticleId(1))
    assert (result.outcome, article.section, article.revision) == (Outcome.REVISED, "Nông nghiệp", 2)


def test_second_feed_of_a_portal_files_an_article_under_no_other_heading(store: Store) -> None:
    keep(store, whole(section="Nông nghiệp"))

    result = keep(
        store, whole(section="Tin mới", categories=("A",)), site="https://binhlac.example/moi/",
        settings=FeedSettings(section="Mới"),
    )  # fmt: skip

    assert result.outcome is Outcome.UNCHANGED
    assert store.articles.get(ArticleId(1)).section == "Nông nghiệp"


def test_summary_takes_the_place_of_its_own_earlier_one(store: Store) -> None:
    keep(store, summary("Tóm tắt đầu."))

    result = keep(store, summary("Tóm tắt đã sửa."))

    assert (result.outcome, text_of(store)) == (Outcome.REVISED, "Tóm tắt đã sửa.")


@pytest.mark.parametrize("origin", ["page", "entry", "add"])
def test_summary_never_takes_the_place_of_a_whole_text(store: Store, origin: str) -> None:
    if origin == "add":
        put(store, make_draft(text=LONG.strip(), url=URL))
    else:
        keep(store, whole() if origin == "entry" else summary(), page=page() if origin == "page" else None)

    results = [keep(store, summary(words), page_tries=1).outcome for words in ("Tóm tắt.", "Tóm tắt đã sửa.")]

    assert results == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert text_of(store) == LONG.strip()
    assert missing(store) == []


def test_page_makes_a_summary_whole(store: Store) -> None:
    keep(store, summary(), page_tries=0)
    assert missing(store) == [("g1", 0, URL)]

    result = keep(store, summary("Tóm tắt đã sửa."), page=page())

    assert (result.outcome, text_of(store), missing(store)) == (Outcome.COMPLETED, LONG.strip(), [])
    assert store.captures.get(ArticleId(1)).body == b"<html>"


def test_page_that_only_repeats_the_entry_is_all_there_is(store: Store) -> None:
    keep(store, whole("Ngắn."), page_tries=0)

    result = keep(store, whole("Ngắn."), page=page("Ngắn.", language=""))

    assert (result.outcome, missing(store)) == (Outcome.UNCHANGED, [])
    assert not store.articles.get_known(ArticleId(1)).is_summary
    assert keep(store, summary("Khác")).outcome is Outcome.UNCHANGED


def test_second_feed_may_tell_that_a_summary_is_all_there_is(store: Store) -> None:
    keep(store, summary("Ngắn."), page_tries=0)

    result = keep(store, summary("Ngắn."), site="https://binhlac.example/moi/", page=page("Ngắn.", language=""))

    assert (result.outcome, missing(store)) == (Outcome.UNCHANGED, [])


def test_page_of_something_else_leaves_the_summary(store: Store) -> None:
    home = page("Chào mừng đến với cổng thông tin. " * 9, title="Cổng thông tin", url=SITE)

    keep(store, summary(), page=home, page_tries=1)

    assert text_of(store) == "Tóm tắt."
    assert missing(store) == [("g1", 1, URL)]


def test_page_finds_its_article_by_the_address_that_it_says_it_has(store: Store) -> None:
    put(store, make_draft("Gặt lúa", LONG.strip(), url="https://binhlac.example/vi/tin/1"))

    result = keep(store, summary(), page=page(url="https://binhlac.example/vi/tin/1"))

    assert (result.outcome, result.id) == (Outcome.UNCHANGED, 1)


def test_article_has_the_address_of_its_page_and_is_found_by_that_of_its_entry(store: Store) -> None:
    own = "https://binhlac.example/vi/tin/1"
    keep(store, summary(), page=page(url=own))

    known_by_alias = keep(store, summary(guid="k1"), site="https://binhlac.example/kinh-te/")

    assert store.articles.get(ArticleId(1)).url == own
    assert known_by_alias.id == 1
    assert is_held_whole(store, summary())


def test_article_of_a_summary_takes_the_address_of_its_page(store: Store) -> None:
    keep(store, summary())

    keep(store, summary("Sửa."), page=page(url="https://binhlac.example/vi/tin/1"))

    assert store.articles.get(ArticleId(1)).url == "https://binhlac.example/vi/tin/1"
    assert keep(store, summary(guid="g2")).id == 1


def test_address_that_a_person_or_another_article_has_is_not_taken(store: Store) -> None:
    own = "https://binhlac.example/vi/tin/"
    keep(store, summary())
    keep(store, summary(guid="g2", url=f"{URL}2"))
    put(store, make_draft(text="Bài khác", url=f"{own}1"))
    edit(store, ArticleId(2), Overrides(url="https://binhlac.example/tay"), NOW)

    keep(store, summary("Sửa."), page=page(url=f"{own}1"))
    keep(store, summary("Sửa.", guid="g2", url=f"{URL}2"), page=page(url=f"{own}2"))

    assert [store.articles.get(ArticleId(number)).url for number in (1, 2)] == [URL, "https://binhlac.example/tay"]


def test_feed_cannot_claim_an_address_of_another_site_for_its_own_article(store: Store) -> None:
    keep(store, whole("Bài lạ. " * 90, url="https://bao.example/1"), site="https://bao.example/")
    keep(store, whole("Bài lạ. " * 90), site="https://bao.example/")  # under the same guid

    result = keep(store, whole())

    assert (result.outcome, store.articles.get(result.id).text) == (Outcome.ADDED, LONG.strip())


def test_archive_knows_what_it_holds_whole(store: Store) -> None:
    keep(store, summary())
    put(store, make_draft(url=f"{URL}2"))

    assert [is_held_whole(store, summary(url=url)) for url in (URL, f"{URL}2#top", f"{URL}3", "")] == [
        False, True, False, False,
    ]  # fmt: skip


def test_section_of_the_feed_goes_before_all(store: Store) -> None:
    settings = FeedSettings(section="Xã Bình Lạc", tags=("Dân vận", "NTM"))

    keep(store, summary(section="Tin"), settings=settings, page=page(section="Tin tức"))

    article = store.articles.get(ArticleId(1))
    assert (article.section, article.tags) == ("Xã Bình Lạc", ("Dân vận", "NTM"))


def test_tags_of_the_feed_are_for_new_articles(store: Store) -> None:
    keep(store, whole())

    keep(store, whole(LONG + "Hết."), settings=FeedSettings(tags=("Dân vận",)))

    assert store.articles.get(ArticleId(1)).tags == ()


def test_deleted_article_stays_deleted_and_wants_no_page(store: Store) -> None:
    keep(store, summary())
    delete(store, [ArticleId(1)], NOW)

    result = keep(store, summary("Sửa."), page_tries=0)
    joined = keep(store, summary(guid="k1"), site="https://binhlac.example/moi/", page_tries=0)
    copied = keep(store, summary(), site="https://bao.example/", page=page())

    assert {one.outcome for one in (result, joined, copied)} == {Outcome.DELETED}
    assert missing(store) == []


def test_what_a_person_set_outlives_the_feed(store: Store) -> None:
    keep(store, summary())
    edit(store, ArticleId(1), Overrides(title="Tên của tôi"), NOW)

    keep(store, summary("Sửa."), page_tries=0)

    article = store.articles.get(ArticleId(1))
    assert (article.title, article.text) == ("Tên của tôi", "Sửa.")
    assert missing(store) == [("g1", 0, URL)]


def complete(store: Store, fetched: tuple[Capture, Extraction] | None, **more: Any) -> Result | None:
    feed_id = feed_of(store)
    state = store.feeds.missing_pages(feed_id)[0]
    with store.transaction():
        return keep_page(store, feed_id, state, NOW, **{"settings": NO_SETTINGS, "page": fetched} | more)


def test_page_that_was_missing_is_kept_later(store: Store) -> None:
    entry = summary(categories=("Nông nghiệp",), section="Tin")
    keep(store, entry, page_tries=1)

    result = complete(store, page(url="https://binhlac.example/vi/tin/1"), settings=FeedSettings(section="Xã Bình Lạc"))

    article = store.articles.get(ArticleId(1))
    assert result == Result(Outcome.COMPLETED, ArticleId(1), "Gặt lúa", "g1")
    assert (article.text, article.categories, article.section) == (LONG.strip(), ("Nông nghiệp",), "Xã Bình Lạc")
    assert article.url == "https://binhlac.example/vi/tin/1"
    assert missing(store) == []
    assert keep(store, summary(guid="g2")).id == 1
    assert not is_news(store.feeds.find_entries(feed_of(store), ["g1"])["g1"], entry)


def test_page_that_is_missing_still_is_counted(store: Store) -> None:
    keep(store, summary(), page_tries=1)

    assert complete(store, None, page_tries=2) is None
    assert missing(store) == [("g1", 2, URL)]
    home = page("Chào mừng đến với cổng thông tin. " * 9, title="Cổng thông tin", url=SITE)
    assert complete(store, home, page_tries=None) is None
    assert (text_of(store), missing(store)) == ("Tóm tắt.", [])


def test_page_of_an_article_that_was_completed_meanwhile_changes_nothing(store: Store) -> None:
    keep(store, summary(), page_tries=0)
    feed_id = feed_of(store)
    (state,) = store.feeds.missing_pages(feed_id)
    put(store, make_draft("Gặt lúa", "Toàn văn.", url=URL))

    with store.transaction():
        result = keep_page(store, feed_id, state, NOW, settings=NO_SETTINGS, page=page())

    assert (result, text_of(store)) == (None, "Toàn văn.")


def test_title_that_a_feed_corrects_counts_though_the_page_keeps_the_old_one(store: Store) -> None:
    keep(store, summary(), page=page())
    corrected = summary(title="Đính chính: gặt lúa sớm")

    result = keep(store, corrected, page=page())

    assert (result.outcome, store.articles.get(ArticleId(1)).title) == (Outcome.REVISED, "Đính chính: gặt lúa sớm")
    assert keep(store, corrected, page=page()).outcome is Outcome.UNCHANGED
    assert store.articles.get(ArticleId(1)).title == "Đính chính: gặt lúa sớm"


def test_title_of_the_page_counts_where_the_feed_has_always_had_another(store: Store) -> None:
    keep(store, summary(title="[Video] Gặt lúa"), page=page())

    keep(store, summary("Tóm tắt đã sửa.", title="[Video] Gặt lúa"), page=page())

    assert store.articles.get(ArticleId(1)).title == "Gặt lúa"


def test_tags_of_a_second_feed_are_attached_when_it_first_shows_an_article(store: Store) -> None:
    entry, tagged = whole(), FeedSettings(tags=("Dân vận",), section="Mùa vụ")
    keep(store, entry)

    keep(store, entry, site="https://www.binhlac.example/", settings=tagged)

    article = store.articles.get(ArticleId(1))
    assert (article.tags, article.section) == (("Dân vận",), "Mùa vụ")
    untag(store, "Dân vận", [ArticleId(1)])
    keep(store, entry, site="https://www.binhlac.example/", settings=tagged)
    assert store.articles.get(ArticleId(1)).tags == ()


def test_summary_that_a_stranger_brought_is_completed_by_whoever_has_the_whole_text(store: Store) -> None:
    keep(store, summary(), site="https://tonghop.example/")

    result = keep(store, whole(), site="https://feeds.example/")

    assert (result.outcome, text_of(store)) == (Outcome.COMPLETED, LONG.strip())


def test_summary_of_its_own_portal_is_not_completed_by_strangers(store: Store) -> None:
    keep(store, summary())

    result = keep(store, whole(), site="https://feeds.example/")

    assert (result.outcome, text_of(store)) == (Outcome.UNCHANGED, "Tóm tắt.")


def test_counts_of_visits_and_what_defeats_caches_are_no_news() -> None:
    def seen(count: str) -> str:
        html = f'<img src="/anh.jpg?v={count}">Xã họp. Lượt xem: {count}'
        return entry_digest(Entry(guid="g1", html=html, summary=f"Lượt đọc {count}"))

    assert seen("237") == seen("1.204")
    assert entry_digest(Entry(html="<a href='/7?v=1'>")) != entry_digest(Entry(html="<a href='/7?v=2'>"))


class TestOneGuidForAll:
    """Some feeds give every entry the same guid."""

    FEED = FeedId(1)

    def find(self, store: Store, *entries: Entry) -> list[tuple[str, bool]]:
        return [(entry.guid, state is not None) for entry, state in find_states(store, self.FEED, entries)]

    def test_another_address_and_title_is_another_entry(self, store: Store) -> None:
        keep(store, whole(guid="1", title="Dân vận khéo"))
        other = whole(guid="1", title="Giải bóng đá", url="https://binhlac.example/73")

        ((entry, state),) = find_states(store, self.FEED, [other])

        assert (entry.guid, state) == ("1|https://binhlac.example/73", None)
        assert keep(store, entry).id == 2
        assert self.find(store, other) == [("1|https://binhlac.example/73", True)]

    @pytest.mark.parametrize(
        "changed",
        [
            {"title": "Dân vận khéo ở Khe Sặt"},
            {"url": "https://binhlac.example/73", "title": "Dân vận khéo ở Khe Sặt"},
            {"url": "", "title": "Giải bóng đá"},
            {"title": "Giải bóng đá"},
        ],
        ids=["title", "address and some of the title", "no address", "title alone"],
    )
    def test_what_was_edited_or_moved_is_the_same_entry(self, store: Store, changed: dict[str, str]) -> None:
        keep(store, whole(guid="1", title="Dân vận khéo"))

        assert self.find(store, whole(**{"guid": "1"} | changed)) == [("1", True)]


def test_entries_are_put_in_the_order_of_time_if_all_tell_it() -> None:
    first, second = (Entry(guid=str(day), published=Moment(f"2018-10-0{day}T08:00:00+07:00")) for day in (4, 5))

    assert in_order([first, second]) == in_order([second, first]) == (first, second)
    assert in_order([first, Entry(guid="x"), second]) == (second, Entry(guid="x"), first)


def test_entry_published_again_with_tone_marks_elsewhere_is_no_revision(store: Store) -> None:
    keep(store, whole(LONG + "Hoà bình, thuỷ lợi."))

    result = keep(store, whole(LONG + "Hòa bình,  thủy lợi."))

    assert (result.outcome, store.articles.get(result.id).revision) == (Outcome.UNCHANGED, 1)


def test_entry_that_flips_back_and_forth_is_stored_once_each_way(store: Store) -> None:
    outcomes = [keep(store, whole(f"{LONG}{words}")).outcome for words in ("Một.", "Hai.", "Một.", "Hai.")]

    assert outcomes == [Outcome.ADDED, Outcome.REVISED, Outcome.REVISED, Outcome.REVISED]
    assert len(store.history.revisions(ArticleId(1))) == 2
    assert len(store.captures.ids_of(ArticleId(1))) == 2


def test_how_a_page_was_read_is_kept_with_its_article(store: Store) -> None:
    capture, extraction = page()
    read = replace(extraction, confidence=0.7, doubts=("no title found",))

    result = keep(store, summary(), page=(capture, read))

    kept = store.articles.evidence(result.id)
    assert (kept.confidence, kept.doubts) == (0.7, ("no title found",))


def test_how_a_page_was_read_that_came_later_is_kept_too(store: Store) -> None:
    keep(store, summary(), page_tries=0)
    [state] = store.feeds.missing_pages(feed_of(store))
    capture, extraction = page()

    with store.transaction():
        keep_page(
            store, feed_of(store), state, NOW, settings=NO_SETTINGS, page=(capture, replace(extraction, confidence=0.7))
        )

    assert store.articles.evidence(ArticleId(1)).confidence == 0.7
