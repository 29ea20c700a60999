"""Articles as one document for A4 paper; the browser that prints it numbers the pages."""

from collections.abc import Iterable, Iterator, Mapping

from newsarchive.model.article import Article
from newsarchive.render.body import NO_PICTURES, body
from newsarchive.render.environment import environment


def print_document(
    articles: Iterable[Article], *, title: str = "", pictures: Mapping[str, str] = NO_PICTURES
) -> Iterator[str]:
    """Yield an HTML document, each article on a page of its own, while articles are being read.

    `pictures` tells by address of a picture which data: address holds it: the document is one file.
    """
    template = environment().get_template("print.html")
    items = ((article, body(article, pictures)) for article in articles)
    yield from template.generate(items=items, title=title or "Bản in")
