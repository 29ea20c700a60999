"""Pictures and files are stored once, and found by each address that led to them."""

from datetime import timedelta

import pytest

from fakes import NOW
from newsarchive.errors import NotFoundError, StoreError
from newsarchive.model.history import Resource
from newsarchive.store.store import Store

URL = "https://binhlac.example/a.jpg"
HOUR = timedelta(hours=1)
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1


def test_picture_at_two_addresses_is_stored_once(store: Store) -> None:
    digests = [store.files.add(url, b"abc", "image/jpeg", NOW) for url in (URL, f"{URL}?w=9")]

    assert digests == [ABC, ABC]
    assert store.files.get(ABC) == b"abc"
    assert store._connection.row("SELECT count(*) FROM file") == (1,)
    assert store.files.find(URL) == Resource(url=URL, digest=ABC, media_type="image/jpeg", size=3, fetched_at=NOW)


def test_address_leads_to_what_it_gave_last(store: Store) -> None:
    for hour, body in enumerate((b"abc", b"abcd", b"abc")):
        store.files.add(URL, body, "image/png", NOW + hour * HOUR)

    found = store.files.find(URL)

    assert found is not None
    assert (found.digest, found.fetched_at) == (ABC, NOW + 2 * HOUR)
    assert len(list(store.files.iter_resources())) == 2


def test_many_addresses_are_looked_up_at_once(store: Store) -> None:
    urls = [f"{URL}?{number}" for number in range(1_100)]
    for url in urls[:-1]:
        store.files.add(url, b"abc", "image/jpeg", NOW)

    assert store.files.find_all(urls).keys() == set(urls[:-1])
    assert store.files.find(urls[-1]) is None
    assert [one.url for one in store.files.iter_resources()] == sorted(urls[:-1])


def test_file_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match=f"no file {ABC}"):
        store.files.get(ABC)


def test_file_that_was_damaged_is_named(store: Store) -> None:
    store.files.add(URL, b"abc", "image/jpeg", NOW)
    store._connection.execute("UPDATE file SET body = x'00'")

    with pytest.raises(StoreError, match=f"file {ABC}: its bytes are damaged"):
        store.files.get(ABC)
