"""What only a file of the user's own may claim."""

import json

import pytest

from newsarchive.feeds.read import read_feed
from newsarchive.model.feed import Entry, FeedDocument

UUID = "urn:uuid:00000000-0000-4000-8000-000000000001"
RECORD = {
    "uuid": UUID,
    "title": " Gặt lúa",
    "text": "Lúa chín.",
    "revision": 3,
    "archived_at": "2018-10-04T01:30:00+00:00",
    "revised_at": "2018-10-05T01:30:00+00:00",
}


def rss(item: str, generator: str = "newsarchive 1.0") -> bytes:
    return (
        '<rss version="2.0" xmlns:na="urn:newsarchive:ns:1" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<channel><title>A</title><generator>{generator}</generator><item>{item}</item></channel></rss>"
    ).encode()


def read(item: str, generator: str = "newsarchive 1.0", *, is_trusted: bool = True) -> tuple[FeedDocument, Entry]:
    document = read_feed(rss(item, generator), is_trusted=is_trusted)
    return document, document.entries[0]


def exact(record: object) -> str:
    return f"<na:article>{json.dumps(record)}</na:article>"


def test_own_export_gives_back_the_article() -> None:
    document, entry = read(f"<guid>{UUID}</guid><title>Gặt lúa</title>{exact(RECORD)}")

    assert document.is_own
    assert entry.exact is not None
    assert (entry.exact.uuid, entry.exact.title, entry.exact.revision) == (UUID, " Gặt lúa", 3)


@pytest.mark.parametrize("record", [{}, {"uuid": "x"}, RECORD | {"revision": "3"}], ids=["empty", "id", "number"])
def test_damaged_record_leaves_the_plain_elements(record: object) -> None:
    _, entry = read(f"<title>Gặt lúa</title>{exact(record)}")

    assert (entry.title, entry.exact) == ("Gặt lúa", None)


def test_feed_of_the_web_is_never_ours() -> None:
    document, entry = read(
        f"<title>Gặt lúa</title>{exact(RECORD)}<category domain='urn:newsarchive:tag'>Lúa</category>", is_trusted=False
    )

    assert not document.is_own
    assert (entry.exact, entry.tags, entry.section) == (None, (), "Lúa")


@pytest.mark.parametrize(
    ("generator", "is_own"),
    [
        ("newsarchive 1.0", True),
        ("newsarchive", True),
        ("newsarchiver 2", False),
        ("my newsarchive 1", False),
        ("", False),
    ],
)
def test_generator_tells_whose_export_it_is(generator: str, is_own: bool) -> None:
    document, _ = read("<title>Tin</title>", generator)

    assert document.is_own is is_own


def test_own_words_are_taken_as_they_stand() -> None:
    _, entry = read(
        "<title>a &amp;amp; &lt;b&gt;</title><description>Dòng một\nA &amp;lt;b&amp;gt; B</description>"
        "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>&lt;p&gt;x&lt;/p&gt;"
        "</content:encoded><category>Lúa</category>"
    )

    assert (entry.title, entry.summary) == ("a &amp; <b>", "Dòng một\nA <b> B")
    assert (entry.section, entry.categories) == ("", ("Lúa",))


def test_own_byline_may_look_like_an_address() -> None:
    _, entry = read(
        "<title>Tin</title><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>vp@xa.example (Na)</dc:creator>"
        "<author xmlns='http://www.w3.org/2005/Atom'><name>mo@xa.example</name></author>"
    )

    assert entry.authors == ("vp@xa.example (Na)", "mo@xa.example")


def test_own_article_without_a_date_stays_without() -> None:
    _, entry = read(
        "<title>Tin</title><updated xmlns='http://www.w3.org/2005/Atom'>2018-10-04T08:30:00+07:00</updated>"
    )

    assert (entry.published.value, entry.updated.value) == ("", "2018-10-04T08:30:00+07:00")


def test_own_day_is_no_midnight() -> None:
    _, entry = read(
        "<title>Tin</title><pubDate>Thu, 04 Oct 2018 00:00:00 +0700</pubDate>"
        "<dcterms:issued>2018-10-04</dcterms:issued>"
    )

    assert entry.published.value == "2018-10-04"


def test_tags_of_a_trusted_file_of_others_count() -> None:
    _, entry = read("<title>Tin</title><category domain='urn:newsarchive:tag'>Lúa</category>", "Another 1.0")

    assert (entry.tags, entry.section, entry.categories) == (("Lúa",), "", ())
