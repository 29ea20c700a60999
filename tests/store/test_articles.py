from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_article, make_draft, put
from newsarchive.errors import NotFoundError, StoreError, UsageError
from newsarchive.model.article import ArticleId, Attachment, Capture, Draft, Figure, Moment, Outcome
from newsarchive.model.search import Query
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest
from newsarchive.text.normalize import clean_line, clean_text

LINES = st.text(max_size=40).map(clean_line)
DRAFTS = st.builds(
    Draft,
    title=LINES,
    text=st.text(min_size=1, max_size=200).map(lambda text: clean_text(text) or "văn bản"),
    url=st.sampled_from(["", "https://binhlac.example/tin/1"]),
    summary=LINES,
    subtitle=LINES,
    credit=LINES,
    html=LINES,
    event=st.sampled_from([Moment(), Moment("--10-04", "Chiều 4/10")]),
    section=LINES,
    byline=st.lists(LINES, max_size=3).map(tuple),
    published=st.sampled_from([Moment(), Moment("2018-10-04", "4/10/2018"), Moment("--10-04", "Chiều ngày 4/10")]),
    language=st.sampled_from(["", "vi"]),
    figures=st.lists(st.builds(Figure, url=LINES, caption=LINES, position=st.integers(0, 9)), max_size=2).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, url=LINES, label=LINES, media_type=LINES, size=st.integers(0, 10**12)), max_size=2
    ).map(tuple),
    categories=st.lists(LINES, max_size=3).map(tuple),
    updated=st.sampled_from([Moment(), Moment("2018-10-04T08+07:00", "8 giờ")]),
)


@given(DRAFTS)
def test_draft_survives_the_store(draft: Draft) -> None:
    with Store.in_memory() as store:
        result = put(store, draft)

        article = store.articles.get(result.id)

    assert {one.name: getattr(article, one.name) for one in fields(Draft)} == {
        one.name: getattr(draft, one.name) for one in fields(Draft)
    }
    assert article.archived_at == NOW


def test_unknown_article_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no article 9"):
        store.articles.get(ArticleId(9))
    with pytest.raises(NotFoundError, match="no article 9"):
        store.articles.get_known(ArticleId(9))


def test_articles_come_in_the_order_of_their_ids_across_batches(store: Store) -> None:
    for number in range(205):
        put(store, make_draft(text=f"Tin số {number}"))
    wanted = [ArticleId(number) for number in range(205, 0, -1)]

    found = [article.id for article in store.articles.iter_ids([*wanted, ArticleId(999)])]

    assert found == wanted


def test_address_is_identity_before_text(store: Store) -> None:
    first = put(store, make_draft(url="https://binhlac.example/1"))

    second = put(store, make_draft(url="https://binhlac.example/2"))

    assert (first.outcome, second.outcome) == (Outcome.ADDED, Outcome.ADDED)


def test_words_are_identity_where_there_is_no_address(store: Store) -> None:
    put(store, make_draft(text="Hoà giải ở cơ sở."))

    again = store.articles.find_known(make_draft(text="hòa giải  ở cơ sở"))

    assert again is not None


def test_permanent_id_finds_its_article(store: Store) -> None:
    result = put(store)
    uuid = store.articles.get(result.id).uuid

    known = store.articles.find_by_uuid(uuid)

    assert known is not None
    assert known.id == result.id


def test_text_that_returns_is_not_stored_twice(store: Store) -> None:
    draft = make_draft(url="https://binhlac.example/1")
    edited = replace(draft, text="Bà con ra đồng từ chiều.")
    result = put(store, draft)
    put(store, edited, now=NOW + timedelta(hours=1))

    back = put(store, draft, now=NOW + timedelta(hours=2))

    assert back.outcome is Outcome.REVISED
    assert store.articles.get(result.id).text == draft.text
    assert store._connection.row("SELECT count(*) FROM revision") == (2,)
    assert [hit.id for hit in store.search.find(Query()).hits] == [result.id]


