"""Names that our own feeds use, for writing and reading them."""

NAMESPACE = (
    "urn:newsarchive:ns:1"  # what plain RSS cannot say: na:date, na:dateText, na:excerpt, na:noLanguage, na:attachment
)
SECTION = "urn:newsarchive:section"  # domains of <category>
TAG = "urn:newsarchive:tag"
