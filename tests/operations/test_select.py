import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId, Moment
from newsarchive.operations.editing import delete
from newsarchive.operations.select import select
from newsarchive.store.store import Store

ONE, TWO = ArticleId(1), ArticleId(2)


@pytest.fixture
def archive(store: Store) -> Store:
    for number in (1, 2):
        put(store, make_draft(text=f"Dân vận {number}", published=Moment(f"201{number}-10-04")))
    return store


def test_selection_is_newest_first_and_follows_the_query(archive: Store) -> None:
    assert select(archive, (), None, or_all=True) == (TWO, ONE)
    assert select(archive, (), '"vận 2"') == (TWO,)
    assert select(archive, (ONE, TWO, ONE), None) == (ONE, TWO)


@pytest.mark.parametrize(
    ("ids", "query", "error", "reason"),
    [
        pytest.param((ArticleId(9),), None, NotFoundError, "no article 9", id="unknown"),
        pytest.param((), "bão", NotFoundError, "nothing matches", id="no hit"),
        pytest.param((), "vẩn", NotFoundError, "nothing matches", id="only without its marks"),
        pytest.param((ONE,), "bão", UsageError, "both ids and a query", id="both"),
        pytest.param((), None, UsageError, "neither ids nor a query", id="neither"),
    ],
)
def test_selection_that_cannot_be_is_refused(
    archive: Store, ids: tuple[ArticleId, ...], query: str | None, error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        select(archive, ids, query)


def test_nothing_is_in_an_archive_whose_articles_are_deleted(archive: Store) -> None:
    delete(archive, [ONE, TWO], NOW)

    with pytest.raises(NotFoundError):
        select(archive, (), None, or_all=True)
