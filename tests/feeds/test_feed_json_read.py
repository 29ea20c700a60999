import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.feeds import json_read
from newsarchive.feeds.json_read import open_json, read_json
from newsarchive.model.article import Attachment, Figure, Moment
from newsarchive.model.feed import Entry, FeedDocument

VERSION = "https://jsonfeed.org/version/1.1"
SITE = "https://binhlac.example/"
OWN = "Written by newsarchive 1.0"
RECORD = {
    "uuid": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "title": "Hội Nông dân xã họp",
    "text": "Chiều 4/10.",
    "revision": 2,
    "archived_at": "2018-10-05T01:00:00+00:00",
    "revised_at": "2018-10-06T01:00:00+00:00",
}


def feed(*items: object, **head: object) -> str:
    return json.dumps({"version": VERSION, "title": "Xã Bình Lạc", "home_page_url": SITE} | head | {"items": items})


def only(item: object, *, is_trusted: bool = False, **head: object) -> Entry:
    (entry,) = read_json(feed(item, **head), is_trusted=is_trusted).entries
    return entry


def by_lines(*items: object, end: str = "\n]}\n", **head: object) -> bytes:
    top = json.dumps({"version": VERSION, "title": "Xã Bình Lạc"} | head)[:-1] + ',"items":['
    lines = [item if isinstance(item, str) else json.dumps(item) for item in items]
    return (top + "\n" + ",\n".join(lines) + end).encode()


def test_a_feed_of_version_1_1_is_read_with_all_it_says() -> None:
    item = {
        "id": "tin-7",
        "url": "tin/7.html",
        "title": "Hỏi &amp; đáp về <b>lúa</b>",
        "content_html": "<p>Chiều 4/10, xã họp.</p>",
        "summary": "Xã <i>họp</i>.",
        "image": "/anh/1.jpg",
        "date_published": "2018-10-04T08:30:00+07:00",
        "date_modified": "2018-10-05T08:30:00Z",
        "authors": [{"name": "Bích Hường"}, {"name": "vp@xa.example (Văn Tịnh)"}],
        "tags": ["Nông nghiệp", "Hội họp", "Nông nghiệp"],
        "language": "vi_VN",
        "attachments": [
            {"url": "/kh.pdf", "mime_type": "application/pdf", "title": "Kế hoạch", "size_in_bytes": 1200},
            {"url": "/anh/2.jpg", "mime_type": "image/jpeg", "title": "Gặt lúa"},
        ],
    }

    document = read_json(
        feed(
            item,
            feed_url="https://binhlac.example/feed.json",
            language="vi",
            hubs=[{"type": "rssCloud", "url": "https://a.example/"}, {"type": "WebSub", "url": "https://hub.example/"}],
        )
    )

    assert document.title == "Xã Bình Lạc"
    assert document.url == SITE
    assert document.self_url == "https://binhlac.example/feed.json"
    assert document.hub == "https://hub.example/"
    assert document.language == "vi"
    assert document.repairs == ()
    assert not document.is_own
    (entry,) = document.entries
    assert entry.guid == "tin-7"
    assert entry.url == "https://binhlac.example/tin/7.html"
    assert entry.title == "Hỏi & đáp về lúa"
    assert entry.summary == "Xã họp."
    assert entry.html == "<p>Chiều 4/10, xã họp.</p>"
    assert entry.has_content
    assert entry.authors == ("Bích Hường", "Văn Tịnh")
    assert entry.section == "Nông nghiệp"
    assert entry.categories == ("Hội họp",)
    assert entry.tags == ()
    assert entry.published.value == "2018-10-04T08:30:00+07:00"
    assert entry.updated.value == "2018-10-05T08:30:00+00:00"
    assert entry.language == "vi-vn"
    assert entry.figures == (
        Figure("https://binhlac.example/anh/1.jpg"),
        Figure("https://binhlac.example/anh/2.jpg", "Gặt lúa"),
    )
    assert entry.attachments == (Attachment("https://binhlac.example/kh.pdf", "Kế hoạch", "application/pdf", 1200),)


def test_of_version_1_0_the_one_author_is_read() -> None:
    entry = only({"id": "1", "author": {"name": "Bích Hường"}}, version="https://jsonfeed.org/version/1")

    assert entry.authors == ("Bích Hường",)


