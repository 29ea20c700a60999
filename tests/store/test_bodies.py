"""What captures are packed against: other pages of their site, and what came from their address before."""

import random
import zlib
from dataclasses import replace
from typing import NamedTuple

import pytest

from fakes import NOW
from newsarchive.errors import StoreError
from newsarchive.model.article import Capture
from newsarchive.store.packing import packed, unpacked
from newsarchive.store.store import Store

HOST = "https://binhlac.example"
WORDS = [f"tin{number}" for number in range(5_000)]


class Row(NamedTuple):
    encoding: str
    size: int
    key_id: int | None
    stored: int


def prose(seed: int, words: int = 400) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def make_page(seed: int, *, layout: int = 0, words: int = 200, start: str = "<!DOCTYPE html>") -> bytes:
    """Return a page, most of which is the layout of its site."""
    return f"{start}<ul>{prose(-1 - layout, 2_000)}</ul><p>{prose(seed, words)}</p>".encode()


def add(store: Store, path: str, body: bytes, host: str = HOST) -> Row:
    capture_id = store.captures.add(Capture(f"{host}/{path}" if host else "", body, "text/html", NOW))
    sql = "SELECT encoding, size, key_id, length(body) FROM capture WHERE id = ?"
    assert store.captures.get_by_id(capture_id).body == body
    return Row(*store._connection.row(sql, (capture_id,)))


def keys(store: Store) -> list[tuple[str, int]]:
    return store._connection.rows("SELECT * FROM key_page ORDER BY capture_id")


def test_page_is_packed_against_the_first_of_its_site(store: Store) -> None:
    first, second = add(store, "1", make_page(1)), add(store, "2", make_page(2))

    assert first.key_id is None
    assert second.key_id == 1
    assert second.stored < first.stored / 3
    assert keys(store) == [(HOST, 1)]


def test_pages_of_different_sites_have_nothing_to_do_with_each_other(store: Store) -> None:
    add(store, "1", make_page(1))

    other = add(store, "1", make_page(2), "https://huongson.example")

    assert other.key_id is None
    assert keys(store) == [(HOST, 1), ("https://huongson.example", 2)]


def test_page_of_another_layout_becomes_a_key_of_its_own(store: Store) -> None:
    rows = [add(store, f"{layout}/{n}", make_page(10 * layout + n, layout=layout)) for layout in (0, 1) for n in (1, 2)]

    assert [row.key_id for row in rows] == [None, 1, None, 3]
    assert keys(store) == [(HOST, 1), (HOST, 3)]


def test_only_the_newest_three_keys_are_tried(store: Store) -> None:
    for layout in range(4):
        add(store, str(layout), make_page(layout, layout=layout))

    assert add(store, "x", make_page(7, layout=1)).key_id == 2
    assert add(store, "y", make_page(8, layout=0)).key_id is None


def test_what_comes_from_an_address_again_is_packed_against_what_came_before(store: Store) -> None:
    add(store, "1", make_page(1))
    add(store, "2", make_page(2))

    again = add(store, "2", make_page(2).replace(b"tin7 ", b"tin8 "))

    assert again.key_id == 2
    assert again.stored < 400


def test_nothing_is_packed_in_more_than_two_steps(store: Store) -> None:
    add(store, "1", make_page(1))
    rows = [add(store, "2", make_page(2) + str(n).encode()) for n in range(4)]

    assert [row.key_id for row in rows] == [1, 2, 2, 2]


def test_layout_that_changed_is_the_key_from_then_on(store: Store) -> None:
    add(store, "1", make_page(1))
    add(store, "2", make_page(2, layout=3))

    rows = [add(store, "1", make_page(1, layout=3) + str(n).encode()) for n in range(2)]

    assert [row.key_id for row in rows] == [2, 3]


def test_page_is_not_packed_against_what_a_feed_gave_of_it(store: Store) -> None:
    add(store, "1", make_page(1))
    add(store, "2", f"<p>{prose(2, 200)}</p>".encode())

    assert add(store, "2", make_page(2)).key_id == 1


