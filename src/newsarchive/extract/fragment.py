"""HTML fragments, as feeds carry them, to the text and the pictures of an article."""

from newsarchive.extract.markup import Block, Picture, parse_html, read_parts
from newsarchive.model.article import Figure


def read_fragment(html: str, base_url: str = "") -> tuple[str, tuple[Figure, ...]]:
    r"""Return the clean text of a fragment, and its pictures with the words under them.

    >>> read_fragment("<p>Xã <b>họp</b>.</p><figure><figcaption>Toàn cảnh</figcaption></figure><p>Thôn họp.</p>")
    ('Xã họp.\n\nThôn họp.', (Figure(url='', caption='Toàn cảnh', position=1),))
    """
    tree = parse_html(f"<div>{html}</div>")
    parts = read_parts(tree, base_url) if tree is not None else ()
    paragraphs: list[str] = []
    figures: list[Figure] = []
    for part in parts:
        if isinstance(part, Block):
            paragraphs.append(part.text)
        elif isinstance(part, Picture) and (part.url or part.caption):
            figures.append(Figure(part.url, part.caption, len(paragraphs)))
    return "\n\n".join(paragraphs), tuple(figures)
