"""What is mended before a feed can be read, and that it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.feeds.decode import decode
from newsarchive.feeds.mend import is_feed, mend
from newsarchive.feeds.read import read_feed

WORDS = "Hội Nông dân xã Bình Lạc họp bàn việc làm đường"


@pytest.mark.parametrize(
    ("body", "charset", "text", "repairs"),
    [
        pytest.param(WORDS.encode(), "", WORDS, (), id="UTF-8"),
        pytest.param(WORDS.encode(), "UTF8", WORDS, (), id="UTF-8 by another name"),
        pytest.param(b"abc", "windows-1258", "abc", (), id="ASCII is everything"),
        pytest.param(
            WORDS.encode(),
            "iso-8859-1",
            WORDS,
            ("read as utf-8, though it says iso-8859-1",),
            id="UTF-8 that HTTP calls otherwise",
        ),
        pytest.param(WORDS.encode() + b"\xff", "big5", WORDS + "\ufffd", ("1 byte that is no UTF-8",), id="bad byte"),
        pytest.param(WORDS.encode() + b"\xff\xff", "", WORDS + "\ufffd" * 2, ("2 bytes that are no UTF-8",), id="two"),
        pytest.param(b"\xe9t\xe9", "iso-8859-1", "été", (), id="declared"),
        pytest.param(b"\xe9t\xe9\x93", "iso-8859-1", "été“", (), id="Latin-1 means windows-1252"),
        pytest.param(b"\xb0\xa1", "gb2312", "啊", (), id="Chinese"),
        pytest.param(b"<?xml encoding='koi8-r'?>\xc1", "", "<?xml encoding='koi8-r'?>а", (), id="declared inside"),
        pytest.param(b"\xc1", "no-such", "Á", ("read as windows-1252, though it says no-such",), id="no such encoding"),
        pytest.param(b"\xc1", "a\0b", "Á", ("read as windows-1252, though it says a\0b",), id="no name"),
        pytest.param(b"\xc1", "hex", "Á", ("read as windows-1252, though it says hex",), id="no encoding of texts"),
        pytest.param(b"\xc1", "utf-7", "Á", ("read as windows-1252, though it says utf-7",), id="no encoding of feeds"),
        pytest.param(b"\xc1\x81", "", "Á\ufffd", ("1 byte that is no windows-1252",), id="nothing fits"),
        pytest.param(b"\xb0\xa1\xff\xff", "euc-jp", "亜\ufffd\ufffd", ("2 bytes that are no euc-jp",), id="mostly"),
        pytest.param(
            b"<?xml encoding='euc-jp'?>\xb0\xa1\xff",
            "utf-8",
            "<?xml encoding='euc-jp'?>亜\ufffd",
            ("1 byte that is no euc-jp",),
            id="the second of two",
        ),
        pytest.param(b"t\xe0u \xd0\xf0i", "windows-1258", "tàu Đđi", (), id="windows-1258"),
        pytest.param(
            "xã Bình Lạc".encode()[:-1] + b"a\xe3 \xff", "", "xã Bình Lạa\ufffd \ufffd", None, id="more good than bad"
        ),
        pytest.param(
            b"Vi\xea\xf2t", "utf-8", "Viê\u0323t", ("read as windows-1258, though it says utf-8",), id="tones on vowels"
        ),
        pytest.param(
            b"\xef\xbb\xbft\xe0u \xd0\xf0i", "windows-1258", "tàu Đđi", (), id="windows-1258 behind a mark of UTF-8"
        ),
        pytest.param(b"\xef\xbb\xbf" + WORDS.encode(), "", WORDS, (), id="mark of UTF-8"),
        pytest.param("Đất".encode("utf-16"), "", "Đất", (), id="UTF-16"),
        pytest.param('{"Đất'.encode("utf-16-le"), "", '{"Đất', (), id="JSON in UTF-16"),
        pytest.param('{"Đất'.encode("utf-32-be"), "", '{"Đất', (), id="JSON in UTF-32"),
        pytest.param(b"\xff\xfeA\0B", "", "A\ufffd", ("1 byte that is no UTF-16",), id="UTF-16 cut off"),
        pytest.param("<?xml?>".encode("cp037"), "", "<?xml?>", (), id="EBCDIC"),
        pytest.param(b"\xa7\xb6ng \xf1y x\xb7", "x-viet-tcvn", "Đảng ủy xã", (), id="TCVN3"),
        pytest.param(b"\xd1a\xfbng u\xfby xa\xf5", "VNI", "Đảng ủy xã", (), id="VNI"),
        pytest.param(b"\xd0\xe4ng \xfey x\xe3", "viscii", "Đảng ợy xã", (), id="VISCII"),
    ],
)
def test_bytes_are_read_as(body: bytes, charset: str, text: str, repairs: tuple[str, ...] | None) -> None:
    found, said = decode(body, charset)

    assert found == text
    assert repairs is None or said == repairs


@pytest.mark.parametrize(
    ("text", "document", "repairs"),
    [
        pytest.param("<?xml version='1.0'?><rss/>", "<rss/>", (), id="nothing"),
        pytest.param("<!doctype rss><rss/>", "<rss/>", ("a DOCTYPE",), id="DOCTYPE"),
        pytest.param("Lỗi!<rss/>", "<rss/>", ("words before the document",), id="words"),
        pytest.param("<br /><b>Notice</b> <rss >", "<rss >", ("words before the document",), id="mark-up"),
        pytest.param("<b>" + " " * 20_000 + "<rss >", "<b>" + " " * 20_000 + "<rss >", (), id="mark-up that is long"),
        pytest.param(
            "<rss>\x00\x01</rss>", "<rss>\ufffd\ufffd</rss>", ("2 characters that XML forbids",), id="controls"
        ),
        pytest.param(
            "<rss>&copy;&lt;&eacute;</rss>", "<rss>©&lt;é</rss>", ("2 of HTML's names for characters",), id="names"
        ),
        pytest.param("<rss>a & b &c; &</rss>", "<rss>a &amp; b &amp;c; &amp;</rss>", ("3 bare ampersands",), id="bare"),
        pytest.param("<rss>&#65 &#x42</rss>", "<rss>&#65; &#x42;</rss>", (), id="references left open"),
        pytest.param("<rss><![CDATA[a & b &#0; &#65;]]></rss>", "<rss><![CDATA[a & b \ufffd &#65;]]></rss>",
                     ("1 reference to no character",), id="section"),
        pytest.param("<rss><![CDATA[a & b", "<rss><![CDATA[a & b", (), id="section left open"),
    ],
)  # fmt: skip
def test_document_is_mended(text: str, document: str, repairs: tuple[str, ...]) -> None:
    assert mend(text) == (document, repairs)


def test_repairs_of_all_steps_are_said() -> None:
    body = "<!DOCTYPE rss><rss version='2.0'><channel><title>Xã & thôn</title><item><br></item></channel></rss>"

    assert read_feed(body.encode() + b"\xff").repairs == (
        "1 byte that is no UTF-8",
        "a DOCTYPE",
        "1 bare ampersand",
        "not well-formed: read leniently",
    )


@given(st.text(alphabet=st.sampled_from("<>&;#x41!-[]?\"' \0\ud800a"), max_size=60))
def test_mending_twice_changes_nothing(text: str) -> None:
    document, _ = mend(f"<rss>{text}")

    again, repairs = mend(document)

    assert is_feed(again)
    assert (again, repairs) == (document, ())
