"""What RSS and Atom say of an article, element by element."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from xml.etree import ElementTree as ET

import pytest

from fakes import NOW, make_article
from newsarchive.feeds.atom import write_atom
from newsarchive.feeds.rss import write_rss
from newsarchive.feeds.uris import to_uri
from newsarchive.feeds.write import to_excerpt
from newsarchive.model.article import Article, Attachment, Figure, Moment
from newsarchive.model.feed import Channel

Writer = Callable[..., Iterator[str]]
WRITERS = [pytest.param(write_rss, id="RSS"), pytest.param(write_atom, id="Atom")]
SELF = "https://binhlac.example/feed.xml"
CHANNEL = Channel(title="Trang tin xã Bình Lạc", url="https://binhlac.example/", built_at=NOW, self_url=SELF)
JOINER = "\u2060"
PICTURE = (
    '&lt;figure&gt;&lt;img src="https://binhlac.example/1.jpg" alt="Đê"&gt;'
    "&lt;figcaption&gt;Đê&lt;/figcaption&gt;&lt;/figure&gt;"
)
WHOLE = make_article(
    title="Mưa to & gió",
    url="https://binhlac.example/tin/1",
    summary="Nước lên\n\nBà con yên tâm",
    text="Nước sông lên.",
    section="Thời tiết",
    categories=("Thủy lợi",),
    tags=("Mưa bão",),
    byline=("Lê Thị Mơ", "Trần Văn Cải"),
    language="en",
    figures=(Figure("https://binhlac.example/1.jpg", "Đê", 1),),
    attachments=(
        Attachment("https://binhlac.example/1.pdf", "Công điện", "", 120),
        Attachment("https://binhlac.example/2.doc", media_type="tệp"),
        Attachment("ftp://binhlac.example/3.doc"),
    ),
    revision=2,
)


def entry_lines(write: Writer, article: Article, channel: Channel = CHANNEL, **options: bool) -> list[str]:
    document = "".join(write([article], channel, **options))
    tag = "item" if "<item" in document else "entry"
    start, end = document.index(f"<{tag}"), document.index(f"</{tag}>")
    return document[start:end].splitlines()


def test_rss_says_everything_in_the_order_that_readers_want() -> None:
    assert entry_lines(write_rss, WHOLE) == [
        "<item>",
        "<title>Mưa to &amp; gió</title>",
        "<link>https://binhlac.example/tin/1</link>",
        f'<guid isPermaLink="false">{WHOLE.uuid}</guid>',
        "<pubDate>Thu, 04 Oct 2018 00:00:00 +0700</pubDate>",
        "<dcterms:issued>2018-10-04</dcterms:issued>",
        "<dcterms:modified>2018-10-05T02:00:00Z</dcterms:modified>",
        "<dc:creator>Lê Thị Mơ</dc:creator>",
        "<dc:creator>Trần Văn Cải</dc:creator>",
        '<category domain="urn:newsarchive:section">Thời tiết</category>',
        "<category>Thủy lợi</category>",
        '<category domain="urn:newsarchive:tag">Mưa bão</category>',
        "<dc:language>en</dc:language>",
        "<description>&lt;p&gt;Nước lên&lt;/p&gt;",
        "&lt;p&gt;Bà con yên tâm&lt;/p&gt;</description>",
        "<content:encoded>&lt;p&gt;Nước sông lên.&lt;/p&gt;",
        f"{PICTURE}</content:encoded>",
        '<enclosure url="https://binhlac.example/1.pdf" length="120" type="application/pdf"/>',
        (
            '<media:content url="https://binhlac.example/1.jpg" type="image/jpeg" medium="image">'
            '<media:description type="plain">Đê</media:description></media:content>'
        ),
        (
            '<media:content url="https://binhlac.example/1.pdf" fileSize="120" type="application/pdf">'
            '<media:title type="plain">Công điện</media:title></media:content>'
        ),
        '<media:content url="https://binhlac.example/2.doc" type="application/msword"/>',
    ]


def test_atom_says_everything() -> None:
    assert entry_lines(write_atom, WHOLE) == [
        '<entry xml:lang="en">',
        "<title>Mưa to &amp; gió</title>",
        '<link rel="alternate" href="https://binhlac.example/tin/1"/>',
        f"<id>{WHOLE.uuid}</id>",
        "<published>2018-10-04T00:00:00+07:00</published>",
        "<dcterms:issued>2018-10-04</dcterms:issued>",
        "<updated>2018-10-05T02:00:00Z</updated>",
        "<author><name>Lê Thị Mơ</name></author>",
        "<author><name>Trần Văn Cải</name></author>",
        '<category scheme="urn:newsarchive:section" term="Thời tiết"/>',
        '<category term="Thủy lợi"/>',
        '<category scheme="urn:newsarchive:tag" term="Mưa bão"/>',
        '<content type="html">&lt;p&gt;Nước sông lên.&lt;/p&gt;',
        f"{PICTURE}</content>",
        '<summary type="html">&lt;p&gt;Nước lên&lt;/p&gt;',
        "&lt;p&gt;Bà con yên tâm&lt;/p&gt;</summary>",
        (
            '<link rel="enclosure" href="https://binhlac.example/1.pdf" type="application/pdf" title="Công điện"'
            ' length="120"/>'
        ),
        '<link rel="enclosure" href="https://binhlac.example/2.doc" type="application/msword"/>',
        (
            '<media:content url="https://binhlac.example/1.jpg" type="image/jpeg" medium="image">'
            '<media:description type="plain">Đê</media:description></media:content>'
        ),
    ]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("is_lossless", [True, False], ids=["lossless", "plain"])
def test_only_lossless_documents_know_our_namespace(write: Writer, is_lossless: bool) -> None:
    document = "".join(write([WHOLE], CHANNEL, is_lossless=is_lossless))

    assert ("<na:article>" in document) is ("xmlns:na=" in document) is is_lossless


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        pytest.param("", [], id="unknown"),
        pytest.param("2018-10-04T08:30:00+07:00", ["<pubDate>Thu, 04 Oct 2018 08:30:00 +0700</pubDate>"], id="instant"),
        pytest.param("2018-10-04T08+07:00", ["<pubDate>Thu, 04 Oct 2018 08:00:00 +0700</pubDate>"], id="hour"),
        pytest.param(
            "1954-10-10T23:00:00-03:30", ["<pubDate>Sun, 10 Oct 1954 23:00:00 -0330</pubDate>"], id="before 1970"
        ),
        pytest.param(
            "1900-10-10T12:00:00+07:06:30", ["<pubDate>Wed, 10 Oct 1900 11:59:30 +0706</pubDate>"], id="odd offset"
        ),
        pytest.param(
            "2018-10-04",
            ["<pubDate>Thu, 04 Oct 2018 00:00:00 +0700</pubDate>", "<dcterms:issued>2018-10-04</dcterms:issued>"],
            id="day",
        ),
        pytest.param("--10-04", [], id="no year"),
    ],
)
def test_date_is_written_as_far_as_it_is_known(value: str, lines: list[str]) -> None:
    article = make_article(published=Moment(value))

    assert [line for line in entry_lines(write_rss, article) if "ate>" in line or "issued" in line] == lines


@pytest.mark.parametrize(
    ("updated", "revision", "expected"),
    [
        pytest.param("2018-10-06", 1, "2018-10-06", id="day that the source says"),
        pytest.param("2018-10-06T08:00:00+07:00", 2, "2018-10-06T08:00:00+07:00", id="instant that the source says"),
        pytest.param("", 2, "2018-10-05T02:00:00Z", id="later revision"),
        pytest.param("", 1, "", id="never"),
        pytest.param("--10-06", 1, "", id="no year"),
    ],
)
def test_change_is_that_of_the_source_or_of_the_archive(updated: str, revision: int, expected: str) -> None:
    lines = entry_lines(write_rss, make_article(updated=Moment(updated), revision=revision))

    found = [line for line in lines if "modified" in line]
    assert found == ([f"<dcterms:modified>{expected}</dcterms:modified>"] if expected else [])


def test_entry_without_any_date_was_changed_when_it_was_archived() -> None:
    lines = entry_lines(write_atom, make_article(published=Moment()))

    assert "<updated>2018-10-05T02:00:00Z</updated>" in lines
    assert not [line for line in lines if "published" in line]


def test_words_that_some_take_for_html_are_the_same_to_all() -> None:
    article = make_article(title="<b>Tin</b> &copy; Q&A, 1 < 2", byline=("<i>",))

    (title, creator) = (line for line in entry_lines(write_rss, article) if "title" in line or "creator" in line)

    assert title == f"<title>&lt;{JOINER}b&gt;Tin&lt;{JOINER}/b&gt; &amp;{JOINER}copy; Q&amp;A, 1 &lt; 2</title>"
    assert creator == f"<dc:creator>&lt;{JOINER}i&gt;</dc:creator>"


@pytest.mark.parametrize("write", WRITERS)
def test_summaries_alone_send_readers_to_the_page(write: Writer) -> None:
    lines = entry_lines(write, replace(WHOLE, summary=""), is_summary_only=True)

    assert not [line for line in lines if "content:encoded" in line or "<content" in line]
    assert [line for line in lines if "Nước sông lên." in line]


def test_entry_without_a_page_keeps_its_words_when_summaries_alone_are_asked_for() -> None:
    lines = entry_lines(write_atom, make_article(summary="Gặt lúa"), is_summary_only=True)

    assert "<content>Gặt lúa</content>" in lines


@pytest.mark.parametrize("write", WRITERS)
def test_article_without_words_still_has_a_title(write: Writer) -> None:
    lines = entry_lines(write, make_article(title=" ", text=""))

    assert lines[1] == f"<title>{make_article().uuid}</title>"


@pytest.mark.parametrize("write", WRITERS)
def test_picture_whose_address_leads_nowhere_keeps_its_caption(write: Writer) -> None:
    document = "\n".join(entry_lines(write, make_article(figures=(Figure("1.jpg", "Gặt"), Figure("2.jpg")))))

    assert "1.jpg" not in document
    assert "&lt;figure&gt;&lt;figcaption&gt;Gặt&lt;/figcaption&gt;&lt;/figure&gt;" in document


@pytest.mark.parametrize("write", WRITERS)
def test_archive_document_leads_to_its_neighbours(write: Writer) -> None:
    links = {"current": SELF, "prev-archive": "https://binhlac.example/2018-09.xml"}
    here = "https://binhlac.example/2018-10.xml"

    root = ET.fromstring("".join(write([], replace(CHANNEL, self_url=here, links=links, is_archive=True))))

    found = {link.get("rel"): link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link")}
    assert found | {"alternate": ""} == {"self": here, "alternate": ""} | links
    assert [*root.iter("{http://purl.org/syndication/history/1.0}archive")]


def test_atom_id_is_the_same_in_all_documents_of_a_feed() -> None:
    archive = replace(CHANNEL, self_url="https://binhlac.example/2018-10.xml", links={"current": SELF})
    nameless = replace(CHANNEL, self_url="")

    ids = ["".join(write_atom([], one)).partition("<id>")[2].partition("</id>")[0] for one in (CHANNEL, archive)]
    guessed = {"".join(write_atom([], one)) for one in (nameless, replace(nameless))}

    assert ids == [SELF, SELF]
    assert len(guessed) == 1
    assert "<id>urn:uuid:" in guessed.pop()


@pytest.mark.parametrize("write", WRITERS)
def test_channel_whose_language_or_site_is_none_says_nothing_of_them(write: Writer) -> None:
    document = "".join(write([], replace(CHANNEL, url="urn:newsarchive:archive", language="tiếng việt")))

    assert "tiếng" not in document
    assert "alternate" not in document


@pytest.mark.parametrize("write", WRITERS)
def test_articles_are_written_as_they_come(write: Writer) -> None:
    made = 0

    def endless() -> Iterator[Article]:
        nonlocal made
        for number in count():
            made += 1
            yield make_article(title=f"Tin {number}")

    pieces = list(islice(write(endless(), CHANNEL), 5))

    assert made == 3
    assert "Tin 2" in pieces[4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Một hai ba", "Một hai ba", id="fits"),
        pytest.param("Một\nhai\n\nBa", "Một hai", id="one line of the first paragraph"),
        pytest.param("Một hai ba bốn", "Một hai…", id="cut after a word"),
        pytest.param("Mộthaibabốnnăm", "Mộthaibab…", id="no word ends"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_excerpt_ends_with_a_word(text: str, expected: str) -> None:
    assert to_excerpt(text, 10) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://xa.example/tin?a=1&b=2#c", "https://xa.example/tin?a=1&b=2#c", id="as it is"),
        pytest.param("https://xa.example/đê|1", "https://xa.example/%C4%91%C3%AA%7C1", id="letters and signs"),
        pytest.param("https://xa.example/100%?q=50%25", "https://xa.example/100%25?q=50%25", id="bare percent"),
        pytest.param("https://[::1]:8080/[a]", "https://[::1]:8080/%5Ba%5D", id="brackets"),
        pytest.param("https://xã.example/", "https://xn--x-yfa.example/", id="name of a host"),
        pytest.param(f"https://{'ã' * 70}.example/", f"https://{'%C3%A3' * 70}.example/", id="name too long for DNS"),
        pytest.param("https://xa.example/\ud800", "", id="half a character"),
        pytest.param("ftp://xa.example/", "", id="not of the web"),
    ],
)
def test_address_is_published_as_a_uri(url: str, expected: str) -> None:
    assert to_uri(url) == expected
