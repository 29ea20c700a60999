"""What `is:` finds: the state that an article, or its source, is in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fakes import NOW, make_draft, put
from newsarchive.model.article import ArticleId
from newsarchive.model.extraction import Extraction
from newsarchive.model.history import Watch
from newsarchive.model.search import All, Filter, Node, Not, Property, Query
from newsarchive.store.revisions import Origin
from newsarchive.store.store import Store
from newsarchive.text.query import parse

ONE, TWO, THREE = (ArticleId(number) for number in (1, 2, 3))
DRAFTS = tuple(make_draft(f"Tin {n}", f"Bão số {n}.", url=f"https://xa.example/{n}") for n in (1, 2, 3))


@pytest.fixture
def archive(store: Store) -> Store:
    for draft in DRAFTS:
        put(store, draft)
    return store


def find(store: Store, text: str) -> list[ArticleId]:
    return sorted(store.search.iter_ids(parse(text)))


def revise(store: Store, article_id: ArticleId, **changes: object) -> None:
    with store.transaction():
        draft = replace(DRAFTS[article_id - 1], **changes)  # type: ignore[arg-type] # fields by name
        store.articles.revise(article_id, draft, NOW + timedelta(hours=1))


def test_revised_is_what_says_other_words_than_at_first(archive: Store) -> None:
    revise(archive, ONE, text="Bão số 4.")
    revise(archive, TWO, section="Thời tiết")
    revise(archive, THREE, text="BÃO SỐ 3")

    assert find(archive, "is:revised") == [1]
    assert find(archive, "bão -is:revised") == [2, 3]


def test_gone_is_what_its_source_has_no_more(archive: Store) -> None:
    with archive.transaction():
        archive.watches.set(Watch(article_id=ONE, url="", gone_since=NOW))
        archive.watches.set(Watch(article_id=TWO, url=""))

    assert find(archive, "is:gone") == [1]


def test_doubtful_is_what_may_be_read_wrong_now(archive: Store) -> None:
    doubtful = Origin(extraction=Extraction(draft=DRAFTS[0], doubts=("no title found",)))
    with archive.transaction():
        for article_id in (ONE, TWO):
            draft = replace(DRAFTS[article_id - 1], text="Lũ.")
            archive.articles.revise(article_id, draft, NOW, doubtful)
    revise(archive, TWO, text="Lũ ống.")

    assert find(archive, "is:doubtful") == [1]


def test_reprinted_is_what_another_article_has_as_well(archive: Store) -> None:
    with archive.transaction():
        archive.sketches.link(ONE, TWO, 0.9, is_story=True)

    assert find(archive, "is:reprinted") == [1, 2]
    with archive.transaction():
        archive.articles.delete(TWO, NOW)
    assert find(archive, "is:reprinted") == []


@pytest.mark.parametrize("state", ["tagged", "revised", "gone", "doubtful", "reprinted"])
def test_a_state_and_its_opposite_share_all_articles(archive: Store, state: str) -> None:
    node: Node = Filter(Property.IS, state)

    found = [sorted(archive.search.iter_ids(Query(one))) for one in (node, Not(node), All((node, Not(node))))]

    assert found == [[], [1, 2, 3], []]