@pytest.mark.parametrize("author", [{"name": "Ban biên tập"}, "Ban biên tập"], ids=["object", "text"])
def test_the_authors_of_a_feed_are_those_of_entries_without(author: object) -> None:
    assert only({"id": "1"}, author=author).authors == ("Ban biên tập",)


@pytest.mark.parametrize(
    ("item", "html", "summary", "has_content"),
    [
        ({"content_text": "Một & hai\n\nba"}, "<p>Một &amp; hai</p>\n<p>ba</p>", "", True),
        ({"content_html": "<p>Đủ</p>", "content_text": "Đủ"}, "<p>Đủ</p>", "", True),
        ({"content_html": " ", "content_text": "Đủ"}, "<p>Đủ</p>", "", True),
        ({"summary": "Tóm tắt"}, "<p>Tóm tắt</p>", "", False),
        ({"summary": "Tóm tắt", "content_text": "Tóm tắt"}, "<p>Tóm tắt</p>", "", False),
        ({"summary": "Tóm tắt", "content_text": "Đủ"}, "<p>Đủ</p>", "Tóm tắt", True),
        ({}, "", "", False),
    ],
)
def test_the_content_is_told_from_the_summary(item: dict[str, str], html: str, summary: str, has_content: bool) -> None:
    entry = only({"id": "1"} | item)

    assert (entry.html, entry.summary, entry.has_content) == (html, summary, has_content)


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"url": "https://xa.example/7"}, "https://xa.example/7"),
        ({"external_url": "https://xa.example/8"}, "https://xa.example/8"),
        ({"url": "javascript:alert(1)"}, ""),
        ({"id": "https://xa.example/9"}, ""),
    ],
)
def test_an_id_is_never_an_address(item: dict[str, str], url: str) -> None:
    assert only(item).url == url


def test_a_date_of_change_stands_in_for_one_of_publication() -> None:
    entry = only({"id": "1", "date_modified": "2018-10-05"})

    assert entry.published == entry.updated
    assert entry.published.value == "2018-10-05"


def test_a_date_that_cannot_be_read_has_no_stand_in() -> None:
    entry = only({"id": "1", "date_published": "hôm qua", "date_modified": "2018-10-05"})

    assert entry.published == Moment("", "hôm qua")


def test_ids_and_dates_may_be_numbers() -> None:
    entry = only({"id": 7, "date_published": 1538703000})

    assert entry.guid == "7"
    assert entry.published.value == "2018-10-05T08:30:00+07:00"


def test_a_banner_is_a_picture_only_if_there_is_no_other() -> None:
    banner = {"id": "1", "banner_image": "https://xa.example/banner.jpg"}

    assert only(banner).figures == (Figure("https://xa.example/banner.jpg"),)
    assert only(banner | {"image": "https://xa.example/1.jpg"}).figures == (Figure("https://xa.example/1.jpg"),)


def test_entries_are_told_apart() -> None:
    document = read_json(
        feed({"id": "1", "url": "https://xa.example/1"}, {"id": "1", "url": "https://xa.example/2"}, {"url": SITE})
    )

    assert [entry.guid for entry in document.entries] == ["1|https://xa.example/1", "1|https://xa.example/2", ""]


@pytest.mark.parametrize(
    "values",
    [
        {"id": True, "url": 7, "title": ["a"], "summary": {"a": 1}, "tags": "lúa", "authors": 5, "language": 1},
        {"id": None, "attachments": {"url": "x"}, "tags": [1, None, {}], "authors": [None, 7], "image": []},
        {"id": {}, "attachments": [7, {"url": 3, "size_in_bytes": -1.5}], "content_html": 8, "date_published": []},
    ],
)
def test_values_of_wrong_types_are_missing(values: dict[str, Any]) -> None:
    assert only(values) == Entry()


def test_sizes_may_be_written_with_a_point() -> None:
    entry = only({"id": "1", "attachments": [{"url": "https://xa.example/a.mp3", "size_in_bytes": 12.0}]})

    assert entry.attachments == (Attachment("https://xa.example/a.mp3", "", "", 12),)


def test_of_files_without_end_the_first_are_kept() -> None:
    entry = only({"id": "1", "attachments": [{"url": f"https://xa.example/{number}"} for number in range(1000)]})

    assert len(entry.attachments) == 200


