"""What holds for every query, on the demo archive of data/ and with queries that hypothesis makes up."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fake_web import FakeWeb
from fakes import NOW, import_bytes
from newsarchive.errors import NotFoundError, QueryError
from newsarchive.model.article import ArticleId
from newsarchive.model.search import Match, Order, Query
from newsarchive.operations.add import add
from newsarchive.operations.asking import to_query
from newsarchive.store.store import Store
from newsarchive.text import abbreviations
from newsarchive.text.fold import fold, iter_words
from typings import encode_telex, encode_vni

DATA = Path(__file__).parents[2] / "data"
FORMS = abbreviations.read(Path(abbreviations.__file__).with_suffix(".txt").read_text(encoding="utf-8"))
TONES = "\u0300\u0301\u0303\u0309\u0323"
FIRST_VOWEL, SECOND_VOWEL = (
    re.compile(rf"([ou])([{TONES}])([aey])(?!\w)"),
    re.compile(rf"([ou])([aey])([{TONES}])(?!\w)"),
)
WINDOW = 5
# What people type, and what means something to the language of queries, to the index, or to SQL.
SYNTAX = r"""
    dân vận bão bao lúa mùa xã hội nghị nhân dân UBND NTM 4/10/2018 15/2018/QĐ-UBND Phan-xi-păng daan vaanj dan6 van65
    taxi hoà thuý Ðảng ngh* quyế* thô* th* zzz OR AND NOT VÀ HOẶC KHÔNG | - ( ) " “ ” « » ~5 ~ * ^ = ! + % _ ' \ NEAR(
    title: tiêu-đề:lúa section:tin by:hà tag:bão site:binhlac source:lac lang:vi id:1..9 id: is:tagged date:2018
    date:..2020 ngày:4/10 date:31/2/2018 before:2019 sau:2017 added:2018 -lúa -tag:bão
