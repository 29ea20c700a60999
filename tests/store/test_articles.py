from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError, StoreError, UsageError
from newsarchive.model.article import ArticleId, Attachment, Draft, Figure, Moment, Outcome
from newsarchive.model.search import Query
from newsarchive.store.store import Store
from newsarchive.text.normalize import clean_line, clean_text

LINES = st.text(max_size=40).map(clean_line)
DRAFTS = st.builds(
    Draft,
    title=LINES,
    text=st.text(min_size=1, max_size=200).map(lambda text: clean_text(text) or "văn bản"),
    url=st.sampled_from(["", "https://binhlac.example/tin/1"]),
    summary=LINES,
    section=LINES,
    byline=st.lists(LINES, max_size=3).map(tuple),
    published=st.sampled_from([Moment(), Moment("2018-10-04", "4/10/2018"), Moment("--10-04", "Chiều ngày 4/10")]),
    language=st.sampled_from(["", "vi"]),
    figures=st.lists(st.builds(Figure, url=LINES, caption=LINES, position=st.integers(0, 9)), max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, url=LINES, label=LINES), max_size=2).map(tuple),
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
    assert store.articles.last_change() is None
    put(store)
    assert store.articles.last_change() == NOW


def test_what_another_tool_wrote_is_read_as_well_as_it_can_be(store: Store) -> None:
    put(store, make_draft(byline=("Thu Hà",)))

    store._connection.execute("UPDATE revision SET byline = 'Thu Hà, Văn Lợi'")
    assert store.articles.get(ArticleId(1)).byline == ("Thu Hà, Văn Lợi",)
    store._connection.execute("UPDATE revision SET byline = '7'")
    assert store.articles.get(ArticleId(1)).byline == ("7",)
    store._connection.execute("UPDATE article SET archived_at = 'hôm qua'")
    with pytest.raises(StoreError, match="a time that cannot be read: 'hôm qua'"):
        store.articles.get(ArticleId(1))
