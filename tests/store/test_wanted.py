from typing import Any

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId, Attachment, Figure
from newsarchive.model.feed import FeedId, FeedSettings
from newsarchive.operations.editing import delete
from newsarchive.store.store import Store

PICTURE, FILE = Figure("https://xa.example/1.jpg"), Attachment("https://xa.example/1.pdf")


def feed_of(store: Store) -> FeedId:
    return store.feeds.subscribe("https://xa.example/rss", "Xã", "", FeedSettings(), NOW).id


def add(store: Store, number: int, **more: Any) -> ArticleId:
    return put(store, make_draft(text=f"Tin {number}.", url=f"https://xa.example/{number}", **more)).id


def test_articles_without_what_is_wanted_are_not_waited_for(store: Store) -> None:
    feed_id = feed_of(store)
    plain, caption = add(store, 1), add(store, 2, figures=(Figure(caption="Gặt lúa"),))
    picture, file = add(store, 3, figures=(PICTURE,)), add(store, 4, attachments=(FILE,))
    everything = (plain, caption, picture, file)

    found = []
    for with_images, with_files in ((True, False), (False, True), (True, True), (False, False)):
        store.wanted_media.add(feed_id, everything, with_images=with_images, with_files=with_files)
        found.append(list(store.wanted_media.of_feed(feed_id)))
        store.wanted_media.forget(feed_id)

    assert found == [[picture], [file], [picture, file], []]


def test_what_counts_is_the_current_revision(store: Store) -> None:
    feed_id, one = feed_of(store), add(store, 1, figures=(PICTURE,))
    put(store, make_draft(text="Tin 1, có sửa.", url="https://xa.example/1"))

    store.wanted_media.add(feed_id, (one,), with_images=True, with_files=False)

    assert store.wanted_media.of_feed(feed_id) == {}


def test_tries_are_counted_until_the_article_changes(store: Store) -> None:
    feed_id, one, other = feed_of(store), add(store, 1, figures=(PICTURE,)), add(store, 2, figures=(PICTURE,))
    store.wanted_media.add(feed_id, (one, other), with_images=True, with_files=False)
    store.wanted_media.set_tries(one, 2)

    before = store.wanted_media.of_feed(feed_id), store.wanted_media.of_feed(feed_id, is_untried=True)
    store.wanted_media.add(feed_id, (one,), with_images=True, with_files=False)

    assert before == ({one: 2, other: 0}, {other: 0})
    assert store.wanted_media.of_feed(feed_id) == {one: 0, other: 0}


def test_what_is_deleted_by_hand_is_not_waited_for(store: Store) -> None:
    feed_id, one, other = feed_of(store), add(store, 1, figures=(PICTURE,)), add(store, 2, figures=(PICTURE,))
    store.wanted_media.add(feed_id, (one, other), with_images=True, with_files=False)
    delete(store, [one], NOW)
    store.wanted_media.remove(other)

    assert store.wanted_media.of_feed(feed_id) == {}
