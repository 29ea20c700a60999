"""Whatever a server sends, it is an answer or a FetchError."""

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.errors import FetchError
from newsarchive.fetch.web import Web
from newsarchive.model.web import Answer, Request
from servers import Server, script

pytestmark = pytest.mark.loopback

LINES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.0 301 Moved",
        b"HTTP/1.1 302",
        b"HTTP/1.1 304 Not Modified",
        b"HTTP/9.9 200 OK",
        b"HTTP/1.1 100 Continue",
        b"HTTP/1.1 -1 x",
        b"HTTP/1.1 \xb2\xb3\xb9 x",
        b"Content-Length: 5",
        b"Content-Length: \xb2",
        b"Content-Length: 5, 7",
        b"Content-Length: 0x10",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Content-Encoding: gzip",
        b"Content-Encoding: br",
        b"Content-Encoding: zstd",
        b"Content-Encoding: \xff",
        b"Location: http://[",
        b"Location: /\x00",
        b"Location: ?\xff",
        b"Location: //",
        b"Location:",
        b"Connection: close",
        b"Connection: Upgrade",
        b"ETag: \x80",
        b" folded",
        b":",
        b"",
        b"5",
        b"0",
        b"ffffffffffffffffffffffff",
        b"5;\x00",
        b"\x1f\x8b\x08",
    ]
)
ANSWERS = st.builds(
    lambda start, lines, ending: start + ending.join(lines),
    start=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n"]),
    lines=st.lists(st.one_of(LINES, st.binary(max_size=20)), max_size=12),
    ending=st.sampled_from([b"\r\n", b"\n", b"\r"]),
)


@pytest.fixture
def patient(server: Server) -> Web:
    return Web(spacing=0.0, deadline=5.0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(sent=ANSWERS)
def test_anything_is_an_answer_or_an_error_in_words(server: Server, patient: Web, now: datetime, sent: bytes) -> None:
    server.pages["/rss"] = script(sent)

    with suppress(FetchError):
        answer = patient.get(Request(url=server.url("/rss"), largest=1000), now)
        assert isinstance(answer, Answer)
        assert len(answer.body) <= 1000
    patient.close()
