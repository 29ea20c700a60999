"""Publishing: one feed document, or a current one and its archive by month."""

import io
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from fakes import NOW, make_draft, put
from feed_rules import check
from newsarchive.errors import NewsArchiveError, UsageError
from newsarchive.feeds.read import open_feed
from newsarchive.model.article import Article, ArticleId, Attachment, Capture, Figure, Moment, Overrides
from newsarchive.model.feed import FeedSettings
from newsarchive.operations.editing import delete, edit
from newsarchive.operations.importing import import_feed
from newsarchive.operations.publishing import (
    FeedFormat,
    Publication,
    export_archive,
    export_feed,
    export_opml,
)
from newsarchive.operations.select import select
from newsarchive.store.store import Store

SELF = "https://binhlac.example/tin/rss.xml"
MONTHLY = Publication(self_url=SELF)
FORMATS = [pytest.param(one, id=one.value) for one in FeedFormat]
LINK = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture
def archive(store: Store) -> Store:
    """Five articles: two of October 2018, one each of September, August and no known day, archived in October."""
    for number, value in enumerate(("2018-08-31T23:30:00+07:00", "2018-09-02", "2018-10-01", "2018-10-04"), 1):
        put(store, make_draft(
            title=f"Tin số {number}", text=f"Dân vận {number}", url=f"https://binhlac.example/{number}",
            published=Moment(value),
        ), now=NOW + timedelta(seconds=number))  # fmt: skip
    put(store, make_draft(title="Tin cũ", text="Không rõ ngày"), now=NOW)
    return store


def everything(store: Store) -> Sequence[ArticleId]:
    return select(store, (), None, or_all=True)


def published(store: Store, publication: Publication | None = None, ids: Sequence[ArticleId] | None = None) -> str:
    out = io.StringIO()
    export_feed(store, everything(store) if ids is None else ids, out.write, publication)
    return out.getvalue()


def titles(path: Path) -> list[str | None]:
    return [item.findtext("title") for item in ET.parse(path).iter("item")]


def relations(path: Path) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in ET.parse(path).iter(LINK)}


def test_feed_is_well_formed_and_whole(archive: Store) -> None:
    out = io.StringIO()

    count = export_feed(archive, everything(archive), out.write)

    channel = ET.fromstring(out.getvalue()).find("channel")
    assert channel is not None
    assert [item.findtext("title") for item in channel.iter("item")][:3] == ["Tin cũ", "Tin số 4", "Tin số 3"]
    assert channel.findtext("lastBuildDate") == "Fri, 05 Oct 2018 02:00:04 +0000"
    assert count == 5


def test_feed_says_of_itself_what_it_is_told(archive: Store) -> None:
    publication = Publication(title=" Tin xã ", link="https://xa.example/", self_url=SELF)

    channel = ET.fromstring(published(archive, publication)).find("channel")

    assert channel is not None
    assert (channel.findtext("title"), channel.findtext("link")) == ("Tin xã", "https://xa.example/")
    assert channel.find(LINK) is not None


def test_feed_names_the_site_of_its_newest_article_that_has_one(archive: Store) -> None:
    assert "<link>https://binhlac.example</link>" in published(archive)
    assert "<link>urn:newsarchive:archive</link>" in published(archive, ids=[ArticleId(5)])


@pytest.mark.parametrize(
    "publication",
    [
        pytest.param(Publication(link="javascript:alert(1)"), id="link"),
        pytest.param(Publication(self_url="tin/rss.xml"), id="self-url"),
    ],
)
def test_address_that_is_none_is_refused(archive: Store, publication: Publication) -> None:
    with pytest.raises(UsageError, match="not an address of the web"):
        published(archive, publication)


@pytest.mark.parametrize("form", FORMATS)
def test_lossless_export_of_an_import_is_the_same_bytes(store: Store, form: FeedFormat) -> None:
    fill(store)
    publication = Publication(format=form, is_lossless=True)
    document = published(store, publication)

    with Store.in_memory() as other:
        imported(other, document)
        again = published(other, publication)
        imported(other, document)

        assert again == document == published(other, publication)
        assert everything_of(other) == everything_of(store)
        assert {article.tags for article in everything_of(other)} == {(), ("Dân vận khéo",)}


