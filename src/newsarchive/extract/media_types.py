"""What pictures and files are, by their own bytes: what servers say of them is often wrong, and so are their names."""

_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_AVIF = frozenset({b"avif", b"avis"})
_MOST_BRANDS = 64  # bytes of the first box of an ISO file, which names what it may be read as
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})  # bytes; it follows the 14 that begin with "BM"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_OLE_TYPES = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
_ZIP_TYPES = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
}
_FILES = (
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"{\\rtf", "application/rtf"),
)
_PDF_REACH = 1024  # bytes: so late may a PDF begin, say its readers


def picture_type(body: bytes) -> str:
    r"""Return the media type of a picture; "" if it is none that is kept. SVG is none: it is a program.

    >>> picture_type(b"\xff\xd8\xff\xe0"), picture_type(b"<svg/>")
    ('image/jpeg', '')
    """
    for start, media_type in _PICTURES:
        if body.startswith(start):
            return media_type
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp" and _AVIF & _brands(body):
        return "image/avif"
    is_bitmap = body.startswith(b"BM") and int.from_bytes(body[14:18], "little") in _BITMAP_HEADERS
    return "image/bmp" if is_bitmap else ""


def file_type(body: bytes, url: str) -> str:
    """Return the media type of a document or a packed file at an address; "" if it is none that is kept.

    >>> file_type(b"%PDF-1.4", "https://xa.example/tai-ve?id=7"), file_type(b"<html>", "https://xa.example/7.pdf")
    ('application/pdf', '')
    """
    extension = url.partition("?")[0].rpartition(".")[2].lower()
    start = body[:_PDF_REACH]
    if b"%PDF-" in start and not start.lstrip().startswith(b"<"):
        return "application/pdf"
    if body.startswith(_OLE):
        return _OLE_TYPES.get(extension, "application/x-ole-storage")
    if body.startswith(_ZIP):
        return _ZIP_TYPES.get(extension, "application/zip")
    return next((media_type for start, media_type in _FILES if body.startswith(start)), "")


def _brands(body: bytes) -> set[bytes]:
    size = min(int.from_bytes(body[:4], "big"), _MOST_BRANDS)
    return {body[place : place + 4] for place in range(8, size, 4)}
