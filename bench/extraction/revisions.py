"""Pages seen again: with other counters, clocks and boxes nothing has changed; with two other words something has."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bench.extraction.articles import Block, Item, make
from bench.extraction.portals import STYLES, Page, number_of, page
from bench.extraction.readers import capture_of, readability, trafilatura
from newsarchive.extract.capture import read_capture
from newsarchive.model.article import Outcome
from newsarchive.model.extraction import SiteKnowledge
from newsarchive.operations.add import keep_capture
from newsarchive.store.store import Store
from newsarchive.text.digest import content_digest

Key = Callable[[Page], str]
Edit = Callable[[Item, random.Random], Item]
_PER_STYLE = 12  # pages: 60 in all
_SEEN_AGAIN = 1
_WORDS = ("thêm", "mới")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pages of how many a way of comparing calls changed."""

    pages: int
    unchanged: int  # though only the surroundings differ
    inserted: int  # of those with two more words
    replaced: int  # of those with two other words
    digits: int  # of those with another digit


def measure(seed: str, sites: Mapping[str, SiteKnowledge]) -> dict[str, Counts]:
    """Return what each way of comparing calls changed; sites holds what was learned of the site of each style."""
    places = [(style, place) for style in STYLES for place in range(10, 10 + _PER_STYLE)]
    ways: dict[str, Key] = {
        "newsarchive": lambda one: _digest(one, sites[""]),
        "newsarchive, learned chrome": lambda one: _digest(one, sites[one.style]),
        "trafilatura's text": lambda one: trafilatura(one.html.encode(), one.url).text,
        "readability-lxml's text": lambda one: readability(one.html.encode(), one.url).text,
        "bytes": lambda one: one.html,
    }
    counts = {name: _count(key, seed, places) for name, key in ways.items()}
    return {"an archive, which learns meanwhile": count_kept(seed, places), **counts}


def count_kept(seed: str, places: Sequence[tuple[str, int]]) -> Counts:
    """Return what an archive calls revised that has kept every page, and gets each of them once more."""
    changed = []
    for kind, edit in enumerate(_EDITS):
        with Store.in_memory() as store:
            for style, place in places:
                _keep(store, page(style, seed, place))
            results = [_keep(store, _edited(seed, style, place, kind, edit)) for style, place in places]
        changed.append(sum(one is not Outcome.UNCHANGED for one in results))
    return Counts(len(places), *changed)


def _keep(store: Store, one: Page) -> Outcome:
    capture = capture_of(one.html.encode(), one.url)
    return keep_capture(store, capture, capture.captured_at).outcome


def _count(key: Key, seed: str, places: Sequence[tuple[str, int]]) -> Counts:
    changed = [0, 0, 0, 0]
    for style, place in places:
        before = key(page(style, seed, place))
        for kind, edit in enumerate(_EDITS):
            changed[kind] += key(_edited(seed, style, place, kind, edit)) != before
    return Counts(len(places), *changed)


def _edited(seed: str, style: str, place: int, kind: int, edit: Edit) -> Page:
    """Return a page as it is seen again, its article edited."""
    item = edit(make(number_of(style, seed, place)), chance_of(style, place, f"{kind}"))
    return page(style, seed, place, visit=_SEEN_AGAIN, item=item)


def _digest(one: Page, site: SiteKnowledge) -> str:
    return content_digest(read_capture(capture_of(one.html.encode(), one.url), site).draft)


def chance_of(style: str, place: int, kind: str) -> random.Random:
    """Return what decides where a page is edited."""
    return random.Random(f"sửa {style} {place} {kind}")


def _same(item: Item, chance: random.Random) -> Item:
    return item


def insert_words(item: Item, chance: random.Random) -> Item:
    """Return an article with two words more."""
    return _edit(item, chance, lambda words, place: [*words[:place], *_WORDS, *words[place:]])


def replace_words(item: Item, chance: random.Random) -> Item:
    """Return an article with two other words."""
    return _edit(item, chance, lambda words, place: [*words[:place], *_WORDS, *words[place + 2 :]])


def change_digit(item: Item, chance: random.Random) -> Item:
    """Return an article with another digit in a number, or, where its paragraph has none, with a number more."""
    return _edit(item, chance, lambda words, place: _with_digit(words, place, chance))


def _with_digit(words: list[str], place: int, chance: random.Random) -> list[str]:
    numbers = [where for where, word in enumerate(words) if word.isdecimal()]
    if not numbers:
        return [*words[:place], str(chance.randint(2, 9)), *words[place:]]
    where = chance.choice(numbers)
    return [*words[:where], f"{int(words[where]) + 1}", *words[where + 1 :]]


def _edit(item: Item, chance: random.Random, change: Callable[[list[str], int], list[str]]) -> Item:
    """Change the lead or a paragraph, somewhere between its first words and its last."""
    places = [place for place, block in enumerate(item.blocks) if block.kind == "paragraph"]
    chosen = chance.choice([-1, *places])
    text = item.lead if chosen < 0 else item.blocks[chosen].text
    words = text.split()
    edited = " ".join(change(words, chance.randint(3, max(3, len(words) - 3))))
    if chosen < 0:
        return replace(item, lead=edited)
    blocks = [*item.blocks]
    blocks[chosen] = Block("paragraph", edited)
    return replace(item, blocks=tuple(blocks))


_EDITS: tuple[Edit, ...] = (_same, insert_words, replace_words, change_digit)
