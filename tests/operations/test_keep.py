from dataclasses import replace

import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import ParseError
from newsarchive.model.article import ArticleId, Capture, Known, Outcome, Overrides
from newsarchive.operations.editing import edit
from newsarchive.operations.keep import judge
from newsarchive.store.store import Store

KNOWN = Known(ArticleId(1), "Tin", "a")


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        pytest.param(KNOWN, Outcome.UNCHANGED, id="same content"),
        pytest.param(replace(KNOWN, digest="b"), Outcome.REVISED, id="other content"),
        pytest.param(replace(KNOWN, digest="b", is_deleted=True), Outcome.DELETED, id="deleted by hand"),
    ],
)
def test_outcome_follows_what_is_known(known: Known, outcome: Outcome) -> None:
    assert judge(known, "a") is outcome


def test_keeping_twice_changes_nothing(store: Store) -> None:
    capture = Capture("https://binhlac.example/1", b"a", "text/html", NOW)
    put(store, capture=capture, tags=("Mùa vụ",))

    again = put(store, capture=replace(capture, body=b"b"), tags=("mùa vụ",))

    assert again.outcome is Outcome.UNCHANGED
    assert [
        store._connection.row(f"SELECT count(*) FROM {table}")[0] for table in ("article", "revision", "capture")
    ] == [1, 1, 1]
    assert store.articles.get(again.id).tags == ("Mùa vụ",)


def test_another_text_at_the_same_address_is_a_revision(store: Store) -> None:
    draft = make_draft(url="https://binhlac.example/1")
    put(store, draft)

    revised = put(store, replace(draft, text="Lúa đã về sân."))

    article = store.articles.get(revised.id)
    assert (revised.outcome, article.revision, article.text) == (Outcome.REVISED, 2, "Lúa đã về sân.")
    assert store._connection.rows("SELECT text FROM revision ORDER BY number") == [(draft.text,), ("Lúa đã về sân.",)]


def test_what_a_person_set_outlives_the_next_capture(store: Store) -> None:
    draft = make_draft(url="https://binhlac.example/1", section="Tin")
    result = put(store, draft)
    edit(store, result.id, Overrides(section="Nông nghiệp"), NOW)

    same = put(store, draft)
    other = put(store, replace(draft, text="Lúa đã về sân."))

    article = store.articles.get(result.id)
    assert (same.outcome, other.outcome) == (Outcome.UNCHANGED, Outcome.REVISED)
    assert (article.section, article.text) == ("Nông nghiệp", "Lúa đã về sân.")


def test_draft_without_text_is_no_article(store: Store) -> None:
    with pytest.raises(ParseError, match="no article in it"):
        put(store, make_draft(text=""))
