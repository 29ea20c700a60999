import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.model.search import All, Either, Field, Filter, Node, Not, Period, Phrase, Property, Query, Words
from newsarchive.text import abbreviations as module
from newsarchive.text.abbreviations import (
    MOST_PHRASES,
    Abbreviation,
    Abbreviations,
    Misread,
    Origin,
    expand,
    fault,
    name_key,
    read,
    split_line,
)
from newsarchive.text.equal_forms import MOST_FORMS
from newsarchive.text.fold import fold

BUILT_IN = Path(module.__file__).with_name("abbreviations.txt").read_text(encoding="utf-8")
KNOWN = read(BUILT_IN)
UBND = ("UBND", "ủy ban nhân dân")


def words(text: str) -> Words:
    return Words(tuple((word,) for word in text.split()))


def expanded(node: Node, known: Abbreviations = KNOWN) -> Node:
    return expand(Query(node), known).root


def units(text: str, known: Abbreviations = KNOWN) -> tuple[tuple[str, ...], ...]:
    node = expanded(words(text), known)
    assert isinstance(node, Words)
    return node.units


def phrases(text: str, known: Abbreviations = KNOWN) -> list[str]:
    node = expanded(Phrase(text), known)
    return [part.text for part in node.parts if isinstance(part, Phrase)] if isinstance(node, Either) else []


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("UBND", ("ủy ban nhân dân",)),
        ("ubnd", ("ủy ban nhân dân",)),
        ("ủy ban nhân dân", ("UBND",)),
        ("uỷ ban nhân dân", ("UBND",)),
        ("uy ban nhan dan", ("UBND",)),
        ("ủy ban nhan dan", ("UBND",)),
        ("ỦY BAN NHÂN DÂN", ("UBND",)),
        (unicodedata.normalize("NFD", "ủy ban nhân dân"), ("UBND",)),
        ("hdnd", ("hội đồng nhân dân",)),
        ("đ/c", ("đồng chí",)),
        ("đồng chí", ("Đ/c",)),
        ("GD ĐT", ("giáo dục và đào tạo", "GDĐT", "giáo dục đào tạo")),
        ("giáo dục - đào tạo", ("GD&ĐT", "giáo dục và đào tạo", "GDĐT")),
        ("KTXH", ("KT-XH", "kinh tế - xã hội")),
        ("nông thôn mới", ("NTM",)),
    ],
)
def test_words_of_a_form_become_one_unit(typed: str, others: tuple[str, ...]) -> None:
    typed_words = typed.replace(" - ", " ")

    assert units(typed_words) == ((typed_words, *others),)


@pytest.mark.parametrize(
    "typed",
    ["ủy ban nhân dẫn", "ủy ban", "dân nhân ban ủy", "15/2018/QĐ-UBND", "UBNDX", "bão lũ", "hđnđ"],
    ids=["other-marks", "half", "backwards", "inside-a-number", "longer", "none", "other-letter"],
)
def test_words_that_are_no_form_stay(typed: str) -> None:
    assert units(typed) == words(typed).units


def test_words_around_a_form_stay() -> None:
    assert units("chủ tịch ủy ban nhân dân xã") == (
        ("chủ",),
        ("tịch",),
        ("ủy ban nhân dân", "UBND"),
        ("xã",),
    )


def test_the_longest_form_is_meant() -> None:
    assert units("phòng cháy chữa cháy rừng")[0][:2] == ("phòng cháy chữa cháy rừng", "PCCCR")
    assert [unit[0] for unit in units("phòng cháy chữa cháy nhà")] == ["phòng cháy chữa cháy", "nhà"]


def test_forms_inside_a_form_are_known() -> None:
    (unit,) = units("ủy ban MTTQ")

    assert set(unit) == {"UBMTTQ", "ủy ban Mặt trận Tổ quốc", "UB Mặt trận Tổ quốc", "ủy ban MTTQ", "UB MTTQ"}


@pytest.mark.parametrize("typed", ["CBCC viên chức", "PCCC rừng", "lao động TBXH"])
def test_form_may_begin_with_another_one(typed: str) -> None:
    (unit,) = units(typed)

    assert unit[0] == typed
    assert len(unit) > 2


def test_word_with_other_forms_already_is_left_alone() -> None:
    node = Words((("ủy",), ("ban",), ("nhaan", "nhân"), ("dân",), ("UBND", "x")))

    assert expanded(node) == node


def test_expanding_twice_is_expanding_once() -> None:
    once = expand(Query(words("UBND xã"), "UBND xã"), KNOWN)

    assert expand(once, KNOWN) == once
    assert once.text == "UBND xã"


def test_phrase_becomes_phrases_with_each_form() -> None:
    assert phrases("UBND xã") == ["UBND xã", "ủy ban nhân dân xã"]
    assert phrases("Chủ tịch ủy ban nhân dân, xã") == ["Chủ tịch ủy ban nhân dân, xã", "Chủ tịch UBND, xã"]
    assert phrases("UBND") == list(UBND)
    assert phrases("bão số 4") == []


def test_phrase_with_many_forms_becomes_at_most_six() -> None:
    found = phrases("UBND, UBMTTQ và CCB xã về NTM")

    assert len(found) == len(set(found)) == MOST_PHRASES
    assert found[0] == "UBND, UBMTTQ và CCB xã về NTM"