def test_characters_that_none_may_hold_are_replaced() -> None:
    entry = only({"id": "a\ud800", "title": "\udfffLúa\x00", "content_html": "<p>\ud83d\x01</p>"})

    assert entry.guid == "a\ufffd"
    assert entry.title == "\ufffdLúa\ufffd"
    assert entry.html == "<p>\ufffd\ufffd</p>"


def test_of_keys_that_come_twice_the_last_counts() -> None:
    document = read_json(f'\ufeff{{"version": "{VERSION}", "items": [], "items": [{{"id": "1", "id": "2"}}]}}')

    assert [entry.guid for entry in document.entries] == ["2"]


def test_what_was_mended_is_told() -> None:
    words = json.dumps({"title": "Tin\n xã", "items": [{"id": "1"}, 7, None]}).replace("\\n", "\n")

    document = read_json(words)

    assert document.repairs == ("no version of JSON Feed in it", "2 items that are none")
    assert document.title == "Tin xã"


@pytest.mark.parametrize("cut", [20, 30, 60])
def test_of_a_feed_that_is_cut_off_the_whole_entries_are_kept(cut: int) -> None:
    words = feed({"id": "1", "title": "Một"}, {"id": "2", "title": "Hai"}, {"id": "3", "title": "Ba"})

    document = read_json(words[:-cut])

    assert [entry.guid for entry in document.entries] == ["1", "2", "3"][: len(document.entries)]
    assert document.repairs == (f"cut off after {len(document.entries)} entries",)
    assert document.title == "Xã Bình Lạc"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "7",
        "nonsense",
        "{}",
        '{"items": []}',
        '{"title": "Danh sách", "items": {}}',
        f'{{"version": "{VERSION}"}}',
        f'{{"version": "{VERSION}", "title": ',
        f'{{"version": {VERSION}, "items": [',
        '{"other": 1, "items": [{"id": 1}',
        "[" * 100_000,
        "[" * 1_000_001,
        '{"version": "' + VERSION + '", "a": ' + "[" * 100_000 + "]" * 100_000 + ', "items": []}',
    ],
)
def test_what_is_no_json_feed_is_refused(words: str) -> None:
    with pytest.raises(ParseError):
        read_json(words)


def test_items_nested_without_end_and_endless_numbers_end_the_reading() -> None:
    for bad in ("[" * 100_000, "1" * 5000):
        words = f'{{"version": "{VERSION}", "items": [{{"id": "1"}}, {{"a": {bad}'

        assert [entry.guid for entry in read_json(words).entries] == ["1"]


def test_an_export_is_own_only_if_it_is_trusted() -> None:
    item = {"id": RECORD["uuid"], "title": "A &lt; <b>B</b>", "summary": "<i>", "_newsarchive": RECORD}
    words = feed(item | {"date_published": "1968-02-01T08:30:00+07:00"}, user_comment=OWN)

    trusted, foreign = read_json(words, is_trusted=True), read_json(words)

    assert trusted.is_own
    assert trusted.generator == "newsarchive 1.0"
    (entry,) = trusted.entries
    assert entry.title == "A &lt; <b>B</b>"
    assert entry.published.value == "1968-02-01T08:30:00+07:00"
    assert entry.exact is not None
    assert entry.exact.revision == 2
    assert not foreign.is_own
    assert foreign.entries[0].exact is None
    assert foreign.entries[0].published.value == ""


@pytest.mark.parametrize("record", [None, [], {"uuid": 7}, RECORD | {"revision": -1}])
def test_a_damaged_record_is_none(record: object) -> None:
    entry = only({"id": "1", "title": "Tin", "_newsarchive": record}, user_comment=OWN, is_trusted=True)

    assert entry.exact is None
    assert entry.title == "Tin"


def test_an_export_is_read_line_by_line_from_its_end() -> None:
    twins = ({"id": "2", "title": "Hai"}, {"id": "2", "title": "Ba"})
    stream = io.BytesIO(by_lines({"id": "1"}, *twins, user_comment=OWN))

    opened = open_json(stream, is_trusted=True)

    assert opened.count == 3
    assert opened.document == FeedDocument(title="Xã Bình Lạc", generator="newsarchive 1.0", is_own=True)
    assert [entry.guid for entry in opened.iter_entries()] == ["", "", "1"]
    assert [entry.guid for entry in opened.iter_entries()] == ["", "", "1"]


