"""Rules that published feeds must keep, checked on the bytes by nothing that has written them.

RFC 4287 (Atom), the RSS 2.0 specification with the RSS Board's best practices, RFC 5005 (archives), RFC 822 and 2822
(dates of RSS), RFC 3339 (dates of Atom), Media RSS 1.5. What breaks a MUST is an error, what breaks a SHOULD or
confuses readers a warning. The names of findings are those that the test cases of the W3C's validator use, so that
`bench.feeds.rules` can compare.
"""

from itertools import chain

from lxml import etree

from feed_rules.atom import check_entry, check_feed
from feed_rules.document import ATOM, MODULES, Finding, name_of
from feed_rules.modules import check_everywhere
from feed_rules.rss import check_rss

__all__ = ["MODULES", "Finding", "check"]


def check(document: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with an RSS 2.0 or Atom 1.0 document; nothing if it keeps all rules."""
    try:
        root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return (Finding("SAXError", "document"),)
    if root.tag == f"{{{ATOM}}}feed":
        found = chain(check_feed(root), check_everywhere(root))
    elif root.tag == f"{{{ATOM}}}entry":
        found = chain(check_entry(root, has_author=False), check_everywhere(root))
    elif root.tag == "rss":
        found = chain(check_rss(root), check_everywhere(root))
    else:
        return (Finding("UndefinedElement", name_of(root)),)
    return tuple(dict.fromkeys(found))
