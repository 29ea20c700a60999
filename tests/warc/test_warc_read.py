"""WARC files of all kinds, whole and broken."""

import base64
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # it has no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # it has no types

from newsarchive.errors import ParseError
from newsarchive.model.article import Hop
from newsarchive.warc import http, read, records
from newsarchive.warc.read import Passed, Received, read_warc
from newsarchive.warc.records import is_warc

URL = "https://binhlac.example/tin/1.html"
PAGE = "<title>Hội nghị tổng kết</title>".encode()
PACKED = gzip.compress(PAGE, mtime=0)
CHUNKED = "Transfer-Encoding: chunked"
AT = "2018-10-04T01:30:00Z"


def record(
    block: bytes, kind: str = "response", url: str = URL, version: str = "WARC/1.0", length: str = "", **more: str
) -> bytes:
    names = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": AT, "Content-Length": length or str(len(block))}
    names |= {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in names.items() if value)
    return f"{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes = PAGE, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *headers, "", "")).encode() + body


def everything(data: bytes) -> list[Received | Passed]:
    return list(read_warc(io.BytesIO(data), "tin.warc"))


def one(data: bytes) -> Received:
    (found,) = everything(data)
    assert isinstance(found, Received)
    return found


def reasons(data: bytes) -> list[str]:
    return [found.reason for found in everything(data) if isinstance(found, Passed)]


def test_answer_is_read_with_its_headers() -> None:
    received = one(record(answer(PAGE, "Content-Type: text/html; charset=utf-8", "Vary: a", "Vary: b")))

    assert (received.url, received.body, received.status) == (URL, PAGE, 200)
    assert received.media_type == "text/html; charset=utf-8"
    assert received.headers["vary"] == ("a", "b")
    assert received.received_at == datetime(2018, 10, 4, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(b"".join, id="not packed"),
        pytest.param(lambda parts: b"".join(map(gzip.compress, parts)), id="each record"),
        pytest.param(lambda parts: gzip.compress(b"".join(parts)), id="all at once"),
    ],
)
def test_file_is_read_however_it_is_packed(pack: Callable[[list[bytes]], bytes]) -> None:
    data = pack([record(b"", "warcinfo"), record(answer()), record(answer(), url=f"{URL}?2")])

    assert [found.url for found in everything(data)] == [URL, f"{URL}?2"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves a file open
def test_file_of_another_tool_is_read() -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(URL, "response", payload=io.BytesIO(PAGE), http_headers=headers))

    received = one(stream.getvalue())

    assert (received.body, received.media_type) == (PAGE, "text/html")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(gzip.compress(PAGE), ["Content-Encoding: gzip"], id="gzip"),
        pytest.param(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), ["Content-Encoding: gzip"], id="gzip, parts"),
        pytest.param(zlib.compress(PAGE), ["Content-Encoding: deflate"], id="deflate"),
        pytest.param(zlib.compress(PAGE)[2:-4], ["Content-Encoding: deflate"], id="deflate without a frame"),
        pytest.param(brotli.compress(PAGE), ["Content-Encoding: br"], id="brotli"),
        pytest.param(PAGE, ["Content-Encoding: gzip"], id="unpacked before"),
        pytest.param(PAGE, ["Content-Encoding: br"], id="unpacked before from brotli"),
        pytest.param(PAGE, ["Content-Encoding: identity"], id="as it is"),
        pytest.param(b"5\r\n" + PAGE[:5] + b"\r\nff;a=b\r\n" + PAGE[5:], [CHUNKED], id="cut chunk"),
        pytest.param(b"5\n" + PAGE[:5] + b"\n%x\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n", [CHUNKED], id="chunks"),
        pytest.param(PAGE, [CHUNKED], id="chunks joined before"),
        pytest.param(gzip.compress(PAGE), ["Content-Encoding:", " gzip"], id="a folded header"),
    ],
)  # fmt: skip
def test_body_is_unpacked(body: bytes, headers: list[str]) -> None:
    assert one(record(answer(body, *headers))).body == PAGE


