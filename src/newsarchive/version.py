"""The release, in the one place that says it, and where people read about it."""

__version__ = "0.1.0"
HOMEPAGE = "https://newsarchive.example/"  # in every request: whoever runs a site can learn who asks
