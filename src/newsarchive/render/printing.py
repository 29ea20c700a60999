"""Articles as one document for A4 paper; the browser that prints it numbers the pages."""

from collections.abc import Iterable, Iterator

from newsarchive.model.article import Article
from newsarchive.render.environment import environment


def print_document(articles: Iterable[Article], *, title: str = "") -> Iterator[str]:
    """Yield an HTML document, each article on a page of its own, while articles are being read."""
    template = environment().get_template("print.html")
    yield from template.generate(articles=articles, title=title or "Bản in")