def test_an_export_of_nothing_is_a_feed() -> None:
    opened = open_json(io.BytesIO(by_lines()))

    assert (opened.count, opened.document.repairs) == (0, ())


def test_an_export_that_is_cut_off_keeps_its_whole_lines() -> None:
    stream = io.BytesIO(by_lines({"id": "1"}, {"id": "2"}, '{"id": "3", "ti', end=""))

    opened = open_json(stream)

    assert [entry.guid for entry in opened.iter_entries()] == ["2", "1"]
    assert opened.document.repairs == ("1 line without an item", "cut off after 2 entries")


def test_lines_larger_than_any_item_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_read, "LARGEST", 1000)

    with pytest.raises(ParseError, match="an item of more than"):
        open_json(io.BytesIO(by_lines({"id": "1" * 1000})))


def test_a_document_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_read, "LARGEST", 1000)

    with pytest.raises(ParseError, match="a JSON document of more than"):
        open_json(io.BytesIO(feed({"id": "1" * 1000}).encode()))


def test_a_file_that_changes_while_it_is_read_is_refused() -> None:
    stream = io.BytesIO(by_lines({"id": "1"}, {"id": "2"}))
    opened = open_json(stream)
    stream.getbuffer()[100:] = b"x" * (len(stream.getvalue()) - 100)

    with pytest.raises(ParseError, match="changed"):
        list(opened.iter_entries())


@pytest.mark.parametrize(
    "make",
    [
        lambda words: words.encode(),
        lambda words: b"\xef\xbb\xbf" + words.encode(),
        lambda words: words.encode("utf-16"),
        lambda words: words.encode("utf-16-be"),
        lambda words: json.dumps(json.loads(words), indent=1).encode(),
        lambda words: words.replace('"items": [', '"items":[\n').replace("}]", "}\n]").encode(),
        lambda words: words.replace('"items": [{', '"items":[\n{\n').encode(),
    ],
    ids=["one line", "mark", "utf-16", "utf-16 without a mark", "indented", "lines", "lines of another form"],
)
def test_documents_of_any_form_are_read_from_their_end(make: Callable[[str], bytes]) -> None:
    stream = io.BytesIO(make(feed({"id": "1", "title": "Lúa"}, {"id": "2", "title": "Ngô"})))

    opened = open_json(stream)

    assert [entry.title for entry in opened.iter_entries()] == ["Ngô", "Lúa"]
    assert (opened.count, opened.document.entries, opened.document.repairs) == (2, (), ())


def test_bytes_that_are_no_text_are_replaced_and_counted() -> None:
    title = "Lúa và ngô \ufffd đồng bãi Bình Lạc, vụ đông"
    body = feed({"id": "1", "title": "?"}).encode().replace(b"?", title.encode() + b"\xff")

    opened = open_json(io.BytesIO(body))

    assert [entry.title for entry in opened.iter_entries()] == [f"{title}\ufffd"]
    assert opened.document.repairs == ("1 byte that is no UTF-8",)


def test_a_first_line_that_is_no_json_is_no_head() -> None:
    with pytest.raises(ParseError):
        open_json(io.BytesIO(b'{"title: 7, "items":[\n{}\n]}'))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from("id url title items version author authors name tags image attachments summary".split()),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(JSON, st.lists(JSON, max_size=5), st.booleans(), st.integers(0, 50))
def test_any_json_is_a_feed_or_refused(value: Any, items: list[Any], is_trusted: bool, cut: int) -> None:
    head = value if isinstance(value, dict) else {}
    for words in (json.dumps(value), feed(*items, **{"user_comment": OWN} | head)):
        body = words[: len(words) - cut]
        try:
            document = read_json(body, is_trusted=is_trusted)
        except ParseError:
            continue
        opened = open_json(io.BytesIO(body.encode()), is_trusted=is_trusted)
        assert [*opened.iter_entries()] == [*reversed(document.entries)]


@given(st.binary() | st.text().map(str.encode), st.booleans())
def test_any_bytes_are_a_feed_or_refused(body: bytes, is_trusted: bool) -> None:
    for whole in (body, by_lines(body.decode("latin-1"))):
        try:
            opened = open_json(io.BytesIO(whole), is_trusted=is_trusted)
        except ParseError:
            continue
        assert len([*opened.iter_entries()]) == opened.count
