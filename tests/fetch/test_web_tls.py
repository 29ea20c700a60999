"""Encrypted connections: whom they trust, how old they may be, and what breaks them."""

import socket
import ssl
import struct
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from fetch.conftest import Ask
from newsarchive.errors import FetchError
from newsarchive.fetch.web import Web
from newsarchive.model.web import Request
from servers import Page, Server, moved

pytestmark = pytest.mark.loopback
FEED = b"<rss/>"
HOST = "127.0.0.1"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Whom this system trusts, and nobody else."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def old(certificate: trustme.LeafCert, newest: ssl.TLSVersion) -> ssl.SSLContext:
    made = context(certificate)
    made.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that these versions are old is what this is about
        made.minimum_version = made.maximum_version = newest
    return made


def serve(tls: ssl.SSLContext) -> Server:
    server = Server(HOST, tls=tls)
    server.pages |= {"/rss": Page(FEED), "/old": moved(301, "/rss")}
    return server


def test_a_trusted_server_is_asked_over_one_connection(authority: trustme.CA, ask: Ask) -> None:
    with serve(context(authority.issue_cert(HOST))) as server:
        answers = [ask(server.url("/old")), ask(server.url("/rss"))]

    assert [answer.body for answer in answers] == [FEED, FEED]
    assert (server.paths, server.connections) == (["/old", "/rss", "/rss"], 1)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda known: trustme.CA().issue_cert(HOST), "signed by nobody who is known here", id="stranger"),
        pytest.param(lambda known: known.issue_cert("xa.example"), "is for another host", id="another name"),
        pytest.param(lambda known: known.issue_cert("127.0.0.9"), "is for another host", id="another address"),
        pytest.param(
            lambda known: known.issue_cert(HOST, not_after=datetime(2018, 10, 4, tzinfo=UTC)),
            "has expired",
            id="expired",
        ),
        pytest.param(
            lambda known: known.issue_cert(HOST, not_before=datetime(2100, 1, 1, tzinfo=UTC)),
            "is not valid yet",
            id="not valid yet",
        ),
        pytest.param(
            lambda known: known.create_child_ca().issue_cert(HOST), "signed by nobody who is known", id="leaf only"
        ),
    ],
)
@pytest.mark.parametrize("is_legacy_tls", [False, True], ids=["", "legacy"])
def test_a_certificate_that_cannot_be_trusted_is_refused(
    authority: trustme.CA,
    ask: Ask,
    make: Callable[[trustme.CA], trustme.LeafCert],
    reason: str,
    is_legacy_tls: bool,
) -> None:
    certificate = make(authority)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with certificate.cert_chain_pems[0].tempfile() as chain, certificate.private_key_pem.tempfile() as key:
        tls.load_cert_chain(chain, key)

    with serve(tls) as server, pytest.raises(FetchError, match=f"its certificate .*{reason}"):
        ask(server.url("/rss"), is_legacy_tls=is_legacy_tls)

    assert server.paths == []


@pytest.mark.parametrize("version", ["TLSv1", "TLSv1_1"])
def test_an_old_server_is_asked_only_where_that_is_wanted(authority: trustme.CA, ask: Ask, version: str) -> None:
    with serve(old(authority.issue_cert(HOST), ssl.TLSVersion[version])) as server:
        with pytest.raises(FetchError, match="its encryption is too old") as refused:
            ask(server.url("/rss"))
        answer = ask(server.url("/rss"), is_legacy_tls=True)

    assert "--legacy-tls" in refused.value.hint
    assert (answer.body, server.paths) == (FEED, ["/rss"])


def test_where_old_servers_are_wanted_new_ones_do(authority: trustme.CA, ask: Ask) -> None:
    with serve(context(authority.issue_cert(HOST))) as server:
        assert ask(server.url("/rss"), is_legacy_tls=True).body == FEED
        assert ask(server.url("/rss")).body == FEED

    assert server.connections == 2


def test_encryption_that_is_given_up_is_followed_and_never_remembered(
    server: Server, authority: trustme.CA, ask: Ask
) -> None:
    server.pages["/rss"] = Page(FEED)
    with serve(context(authority.issue_cert(HOST))) as safe:
        safe.pages |= {"/down": moved(301, server.url("/rss")), "/first": moved(301, "/down")}
        direct, later = ask(safe.url("/down")), ask(safe.url("/first"))

    assert (direct.body, direct.moved_to) == (FEED, "")
    assert (later.body, later.moved_to) == (FEED, safe.url("/down"))


def test_encryption_that_is_taken_up_is_remembered(server: Server, authority: trustme.CA, ask: Ask) -> None:
    with serve(context(authority.issue_cert(HOST))) as safe:
        server.pages["/rss"] = moved(301, safe.url("/rss"))
        answer = ask("/rss")

    assert (answer.body, answer.moved_to) == (FEED, safe.url("/rss"))


def answer_in_the_clear(connection: socket.socket) -> None:
    connection.recv(10_000)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def hang_up(connection: socket.socket) -> None:
    connection.recv(10_000)


def reset(connection: socket.socket) -> None:
    connection.recv(10_000)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def alert(connection: socket.socket) -> None:
    connection.recv(10_000)
    connection.sendall(b"\x15\x03\x03\x00\x02\x02\x50")  # fatal: internal error


@pytest.mark.parametrize(
    ("greeting", "reason"),
    [
        pytest.param(answer_in_the_clear, "does not speak TLS", id="speaks HTTP"),
        pytest.param(hang_up, "the connection broke", id="hangs up"),
        pytest.param(reset, "the connection broke", id="resets"),
        pytest.param(alert, "its encryption fails", id="fails"),
    ],
)
def test_a_handshake_that_breaks_is_an_error_in_words(
    ask: Ask, greeting: Callable[[socket.socket], None], reason: str
) -> None:
    with Server(HOST, greeting=greeting) as server, pytest.raises(FetchError, match=reason):
        ask(f"https://{HOST}:{server.port}/rss")


def drip(connection: socket.socket) -> None:
    connection.recv(10_000)
    with suppress(OSError):
        connection.sendall(b"\x16\x03\x03\x40\x00")  # a record of 16 kB begins
        while True:
            connection.sendall(b"\x02")
            time.sleep(0.01)


def silence(connection: socket.socket) -> None:
    while connection.recv(10_000):
        pass


@pytest.mark.parametrize("greeting", [drip, silence])
def test_a_slow_handshake_ends_at_the_deadline(now: datetime, greeting: Callable[[socket.socket], None]) -> None:
    web = Web(spacing=0.0, deadline=0.25)

    with Server(HOST, greeting=greeting) as server:
        with pytest.raises(FetchError, match="no complete answer within 0.25 seconds"):
            web.get(Request(url=f"https://{HOST}:{server.port}/rss"), now)
        web.close()
