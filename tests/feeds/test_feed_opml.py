from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.feeds import opml
from newsarchive.feeds.opml import write_opml
from newsarchive.model.feed import Feed, FeedId, FeedSettings, FeedState, Outline
from newsarchive.text.normalize import clean_line

URL = "https://binhlac.example/rss"
NOW = datetime(2018, 10, 5, tzinfo=UTC)
OTHER = "https://xa.example/vi/news/rss/"


def read_opml(body: bytes) -> tuple[Outline, ...]:
    return opml.read_opml(body, "nguon.opml")


def read(body: str, *, version: str = "2.0") -> tuple[Outline, ...]:
    return read_opml(f'<?xml version="1.0"?><opml version="{version}"><head/><body>{body}</body></opml>'.encode())


def subscription(url: str = URL, title: str = "", site_url: str = "", section: str = "", *tags: str) -> Feed:
    settings = FeedSettings(section=section, tags=tags)
    return Feed(id=FeedId(1), url=url, title=title, site_url=site_url, settings=settings, subscribed_at=NOW)


def to_outline(feed: Feed) -> Outline:
    settings = feed.settings
    return Outline(
        url=feed.url,
        title=feed.title,
        site_url=feed.site_url,
        section=settings.section,
        tags=settings.tags,
        interval=settings.interval,
        wants_pages=settings.wants_pages,
        wants_images=settings.wants_images,
        wants_files=settings.wants_files,
        is_legacy_tls=settings.is_legacy_tls,
        is_paused=feed.state is FeedState.PAUSED,
    )


def test_feeds_in_folders_are_read_with_all_they_say() -> None:
    outlines = read(
        f"""
        <outline text="Xã Bình Lạc" type="rss" xmlUrl="{URL}" htmlUrl="https://binhlac.example/"/>
        <outline text="Tin xã">
          <!-- các xã -->
          <outline text="Thể thao"><outline text="x" title="Bóng đá" xmlURL="{OTHER}" category="/Trẻ,lúa"/></outline>
        </outline>
        """
    )

    assert outlines == (
        Outline(url=URL, title="Xã Bình Lạc", site_url="https://binhlac.example/"),
        Outline(url=OTHER, title="Bóng đá", section="Tin xã", tags=("Thể thao", "Trẻ", "lúa")),
    )


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        (f'<outline xmlurl="{URL}"/>', Outline(url=URL)),
        (f'<OUTLINE XMLURL="{URL}" TEXT="Xã"/>', Outline(url=URL, title="Xã")),
        (f'<outline type="rss" url="{URL}" text="Xã"/>', Outline(url=URL, title="Xã")),
        (f'<outline text="{URL}" title="" xmlUrl="{URL}"/>', Outline(url=URL)),
        (f'<outline xmlUrl="{URL}" category="/Tin xã/Thể thao,/Lúa"/>', Outline(url=URL, section="Tin xã",
                                                                            tags=("Thể thao", "Lúa"))),
        (f'<outline xmlUrl="{URL}" category="/Tin xã"/>', Outline(url=URL, tags=("Tin xã",))),
        (f'<outline xmlUrl="{URL}" category=" , / ,/100%,/a%2Cb"/>', Outline(url=URL, tags=("100%", "a,b"))),
        (f'<outline xmlUrl="feed:{URL}"/>', Outline(url=URL)),
        ('<outline xmlUrl="feed://binhlac.example/rss"/>', Outline(url="http://binhlac.example/rss")),
        ('<outline xmlUrl="javascript:alert(1)"/>', Outline(url="javascript:alert(1)")),
        (f'<outline xmlUrl=" {URL}&#10;" htmlUrl="javascript:alert(1)"/>', Outline(url=URL)),
        (f'<outline text="Hỏi & đáp &nbsp;" xmlUrl="{URL}?a=1&b=2"/>', Outline(url=f"{URL}?a=1&b=2",
                                                                               title="Hỏi & đáp")),
        (f'<outline><outline text=""><outline xmlUrl="{URL}"/></outline></outline>', Outline(url=URL)),
        (f'<outline text="Tin"><outline text="Tin" xmlUrl="{URL}" category="/Tin"/></outline>',
         Outline(url=URL, title="Tin", section="Tin")),
        (f'<outline text="Tin"><b><outline xmlUrl="{URL}"></b>', Outline(url=URL, section="Tin")),
    ],
)  # fmt: skip
def test_lists_of_all_spellings_are_read(outline: str, expected: Outline) -> None:
    assert read(outline, version="1.0") == (expected,)


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="Ghi chú"/>',
        f'<outline type="link" url="{URL}"/>',
        f'<outline type="include" url="{URL}"/>',
        '<outline xmlUrl=""/>',
        "<?php echo 1 ?>",
    ],
)
def test_what_is_no_feed_is_left_out(outline: str) -> None:
    assert read(outline) == ()


