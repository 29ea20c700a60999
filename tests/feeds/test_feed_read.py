"""Feeds of others, as they come: damaged, mislabelled, hostile."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.feeds import tree
from newsarchive.feeds.decode import decode
from newsarchive.feeds.mend import mend_references
from newsarchive.feeds.read import read_feed
from newsarchive.model.article import UNKNOWN
from newsarchive.model.feed import Entry

NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
TITLE = "Đường về xã Bình Lạc"


def rss(items: str, head: str = "", before: str = "") -> str:
    return f'{before}<rss version="2.0" {NAMES}><channel><title>Tin xã</title>{head}{items}</channel></rss>'


def read_item(inner: str, head: str = "") -> Entry:
    (entry,) = read_feed(rss(f"<item>{inner}</item>", head).encode()).entries
    return entry


ITEM = f"<item><title>{TITLE}</title></item>"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(rss(ITEM, before='<?xml version="1.0" encoding="UTF-8"?>').encode(), TITLE, id="plain"),
        pytest.param(codecs.BOM_UTF8 + rss(ITEM).encode(), TITLE, id="byte-order mark"),
        pytest.param(rss(ITEM, before='<?xml version="1.0"?>').encode("utf-16"), TITLE, id="UTF-16 with mark"),
        pytest.param(rss(ITEM, before='<?xml version="1.0"?>').encode("utf-16-be"), TITLE, id="UTF-16 without"),
        pytest.param(rss(ITEM).encode("utf-32"), TITLE, id="UTF-32"),
        pytest.param(
            rss(ITEM, before='<?xml version="1.0" encoding="windows-1258"?>').encode(), TITLE, id="wrong charset"
        ),
        pytest.param(rss(ITEM, before='<?xml version="1.0" encoding="utf-16"?>').encode(), TITLE, id="wrong UTF-16"),
        pytest.param(
            rss(
                "<item><title>Caf\u00e9 \u201cs\u00e1ng\u201d</title></item>",
                before="<?xml version='1.0' encoding='iso-8859-1'?>",
            ).encode("cp1252"),
            "Café “sáng”",
            id="Latin-1 means windows-1252",
        ),
        pytest.param(
            rss(ITEM).encode().replace(b"x\xc3\xa3 B", b"x\xe3 B"), "Đường về x\ufffd Bình Lạc", id="bad byte"
        ),
        pytest.param(
            rss(ITEM, before='<?xml version="1.0" encoding="no-such"?>').encode() + b"\xff", TITLE, id="no such charset"
        ),
        pytest.param(
            rss(ITEM, before='<?xml version="1.0" encoding="hex"?>').encode() + b"\xff", TITLE, id="charset of no text"
        ),
        pytest.param(
            rss(ITEM, before='<?xml version="1.0" encoding="punycode"?>').encode() + b"\xff",
            TITLE,
            id="no charset of XML",
        ),
        pytest.param(rss(ITEM, before='\n\n <?xml version="1.0"?>\n').encode(), TITLE, id="newline first"),
        pytest.param(rss(ITEM, before="Warning: in line 3\n<?xml version='1.0'?>").encode(), TITLE, id="words first"),
        pytest.param(rss(ITEM, before="<?xml version='1.0'>").encode(), TITLE, id="declaration left open"),
        pytest.param(rss(ITEM, before="<!-- it's <b>fine</b> --><!DOCTYPE rss>").encode(), TITLE, id="comment"),
        pytest.param(
            rss(ITEM, before="<!DOCTYPE rss [<!ENTITY a \"]><html>\"><!-- ' --><!ENTITY b '>'>]>").encode(),
            TITLE,
            id="inner subset with brackets",
        ),
        pytest.param(
            rss("<item><title>A&nbsp;&ndash;&nbsp;B &amp;nbsp; &LT;</title></item>").encode(),
            "A – B <",
            id="undeclared names",
        ),
        pytest.param(
            rss("<item><title>a&#xD800;b&#99999999999;c&#0;d&#xFFFE e &#233;</title></item>").encode(),
            "a\ufffdb\ufffdc\ufffdd\ufffd e é",
            id="impossible references",
        ),
        pytest.param(rss("<item><title>a\x00b\x1fc</title></item>").encode(), "a\ufffdb\ufffdc", id="controls"),
        pytest.param(rss(ITEM).encode()[:-20], TITLE, id="truncated"),
        pytest.param(rss(ITEM).encode() + "ữ".encode()[:2], TITLE, id="cut inside a character"),
        pytest.param(rss(f"<item><title>{TITLE}<br></title></item>").encode(), TITLE, id="ill-formed"),
    ],
)
def test_entry_is_read_from(body: bytes, title: str) -> None:
    feed = read_feed(body)

    assert [entry.title for entry in feed.entries] == [title]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xef\xbb\xbf", id="mark only"),
        pytest.param("Bà con ra đồng".encode(), id="words"),
        pytest.param(
            b"<!DOCTYPE html><html><head><title>Tin</title></head><body><rss>x</rss></body></html>", id="page"
        ),
        pytest.param(b"<!-- <rss><channel><item></item></channel></rss>", id="comment left open"),
        pytest.param(b"<urlset><url>x</url></urlset>", id="site map"),
        pytest.param(b"<channel></channel>", id="root of no known version"),
        pytest.param(b"/etc/passwd", id="path"),
        pytest.param(b"http://127.0.0.1/rss", id="address"),
    ],
)
def test_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError, match="feed: neither RSS nor Atom") as caught:
        read_feed(body)

    assert "newsarchive add" in caught.value.hint


@pytest.mark.parametrize(
    ("inner", "cause"),
    [
        pytest.param("<textInput><link>x</link></textInput><br>", KeyError, id="text input of an item"),
        pytest.param("</width>", TypeError, id="end without a start"),
    ],
)
def test_what_breaks_feedparser_is_a_parse_error(inner: str, cause: type[Exception]) -> None:
    with pytest.raises(ParseError, match="damaged beyond reading") as caught:
        read_item(inner)

    assert isinstance(caught.value.__cause__, cause)


PIECES = """
    <rss> </rss> <channel> <item> </item> <title> </title> <feed> <entry> <link> <guid> <media:player> <width> </width>
    <media:content> <content:encoded> <description> <category> <textInput> <georss:where> <![CDATA[ ]]> <!-- --> <? ?>
    <!DOCTYPE <!ENTITY &#xD800; &#9999999999; &nbsp; & < > " ' = xml:base= http://[ type="xhtml" mode="base64" <author>
    <dc:creator> <pubDate> 2018-10-04 99/99/9999 <a <svg> <math> <generator> newsarchive 1</generator>
