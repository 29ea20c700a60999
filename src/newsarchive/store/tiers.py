"""What a query asks of the full-text index in turn: levels, each of them in tiers.

As typed; only where nothing answers, without its marks; and only where nothing answers that, for some of its words.
Within a level what stands in the title comes first, then what stands together, then the rest. Six words or more are
a headline, if they stand together anywhere, and else a question, for which the rarest of them decide.
"""

from collections.abc import Iterator
from itertools import islice, pairwise, product
from typing import NamedTuple

from newsarchive.model.search import All, Either, Field, Match, Node, Phrase, Words
from newsarchive.store.candidates import Candidates
from newsarchive.store.expression import any_of, phrase_match, to_match, with_parts
from newsarchive.store.ranking import Asked, Weights
from newsarchive.store.readings import Readings
from newsarchive.text.fold import iter_words

_TOGETHER = "together"
_MOST_FORMS = 6  # of a whole query
_FEWEST_WORDS = 3  # of which some are enough
_QUESTION = 6  # words: from there on, some are better than chance
_POSTINGS = 15_000  # looked at for some of the words
_LEAST_SHARE = 0.25  # of the best article's weight: with less, an article has nothing to do with what was meant
_FEWEST_TERMS = 3  # of them, whatever they cost


class Tier(NamedTuple):
    """One question to the index."""

    name: str
    expression: str


class Level(NamedTuple):
    """One way to answer a query: in which order to look, and by which words the best are told."""

    match: Match
    asked: Asked
    whole: str = ""  # the expression for all that it finds
    tiers: tuple[Tier, ...] = ()
    docids: tuple[int, ...] = ()  # instead of an expression: all that it finds, the likeliest first
    may_hold_all: bool = False  # of the words, apart: nobody has looked for such articles


class Asking:
    """A query that has words, made ready for one archive."""

    def __init__(self, text: All, typed: str, readings: Readings, candidates: Candidates) -> None:
        """Take what is asked, and the same as it was typed."""
        self.text = text
        self._headline = typed if len(text.parts) > 1 and all(map(_forms, text.parts)) else ""
        self.typed = to_match(text)
        self.folded = to_match(text, loose=True)
        self._readings = readings
        self._candidates = candidates
        plain = All(tuple(part for part in text.parts if isinstance(part, Words)))
        self._words = [word for one in typed_texts(plain) for _, _, word in iter_words(one)]

    def level(self) -> Level | None:
        """Return the first level that finds anything; None if none does."""
        for match in (Match.TYPED, Match.FOLDED):
            level = self.to_level(match)
            # What stands in a title stands together, and is found sooner.
            expressions = [tier.expression for tier in level.tiers] if self._is_long() else [level.whole]
            if (match is Match.TYPED or self.folded != self.typed) and any(map(self._candidates.exists, expressions)):
                return level
        return self._some() if len(self._words) >= _FEWEST_WORDS else None

    def as_typed(self) -> str:
        """Return the expression for the articles that a search shows as matching as typed."""
        whole = self.to_level(Match.TYPED).whole
        return whole if self._candidates.exists(whole) else self.typed

    def to_level(self, match: Match) -> Level:
        """Return the level at which all words must be there, those of a headline together."""
        loose = match is not Match.TYPED
        suffix = ", without marks" if loose else ""
        nodes = (*_headline(self._headline), *_narrower(self.text))
        narrower = tuple(Tier(name + suffix, to_match(node, loose=loose)) for name, node in nodes)
        whole = self.folded if loose else self.typed
        words = [word for text in typed_texts(self.text) for _, _, word in iter_words(text)]
        level = Level(match, Asked(words), whole, (*narrower, Tier("words" + suffix, whole)))
        return _together(level) if self._is_long() else level

    def _is_long(self) -> bool:
        return len(self._words) >= _QUESTION

    def _some(self) -> Level | None:
        """Return the level of articles with some of the words: the rarest words, and the rarest that are neighbours."""
        rest = tuple(part for part in self.text.parts if not isinstance(part, Words))
        terms: dict[tuple[str, ...], str] = {
            pair: phrase_match(" ".join(pair), loose=True) for pair in pairwise(self._words)
        }
        terms |= {(word,): phrase_match(word) for word in self._words}
        terms = {words: with_parts(term, rest) for words, term in terms.items()}
        counts = {words: self._candidates.count(term, _POSTINGS) for words, term in terms.items()}
        weights = Weights(counts, self._readings.total())
        scores: dict[int, float] = {}
        postings = 0
        for number, words in enumerate(sorted(counts, key=lambda words: (counts[words], words))):
            postings += counts[words]
            if number >= _FEWEST_TERMS and postings > _POSTINGS:
                break
            weight = weights.of(words)
            for docid in self._candidates.newest(terms[words], _POSTINGS):
                scores[docid] = scores.get(docid, 0.0) + weight
        enough = _LEAST_SHARE * max(scores.values(), default=0.0)
        likely = [docid for docid in scores if scores[docid] >= enough]
        docids = tuple(sorted(likely, key=lambda docid: (-scores[docid], -docid)))
        is_plain = len(self._words) == sum(len(part.units) for part in self.text.parts if isinstance(part, Words))
        asked = Asked(self._words, weights)
        return Level(Match.PARTIAL, asked, docids=docids, may_hold_all=self._is_long() and is_plain) if docids else None


def _together(level: Level) -> Level:
    """Return level without the articles that hold the words apart, if there are words to be held together."""
    together = [tier.expression for tier in level.tiers if tier.name.startswith(_TOGETHER)]
    return level._replace(whole=any_of(dict.fromkeys(together)), tiers=level.tiers[:-1]) if together else level


def typed_texts(node: Node) -> Iterator[str]:
    """Yield the words that must occur, as typed."""
    match node:
        case Words(units):
            yield from (forms[0] for forms in units)
        case Phrase(text, Field.TEXT | Field.TITLE):
            yield text
        case All(parts):
            for part in parts:
                yield from typed_texts(part)
        case Either(parts):
            yield from islice(typed_texts(All(parts)), 1)


def _headline(text: str) -> Iterator[tuple[str, Node]]:
    """Yield the phrases that ask for a text with quotes in it as a whole: a headline about “Dân vận khéo”."""
    if text:
        yield "title", Phrase(text, Field.TITLE)
        yield _TOGETHER, Phrase(text)


def _narrower(text: All) -> Iterator[tuple[str, Node]]:
    """Yield the conjunctions that ask for the same words in the title, and for the same words together."""
    for place, part in enumerate(text.parts):
        forms = _forms(part)
        if forms:
            before, after = text.parts[:place], text.parts[place + 1 :]
            in_title = tuple(Phrase(form, Field.TITLE) for form in forms)
            yield "title", All((*before, Either(in_title), *after))
            if isinstance(part, Words) and any(len(list(iter_words(form))) > 1 for form in forms):
                yield _TOGETHER, All((*before, Either(tuple(map(Phrase, forms))), *after))
            return


def _forms(node: Node) -> tuple[str, ...]:
    """Return the texts that words, or a phrase, can be written as; () for anything else."""
    match node:
        case Words(units):
            return tuple(" ".join(forms) for forms in islice(product(*units), _MOST_FORMS))
        case Phrase(text, Field.TEXT, within=None, is_prefix=False):
            return (text,)
        case Either(parts):
            forms = [_forms(part) for part in parts if isinstance(part, Phrase)]
            return tuple(text for form in forms for text in form) if len(forms) == len(parts) and all(forms) else ()
    return ()
