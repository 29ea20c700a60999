"""What we write is XML, is clean for other readers, and is what we read."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count, islice
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fakes import NOW, make_article
from newsarchive.errors import ParseError
from newsarchive.feeds.html import to_html
from newsarchive.feeds.names import NAMESPACE
from newsarchive.feeds.read import read_feed
from newsarchive.feeds.write import to_excerpt, write_rss
from newsarchive.model.article import UNKNOWN, Article, Attachment, Figure, Moment
from newsarchive.model.feed import Channel, Entry
from newsarchive.text.normalize import clean_line, clean_text
from newsarchive.version import __version__

CHANNEL = Channel(title="Trang tin xã Bình Lạc", url="https://binhlac.example/", built_at=NOW)
NASTY = (
    "<b>đậm</b> & &amp;",
    "]]>",
    "<![CDATA[ Tin ]]>",
    "&lt;p&gt; &nbsp; &#160; &bogus; &copy",
    "Ã© là é",
    "Ã©",
    "\"Nhà nông\" 'giỏi' 🌾👩‍🌾",
    "a@xa.example (Lê Thị Mơ)",
    "\ufffe\uffff\ud800 \x00 \x85 \u2028 \x9f",
    " \ufeff đầu và cuối \u200b ",
    "<!-- --> <? ?> <Không đề>",
    "\u0301dấu",
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("Ã©Â»¿&;<>\"'\r\n\t ]x#1", max_size=20),
    st.sampled_from(NASTY),
    st.lists(st.sampled_from([*NASTY, "\n", "\n\n", "\r\n", " "]), max_size=6).map("".join),
)
LINES = TEXTS.map(clean_line)
URLS = LINES.map(lambda line: f"https://binhlac.example/tin?a=1&copy;=2&b={line}".strip())
OFFSETS = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
MOMENTS = st.builds(
    Moment,
    st.one_of(
        st.just(""),
        st.dates().map(date.isoformat),
        st.dates().map(lambda day: "--" + day.isoformat()[5:]),
        st.datetimes(timezones=OFFSETS).map(datetime.isoformat),
        st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat(timespec="minutes")),
    ),
    LINES,
)
ARTICLES = st.builds(
    make_article,
    uuid=st.uuids().map(lambda value: value.urn),
    title=LINES,
    text=TEXTS.map(clean_text),
    url=st.just("") | URLS,
    summary=TEXTS.map(clean_text),
    section=LINES,
    byline=st.lists(LINES, max_size=3).map(tuple),
    tags=st.lists(LINES, max_size=3).map(tuple),
    published=MOMENTS,
    language=st.sampled_from(["", "vi", "en", "zh-hant"]),
    figures=st.lists(st.builds(Figure, url=st.just("") | URLS, caption=LINES, position=st.integers(-1, 4)), max_size=3),
    attachments=st.lists(st.builds(Attachment, url=URLS, label=LINES), max_size=2).map(tuple),
)


def rss(*articles: Article, channel: Channel = CHANNEL, self_url: str = "") -> str:
    return "".join(write_rss(articles, channel, self_url))


def to_entry(article: Article) -> Entry:
    return Entry(
        guid=article.uuid,
        url=article.url,
        title=article.title,
        summary=article.summary,
        html=to_html(article.text, article.figures),
        authors=article.byline,
        section=article.section,
        tags=article.tags,
        published=article.published,
        language=article.language,
        attachments=article.attachments,
    )


@given(st.lists(ARTICLES, max_size=3))
@example([make_article(title=title, text=title, summary=title, byline=(title,)) for title in map(clean_line, NASTY)])
def test_what_is_written_is_read_back(articles: list[Article]) -> None:
    document = rss(*articles).encode()

    entries = read_feed(document).entries

    assert entries == tuple(map(to_entry, articles))


@given(st.lists(ARTICLES, max_size=3))
def test_what_is_written_is_clean_for_other_readers(articles: list[Article]) -> None:
    document = rss(*articles).encode()

    root = ET.fromstring(document)
    parsed = feedparser.parse(io.BytesIO(document))

    assert not parsed.bozo
    assert len(root.findall("channel/item")) == len(parsed.entries) == len(articles)
    assert [item.findtext("title") for item in root.iter("item")] == [article.title for article in articles]
    assert [entry.id for entry in parsed.entries] == [article.uuid for article in articles]


def test_other_readers_see_an_article_as_it_was_published() -> None:
    article = make_article(
        title="Mưa to & gió <mạnh>",
        text="Nước sông lên < 2 m.\n\nBà con yên tâm.",
        url="https://binhlac.example/tin/1?a=1&b=2",
        byline=("Lê Thị Mơ", "Trần Văn Cải"),
        section="Thời tiết",
        tags=("Mưa bão", "Dân vận"),
    )

    parsed = feedparser.parse(io.BytesIO(rss(article, self_url="https://binhlac.example/rss?a&b").encode()))

    (entry,) = parsed.entries
    assert entry.title == "Mưa to & gió <mạnh>"
    assert entry.link == "https://binhlac.example/tin/1?a=1&b=2"
    assert entry.summary == "Nước sông lên &lt; 2 m."
    assert entry.content[0].value == "<p>Nước sông lên &lt; 2 m.</p>\n<p>Bà con yên tâm.</p>"
    assert [author.name for author in entry.authors] == ["Lê Thị Mơ", "Trần Văn Cải"]
    assert [tag.term for tag in entry.tags] == ["Thời tiết", "Mưa bão", "Dân vận"]
    assert entry.published == "2018-10-04"
    assert parsed.feed.generator == f"newsarchive {__version__}"
    assert parsed.feed.language == "vi"
    assert parsed.feed.updated == "Fri, 05 Oct 2018 02:00:00 +0000"


def test_channel_is_read_back() -> None:
    channel = replace(CHANNEL, title="Tin & <ảnh>", language="en", built_at=None)

    document = rss(channel=channel, self_url='https://binhlac.example/"rss"?a&b')

    feed = read_feed(document.encode())
    assert (feed.title, feed.url, feed.language) == ("Tin & <ảnh>", CHANNEL.url, "en")
    assert feed.self_url == 'https://binhlac.example/"rss"?a&b'
    assert feed.entries == ()
    assert "lastBuildDate" not in document


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        pytest.param("", [], id="unknown"),
        pytest.param("2018-10-04T08:30:00+07:00", ["<pubDate>Thu, 04 Oct 2018 08:30:00 +0700</pubDate>"], id="instant"),
        pytest.param(
            "1954-10-10T23:00:00-03:30", ["<pubDate>Sun, 10 Oct 1954 23:00:00 -0330</pubDate>"], id="before 1970"
        ),
        pytest.param(
            "2018-10-04",
            [
                "<pubDate>Thu, 04 Oct 2018 00:00:00 +0700</pubDate>",
                "<dcterms:issued>2018-10-04</dcterms:issued>",
            ],
            id="day",
        ),
        pytest.param("--10-04", [f'<na:date xmlns:na="{NAMESPACE}">--10-04</na:date>'], id="no year"),
        pytest.param(
            "2018-10-04T08:30:00.5+07:00",
            [
                "<pubDate>Thu, 04 Oct 2018 08:30:00 +0700</pubDate>",
                f'<na:date xmlns:na="{NAMESPACE}">2018-10-04T08:30:00.5+07:00</na:date>',
            ],
            id="half a second",
        ),
    ],
)
def test_date_is_written_as_far_as_it_is_known(value: str, lines: list[str]) -> None:
    article = make_article(published=Moment(value))

    written = rss(article).splitlines()

    assert [line for line in written if "ate>" in line or "issued" in line][1:] == lines


@pytest.mark.parametrize(
    ("pub_date", "expected"),
    [
        pytest.param("Fri, 05 Oct 2018 08:30:00 +0700", "2018-10-05T08:30:00+07:00", id="same form"),
        pytest.param("5/10/2018", "2018-10-05", id="other form"),
        pytest.param("Wed, 31 Feb 2018 08:30:00 +0700", "", id="impossible"),
        pytest.param("", "", id="empty"),
    ],
)
def test_date_put_in_by_hand_is_read(pub_date: str, expected: str) -> None:
    document = rss(make_article(published=Moment("2018-10-04T08:30:00+07:00")))
    edited = document.replace("Thu, 04 Oct 2018 08:30:00 +0700", pub_date)

    (entry,) = read_feed(edited.encode()).entries

    assert entry.published.value == expected


@pytest.mark.parametrize("value", ["soon", "--13-01", "2018-02-30", "2018-10-04T25:00:00+07:00", "2018-10-04T08:30:00"])
def test_date_that_cannot_be_is_not_taken_from_a_feed_that_claims_to_be_ours(value: str) -> None:
    document = rss(make_article(published=Moment("--10-04"))).replace(">--10-04<", f">{value}<")

    (entry,) = read_feed(document.encode()).entries

    assert entry.published == UNKNOWN


@pytest.mark.parametrize("end", ["</channel>", "<content:encoded>"])
def test_export_that_was_cut_off_gives_its_whole_items(end: str) -> None:
    whole = make_article(title="<b>Tin</b> & ảnh", tags=("Dân vận",), section="Tin tức")
    document = rss(whole, make_article())

    entries = read_feed(document[: document.rindex(end)].encode()).entries

    assert entries[0] == to_entry(whole)
    assert len(entries) == (2 if end == "</channel>" else 1)


@pytest.mark.parametrize("name", ["title", "item"])
def test_damaged_export_is_refused(name: str) -> None:
    document = rss(make_article()).replace(f"</{name}>", f"</{name}x>")

    with pytest.raises(ParseError, match="a damaged export of newsarchive"):
        read_feed(document.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Một hai ba", "Một hai ba", id="fits"),
        pytest.param("Một\nhai\n\nBa", "Một hai", id="one line of the first paragraph"),
        pytest.param("Một hai ba bốn", "Một hai…", id="cut after a word"),
        pytest.param("Mộthaibabốnnăm", "Mộthaibab…", id="no word ends"),
    ],
)
def test_excerpt_ends_with_a_word(text: str, expected: str) -> None:
    assert to_excerpt(text, 10) == expected


def test_long_text_is_described_in_few_words() -> None:
    article = make_article(text="gặt lúa " * 100)

    parsed = feedparser.parse(io.BytesIO(rss(article).encode()))

    assert 290 < len(parsed.entries[0].summary) <= 301


def test_articles_are_written_as_they_come() -> None:
    written = 0

    def endless() -> Iterator[Article]:
        nonlocal written
        for number in count():
            written += 1
            yield make_article(title=f"Tin {number}")

    pieces = list(islice(write_rss(endless(), CHANNEL), 4))

    assert written == 3
    assert "Tin 2" in pieces[3]


def test_reading_does_not_warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        feed = read_feed(b"<rss version='2.0'><channel><item><title>Tin</title></item></channel></rss>")

    assert feed.entries == (Entry(title="Tin"),)
