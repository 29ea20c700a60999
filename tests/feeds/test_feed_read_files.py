"""Feeds of any size, read from files."""

import io
import random

import pytest

from newsarchive.errors import ParseError
from newsarchive.feeds import read, regular, tree
from newsarchive.feeds.opened import OpenFeed
from newsarchive.feeds.read import open_feed, read_feed

CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
SITE = "<link>https://binhlac.example/</link>"


def item(number: int, words: str = "Bà con ra đồng gặt lúa. ") -> str:
    return (
        f"<item><title>Tin {number}</title><link>/tin/{number}.html</link><guid>tin-{number}</guid>"
        f"<content:encoded>&lt;p&gt;{words}{number}&lt;/p&gt;</content:encoded></item>\n"
    )


def rss(items: str, head: str = SITE, tail: str = "") -> bytes:
    return f'<rss version="2.0" {CONTENT}><channel><title>Tin xã</title>{head}{items}{tail}</channel></rss>'.encode()


def opened(body: bytes) -> OpenFeed:
    return open_feed(io.BytesIO(body), is_trusted=True)


def titles(feed: OpenFeed) -> list[str]:
    return [entry.title for entry in feed.iter_entries()]


@pytest.mark.parametrize("count", [0, 1, 2, 200, 201, 1000])
def test_entries_come_from_the_last_to_the_first(count: int) -> None:
    feed = opened(rss("".join(map(item, range(count)))))

    assert feed.count == count
    assert titles(feed) == [f"Tin {number}" for number in reversed(range(count))]


def test_entries_can_be_asked_for_again() -> None:
    feed = opened(rss(item(1) + item(2)))

    assert titles(feed) == titles(feed) == ["Tin 2", "Tin 1"]


def test_large_items_are_read_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regular, "_BATCH_BYTES", 1000)
    chance = random.Random(4)
    body = rss("".join(item(number, "lúa " * chance.randrange(500)) for number in range(50)))

    assert tuple(reversed(list(opened(body).iter_entries()))) == read_feed(body).entries


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss(item(1) + item(2), head="", tail=SITE), id="site after the items"),
        pytest.param(
            rss(item(1), head=SITE + "<image xmlns='urn:x'><title>x</title></image>"), id="names of a sibling"
        ),
        pytest.param(rss(item(1).replace("<item>", "<item xmlns:dc='urn:x'>") + item(2)), id="names of an item"),
        pytest.param(
            f"<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:base='https://binhlac.example/' {CONTENT}>"
            "<a:entry><a:title>Một</a:title><a:link href='1'/></a:entry>"
            "<a:entry><a:title>Hai</a:title></a:entry></a:feed>".encode(),
            id="Atom with prefixes",
        ),
        pytest.param(
            b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
            b"<channel><title>T</title></channel><item rdf:about='https://xa.example/1'><title>1</title></item>"
            b"<item><title>2</title></item></rdf:RDF>",
            id="RSS 1.0",
        ),
        pytest.param(
            rss(item(1) + "<generator>NukeViet</generator>" + item(2) + "<item><title>x</title></item>"),
            id="head between items",
        ),
        pytest.param(rss("<item/>" + item(1) + "<item/>"), id="empty items"),
        pytest.param(rss(item(1) + item(1).replace("tin/1", "tin/2")), id="guid repeated"),
        pytest.param(rss(item(1)).replace(b"<rss", b"<!DOCTYPE rss><rss"), id="with a DOCTYPE"),
        pytest.param(b"<?xml version='1.0' encoding='windows-1258'?>" + rss(item(1)), id="another encoding declared"),
    ],
)
def test_file_says_what_the_document_says(body: bytes) -> None:
    document = read_feed(body, is_trusted=True)

    feed = opened(body)

    assert tuple(reversed(list(feed.iter_entries()))) == document.entries
    assert (feed.document.title, feed.document.url, feed.document.repairs) == (
        document.title,
        document.url,
        document.repairs,
    )


def test_any_number_of_items_is_read_as_long_as_each_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_MOST_ELEMENTS", 40)

    assert len(titles(opened(rss("".join(map(item, range(100))))))) == 100
    with pytest.raises(ParseError, match="more than 40 elements in it"):
        opened(rss("<item>" + "<a/>" * 60 + "</item>"))


