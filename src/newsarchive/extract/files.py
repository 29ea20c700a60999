"""Lines that are but an address or the name of a file: what an article refers to."""

import re

from newsarchive.extract.folded import fold_line
from newsarchive.model.article import Attachment

_LONGEST = 2500
_LONGEST_NAME = 160
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{3,2000}?(?=[).,;\]]{0,3}(?:[\s<>\"“”]|$))", re.IGNORECASE)
_ENDINGS = r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|odt|ods|rtf)"
_FILE = re.compile(_ENDINGS + r"(?:[?#].{0,500})?$", re.IGNORECASE)
_NAME = re.compile(r"[^:|]{1,120}?" + _ENDINGS + r"(?!\w)", re.IGNORECASE)
_SIZE = re.compile(r"[(\[]?\s?\d[\d.,]{0,8}\s?(?:[kmg]i?b|bytes)\s?[)\]]?", re.IGNORECASE)
_ATTACHED = re.compile("(?:cac )?(?:file|tep|tep tin|tap tin|tai lieu|van ban) (?:dinh )?kem(?: theo)?:?")
_NAMED = re.compile(r"[^:|.!?]{2,120}[:|]\s?(?:\(\s?\d[^()]{1,15}\))?")  # "Kế hoạch 15: " and then its address
_LABEL = re.compile(
    r"(?:(?:cac )?(?:file|tep|tep tin|tap tin|tai lieu|van ban)(?: (?:dinh )?kem(?: theo)?)?"
    r"|(?:link|lien ket|duong dan|dia chi)(?: (?:goc|bai viet|bai goc|goc bai viet|nguon))?|(?:tai|download)"
    r"(?: (?:ve|file|tep|van ban|tai day|xuong))*+|(?:xem|chi tiet|xem chi tiet|xem them)(?: (?:tai(?: day)?|them))?"
    r"|bai goc|source|url|[\W_]+)++"
)


def is_reference(line: str) -> bool:
    """Tell whether a line consists of addresses or names of files, perhaps behind a label, or is that label.

    >>> is_reference("Tải về: https://binhlac.example/kh-15.pdf (1,2 MB)"), is_reference("Xem kh-15.pdf và làm theo.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    rest = _ADDRESS.sub("", line)
    has_address = rest != line
    if (has_address and not rest.strip()) or _ATTACHED.fullmatch(fold_line(line[:_LONGEST_NAME])):
        return True
    if has_address and _NAMED.fullmatch(rest):
        return True
    head, _, tail = rest.rpartition(":")
    if not _is_label(head) or (has_address and len(rest) > _LONGEST_NAME):
        return False
    bare = _SIZE.sub("", tail).strip(" ()[]-–|")
    return (has_address and _is_label(bare)) or bool(_NAME.fullmatch(bare))


def read_file(line: str) -> Attachment | None:
    """Return the file that a line names with its address; None where it does not.

    >>> read_file("Kế hoạch 15.pdf: https://binhlac.example/kh-15.pdf")
    Attachment(url='https://binhlac.example/kh-15.pdf', label='Kế hoạch 15.pdf', media_type='', size=0)
    """
    addresses = _ADDRESS.findall(line[:_LONGEST])
    if len(addresses) != 1 or not _FILE.search(addresses[0]) or not addresses[0].lower().startswith("http"):
        return None
    words = (part.strip(" ()[]-–|:") for part in re.split(r":\s|\s\|\s", _SIZE.sub("", _ADDRESS.sub("|", line))))
    labels = [word for word in words if word and not _is_label(word)]
    return Attachment(addresses[0], labels[0] if labels else "")


def _is_label(words: str) -> bool:
    return not words or bool(_LABEL.fullmatch(fold_line(words[:_LONGEST_NAME])))
