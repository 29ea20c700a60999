import pytest

from fakes import put
from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId
from newsarchive.operations.tagging import rename, tag, untag
from newsarchive.store.store import Store


def test_tag_comes_changes_its_name_and_goes(store: Store) -> None:
    ids = [put(store).id]

    assert tag(store, "NTM", ids) == 1
    assert rename(store, "NTM", "Nông thôn mới") == 1
    assert store.articles.get(ids[0]).tags == ("Nông thôn mới",)
    assert untag(store, "nông thôn mới", ids) == 1
    assert store.tags.list() == ()


def test_one_unknown_article_tags_nothing(store: Store) -> None:
    known = put(store).id

    with pytest.raises(NotFoundError, match="no article 9"):
        tag(store, "NTM", [known, ArticleId(9)])

    assert store.tags.list() == ()
