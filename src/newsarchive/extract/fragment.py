"""HTML fragments, as feeds carry them, to the text, the blocks, the pictures and the files of an article."""

from dataclasses import dataclass

from newsarchive.extract.markup import Block, Picture, parse_html, read_parts, to_html
from newsarchive.model.article import Attachment, Figure


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a piece of HTML says."""

    text: str
    html: str = ""  # the same in the vocabulary of Draft.html
    figures: tuple[Figure, ...] = ()
    files: tuple[Attachment, ...] = ()


def read_fragment(html: str, base_url: str = "") -> Fragment:
    r"""Return the clean text of a fragment, its pictures with the words under them, and the files it links to.

    >>> read_fragment("<p>Xã <b>họp</b>.</p><figure><figcaption>Toàn cảnh</figcaption></figure>").text
    'Xã họp.'
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
    text = "\n\n".join(paragraphs)
    return Fragment(text, to_html(parts) if parts else "", tuple(figures), tuple(files.values()))
