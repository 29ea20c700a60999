"""WARC files as written, read back by warcio."""

import io
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # it has no types

from newsarchive.model.article import Capture, Hop
from newsarchive.warc.write import iter_capture, resource, warcinfo

AT = datetime(2018, 10, 4, 1, 30, tzinfo=UTC)
PAGE = "<title>Hội nghị</title>".encode()
URL = "https://binhlac.example/tin/hội-nghị.html"
HEADERS = {
    "content-type": "text/html",
    "content-encoding": "gzip",
    "content-length": "9",
    "x-tên": "bỏ",
    "server": "a\nb",
}
CAPTURE = Capture(
    URL, PAGE, "text/html", AT, "http://binhlac.example/", 200, MappingProxyType(HEADERS),
    (Hop("http://binhlac.example/", 301), Hop("https://binhlac.example/", 399)),
)  # fmt: skip


def read(*records: bytes) -> list[tuple[str, str, bytes, dict[str, str]]]:
    """Return of each record its type, address and bytes, and the headers of its answer; digests are checked."""
    found = []
    for record in ArchiveIterator(io.BytesIO(b"".join(records)), check_digests="raise"):
        body = record.content_stream().read()
        headers = dict(record.http_headers.headers) if record.http_headers else {}
        found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), body, headers))
        assert record.digest_checker.passed
    return found


def test_capture_is_one_response_after_its_redirects() -> None:
    records = read(warcinfo(AT), *iter_capture(CAPTURE, "urn:uuid:7"))

    assert [(kind, url) for kind, url, _, _ in records] == [
        ("warcinfo", None),
        ("response", "http://binhlac.example/"),
        ("response", "https://binhlac.example/"),
        ("response", URL),
    ]
    assert [headers.get("location") for *_, headers in records[1:]] == ["https://binhlac.example/", URL, None]
    assert records[3][2] == PAGE


def test_headers_that_speak_of_packing_stand_under_names_of_their_own() -> None:
    ((*_, headers),) = read(*list(iter_capture(CAPTURE, ""))[-1:])

    assert headers == {
        "content-type": "text/html",
        "server": "a b",
        "X-Archive-Orig-content-encoding": "gzip",
        "X-Archive-Orig-content-length": "9",
        "content-length": str(len(PAGE)),
    }


def test_length_that_is_right_stands_once() -> None:
    headers = MappingProxyType({"content-length": str(len(PAGE))})

    ((*_, found),) = read(*iter_capture(Capture(URL, PAGE, "", AT, status=200, headers=headers), ""))

    assert found == dict(headers)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        pytest.param("file:///tin/a b.html", "file:///tin/a%20b.html", id="file"),
        pytest.param("", "urn:uuid:7", id="standard input"),
    ],
)
def test_what_came_without_http_is_a_resource(url: str, target: str) -> None:
    records = read(*iter_capture(Capture(url, PAGE, "", AT), "urn:uuid:7"))

    assert [(kind, url, body) for kind, url, body, _ in records] == [("resource", target, PAGE)]


def test_same_is_written_as_the_same_bytes() -> None:
    picture = resource("https://binhlac.example/a.jpg", b"\xff\xd8", "image/jpeg", AT)

    assert picture == resource("https://binhlac.example/a.jpg", b"\xff\xd8", "image/jpeg", AT)
    assert read(picture)[0][:3] == ("resource", "https://binhlac.example/a.jpg", b"\xff\xd8")
