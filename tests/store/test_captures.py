from dataclasses import replace
from types import MappingProxyType

import pytest

from fakes import NOW, make_draft, put
from newsarchive.errors import NotFoundError
from newsarchive.model.article import Capture
from newsarchive.store.store import Store

CAPTURE = Capture(
    "https://binhlac.example/1", b"<p>\x00\xff", "text/html", NOW, "http://binhlac.example/1", 200,
    MappingProxyType({"etag": '"a"'}),
)  # fmt: skip


@pytest.mark.parametrize("size", [0, 1, 4096, 4097, 100_000])
def test_original_comes_back_to_the_byte(store: Store, size: int) -> None:
    capture = replace(CAPTURE, body=(CAPTURE.body * size)[:size])
    result = put(store, capture=capture)

    assert store.captures.get(result.id) == capture


def test_same_bytes_of_one_address_are_stored_once(store: Store) -> None:
    assert store.captures.add(CAPTURE) == store.captures.add(CAPTURE)


def test_article_without_original_says_so(store: Store) -> None:
    result = put(store, make_draft())

    with pytest.raises(NotFoundError, match="no original of article 1"):
        store.captures.get(result.id)
