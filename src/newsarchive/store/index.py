"""The words of each article in the full-text index, and queries in its language.

Column `body` holds the exact key of every word after "=", then every folded key; column `heading` holds those of
the title, each after "^", so that a search in titles reads a short list of its own. An article typed wholly
without marks carries the term "!plain". The index stores no text: what is taken out must be exactly what was
put in, so both are derived here, from the same revision.
"""

from collections.abc import Iterable

from newsarchive.model import Article, ArticleId, Draft, Term
from newsarchive.store.connection import Connection
from newsarchive.text.fold import is_marked, iter_words, keys

PLAIN = '"!plain"'
_MARKED_SHARE = 0.05  # of the words: a text with fewer was typed without accents


def insert(connection: Connection, article_id: ArticleId, draft: Draft) -> None:
    """Make the words of draft findable."""
    connection.execute(
        "INSERT INTO article_index (rowid, body, heading) VALUES (?, ?, ?)", (article_id, *_columns(draft))
    )


def remove(connection: Connection, article: Article) -> None:
    """Take out the words of article, which must be as they were put in."""
    connection.execute(
        "INSERT INTO article_index (article_index, rowid, body, heading) VALUES ('delete', ?, ?, ?)",
        (article.id, *_columns(article)),
    )


def _columns(draft: Draft) -> tuple[str, str]:
    captions = (figure.caption for figure in draft.figures)
    texts = (draft.title, draft.summary, draft.text, *captions, *draft.byline)
    words = [word for text in texts for _, _, word in iter_words(text)]
    title = [keys(word) for _, _, word in iter_words(draft.title)]
    pairs = [keys(word) for word in words]
    heading = [f"^={exact}" for exact, _ in title] + [f"^{folded}" for _, folded in title]
    if sum(map(is_marked, words)) < _MARKED_SHARE * len(words):
        heading.append("!plain")
    body = [f"={exact}" for exact, _ in pairs] + [folded for _, folded in pairs]
    return " ".join(body), " ".join(heading)


def _phrase(terms: Iterable[str]) -> str:
    return '"' + " ".join(terms) + '"'


def match_term(term: Term, *, loose: bool = False, sign: str = "") -> str:
    r"""Return the expression that finds term: marks typed count, marks not typed do not.

    A word with marks asks for its exact key, one without for its folded key; a phrase of both asks for the folded
    phrase and for the exact words. With loose, everything is folded.

    >>> match_term(Term("dân vận"))
    '"=dân =vân."'
    >>> match_term(Term("dân van"))
    '("dan van" AND "=dân")'
    >>> match_term(Term("vận"), loose=True)
    '"van"'
    """
    words = [word for _, _, word in iter_words(term.text)]
    exact = [] if loose else [f"{sign}={keys(word)[0]}" for word in words if is_marked(word)]
    if len(exact) == len(words):
        return _phrase(exact)
    folded = _phrase(f"{sign}{keys(word)[1]}" for word in words)
    return "(" + " AND ".join([folded, *map(_phrase, ([one] for one in exact))]) + ")" if exact else folded


def match_all(terms: tuple[Term, ...], *, loose: bool = False) -> str:
    """Return the expression for articles that hold every term."""
    return " AND ".join(match_term(term, loose=loose) for term in terms)
