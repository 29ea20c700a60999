"""Each state of an article is stored once, with how it came about and how it was read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from fakes import NOW, make_draft
from newsarchive.errors import NotFoundError
from newsarchive.model.article import ArticleId, Capture, Draft, Moment
from newsarchive.model.extraction import EXTRACTOR, Evidence, Extraction
from newsarchive.model.history import Change, Sighting
from newsarchive.store.revisions import SOURCE, Origin
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest

FIRST = make_draft("Gặt lúa mùa", "Bà con ra đồng từ sáng sớm.", url="https://binhlac.example/1")
EDITED = replace(FIRST, text="Bà con ra đồng từ chiều.")
READ = Extraction(
    draft=FIRST,
    evidence=(Evidence("title", "og:title, h1", "line 3"), Evidence("text", "trafilatura")),
    confidence=0.75,
    doubts=("two extractors disagree",),
    visits=237,
    learned=("Thăm dò ý kiến",),
)
HOUR = timedelta(hours=1)


@pytest.fixture
def article(store: Store) -> ArticleId:
    return store.articles.add(FIRST, "urn:uuid:1", NOW, Origin(extraction=READ))


@pytest.mark.parametrize(
    ("draft", "origin", "change"),
    [
        pytest.param(EDITED, SOURCE, Change.TEXT, id="other words"),
        pytest.param(replace(FIRST, subtitle="Được mùa"), SOURCE, Change.TEXT, id="a subtitle"),
        pytest.param(replace(FIRST, title="GẶT LÚA MÙA!"), SOURCE, Change.TYPOGRAPHY, id="capitals"),
        pytest.param(replace(FIRST, section="Nông nghiệp"), SOURCE, Change.METADATA, id="another section"),
        pytest.param(replace(FIRST, credit="Báo Hà Tĩnh"), SOURCE, Change.METADATA, id="a source named"),
        pytest.param(EDITED, Origin(is_by_hand=True), Change.EDITED, id="by hand"),
        pytest.param(EDITED, Origin(change=Change.EXTRACTION), Change.EXTRACTION, id="other rules"),
    ],
)
def test_revision_knows_what_has_changed(
    store: Store, article: ArticleId, draft: Draft, origin: Origin, change: Change
) -> None:
    store.articles.revise(article, draft, NOW + HOUR, origin)

    first, second = store.history.revisions(article)
    assert (first.change, second.change) == (Change.FIRST, change)


def test_whole_text_completes_a_summary_and_a_summary_does_not(store: Store) -> None:
    article = store.articles.add(FIRST, "urn:uuid:1", NOW, Origin(is_summary=True))

    store.articles.revise(article, replace(FIRST, text="Bà con ra đồng."), NOW, Origin(is_summary=True))
    store.articles.revise(article, EDITED, NOW)

    changes = [one.change for one in store.history.revisions(article)]
    assert changes == [Change.FIRST, Change.TEXT, Change.COMPLETED]


@pytest.mark.parametrize(
    ("origin", "sighting"),
    [
        pytest.param(Origin(extraction=replace(READ, visits=240)), Sighting.REVISED, id="the source"),
        pytest.param(Origin(is_by_hand=True), Sighting.EDITED, id="a person"),
        pytest.param(Origin(change=Change.EXTRACTION), Sighting.EDITED, id="other rules"),
    ],
)
def test_each_change_of_an_article_is_written_down(
    store: Store, article: ArticleId, origin: Origin, sighting: Sighting
) -> None:
    capture_id = store.captures.add(Capture(FIRST.url, b"<p>", "text/html", NOW, status=200))

    store.articles.revise(article, EDITED, NOW + HOUR, replace(origin, capture_id=capture_id))
    store.articles.revise(article, EDITED, NOW + 2 * HOUR, origin)

    (look,) = store.history.observations(article)
    assert (look.observed_at, look.sighting, look.revision) == (NOW + HOUR, sighting, 2)
    assert (look.capture_id, look.status) == (capture_id, 200)
    assert look.visits == (240 if origin.extraction else None)


def test_text_that_flips_back_is_written_down_and_not_stored_again(store: Store, article: ArticleId) -> None:
    store.articles.revise(article, EDITED, NOW + HOUR)

    store.articles.revise(article, FIRST, NOW + 2 * HOUR)

    assert [(one.number, one.is_current) for one in store.history.revisions(article)] == [(1, True), (2, False)]
    assert [one.revision for one in store.history.observations(article)] == [2, 1]


def test_how_an_article_was_read_is_kept(store: Store, article: ArticleId) -> None:
    read = store.articles.evidence(article)

    assert read == replace(READ, draft=store.articles.get(article), visits=None)
    assert store.articles.get_known(article).extractor == EXTRACTOR


def test_article_that_no_rules_have_read_has_no_evidence(store: Store) -> None:
    article = store.articles.add(FIRST, "urn:uuid:1", NOW)

    assert store.articles.evidence(article) == Extraction(draft=store.articles.get(article))
    with pytest.raises(NotFoundError, match="no article 9"):
        store.articles.evidence(ArticleId(9))


def test_edit_leaves_what_is_known_of_the_reading_but_for_the_doubts(store: Store, article: ArticleId) -> None:
    store.articles.revise(article, replace(FIRST, title="Gặt lúa"), NOW, Origin(is_by_hand=True))

    read = store.articles.evidence(article)

    assert (read.evidence, read.confidence, read.learned, read.doubts) == (READ.evidence, 0.75, READ.learned, ())


@pytest.mark.parametrize("text", ["", "7", '[["title", 7, ""], ["title"], "title"]'])
def test_evidence_that_another_tool_wrote_is_left_out(store: Store, article: ArticleId, text: str) -> None:
    store._connection.execute("UPDATE revision SET evidence = ?", (text,))

    assert store.articles.evidence(article).evidence == ()


def test_what_is_derived_is_written_anew_in_place(store: Store) -> None:
    article = store.articles.add(FIRST, "urn:uuid:1", NOW)
    draft = replace(FIRST, html="<p>Bà con ra đồng từ sáng sớm.</p>", event=Moment("--10-04", "Chiều 4/10"))
    store._connection.execute("UPDATE revision SET extractor = 0")

    store.articles.refresh(article, draft, READ)

    held = store.articles.get(article)
    assert (held.html, held.event, held.text, held.revision) == (draft.html, draft.event, FIRST.text, 1)
    assert store.articles.evidence(article).doubts == READ.doubts
    assert store.articles.get_known(article).extractor == EXTRACTOR
    assert store.history.observations(article) == ()


def older(store: Store, article: ArticleId) -> None:
    """Make the revisions of an article those of an older release, which made digests otherwise."""
    store._connection.execute(
        "UPDATE revision SET extractor = 0, digest = 'old ' || number WHERE article_id = ?", (article,)
    )


def test_of_old_revisions_that_say_the_same_now_the_current_one_is_known_again(
    store: Store, article: ArticleId
) -> None:
    store.articles.revise(article, EDITED, NOW)
    store._connection.execute("UPDATE revision SET text = ? WHERE number = 2", (FIRST.text,))
    older(store, article)
    store.articles.set_current(article, 1)

    store.articles.refresh(article, FIRST, READ)
    store.articles.revise(article, FIRST, NOW + HOUR)

    assert store.articles.get(article).revision == 1


@pytest.mark.parametrize(
    "look_again",
    [
        pytest.param(lambda store, article: store.articles.refresh(article, EDITED, READ), id="refreshed"),
        pytest.param(lambda store, article: store.articles.revise(article, EDITED, NOW), id="came again"),
    ],
)
def test_content_that_an_older_release_stored_is_known_again(
    store: Store, article: ArticleId, look_again: Callable[[Store, ArticleId], None]
) -> None:
    store.articles.revise(article, EDITED, NOW)
    older(store, article)

    look_again(store, article)
    store.articles.revise(article, FIRST, NOW + HOUR)

    assert store.articles.get_known(article).digest == content_digest(FIRST)
    assert len(store.history.revisions(article)) == 2


def test_two_revisions_of_an_older_release_that_are_one_today_both_stay(store: Store, article: ArticleId) -> None:
    store.articles.revise(article, EDITED, NOW)
    older(store, article)
    store._connection.execute("UPDATE revision SET text = (SELECT text FROM revision WHERE number = 1)")

    store.articles.refresh(article, FIRST, READ)

    digests = [one.digest for one in store.history.revisions(article)]
    assert digests == ["old 1", content_digest(FIRST)]


def test_address_that_an_article_had_still_finds_it(store: Store, article: ArticleId) -> None:
    store.articles.set_url(article, "https://binhlac.example/tin/1")

    known = store.articles.find_by_url(FIRST.url)

    assert known is not None
    assert (known.id, known.url) == (article, "https://binhlac.example/tin/1")
    assert store.articles.aliases(article) == (FIRST.url,)


def test_article_can_go_back_to_an_address_that_it_had(store: Store, article: ArticleId) -> None:
    store.articles.set_url(article, "https://binhlac.example/tin/1")

    store.articles.set_url(article, FIRST.url)

    assert store.articles.get(article).url == FIRST.url
    assert store.articles.aliases(article) == ("https://binhlac.example/tin/1",)


def test_address_by_which_an_article_is_found_is_no_alias(store: Store, article: ArticleId) -> None:
    other = store.articles.add(make_draft(url="https://binhlac.example/2"), "urn:uuid:2", NOW)
    store.articles.add_alias(article, "https://binhlac.example/3")

    for url in ("", FIRST.url, "https://binhlac.example/2", "https://binhlac.example/3"):
        store.articles.add_alias(other, url)

    assert store.articles.aliases(other) == ()
    assert store.articles.aliases(article) == ("https://binhlac.example/3",)


def test_article_without_an_address_leaves_no_alias_when_it_gets_one(store: Store) -> None:
    article = store.articles.add(make_draft(), "urn:uuid:2", NOW)

    store.articles.set_url(article, "https://binhlac.example/2")

    assert store.articles.aliases(article) == ()


def test_article_knows_when_its_bytes_came_and_how_often_it_was_read(store: Store, article: ArticleId) -> None:
    capture_id = store.captures.add(Capture(FIRST.url, b"<p>", "text/html", NOW - HOUR, status=200))
    before = store.articles.get(article)

    for number, visits in enumerate((237, 241, None)):
        origin = Origin(capture_id=capture_id, extraction=replace(READ, visits=visits))
        store.articles.revise(article, replace(FIRST, text=f"Tin {number}"), NOW + number * HOUR, origin)

    held = store.articles.get(article)
    assert (before.captured_at, before.visits) == (None, None)
    assert (held.captured_at, held.visits) == (NOW - HOUR, 241)
