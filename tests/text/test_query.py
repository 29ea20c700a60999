import re
import time
import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.errors import QueryError
from newsarchive.model.search import All, Either, Field, Filter, Node, Not, Period, Phrase, Property, Words
from newsarchive.text.names import EXAMPLES, NAMES
from newsarchive.text.query import LONGEST, parse

PAGE = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")
SIGNS = ' "“”„«»()|-~*:.,/aOR1ĐơNTẢ\u0301\u0323\u200b\u2028\x00\ud800'
PIECES = [
    *(f"{name}:" for known, others in NAMES.items() for name in (known, *others)),
    *("AND", "OR", "NOT", "VÀ", "HOẶC", "KHÔNG", "KHONG", "|", "-", "(", ")", '"', "“", "»", "~5", "~99", "*", "NEAR("),
    *("dân vận", "bão", "th*", "ngh*", "C++", "2018", "31/2/2018", "4/10", "..", "2017..2019", "3,5", "17", "tagged"),
]
queries = st.one_of(
    st.text(alphabet=SIGNS, max_size=60),
    st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=30).map("".join),
    st.text(max_size=60),
)


def words(text: str) -> Words:
    return Words(tuple((word,) for word in text.split()))


def tag(name: str) -> Filter:
    return Filter(Property.TAG, name)


def title(text: str) -> Phrase:
    return Phrase(text, Field.TITLE)


def number(text: str) -> Filter:
    return Filter(Property.ID, text)


def period(since: str, until: str, *, is_added: bool = False) -> Period:
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return Period(first, last, is_added)


