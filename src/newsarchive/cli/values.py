"""Values of the fields of an article, in words."""

from newsarchive.model.article import Attachment, Figure, Moment


def to_words(value: object) -> str:
    r"""Return the value of a field in words; of several each has a line.

    >>> to_words(("Bích Hường", "Văn Tịnh")), to_words(Moment("--10-04", "Chiều ngày 4/10"))
    ('Bích Hường\nVăn Tịnh', '--10-04')
    """
    match value:
        case Moment():
            return value.value or value.words
        case Figure():
            return f"{value.caption} {value.url}".strip()
        case Attachment():
            return f"{value.label} {value.url}".strip()
        case tuple():
            return "\n".join(to_words(one) for one in value)
        case _:
            return str(value)
