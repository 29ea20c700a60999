"""Names as addresses: lower-case ASCII with hyphens."""


def slug(name: str) -> str:
    """Return the slug of name; a name of signs only is its own slug, so that it can still be told apart.

    >>> slug("Dân vận"), slug("dân  vận "), slug("Đảng ủy")
    ('dan-van', 'dan-van', 'dang-uy')
    >>> slug("★")
    '★'
    """
    from slugify import slugify

    return slugify(name) or " ".join(name.casefold().split())
