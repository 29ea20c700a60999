import pytest

from fakes import make_draft, put
from newsarchive.errors import NotFoundError, UsageError
from newsarchive.model.article import ArticleId, TagCount
from newsarchive.store.store import Store

ONE, TWO = ArticleId(1), ArticleId(2)


@pytest.fixture
def archive(store: Store) -> Store:
    put(store, make_draft(text="Tin một"))
    put(store, make_draft(text="Tin hai"))
    return store


def test_spellings_of_one_slug_are_one_tag(archive: Store) -> None:
    archive.tags.add("Dân vận", [ONE])

    added = archive.tags.add("dân  vận", [ONE, TWO])

    assert added == 1
    assert archive.tags.list() == (TagCount("Dân vận", "dan-van", 2),)


def test_tag_that_nobody_carries_ends(archive: Store) -> None:
    archive.tags.add("Bão", [ONE])

    assert archive.tags.remove("bão", [ONE, TWO]) == 1
    assert archive.tags.list() == ()


def test_rename_keeps_the_articles(archive: Store) -> None:
    archive.tags.add("NTM", [ONE, TWO])

    assert archive.tags.rename("ntm", "Nông thôn mới") == 2
    assert archive.articles.get(ONE).tags == ("Nông thôn mới",)


def test_rename_to_an_existing_name_joins_the_two(archive: Store) -> None:
    archive.tags.add("NTM", [ONE, TWO])
    archive.tags.add("nông thôn mới", [ONE])

    assert archive.tags.rename("NTM", "Nông thôn mới") == 2
    assert archive.tags.list() == (TagCount("Nông thôn mới", "nong-thon-moi", 2),)


def test_rename_may_change_the_spelling_only(archive: Store) -> None:
    archive.tags.add("dan van", [ONE])

    archive.tags.rename("dan van", "Dân vận")

    assert archive.tags.list() == (TagCount("Dân vận", "dan-van", 1),)


def test_deleted_articles_are_not_counted(archive: Store) -> None:
    archive.tags.add("Bão", [ONE, TWO])
    put_away = archive.articles.delete

    put_away(ONE, archive.articles.get(ONE).archived_at)

    assert archive.tags.list() == (TagCount("Bão", "bao", 1),)


def test_unknown_tag_is_named(archive: Store) -> None:
    with pytest.raises(NotFoundError, match="no tag 'lũ'"):
        archive.tags.remove("lũ", [ONE])


def test_empty_name_is_refused(archive: Store) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        archive.tags.add(" \u200b ", [ONE])
