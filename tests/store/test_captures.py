"""Captures come back as they were received, whatever they are packed against."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError, StoreError
from newsarchive.model.article import Capture, Hop, Overrides
from newsarchive.model.history import Observation, Sighting
from newsarchive.operations.editing import edit
from newsarchive.store.store import Store

CAPTURE = Capture(
    "https://binhlac.example/1", b"<p>\x00\xff", "text/html", NOW, "http://binhlac.example/1", 200,
    MappingProxyType({"etag": '"a"'}),
    (Hop("http://binhlac.example/1", 301), Hop("https://binhlac.example/?id=1", 302)),
)  # fmt: skip
SITES = ("https://binhlac.example", "https://huongsơn.example", "file:///tin", "")
TEMPLATES = ("<!DOCTYPE html>", "<html><ul>" + "<li>Tin tức - Sự kiện</li>" * 60, "<p>", "")
BODIES = st.builds(
    lambda template, words, times: (template + words * times).encode(),
    st.sampled_from(TEMPLATES),
    st.text(st.sampled_from("bình lạc 0123<>"), max_size=20),
    st.sampled_from([1, 30, 300, 2_000]),
)


@pytest.mark.parametrize("size", [0, 1, 1023, 4096, 4097, 100_000])
def test_original_comes_back_to_the_byte(store: Store, size: int) -> None:
    capture = replace(CAPTURE, body=(CAPTURE.body * size)[:size])
    result = put(store, capture=capture)

    assert store.captures.get(result.id) == capture


@given(st.lists(st.tuples(st.sampled_from(SITES), st.integers(0, 2), BODIES), max_size=12))
@settings(max_examples=60)
def test_captures_of_any_sequence_come_back_to_the_byte(pages: list[tuple[str, int, bytes]]) -> None:
    captures = [Capture(site and f"{site}/{number}", body, "text/html", NOW) for site, number, body in pages]

    with Store.in_memory() as store:
        ids = [store.captures.add(capture) for capture in captures]

        assert [store.captures.get_by_id(capture_id) for capture_id in ids] == captures


def test_same_bytes_of_one_address_are_stored_once(store: Store) -> None:
    assert store.captures.add(CAPTURE) == store.captures.add(CAPTURE)


def test_headers_that_are_no_text_are_kept(store: Store) -> None:
    capture = replace(
        CAPTURE, headers=MappingProxyType({"x-tin": "\udcff é"}), hops=(Hop("http://x.example/\udcff", 301),)
    )

    assert store.captures.get_by_id(store.captures.add(capture)) == capture


def test_article_without_original_says_so(store: Store) -> None:
    result = put(store, make_draft())

    with pytest.raises(NotFoundError, match="no original of article 1"):
        store.captures.get(result.id)
    with pytest.raises(NotFoundError, match="no capture 7"):
        store.captures.get_by_id(7)


def test_article_that_a_person_edited_has_the_original_that_it_was_read_from(store: Store) -> None:
    result = put(store, make_draft(url=CAPTURE.url), capture=CAPTURE)
    edit(store, result.id, Overrides(title="Gặt lúa"), NOW)
    edit(store, result.id, Overrides(section="Nông nghiệp"), NOW)

    assert store.captures.get(result.id) == CAPTURE


def test_captures_of_an_article_are_those_of_its_revisions_and_of_each_look(store: Store) -> None:
    first, second, third = (replace(CAPTURE, body=str(n).encode(), captured_at=NOW + timedelta(n)) for n in (1, 2, 3))
    result = put(store, make_draft(url=CAPTURE.url), capture=second)
    put(store, make_draft(text="Sửa.", url=CAPTURE.url), capture=third)
    earlier = store.captures.add(first)
    look = Observation(observed_at=NOW, sighting=Sighting.SAME, revision=1, capture_id=earlier)
    store.history.observe(result.id, look)
    other = store.captures.add(replace(first, url="https://binhlac.example/2"))

    assert store.captures.ids_of(result.id) == (3, 1, 2)
    assert store.captures.find(store.history.revisions(result.id)[0].source_digest) == (1,)
    assert list(store.captures.iter_ids()) == [1, 2, 3, other]


def test_same_bytes_of_two_addresses_are_found_both(store: Store) -> None:
    ids = [store.captures.add(replace(CAPTURE, url=f"https://binhlac.example/{n}", body=b"abc")) for n in (1, 2)]

    assert store.captures.find("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad") == tuple(ids)


def test_all_captures_are_gone_through_while_others_are_added(store: Store) -> None:
    for number in range(1_001):
        store.captures.add(replace(CAPTURE, body=str(number).encode()))
    ids = store.captures.iter_ids()

    seen = [next(ids), store.captures.add(replace(CAPTURE, body=b"new")), *ids]

    assert seen == [1, 1_002, *range(2, 1_003)]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("body = substr(body, 1, 20)", id="cut off"),
        pytest.param("body = x'00'", id="something else"),
        pytest.param("encoding = 'zlib'", id="another packing"),
        pytest.param("size = 9", id="another size"),
        pytest.param("digest = 'a'", id="another digest"),
        pytest.param("key_id = 99", id="no key"),
        pytest.param("key_id = id", id="its own key"),
        pytest.param("encoding = 'zlib', body = x'789c'", id="cut off, small"),
    ],
)
def test_damaged_bytes_are_an_error_in_words(store: Store, change: str) -> None:
    capture_id = store.captures.add(replace(CAPTURE, body=b"<html>" + bytes(20_000)))
    store._connection.execute("PRAGMA foreign_keys = OFF")
    store._connection.execute(f"UPDATE capture SET {change}")

    with pytest.raises(StoreError, match="capture .*: its bytes are damaged"):
        store.captures.get_by_id(capture_id)


def test_packing_of_a_newer_release_is_named(store: Store) -> None:
    capture_id = store.captures.add(CAPTURE)
    store._connection.execute("UPDATE capture SET encoding = 'lzma'")

    with pytest.raises(StoreError, match="capture 1: packed in a way that is not known: 'lzma'"):
        store.captures.get_by_id(capture_id)


@pytest.mark.parametrize("column", ["headers", "hops"])
@pytest.mark.parametrize("value", ["", "7", '{"a": [1]}', '[["http://x.example/"], 7]'])
def test_what_another_tool_wrote_of_the_answer_is_read_as_well_as_it_can_be(
    store: Store, column: str, value: str
) -> None:
    capture_id = store.captures.add(CAPTURE)
    store._connection.execute(f"UPDATE capture SET {column} = ?", (value,))

    assert store.captures.get_by_id(capture_id).body == CAPTURE.body


def test_key_in_use_cannot_be_deleted(store: Store) -> None:
    page = b"<html>" + " ".join(str(number) for number in range(2_000)).encode()
    first, second = (
        store.captures.add(replace(CAPTURE, url=f"https://binhlac.example/{n}", body=page + bytes([n]))) for n in (1, 2)
    )

    assert store._connection.row("SELECT key_id FROM capture WHERE id = ?", (second,)) == (first,)
    with pytest.raises(sqlite3.IntegrityError):
        store._connection.execute("DELETE FROM capture WHERE id = ?", (first,))
