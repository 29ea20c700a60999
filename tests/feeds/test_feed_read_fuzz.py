"""Whatever the bytes: a feed, or a ParseError; and a file says what the document in memory says."""

import io
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsarchive.errors import ParseError
from newsarchive.feeds.read import open_feed, read_feed
from newsarchive.model.feed import Entry

CORPUS = [path.read_bytes() for path in (Path(__file__).parent.parent / "corpus" / "feeds").glob("*.xml")]
PIECES = b"""
    <item> </item> <item/> <title> </title> <entry> </entry> <link> </link> <link/> <guid> </guid> <description>
    </description> <content:encoded> <content type="xhtml"> </content> <media:content> <category> <!-- --> <![CDATA[ ]]>
    <?xml?> <!DOCTYPE &#xD800; &nbsp; & < > " ' xmlns="x" xml:base="http://[" </channel> <channel> </rss> </feed> <div>
""".split()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a feed of the corpus with something put into it, and something cut out of it."""
    body = draw(st.sampled_from(CORPUS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = start + draw(st.sampled_from([0, 0, 1, 7, 100]))
        body = body[:start] + draw(st.sampled_from(PIECES) | st.binary(max_size=4)) + body[end:]
    return body


def read_whole(body: bytes) -> tuple[Entry, ...] | None:
    with suppress(ParseError):
        return read_feed(body, is_trusted=True).entries
    return None


def read_opened(body: bytes) -> tuple[Entry, ...] | None:
    with suppress(ParseError):
        return tuple(reversed(list(open_feed(io.BytesIO(body), is_trusted=True).iter_entries())))
    return None


@given(damaged(), st.sampled_from(["", "windows-1258", "utf-16", "x-viet-tcvn", "no-such"]))
@settings(max_examples=200)
def test_damage_ends_in_a_feed_or_a_parse_error(body: bytes, charset: str) -> None:
    entries: tuple[Entry, ...] = ()
    with suppress(ParseError):
        entries = read_feed(body, charset).entries

    assert all(isinstance(entry, Entry) for entry in entries)


@given(damaged())
@settings(max_examples=200)
def test_file_is_read_like_the_document(body: bytes) -> None:
    assert read_opened(body) == read_whole(body)
