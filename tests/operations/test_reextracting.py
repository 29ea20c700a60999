"""Stored pages read again by the rules of today."""

from dataclasses import replace

import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError
from newsarchive.extract.capture import read_capture
from newsarchive.model.article import ArticleId, Capture, Overrides
from newsarchive.model.history import Change
from newsarchive.operations.editing import edit
from newsarchive.operations.reextracting import Reextraction, reextract
from newsarchive.store.store import Store

URL = "https://binhlac.example/tin/7"
TEXT = "Sáng ngày 12/2, hơn hai trăm đoàn viên thanh niên xã Bình Lạc đã trồng cây xanh dọc tuyến đường liên thôn."
PAGE = f"""<html lang="vi"><head><title>Xã Bình Lạc ra quân trồng cây đầu xuân</title></head><body>
<h1>Xã Bình Lạc ra quân trồng cây đầu xuân</h1><p>{TEXT}</p>
<p>Phát biểu tại lễ ra quân, lãnh đạo xã đề nghị mỗi hộ dân chăm sóc cây trước cửa nhà mình cho đến khi bén rễ.</p>
<p>Thu Hà</p></body></html>"""
CAPTURE = Capture(URL, PAGE.encode(), "text/html; charset=utf-8", NOW, status=200)


def keep_badly(store: Store, **wrong: object) -> ArticleId:
    """Keep a page as rules of before would have read it."""
    extraction = read_capture(CAPTURE)
    draft = replace(extraction.draft, **wrong)  # type: ignore[arg-type]
    return put(store, draft, capture=CAPTURE, extraction=extraction).id


def run(store: Store, *ids: ArticleId, dry_run: bool = False) -> list[Reextraction]:
    return list(reextract(store, ids, NOW, dry_run=dry_run))


def test_what_is_read_better_becomes_a_revision_of_its_own_kind(store: Store) -> None:
    article_id = keep_badly(store, title="Tin tức", byline=("Admin",))

    [found] = run(store, article_id)

    article = store.articles.get(article_id)
    assert found.changes == (
        ("title", "Tin tức", "Xã Bình Lạc ra quân trồng cây đầu xuân"),
        ("byline", ("Admin",), ("Thu Hà",)),
    )
    assert (article.title, article.byline, article.revision) == (found.changes[0][2], ("Thu Hà",), 2)
    assert store.history.revisions(article_id)[-1].change is Change.EXTRACTION
    assert article.source_digest
    assert run(store, article_id)[0].changes == ()


def test_dry_run_only_tells(store: Store) -> None:
    article_id = keep_badly(store, title="Tin tức")

    [found] = run(store, article_id, dry_run=True)

    assert [name for name, _, _ in found.changes] == ["title"]
    assert store.articles.get(article_id).title == "Tin tức"


def test_what_a_person_set_is_never_overwritten(store: Store) -> None:
    article_id = keep_badly(store, section="Trang chủ")
    edit(store, article_id, Overrides(title="Trồng cây ở Bình Lạc", section="Nông nghiệp"), NOW)

    run(store, article_id)

    article = store.articles.get(article_id)
    assert (article.title, article.section) == ("Trồng cây ở Bình Lạc", "Nông nghiệp")


def test_what_is_derived_is_renewed_without_a_revision(store: Store) -> None:
    article_id = keep_badly(store, html="")

    [found] = run(store, article_id)

    article = store.articles.get(article_id)
    assert (found.changes, article.revision) == ((), 1)
    assert TEXT in article.html


@pytest.mark.parametrize(
    ("capture", "reason"),
    [
        pytest.param(None, "its original was not kept", id="without its page"),
        pytest.param(Capture(URL, b"", "text/html", NOW, status=200), "no article in it", id="an empty page"),
    ],
)
def test_an_article_that_cannot_be_read_again_is_told_and_left(
    store: Store, capture: Capture | None, reason: str
) -> None:
    article_id = put(store, make_draft(url=URL), capture=capture).id

    [found] = run(store, article_id)

    assert (found.error, found.changes) == (reason, ())
    assert store.articles.get(article_id).revision == 1


def test_an_article_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(NotFoundError):
        run(store, ArticleId(9))