def test_redirects_are_kept_with_what_they_lead_to() -> None:
    data = (
        record(answer(b"", "Location: /b", status="301 Moved"), url="https://a.example/a")
        + record(answer(b"", "Location: https://binhlac.example/tin/1.html", status="302"), url="https://a.example/b")
        + record(answer(b"", "Location: http://[", status="302"), url="https://a.example/c")
        + record(answer(b"", status="302"), url="https://a.example/d")
        + record(answer())
        + record(answer())
    )

    first, second = everything(data)

    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert first.hops == (Hop("https://a.example/a", 301), Hop("https://a.example/b", 302))
    assert second.hops == ()


def test_redirects_that_lead_nowhere_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_MOST_REDIRECTS", 1)
    moved = [record(answer(b"", f"Location: /{n}", status="301"), url="https://a.example/") for n in (1, 2)]

    found = everything(b"".join([*moved, *(record(answer(), url=f"https://a.example/{n}") for n in (1, 2))]))

    assert [len(one.hops) for one in found if isinstance(one, Received)] == [0, 1]


def test_redirect_of_a_monstrous_address_is_forgotten() -> None:
    target = f"/{'a' * 5_000}"

    found = everything(record(answer(b"", f"Location: {target}", status="301")) + record(answer(), url=URL + target))

    assert [len(one.hops) for one in found if isinstance(one, Received)] == [0]


@pytest.mark.parametrize("kind", ["request", "metadata", "conversion", "warcinfo", ""])
def test_what_is_no_answer_is_not_mentioned(kind: str) -> None:
    assert everything(record(b"GET / HTTP/1.1\r\n\r\n", kind)) == []
    assert everything(record(b"20181004 a.example", url="dns:a.example")) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(record(b"", "revisit"), "a revisit: its bytes are in another record", id="revisit"),
        pytest.param(record(answer(status="404 Not Found")), "HTTP 404", id="not found"),
        pytest.param(record(b"<title>"), "no answer of HTTP", id="no head"),
        pytest.param(record(b"HTTP/1.1 200 OK\r\nA: b"), "no answer of HTTP", id="no end of the head"),
        pytest.param(record(answer(), WARC_Segment_Number="1"), "in segments", id="segment"),
        pytest.param(record(answer()).replace(AT.encode(), b"hom qua"), "no date", id="no date"),
        pytest.param(record(answer()).replace(AT.encode(), b"0001-01-01T00:00+23:59"), "no date", id="before all time"),
        pytest.param(record(answer(PAGE, "Content-Encoding: x")), "packed in an unknown way: x", id="unknown packing"),
        pytest.param(record(answer(PAGE, "Content-Encoding: gzip,gzip,gzip,gzip")), "packed too often", id="onion"),
        pytest.param(
            record(answer(gzip.compress(b"") * 101, "Content-Encoding: gzip")), "packed in too many parts", id="parts"
        ),
        pytest.param(record(answer(PAGE, *(["A: b"] * 30_000))), "no answer of HTTP", id="head without end"),
        pytest.param(
            record(answer(), WARC_Block_Digest=f"sha1:{'A' * 32}"), "its bytes do not fit their digest", id="block"
        ),
        pytest.param(
            record(answer(), WARC_Payload_Digest="sha256:00"), "its bytes do not fit their digest", id="payload"
        ),
    ],
)
def test_record_that_cannot_be_used_is_named_with_its_reason(data: bytes, reason: str) -> None:
    found = everything(data + record(answer()))

    assert found[0] == Passed(URL, reason)
    assert isinstance(found[1], Received)


@pytest.mark.parametrize(
    "body", [gzip.compress(bytes(1_000)), brotli.compress(bytes(1_000)), bytes(600)], ids=["gzip", "br", ""]
)
def test_bomb_is_not_unpacked(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (http, records, read):
        monkeypatch.setattr(module, "LARGEST", 500)
    encoding = "br" if body[:1] not in {b"\x1f", b"\x00"} else "gzip"

    assert reasons(record(answer(body, f"Content-Encoding: {encoding}"))) == ["larger than 500 bytes"]


def test_large_record_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "LARGEST", 500)
    monkeypatch.setattr(records, "LARGEST", -100_000 + 500)

    found = everything(record(answer(bytes(3_000))) + record(answer()))

    assert isinstance(found[0], Passed)
    assert found[0].reason == "larger than 500 bytes"
    assert isinstance(found[1], Received)


