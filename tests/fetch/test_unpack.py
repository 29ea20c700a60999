import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.fetch import unpack as module
from newsarchive.fetch.trouble import Trouble
from newsarchive.fetch.unpack import accepted, unpack

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "br": partial(brotli.compress, quality=5),
    "zstd": zstd.compress,
}
TEXT = "Xã Bình Lạc gặt lúa mùa. ".encode() * 50
NOISE = random.Random(7).randbytes(300_000)  # what cannot be packed
BODIES = {
    "empty": b"",
    "x": b"x",
    "text": TEXT,
    "noise": NOISE,
    "0": bytes(3_000_000),
    "full pieces": bytes(131_072),  # the last one ends where the body does
}
packings = pytest.mark.parametrize("name", PACKERS)


def cut(body: bytes, size: int) -> Iterator[bytes]:
    return (body[start : start + size] for start in range(0, len(body), size))


@packings
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("size", [1000, 65_536])
def test_what_was_packed_is_unpacked(name: str, body: bytes, size: int) -> None:
    assert unpack(cut(PACKERS[name](body), size), name, 5_000_000) == body


@packings
@given(body=st.binary(max_size=500), size=st.integers(1, 50))
def test_pieces_of_any_size_fit_together(name: str, body: bytes, size: int) -> None:
    assert unpack(cut(PACKERS[name](body), size), name, 500) == body


@packings
@given(data=st.data())
def test_what_was_cut_off_is_never_taken_for_whole(name: str, data: st.DataObject) -> None:
    packed = PACKERS[name](TEXT)
    end = data.draw(st.integers(1, len(packed) - 1))

    with pytest.raises(Trouble, match="ended before it was complete"):
        unpack([packed[:end]], name, 5_000)


@packings
@given(junk=st.binary(min_size=1, max_size=200))
def test_junk_is_trouble_or_something_small(name: str, junk: bytes) -> None:
    with suppress(Trouble):
        assert len(unpack([junk], name, 100)) <= 100


@packings
def test_a_bomb_stays_small(name: str) -> None:
    bomb = PACKERS[name](bytes(30_000_000))
    unpack(cut(PACKERS[name](b"x"), 9), name, 9)  # the library is loaded
    tracemalloc.start()

    with pytest.raises(Trouble, match="larger than 1,000,000 bytes"):
        unpack(cut(bomb, 65_536), name, 1_000_000)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@packings
def test_what_is_packed_to_nothing_has_an_end(name: str) -> None:
    """Too large as it came, or of too many members: neither fills the memory or takes all day."""
    nothing = PACKERS[name](b"")

    with pytest.raises(Trouble, match="larger than 1,000 bytes|cannot be unpacked"):
        unpack([nothing] * 70_000, name, 1000)


def test_frames_that_follow_each_other_are_one_body() -> None:
    assert unpack(cut(zstd.compress(b"a") + zstd.compress(b"b"), 5), "zstd", 9) == b"ab"


def test_what_follows_the_end_of_brotli_is_not_read() -> None:
    assert unpack([brotli.compress(b"a"), b"junk"], "br", 9) == b"a"


def test_a_window_that_takes_more_than_the_web_may_ask_is_refused() -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    packer = zstd.ZstdCompressor(options=options)

    with pytest.raises(Trouble, match="cannot be unpacked"):
        unpack([packer.compress(NOISE) + packer.flush()], "zstd", 5_000_000)


@pytest.mark.parametrize("name", ["deflate", "compress", "gzip, gzip", "br,gzip", "xz", "gzip;q=1", "none"])
def test_what_was_not_asked_for_is_not_unpacked(name: str) -> None:
    with pytest.raises(Trouble, match="not asked for"):
        unpack([zlib.compress(TEXT)], name, 5_000)


@pytest.fixture
def _anew() -> Iterator[None]:
    module._unpackers.cache_clear()
    yield
    module._unpackers.cache_clear()


@pytest.mark.usefixtures("_anew")
@pytest.mark.parametrize(
    ("there", "asked"),
    [("gzip,deflate", "gzip"), ("gzip,deflate,br", "gzip, br"), ("gzip,deflate,br,zstd", "gzip, br, zstd")],
)
def test_only_what_can_be_unpacked_is_asked_for(monkeypatch: pytest.MonkeyPatch, there: str, asked: str) -> None:
    monkeypatch.setattr("urllib3.util.request.ACCEPT_ENCODING", there)

    assert accepted() == asked
