"""How articles fall on years, sections, tags and sites."""

from collections import Counter
from collections.abc import Iterable, Sequence

from newsarchive.model.article import Moment
from newsarchive.model.search import Count, Facets
from newsarchive.store.connection import Connection
from newsarchive.store.rows import marks
from newsarchive.text.dates import to_hanoi

_FIELDS = """
SELECT published, section, site
FROM listing JOIN article ON article.id = listing.article_id JOIN revision ON revision.id = article.revision_id
WHERE docid IN ({})"""
_TAGS = """
SELECT tag.name FROM listing JOIN article_tag USING (article_id) JOIN tag ON tag.id = tag_id WHERE docid IN ({})"""


def to_facets(connection: Connection, docids: Sequence[int], count: Count) -> Facets:
    """Return the facets of the articles with these docids, which are count of the answer."""
    rows = connection.rows(_FIELDS.format(marks(docids)), docids)
    published, sections, sites = zip(*rows, strict=True) if rows else ((), (), ())
    tags = connection.rows(_TAGS.format(marks(docids)), docids)
    return Facets(
        count=count,
        years=tuple(sorted(Counter(map(_year, published)).items(), reverse=True)),
        sections=_most_first(sections),
        tags=_most_first(row[0] for row in tags),
        sites=_most_first(sites),
    )


def _most_first(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _year(published: str) -> str:
    moment = to_hanoi(Moment(published))
    return str(moment.year) if moment else ""
