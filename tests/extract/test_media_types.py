import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.extract.media_types import file_type, picture_type

BMP = b"BM" + bytes(12) + (40).to_bytes(4, "little") + bytes(36)
AVIF = b"\x00\x00\x00\x20ftypmif1\x00\x00\x00\x00mif1avifmiaf...."
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), b"PK\x03\x04" + bytes(99)
OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg", id="JPEG"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "image/png", id="PNG"),
        pytest.param(b"GIF89a", "image/gif", id="GIF"),
        pytest.param(b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp", id="WebP"),
        pytest.param(b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "image/avif", id="AVIF"),
        pytest.param(AVIF, "image/avif", id="AVIF, as its second brand"),
        pytest.param(BMP, "image/bmp", id="BMP"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "", id="SVG"),
        pytest.param(b"<!doctype html><title>404", "", id="an error page"),
        pytest.param(b"RIFF\x24\x00\x00\x00WAVEfmt ", "", id="sound"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "", id="film"),
        pytest.param(b"\x00\x00\x00\x10ftypmp42\x00\x00\x00\x00avif", "", id="a brand after the box that names them"),
        pytest.param(b"BM, ban hanh ngay 5/10", "", id="words that begin like a bitmap"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(body: bytes, media_type: str) -> None:
    assert picture_type(body) == media_type


@pytest.mark.parametrize(
    ("body", "name", "media_type"),
    [
        pytest.param(b"%PDF-1.4", "kh.pdf", "application/pdf", id="PDF"),
        pytest.param(b"\r\n\xef\xbb\xbf%PDF-1.7", "tai-ve.aspx?id=7", "application/pdf", id="PDF, a little later"),
        pytest.param(OLE, "KH.DOC", "application/msword", id="Word, old"),
        pytest.param(OLE, "kh.xls?v=2", "application/vnd.ms-excel", id="Excel, old"),
        pytest.param(OLE, "tai-ve", "application/x-ole-storage", id="old, of unknown kind"),
        pytest.param(ZIP, "kh.docx", f"{OFFICE}.wordprocessingml.document", id="Word"),
        pytest.param(ZIP, "kh.xlsx", f"{OFFICE}.spreadsheetml.sheet", id="Excel"),
        pytest.param(ZIP, "kh.zip", "application/zip", id="ZIP"),
        pytest.param(b"Rar!\x1a\x07\x01\x00", "kh.rar", "application/vnd.rar", id="RAR"),
        pytest.param(b"7z\xbc\xaf\x27\x1c", "kh.7z", "application/x-7z-compressed", id="7-Zip"),
        pytest.param(b"{\\rtf1", "kh.doc", "application/rtf", id="RTF"),
        pytest.param(b"<!doctype html><title>404", "kh.pdf", "", id="an error page"),
        pytest.param(b" <html><!-- %PDF-1.4 -->", "kh.pdf", "", id="an error page that speaks of PDF"),
        pytest.param(b"MZ\x90\x00", "kh.exe", "", id="a program"),
        pytest.param(b"", "kh.pdf", "", id="nothing"),
    ],
)
def test_a_file_is_known_by_its_first_bytes_and_its_kind_by_its_name(body: bytes, name: str, media_type: str) -> None:
    assert file_type(body, f"https://xa.example/{name}") == media_type


@given(st.binary(max_size=99), st.text(max_size=20))
def test_whatever_comes_is_something_or_nothing(body: bytes, url: str) -> None:
    assert isinstance(picture_type(body) + file_type(body, url), str)
