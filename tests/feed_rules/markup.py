"""Words that are plain, and words that are HTML."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from feed_rules.document import Element, Finding, name_of, warning
from feed_rules.values import SCHEME

CONTROL = re.compile("[\x7f-\x9f\ufdd0-\ufdef]|[\ufffe\uffff]")
_REFERENCE = re.compile(r"&#?\w{1,40};?")
_RECOMMENDED = ("&#x26;", "&#x3C;")  # by the RSS Board, for titles
_UNCLOSED = re.compile(r"<[A-Za-z/][^>]*\Z")
_BAD_REFERENCE = re.compile(r"&#(?:1(?:2[89]|[345]\d)|x[89][0-9A-Fa-f]);")
_END_TAG = re.compile(r"</(\w+)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPTIONAL = frozenset("p li dt dd tr td th thead tbody tfoot option colgroup".split())
_HTML = _VOID | _OPTIONAL | frozenset(
    "a abbr acronym address article aside audio b bdi bdo big blockquote body button canvas caption center cite code "
    "data del details dfn div dl em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header html i "
    "iframe ins kbd label legend main map mark menu nav noscript object ol optgroup output picture pre q rp rt ruby s "
    "samp script section select small span strike strong style sub summary sup svg table template textarea time title "
    "tt u ul var video math".split()
)  # fmt: skip
_UNSAFE = frozenset("script style iframe object embed applet meta link base form input button body head html".split())
_ADDRESSES = ("href", "src", "longdesc", "cite", "background")


def check_words(element: Element, words: str) -> Iterator[Finding]:
    """Plain words: some readers take them for HTML all the same."""
    if not words.strip() and not len(element):
        yield warning("NotBlank", element)
    if is_markup(words):
        yield warning("ContainsHTML", element)


def is_markup(words: str) -> bool:
    if any(name.lower() in _HTML for name in _END_TAG.findall(words)):
        return True
    references = (found.rstrip(";") + ";" for found in _REFERENCE.findall(words) if found not in _RECOMMENDED)
    return any(unescape(found) != found for found in references)


def check_html(element: Element, words: str) -> Iterator[Finding]:
    reader = _Reader()
    reader.feed(words)
    reader.close()
    is_broken = any(reader.open_tags()) or _UNCLOSED.search(words) or _BAD_REFERENCE.search(words)
    for kind in dict.fromkeys([*reader.kinds, *(["NotHtml"] if is_broken else [])]):
        yield Finding(kind, name_of(element), is_error=False)


class _Reader(HTMLParser):
    """HTML as a browser would have to mend it: unknown names, ends without a start, what acts, what leads nowhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kinds: list[str] = []
        self._open: list[str] = []

    def open_tags(self) -> Iterator[str]:
        return (tag for tag in self._open if tag not in _OPTIONAL)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAFE:
            self.kinds.append("SecurityRisk")
        elif tag not in _HTML:
            self.kinds.append("NotHtml")
        for name, value in attrs:
            if name.startswith("on"):
                self.kinds.append("SecurityRiskAttr")
            if name in _ADDRESSES:
                self._judge(value or "")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1] != tag and self._open[-1] in _OPTIONAL:
            self._open.pop()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in _VOID:
            self.kinds.append("NotHtml")

    def handle_data(self, data: str) -> None:
        if CONTROL.search(data):
            self.kinds.append("NotHtml")

    def _judge(self, address: str) -> None:
        if address.lower().lstrip().startswith("javascript:"):
            self.kinds.append("SecurityRiskAttr")
        elif not SCHEME.match(address):
            self.kinds.append("ContainsRelRef")
