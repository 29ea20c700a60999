"""The body of an article for a page that asks no server: pictures that are kept are shown, of others a link is."""

import html
import re
from collections.abc import Mapping
from types import MappingProxyType

from newsarchive.model.article import Article
from newsarchive.text.body_html import body_html

NO_PICTURES: Mapping[str, str] = MappingProxyType({})
_NAMELESS = "Ảnh trong bài"
_IMAGE = r"<img((?: [a-z]+=\"[^\"<>]*\")*)>"
# Sanitised HTML holds < and > nowhere but around its tags: each match is one of them as a whole.
_SHOWN = re.compile(
    rf"<figure>{_IMAGE}(?:<figcaption>([^<>]*)</figcaption>)?</figure>|{_IMAGE}|(<table>)|(</table>)",
)
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"<>]*)"')
_SCROLLING = '<div class="scroll" role="region" aria-label="Bảng" tabindex="0">'


def body(article: Article, pictures: Mapping[str, str] = NO_PICTURES) -> str:
    """Return text and figures of an article as HTML to be inserted: sanitised, headings, lists and tables in place.

    `pictures` tells by address of a picture which file beside the page or data: address holds it.
    """

    def show(match: re.Match[str]) -> str:
        figure, caption, image, is_table, _ = match.groups()
        if figure is not None:
            return f"<figure>{_figure(figure, caption or '', pictures)}</figure>"
        if image is not None:
            return _image(image, pictures)
        return _SCROLLING + match[0] if is_table else match[0] + "</div>"

    return _SHOWN.sub(show, body_html(article))


def _figure(attributes: str, caption: str, pictures: Mapping[str, str]) -> str:
    if image := _image(attributes, pictures):
        return image + (f"<figcaption>{caption}</figcaption>" if caption else "")
    source = dict(_ATTRIBUTE.findall(attributes)).get("src", "")
    link = f' <a href="{source}">Xem ảnh gốc</a>' if source else ""
    return f"<figcaption>{caption or _NAMELESS}{link}</figcaption>"


def _image(attributes: str, pictures: Mapping[str, str]) -> str:
    """Return the image if it is kept, else nothing."""
    values = dict(_ATTRIBUTE.findall(attributes))
    stored = pictures.get(html.unescape(values.get("src", "")), "")
    if not stored:
        return ""
    values |= {"src": html.escape(stored), "alt": values.get("alt", "")}
    return "<img" + "".join(f' {name}="{value}"' for name, value in values.items()) + ">"