def test_article_knows_the_bytes_it_was_read_from(store: Store) -> None:
    read = put(store, capture=Capture("", b"abc", "", NOW))
    typed = put(store, make_draft(text="Gõ tay"))

    digests = [store.articles.get(result.id).source_digest for result in (read, typed)]

    assert digests == ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ""]  # FIPS 180-2, B.1


def test_article_of_another_archive_is_stored_as_it_is_there(store: Store) -> None:
    there = make_article(
        archived_at=NOW - timedelta(days=9), revised_at=NOW - timedelta(days=2), revision=7, source_digest="a" * 64,
        url="https://binhlac.example/1",
    )  # fmt: skip

    article_id = store.articles.add_exact(there)
    put(store, make_draft(text="Sửa", url=there.url))

    (revisions,) = [store._connection.rows("SELECT number FROM revision ORDER BY id")]
    assert revisions == [(7,), (8,)]
    store.articles.revise(article_id, there, NOW)
    assert store.articles.get(article_id) == replace(there, id=article_id)


def test_summary_that_comes_again_stays_one_until_it_is_known_to_be_whole(store: Store) -> None:
    summary = Origin(is_summary=True)
    first, second = make_draft(text="Một."), make_draft(text="Hai.")
    article_id = store.articles.add(first, "urn:1", NOW, summary)

    store.articles.revise(article_id, second, NOW, summary)
    store.articles.revise(article_id, first, NOW, summary)

    assert store.articles.get_known(article_id).is_summary
    store.articles.revise(article_id, first, NOW)
    assert not store.articles.get_known(article_id).is_summary


def test_summary_that_is_known_to_be_all_is_whole(store: Store) -> None:
    article_id = store.articles.add(make_draft(), "urn:1", NOW, Origin(is_summary=True))

    store.articles.set_whole(article_id)

    assert not store.articles.get_known(article_id).is_summary


def test_article_knows_what_it_has_held(store: Store) -> None:
    former, draft, other = (make_draft(text=text) for text in ("Một.", "Hai.", "Ba."))
    article_id = store.articles.add(former, "urn:1", NOW)
    store.articles.revise(article_id, draft, NOW)

    assert [store.articles.has_held(article_id, content_digest(one)) for one in (former, draft, other)] == [
        True, True, False,
    ]  # fmt: skip


def test_deleted_article_comes_back_as_it_was(store: Store) -> None:
    result = put(store)
    before = store.articles.delete(result.id, NOW)

    assert store.articles.restore(result.id) == before


def test_taken_address_is_refused(store: Store) -> None:
    put(store, make_draft(url="https://binhlac.example/1"))
    other = put(store, make_draft(url="https://binhlac.example/2"))

    with pytest.raises(UsageError, match="article 1 has the address"):
        store.articles.set_url(other.id, "https://binhlac.example/1")


def test_restoring_what_was_not_deleted_changes_nothing(store: Store) -> None:
    result = put(store)

    article = store.articles.restore(result.id)

    assert article.id == result.id
    store._connection.execute("INSERT INTO article_index (article_index) VALUES ('integrity-check')")


def test_last_change_is_unknown_in_an_empty_archive(store: Store) -> None:
    assert store.articles.last_change([ArticleId(1)]) is None
    put(store)
    assert store.articles.last_change([ArticleId(1)]) == NOW


def test_what_another_tool_wrote_is_read_as_well_as_it_can_be(store: Store) -> None:
    put(store, make_draft(byline=("Thu Hà",)))

    store._connection.execute("UPDATE revision SET byline = 'Thu Hà, Văn Lợi'")
    assert store.articles.get(ArticleId(1)).byline == ("Thu Hà, Văn Lợi",)
    store._connection.execute("UPDATE revision SET byline = '7'")
    assert store.articles.get(ArticleId(1)).byline == ("7",)
    store._connection.execute("UPDATE article SET archived_at = 'hôm qua'")
    with pytest.raises(StoreError, match="a time that cannot be read: 'hôm qua'"):
        store.articles.get(ArticleId(1))