def fill(store: Store) -> None:
    """Add articles with all that an article can have: revisions, tags, captures, a deletion."""
    body = b"<p>Tin</p>"
    whole = make_draft(
        title="<b>Tin</b> & &amp; ]]>",
        text="Mưa to 🌾\n\nGió\nmạnh",
        summary="Mưa",
        url="https://binhlac.example/tin-tức",
        section="Thời tiết",
        categories=("Thủy lợi",),
        byline=("Lê Thị Mơ",),
        published=Moment("1954-10-10T23:00:00-03:30", "10/10/1954"),
        updated=Moment("2018-10-04", "4/10"),
        language="",
        figures=(Figure("", "Ảnh", 3),),
        attachments=(Attachment("https://binhlac.example/1.pdf", "Kế hoạch", "application/pdf", 7),),
    )
    put(store, whole, now=NOW, capture=Capture("https://binhlac.example/tin-tức", body, "text/html", NOW),
        tags=("Dân vận khéo",))  # fmt: skip
    put(store, replace(whole, text="Mưa tạnh"), now=NOW + timedelta(days=1))
    put(store, make_draft(title="Không ngày", text="Một", published=Moment("--10-04", "4/10")))
    put(store, make_draft(title="Theo giờ", text="Hai", published=Moment("2018-10-04T08+07:00")))
    deleted = put(store, make_draft(title="Đã xóa", text="Ba"))
    edit(store, ArticleId(2), Overrides(section="Đặt tay"), NOW + timedelta(days=2))
    delete(store, [deleted.id], NOW)


def imported(store: Store, document: str) -> None:
    feed = open_feed(io.BytesIO(document.encode()), is_trusted=True)
    assert [*import_feed(store, feed, name="tin.xml", now=NOW + timedelta(days=9))]


def everything_of(store: Store) -> list[Article]:
    return [replace(article, id=ArticleId(0)) for article in store.articles.iter_ids(everything(store))]


def test_months_that_are_over_have_a_document_each(archive: Store, tmp_path: Path) -> None:
    pages = export_archive(archive, everything(archive), tmp_path / "www", MONTHLY, limit=1)

    assert pages.articles == 5
    assert pages.written == ("2018-08.xml", "2018-09.xml", "rss.xml")
    assert pages.unchanged == ()
    assert titles(tmp_path / "www" / "rss.xml") == ["Tin cũ", "Tin số 4", "Tin số 3"]
    assert titles(tmp_path / "www" / "2018-09.xml") == ["Tin số 2"]
    assert titles(tmp_path / "www" / "2018-08.xml") == ["Tin số 1"]


def test_documents_lead_to_each_other(archive: Store, tmp_path: Path) -> None:
    export_archive(archive, everything(archive), tmp_path, MONTHLY)

    base = "https://binhlac.example/tin/"
    assert relations(tmp_path / "rss.xml") == {"self": SELF, "prev-archive": f"{base}2018-09.xml"}
    assert relations(tmp_path / "2018-09.xml") == {
        "self": f"{base}2018-09.xml",
        "prev-archive": f"{base}2018-08.xml",
        "current": SELF,
    }
    assert relations(tmp_path / "2018-08.xml") == {
        "self": f"{base}2018-08.xml",
        "next-archive": f"{base}2018-09.xml",
        "current": SELF,
    }


@pytest.mark.parametrize("form", [FeedFormat.RSS, FeedFormat.ATOM])
@pytest.mark.parametrize("is_lossless", [True, False], ids=["lossless", "plain"])
def test_all_documents_break_no_rule(archive: Store, tmp_path: Path, form: FeedFormat, is_lossless: bool) -> None:
    export_archive(archive, everything(archive), tmp_path, replace(MONTHLY, format=form, is_lossless=is_lossless))

    found = {one.kind for path in tmp_path.iterdir() for one in check(path.read_bytes())}
    assert found == ({"UnknownNamespace"} if is_lossless else set())


def test_documents_that_would_not_change_are_not_touched(archive: Store, tmp_path: Path) -> None:
    export_archive(archive, everything(archive), tmp_path, MONTHLY, limit=1)
    before = {path: (path.stat().st_ino, path.read_bytes()) for path in tmp_path.iterdir()}

    pages = export_archive(archive, everything(archive), tmp_path, MONTHLY, limit=1)

    assert pages.written == ()
    assert pages.unchanged == ("2018-08.xml", "2018-09.xml", "rss.xml")
    assert {path: (path.stat().st_ino, path.read_bytes()) for path in tmp_path.iterdir()} == before


def test_what_changes_in_an_old_month_is_shown_in_the_current_document_too(archive: Store, tmp_path: Path) -> None:
    export_archive(archive, everything(archive), tmp_path, MONTHLY, limit=1)
    edit(archive, ArticleId(1), Overrides(title="Tin đính chính"), NOW + timedelta(days=1))

    pages = export_archive(archive, everything(archive), tmp_path, MONTHLY, limit=1)

    assert pages.written == ("2018-08.xml", "rss.xml")
    assert titles(tmp_path / "rss.xml") == ["Tin cũ", "Tin số 4", "Tin số 3", "Tin đính chính"]
    assert titles(tmp_path / "2018-08.xml") == ["Tin đính chính"]


