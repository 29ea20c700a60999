import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId, Moment, Outcome, Overrides
from newsarchive.model.search import Query
from newsarchive.operations.editing import delete, edit, restore
from newsarchive.store.store import Store
from newsarchive.text.query import parse

ONE = ArticleId(1)


@pytest.fixture
def archive(store: Store) -> Store:
    put(store, make_draft(url="https://binhlac.example/1"))
    return store


def test_edit_sets_cleaned_fields_and_keeps_the_version_before(archive: Store) -> None:
    fields = Overrides(
        title=" Gặt  lúa ",
        byline=("Thu Hà", " "),
        published=Moment("2018-10-04"),
        url="HTTPS://BinhLac.example/2#a",
        language="VI",
    )

    result = edit(archive, ONE, fields, NOW)

    article = archive.articles.get(ONE)
    assert (result.outcome, result.title) == (Outcome.REVISED, "Gặt lúa")
    assert (article.title, article.byline, article.published.value) == ("Gặt lúa", ("Thu Hà",), "2018-10-04")
    assert (article.url, article.language, article.revision) == ("https://binhlac.example/2", "vi", 2)
    assert archive._connection.rows("SELECT origin FROM revision ORDER BY number") == [("source",), ("hand",)]
    assert [hit.id for hit in archive.search.find(parse('"gặt lúa"')).hits] == [ONE]


def test_edit_to_the_same_is_unchanged(archive: Store) -> None:
    result = edit(archive, ONE, Overrides(title="Xã Bình Lạc gặt lúa mùa"), NOW)

    assert result.outcome is Outcome.UNCHANGED
    assert archive.articles.get(ONE).revision == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param(Overrides(), "nothing to change", id="nothing"),
        pytest.param(Overrides(title=" "), "needs a title", id="empty title"),
        pytest.param(Overrides(url="javascript:alert(1)"), "not an address of the web", id="address"),
    ],
)
def test_edit_that_cannot_be_is_refused(archive: Store, fields: Overrides, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        edit(archive, ONE, fields, NOW)

    assert archive.articles.get(ONE).revision == 1


def test_address_may_be_changed_and_taken_away(archive: Store) -> None:
    put(archive, make_draft(text="Tin hai", url="https://binhlac.example/2"))

    changed = edit(archive, ONE, Overrides(url="https://binhlac.example/3"), NOW)
    taken = [edit(archive, article_id, Overrides(url=""), NOW).outcome for article_id in (ONE, ArticleId(2))]

    assert (changed.outcome, taken) == (Outcome.REVISED, [Outcome.REVISED] * 2)
    assert archive.articles.get(ONE).url == ""
    assert edit(archive, ONE, Overrides(url=""), NOW).outcome is Outcome.UNCHANGED


def test_deleted_article_is_gone_and_stays_gone(archive: Store) -> None:
    (deleted,) = delete(archive, [ONE, ONE], NOW)

    again = put(archive, make_draft(url="https://binhlac.example/1", text="Văn bản khác."))

    assert deleted.id == ONE
    assert again.outcome is Outcome.DELETED
    assert archive.search.find(Query()).hits == archive.search.find(parse("lúa")).hits == ()
    with pytest.raises(NotFoundError):
        archive.articles.get(ONE)


def test_restored_article_is_found_again(archive: Store) -> None:
    delete(archive, [ONE], NOW)

    (restored,) = restore(archive, [ONE])

    assert restored.title == "Xã Bình Lạc gặt lúa mùa"
    assert [hit.id for hit in archive.search.find(parse("lúa")).hits] == [ONE]


def test_one_unknown_id_deletes_nothing(archive: Store) -> None:
    with pytest.raises(NotFoundError, match="no article 9"):
        delete(archive, [ONE, ArticleId(9)], NOW)

    assert archive.articles.get(ONE).id == ONE