def test_a_feed_that_stands_twice_in_a_list_is_read_once() -> None:
    assert read(f'<outline text="Một" xmlUrl="{URL}"/><outline text="Hai" xmlUrl="{URL}"/>') == (
        Outline(url=URL, title="Một"),
    )


def test_a_list_is_decoded_and_cleaned_as_feeds_are() -> None:
    document = f"""<?xml version="1.0" encoding="utf-16"?><!DOCTYPE opml [<!ENTITY a "{"b" * 1000}">]>
        <OPML><body><outline text="Xã &a;&#xD800;" xmlUrl="{URL}"/></body></OPML>"""

    (outline,) = read_opml(document.encode("utf-16"))

    assert outline == Outline(url=URL, title="Xã &a;\ufffd")


def test_a_list_that_is_cut_off_keeps_its_whole_feeds() -> None:
    body = f'<opml><body><outline text="Xã" xmlUrl="{URL}"/><outline text="Bóng đá" xmlUr'.encode()

    assert read_opml(body) == (Outline(url=URL, title="Xã"),)


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"{}", b"<html><body>", b"\x00\xff", b"opml", b"<opmlx/>"])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError, match="^nguon.opml: no OPML"):
        read_opml(body)


def test_a_list_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml, "LARGEST", 10)

    with pytest.raises(ParseError, match="^nguon.opml: OPML of more than"):
        read_opml(b"<opml><body/></opml>")


def test_folders_without_end_are_read() -> None:
    depth = 100_000

    outlines = read('<outline text="a">' * depth + f'<outline xmlUrl="{URL}"/>' + "</outline>" * depth)

    assert len(outlines) <= 1


def test_a_list_is_written_by_sections() -> None:
    feeds = (
        subscription(URL, "Hỏi & đáp", "https://binhlac.example/", "Tin xã", "lúa", "hội họp"),
        subscription(OTHER),
        subscription(f"{URL}?a=1&b=2", "Bóng đá", "", "Tin xã"),
    )

    assert "".join(write_opml(feeds, "Nguồn <tin>")) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0">\n'
        "<head><title>Nguồn &lt;tin&gt;</title></head>\n"
        "<body>\n"
        f'<outline type="rss" text="{OTHER}" title="" xmlUrl="{OTHER}"/>\n'
        '<outline text="Tin xã" title="Tin xã">\n'
        f'<outline type="rss" text="Hỏi &amp; đáp" title="Hỏi &amp; đáp" xmlUrl="{URL}"'
        ' htmlUrl="https://binhlac.example/" category="/lúa,/hội họp"/>\n'
        f'<outline type="rss" text="Bóng đá" title="Bóng đá" xmlUrl="{URL}?a=1&amp;b=2"/>\n'
        "</outline>\n"
        "</body>\n"
        "</opml>\n"
    )


