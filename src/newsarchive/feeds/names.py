"""Names that our own feeds use, for writing and reading them."""

NAMESPACE = "urn:newsarchive:ns:1"  # of <na:article>: the record (`lossless`) that a lossless export adds to an entry
RECORD = "_newsarchive"  # the same in a JSON Feed
SECTION = "urn:newsarchive:section"  # domain or scheme of a category
TAG = "urn:newsarchive:tag"
GENERATOR = "newsarchive"  # the name of what wrote a feed, before its version
