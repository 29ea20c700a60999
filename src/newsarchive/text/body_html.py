"""The body of an article as HTML: its blocks where they are known, else its text in paragraphs."""

import html
import re
from collections.abc import Iterable, Sequence

from newsarchive.model.article import Draft, Figure
from newsarchive.text.normalize import split_paragraphs
from newsarchive.text.sanitize import clean_html
from newsarchive.text.urls import is_web

_FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SIGNS = re.compile(r"[\W_]+")
_SOURCE = re.compile(r'<img[^<>]*? src="([^"<>]*)"')
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)


def body_html(draft: Draft) -> str:
    """Return text and figures of an article as clean HTML, each figure once.

    Its own html counts only where it says the very words of the text: the text is what is searched and compared.
    """
    figures = [Figure(_address(one.url), one.caption, one.position) for one in draft.figures]
    blocks = clean_html(draft.html)
    if not blocks or _letters(_words(_FIGURE.sub("", blocks))) != _letters(draft.text):
        return paragraphs_html(draft.text, figures)
    missing = list(_iter_missing(blocks, figures))
    above = [_to_figure(one) for one in missing if one.position <= 0]
    below = [_to_figure(one) for one in missing if one.position > 0]
    return "\n".join(part for part in (*above, blocks, *below) if part)


def paragraphs_html(text: str, figures: Sequence[Figure] = ()) -> str:
    r"""Return clean text as paragraphs, each figure after as many of them as its position says.

    >>> print(paragraphs_html("Một & hai\nba\n\nBốn", [Figure("https://xa.example/1.jpg", "Gặt lúa", 1)]))
    <p>Một &amp; hai<br>ba</p>
    <figure><img src="https://xa.example/1.jpg" alt="Gặt lúa"><figcaption>Gặt lúa</figcaption></figure>
    <p>Bốn</p>
    """
    paragraphs = split_paragraphs(html.escape(text, quote=False))
    blocks: list[str] = []
    waiting = sorted(figures, key=lambda figure: figure.position)[::-1]
    for count in range(len(paragraphs) + 1):
        while waiting and (waiting[-1].position <= count or count == len(paragraphs)):
            blocks.append(_to_figure(waiting.pop()))
        if count < len(paragraphs):
            blocks.append("<p>" + paragraphs[count].replace("\n", "<br>") + "</p>")
    return "\n".join(block for block in blocks if block)


def _to_figure(figure: Figure) -> str:
    image = f'<img src="{html.escape(figure.url)}" alt="{html.escape(figure.caption)}">' if figure.url else ""
    words = f"<figcaption>{html.escape(figure.caption, quote=False)}</figcaption>" if figure.caption else ""
    return f"<figure>{image}{words}</figure>" if image or words else ""


def _address(url: str) -> str:
    url = url.strip().replace(" ", "%20")
    return url if is_web(url) else ""


def _iter_missing(blocks: str, figures: Iterable[Figure]) -> Iterable[Figure]:
    sources = {html.unescape(source) for source in _SOURCE.findall(blocks)}
    captions = {_letters(_words(caption)) for caption in _CAPTION.findall(blocks)}
    for one in figures:
        if one.url not in sources if one.url else _letters(one.caption) not in captions:
            yield one


def _words(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)
