"""The content of an article as HTML in one fixed form, and foreign HTML as plain text."""

import html
import re
from collections.abc import Sequence

from newsarchive.feeds.escape import unescape
from newsarchive.model.article import Figure
from newsarchive.text.normalize import clean_text, split_paragraphs

_LINE_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:article|blockquote|div|dl|dd|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|section|table|td|th|tr|ul)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![^<>]*>")
_MARKUP = re.compile(_TAG.pattern + r"|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);")


def to_html(text: str, figures: Sequence[Figure] = ()) -> str:
    r"""Return clean text as paragraphs, each figure after as many of them as its position says.

    >>> print(to_html("Một & hai\nba\n\nBốn", [Figure("https://xa.example/1.jpg", "Gặt lúa", 1)]))
    <p>Một &amp; hai<br>ba</p>
    <figure><img src="https://xa.example/1.jpg" alt="Gặt lúa"><figcaption>Gặt lúa</figcaption></figure>
    <p>Bốn</p>
    """
    paragraphs = split_paragraphs(html.escape(text, quote=False))
    blocks: list[str] = []
    waiting = sorted(figures, key=lambda figure: figure.position)
    for count in range(len(paragraphs) + 1):
        while waiting and (waiting[0].position <= count or count == len(paragraphs)):
            blocks.append(_to_figure(waiting.pop(0)))
        if count < len(paragraphs):
            blocks.append("<p>" + paragraphs[count].replace("\n", "<br>") + "</p>")
    return "\n".join(block for block in blocks if block)


def _to_figure(figure: Figure) -> str:
    image = f'<img src="{html.escape(figure.url)}" alt="{html.escape(figure.caption)}">' if figure.url else ""
    words = f"<figcaption>{html.escape(figure.caption, quote=False)}</figcaption>" if figure.caption else ""
    return f"<figure>{image}{words}</figure>" if image or words else ""


def is_markup(text: str) -> bool:
    """Tell whether text holds a tag or a character reference."""
    return _MARKUP.search(text) is not None


def to_plain(markup: str) -> str:
    r"""Return the words of a piece of HTML as clean text.

    >>> to_plain("<p>Ruộng <b>đồng</b><br/>xanh</p><p>A &lt; B</p>")
    'Ruộng đồng\nxanh\n\nA < B'
    """
    text = _BLOCK.sub("\n\n", _LINE_BREAK.sub("\n", markup.replace("\r", "").replace("\n", " ")))
    return clean_text(unescape(_TAG.sub("", text)))