@pytest.mark.parametrize("form", [FeedFormat.RSS, FeedFormat.ATOM])
def test_month_whose_articles_are_gone_is_removed(archive: Store, tmp_path: Path, form: FeedFormat) -> None:
    publication = replace(MONTHLY, format=form)
    export_archive(archive, everything(archive), tmp_path, publication)
    for name, text in (("2017-01.xml", "của tôi"), ("2017-02.xml", published(archive)), ("ghi chú.xml", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "2017-03.xml").mkdir()
    with archive.transaction():
        archive.articles.delete(ArticleId(2), NOW)

    pages = export_archive(archive, everything(archive), tmp_path, publication)

    assert pages.removed == ("2018-09.xml",)
    assert {path.name for path in tmp_path.iterdir()} == {
        "2018-08.xml", "2017-01.xml", "2017-02.xml", "2017-03.xml", "ghi chú.xml", "rss.xml",
    }  # fmt: skip
    assert relations(tmp_path / "rss.xml")["prev-archive"] == "https://binhlac.example/tin/2018-08.xml"


def test_only_month_has_no_archive(archive: Store, tmp_path: Path) -> None:
    pages = export_archive(archive, [ArticleId(4), ArticleId(3)], tmp_path, MONTHLY)

    assert pages.written == ("rss.xml",)
    assert relations(tmp_path / "rss.xml") == {"self": SELF}


@pytest.mark.parametrize(
    ("self_url", "name"),
    [
        pytest.param("https://xa.example/tin.atom?a=1", "tin.atom", id="name of a file"),
        pytest.param("https://xa.example/rss/", "index.xml", id="folder"),
        pytest.param("https://xa.example/rss", "index.xml", id="no ending"),
        pytest.param("https://xa.example", "index.xml", id="site"),
    ],
)
def test_current_document_has_the_name_of_its_address(archive: Store, tmp_path: Path, self_url: str, name: str) -> None:
    pages = export_archive(archive, [ArticleId(4)], tmp_path, Publication(self_url=self_url))

    assert pages.written == (name,)


@pytest.mark.parametrize(
    ("publication", "reason"),
    [
        pytest.param(Publication(), "archive documents link to each other", id="no address"),
        pytest.param(Publication(self_url="https://xa.example/2018-10.xml"), "is the name of an archive", id="a month"),
        pytest.param(Publication(format=FeedFormat.JSON, self_url=SELF), "has no archive documents", id="JSON Feed"),
    ],
)
def test_archive_that_cannot_be_is_refused(
    archive: Store, tmp_path: Path, publication: Publication, reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        export_archive(archive, everything(archive), tmp_path / "www", publication)

    assert not (tmp_path / "www").exists()


def test_folder_that_cannot_be_made_is_named(archive: Store, tmp_path: Path) -> None:
    (tmp_path / "www").write_text("")

    with pytest.raises(NewsArchiveError, match="not a folder"):
        export_archive(archive, everything(archive), tmp_path / "www", MONTHLY)


def test_file_that_was_cut_off_is_written_anew(archive: Store, tmp_path: Path) -> None:
    export_archive(archive, everything(archive), tmp_path, MONTHLY)
    whole = (tmp_path / "2018-09.xml").read_bytes()
    os.truncate(tmp_path / "2018-09.xml", len(whole) - 1)
    with (tmp_path / "2018-08.xml").open("ab") as file:
        file.write(b"\n")

    pages = export_archive(archive, everything(archive), tmp_path, MONTHLY)

    assert pages.written == ("2018-08.xml", "2018-09.xml")
    assert (tmp_path / "2018-09.xml").read_bytes() == whole


def test_subscriptions_are_listed_as_opml(store: Store) -> None:
    with store.transaction():
        store.feeds.subscribe(
            "https://xa.example/rss", "Tin xã", "https://xa.example/", FeedSettings(section="Tin tức"), NOW
        )
    out = io.StringIO()

    count = export_opml(store, out.write, "Của tôi")

    (head,) = ET.fromstring(out.getvalue()).iter("title")
    feeds = [one.get("xmlUrl") for one in ET.fromstring(out.getvalue()).iter("outline") if one.get("xmlUrl")]
    assert (count, head.text, feeds) == (1, "Của tôi", ["https://xa.example/rss"])