"""


@given(
    st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=5), max_size=30).map(" ".join),
    st.sampled_from(["", "<rss>", f"<feed {ATOM}>"]),
)
def test_reading_raises_nothing_but_parse_error(text: str, root: str) -> None:
    with suppress(ParseError):
        read_feed((root + text).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200), st.sampled_from([b"", b"<?xml encoding='", b"\xff\xfe", b"<\0?\0", b"<rss>"]))
def test_any_bytes_are_decoded(body: bytes, start: bytes) -> None:
    assert isinstance(decode(start + body)[0], str)


def test_entity_bomb_does_not_go_off() -> None:
    lines = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{lines}]>"
    feed = read_feed(rss("<item><title>Tin</title><description>&e11;</description></item>", before=bomb).encode())

    assert [entry.title for entry in feed.entries] == ["Tin"]
    assert len(feed.entries[0].html) < 100


def test_external_entity_is_not_opened() -> None:
    before = '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname">]>'

    feed = read_feed(rss("<item><title>Tin &file;</title></item>", before=before).encode())

    assert feed.entries[0].title == "Tin &file;"


@pytest.mark.parametrize(
    "prolog",
    [
        pytest.param("<!--" * 200_000, id="comments"),
        pytest.param("<!A\"'" * 200_000, id="quotes"),
        pytest.param("<![" * 200_000, id="brackets"),
        pytest.param("<?" * 200_000, id="instructions"),
    ],
)
def test_prolog_left_open_is_no_feed(prolog: str) -> None:
    with pytest.raises(ParseError):
        read_feed(prolog.encode())


def test_feed_says_what_it_is() -> None:
    head = (
        "<link>https://binhlac.example/</link><language>vi_VN</language>"
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://binhlac.example/rss"/>'
    )

    feed = read_feed(rss("", head).encode())

    assert (feed.title, feed.url, feed.self_url, feed.language, feed.entries) == (
        "Tin xã",
        "https://binhlac.example/",
        "https://binhlac.example/rss",
        "vi-vn",
        (),
    )


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        pytest.param("<title>Hỏi &amp;amp; đáp</title>", "Hỏi & đáp", id="escaped twice"),
        pytest.param("<title>Hỏi &amp; đáp, Q&amp;A</title>", "Hỏi & đáp, Q&A", id="escaped once"),
        pytest.param("<title><![CDATA[<b>Gặt</b> <i>lúa</i> ]]></title>", "Gặt lúa", id="marked up"),
        pytest.param(
            "<title>&amp;lt;b&amp;gt;Gặt&amp;lt;/b&amp;gt; lúa</title>", "Gặt lúa", id="mark-up escaped twice"
        ),
        pytest.param("<title>  Gặt\n lúa&#160;</title>", "Gặt lúa", id="spaces"),
        pytest.param("<title>Lúa</title><media:title>Ảnh</media:title>", "Lúa", id="picture's title after"),
        pytest.param("<media:title>Ảnh</media:title><title>Lúa</title>", "Lúa", id="picture's title before"),
        pytest.param("<link>x</link>", "", id="none"),
    ],
)
def test_title_is_plain_text(inner: str, title: str) -> None:
    assert read_item(inner).title == title


@pytest.mark.parametrize(
    ("inner", "html", "summary"),
    [
        pytest.param(
            "<description>Tóm tắt &amp;amp; ảnh</description><content:encoded>&lt;p&gt;Bài&lt;/p&gt;</content:encoded>",
            "<p>Bài</p>",
            "Tóm tắt & ảnh",
            id="both",
        ),
        pytest.param(
            "<content:encoded><![CDATA[<p>Bài</p>]]></content:encoded>"
            "<description><![CDATA[<a href='/1'><img src='1.jpg'></a></br>Tóm tắt]]></description>",
            "<p>Bài</p>",
            "Tóm tắt",
            id="content first",
        ),
        pytest.param("<content:encoded>&lt;p&gt;Bài&lt;/p&gt;</content:encoded>", "<p>Bài</p>", "", id="content only"),
        pytest.param("<description>&lt;p&gt;Bài&lt;/p&gt;</description>", "<p>Bài</p>", "", id="description only"),
        pytest.param("<description>Lúa\n\nchín</description>", "<p>Lúa</p>\n<p>chín</p>", "", id="plain description"),
        pytest.param(
            "<content:encoded>&lt;p&gt;Mở&lt;/p&gt;</content:encoded>"
            "<content:encoded>&lt;p&gt;Cả bài&lt;/p&gt;</content:encoded>",
            "<p>Cả bài</p>",
            "",
            id="several contents",
        ),
        pytest.param(
            "<media:content url='https://binhlac.example/1.jpg'><media:description>Chú thích</media:description>"
            "</media:content><description>Tóm tắt</description>"
            "<content:encoded>&lt;p&gt;Bài&lt;/p&gt;</content:encoded>",
            "<p>Bài</p>",
            "Tóm tắt",
            id="caption before description",
        ),
        pytest.param(
            "<media:description>Chú thích</media:description><description>&lt;p&gt;Bài&lt;/p&gt;</description>",
            "<p>Bài</p>",
            "",
            id="caption, description, no content",
        ),
        pytest.param("<description>Tóm tắt</description><content>Bài</content>", "<p>Bài</p>", "Tóm tắt", id="bare"),
        pytest.param(
            "<media:group><media:content url='https://binhlac.example/1.mp4'/><media:description>Họp dân\nLúa"
            "</media:description></media:group>",
            "<p>Họp dân<br>Lúa</p>",
            "",
            id="words about a film",
        ),
        pytest.param(
            "<media:group><media:content url='https://binhlac.example/1.mp4'/></media:group>", "", "", id="film"
        ),
        pytest.param(
            "<media:group><media:content url='https://binhlac.example/1.jpg'/><media:description>Chú thích"
            "</media:description></media:group>",
            "",
            "",
            id="words about a picture",
        ),
        pytest.param("<title>Tin</title>", "", "", id="neither"),
        pytest.param("<description/><content:encoded/>", "", "", id="empty"),
    ],
)
def test_content_is_the_richest_body(inner: str, html: str, summary: str) -> None:
    entry = read_item(inner)

    assert (entry.html, entry.summary) == (html, summary)


@pytest.mark.parametrize(
    ("inner", "guid", "url"),
    [
        pytest.param("<guid>news_12</guid>", "news_12", "", id="guid is no address"),
        pytest.param(
            "<guid>https://binhlac.example/1</guid>",
            "https://binhlac.example/1",
            "https://binhlac.example/1",
            id="permanent link alone",
        ),
        pytest.param(
            "<guid ispermalink='False '>https://binhlac.example/1</guid>",
            "https://binhlac.example/1",
            "",
            id="guid that is no permanent link",
        ),
        pytest.param(
            "<guid>news_12</guid><link> https://binhlac.example/1?a=1&amp;b=2\n</link>",
            "news_12",
            "https://binhlac.example/1?a=1&b=2",
            id="link after guid",
        ),
        pytest.param(
            "<link>https://binhlac.example/tin tức/1 a.html</link>",
            "",
            "https://binhlac.example/tin%20tức/1%20a.html",
            id="link with spaces",
        ),
        pytest.param(
            "<link><![CDATA[https://binhlac.example/?a=1&amp;b=2]]></link>",
            "",
            "https://binhlac.example/?a=1&b=2",
            id="link escaped in CDATA",
        ),
        pytest.param("<link>javascript:alert(1)</link>", "", "", id="link of another kind"),
        pytest.param("<link>https://[binhlac/1</link>", "", "", id="link that is none"),
        pytest.param("<link>/tin/1</link>", "", "", id="relative link"),
    ],
)
def test_address_comes_from_a_link(inner: str, guid: str, url: str) -> None:
    entry = read_item(inner)

    assert (entry.guid, entry.url) == (guid, url)


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("<link>/1</link><guid>news_1</guid>", id="link and guid"),
        pytest.param("<guid>https://binhlac.example/1</guid>", id="permanent link alone"),
        pytest.param("<guid isPermaLink='false'>https://binhlac.example/1</guid>", id="guid that is no permanent link"),
        pytest.param("<guid>https://binhlac.example/1</guid><link>/2</link>", id="permanent link and another"),
        pytest.param("<guid>news_1</guid>", id="guid that is no address"),
        pytest.param(
            "<link>https://fb.example/1</link><feedburner:origLink>https://binhlac.example/1</feedburner:origLink>",
            id="address of the original",
        ),
        pytest.param(
            "<i:keywords xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>lúa</i:keywords>", id="keywords"
        ),
        pytest.param("<category>Lúa</category><category>Ngô</category>", id="categories"),
        pytest.param("<enclosure url='/kế hoạch 1.doc' length='7'/>", id="file with spaces"),
    ],
)
def test_damage_behind_an_entry_does_not_change_it(inner: str) -> None:
    whole = rss(f"<item><title>Tin</title>{inner}</item>", "<link>https://binhlac.example/</link>")

    regular, damaged = read_feed(whole.encode()), read_feed(f"{whole}<wrong>".encode())

    assert damaged.repairs == ("not well-formed: read leniently",)
    assert damaged.entries == regular.entries


@pytest.mark.parametrize("name", ["ttl", "links", "authors", "tags", "content", "title_detail", "summary_detail"])
@pytest.mark.parametrize("attributes", ["", " x='1'"])
def test_elements_by_names_that_feedparser_uses_itself_harm_nothing(name: str, attributes: str) -> None:
    element = f"<{name}{attributes}>x</{name}>"
    body = rss(f"<item><title>{TITLE}</title>{element}</item>", element) + "<wrong>"

    (entry,) = read_feed(body.encode()).entries

    assert entry.title == TITLE


def test_words_in_the_place_of_a_link_lead_nowhere() -> None:
    head = "<link>https://binhlac.example/</link>"

    assert read_item("<link>Xem chi tiết</link>", head).url == ""


def test_file_whose_name_has_spaces_is_kept() -> None:
    (file,) = read_item(
        '<enclosure url="https://binhlac.example/Kế hoạch 12.doc" type="application/msword"/>'
    ).attachments

    assert file.url == "https://binhlac.example/Kế%20hoạch%2012.doc"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("http:", "https:", id="https"),
        pytest.param("content/", "content", id="without the last slash"),
        pytest.param("PURL.ORG", "purl.org", id="capitals"),
    ],
)
def test_names_of_a_format_may_be_misspelled(old: str, new: str) -> None:
    item = f"<item><title>{TITLE}</title><content:encoded>&lt;p&gt;Toàn văn&lt;/p&gt;</content:encoded></item>"
    body = rss(item).replace("purl.org", "PURL.ORG").replace(old, new)

    document = read_feed(body.encode())

    assert ([entry.html for entry in document.entries], document.repairs) == (["<p>Toàn văn</p>"], ())


def test_atom_whose_name_ends_otherwise_is_atom() -> None:
    body = f'<feed xmlns="https://www.w3.org/2005/Atom/"><entry><title>{TITLE}</title></entry></feed>'

    document = read_feed(body.encode())

    assert ([entry.title for entry in document.entries], document.repairs) == ([TITLE], ())


def test_items_may_stand_in_a_list_of_the_channel() -> None:
    document = read_feed(rss(f"<items>{ITEM * 2}</items>").encode())

    assert [entry.title for entry in document.entries] == [TITLE, TITLE]


@pytest.mark.parametrize(
    "inner", [ITEM * 20, "<item>" + "<a/>" * 60 + "</item>", f"<item><title>{'<b/>' * 60}</title></item>"]
)
def test_more_than_memory_should_hold_is_no_feed(monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    monkeypatch.setattr(tree, "_MOST_ELEMENTS", 40)

    with pytest.raises(ParseError, match="more than 40 elements in it"):
        read_feed(rss(inner).encode())


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        pytest.param("<pubDate>Thu, 04 Oct 2018 08:30:00 GMT+7</pubDate>", "2018-10-04T08:30:00+07:00", id="GMT+7"),
        pytest.param("<pubDate>Thu, 04 Oct 2018 01:30:00 +0000</pubDate>", "2018-10-04T01:30:00+00:00", id="UTC"),
        pytest.param("<dc:date>2018-10-04</dc:date>", "2018-10-04", id="dc:date"),
        pytest.param("<dcterms:created>2018-10-04</dcterms:created>", "2018-10-04", id="dcterms:created"),
        pytest.param("<dcterms:issued>04/10/2018</dcterms:issued>", "2018-10-04", id="day first"),
        pytest.param("<pubDate>hôm qua</pubDate>", "", id="no date"),
    ],
)
def test_date_is_read_from_its_words(inner: str, value: str) -> None:
    entry = read_item(inner)

    assert entry.published.value == value
    assert entry.published.words


def test_entry_without_a_date_has_none() -> None:
    assert read_item("<title>Tin</title>").published == UNKNOWN


def test_entry_carries_its_authors_subjects_and_language() -> None:
    entry = read_item(
        "<dc:creator>Lê Thị Mơ</dc:creator><dc:creator>Trần Văn Cải</dc:creator>"
        "<author>phong@binhlac.test</author><author>vp@binhlac.test (Võ Thị Na)</author>"
        "<media:category>Ảnh</media:category><category>Kinh tế &amp;amp; đời sống</category><category>Lúa</category>"
        "<category domain='urn:newsarchive:tag'>Mùa gặt</category><category domain='x'/><dc:language>EN</dc:language>",
        "<language>vi</language>",
    )

    assert entry.authors == ("Lê Thị Mơ", "Trần Văn Cải", "Võ Thị Na")
    assert (entry.section, entry.categories, entry.tags, entry.language) == (
        "Kinh tế & đời sống",
        ("Lúa", "Mùa gặt"),
        (),
        "en",
    )


def test_section_of_ours_goes_before_other_subjects() -> None:
    entry = read_item("<category>Lúa</category><category domain='urn:newsarchive:section'>Nông nghiệp</category>")

    assert (entry.section, entry.tags, entry.language) == ("Nông nghiệp", (), "")


def test_atom_is_read() -> None:
    body = f"""<feed {ATOM} xml:lang="vi"><title>Tin xã</title>
        <link rel="self" href="https://binhlac.example/atom"/><link href="https://binhlac.example/"/>
        <entry><id>tag:binhlac.example,2018:1</id><title type="html">Gặt &lt;b&gt;lúa&lt;/b&gt;</title>
        <link rel="enclosure" href="https://binhlac.example/1.mp3"/><link href="https://binhlac.example/1"/>
        <author><name>Lê Thị Mơ</name></author><author><name>Trần Văn Cải</name></author>
        <category term="nong-nghiep" label="Nông nghiệp"/><updated>2018-10-04T08:30:00+07:00</updated>
        <summary>Tóm tắt</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Lúa &amp; ngô</p></div></content></entry>
        <entry><title>Ngắn</title><content>Mưa &lt; nắng</content></entry></feed>"""

    feed = read_feed(body.encode())

    assert (feed.url, feed.self_url, feed.language) == (
        "https://binhlac.example/",
        "https://binhlac.example/atom",
        "vi",
    )
    first, second = feed.entries
    assert (first.guid, first.url, first.title) == (
        "tag:binhlac.example,2018:1",
        "https://binhlac.example/1",
        "Gặt lúa",
    )
    assert (first.html, first.summary, first.section) == ("<p>Lúa &amp; ngô</p>", "Tóm tắt", "Nông nghiệp")
    assert first.authors == ("Lê Thị Mơ", "Trần Văn Cải")
    assert first.published.value == "2018-10-04T08:30:00+07:00"
    assert (second.html, second.summary) == ("<p>Mưa &lt; nắng</p>", "")


def test_rss_1_is_read() -> None:
    body = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {NAMES}
        xmlns="http://purl.org/rss/1.0/">
        <channel rdf:about="https://binhlac.example/"><title>Tin xã</title></channel>
        <item rdf:about="https://binhlac.example/1"><title>{TITLE}</title><link>https://binhlac.example/1</link>
        <dc:date>2018-10-04T08:30:00+07:00</dc:date></item></rdf:RDF>"""

    (entry,) = read_feed(body.encode()).entries

    assert (entry.title, entry.url, entry.guid) == (TITLE, "https://binhlac.example/1", "https://binhlac.example/1")
    assert entry.published.value == "2018-10-04T08:30:00+07:00"


@pytest.mark.parametrize("reference", ["&" + "#" + "9" * 5000 + ";", "&#x" + "f" * 5000, "&#x0;", "&#1114112;"])
def test_reference_to_no_character_becomes_a_mark(reference: str) -> None:
    assert mend_references(f"a{reference} b") == ("a\ufffd b", ("1 reference to no character",))
