"""What the index is asked finds what reading every article would find."""

import random
from collections.abc import Callable, Iterator
from itertools import groupby, product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fakes import make_draft, put
from newsarchive.model.article import Article, Figure
from newsarchive.model.search import (
    All,
    Either,
    Field,
    Filter,
    Match,
    Node,
    Not,
    Period,
    Phrase,
    Property,
    Query,
    Words,
)
from newsarchive.store.expression import is_text, sort, to_match, wanted
from newsarchive.store.store import Store
from newsarchive.text.fold import fold, is_marked, iter_words, keys
from newsarchive.text.snippet import find_spans
from newsarchive.text.syllables import take_tone

WORDS = ["dân", "dẫn", "dan", "vận", "van", "ba", "hoà", "hoa", "quy", "quyền", "4"]
SIZES = (1, 2, 3, 5)


@pytest.fixture(scope="module")
def archive() -> Iterator[Store]:
    chance = random.Random(4)

    def some(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    with Store.in_memory() as store:
        for _ in range(40):
            figures = (Figure(caption=some(2)), Figure(caption=some(2)))
            put(store, make_draft(some(3), some(6), summary=some(2), byline=(some(2), some(2)), figures=figures))
        yield store


# Reading: an article is a list of fields, a field a list of words.


def read(article: Article, field: Field) -> list[list[str]]:
    if field is Field.TITLE:
        texts: tuple[str, ...] = (article.title,)
    elif field is Field.BYLINE:
        texts = article.byline
    else:
        captions = (figure.caption for figure in article.figures)
        texts = (article.title, article.summary, article.text, *captions, *article.byline)
    return [[word for _, _, word in iter_words(text)] for text in texts]


def is_same(asked: str, word: str) -> bool:
    return keys(asked)[0] == keys(word)[0] if is_marked(asked) else keys(asked)[1] == keys(word)[1]


def is_same_folded(asked: str, word: str) -> bool:
    return keys(asked)[1] == keys(word)[1]


def follows(asked: list[str], words: list[str], same: Callable[[str, str], bool]) -> bool:
    return any(all(map(same, asked, words[start : start + len(asked)])) for start in range(len(words) - len(asked) + 1))


def is_near(asked: list[str], words: list[str], within: int, same: Callable[[str, str], bool]) -> bool:
    places = [[place for place, word in enumerate(words) if same(one, word)] for one in asked]
    return any(max(chosen) - min(chosen) + 1 - len(asked) <= within for chosen in product(*places))


def holds(article: Article, node: Node) -> bool:
    match node:
        case Words(units):
            return all(any(map(lambda form: holds_form(article, *form), enumerate(forms))) for forms in units)  # noqa: C417 - a pair is unpacked
        case Phrase():
            return holds_phrase(article, node)
        case Not(part):
            return not holds(article, part)
        case All(parts):
            return all(holds(article, part) for part in parts)
        case Either(parts):
            return any(holds(article, part) for part in parts)
        case Filter(Property.ID, value):
            first, _, last = value.partition("..")
            return int(first) <= article.id <= int(last or first)
    raise TypeError(node)


def holds_form(article: Article, place: int, form: str) -> bool:
    """Tell whether a form of a unit is there; an equal form is no typing: no mark is missing in it."""
    asked = form.split()
    if place == 0 or not any(map(is_marked, asked)):
        return holds_phrase(article, Phrase(form))
    fields = read(article, Field.TEXT)
    return any(follows(asked, words, lambda one, word: keys(one)[0] == keys(word)[0]) for words in fields)


def holds_phrase(article: Article, phrase: Phrase) -> bool:
    """Tell whether a phrase is there: if only some of its words have marks, those may stand elsewhere together."""
    fields, asked = read(article, phrase.field), phrase.text.split()
    if phrase.is_prefix:
        folded = not is_marked(phrase.text)
        return any(begins(phrase.text, word, folded=folded) for words in fields for word in words)
    if phrase.within is not None:
        marked = [[one] for one in asked if is_marked(one)]
        same = is_same if len(marked) == len(asked) else is_same_folded
        is_there = any(is_near(asked, words, phrase.within, same) for words in fields)
    else:
        marked = [run for run in runs(asked) if any(map(is_marked, run))]
        same = is_same if marked == [asked] else is_same_folded
        is_there = any(follows(asked, words, same) for words in fields)
    return is_there and all(any(follows(run, words, is_same) for words in fields) for run in marked)


def runs(asked: list[str]) -> list[list[str]]:
    """Return the words whose marks are known, those side by side together: numbers have none."""
    groups = groupby(asked, lambda one: is_marked(one) or one.isdecimal())
    return [list(group) for is_known, group in groups if is_known]


def begins(beginning: str, word: str, *, folded: bool) -> bool:
    """Tell whether a word begins so; a beginning without a tone may get one later."""
    if folded:
        return fold(word).startswith(fold(beginning))
    (base, tone), (whole, other) = take_tone(beginning), take_tone(word)
    return whole.startswith(base) and tone in ("", other)


FIELDS = st.sampled_from((Field.TEXT, Field.TEXT, Field.TITLE, Field.BYLINE))
ONE = st.sampled_from(WORDS)
SOME = st.sampled_from(SIZES).flatmap(lambda size: st.lists(ONE, min_size=1, max_size=size)).map(" ".join)
UNIT = st.tuples(ONE) | st.tuples(ONE, SOME)
DIFFERENT = st.lists(ONE, min_size=2, max_size=3, unique_by=lambda word: keys(word)[1]).map(" ".join)
LEAVES = st.one_of(
    st.lists(UNIT, min_size=1, max_size=3).map(lambda units: Words(tuple(units))),
    st.builds(Phrase, SOME, FIELDS),
    # In a field that stands alone in the index: nearness counts the gap between two fields as a word.
    st.builds(Phrase, DIFFERENT, st.just(Field.TITLE), st.integers(0, 3)),
    st.builds(Phrase, st.sampled_from(("quy", "quyề", "hoa", "hoà", "dân", "van")), FIELDS, is_prefix=st.just(True)),
    st.builds(Filter, st.just(Property.ID), st.sampled_from(("3", "1..20"))),
)
TREES = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        st.builds(Not, nodes),
        st.lists(nodes, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(nodes, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=5,
)


def is_headline(tree: Node) -> bool:
    """Six plain words or more are a headline: of what holds all of them only what holds them together, if anything."""
    units = [forms for part in sort(tree).text.parts if isinstance(part, Words) for forms in part.units]
    return sum(len(list(iter_words(forms[0]))) for forms in units) >= 6


@given(TREES)
@example(All((Words((("dân",), ("dân",))), Words((("dân",),)), Words((("dân",),) * 3))))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_index_finds_what_reading_finds(archive: Store, tree: Node) -> None:
    articles = list(archive.articles.iter_ids(tuple(archive.search.iter_ids(Query()))))

    found = set(archive.search.iter_ids(Query(tree)))

    expected = {article.id for article in articles if holds(article, tree)}
    assert found == expected or (is_headline(tree) and set() < found < expected)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        pytest.param('a" OR "b', '"a or b"', id="quotes"),
        pytest.param("NEAR(a b)", '"near a b"', id="NEAR"),
        pytest.param("a* ^b", '"a b"', id="signs"),
        pytest.param("body: a", '"body a"', id="column"),
        pytest.param("…", "", id="no word"),
    ],
)
def test_syntax_of_the_index_is_quoted_away(text: str, expression: str) -> None:
    assert to_match(Phrase(text)) == expression


