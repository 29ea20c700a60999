from datetime import datetime

from newsarchive.model.search import SavedSearch, TagRule
from newsarchive.store.store import Store


def test_search_is_saved_under_any_spelling_of_its_name(store: Store, now: datetime) -> None:
    store.saved.set("Dân-vận", "dân vận", now)
    store.saved.set("lúa", "lúa mùa", now)

    assert store.saved.find("dan-van") == SavedSearch("Dân-vận", "dân vận")
    assert store.saved.find("bão") is None
    assert store.saved.list() == (SavedSearch("Dân-vận", "dân vận"), SavedSearch("lúa", "lúa mùa"))


def test_saving_again_replaces_query_and_spelling(store: Store, now: datetime) -> None:
    store.saved.set("dan-van", "dân vận", now)
    store.saved.set("Dân-vận", "dân vận khéo", now)

    assert store.saved.list() == (SavedSearch("Dân-vận", "dân vận khéo"),)


def test_saved_search_is_forgotten_once(store: Store, now: datetime) -> None:
    store.saved.set("Dân-vận", "dân vận", now)

    assert store.saved.remove("dan-van")
    assert not store.saved.remove("dan-van")
    assert store.saved.list() == ()


def test_rule_is_added_once_for_all_spellings_of_its_tag(store: Store, now: datetime) -> None:
    assert store.rules.add("Bão lũ", "bão", now)
    assert store.rules.add("Bão lũ", "lũ", now)
    assert store.rules.add("Lúa", "lúa", now)
    assert not store.rules.add("bao lu", "bão", now)

    assert store.rules.list() == (TagRule("Bão lũ", "bão"), TagRule("Bão lũ", "lũ"), TagRule("Lúa", "lúa"))
    assert store.rules.list("lua") == (TagRule("Lúa", "lúa"),)


def test_one_rule_or_all_of_a_tag_are_removed(store: Store, now: datetime) -> None:
    for query in ("bão", "lũ", "lụt"):
        store.rules.add("Bão lũ", query, now)

    assert store.rules.remove("bao lu", "lũ") == 1
    assert store.rules.remove("bao lu", "lũ") == 0
    assert store.rules.remove("Bão lũ") == 2
    assert store.rules.list() == ()


def test_rules_follow_their_tag_to_its_new_name(store: Store, now: datetime) -> None:
    store.rules.add("NTM", "nông thôn mới", now)
    store.rules.add("NTM", "tiêu chí", now)
    store.rules.add("nông thôn mới", "nông thôn mới", now)

    assert store.rules.rename("ntm", "Nông thôn mới") == 2
    assert {rule.tag for rule in store.rules.list()} == {"Nông thôn mới"}
    assert sorted(rule.query for rule in store.rules.list()) == ["nông thôn mới", "tiêu chí"]
