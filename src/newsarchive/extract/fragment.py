"""HTML fragments, as feeds carry them, to the text, the pictures and the files of an article."""

from newsarchive.extract.markup import Block, Picture, parse_html, read_parts
from newsarchive.model.article import Attachment, Figure

Fragment = tuple[str, tuple[Figure, ...], tuple[Attachment, ...]]


def read_fragment(html: str, base_url: str = "") -> Fragment:
    r"""Return the clean text of a fragment, its pictures with the words under them, and the files it links to.

    >>> read_fragment("<p>Xã <b>họp</b>.</p><figure><figcaption>Toàn cảnh</figcaption></figure><p>Thôn họp.</p>")
    ('Xã họp.\n\nThôn họp.', (Figure(url='', caption='Toàn cảnh', position=1),), ())
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
    files = {part.url: part for part in parts if isinstance(part, Attachment)}
    return "\n\n".join(paragraphs), tuple(figures), tuple(files.values())
