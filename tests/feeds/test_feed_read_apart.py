"""Entries of one document, told apart."""

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.feeds.apart import tell_apart
from newsarchive.model.feed import Entry

SITE = "https://xa.example/"


def told(*entries: tuple[str, str, str]) -> list[tuple[str, str]]:
    found = tell_apart(Entry(guid=guid, url=url, title=title) for guid, url, title in entries)
    return [(entry.guid, entry.url) for entry in found]


def test_guid_of_its_own_stays() -> None:
    assert told(("1", SITE + "1", "A"), ("2", SITE + "2", "B")) == [("1", SITE + "1"), ("2", SITE + "2")]


def test_repeated_guid_is_joined_by_the_address() -> None:
    assert told(("1", SITE + "1", "A"), ("1", SITE + "2", "B")) == [
        (f"1|{SITE}1", SITE + "1"),
        (f"1|{SITE}2", SITE + "2"),
    ]


def test_repeated_guid_without_an_address_is_none() -> None:
    assert told(("1", "", "A"), ("1", "", "B")) == [("", ""), ("", "")]


def test_address_that_several_share_is_none_of_theirs() -> None:
    assert told(("1", SITE, "A"), ("2", SITE + "?utm_source=x", "B")) == [("1", ""), ("2", "")]


def test_everything_shared_names_nothing() -> None:
    assert told((SITE, SITE, "A"), (SITE, SITE, "B")) == [("", ""), ("", "")]


def test_same_entry_again_keeps_its_names() -> None:
    assert told(("1", SITE + "1", "A"), ("1", SITE + "1", "A")) == [("1", SITE + "1")] * 2


@given(
    st.lists(
        st.builds(
            Entry,
            guid=st.sampled_from(["", "1", "2", SITE]),
            url=st.sampled_from(["", SITE, SITE + "1", SITE + "2"]),
            title=st.sampled_from(["A", "B"]),
        ),
        max_size=6,
    )
)
def test_telling_apart_twice_changes_nothing(entries: list[Entry]) -> None:
    once = tell_apart(entries)

    assert tell_apart(once) == once