@pytest.mark.parametrize(
    ("host", "body", "encoding"),
    [
        pytest.param(HOST, b"<html>" + bytes(1_000), "zlib", id="a short page"),
        pytest.param(HOST, prose(1).encode(), "zlib", id="what a feed gives of a page"),
        pytest.param("", prose(1, 9_000).encode(), "zstd", id="a long text"),
        pytest.param("file:///tin", make_page(1), "zstd", id="a page on the disk"),
        pytest.param(HOST, make_page(1) + random.Random(1).randbytes(2**20), "zstd", id="a very long page"),
    ],
)
def test_what_is_no_page_of_a_site_or_of_no_usual_size_is_no_key(
    store: Store, host: str, body: bytes, encoding: str
) -> None:
    assert add(store, "1", body, host)[:3] == (encoding, len(body), None)
    assert keys(store) == []


@pytest.mark.parametrize("start", ["<HTML>", "\ufeff<!doctype html>", "<!-- \n -->\n<head>", "<?xml?>\n<html lang=vi>"])
def test_pages_are_known_by_how_they_begin(store: Store, start: str) -> None:
    add(store, "1", make_page(1, start=start))

    assert keys(store) == [(HOST, 1)]


def test_text_that_a_person_saved_again_is_packed_against_the_last_one(store: Store) -> None:
    add(store, "a.txt", prose(1, 3_000).encode(), "file:///tin")

    again = add(store, "a.txt", prose(1, 3_000).encode() + b" sua", "file:///tin")

    assert (again.key_id, again.stored < 100) == (1, True)


def test_original_of_an_older_release_is_a_key_too(store: Store) -> None:
    add(store, "1", make_page(1))
    store._connection.execute(
        "UPDATE capture SET size = NULL, encoding = 'zlib', body = ?", (zlib.compress(make_page(1)),)
    )
    store._connection.execute("DELETE FROM key_page")

    assert add(store, "1", make_page(1) + b"!").key_id == 1


def test_older_original_that_is_short_is_no_key(store: Store) -> None:
    store.captures.add(Capture(f"{HOST}/1", b"abc", "", NOW))
    store._connection.execute("UPDATE capture SET size = NULL")

    assert add(store, "1", make_page(1)).key_id is None


def test_damaged_key_keeps_no_page_from_being_stored(store: Store) -> None:
    add(store, "1", make_page(1))
    store._connection.execute("UPDATE capture SET body = x'00'")

    assert add(store, "2", make_page(2)).key_id is None


def test_long_page_reaches_all_of_a_long_key(store: Store) -> None:
    body = random.Random(1).randbytes(3_000_000)
    add(store, "1", body)

    again = add(store, "1", body[:-1])

    assert (again.key_id, again.stored < 10_000) == (1, True)


@pytest.mark.parametrize("size", [None, 2**40], ids=["unknown", "a lie"])
@pytest.mark.parametrize("encoding", ["zlib", "zstd"])
def test_nothing_is_unpacked_to_more_than_a_capture_can_hold(
    monkeypatch: pytest.MonkeyPatch, encoding: str, size: int | None
) -> None:
    monkeypatch.setattr("newsarchive.store.packing.LARGEST", 1_000)
    bomb = zlib.compress(bytes(1_001)) if encoding == "zlib" else packed(bytes(1_001))

    with pytest.raises(StoreError, match="capture 1: its bytes are damaged"):
        unpacked("capture 1", bomb, encoding, size)


def test_same_body_at_another_address_is_packed_to_next_to_nothing(store: Store) -> None:
    add(store, "1", make_page(1))
    capture = Capture(f"{HOST}/2", make_page(1), "text/html", NOW)

    first = store.captures.add(capture)

    assert store.captures.add(replace(capture, media_type="text/plain")) == first
    assert store._connection.row("SELECT length(body) FROM capture WHERE id = ?", (first,))[0] < 100