def test_all_parts_of_a_query_are_looked_at() -> None:
    node = All((Not(Phrase("UBND", Field.TITLE)), Either((words("NTM"), Filter(Property.TAG, "UBND"))), Period()))
    title = Either((Phrase("UBND", Field.TITLE), Phrase("ủy ban nhân dân", Field.TITLE)))
    mended = Either((Words((("NTM", "nông thôn mới"),)), Filter(Property.TAG, "UBND")))

    assert expanded(node) == All((Not(title), mended, Period()))


@pytest.mark.parametrize(
    "phrase",
    [Phrase("UBND", is_prefix=True), Phrase("UBND", Field.BYLINE)],
    ids=["prefix", "byline"],
)
def test_phrase_of_another_kind_stays(phrase: Phrase) -> None:
    assert expanded(phrase) == phrase


@pytest.mark.parametrize(
    "phrase", [Phrase("UBND xã", within=3), Phrase("UBND xã", Field.SECTION)], ids=["near", "section"]
)
def test_phrase_is_asked_in_its_other_form_too(phrase: Phrase) -> None:
    assert expanded(phrase) == Either((phrase, replace(phrase, text="ủy ban nhân dân xã")))


def test_own_line_replaces_the_built_in_one() -> None:
    known = read(BUILT_IN, "ubnd = ủy ban nhân dân xã # của xã")

    assert units("UBND", known) == (("UBND", "ủy ban nhân dân xã"),)
    assert known.groups[0] == Abbreviation("ubnd", ("ủy ban nhân dân xã",), Origin.OWN)
    assert [one.name for one in known.groups].count("UBND") == 0


def test_own_line_without_forms_switches_off() -> None:
    known = read("UBND = ủy ban nhân dân", "UBND =\nXYZ =")

    assert units("UBND", known) == (("UBND",),)
    assert known.groups == (Abbreviation("UBND", ("ủy ban nhân dân",), Origin.OFF),)


def test_abbreviation_of_two_meanings_is_both_and_they_are_not_equal() -> None:
    known = read("TT = thị trấn\nTT = trung tâm\nTTX = TT xã")

    assert units("TT", known) == (("TT", "thị trấn", "trung tâm"),)
    assert units("thị trấn", known) == (("thị trấn", "TT"),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("UBND", 'there is no "=" in it'),
        ("= ủy ban", 'no abbreviation stands before "="'),
        ("*** = ủy ban", 'no abbreviation stands before "="'),
        ("UB = ủy ban = ***", "'***' is no word"),
        ("UB = " + "ủy " * 17, "too long: at most 12 forms of 16 words"),
        ("UB" + " = ủy" * 12, "too long: at most 12 forms of 16 words"),
        ("UB = ub", "it means itself"),
    ],
)
def test_own_line_that_is_not_understood_is_told_and_passed_over(line: str, reason: str) -> None:
    known = read("", f"# của tôi\r\n\n{line}\nUBX = ủy ban xã\n")

    assert known.misread == (Misread(3, line.strip(), reason),)
    assert known.groups == (Abbreviation("UBX", ("ủy ban xã",), Origin.OWN),)


def test_remark_sign_is_no_part_of_a_form() -> None:
    assert fault(("UB", "ủy # ban")) == "'#' is no word"


def test_group_lends_and_borrows_so_many_forms_and_no_more() -> None:
    many = " = ".join(["A", *(f"b{number}" for number in range(10))])
    known = read(f"{many}\nC = A xã A xã A xã\n")

    (unit,) = units("C", known)

    assert len(unit) == MOST_FORMS


def test_short_numbers_and_final_y_begin_a_form_in_each_spelling() -> None:
    known = read("KH04 = 04 kế hoạch\nKN = kỹ năng")

    assert units("4 kế hoạch", known) == (("4 kế hoạch", "KH04"),)
    assert units("kĩ năng", known) == (("kĩ năng", "KN"),)


def test_built_in_lines_are_understood_and_no_two_say_the_same() -> None:
    own = read("", BUILT_IN)
    names = [name_key(one.name) for one in own.groups]

    assert own.misread == ()
    assert 50 <= len(names) == len(set(names))
    assert not [line for line in BUILT_IN.splitlines() if line != unicodedata.normalize("NFC", line)]


def test_no_built_in_abbreviation_is_a_syllable() -> None:
    syllable = re.compile("(?:ngh?|nh|gh|[kptc]h|tr|qu|[bcdghklmnprstvx])?[aeiouy]+(?:ch|ng|nh|[cmnpt])?")

    assert [one.name for one in KNOWN.groups if syllable.fullmatch(fold(one.name))] == []


@pytest.mark.parametrize("group", KNOWN.groups, ids=lambda group: group.name)
def test_every_built_in_form_finds_the_others(group: Abbreviation) -> None:
    forms = (group.name, *group.forms)

    for form in forms:
        (unit,) = units(" ".join(split_line(form)[0].replace(" - ", " ").split()))
        assert {name_key(one) for one in forms} <= {name_key(one) for one in unit}


@given(st.lists(st.text(max_size=12), max_size=8), st.text(max_size=80))
def test_nothing_typed_or_written_in_the_file_ever_raises(typed: list[str], own: str) -> None:
    known = read(BUILT_IN, own)
    node = expanded(Words(tuple((one,) for one in typed)), known)

    assert isinstance(node, Words)
    assert " ".join(unit[0] for unit in node.units) == " ".join(typed)
    expanded(Phrase(" ".join(typed)), known)


@given(st.text(alphabet="UBND=# \nủyđ/0|", max_size=60))
def test_own_lines_of_any_kind_are_read(own: str) -> None:
    known = read("", own)

    for group in known.groups:
        assert units(group.name.split()[0], known)