def digest_of(body: bytes, alphabet: str) -> str:
    digest = hashlib.sha1(body).digest()
    return {
        "base32": base64.b32encode(digest).decode(),
        "hex": digest.hex(),
        "base64": base64.b64encode(digest).decode(),
    }[alphabet]


@pytest.mark.parametrize("alphabet", ["base32", "hex", "base64"])
def test_digest_is_checked_in_any_alphabet(alphabet: str) -> None:
    good = record(answer(), WARC_Block_Digest=f"SHA-1:{digest_of(answer(), alphabet)}")

    assert one(good).body == PAGE
    assert reasons(good.replace(b"<title>", b"<TITLE>")) == ["its bytes do not fit their digest"]


@pytest.mark.parametrize(
    "digest",
    [
        pytest.param(f"sha1:{digest_of(PAGE, 'hex')}", id="unpacked"),
        pytest.param(f"sha1:{digest_of(PACKED, 'hex')}", id="packed"),
        pytest.param("blake3:abc", id="unknown"),
        pytest.param("nonsense", id="none"),
    ],
)
def test_digest_of_the_payload_may_mean_it_packed_or_not(digest: str) -> None:
    data = record(answer(PACKED, "Content-Encoding: gzip"), WARC_Payload_Digest=digest)

    assert one(data).body == PAGE


def test_resource_has_no_status() -> None:
    received = one(record(PAGE, "resource", "<file:///tin.html>", Content_Type="text/html"))

    assert (received.url, received.status, received.media_type) == ("file:///tin.html", 0, "text/html")


@pytest.mark.parametrize(
    ("data", "damage"),
    [
        pytest.param(record(answer(), length="999"), "it ends in the middle of a record", id="cut"),
        pytest.param(gzip.compress(record(answer()))[:-9], "it ends in the middle of a record", id="packed and cut"),
        pytest.param(
            gzip.compress(record(b"", "warcinfo")) + b"nonsense", "its packing is damaged", id="no packing any more"
        ),
        pytest.param(record(b"", "warcinfo") + b"nonsense\r\n", "something else stands between its records", id="text"),
        pytest.param(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a record without a length", id="no length"),
        pytest.param(record(b"", length="-5"), "a record without a length", id="a length below zero"),
        pytest.param(record(b"", length="9" * 12), "a record of 999,999,999,999 bytes", id="huge"),
        pytest.param(b"WARC/1.0\r\n" + b"a: b\r\n" * 30_000, "headers without end", id="headers"),
        pytest.param(
            gzip.compress(record(b"", "warcinfo") + b"\n" * 2_000),
            "nothing but blank lines between its records",
            id="blank lines",
        ),
    ],
)
def test_damage_ends_the_reading_and_is_told(data: bytes, damage: str) -> None:
    found = everything(data)

    assert found[-1] == Passed("tin.warc", damage, is_damage=True)


def test_what_comes_before_the_damage_is_read() -> None:
    found = everything(record(answer()) + record(answer())[:-30])

    assert isinstance(found[0], Received)
    assert isinstance(found[1], Passed)


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"\x1f\x8b", gzip.compress(b"<rss/>")])
def test_other_files_are_no_warc(data: bytes) -> None:
    stream = io.BytesIO(data)

    assert not is_warc(stream)
    with pytest.raises(ParseError, match="not a WARC file"):
        list(read_warc(stream, "tin.rss"))


def test_headers_of_another_age_are_read() -> None:
    data = record(answer()).replace(b"WARC-Type", "X-Cũ: á\r\nWARC-Type".encode()).replace("á".encode(), b"\xe1")

    assert one(data).body == PAGE


def test_brotli_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)

    assert "newsarchive[compression]" in reasons(record(answer(brotli.compress(PAGE), "Content-Encoding: br")))[0]


@given(st.binary(max_size=400), st.integers(0, 400))
def test_nothing_but_our_own_errors_comes_of_broken_files(noise: bytes, place: int) -> None:
    whole = gzip.compress(record(answer(PAGE, "Transfer-Encoding: chunked"))) + record(answer())
    for data in (whole[:place] + noise, b"WARC/1.1\r\n" + noise, record(answer())[:place] + noise, record(noise)):
        everything(data if is_warc(io.BytesIO(data)) else record(noise))