@pytest.mark.parametrize("phrase", [Phrase("…"), Phrase("…", is_prefix=True), Words((("…",),))])
def test_nothing_is_asked_where_there_is_no_word(phrase: Node) -> None:
    assert to_match(phrase) == ""


@pytest.mark.parametrize("node", [Filter(Property.TAG, "Bão"), Period(), Not(Phrase("bão"))])
def test_what_the_index_does_not_hold_is_no_text(node: Node) -> None:
    assert not is_text(node)
    with pytest.raises(TypeError):
        to_match(node)


def test_sort_parts_words_from_periods_and_other_properties() -> None:
    words, period, tag = Words((("bão",),)), Period(), Filter(Property.TAG, "Bão")
    added, either = Period(is_added=True), Either((words, tag))

    parts = sort(All((words, period, tag, Not(words), added, either, Not(tag))))

    assert parts.text == All((words, Not(words)))
    assert parts.periods == (period,)
    assert parts.others == (tag, added, either, Not(tag))


def test_only_excluded_words_are_a_property_too() -> None:
    parts = sort(Not(Phrase("bão")))

    assert (parts.text, parts.others) == (All(), (Not(Phrase("bão")),))


@pytest.mark.parametrize(
    ("node", "match", "shown"),
    [
        pytest.param(Words((("dân",), ("van",))), Match.TYPED, "Dân vận van", id="marks that were typed count"),
        pytest.param(Words((("dân",), ("van",))), Match.FOLDED, "Dân vận dẫn van", id="without marks"),
        pytest.param(Words((("dân",), ("van",))), Match.PARTIAL, "Dân vận dẫn van", id="some words"),
        pytest.param(Phrase("vậ", is_prefix=True), Match.TYPED, "vận", id="beginning with marks"),
        pytest.param(Phrase("va", Field.TITLE, is_prefix=True), Match.TYPED, "vận van", id="beginning without marks"),
        pytest.param(Phrase("dân", Field.SECTION), Match.TYPED, "", id="another field"),
        pytest.param(All((Phrase("dân"), Not(Phrase("vận")))), Match.TYPED, "Dân", id="excluded"),
        pytest.param(Either((Phrase("dân"), Phrase("vận"))), Match.TYPED, "Dân vận", id="either"),
        pytest.param(Phrase("…", is_prefix=True), Match.TYPED, "", id="no word"),
    ],
)
def test_words_are_shown_as_they_were_found(node: Node, match: Match, shown: str) -> None:
    text = "Dân vận dẫn van"

    spans = find_spans(text, wanted(node, match))

    assert " ".join(text[start:end] for start, end in spans) == shown
