from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import QueryError
from newsarchive.model import Query, Term
from newsarchive.text.query import parse


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("dân  vận", Query(terms=(Term("dân"), Term("vận"))), id="words"),
        pytest.param("“dân vận” khéo", Query(terms=(Term("dân vận"), Term("khéo"))), id="curly quotes"),
        pytest.param('"dân vận', Query(terms=(Term("dân vận"),)), id="missing end quote"),
        pytest.param("4/10 C++ a-b", Query(terms=(Term("4/10"), Term("C++"), Term("a-b"))), id="text"),
        pytest.param("tag:bão Section:«tin tức»", Query(tags=("bão",), sections=("tin tức",)), id="filters"),
        pytest.param('tag:"a"b', Query(tags=("a",), terms=(Term("b"),)), id="word after a quoted value"),
        pytest.param("lũ -- !!", Query(terms=(Term("lũ"),)), id="signs alone say nothing"),
        pytest.param("url:a", Query(terms=(Term("url:a"),)), id="unknown filter is text"),
    ],
)
def test_text_becomes_a_query(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        pytest.param("", "no word", 0, id="nothing"),
        pytest.param("?! +", "no word", 0, id="signs"),
        pytest.param("bão tag:", "tag: needs a value", 8, id="filter without value"),
        pytest.param("section: bão", "section: needs a value", 8, id="space after the filter"),
        pytest.param('tag:""', "tag: needs a value", 4, id="empty value"),
        pytest.param("a " * 40, "too many words", 64, id="too many words"),
        pytest.param("a" * 3_000, "query too long", 40, id="too long"),
    ],
)
def test_query_that_cannot_be_understood_names_the_place(text: str, reason: str, position: int) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        parse(text)

    assert caught.value.position == position


@given(st.text(alphabet=' "“«»tag:section-*()NEAR+^=dân\u0301', max_size=60))
def test_no_query_raises_anything_but_query_error(text: str) -> None:
    with suppress(QueryError):
        assert parse(text) != Query()