def fail(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param("dân  vận\u200b\nkhéo ", words("dân vận khéo"), id="words"),
        pytest.param("4/10 C++ 15/2018/QĐ-UBND f(x)", words("4/10 C++ 15/2018/QĐ-UBND f(x)"), id="signs inside"),
        pytest.param("lũ – -- !! - bão", words("lũ bão"), id="signs alone say nothing"),
        pytest.param("‘Dân vận’: khéo, tốt…", words("Dân vận khéo tốt"), id="punctuation around words"),
        pytest.param("NEAR( NEAR(a", words("NEAR( NEAR(a"), id="call"),
        pytest.param("abc:def http://x.example 12:30 tư:x", words("abc:def http://x.example 12:30 tư:x"), id="colons"),
        pytest.param("bão or lũ not và không", words("bão or lũ not và không"), id="small letters are words"),
        pytest.param("--x -_ Huế -- Hà Nội-xã", words("--x Huế Hà Nội-xã"), id="dashes that negate nothing"),
        pytest.param("@cũ", words("@cũ"), id="name of a saved search"),
        pytest.param("5* a-b* *a bão**", words("5* a-b* *a bão**"), id="star that ends no word"),
        pytest.param("bão) (lũ", words("bão lũ"), id="unbalanced parentheses"),
        pytest.param('() hạn "" ( – )', words("hạn"), id="groups and quotes around nothing"),
    ],
)  # fmt: skip
def test_words_side_by_side_are_one_node(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param('" dân vận "', Phrase("dân vận"), id="straight quotes"),
        pytest.param("“dân vận”", Phrase("dân vận"), id="curly quotes"),
        pytest.param("„dân vận“", Phrase("dân vận"), id="low quotes"),
        pytest.param("«dân vận»", Phrase("dân vận"), id="guillemets"),
        pytest.param('“dân vận"', Phrase("dân vận"), id="quotes of two kinds"),
        pytest.param('"dân vận', Phrase("dân vận"), id="missing end quote"),
        pytest.param('"bão OR (lũ) title:a"', Phrase("bão OR (lũ) title:a"), id="syntax within"),
        pytest.param('bão"lũ lụt"', All((words("bão"), Phrase("lũ lụt"))), id="quote after a word"),
        pytest.param('"dân vận"~5', Phrase("dân vận", within=5), id="near"),
        pytest.param('"dân vận"~0 x', All((words("x"), Phrase("dân vận", within=0))), id="near, nothing between"),
        pytest.param('"bão"~5', Phrase("bão"), id="near of one word"),
        pytest.param('"dân vận"~', Phrase("dân vận"), id="tilde alone"),
        pytest.param("ngh*", Phrase("ngh", is_prefix=True), id="beginning of a word"),
        pytest.param("201*, nghị*.", All((Phrase("201", is_prefix=True), Phrase("nghị", is_prefix=True))), id="two"),
        pytest.param('"ngh*"', Phrase("ngh*"), id="star within quotes"),
    ],
)
def test_phrases_and_beginnings_of_words(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param("a OR b", Either((words("a"), words("b"))), id="OR"),
        pytest.param("a HOẶC b", Either((words("a"), words("b"))), id="HOẶC"),
        pytest.param("a HOAC b", Either((words("a"), words("b"))), id="HOAC"),
        pytest.param("a | b|c", Either((words("a"), words("b"), words("c"))), id="bar"),
        pytest.param("a AND b VÀ c", words("a b c"), id="AND"),
        pytest.param("a VA b", words("a VA b"), id="VA is a word"),
        pytest.param("a b OR c d", Either((words("a b"), words("c d"))), id="AND binds closer"),
        pytest.param("a (b OR c) d", All((words("a d"), Either((words("b"), words("c"))))), id="group"),
        pytest.param("a OR (b OR c)", Either((words("a"), words("b"), words("c"))), id="alternatives in alternatives"),
        pytest.param("a (b (c d)) e", words("a b c d e"), id="needless groups"),
        pytest.param("a tag:x b", All((words("a b"), tag("x"))), id="words stand together"),
        pytest.param("a -b", All((words("a"), Not(words("b")))), id="minus"),
        pytest.param("a NOT b c", All((words("a c"), Not(words("b")))), id="NOT"),
        pytest.param("a KHÔNG b", All((words("a"), Not(words("b")))), id="KHÔNG"),
        pytest.param("a KHONG b", All((words("a"), Not(words("b")))), id="KHONG"),
        pytest.param("a AND NOT b", All((words("a"), Not(words("b")))), id="AND NOT"),
        pytest.param("a OR NOT b", Either((words("a"), Not(words("b")))), id="OR NOT"),
        pytest.param("NOT NOT -a", Not(words("a")), id="negated again and again"),
        pytest.param("NOT -tag:x", tag("x"), id="twice is not at all"),
        pytest.param("-(a b)", Not(words("a b")), id="minus before a group"),
        pytest.param('-"a b"', Not(Phrase("a b")), id="minus before a phrase"),
        pytest.param("(-a|-b)", Either((Not(words("a")), Not(words("b")))), id="minus after a sign"),
        pytest.param("NOT(a b) OR(c)", Either((Not(words("a b")), words("c"))), id="operator before a parenthesis"),
        pytest.param("-tag:x", Not(tag("x")), id="all except"),
        pytest.param("(a OR b", Either((words("a"), words("b"))), id="missing parenthesis"),
    ],
)
def test_operators_join_what_stands_beside_them(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param("NÓI KHÔNG VỚI RÁC", words("NÓI KHÔNG VỚI RÁC"), id="headline"),
        pytest.param("ỦY BAN VÀ HỘI ĐỒNG", words("ỦY BAN VÀ HỘI ĐỒNG"), id="headline with and"),
        pytest.param("NOI KHONG VOI RAC", words("NOI KHONG VOI RAC"), id="headline without accents"),
        pytest.param("UBND HOẶC HĐND", Either((words("UBND"), words("HĐND"))), id="abbreviations"),
        pytest.param("BÃO OR LŨ", Either((words("BÃO"), words("LŨ"))), id="English operator"),
    ],
)
def test_vietnamese_operators_are_words_in_a_headline_of_capitals(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param('title:"dân vận"', title("dân vận"), id="title"),
        pytest.param("Tiêu đề:bão", title("bão"), id="with a space"),
        pytest.param("tiêu-đề:bão TIEUDE:lũ tieu de:hạn", All((title("bão"), title("lũ"), title("hạn"))), id="spelled"),
        pytest.param("xã tiêu đề:bão", All((words("xã"), title("bão"))), id="name after a word"),
        pytest.param("title:ngh*", Phrase("ngh", Field.TITLE, is_prefix=True), id="beginning"),
        pytest.param('title:"a b"~3', Phrase("a b", Field.TITLE, within=3), id="near"),
        pytest.param("title:OR", title("OR"), id="value like an operator"),
        pytest.param("title:tag:x", title("tag:x"), id="value like a field"),
        pytest.param("title:(a OR b)", Either((title("a"), title("b"))), id="group"),
        pytest.param("title:(a -(b tag:x))", All((title("a"), Not(All((title("b"), tag("x")))))), id="deep group"),
        pytest.param("tag:(C#, (⭐)) x", All((words("x"), tag("C#,"))), id="group of tags"),
        pytest.param("tag:⭐ nhãn:bão", All((tag("⭐"), tag("bão"))), id="tag"),
        pytest.param('tag:"a"b', All((words("b"), tag("a"))), id="word after a quoted value"),
        pytest.param("chuyenmuc:tin", Phrase("tin", Field.SECTION), id="section"),
        pytest.param("author:Hà", Phrase("Hà", Field.BYLINE), id="author"),
        pytest.param('tác giả:"Thu Hà"', Phrase("Thu Hà", Field.BYLINE), id="by"),
        pytest.param("trang:x.example", Phrase("x.example", Field.SITE), id="site"),
        pytest.param("ngonngu:vi", Phrase("vi", Field.LANGUAGE), id="language"),
        pytest.param('nguồn tin:"Bình Lạc"', Filter(Property.SOURCE, "Bình Lạc"), id="source"),
        pytest.param("feed:http://x/?a=(1)", Filter(Property.FEED, "http://x/?a=(1)"), id="feed"),
        pytest.param("is:Tagged", Filter(Property.IS, "tagged"), id="state"),
        pytest.param("id:017", number("17"), id="id"),
        pytest.param("id:3..17", number("3..17"), id="ids from to"),
        pytest.param("id:3,5..9", Either((number("3"), number("5..9"))), id="ids"),
        pytest.param("id:3..", number("3..999999999999999999"), id="ids from"),
        pytest.param("id:..9", number("0..9"), id="ids to"),
    ],
)  # fmt: skip
def test_fields_in_either_language(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        pytest.param("date:2018", period("2018-01-01", "2018-12-31"), id="year"),
        pytest.param("ngày:2018-10", period("2018-10-01", "2018-10-31"), id="ISO month"),
        pytest.param("date:12/2018", period("2018-12-01", "2018-12-31"), id="month"),
        pytest.param('date:"tháng 2/2016"', period("2016-02-01", "2016-02-29"), id="month in words"),
        pytest.param('date:"tháng 2 năm 2016"', period("2016-02-01", "2016-02-29"), id="more words"),
        pytest.param("date:2018-10-04", period("2018-10-04", "2018-10-04"), id="ISO day"),
        pytest.param("date:4/10/2018", period("2018-10-04", "2018-10-04"), id="day"),
        pytest.param("date:4-10-2018", period("2018-10-04", "2018-10-04"), id="day with hyphens"),
        pytest.param("date:4.10.2018", period("2018-10-04", "2018-10-04"), id="day with dots"),
        pytest.param('ngày:"ngày 4 tháng 10 năm 2018"', period("2018-10-04", "2018-10-04"), id="day in words"),
        pytest.param("date:4/10/18", period("2018-10-04", "2018-10-04"), id="short year"),
        pytest.param("date:4/10/98", period("1998-10-04", "1998-10-04"), id="short year of the last century"),
        pytest.param("date:4/10", Phrase("04/10", Field.DAY), id="day of any year"),
        pytest.param("date:29/2", Phrase("29/02", Field.DAY), id="leap day of any year"),
        pytest.param('date:"4 tháng 10"', Phrase("04/10", Field.DAY), id="day of any year in words"),
        pytest.param("date:2017..2019", period("2017-01-01", "2019-12-31"), id="years"),
        pytest.param("date:10/2018..3/2019", period("2018-10-01", "2019-03-31"), id="months"),
        pytest.param('date:"4/10/2018 .. 7/10/2018"', period("2018-10-04", "2018-10-07"), id="days"),
        pytest.param("date:..2019", period("", "2019-12-31"), id="open beginning"),
        pytest.param("date:2017..", period("2017-01-01", ""), id="open end"),
        pytest.param(
            "date:(2017.. OR ..2015)",
            Either((period("2017-01-01", ""), period("", "2015-12-31"))),
            id="group",
        ),
        pytest.param("before:2018", period("", "2017-12-31"), id="before"),
        pytest.param("trước:10/2018", period("", "2018-09-30"), id="trước"),
        pytest.param("after:2018", period("2019-01-01", ""), id="after"),
        pytest.param("sau:4/10/2018", period("2018-10-05", ""), id="sau"),
        pytest.param("since:2018", period("2018-01-01", ""), id="since"),
        pytest.param("tu:10/2018", period("2018-10-01", ""), id="từ"),
        pytest.param("until:10/2018", period("", "2018-10-31"), id="until"),
        pytest.param("đến:4/10/2018", period("", "2018-10-04"), id="đến"),
        pytest.param("added:2018", period("2018-01-01", "2018-12-31", is_added=True), id="added"),
        pytest.param("thêm:2018..", period("2018-01-01", "", is_added=True), id="thêm"),
    ],
)
def test_dates_are_periods_with_both_ends(text: str, root: Node) -> None:
    assert parse(text).root == root