"""
PIECES = [*SYNTAX.split(), "d\u200bân", "\x00", "\ud800", "\u0301", "\U0001f33e"]
QUERIES = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=8).map(" ".join)
MARKED = "dân vận bão báo lúa mùa hoà thuỷ kỹ đường người quý nông thôn mới xã hội nghị đảng uỷ"
PLAIN = st.lists(st.sampled_from(MARKED.split()), min_size=1, max_size=4).map(" ".join)
few = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def demo() -> Iterator[Store]:
    with Store.in_memory() as store:
        for path in sorted((DATA / "pages").glob("*/*.*")):
            add(store, str(path), web=FakeWeb(), now=NOW, stdin=io.BytesIO())
        import_bytes(store, (DATA / "feeds/binhlac.rss").read_bytes(), name="binhlac.rss")
        with store.transaction():
            store.tags.add("Bão", [ArticleId(number) for number in range(1, 40, 3)])
        yield store


def parse(store: Store, text: str) -> Query | None:
    """Return what text asks for; None if it cannot be understood."""
    try:
        return to_query(store, text, FORMS)
    except (QueryError, NotFoundError):  # the latter: no saved search of that name
        return None


def ids(store: Store, text: str, order: Order = Order.RELEVANCE, *, loose: bool = False) -> list[ArticleId]:
    query = to_query(store, text, FORMS)
    return [hit.id for hit in store.search.find(query, limit=None, order=order, loose=loose).hits]


def to_nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def move_tones(text: str) -> str:
    """Write hoà for hòa, thúy for thuý, and the other way round."""
    letters = to_nfd(text)
    moved = FIRST_VOWEL.sub(r"\1\3\2", letters)
    return unicodedata.normalize("NFC", moved if moved != letters else SECOND_VOWEL.sub(r"\1\3\2", letters))


def half(text: str) -> str:
    return " ".join(fold(word) if place % 2 else word for place, word in enumerate(text.split()))


TYPINGS: dict[str, Callable[[str], str]] = {
    "NFC": str,
    "NFD": to_nfd,
    "unaccented": fold,
    "half": half,
    "Telex": encode_telex,
    "VNI": encode_vni,
    "tones moved": move_tones,
    "capitals": str.upper,
}


@pytest.mark.parametrize("typing", TYPINGS)
def test_five_syllables_of_a_title_find_its_article_in_the_first_ten(demo: Store, typing: str) -> None:
    for hit in demo.search.find(Query(), limit=None).hits:
        words = [word for _, _, word in iter_words(hit.title)]
        for start in range(0, max(len(words) - WINDOW, 0) + 1, 3):
            typed = TYPINGS[typing](" ".join(words[start : start + WINDOW]))

            assert hit.id in [found.id for found in demo.search.find(to_query(demo, typed, FORMS), limit=10).hits], (
                typed
            )


def test_move_tones_moves_tones() -> None:
    assert (move_tones("hòa thuý"), move_tones("hoà"), move_tones("toàn quý")) == ("hoà thuý", "hòa", "toàn qúy")


@given(QUERIES)
@few
def test_no_query_raises_anything_but_query_error(demo: Store, text: str) -> None:
    query = parse(demo, text)

    for loose in (False, True):
        if query:
            demo.search.find(query, loose=loose)
            demo.search.facets(query, loose=loose)
            demo.search.suggest(query)


@given(QUERIES, st.booleans())
@few
def test_orders_pages_and_counts_agree(demo: Store, text: str, loose: bool) -> None:
    query = parse(demo, text) or Query()

    best = demo.search.find(query, limit=None, loose=loose)
    newest = demo.search.find(query, limit=None, loose=loose, order=Order.DATE)

    found = {hit.id: hit.match for hit in best.hits}
    assert len(found) == len(best.hits) == demo.search.count(query, loose=loose).articles
    assert demo.search.count(query, loose=loose, is_exact=True).articles == len(found)
    assert demo.search.facets(query, loose=loose).count.articles == len(found)
    assert {hit.id: hit.match for hit in newest.hits} == found
    typed = [hit.id for hit in newest.hits if hit.match is Match.TYPED]
    assert list(demo.search.iter_ids(query)) == typed


@given(QUERIES, st.booleans(), st.sampled_from(Order), st.integers(1, 9))
@few
def test_pages_are_parts_of_the_whole_answer(demo: Store, text: str, loose: bool, order: Order, size: int) -> None:
    query = parse(demo, text) or Query()
    whole = demo.search.find(query, limit=None, loose=loose, order=order).hits

    pages = [
        demo.search.find(query, limit=size, offset=offset, loose=loose, order=order)
        for offset in range(0, len(whole) + 1, size)
    ]

    assert tuple(hit for page in pages for hit in page.hits) == whole


@given(QUERIES)
@few
def test_every_hit_marks_words_of_its_text(demo: Store, text: str) -> None:
    query = parse(demo, text) or Query()

    for hit in demo.search.find(query).hits:
        for shown, spans in ((hit.title, hit.title_spans), (hit.snippet.text, hit.snippet.spans)):
            assert list(spans) == sorted(spans)
            assert set(spans) <= {(start, end) for start, end, _ in iter_words(shown)}


@given(QUERIES)
@few
def test_search_is_blind_to_normal_form(demo: Store, text: str) -> None:
    query = parse(demo, text)

    decomposed = parse(demo, to_nfd(text))

    assert (query is None) == (decomposed is None)
    if query and decomposed:
        assert demo.search.find(query).hits == demo.search.find(decomposed).hits


@given(PLAIN)
@few
def test_search_is_blind_to_the_place_of_tones(demo: Store, text: str) -> None:
    assert ids(demo, move_tones(text)) == ids(demo, text)
    assert ids(demo, f'"{move_tones(text)}"') == ids(demo, f'"{text}"')


@given(PLAIN)
@few
def test_what_is_found_with_marks_is_found_without(demo: Store, text: str) -> None:
    answer = demo.search.find(to_query(demo, text, FORMS), limit=None)

    if answer.hits and answer.hits[0].match is not Match.PARTIAL:
        assert {hit.id for hit in answer.hits} <= set(ids(demo, fold(text)))
        assert set(ids(demo, text, loose=True)) == set(ids(demo, fold(text)))


@given(QUERIES | PLAIN, st.sets(st.integers(1, 45)))
@few
def test_among_ids_are_those_of_the_whole_answer(demo: Store, text: str, chosen: set[int]) -> None:
    query = parse(demo, text) or Query()

    among = list(demo.search.iter_ids(query, among=[ArticleId(number) for number in chosen]))

    assert among == [number for number in demo.search.iter_ids(query) if number in chosen]