def test_what_opml_has_no_place_for_is_written_where_it_is_not_the_usual() -> None:
    usual = subscription(URL)
    settings = FeedSettings(
        interval=172800, wants_pages=False, wants_images=False, wants_files=True, is_legacy_tls=True
    )
    feeds = (
        replace(usual, settings=settings, state=FeedState.PAUSED),
        replace(usual, url=OTHER, state=FeedState.GONE),
    )

    written = "".join(write_opml(feeds, "Nguồn"))

    assert '<opml version="2.0" xmlns:na="urn:newsarchive:ns:1">' in written
    own = 'na:interval="172800" na:state="paused" na:pages="no" na:images="no" na:files="yes" na:tls="legacy"'
    assert f'xmlUrl="{URL}" {own}/>' in written
    assert f'xmlUrl="{OTHER}"/>' in written


@pytest.mark.parametrize("interval", ["", "-1", "1e9", "2d", "٣", "9" * 10, " "])
def test_what_is_none_of_our_words_is_the_usual(interval: str) -> None:
    own = f'xmlns:x="urn:newsarchive:ns:1" x:interval="{interval}" x:state="gone" x:pages="0" x:images="0" x:files="1"'

    assert read(f'<outline xmlUrl="{URL}" {own} interval="7200" na:state="paused"/>') == (Outline(url=URL),)


def test_our_words_are_known_by_their_namespace() -> None:
    own = 'xmlns:x="urn:newsarchive:ns:1" x:interval="7200" x:state="paused" x:pages="no" x:images="no" x:files="yes"'

    assert read(f'<outline xmlUrl="{URL}" {own}/>') == (
        Outline(url=URL, interval=7200, wants_pages=False, wants_images=False, wants_files=True, is_paused=True),
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(clean_line)
TAGS = st.lists((WORDS | st.text("%,/2CF5", max_size=6)).filter(bool), unique=True, max_size=3)
FEEDS = st.lists(
    st.builds(
        lambda number, title, site, section, tags, state, settings: replace(
            subscription(f"{URL}?{number}", title, site),
            state=state,
            settings=replace(settings, section=section, tags=tuple(tag for tag in tags if tag != section)),
        ),
        st.integers(0, 99),
        WORDS | st.just(f"{URL}?1"),
        st.sampled_from(["", "https://binhlac.example/?a=1&b=2"]),
        WORDS,
        TAGS,
        st.sampled_from(FeedState),
        st.builds(
            FeedSettings,
            interval=st.integers(0, 366 * 86400),
            wants_pages=st.booleans(),
            wants_images=st.booleans(),
            wants_files=st.booleans(),
            is_legacy_tls=st.booleans(),
        ),
    ),
    unique_by=lambda feed: feed.url,
    max_size=5,
)


@given(FEEDS, WORDS)
@example([subscription(URL, "", "", "", "a,b/c", "%2C", "%", "100%25", "]]>"), subscription(OTHER, OTHER)], "")
def test_what_is_written_is_read_back_exactly(feeds: list[Feed], title: str) -> None:
    sections = list(dict.fromkeys(["", *(feed.settings.section for feed in feeds)]))
    expected = sorted(feeds, key=lambda feed: sections.index(feed.settings.section))

    outlines = read_opml("".join(write_opml(feeds, title)).encode())

    assert outlines == tuple(map(to_outline, expected))


@given(
    st.binary()
    | st.text('<>/="& abc').map(lambda words: f"<opml>{words}".encode())
    | st.lists(
        st.sampled_from(["<outline ", "xmlUrl='", URL, "'", ">", "</outline>", "&", "<![CDATA[", "\x00", "é"])
    ).map(lambda parts: f"<opml>{''.join(parts)}".encode())
)
def test_any_bytes_are_a_list_or_refused(body: bytes) -> None:
    try:
        outlines = read_opml(body)
    except ParseError:
        return
    assert all(outline.url for outline in outlines)


def test_a_list_whose_root_no_parser_takes_is_refused() -> None:
    with pytest.raises(ParseError, match="^nguon.opml: no OPML"):
        read_opml(b'<opml a="' + b"x" * 11_000_000 + b'"/>')