@pytest.mark.parametrize(
    ("text", "reason", "position", "hint"),
    [
        pytest.param("", "no word to look for", 0, 'newsarchive search "dân vận"', id="nothing"),
        pytest.param("((", "no word to look for", 0, 'newsarchive search "dân vận"', id="parentheses"),
        pytest.param('"', "no word to look for", 0, 'newsarchive search "dân vận"', id="quote"),
        pytest.param("*", "no word to look for", 0, 'newsarchive search "dân vận"', id="star"),
        pytest.param("bão OR", "OR needs a word after it", 4, 'bão OR lũ, or as text: "OR"', id="nothing after OR"),
        pytest.param("OR bão", "OR needs a word before it", 0, 'as text: "OR"', id="nothing before OR"),
        pytest.param("a HOẶC | b", "HOẶC needs a word after it", 2, "bão HOẶC lũ", id="two ORs"),
        pytest.param("a OR ()", "OR needs a word after it", 2, "bão OR lũ", id="nothing in parentheses after OR"),
        pytest.param("AND a", "AND needs a word before it", 0, "bão AND lũ", id="nothing before AND"),
        pytest.param("a AND VÀ b", "VÀ needs a word before it", 6, 'as text: "VÀ"', id="two ANDs"),
        pytest.param("a VÀ OR b", "VÀ needs a word after it", 2, 'as text: "VÀ"', id="AND OR"),
        pytest.param("a NOT", "NOT needs a word after it", 2, "bão NOT lũ", id="nothing after NOT"),
        pytest.param("a NOT AND b", "NOT needs a word after it", 2, "bão NOT lũ", id="NOT AND"),
        pytest.param("a (KHÔNG) b", "KHÔNG needs a word after it", 3, "bão KHÔNG lũ", id="nothing in the group"),
        pytest.param("a -()", "- needs a word after it", 2, "bão -lũ", id="nothing after minus"),
        pytest.param("a |", "| needs a word after it", 2, "bão | lũ", id="nothing after bar"),
        pytest.param("bão title:", "title: needs a value", 10, 'title:"dân vận"', id="field alone"),
        pytest.param("section: bão lũ", "section: needs a value", 8, "without a space: section:bão", id="space"),
        pytest.param('Tag: "a b" c', "Tag: needs a value", 4, 'without a space: Tag:"a b"', id="space and quote"),
        pytest.param('tag:""', "tag: needs a value", 4, 'tag:"nông thôn mới"', id="empty value"),
        pytest.param("by:()", "by: needs a value", 3, 'by:"Thu Hà"', id="empty group"),
        pytest.param("a th*", "th* is too short", 4, 'the word alone: th, or as text: "th*"', id="short beginning"),
        pytest.param('"a b"~51', "~51 is too wide", 5, "at most ~50", id="too wide"),
        pytest.param('"a b"~' + "9" * 999, "~999", 5, "at most ~50", id="much too wide"),
        pytest.param("is:x", "nothing is known of is:x", 3, "known: is:tagged, is:revised", id="unknown state"),
        pytest.param("id:3,x", "x is no number", 5, "id:3,5,9", id="no number"),
        pytest.param("id:3,", "3, is no number", 5, "id:3,5,9", id="number missing"),
        pytest.param('id:"3, .."', ".. is no number", 6, "id:3..17", id="no numbers"),
        pytest.param("id:" + "9" * 1_900, "9… is no number", 3, "id:17", id="too large a number"),
        pytest.param("id:17..3", "the larger number comes first", 3, "write: id:3..17", id="ids reversed"),
        pytest.param("date:31/2/2018", "impossible date: 31/2/2018", 5, "perhaps: date:28/2/2018", id="no such day"),
        pytest.param("date:2018-04-31", "impossible date: 2018-04-31", 5, "perhaps: date:30/4/2018", id="no such ISO"),
        pytest.param("ngày:10/25/2018", "impossible date", 5, "perhaps: ngày:25/10/2018", id="month before day"),
        pytest.param("date:1/25/0018", "impossible date", 5, "for example: date:2018,", id="no such year"),
        pytest.param("date:2018-13", "impossible date: 2018-13", 5, "date:10/2018,", id="no such month"),
        pytest.param("date:31/2", "impossible date: 31/2", 5, "date:4/10/2018", id="no such day of any year"),
        pytest.param("after:9999", "impossible date: 9999", 6, "after:2018", id="end of the calendar"),
        pytest.param("date:2017..x", "x is no date", 11, "date:2017..2019", id="no date"),
        pytest.param("date:4-10-18", "4-10-18 is no date", 5, "date:4/10/2018", id="century not clear"),
        pytest.param("before:4/10", "4/10 needs a year", 7, "before:4/10/2018", id="year missing"),
        pytest.param("added:4/10", "4/10 needs a year", 6, "added:4/10/2018", id="year missing for added"),
        pytest.param("since:2017..2018", "2017..2018 is no date", 6, "since:2018", id="range is no day"),
        pytest.param("date:2019..2017", "the later date comes first", 5, "date:2017..2019", id="dates reversed"),
        pytest.param('date:"2019 .. 2017"', "the later date comes first", 6, 'date:"', id="spaced dates reversed"),
        pytest.param("a " * 80, "too many words", 128, "at most 64", id="too many words"),
        pytest.param("id:" + ",".join("1" * 80), "too many words", 3, "at most 64", id="too many ids"),
        pytest.param('"' + "a " * 80 + '"~5', "too many words", 1, "at most 64", id="too many words near"),
        pytest.param("a" * 3_000, "query too long", 40, "at most 2,000", id="too long"),
        pytest.param(" " * 9_000, "query too long", 40, "at most 2,000", id="much too long"),
        pytest.param("(" * 25, "too many parentheses", 20, "at most 20", id="too deep"),
    ],
)  # fmt: skip
def test_query_that_cannot_be_understood_names_the_place_and_a_way_out(
    text: str, reason: str, position: int, hint: str
) -> None:
    error = fail(text)

    assert reason in error.message
    assert (error.position, hint in error.hint) == (position, True)


