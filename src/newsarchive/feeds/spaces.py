"""The namespaces that feeds use, and one short name for each of their elements, whatever prefix a document uses."""

from newsarchive.feeds.names import NAMESPACE

XML = "http://www.w3.org/XML/1998/namespace"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {  # in small letters, without the last slash
    "": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss191": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://cyber.law.harvard.edu/rss/rss.html": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/net/rss1.1#": "",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://search.yahoo.com/mrss": "media:",
    "http://purl.org/rss/1.0/modules/syndication": "sy:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    RDF: "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    NAMESPACE: "na:",
}


class ShortNames(dict[str, str]):
    """The names of a format by those of the parser, made when first met."""

    def __missing__(self, full: str) -> str:
        space, _, local = full.rpartition(" ")
        # Sites that move to HTTPS replace http: everywhere, also where it is but a part of a name.
        space = space.lower().rstrip("/").replace("https:", "http:", 1)
        name = self[full] = _NAMESPACES.get(space, "?:") + local.lower()
        return name
