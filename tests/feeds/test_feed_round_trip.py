"""What we write is what we read: of lossless documents everything, of plain ones what the formats have a place for."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fakes import NOW, make_article
from nasty import NASTY, WILD, WORDS
from newsarchive.feeds.atom import write_atom
from newsarchive.feeds.json_write import write_json_feed
from newsarchive.feeds.read import open_feed, read_feed
from newsarchive.feeds.rss import write_rss
from newsarchive.model.article import Article, ArticleId, Attachment, Figure, Moment
from newsarchive.model.feed import Channel
from newsarchive.operations.drafts import to_draft
from newsarchive.text.normalize import clean_line, clean_text

Writer = Callable[..., Iterator[str]]
CHANNEL = Channel(
    title="Trang tin xã Bình Lạc",
    url="https://binhlac.example/",
    built_at=NOW,
    self_url="https://binhlac.example/feed.xml",
)
WRITERS = [
    pytest.param(write_rss, id="RSS"),
    pytest.param(write_atom, id="Atom"),
    pytest.param(write_json_feed, id="JSON Feed"),
]
SEVERAL = st.lists(NASTY | WILD, max_size=3, unique_by=lambda article: article.uuid)
EVERY_WORD = [
    make_article(
        id=ArticleId(0), title=word, text=word, summary=word, byline=(word, ""), section=word, categories=("", word)
    )
    for word in WORDS
]
WHOLE = make_article(
    id=ArticleId(0),
    title="Mưa to & gió <mạnh>: 100 &amp; 1 ngôi nhà",
    text="Nước sông lên < 2 m.\nBà con lo.\n\nTối 4/10 nước rút.",
    summary="Nước lên nhanh & mạnh.\n\nBà con yên tâm.",
    url="https://binhlac.example/tin/1?a=1&b=2",
    section="Thời tiết",
    categories=("Thủy lợi", "Tin nóng"),
    tags=("Dân vận khéo", "Mưa bão"),
    byline=("Lê Thị Mơ", "Trần Văn Cải"),
    published=Moment("2018-10-04T08:30:00+07:00"),
    language="vi",
    figures=(Figure("https://binhlac.example/1.jpg", 'Đê "bao"', 1), Figure("", "Ảnh tư liệu", 2)),
    attachments=(
        Attachment("https://binhlac.example/1.pdf", "Công điện", "application/pdf", 120_000),
        Attachment("https://binhlac.example/2.pdf", "Phụ lục", "application/pdf"),
    ),
)


def written(write: Writer, *articles: Article, **options: bool) -> bytes:
    return "".join(write(articles, CHANNEL, **options)).encode()


@pytest.mark.parametrize("write", WRITERS)
@given(articles=SEVERAL, is_summary_only=st.booleans())
@example(articles=EVERY_WORD, is_summary_only=False)
@example(articles=[make_article(id=ArticleId(0), published=Moment("1954-10-10T23:00:00-03:30"))], is_summary_only=False)
def test_lossless_document_gives_back_its_articles(
    write: Writer, articles: list[Article], is_summary_only: bool
) -> None:
    document = written(write, *articles, is_lossless=True, is_summary_only=is_summary_only)

    whole = read_feed(document, is_trusted=True)
    streamed = open_feed(io.BytesIO(document), is_trusted=True)

    assert [entry.exact for entry in whole.entries] == articles
    assert [entry.exact for entry in streamed.iter_entries()] == articles[::-1]
    assert whole.is_own is streamed.document.is_own is True
    assert whole.repairs == ()


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=30)
@given(articles=SEVERAL)
def test_articles_read_back_are_written_as_the_same_bytes(write: Writer, articles: list[Article]) -> None:
    document = written(write, *articles, is_lossless=True)

    back = [entry.exact for entry in read_feed(document, is_trusted=True).entries]

    assert written(write, *filter(None, back), is_lossless=True) == document


@pytest.mark.parametrize("write", WRITERS)
def test_nobody_else_can_claim_to_be_ours(write: Writer) -> None:
    document = read_feed(written(write, WHOLE, is_lossless=True))

    (entry,) = document.entries
    assert (document.is_own, entry.exact, entry.tags) == (False, None, ())


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("is_lossless", [True, False], ids=["lossless", "plain"])
def test_half_a_character_breaks_nothing(write: Writer, is_lossless: bool) -> None:
    article = make_article(title="Tin \ud800", text="\udfff\ud83d\ude00", byline=("\udcff",), section="\ud800")

    (entry,) = read_feed(written(write, article, is_lossless=is_lossless), is_trusted=True).entries

    assert entry.title == "Tin \ufffd"
    assert (entry.exact is not None) is is_lossless


@pytest.mark.parametrize("write", WRITERS)
def test_damaged_record_leaves_what_everybody_reads(write: Writer) -> None:
    document = written(write, WHOLE, is_lossless=True).decode()
    damaged = document.replace('"revision":1', '"revision":"một"')

    (entry,) = read_feed(damaged.encode(), is_trusted=True).entries

    assert damaged != document
    assert (entry.exact, entry.title) == (None, WHOLE.title)


@pytest.mark.parametrize("write", WRITERS)
def test_plain_document_gives_back_what_the_format_has_a_place_for(write: Writer) -> None:
    (entry,) = read_feed(written(write, WHOLE), is_trusted=True).entries

    assert entry.guid == WHOLE.uuid
    assert entry.url == WHOLE.url
    assert entry.title == WHOLE.title
    assert entry.summary == WHOLE.summary
    assert entry.section == WHOLE.section
    assert (entry.categories, entry.tags) == (WHOLE.categories, WHOLE.tags)
    assert entry.authors == WHOLE.byline
    assert entry.published.value == WHOLE.published.value
    assert entry.language == "vi"
    assert entry.attachments == WHOLE.attachments
    assert entry.exact is None


BLOCKS = (
    "<h2>Nước lên &amp; xuống</h2><p>Bà con <strong>lo</strong>.<br>Tối 4/10 nước rút.</p>"
    '<figure><img src="https://binhlac.example/1.jpg" alt="Đê" width="600"><figcaption>Đê "bao"</figcaption></figure>'
    "<ol><li>Một</li><li>Hai<ul><li>Ba</li></ul></li></ol><blockquote><p>“Lời &lt;dặn&gt;”</p></blockquote>"
    "<table><thead><tr><th>Thôn</th><th>Hộ</th></tr></thead>"
    '<tbody><tr><td>Đông</td><td rowspan="2">45</td></tr></tbody></table><pre>một\nhai</pre>'
    '<p><a href="https://binhlac.example/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">Xem</a></p>'
)
TYPED = replace(
    WHOLE,
    html=BLOCKS,
    text="Nước lên & xuống\n\nBà con lo.\nTối 4/10 nước rút.\n\n- Một\n\n- Hai\n\n- Ba\n\n“Lời <dặn>”\n\n"
    "Thôn | Hộ\n\nĐông | 45\n\nmột\nhai\n\nXem",
    figures=(Figure("https://binhlac.example/1.jpg", 'Đê "bao"', 2), Figure("https://binhlac.example/0.jpg", "", 0)),
)


@pytest.mark.parametrize("write", WRITERS)
def test_plain_document_gives_back_text_and_blocks_of_an_article(write: Writer) -> None:
    (entry,) = read_feed(written(write, TYPED), is_trusted=True).entries

    draft = to_draft(entry, is_own=True)

    assert draft.text == TYPED.text
    assert draft.figures == tuple(sorted(TYPED.figures, key=lambda figure: figure.position))
    assert elements_in(draft.html) == elements_in(f"<figure><img></figure>{BLOCKS}")


def elements_in(html: str) -> list[str]:
    return re.findall(r"<(?!/|tbody)(\w+)", html)


@pytest.mark.parametrize("write", WRITERS)
def test_blocks_that_do_not_say_the_text_are_not_published(write: Writer) -> None:
    (entry,) = read_feed(written(write, replace(TYPED, html="<p>Khác hẳn</p>")), is_trusted=True).entries

    assert to_draft(entry, is_own=True).text == TYPED.text


@pytest.mark.parametrize("write", WRITERS)
def test_no_tag_becomes_a_section(write: Writer) -> None:
    article = replace(WHOLE, section="", categories=())

    (entry,) = read_feed(written(write, article), is_trusted=True).entries

    assert (entry.section, entry.categories, entry.tags) == ("", (), WHOLE.tags)


@pytest.mark.parametrize("write", [WRITERS[0], WRITERS[1]])
@given(article=NASTY)
@example(article=WHOLE)
def test_plain_words_come_back_as_they_are_read(write: Writer, article: Article) -> None:
    (entry,) = read_feed(written(write, article), is_trusted=True).entries

    title = clean_line(article.title.replace("\x85", "\ufffd"))
    assert not title or _legible(entry.title) == _legible(title)
    assert [_legible(tag) for tag in entry.tags] == [_legible(tag) for tag in dict.fromkeys(article.tags)]
    assert _legible(entry.section) == _legible(clean_text(article.section).replace("\n", " "))


def _legible(text: str) -> str:
    """Return text without what a public document leaves out."""
    return "".join("\ufffd" if ord(one) & 0xFFFE == 0xFFFE or "\x7f" <= one <= "\x9f" else one for one in text)


@given(st.lists(NASTY | WILD, max_size=3))
def test_what_is_written_is_clean_for_other_readers(articles: list[Article]) -> None:
    document = written(write_rss, *articles)

    root = ET.fromstring(document)
    parsed = feedparser.parse(io.BytesIO(document))

    assert not parsed.bozo
    assert len(root.findall("channel/item")) == len(parsed.entries) == len(articles)
    assert [entry.id for entry in parsed.entries] == [article.uuid for article in articles]


@pytest.mark.parametrize("write", [WRITERS[0], WRITERS[1]])
def test_other_readers_see_an_article_as_it_was_published(write: Writer) -> None:
    parsed = feedparser.parse(io.BytesIO(written(write, WHOLE)))

    (entry,) = parsed.entries
    assert entry.link == WHOLE.url
    assert entry.content[0].value.startswith("<p>Nước sông lên &lt; 2 m.<br />Bà con lo.</p>\n<figure>")
    assert [author.name for author in entry.authors] == list(WHOLE.byline)
    assert [tag.term for tag in entry.tags] == [WHOLE.section, *WHOLE.categories, *WHOLE.tags]
    assert entry.enclosures[0].href == "https://binhlac.example/1.pdf"
    assert parsed.feed.title == CHANNEL.title


def test_lossless_record_of_a_json_feed_stands_beside_its_item() -> None:
    items = json.loads(written(write_json_feed, WHOLE, is_lossless=True))["items"]

    assert items[0]["_newsarchive"]["text"] == WHOLE.text


@pytest.mark.parametrize("write", WRITERS)
def test_channel_is_read_back(write: Writer) -> None:
    channel = replace(CHANNEL, title="Tin & <ảnh>", language="en", built_at=None)

    feed = read_feed("".join(write((), channel)).encode(), is_trusted=True)

    assert (feed.title, feed.url, feed.language) == ("Tin & <ảnh>", CHANNEL.url, "en")
    assert feed.self_url == CHANNEL.self_url
    assert feed.is_own
    assert feed.entries == ()