def test_query_keeps_what_was_typed() -> None:
    assert parse(" dân  vận").text == " dân  vận"


def test_long_phrase_is_one_word() -> None:
    text = "a " * 400

    assert parse(f'"{text}"').root == Phrase(text.strip())


@pytest.mark.parametrize("name", NAMES)
def test_example_of_each_field_is_understood(name: str) -> None:
    known = (name, *NAMES[name])

    assert len({parse(f"{spelling}:{EXAMPLES[name]}").root for spelling in known}) == 1


@given(queries)
def test_no_query_raises_anything_but_a_query_error_that_points_into_it(text: str) -> None:
    error = None
    try:
        parse(text)
    except QueryError as refused:
        error = refused

    assert error is None or (0 <= error.position <= len(error.query) and error.hint)


@given(queries)
def test_normal_form_of_a_query_does_not_matter(text: str) -> None:
    with suppress(QueryError):
        root = parse(text).root
        assert parse(unicodedata.normalize("NFD", text)).root == root


@given(st.text(alphabet='ab "(|-:~*', max_size=40))
def test_query_in_quotes_is_text(text: str) -> None:
    inside = text.replace('"', " ") + " a"

    assert parse(f'"{inside}"').root == Phrase(" ".join(inside.split()))


@pytest.mark.parametrize(
    "piece", ['"a', "a(", "(a)", "-", "a:", "ab cd:", "((a))", "title:", "NOT ", "a OR ", "«", "a|", "ngày:2018 ", ".."]
)
def test_longest_query_takes_little_time(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]

    start = time.process_time()
    with suppress(QueryError):
        parse(text)

    assert time.process_time() - start < 0.5


def _examples(text: str) -> list[str]:
    return [code.replace("\\|", "|") for code in re.findall("`([^`\n]+)`", text)]


UNDERSTOOD, _, REFUSED = PAGE.partition("## When it cannot be understood")


@pytest.mark.parametrize("example", [text for text in _examples(UNDERSTOOD) if not text.startswith("--")])
def test_page_shows_what_is_understood(example: str) -> None:
    assert parse(example).text == example


@pytest.mark.parametrize("example", _examples(REFUSED))
def test_page_shows_what_is_not_understood(example: str) -> None:
    assert fail(example).hint


def test_page_shows_the_error_as_it_is() -> None:
    error = fail("bão date:31/2/2018")

    assert f"newsarchive: {error.message}\n" in REFUSED
    assert f"  {error.query}\n  {' ' * error.position}^\nhint: {error.hint}\n" in REFUSED


def test_page_knows_every_name() -> None:
    missing = [name for known in NAMES.items() for name in (known[0], *known[1]) if f"`{name}:" not in PAGE]

    assert missing == []