def test_cut_off_file_keeps_its_whole_entries() -> None:
    feed = opened(rss("".join(map(item, range(300))))[:-60])

    assert feed.count == 299
    assert titles(feed)[0] == "Tin 298"
    assert feed.document.repairs == ("cut off after 299 entries",)


@pytest.mark.parametrize(
    ("damage", "repairs"),
    [
        pytest.param("</wrong>", ("damaged after 2 entries",), id="ill-formed"),
        pytest.param("", ("cut off after 2 entries",), id="cut off"),
    ],
)
def test_large_damaged_file_keeps_what_stands_before_the_damage(
    monkeypatch: pytest.MonkeyPatch, damage: str, repairs: tuple[str, ...]
) -> None:
    monkeypatch.setattr(read, "LARGEST", 100)
    body = rss(item(1) + item(2) + damage + item(3))
    body = body if damage else body[:-50]

    feed = opened(body)

    assert (titles(feed), feed.document.repairs) == (["Tin 2", "Tin 1"], repairs)


def test_document_too_large_for_feedparser_keeps_what_stands_before_the_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_LARGEST_FOREIGN", 100)

    document = read_feed(rss(item(1) + "</wrong>" + item(2)))

    assert ([entry.title for entry in document.entries], document.repairs) == (["Tin 1"], ("damaged after 1 entry",))


@pytest.mark.parametrize("limit", ["LARGEST", "_LARGEST_FOREIGN"])
def test_large_document_without_a_whole_entry_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(read, limit, 100)
    body = rss("</wrong>" + item(1))

    with pytest.raises(ParseError, match="damaged, and too large to be mended"):
        read_feed(body)
    with pytest.raises(ParseError, match="damaged, and too large to be mended"):
        opened(body)


def test_file_that_changes_while_it_is_read_is_refused() -> None:
    stream = io.BytesIO(rss("".join(map(item, range(3)))))
    feed = open_feed(stream, is_trusted=True)
    stream.truncate(200)

    with pytest.raises(ParseError, match="it changed while it was read"):
        list(feed.iter_entries())


def test_json_feed_is_opened() -> None:
    body = (
        b'\xef\xbb\xbf {"version": "https://jsonfeed.org/version/1", "title": "Tin", "items": [{"id": "1"}, {"id": 2}]}'
    )

    feed = opened(body)

    assert (feed.document.title, [entry.guid for entry in feed.iter_entries()]) == ("Tin", ["2", "1"])


def test_no_feed_cannot_be_opened() -> None:
    with pytest.raises(ParseError, match="neither RSS nor Atom"):
        opened(b"B\xc3\xa0 con")


def test_an_entry_that_does_not_end_is_not_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "LARGEST_PIECE", 100_000)
    body = "<rss version='2.0'><channel><title>Tin</title>{}<item><description>{}</description></item></channel></rss>"
    small = "<item><title>Gặt lúa</title></item>" * 10_000

    assert open_feed(io.BytesIO(body.format(small, "x" * 50_000).encode()), is_trusted=False).count == 10_001
    with pytest.raises(ParseError, match="feed: an entry of more than 100,000 bytes"):
        open_feed(io.BytesIO(body.format(small, "x" * 900_000).encode()), is_trusted=False)


def test_dates_of_nukeviet_are_exact_where_one_has_minutes_that_are_no_month() -> None:
    def dated(*times: str) -> bytes:
        items = "".join(f"<item><title>Tin</title><pubDate>{time} +0700</pubDate></item>" for time in times)
        return rss(items, f"{SITE}<generator>NukeViet v4.5</generator>")

    mended = dated("Thu, 04 Oct 2018 08:10:00", "Fri, 27 Jun 2025 16:10:00")
    broken = dated("Thu, 04 Oct 2018 08:10:00", "Fri, 27 Jun 2025 16:06:00")

    for body, values, repairs in (
        (mended, ["2018-10-04T08:10:00+07:00", "2025-06-27T16:10:00+07:00"], ()),
        (
            broken,
            ["2018-10-04T08+07:00", "2025-06-27T16+07:00"],
            ("dates with the month in place of the minutes (NukeViet)",),
        ),
    ):
        document, feed = read_feed(body), opened(body)
        assert ([entry.published.value for entry in document.entries], document.repairs) == (values, repairs)
        assert [entry.published.value for entry in feed.iter_entries()] == values[::-1]
        assert feed.document.repairs == repairs
