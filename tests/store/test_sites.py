"""Chrome is learned from what repeats on the last pages of a site."""

from datetime import timedelta

import pytest

from fakes import NOW
from newsarchive.store.store import Store

SITE = "https://binhlac.example"
LARGEST, LEAST = 2**63 - 1, -(2**63)


def remember(store: Store, number: int, *keys: int, site: str = SITE) -> None:
    store.sites.remember(site, f"{site}/{number}", NOW + timedelta(minutes=number), keys)


def test_lines_on_three_pages_of_a_site_are_its_chrome(store: Store) -> None:
    remember(store, 1, LARGEST, LEAST, 7)
    remember(store, 2, LARGEST, LEAST, 8, 8, 8)
    remember(store, 3, LARGEST, LEAST, 7)
    remember(store, 4, 7, site="https://huongson.example")

    assert store.sites.chrome(SITE) == {LARGEST, LEAST}
    assert store.sites.chrome("https://nghilam.example") == frozenset()


def test_an_older_look_at_a_page_is_no_news_of_its_site(store: Store) -> None:
    for number in (1, 2, 3):
        remember(store, number, 7)

    store.sites.remember(SITE, f"{SITE}/3", NOW, (8,))

    assert store.sites.chrome(SITE) == {7}


def test_page_that_is_read_again_does_not_count(store: Store) -> None:
    for number in (1, 2, 3):
        remember(store, number, 7)

    assert store.sites.chrome(SITE, besides=f"{SITE}/2") == frozenset()
    assert store.sites.chrome(SITE, besides=f"{SITE}/4") == {7}


def test_page_counts_once_however_often_it_comes(store: Store) -> None:
    for _ in range(4):
        remember(store, 1, 7)

    assert store.sites.chrome(SITE) == frozenset()


def test_only_the_last_ten_pages_are_remembered(store: Store) -> None:
    for number in range(3):
        remember(store, number, 7)
    for number in range(3, 11):
        remember(store, number, 8)
    remember(store, -1, 7)

    assert store.sites.chrome(SITE) == {8}
    assert store._connection.row("SELECT count(*) FROM site_page") == (10,)


def test_endless_page_is_remembered_by_its_beginning(store: Store) -> None:
    for number in range(3):
        remember(store, number, *range(6_000))

    assert store.sites.chrome(SITE) == set(range(5_000))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(b"", set()), (b"1234567", set()), (b"\0\0\0\0\0\0\0\x079", {7})],
    ids=["nothing", "less than a key", "more than a key"],
)
def test_keys_that_another_tool_cut_off_are_left_out(store: Store, lines: bytes, expected: set[int]) -> None:
    for number in range(3):
        remember(store, number, 8)
    store._connection.execute("UPDATE site_page SET lines = ?", (lines,))

    assert store.sites.chrome(SITE) == expected
